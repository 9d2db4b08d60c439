# Help: a command by its words, joined by _, and its arguments behind --. Below cli-any stands what is said alike below every command
# that says nothing else. Values that an argument takes are attributes of it; examples are commands, each with what it does.

# Of every command.
cli-any--config = The configuration file [env: QOO10_BRIDGE_CONFIG] [default: qoo10-bridge.toml]
cli-any--json = Print JSON, one object a line
cli-any--quiet = Print nothing when all went well
cli-any--verbose = Say more; twice for every request, three times for every answer
cli-any--now = Pretend that it is this time, for rehearsals and tests
cli-any--lang = Language for people: ja or en (default: shop.lang, else from the locale)
    .en = English
    .ja = 日本語
cli-any--record = Keep every exchange with Qoo10 in this folder, names and numbers replaced
cli-any--accept = Exit with 0 after these results too: for schedulers that know only success and failure
    .partial = Some items need a person (exit 3)
    .busy = Another run is under way (exit 4)
cli-any--help = Print help
cli-any--dry_run = Read and decide, print the plan, change nothing
cli-any--wait = Wait this long for another run to end
cli-any--patience = Wait this long for a running step to end (default: 10)
cli-any--force = Override a safety brake, by the name that its refusal gives
    .mass-zero = Too many listings would be set to 0
    .shrunken-list = Qoo10's item list lost more than half
cli-any--count = What is counted: all that lies on the shelf, or what the open orders leave
    .on_hand = All that lies on the shelf, sold or not (実在庫数)
    .free = What the open orders leave of it (フリー在庫数)
cli-any--code = The order's code
cli-any--file = The file; - is stdin
cli-any--number = Cart number or order number

# Words of every page.
cli-page--usage = Usage
cli-page--commands = Commands
cli-page--arguments = Arguments
cli-page--options = Options
cli-page--any_options = {"["}OPTIONS]
cli-page--a_command = COMMAND
cli-page--values = possible values
cli-page--default = default
cli-page--examples = Examples
cli-page--help_command = Print this message or the help of the given command

cli-program = Keeps a Qoo10 Japan shop and its own order desk in agreement
    .long = Each command does one thing and exits; cron runs the steps every few minutes. Without a shop of your own, `endpoint = "sandbox"` in the configuration gives a practice Qoo10.
    .after = Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 some items need a person, 4 another run is under way, 5 refused by a safety brake, 6 Qoo10 refused the { -seller_key }.
cli-program--version = Print version

cli-import = Fetch unpaid and new orders from Qoo10 into the { -state_file } (出荷指示取込)
    .examples =
        qoo10-bridge import                                     what is new since the last run
        qoo10-bridge import --dry-run                           see it first, change nothing
        qoo10-bridge import --from 2026-07-01 --to 2026-07-07   a week again, both days included
        qoo10-bridge import --order 412345678                   one cart only
cli-import--from = First order date of a range: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, Japan time
cli-import--to = Last order date of a range, at most 7 days later; a bare date is the whole day
cli-import--order = Only these carts, by their numbers; without a range in whatever status of the last 90 days
cli-import--limit = Import at most so many carts

cli-sync-status = Take payments and cancellations over from Qoo10 (ステータス同期)
    .examples =
        qoo10-bridge sync-status             payments and cancellations since the last run
        qoo10-bridge sync-status --trigger   and planned ship dates for what was paid
        qoo10-bridge sync-status --dry-run   see it first, change nothing
cli-sync-status--trigger = Run schedule-date right after, if at least one order was paid or cancelled
cli-sync-status--order = Only these orders, by their codes
cli-sync-status--limit = At most so many orders

cli-schedule-date = Register planned ship dates at Qoo10 (発送予定日登録)
    .examples =
        qoo10-bridge schedule-date --dry-run           which order would get which date
        qoo10-bridge schedule-date                     register them at Qoo10
        qoo10-bridge schedule-date --order 412345678   one order only
cli-schedule-date--order = Only these orders, by their codes
cli-schedule-date--limit = At most so many orders

cli-push-shipments = Tell Qoo10 what was shipped (出荷実績戻し)
    .examples =
        qoo10-bridge push-shipments --dry-run            what Qoo10 would be told
        qoo10-bridge push-shipments                      tell it what was shipped today
        qoo10-bridge push-shipments --since 2026-07-01   also what was missed since then
