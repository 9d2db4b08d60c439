//! Examples, as they stand below the help of each command. A test parses every one of them.

pub(super) const IMPORT: &str = "Examples:
  qoo10-bridge import                                     what is new since the last run
  qoo10-bridge import --dry-run                           see it first, change nothing
  qoo10-bridge import --from 2026-07-01 --to 2026-07-07   a week again, both days included
  qoo10-bridge import --order 412345678                   one cart only";

pub(super) const SYNC_STATUS: &str = "Examples:
  qoo10-bridge sync-status             payments and cancellations since the last run
  qoo10-bridge sync-status --trigger   and planned ship dates for what was paid
  qoo10-bridge sync-status --dry-run   see it first, change nothing";

pub(super) const SCHEDULE_DATE: &str = "Examples:
  qoo10-bridge schedule-date --dry-run           which order would get which date
  qoo10-bridge schedule-date                     register them at Qoo10
  qoo10-bridge schedule-date --order 412345678   one order only";

pub(super) const PUSH_SHIPMENTS: &str = "Examples:
  qoo10-bridge push-shipments --dry-run            what Qoo10 would be told
  qoo10-bridge push-shipments                      tell it what was shipped today
  qoo10-bridge push-shipments --since 2026-07-01   also what was missed since then";

pub(super) const PUSH_STOCK: &str = "Examples:
  qoo10-bridge push-stock --dry-run           what would change at Qoo10
  qoo10-bridge push-stock --sku TS-001-W-M    one SKU only
  qoo10-bridge push-stock --all --limit 100   also what was sent before, 100 listings";

pub(super) const ORDERS_LIST: &str = "Examples:
  qoo10-bridge orders list                                   what is open, or at most 30 days old
  qoo10-bridge orders list --status ready --status working   the warehouse's part
  qoo10-bridge orders list --cancel-requested                do not ship these
  qoo10-bridge orders list --find 530-0002                   by name, phone, number; old ones too
  qoo10-bridge orders list --all --newest --limit 20         the newest of all
  qoo10-bridge orders list --rejected                        what could not be imported, and why";

pub(super) const ORDERS_SHOW: &str = "Examples:
  qoo10-bridge orders show 412345678            people, lines, history
  qoo10-bridge orders show 412345678-2 --json   the same for scripts";

pub(super) const ORDERS_SET: &str = "Examples:
  qoo10-bridge orders set 412345678 --status working
  qoo10-bridge orders set 412345678 --payment-status paid   lifts the payment hold
  qoo10-bridge orders set 412345678 --status cancelled      after a cancellation at Qoo10
  qoo10-bridge orders set - --status preparing              codes from standard input";

pub(super) const ORDERS_HOLD: &str = "Examples:
  qoo10-bridge orders hold 412345678 --reason address-unclear";

pub(super) const ORDERS_RELEASE: &str = "Examples:
  qoo10-bridge orders release 412345678";

pub(super) const ORDERS_ADD_LINE: &str = "Examples:
  qoo10-bridge orders add-line 412345678 --sku LEAFLET --qty 1";

pub(super) const ORDERS_SHIP: &str = "Examples:
  qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670
  qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670 --date 2026-07-01";

pub(super) const ORDERS_DISMISS: &str = "Examples:
  qoo10-bridge orders dismiss 412345687";

pub(super) const SHIPMENTS_LOAD: &str = "Examples:
  qoo10-bridge shipments load shipped.csv --dry-run   see it first, change nothing
  qoo10-bridge shipments load shipped.csv";

pub(super) const STOCK_LOAD: &str = "Examples:
  qoo10-bridge stock load stock.csv --dry-run          see it first, change nothing
  qoo10-bridge stock load stock.csv                    SKUs that are not in it stay
  qoo10-bridge stock load stock.csv --absent-is-zero   SKUs that are not in it become 0";

pub(super) const STOCK_SET: &str = "Examples:
  qoo10-bridge stock set TS-001-W-M 12
  qoo10-bridge stock set TS-001-W-M 0    sold out";

pub(super) const STOCK_LIST: &str = "Examples:
  qoo10-bridge stock list
  qoo10-bridge stock list --json   one SKU a line";

pub(super) const LISTINGS_PULL: &str = "Examples:
  qoo10-bridge listings pull";

pub(super) const LISTINGS_LOAD: &str = "Examples:
  qoo10-bridge listings load mapping.csv --dry-run   see it first, change nothing
  qoo10-bridge listings load mapping.csv";

pub(super) const LISTINGS_LIST: &str = "Examples:
  qoo10-bridge listings list
  qoo10-bridge listings list --unmapped   what has no SKU yet
  qoo10-bridge listings list --problems   what no stock is sent for";

pub(super) const HOLIDAYS_ADD: &str = "Examples:
  qoo10-bridge holidays add 2026-08-13 お盆";

pub(super) const HOLIDAYS_REMOVE: &str = "Examples:
  qoo10-bridge holidays remove 2026-08-13";

pub(super) const HOLIDAYS_LIST: &str = "Examples:
  qoo10-bridge holidays list
  qoo10-bridge holidays list --month 2026-08";

pub(super) const HOLIDAYS_CALENDAR: &str = "Examples:
  qoo10-bridge holidays calendar                   this month
  qoo10-bridge holidays calendar --month 2026-12   which days count at the end of the year";

pub(super) const HOLIDAYS_LOAD: &str = "Examples:
  qoo10-bridge holidays load holidays.csv --dry-run   see it first, change nothing
  qoo10-bridge holidays load holidays.csv";