cli-push-shipments--date = Send what was shipped on this day, instead of today: 2026-07-01 or 2026/7/1
cli-push-shipments--since = Send what was shipped from this day until today: 2026-07-01 or 2026/7/1
cli-push-shipments--order = Only these orders, by their codes
cli-push-shipments--limit = At most so many orders

cli-push-stock = Make Qoo10 show the free stock (在庫連携)
    .examples =
        qoo10-bridge push-stock --dry-run           what would change at Qoo10
        qoo10-bridge push-stock --sku TS-001-W-M    one SKU only
        qoo10-bridge push-stock --all --limit 100   also what was sent before, 100 listings
cli-push-stock--sku = Only these SKUs
cli-push-stock--all = Also what was sent before and has not changed since
cli-push-stock--limit = At most so many listings

cli-orders = Look at orders and rejects, and change orders by hand

cli-orders_list = List orders, or the carts that could not be imported
    .examples =
        qoo10-bridge orders list                                   what is open, or at most 30 days old
        qoo10-bridge orders list --status ready --status working   the warehouse's part
        qoo10-bridge orders list --cancel-requested                do not ship these
        qoo10-bridge orders list --find 530-0002                   by name, phone, number; old ones too
        qoo10-bridge orders list --all --newest --limit 20         the newest of all
        qoo10-bridge orders list --rejected                        what could not be imported, and why
cli-orders_list--status = Only orders in this status; may be given several times
cli-orders_list--rejected = The carts that could not be imported, with the reason
cli-orders_list--cancel_requested = Only orders whose cancellation is requested: do not ship them
cli-orders_list--needs_person = Only open orders that sync-status cannot settle, with the reason
cli-orders_list--claims = Orders with a return, an exchange or a refund at Qoo10, shipped ones too; newest change first
cli-orders_list--all = Also what is finished and older than 30 days
cli-orders_list--since = Only what was ordered on this day or later: 2026-07-01 or 2026/7/1
cli-orders_list--until = Only what was ordered on this day or before
cli-orders_list--shipped_on = Only what was shipped on this day
cli-orders_list--carrier = Only what this delivery company carries, by Qoo10's name or yours
cli-orders_list--sku = Only orders with a line of this SKU
cli-orders_list--find = Only orders with this in a name, kana, phone, zip code, address, order, cart or tracking number
cli-orders_list--limit = At most so many
cli-orders_list--compare = Compare with an order download of QSM (CSV): what is not here, not in it, or differs
cli-orders_list--newest = The newest first, instead of the oldest import

cli-orders_show = Show an order whole: people, lines, history
    .examples =
        qoo10-bridge orders show 412345678            people, lines, history
        qoo10-bridge orders show 412345678-2 --json   the same for scripts
cli-orders_show--code = The order's code, as 412345678 or 412345678-2

cli-orders_set = Change an order's status, or what is known of its payment and at Qoo10
    .examples =
        qoo10-bridge orders set 412345678 --status working
        qoo10-bridge orders set 412345678 --payment-status paid   lifts the payment hold
        qoo10-bridge orders set 412345678 --status cancelled      after a cancellation at Qoo10
        qoo10-bridge orders set - --status preparing              codes from standard input
cli-orders_set--code = The order's code, or several; - reads codes from standard input, one a line
cli-orders_set--status = on_hold, backordered, ready, preparing, working, inspected, shipped or cancelled
cli-orders_set--api_status = awaiting_print, printed or shipped
cli-orders_set--payment_status = unpaid, auth_failed or paid; paid lifts the payment hold
cli-orders_set--take_receiver = Take over the receiver that Qoo10 shows now

cli-orders_hold = Keep an order from being shipped
    .examples = qoo10-bridge orders hold 412345678 --reason address-unclear
cli-orders_hold--reason = Why, for the history

cli-orders_check = Show what [[import.hold_rules]] would hold or warn of among the orders here; nothing is changed
    .examples =
        qoo10-bridge orders check                   every order that has not left
        qoo10-bridge orders check --status ready    only what may be shipped now
cli-orders_check--status = Only orders in this status; may be given several times. Without it: on_hold to inspected

cli-orders_release = Lift every hold but the one for payment; what a rule held is not held again
    .examples = qoo10-bridge orders release 412345678

cli-orders_add-line = Add a line that Qoo10 knows nothing of
    .examples = qoo10-bridge orders add-line 412345678 --sku LEAFLET --qty 1