pub(super) const REPORT: &str = "Examples:
  qoo10-bridge report --html today.html             the day on one page
  qoo10-bridge report --html today.html --lang ja   in Japanese";

pub(super) const LATE: &str = "Examples:
  qoo10-bridge late                   every open order, the most urgent first
  qoo10-bridge late --within-days 1   only what cannot wait; exit 3 when something is late";

pub(super) const LOG: &str = "Examples:
  qoo10-bridge log --order 412345678
  qoo10-bridge log --step push-shipments --outcome failed
  qoo10-bridge log --since 2026-07-01 --until 2026-07-01   one day
  qoo10-bridge log --limit 20                              the newest 20";

pub(super) const STATUS: &str = "Examples:
  qoo10-bridge status
  qoo10-bridge status --json
  qoo10-bridge status --metrics-file /var/lib/node_exporter/qoo10.prom";

pub(super) const BACKUP: &str = "Examples:
  qoo10-bridge backup /srv/backup/shop.db
  qoo10-bridge backup /srv/backup/shop.db --replace   from cron, every night";

pub(super) const DOCTOR: &str = "Examples:
  qoo10-bridge doctor
  qoo10-bridge doctor --quiet   says nothing when all is well";

pub(super) const PURGE: &str = "Examples:
  qoo10-bridge purge --older-than 90d --dry-run   how much would be blanked
  qoo10-bridge purge --older-than 90d";

pub(super) const KEY_ISSUE: &str = "Examples:
  qoo10-bridge key issue           asks, and puts the key into qoo10.seller_key_file
  qoo10-bridge key issue --print   prints it, to be piped into whatever keeps it";

pub(super) const COMPLETIONS: &str = "Examples:
  qoo10-bridge completions bash   for /etc/bash_completion.d/qoo10-bridge
  qoo10-bridge completions zsh    for a folder of $fpath, as _qoo10-bridge
  qoo10-bridge completions fish   for ~/.config/fish/completions/qoo10-bridge.fish";

pub(super) const MAN: &str = "Examples:
  qoo10-bridge man                                   the page of the program
  qoo10-bridge man --out /usr/local/share/man/man1   that of every command";

/// Of the practice Qoo10.
pub(super) mod sandbox {
    pub(in crate::cli) const SERVE: &str = "Examples:
  qoo10-bridge sandbox serve
  qoo10-bridge sandbox serve --listen 127.0.0.1:9000";

    pub(in crate::cli) const NEW_ORDER: &str = "Examples:
  qoo10-bridge sandbox new-order                         anything
  qoo10-bridge sandbox new-order --item CUP-01 --qty 2
  qoo10-bridge sandbox new-order --unpaid --lines 3";

    pub(in crate::cli) const PAY: &str = "Examples:
  qoo10-bridge sandbox pay 412345680";

    pub(in crate::cli) const REQUEST_CANCEL: &str = "Examples:
  qoo10-bridge sandbox request-cancel 412345680";

    pub(in crate::cli) const WITHDRAW_CANCEL: &str = "Examples:
  qoo10-bridge sandbox withdraw-cancel 412345680";

    pub(in crate::cli) const CANCEL: &str = "Examples:
  qoo10-bridge sandbox cancel 412345680";

    pub(in crate::cli) const CLAIM: &str = "Examples:
  qoo10-bridge sandbox claim 412345680 4   a return is asked for";

    pub(in crate::cli) const CONFIRM: &str = "Examples:
  qoo10-bridge sandbox confirm 412345680 --date 2026-07-03";

    pub(in crate::cli) const SHIP: &str = "Examples:
  qoo10-bridge sandbox ship 412345680 --carrier 佐川急便 --tracking 400012345670";

    pub(in crate::cli) const DELIVER: &str = "Examples:
  qoo10-bridge sandbox deliver 412345680";

    pub(in crate::cli) const LIST: &str = "Examples:
  qoo10-bridge sandbox list";

    pub(in crate::cli) const WRITES: &str = "Examples:
  qoo10-bridge sandbox writes   what the steps told it";

    pub(in crate::cli) const STOP: &str = "Examples:
  qoo10-bridge sandbox item CUP-01 stop";

    pub(in crate::cli) const RESUME: &str = "Examples:
  qoo10-bridge sandbox item CUP-01 resume";

    pub(in crate::cli) const SET_SELLER_CODE: &str = "Examples:
  qoo10-bridge sandbox set-seller-code Tシャツ-01 TS-002";

    pub(in crate::cli) const VARIANT: &str = "Examples:
  qoo10-bridge sandbox variant                       list them all
  qoo10-bridge sandbox variant first-key given";

    pub(in crate::cli) const RESET: &str = "Examples:
  qoo10-bridge sandbox reset
  qoo10-bridge sandbox reset --empty";

    pub(in crate::cli) const FAULT_ADD: &str = "Examples:
  qoo10-bridge sandbox fault add ShippingBasic.SetSendingInfoBulk lost-reply
  qoo10-bridge sandbox fault add '*' http-500 --times 3";

    pub(in crate::cli) const FAULT_SEED: &str = "Examples:
  qoo10-bridge sandbox fault seed 7 --percent 20";

    pub(in crate::cli) const FAULT_LIST: &str = "Examples:
  qoo10-bridge sandbox fault list";

    pub(in crate::cli) const FAULT_CLEAR: &str = "Examples:
  qoo10-bridge sandbox fault clear";
}