cli-orders_add-line--sku = What to pick
cli-orders_add-line--qty = Pieces
cli-orders_add-line--name = What it is called (default: the SKU)

cli-orders_remove-line = Take back a line that was added by hand
    .examples = qoo10-bridge orders remove-line 412345678 2
cli-orders_remove-line--line = Which of the order's lines, as `orders show` numbers them

cli-orders_ship = Say that an order has left, with delivery company and tracking number; again: correct them
    .examples =
        qoo10-bridge orders ship 412345678 --tracking 400012345670
        qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670
        qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670 --date 2026-07-01
cli-orders_ship--carrier = The delivery company, as you call it (default: the order's own)
cli-orders_ship--tracking = Its tracking number; of several only the first is sent to Qoo10
cli-orders_ship--date = The ship date: 2026-07-01 or 2026/7/1 (default: today)

cli-orders_pick = What to fetch from the shelves for the orders that may leave: pieces per SKU, and the orders that they go into (ピッキングリスト)
    .examples =
        qoo10-bridge orders pick   on the screen
        qoo10-bridge orders pick --html pick.html   to print from a browser
        qoo10-bridge orders pick --csv pick.csv   for a spreadsheet
cli-orders_pick--html = Write it as a page to print
cli-orders_pick--csv = Write it as CSV: sku,name,qty,orders
cli-orders_pick--replace = Replace a file that is there already

cli-orders_slips = Packing slips for the orders that may leave, a sheet each, to print from a browser (納品書)
    .examples =
        qoo10-bridge orders slips --html slips.html   of every order that may leave
        qoo10-bridge orders slips --html one.html --order 412345678   of one
        qoo10-bridge orders slips --html small.html --size a6   on small paper
cli-orders_slips--html = Where to write them
cli-orders_slips--order = Only these orders, by their codes
cli-orders_slips--size = The paper: a4 or a6
cli-orders_slips--gift = As for gifts: no prices on any of them (an order with a gift text has none anyway)
cli-orders_slips--replace = Replace a file that is there already

cli-orders_export = Hand orders over in a file: for a label program, a spreadsheet, a warehouse (注文の出力)
    .examples =
        qoo10-bridge orders export --format b2 --out yamato.csv --set-status preparing
        qoo10-bridge orders export --format ehiden3 --out sagawa.csv --dry-run           changes nothing
        qoo10-bridge orders export --out orders.csv --since 2026-07-01                   every field
        qoo10-bridge orders export --format b2 --out one.csv --order 412345678 --again   a label once more
cli-orders_export--format = csv, b2, ehiden3, yupuri, clickpost, or a table [export.NAME] of the configuration
cli-orders_export--out = The file, which must not be there yet; - is stdout
cli-orders_export--status = Only orders in this status; may be given several times (default: ready, or the profile's)
cli-orders_export--order = Only these orders, by their codes; one that may not leave is refused by name
cli-orders_export--carrier = Only what this delivery company carries, by Qoo10's name or yours; may be given several times
cli-orders_export--since = Only what was ordered on this day or later: 2026-07-01 or 2026/7/1
cli-orders_export--again = Also what was handed over in this format before
cli-orders_export--set_status = preparing: set the orders that are ready to it
cli-orders_export--replace = Replace the file if it is there
cli-orders_export--dry_run = Say what would be handed over, and change nothing

cli-orders_dismiss = Take a cart off the list of rejects, or of those that are unknown here; import takes it all the same, by range or with --order
    .examples = qoo10-bridge orders dismiss 412345687
cli-orders_dismiss--cart = The cart's number

cli-shipments = What the warehouse has shipped (出荷実績)

cli-shipments_load = Take in a CSV file of shipped orders (order,carrier,tracking,shipped_on or 注文,配送会社,送り状番号,出荷日; the files of B2, e飛伝III, ゆうプリR as they are; CP932 or UTF-8)
    .examples =
        qoo10-bridge shipments load shipped.csv --dry-run   see it first, change nothing
        qoo10-bridge shipments load shipped.csv
        qoo10-bridge shipments load rireki.csv --carrier ゆうパック --skip-unknown   other malls' orders in it
cli-shipments_load--carrier = The delivery company of the rows that name none
cli-shipments_load--format = The program that wrote the file, where its headings do not tell
cli-shipments_load--skip_unknown = Leave out rows whose order is none of Qoo10's here, instead of refusing them
cli-shipments_load--dry_run = Say what would change, and change nothing

cli-stock = How much of each SKU may still be sold (フリー在庫数)

cli-stock_load = Take in a CSV file of counts (sku,free_qty or sku,on_hand; 品番,フリー在庫数 or 品番,実在庫数; CP932 or UTF-8)
    .examples =
        qoo10-bridge stock load stock.csv --dry-run          see it first, change nothing
        qoo10-bridge stock load stock.csv                    SKUs that are not in it stay
        qoo10-bridge stock load stock.csv --absent-is-zero   SKUs that are not in it become 0
        qoo10-bridge stock load zaiko.csv --count on_hand    its column 在庫数 is all that lies on the shelf
cli-stock_load--absent_is_zero = Set SKUs that are absent from the file to 0, instead of leaving them as they are
cli-stock_load--count = What a column counts whose heading does not say it (default: stock.count)
cli-stock_load--counted_at = When it was counted, where the file does not say it: 2026-07-01 09:30, Japan time (default: now)
cli-stock_load--dry_run = Say what would change, and change nothing

cli-stock_set = Set what was counted of one SKU just now
    .examples =
        qoo10-bridge stock set TS-001-W-M 12                   12 may still be sold
        qoo10-bridge stock set TS-001-W-M 15 --count on_hand   15 lie on the shelf
        qoo10-bridge stock set TS-001-W-M 0                    sold out
cli-stock_set--sku = The SKU
cli-stock_set--qty = How much of it there is
cli-stock_set--count = What is counted (default: stock.count, else free)

cli-stock_rule = Change what of a SKU is kept back, and how much of the rest Qoo10 shows
    .examples =
        qoo10-bridge stock rule TS-001-W-M --reserve 2   two pieces are never sold here
        qoo10-bridge stock rule TS-001-W-M --cap 20 --percent 50
        qoo10-bridge stock rule TS-001-W-M --cap -       as the configuration says again
cli-stock_rule--sku = The SKU
cli-stock_rule--reserve = Pieces that are never sold here; - for as the configuration says
cli-stock_rule--cap = The most pieces that Qoo10 shows; - for as the configuration says
cli-stock_rule--percent = The share of what the reserve leaves that Qoo10 shows, 0 to 100; - for as the configuration says

cli-stock_show = Explain the free stock of one SKU: count, orders, rules, and what Qoo10 was told
    .examples = qoo10-bridge stock show TS-001-W-M
cli-stock_show--sku = The SKU

cli-stock_list = List counts and the free stock made of them
    .examples =
        qoo10-bridge stock list
        qoo10-bridge stock list --json   one SKU a line

cli-sets = Sets: goods that are sold as one and kept as parts (セット商品)

cli-sets_load = Load the parts of sets from a CSV file (set_sku,sku,qty or セット品番,品番,数量; CP932 or UTF-8); a set that the file names gets these parts in place of those that it has
    .examples =
        qoo10-bridge sets load sets.csv --dry-run   see it first, change nothing
        qoo10-bridge sets load sets.csv
cli-sets_load--dry_run = Say what would change, and change nothing

cli-sets_remove = Make a set a SKU like any other: its parts are taken away
    .examples = qoo10-bridge sets remove GIFT-01
cli-sets_remove--set = The SKU of the set

cli-sets_clear-count = Take away what was counted of the set itself, so that its parts count
    .examples = qoo10-bridge sets clear-count GIFT-01
cli-sets_clear-count--set = The SKU of the set

cli-sets_list = List sets, their parts, and how many can be sold
    .examples =
        qoo10-bridge sets list
        qoo10-bridge sets list --problems   those that no quantity is sent for
        qoo10-bridge sets list --json       one set a line
cli-sets_list--problems = Only those that no quantity is sent for

cli-listings = What is sold at Qoo10, and the SKU of each (対応表)

cli-listings_pull = Bring Qoo10's items, options and types into the mapping table; an interrupted pull goes on where it was
    .examples = qoo10-bridge listings pull

cli-listings_load = Map listings to SKUs by a CSV file (item_code,seller_code,option_code,sku or 商品番号,販売者商品コード,販売者オプションコード,品番; CP932 or UTF-8)
    .examples =
        qoo10-bridge listings load mapping.csv --dry-run   see it first, change nothing
        qoo10-bridge listings load mapping.csv
cli-listings_load--dry_run = Say what would change, and change nothing

cli-listings_list = List the mapping table, and what is wrong with it
    .examples =
        qoo10-bridge listings list
        qoo10-bridge listings list --unmapped   what has no SKU yet
        qoo10-bridge listings list --problems   what no stock is sent for
cli-listings_list--unmapped = Only what has no SKU
cli-listings_list--problems = Only what no stock is sent for, whatever the reason

cli-holidays = The days on which the shop does not ship (休業日)

cli-holidays_add = Add a holiday of the shop, or give one another name
    .examples = qoo10-bridge holidays add 2026-08-13 お盆
cli-holidays_add--date = The date: 2026-08-13 or 2026/8/13
cli-holidays_add--name = What it is called

cli-holidays_remove = Take a holiday of the shop away
    .examples = qoo10-bridge holidays remove 2026-08-13
cli-holidays_remove--date = The date: 2026-08-13 or 2026/8/13

cli-holidays_list = List the holidays of the shop
    .examples =
        qoo10-bridge holidays list
        qoo10-bridge holidays list --month 2026-08
cli-holidays_list--month = Only those of a month

cli-holidays_calendar = Show a month: which days count, why others do not, and the ship date that a run on each day gives
    .examples =
        qoo10-bridge holidays calendar                   this month
        qoo10-bridge holidays calendar --month 2026-12   which days count at the end of the year
cli-holidays_calendar--month = Which month (default: this one)

cli-holidays_load = Add the holidays of a CSV file (date,name or 日付,名称; CP932 or UTF-8); none is removed
    .examples =
        qoo10-bridge holidays load holidays.csv --dry-run   see it first, change nothing
        qoo10-bridge holidays load holidays.csv
cli-holidays_load--dry_run = Say what would change, and change nothing

cli-late = Which orders Qoo10 fines next, and when (出荷遅延)
    .long = Day: business days since the payment; weekends and public holidays do not count. Next: on day { $reminder_day } Qoo10 sends a reminder, on day { $points_day } it takes off 2 points, on day { $off_sale_day } it takes the item off sale for 30 days if the ship rate is 95 % or less. Ship rate: of the orders paid in the last 30 days, how many were shipped by day { $good_day }.
    .examples =
        qoo10-bridge late                   every open order, the most urgent first
        qoo10-bridge late --within-days 1   only what cannot wait; exit 3 when something is late
cli-late--within_days = Only orders to which something happens within so many business days

cli-log = What was done for which order line, and how it went (APIログ)
    .examples =
        qoo10-bridge log --order 412345678
        qoo10-bridge log --step push-shipments --outcome failed
        qoo10-bridge log --since 2026-07-01 --until 2026-07-01   one day
        qoo10-bridge log --limit 20                              the newest 20
cli-log--order = Only of this order, order number or rejected cart
cli-log--step = Only of this step
cli-log--outcome = Only with this outcome
cli-log--since = Only what was told last at this time or later: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, Japan time
cli-log--until = Only what was told first at this time or before; a bare date is the whole day
cli-log--limit = Only the newest N entries (on a terminal 200 unless said)

cli-cycle = Run the steps that are due, one after the other under one lock
    .long = import, sync-status, schedule-date (where sync-status calls for it, orders wait for a date, or it has not run today), push-shipments, push-stock. Each is a run of its own with its own report line, as if it had been started alone; a refused { -seller_key } ends the cycle. The exit code is the gravest of them: 1, 2, 6, 5, 3, 4, 0.
    .examples =
        qoo10-bridge cycle --wait 300   the whole crontab of a shop
        qoo10-bridge cycle --dry-run    what each step would do now, change nothing

cli-fleet = Look at many shops at once
cli-fleet_status = How all shops of a folder of configurations stand, the worst first
    .long = Only reads files: no configuration of its own, no Qoo10, no lock. Exit 3 when a shop needs a hand, a step of it failed or is overdue, or it cannot be read.
    .examples =
        qoo10-bridge fleet status /etc/qoo10-bridge
        qoo10-bridge fleet status /etc/qoo10-bridge --json
        qoo10-bridge fleet status shops --metrics-file /var/lib/node_exporter/qoo10.prom
cli-fleet_status--folder = The folder; each *.toml in it is the configuration of a shop
cli-fleet_status--metrics_file = Also write the figures of all shops into this file, as Prometheus' textfile collector reads them

cli-status = How the shop stands, and what needs a hand
    .examples =
        qoo10-bridge status
        qoo10-bridge status --json
        qoo10-bridge status --metrics-file /var/lib/node_exporter/qoo10.prom
cli-status--metrics_file = Also write the figures into this file, as Prometheus' textfile collector reads them

cli-report = The day on one page to open in a browser: board, late orders, 30 days as charts
    .examples =
        qoo10-bridge report --html today.html             the day on one page
        qoo10-bridge report --html today.html --lang ja   in Japanese
cli-report--html = Write the page into this file

cli-backup = Copy the { -state_file }, while other commands run
    .examples =
        qoo10-bridge backup /srv/backup/shop.db
        qoo10-bridge backup /srv/backup/shop.db --replace   from cron, every night
cli-backup--file = Where the copy goes; it holds personal data, as the { -state_file } does
cli-backup--replace = Replace a file that is there

cli-doctor = Say what is wrong with the { -state_file } and around it, and what to do
    .examples =
        qoo10-bridge doctor
        qoo10-bridge doctor --quiet   says nothing when all is well
        qoo10-bridge doctor --probe   which forms this Qoo10's answers have
cli-doctor--probe = Also ask Qoo10, by calls that only read, which of the forms that its documents leave open it uses
cli-doctor--seen = Instead, say that new forms of Qoo10's answers have been looked at

cli-purge = Blank the personal data of orders that are long finished
    .examples =
        qoo10-bridge purge --older-than 90d --dry-run   how much would be blanked
        qoo10-bridge purge --older-than 90d
cli-purge--older_than = For how long an order has to be finished: days (90d) or weeks (12w)
cli-purge--dry_run = Say how much would be blanked, and blank nothing

cli-key = The { -seller_key } (販売者認証キー)

cli-key_issue = Ask Qoo10 for a new { -seller_key }, and store it where the configuration says
    .long = Asks for the API key, and for user and password of QSM: on the terminal, or, where stdin is not one, as three lines of stdin in this order. None of them is stored.
    .examples =
        qoo10-bridge key issue           asks, and puts the key into qoo10.seller_key_file
        qoo10-bridge key issue --print   prints it, to be piped into whatever keeps it
cli-key_issue--print = Print the key instead of storing it: for seller_key_env and seller_key_command

cli-completions = Print what teaches a shell to complete these commands
    .examples =
        qoo10-bridge completions bash   for /etc/bash_completion.d/qoo10-bridge
        qoo10-bridge completions zsh    for a folder of $fpath, as _qoo10-bridge
        qoo10-bridge completions fish   for ~/.config/fish/completions/qoo10-bridge.fish
cli-completions--shell = For which shell

cli-man = Print the manual page, or write those of all commands
    .examples =
        qoo10-bridge man                                   the page of the program
        qoo10-bridge man --out /usr/local/share/man/man1   that of every command
cli-man--out = Write the pages of all commands into this folder, instead of printing that of the program

cli-sandbox = The practice Qoo10

cli-sandbox_serve = Serve the practice Qoo10 over HTTP until stopped
    .examples =
        qoo10-bridge sandbox serve
        qoo10-bridge sandbox serve --listen 127.0.0.1:9000
cli-sandbox_serve--listen = Where to listen; this machine only

cli-sandbox_replay = Serve a recording over HTTP until stopped: each request gets the answer that was recorded for it
    .examples =
        qoo10-bridge sandbox replay day1
        qoo10-bridge sandbox replay day1 --listen 127.0.0.1:9000
cli-sandbox_replay--folder = The folder that --record filled
cli-sandbox_replay--listen = Where to listen; this machine only

cli-sandbox_new-order = Let a buyer place an order; what is left out is chosen
    .examples =
        qoo10-bridge sandbox new-order                         anything
        qoo10-bridge sandbox new-order --item CUP-01 --qty 2
        qoo10-bridge sandbox new-order --unpaid --lines 3
cli-sandbox_new-order--item = Item code or seller code
cli-sandbox_new-order--option = The option's or type's seller code, or its text; needs --item
cli-sandbox_new-order--qty = Pieces of each line
cli-sandbox_new-order--unpaid = By convenience store, not paid yet
cli-sandbox_new-order--withhold_receiver = Not paid yet, and who it goes to is shown only once it is
cli-sandbox_new-order--doubtful = An order that a rule of example.toml catches: cancel, zip, gift, large or no-phone
cli-sandbox_new-order--lines = Lines of the cart
cli-sandbox_new-order--cart = Add the lines to a cart that exists
cli-sandbox_new-order--desired_date = Desired delivery: a date, or any text as Qoo10 would send it
cli-sandbox_new-order--ordered_at = When it was placed: YYYY-MM-DDTHH:MM:SS in Japan, or with an offset; now if none is given
cli-sandbox_new-order--carrier = Delivery company instead of the item's own

cli-sandbox_pay = Pay an unpaid cart or order number
    .examples = qoo10-bridge sandbox pay 412345680

cli-sandbox_request-cancel = The buyer asks to cancel a cart or order number
    .examples = qoo10-bridge sandbox request-cancel 412345680

cli-sandbox_withdraw-cancel = The buyer takes the cancel request back
    .examples = qoo10-bridge sandbox withdraw-cancel 412345680

cli-sandbox_cancel = Complete a cancellation; an unpaid order becomes claim 16, a paid one claim 3
    .examples =
        qoo10-bridge sandbox cancel 412345680
        qoo10-bridge sandbox cancel 1062428738 --qty 1   one piece of several
cli-sandbox_cancel--qty = Cancel so many pieces only; the order stays in the lists with the rest

cli-sandbox_change-receiver = The buyer changes who a cart goes to, all its lines
    .examples =
        qoo10-bridge sandbox change-receiver 412345680 --name 架空太郎 --zip 530-0001
        qoo10-bridge sandbox change-receiver 412345680 --name '' --address ''   both blank
cli-sandbox_change-receiver--name = Receiver; an empty text blanks it, as with all of these
cli-sandbox_change-receiver--kana = The name in kana
cli-sandbox_change-receiver--tel = Telephone: 03-0000-0001 is shown as +81-3-0000-0001
cli-sandbox_change-receiver--mobile = Mobile telephone
cli-sandbox_change-receiver--zip = Postal code
cli-sandbox_change-receiver--address = Address; its last space divides Qoo10's two parts

cli-sandbox_return = The buyer sends a shipped cart or order number back: claim 4, 5 or 6
    .examples =
        qoo10-bridge sandbox return 412345680
        qoo10-bridge sandbox return 412345680 --stage completed   refunded; it leaves the lists
cli-sandbox_return--stage = How far it has come
    .requested = Asked for (4)
    .under-way = On its way back (5)
    .completed = Refunded (6)

cli-sandbox_exchange = The buyer wants shipped goods exchanged: claim 11, 12 or 13
    .examples = qoo10-bridge sandbox exchange 412345680 --stage under-way
cli-sandbox_exchange--stage = How far it has come
    .requested = Asked for (11)
    .under-way = Agreed to (12)
    .completed = Sent again (13)

cli-sandbox_not-received = A shipped order never arrives and is refunded: claim 14
    .examples =
        qoo10-bridge sandbox not-received 412345680
        qoo10-bridge sandbox not-received 412345680 --part
cli-sandbox_not-received--part = Refund part of it: claim 15; it stays in the lists

cli-sandbox_claim = Put any other claim on record: 4 to 6 return, 11 to 13 exchange, 14 and 15 not received
    .examples = qoo10-bridge sandbox claim 412345680 4   a return is asked for
cli-sandbox_claim--status = Qoo10's claim status number

cli-sandbox_confirm = Confirm by hand, as staff would on the seller's website
    .examples = qoo10-bridge sandbox confirm 412345680 --date 2026-07-03
cli-sandbox_confirm--date = Planned ship date; tomorrow if none is given

cli-sandbox_ship = Register a shipment by hand, as staff would on the seller's website
    .examples =
        qoo10-bridge sandbox ship 412345680
        qoo10-bridge sandbox ship 412345680 --carrier 佐川急便 --tracking 400012345670
cli-sandbox_ship--carrier = Delivery company; the order's own if none is given
cli-sandbox_ship--tracking = Tracking number; one that passes every check if none is given

cli-sandbox_deliver = The parcel arrives
    .examples = qoo10-bridge sandbox deliver 412345680

cli-sandbox_list = The world at a glance
    .examples = qoo10-bridge sandbox list

cli-sandbox_writes = Every write received, oldest first
    .examples = qoo10-bridge sandbox writes   what the steps told it

cli-sandbox_item = Change an item
cli-sandbox_item--item = Item code or seller code

cli-sandbox_item_stop = Stop its sale (S1)
    .examples = qoo10-bridge sandbox item CUP-01 stop

cli-sandbox_item_resume = Resume its sale (S2)
    .examples = qoo10-bridge sandbox item CUP-01 resume

cli-sandbox_item_reserve = Make it reservation goods; orders from now on show when it can be sent
    .examples =
        qoo10-bridge sandbox item CUP-01 reserve 2026-08-03
        qoo10-bridge sandbox item CUP-01 reserve 2026-08-03 --release
cli-sandbox_item_reserve--date = The first day on which it can be sent
cli-sandbox_item_reserve--release = It is released on that day (type 2); else it is a pre-order (type 1)

cli-sandbox_item_unreserve = Let it be sent at once again
    .examples = qoo10-bridge sandbox item CUP-01 unreserve

cli-sandbox_set-seller-code = Give an item another seller code; its orders show it from the next call on
    .examples = qoo10-bridge sandbox set-seller-code Tシャツ-01 TS-002
cli-sandbox_set-seller-code--item = Item code or seller code
cli-sandbox_set-seller-code--code = The new seller code

cli-sandbox_set-option-code = Give an option or type another seller code, also one that another has, or 0
    .examples =
        qoo10-bridge sandbox set-option-code TS-001 -W-M -W-S   one code twice
        qoo10-bridge sandbox set-option-code BAG-01 -NV 0
cli-sandbox_set-option-code--item = Item code or seller code
cli-sandbox_set-option-code--option = Its code now, or its text
cli-sandbox_set-option-code--code = The new code

cli-sandbox_misstate = Let list rows of an order show another status than the list is about
    .examples =
        qoo10-bridge sandbox misstate 412345680 4
        qoo10-bridge sandbox misstate 412345680 0   its own again
cli-sandbox_misstate--status = The status shown, 1 to 5; 0 ends it

cli-sandbox_fault = Let calls go wrong

cli-sandbox_fault_add = Let the next calls of a method go wrong
    .examples =
        qoo10-bridge sandbox fault add ShippingBasic.SetSendingInfoBulk lost-reply
        qoo10-bridge sandbox fault add '*' http-500 --times 3
cli-sandbox_fault_add--method = A method's name, such as ShippingBasic.SetSendingInfoBulk, or *
cli-sandbox_fault_add--kind = lost-request, lost-reply, http-500, http-500-acted, http-429, html-200, html-200-acted, cut-body, slow, error-code, empty-body, redirect-302 or not-json
cli-sandbox_fault_add--after = Spare this many calls first
cli-sandbox_fault_add--times = Then strike this many; 0: all
cli-sandbox_fault_add--code = error-code: the code
cli-sandbox_fault_add--code_field = error-code: the field that holds it
    .result-code = As a method's own answer
    .error-code = As the gateway's refusal
cli-sandbox_fault_add--seconds = slow: how long; http-429: Retry-After
cli-sandbox_fault_add--row = Strike only calls with this order number or item code

cli-sandbox_fault_seed = Let some calls go wrong, chosen by a seed
    .examples = qoo10-bridge sandbox fault seed 7 --percent 20
cli-sandbox_fault_seed--seed = The same seed strikes the same calls
cli-sandbox_fault_seed--percent = Calls struck, of a hundred
cli-sandbox_fault_seed--kinds = What may happen; the network's and gateway's faults if none is given

cli-sandbox_fault_list = Show the faults in force
    .examples = qoo10-bridge sandbox fault list

cli-sandbox_fault_clear = End them all
    .examples = qoo10-bridge sandbox fault clear

cli-sandbox_variant = How it behaves where Qoo10's documents are silent; alone: list all
    .examples =
        qoo10-bridge sandbox variant                       list them all
        qoo10-bridge sandbox variant first-key given
cli-sandbox_variant--name = Which one
cli-sandbox_variant--value = One of its choices

cli-sandbox_reset = Start over with the seed shop; variants and faults too
    .examples =
        qoo10-bridge sandbox reset
        qoo10-bridge sandbox reset --empty
cli-sandbox_reset--empty = Start with nothing instead
