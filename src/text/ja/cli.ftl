# ヘルプ: コマンドは単語を_でつなぎ、引数は--の後に置く。cli-anyは、個別の文のないすべてのコマンドに共通

# すべてのコマンドに共通
cli-any--config = 設定ファイル [環境変数: QOO10_BRIDGE_CONFIG] [初期値: qoo10-bridge.toml]
cli-any--json = 結果をJSONで出力します(1行に1件)
cli-any--quiet = 正常に終わったときは何も表示しません
cli-any--verbose = 詳しく表示します(-vvはリクエストごと、-vvvは応答ごと)
cli-any--now = 現在時刻をこの時刻とみなします(練習・テスト用)
cli-any--lang = 表示の言語(省略すると shop.lang、次に端末の言語)
    .en = 英語
    .ja = 日本語
cli-any--record = Qoo10との通信をこのフォルダーに記録します(氏名や番号は仮の値に置き換えます)
cli-any--accept = この結果のときも終了コードを0にします(成功か失敗しか区別しないスケジューラー用)
    .partial = 確認が必要なものがある(終了コード3)
    .busy = 他の処理が実行中(終了コード4)
cli-any--help = ヘルプを表示します
cli-any--dry_run = 確認だけを行い、変更される内容を表示します(変更なし)
cli-any--wait = 他の処理が終わるまで、最大で指定した秒数まで待ちます
cli-any--patience = 実行中の処理が終わるまで、最大で指定した秒数まで待ちます(省略すると10秒)
cli-any--force = 安全装置を解除します(名前は中止したときに表示されます)
    .mass-zero = 多くの商品の在庫数が0になるとき
    .shrunken-list = Qoo10の商品が前回の半分未満のとき
cli-any--count = 何を数えたか(棚にある数か、未出荷の受注を引いた数か)
    .on_hand = 棚にある数すべて(実在庫数)
    .free = 未出荷の受注を引いた数({ -free_stock }数)
cli-any--code = 注文コード
cli-any--file = CSVファイル(- は標準入力)
cli-any--number = { -cart_number }か{ -order_number }

# すべてのページに共通の語
cli-page--usage = 使い方
cli-page--commands = コマンド
cli-page--arguments = 引数
cli-page--options = オプション
cli-page--any_options = {"["}オプション]
cli-page--a_command = コマンド
cli-page--values = 指定できる値
cli-page--default = 初期値
cli-page--examples = 例
cli-page--help_command = ヘルプを表示します(コマンドを指定すると、そのコマンドのヘルプ)

cli-program = Qoo10の{ -shop }と、手元の注文・在庫のデータを一致させます
    .long =
        コマンドは1つの処理を行って終了します。処理はcronから定期的に実行します。
        設定を endpoint = "sandbox" とすると、{ -shop }がなくても練習用Qoo10で試せます。
    .after = 終了コード: 0 正常、1 失敗、2 コマンドか設定の誤り、3 一部に対応が必要、4 他の処理が実行中、5 安全のため中止、6 Qoo10が{ -seller_key }を拒否
cli-program--version = バージョンを表示します

cli-import = 入金待ちと新規注文をQoo10から取り込みます(出荷指示取込)
    .examples =
        qoo10-bridge import   前回の実行からの新しい注文
        qoo10-bridge import --dry-run   先に確認(変更なし)
        qoo10-bridge import --from 2026-07-01 --to 2026-07-07   1週間分をもう一度(両端の日を含む)
        qoo10-bridge import --order 412345678   1つのカートだけ
cli-import--from = 取り込む注文日時の開始。YYYY-MM-DD か YYYY-MM-DDTHH:MM:SS(日本時間)
cli-import--to = 取り込む注文日時の終了(開始から7日以内)。日付だけの場合はその日の終わりまで
cli-import--order = 指定したカートだけを対象にします({ -cart_number })。期間の指定がなければ、過去90日の全ステータスから探します
cli-import--limit = 取り込むカートの最大件数

cli-sync-status = 入金とキャンセルをQoo10から反映します(ステータス同期)
    .examples =
        qoo10-bridge sync-status   前回の実行からの入金とキャンセル
        qoo10-bridge sync-status --trigger   入金済みの注文に{ -planned_ship_date }も登録
        qoo10-bridge sync-status --dry-run   先に確認(変更なし)
cli-sync-status--trigger = 入金かキャンセルが1件でもあれば、続けて{ -planned_ship_date }登録を行います
cli-sync-status--order = 指定した注文だけを対象にします(注文コード)
cli-sync-status--limit = 変更する注文の最大件数

cli-schedule-date = { -planned_ship_date }をQoo10に登録します({ -planned_ship_date }登録)
    .examples =
        qoo10-bridge schedule-date --dry-run   どの注文にどの日を登録するか
        qoo10-bridge schedule-date   Qoo10に登録
        qoo10-bridge schedule-date --order 412345678   1つの注文だけ
cli-schedule-date--order = 指定した注文だけを対象にします(注文コード)
cli-schedule-date--limit = 登録する注文の最大件数

cli-push-shipments = { -carrier }と{ -tracking_number }をQoo10に送信します(出荷実績戻し)
    .examples =
        qoo10-bridge push-shipments --dry-run   Qoo10に送信する内容を確認
        qoo10-bridge push-shipments   今日出荷した分を送信
        qoo10-bridge push-shipments --since 2026-07-01   その日以降の送信漏れも送信
cli-push-shipments--date = 今日ではなく、この日に出荷した分を送信します(2026-07-01 か 2026/7/1)
cli-push-shipments--since = この日から今日までに出荷した分を送信します(2026-07-01 か 2026/7/1)
cli-push-shipments--order = 指定した注文だけを対象にします(注文コード)
cli-push-shipments--limit = 送信する注文の最大件数

cli-push-stock = { -free_stock }数をQoo10の在庫数に反映します(在庫連携)
    .examples =
        qoo10-bridge push-stock --dry-run   Qoo10で何が変わるかを確認
        qoo10-bridge push-stock --sku TS-001-W-M   1つの{ -sku }だけ
        qoo10-bridge push-stock --all --limit 100   変わっていない分も送信、100件まで
cli-push-stock--sku = 指定した{ -sku }だけを対象にします
cli-push-stock--all = 送信済みで、その後変わっていないものも送信します
cli-push-stock--limit = 送信する件数の上限

cli-orders = 注文と取込不可を表示し、注文を手動で変更します

cli-orders_list = 注文、または取込不可のカートの一覧を表示します
    .examples =
        qoo10-bridge orders list   未完了、または30日以内の注文
        qoo10-bridge orders list --status ready --status working   倉庫で作業する分
        qoo10-bridge orders list --cancel-requested   出荷してはいけない注文
        qoo10-bridge orders list --find 530-0002   氏名・電話番号・郵便番号・番号で検索(古い注文も)
        qoo10-bridge orders list --all --newest --limit 20   すべての注文から新しい20件
        qoo10-bridge orders list --rejected   取込不可とその理由
cli-orders_list--status = このステータスの注文だけ(複数回指定できます): on_hold(保留), backordered(入荷待ち), ready(出荷待ち), preparing(出荷準備中), working(出荷作業中), inspected(出荷検品済み), shipped(出荷済み), cancelled(キャンセル)。日本語でも指定できます
cli-orders_list--rejected = 取込不可のカートと、その理由
cli-orders_list--cancel_requested = キャンセル要請のある注文だけ(出荷しないでください)
cli-orders_list--needs_person = ステータス同期が判断できない注文だけ(理由つき)
cli-orders_list--claims = 返品・交換・返金のある注文(出荷済みも含みます)。新しい変化から表示します
cli-orders_list--all = 完了済みで30日より前の注文も表示します
cli-orders_list--since = この日以降の注文だけ(2026-07-01 か 2026/7/1)
cli-orders_list--until = この日以前の注文だけ
cli-orders_list--shipped_on = この日に出荷した注文だけ
cli-orders_list--carrier = この{ -carrier }の注文だけ(Qoo10の名称か社内での呼び名)
cli-orders_list--sku = この{ -sku }の明細がある注文だけ
cli-orders_list--find = 氏名、カナ、電話番号、郵便番号、住所、{ -order_number }、{ -cart_number }、{ -tracking_number }のいずれかに、この文字か数字がある注文だけ
cli-orders_list--limit = 表示する最大件数
cli-orders_list--compare = QSMでダウンロードした注文のCSVと照合し、未取込、ファイルにないもの、違いを表示します
cli-orders_list--newest = 新しい注文から表示します(省略すると取り込んだ順)

cli-orders_show = 1つの注文のすべてを表示します(購入者・受取人、明細、履歴)
    .examples =
        qoo10-bridge orders show 412345678   購入者・受取人、明細、履歴
        qoo10-bridge orders show 412345678-2 --json   同じ内容をJSONで
cli-orders_show--code = 注文コード(412345678、412345678-2 など)

cli-orders_set = 注文のステータス、入金、APIステータスを手動で変更します
    .examples =
        qoo10-bridge orders set 412345678 --status working
        qoo10-bridge orders set 412345678 --payment-status paid   入金確認の保留を解除
        qoo10-bridge orders set 412345678 --status cancelled   Qoo10でのキャンセルの後に
        qoo10-bridge orders set - --status preparing   標準入力から注文コードを読み込み
cli-orders_set--code = 注文コード(複数可)。- なら標準入力から1行に1件読み込みます
cli-orders_set--status = on_hold(保留), backordered(入荷待ち), ready(出荷待ち), preparing(出荷準備中), working(出荷作業中), inspected(出荷検品済み), shipped(出荷済み), cancelled(キャンセル) のいずれか。日本語でも指定できます
cli-orders_set--api_status = awaiting_print(印刷待ち), printed(印刷済み), shipped(出荷済み) のいずれか。日本語でも指定できます
cli-orders_set--payment_status = unpaid(未入金), auth_failed(オーソリNG), paid(入金済み) のいずれか。paid にすると入金確認の保留を解除します
cli-orders_set--take_receiver = Qoo10に表示されている受取人を反映します

cli-orders_hold = 注文の出荷を止めます(保留)
    .examples = qoo10-bridge orders hold 412345678 --reason address-unclear
cli-orders_hold--reason = 理由(履歴に残ります)

cli-orders_check = 設定 [[import.hold_rules]] に該当する注文を表示します(注文は変更しません)
    .examples =
        qoo10-bridge orders check   出荷前のすべての注文
        qoo10-bridge orders check --status ready   出荷待ちの注文だけ
cli-orders_check--status = このステータスの注文だけ(複数回指定できます)。省略すると on_hold(保留)から inspected(出荷検品済み)まで

cli-orders_release = 入金確認を除く、すべての保留を解除します。ルールによる保留は再び付きません
    .examples = qoo10-bridge orders release 412345678

cli-orders_add-line = Qoo10にない明細を追加します(同梱品など)
    .examples = qoo10-bridge orders add-line 412345678 --sku LEAFLET --qty 1
cli-orders_add-line--sku = 追加する{ -sku }
cli-orders_add-line--qty = 個数
cli-orders_add-line--name = 名称(省略すると{ -sku })

cli-orders_remove-line = 手動で追加した明細を取り消します
    .examples = qoo10-bridge orders remove-line 412345678 2
cli-orders_remove-line--line = 取り消す明細の行(`orders show` の行番号)

cli-orders_ship = { -carrier }と{ -tracking_number }を入力し、出荷済みにします。もう一度実行すると訂正します
    .examples =
        qoo10-bridge orders ship 412345678 --tracking 400012345670
        qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670
        qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 400012345670 --date 2026-07-01
cli-orders_ship--carrier = { -carrier }(社内での呼び名。省略すると注文の{ -carrier })
cli-orders_ship--tracking = { -tracking_number }。複数ある場合は、最初の番号だけをQoo10に送信します
cli-orders_ship--date = 出荷日。2026-07-01 か 2026/7/1(省略すると今日)

cli-orders_pick = 今出荷できる注文のピッキングリスト({ -sku }ごとの数量と注文)を表示します
    .examples =
        qoo10-bridge orders pick   画面に表示
        qoo10-bridge orders pick --html pick.html   ブラウザーから印刷
        qoo10-bridge orders pick --csv pick.csv   表計算ソフト用
cli-orders_pick--html = 印刷用のページとして書き込みます
cli-orders_pick--csv = CSV (sku,name,qty,orders) として書き込みます
cli-orders_pick--replace = 既存のファイルを置き換えます

cli-orders_slips = 今出荷できる注文の納品書を作成します(1注文1枚、ブラウザーから印刷)
    .examples =
        qoo10-bridge orders slips --html slips.html   出荷できるすべての注文
        qoo10-bridge orders slips --html one.html --order 412345678   1件だけ
        qoo10-bridge orders slips --html small.html --size a6   小さい用紙
cli-orders_slips--html = 書き込むファイル
cli-orders_slips--order = この注文だけ(注文コード)
cli-orders_slips--size = 用紙: a4 または a6
cli-orders_slips--gift = すべてギフト用にし、金額を印字しません(ギフトの注文には常に印字しません)
cli-orders_slips--replace = 既存のファイルを置き換えます

cli-orders_export = 注文をファイルに出力します(送り状ソフト、表計算ソフト、倉庫システム用)
    .examples =
        qoo10-bridge orders export --format b2 --out yamato.csv --set-status preparing
        qoo10-bridge orders export --format ehiden3 --out sagawa.csv --dry-run          確認のみ、変更しない
        qoo10-bridge orders export --out orders.csv --since 2026-07-01                  全項目、表計算ソフト用
        qoo10-bridge orders export --format b2 --out one.csv --order 412345678 --again   送り状の再出力
cli-orders_export--format = csv、b2、ehiden3、yupuri、clickpost、または設定ファイルの [export.NAME]
cli-orders_export--out = ファイル(まだないもの)。- は標準出力
cli-orders_export--status = このステータスの注文のみ。複数指定できます(省略すると ready、または [export.NAME] の status)
cli-orders_export--order = この注文のみ(注文コード)。出荷できない注文は理由を表示します
cli-orders_export--carrier = この{ -carrier }の注文のみ(Qoo10の名称または社内での呼び名)。複数指定できます
cli-orders_export--since = この日以降の注文のみ。2026-07-01 か 2026/7/1
cli-orders_export--again = この形式で出力済みの注文も出力します
cli-orders_export--set_status = preparing: 出荷待ちの注文を出荷準備中にします
cli-orders_export--replace = ファイルがあれば置き換えます
cli-orders_export--dry_run = 出力する内容を表示するだけで、何も変更しません

cli-orders_dismiss = カートを取込不可または未取込の一覧から外します。後から、期間か --order を指定して取り込めます
    .examples = qoo10-bridge orders dismiss 412345687
cli-orders_dismiss--cart = { -cart_number }

cli-shipments = 倉庫から出荷した注文を読み込みます(出荷実績)

cli-shipments_load = 出荷した注文をCSVファイルから読み込みます(注文,配送会社,送り状番号,出荷日。B2クラウド、e飛伝III、ゆうプリRのファイルはそのまま。Shift-JISかUTF-8)
    .examples =
        qoo10-bridge shipments load shipped.csv --dry-run   先に確認(変更なし)
        qoo10-bridge shipments load shipped.csv
        qoo10-bridge shipments load rireki.csv --carrier ゆうパック --skip-unknown   他のモールの注文も含む
cli-shipments_load--carrier = { -carrier }のない行の{ -carrier }
cli-shipments_load--format = ファイルを書き出したソフト(見出しから判断できないとき)
cli-shipments_load--skip_unknown = Qoo10の注文でない行を、取込不可にせず対象外とします(他のモールの注文など)
cli-shipments_load--dry_run = { cli-any--dry_run }

cli-stock = { -sku }ごとの販売できる数を登録・表示します({ -free_stock }数)

cli-stock_load = 在庫数をCSVファイルから読み込みます(品番,フリー在庫数か品番,実在庫数。Shift-JISかUTF-8)
    .examples =
        qoo10-bridge stock load stock.csv --dry-run   先に確認(変更なし)
        qoo10-bridge stock load stock.csv   ファイルにない{ -sku }は変更なし
        qoo10-bridge stock load stock.csv --absent-is-zero   ファイルにない{ -sku }は0
        qoo10-bridge stock load zaiko.csv --count on_hand   在庫数の列は棚にある数
cli-stock_load--absent_is_zero = ファイルにない{ -sku }を0にします(指定しない場合は変更しません)
cli-stock_load--count = 見出しだけでは何の数か分からない列の意味(指定しない場合は設定の stock.count)
cli-stock_load--counted_at = 数えた日時(日本時間、2026-07-01 09:30 の形。ファイルに日時がない行に使います。指定しない場合は現在)
cli-stock_load--dry_run = { cli-any--dry_run }

cli-stock_set = 1つの{ -sku }の今の在庫数を登録します
    .examples =
        qoo10-bridge stock set TS-001-W-M 12   あと12個販売できる
        qoo10-bridge stock set TS-001-W-M 15 --count on_hand   棚に15個ある
        qoo10-bridge stock set TS-001-W-M 0   売り切れ
cli-stock_set--sku = { -sku }
cli-stock_set--qty = 在庫数
cli-stock_set--count = 何を数えたか(指定しない場合は設定の stock.count、なければ free)

cli-stock_rule = 1つの{ -sku }の予備在庫、上限、割合を変更します
    .examples =
        qoo10-bridge stock rule TS-001-W-M --reserve 2   2個はここで販売しない
        qoo10-bridge stock rule TS-001-W-M --cap 20 --percent 50
        qoo10-bridge stock rule TS-001-W-M --cap -   設定ファイルの値に戻す
cli-stock_rule--sku = { -sku }
cli-stock_rule--reserve = ここで販売しない数(- で設定ファイルの値に戻します)
cli-stock_rule--cap = Qoo10に表示する数の上限(- で設定ファイルの値に戻します)
cli-stock_rule--percent = 予備在庫を引いた残りのうちQoo10に表示する割合、0から100(- で設定ファイルの値に戻します)

cli-stock_show = 1つの{ -sku }の{ -free_stock }数の内訳(棚卸数、受注、ルール、送信済みの数)を表示します
    .examples = qoo10-bridge stock show TS-001-W-M
cli-stock_show--sku = { -sku }

cli-stock_list = 棚卸数と{ -free_stock }数の一覧を表示します
    .examples =
        qoo10-bridge stock list
        qoo10-bridge stock list --json   1行に1{ -sku }

cli-sets = セット商品の構成品を扱います

cli-sets_load = セットの構成品をCSVファイルから登録します(セット品番,品番,数量。Shift-JISかUTF-8)。ファイルにあるセットの構成は置き換わります
    .examples =
        qoo10-bridge sets load sets.csv --dry-run   先に確認(変更なし)
        qoo10-bridge sets load sets.csv
cli-sets_load--dry_run = { cli-any--dry_run }

cli-sets_remove = セットを通常の{ -sku }に戻します(構成品の登録を取り消します)
    .examples = qoo10-bridge sets remove GIFT-01
cli-sets_remove--set = セットの{ -sku }

cli-sets_clear-count = セット自体に登録された在庫数を取り消し、構成品から計算します
    .examples = qoo10-bridge sets clear-count GIFT-01
cli-sets_clear-count--set = セットの{ -sku }

cli-sets_list = セットの構成品と販売できる数の一覧を表示します
    .examples =
        qoo10-bridge sets list
        qoo10-bridge sets list --problems   送信しないセットだけ
        qoo10-bridge sets list --json       1行に1セット
cli-sets_list--problems = 在庫数を送信しないセットだけ

cli-listings = Qoo10の商品・オプションと{ -sku }の対応を扱います({ -mapping_table })

cli-listings_pull = Qoo10の商品・オプション・タイプを{ -mapping_table }に取り込みます。中断しても続きから再開します
    .examples = qoo10-bridge listings pull

cli-listings_load = { -sku }をCSVファイルから{ -mapping_table }に登録します(商品番号,販売者商品コード,販売者オプションコード,品番。Shift-JISかUTF-8)
    .examples =
        qoo10-bridge listings load mapping.csv --dry-run   先に確認(変更なし)
        qoo10-bridge listings load mapping.csv
cli-listings_load--dry_run = { cli-any--dry_run }

cli-listings_list = { -mapping_table }と、その問題を表示します
    .examples =
        qoo10-bridge listings list
        qoo10-bridge listings list --unmapped   { -sku }のないもの
        qoo10-bridge listings list --problems   在庫数を送信しないもの
cli-listings_list--unmapped = { -sku }のないものだけ
cli-listings_list--problems = 在庫数を送信しないものだけ(理由を問わず)

cli-holidays = { -shop }が出荷しない日を登録・表示します(休業日)

cli-holidays_add = 休業日を登録します。登録済みの場合は名称を変更します
    .examples = qoo10-bridge holidays add 2026-08-13 お盆
cli-holidays_add--date = 日付(2026-08-13 か 2026/8/13)
cli-holidays_add--name = 名称

cli-holidays_remove = 休業日を取り消します
    .examples = qoo10-bridge holidays remove 2026-08-13
cli-holidays_remove--date = 日付(2026-08-13 か 2026/8/13)

cli-holidays_list = 休業日の一覧を表示します
    .examples =
        qoo10-bridge holidays list
        qoo10-bridge holidays list --month 2026-08
cli-holidays_list--month = この月だけ

cli-holidays_calendar = 1か月の営業日、休みの理由、各日に実行したときの{ -planned_ship_date }を表示します
    .examples =
        qoo10-bridge holidays calendar   今月
        qoo10-bridge holidays calendar --month 2026-12   年末の営業日を確認
cli-holidays_calendar--month = 月(省略すると今月)

cli-holidays_load = 休業日をCSVファイルから追加します(日付,名称。Shift-JISかUTF-8)。登録済みの休業日は消えません
    .examples =
        qoo10-bridge holidays load holidays.csv --dry-run   先に確認(変更なし)
        qoo10-bridge holidays load holidays.csv
cli-holidays_load--dry_run = { cli-any--dry_run }

cli-late = 遅延ペナルティに近い注文を、急ぐ順に表示します(出荷遅延)
    .long = 「日目」は決済日からの営業日数です(土日・祝日は数えません)。{ $reminder_day }日目に督促メール、{ $points_day }日目に2点の減点、{ $off_sale_day }日目に{ -ship_rate }が95%以下なら商品が30日間販売停止になります。{ -ship_rate }は、直近30日間に決済された注文のうち、{ $good_day }日目までに出荷した割合です
    .examples =
        qoo10-bridge late   すべての未完了の注文、急ぐ順
        qoo10-bridge late --within-days 1   急ぐものだけ(遅れがあれば終了コード3)
cli-late--within_days = 次のことがこの営業日数以内に起こる注文だけ

cli-log = 注文の明細ごとに、行ったことと結果を表示します(APIログ)
    .examples =
        qoo10-bridge log --order 412345678
        qoo10-bridge log --step push-shipments --outcome failed
        qoo10-bridge log --since 2026-07-01 --until 2026-07-01   1日分
        qoo10-bridge log --limit 20   新しい20件
cli-log--order = この注文、{ -order_number }、または取込不可のカートだけ
cli-log--step = この処理だけ(import など)
cli-log--outcome = この結果だけ(failed など)
cli-log--since = 最後の記録がこの日時以降のもの。YYYY-MM-DD か YYYY-MM-DDTHH:MM:SS(日本時間)
cli-log--until = 最初の記録がこの日時以前のもの。日付だけの場合はその日の終わりまで
cli-log--limit = 新しい方からこの件数だけ(端末では、省略すると200件)

cli-cycle = 必要な処理を、1つのロックで順に実行します
    .long = import、sync-status、schedule-date(sync-status の結果で必要になったとき、登録待ちの注文があるとき、今日まだ実行していないとき)、push-shipments、push-stock の順です。それぞれ単独で実行した場合と同じに動き、結果も1行ずつ表示します。{ -seller_key }が拒否されると、そこで終わります。終了コードは最も重いもの(1、2、6、5、3、4、0の順)です。
    .examples =
        qoo10-bridge cycle --wait 300   これだけで{ -shop }のcrontab
        qoo10-bridge cycle --dry-run   各処理が今行うことを確認(変更なし)

cli-fleet = 複数の{ -shop }をまとめて確認します
cli-fleet_status = フォルダ内の設定ファイルの{ -shop }すべての状況を、悪い順に表示します
    .long = ファイルを読むだけです。専用の設定もロックも使わず、Qoo10にも接続しません。対応が必要な{ -shop }、失敗や遅れのある{ -shop }、読み取れない{ -shop }があると、終了コードは3です。
    .examples =
        qoo10-bridge fleet status /etc/qoo10-bridge
        qoo10-bridge fleet status /etc/qoo10-bridge --json
        qoo10-bridge fleet status shops --metrics-file /var/lib/node_exporter/qoo10.prom
cli-fleet_status--folder = フォルダ。中の *.toml を1つの{ -shop }の設定ファイルとして読みます
cli-fleet_status--metrics_file = すべての{ -shop }の数値をこのファイルにも書き込みます(Prometheusのtextfile形式)

cli-status = { -shop }全体の状況と、対応が必要なものを表示します
    .examples =
        qoo10-bridge status
        qoo10-bridge status --json
        qoo10-bridge status --metrics-file /var/lib/node_exporter/qoo10.prom
cli-status--metrics_file = 数値をこのファイルにも書き込みます(Prometheusのtextfile形式)

cli-report = 今日の状況を、ブラウザで見る1ページにまとめます
    .examples =
        qoo10-bridge report --html today.html   今日の状況を1ページに
        qoo10-bridge report --html today.html --lang ja   日本語で
cli-report--html = このファイルにページを書き込みます

cli-backup = { -state_file }のコピーを作成します(他の処理の実行中も可)
    .examples =
        qoo10-bridge backup /srv/backup/shop.db
        qoo10-bridge backup /srv/backup/shop.db --replace   cronで毎晩
cli-backup--file = コピーの保存先({ -state_file }と同じく個人情報を含みます)
cli-backup--replace = すでにあるファイルを置き換えます

cli-doctor = { -state_file }とその周辺を点検し、問題と対処を表示します
    .examples =
        qoo10-bridge doctor
        qoo10-bridge doctor --quiet   問題がなければ何も表示しない
        qoo10-bridge doctor --probe   Qoo10の応答の書き方を確認
cli-doctor--probe = 読み取りのみで、仕様書に定めのない応答の書き方もQoo10に確認します
cli-doctor--seen = 点検の代わりに、新しい応答の書き方を確認済みにします

cli-purge = 完了から一定の期間が過ぎた注文の個人情報を消去します
    .examples =
        qoo10-bridge purge --older-than 90d --dry-run   消去される件数を確認
        qoo10-bridge purge --older-than 90d
cli-purge--older_than = 完了からの期間。日数(90d)か週数(12w)
cli-purge--dry_run = 消去される件数だけを表示します(変更なし)

cli-key = { -seller_key }を扱います

cli-key_issue = 新しい{ -seller_key }をQoo10に発行してもらい、設定の場所に保存します
    .long = APIキー、QSMのID、QSMのパスワードを端末で入力します。端末でない場合は、標準入力の3行をこの順に読みます。入力した内容は保存しません。
    .examples =
        qoo10-bridge key issue   入力を求め、qoo10.seller_key_file に保存
        qoo10-bridge key issue --print   表示(保管するプログラムに渡す)
cli-key_issue--print = 保存せずに表示します(seller_key_env、seller_key_command の場合)

cli-completions = シェルでコマンドを補完するためのスクリプトを出力します
    .examples =
        qoo10-bridge completions bash   /etc/bash_completion.d/qoo10-bridge に保存
        qoo10-bridge completions zsh   $fpath のフォルダに _qoo10-bridge として保存
        qoo10-bridge completions fish   ~/.config/fish/completions/qoo10-bridge.fish に保存
cli-completions--shell = シェルの種類

cli-man = マニュアルページ(英語)を出力します
    .examples =
        qoo10-bridge man   プログラム全体のページ
        qoo10-bridge man --out /usr/local/share/man/man1   すべてのコマンドのページ
cli-man--out = 表示せずに、すべてのコマンドのページをこのフォルダに書き込みます

cli-sandbox = 練習用Qoo10を操作します

cli-sandbox_serve = 練習用Qoo10をHTTPで提供します(止めるまで動き続けます)
    .examples =
        qoo10-bridge sandbox serve
        qoo10-bridge sandbox serve --listen 127.0.0.1:9000
cli-sandbox_serve--listen = 待ち受けるアドレス(この端末のみ)

cli-sandbox_replay = 記録をHTTPで再生します(止めるまで動き続けます)。同じ問い合わせに記録した回答を返します
    .examples =
        qoo10-bridge sandbox replay day1
        qoo10-bridge sandbox replay day1 --listen 127.0.0.1:9000
cli-sandbox_replay--folder = --record で記録したフォルダー
cli-sandbox_replay--listen = 待ち受けるアドレス(この端末のみ)

cli-sandbox_new-order = 購入者が注文します。指定しない項目は自動で決まります
    .examples =
        qoo10-bridge sandbox new-order   内容はおまかせ
        qoo10-bridge sandbox new-order --item CUP-01 --qty 2
        qoo10-bridge sandbox new-order --unpaid --lines 3
cli-sandbox_new-order--item = { -item_number }か{ -seller_code }
cli-sandbox_new-order--option = オプション・タイプのコード、または文字列(--item が必要です)
cli-sandbox_new-order--qty = 1明細の個数
cli-sandbox_new-order--unpaid = コンビニ払いで、まだ入金していない注文にします
cli-sandbox_new-order--withhold_receiver = 入金待ちで、入金されるまで受取人を表示しない注文にします
cli-sandbox_new-order--doubtful = example.tomlの保留ルールに該当する注文にします: cancel(キャンセル希望), zip(住所不備), gift(ギフト), large(高額), no-phone(電話番号なし)
cli-sandbox_new-order--lines = カートの明細の数
cli-sandbox_new-order--cart = すでにあるカートに明細を追加します
cli-sandbox_new-order--desired_date = 配送希望日。日付か、Qoo10が送ってくる文字列
cli-sandbox_new-order--ordered_at = 注文日時。YYYY-MM-DDTHH:MM:SS(日本時間)か、時差付きの日時(省略すると現在)
cli-sandbox_new-order--carrier = 商品の設定とは別の{ -carrier }

cli-sandbox_pay = 入金待ちのカートか{ -order_number }に入金します
    .examples = qoo10-bridge sandbox pay 412345680

cli-sandbox_request-cancel = 購入者がキャンセルを要請します
    .examples = qoo10-bridge sandbox request-cancel 412345680

cli-sandbox_withdraw-cancel = 購入者がキャンセル要請を取り下げます
    .examples = qoo10-bridge sandbox withdraw-cancel 412345680

cli-sandbox_cancel = キャンセルを完了します(未入金はクレーム16、入金済みはクレーム3になります)
    .examples =
        qoo10-bridge sandbox cancel 412345680
        qoo10-bridge sandbox cancel 1062428738 --qty 1   数量のうち1個
cli-sandbox_cancel--qty = この個数だけをキャンセルします。残りの注文は一覧に残ります

cli-sandbox_change-receiver = 購入者がカート(すべての明細)の受取人を変更します
    .examples =
        qoo10-bridge sandbox change-receiver 412345680 --name 架空太郎 --zip 530-0001
        qoo10-bridge sandbox change-receiver 412345680 --name '' --address ''   どちらも空欄
cli-sandbox_change-receiver--name = 受取人の名前(以下の項目も、空の文字列で空欄になります)
cli-sandbox_change-receiver--kana = 名前のカナ
cli-sandbox_change-receiver--tel = 電話番号。03-0000-0001 は +81-3-0000-0001 と表示されます
cli-sandbox_change-receiver--mobile = 携帯電話番号
cli-sandbox_change-receiver--zip = 郵便番号
cli-sandbox_change-receiver--address = 住所。最後の空白でQoo10の2つの項目に分けます

cli-sandbox_return = 購入者が出荷済みの商品を返品します(クレーム4、5、6)
    .examples =
        qoo10-bridge sandbox return 412345680
        qoo10-bridge sandbox return 412345680 --stage completed   返品が完了し、一覧から消えます
cli-sandbox_return--stage = 返品の進み具合
    .requested = 返品要請(4)
    .under-way = 返品中(5)
    .completed = 返品完了(6)

cli-sandbox_exchange = 購入者が出荷済みの商品の交換を申請します(クレーム11、12、13)
    .examples = qoo10-bridge sandbox exchange 412345680 --stage under-way
cli-sandbox_exchange--stage = 交換の進み具合
    .requested = 交換申請(11)
    .under-way = 交換承認(12)
    .completed = 再配送中(13)

cli-sandbox_not-received = 出荷した商品が届かず、返金になります(クレーム14)
    .examples =
        qoo10-bridge sandbox not-received 412345680
        qoo10-bridge sandbox not-received 412345680 --part
cli-sandbox_not-received--part = 一部だけを返金します(クレーム15)。注文は一覧に残ります

cli-sandbox_claim = その他のクレームを記録します(4から6は返品、11から13は交換、14と15は未受取)
    .examples = qoo10-bridge sandbox claim 412345680 4   返品の要請
cli-sandbox_claim--status = Qoo10のクレームの番号

cli-sandbox_confirm = QSMの画面と同じように、{ -planned_ship_date }を手動で登録します
    .examples = qoo10-bridge sandbox confirm 412345680 --date 2026-07-03
cli-sandbox_confirm--date = { -planned_ship_date }(省略すると明日)

cli-sandbox_ship = QSMの画面と同じように、出荷を手動で登録します
    .examples =
        qoo10-bridge sandbox ship 412345680
        qoo10-bridge sandbox ship 412345680 --carrier 佐川急便 --tracking 400012345670
cli-sandbox_ship--carrier = { -carrier }(省略すると注文の{ -carrier })
cli-sandbox_ship--tracking = { -tracking_number }(省略すると、検査に通る番号)

cli-sandbox_deliver = 荷物を配達完了にします
    .examples = qoo10-bridge sandbox deliver 412345680

cli-sandbox_list = 練習用Qoo10の全体を一覧で表示します
    .examples = qoo10-bridge sandbox list

cli-sandbox_writes = 受け取った変更を古い順に表示します
    .examples = qoo10-bridge sandbox writes   各処理が送信した内容

cli-sandbox_item = 商品を変更します
cli-sandbox_item--item = { -item_number }か{ -seller_code }

cli-sandbox_item_stop = 販売を中止します(S1)
    .examples = qoo10-bridge sandbox item CUP-01 stop

cli-sandbox_item_resume = 販売を再開します(S2)
    .examples = qoo10-bridge sandbox item CUP-01 resume

cli-sandbox_item_reserve = 予約商品にします。これからの注文に発送可能日が付きます
    .examples =
        qoo10-bridge sandbox item CUP-01 reserve 2026-08-03
        qoo10-bridge sandbox item CUP-01 reserve 2026-08-03 --release
cli-sandbox_item_reserve--date = 発送できる最初の日
cli-sandbox_item_reserve--release = その日に発売される商品(種類2)。指定しなければ予約注文(種類1)

cli-sandbox_item_unreserve = すぐに発送できる商品に戻します
    .examples = qoo10-bridge sandbox item CUP-01 unreserve

cli-sandbox_set-seller-code = 商品の{ -seller_code }を変更します(次の呼び出しから、注文にも表れます)
    .examples = qoo10-bridge sandbox set-seller-code Tシャツ-01 TS-002
cli-sandbox_set-seller-code--item = { -item_number }か{ -seller_code }
cli-sandbox_set-seller-code--code = 新しい{ -seller_code }

cli-sandbox_set-option-code = オプション・タイプのコードを変更します。ほかと同じコードや 0 も使えます
    .examples =
        qoo10-bridge sandbox set-option-code TS-001 -W-M -W-S   同じコードを2つ
        qoo10-bridge sandbox set-option-code BAG-01 -NV 0
cli-sandbox_set-option-code--item = { -item_number }か{ -seller_code }
cli-sandbox_set-option-code--option = 今のコード、または文字列
cli-sandbox_set-option-code--code = 新しいコード

cli-sandbox_misstate = 注文の一覧に、その一覧とは違う状態を表示させます
    .examples =
        qoo10-bridge sandbox misstate 412345680 4
        qoo10-bridge sandbox misstate 412345680 0   元の状態に戻します
cli-sandbox_misstate--status = 表示する状態(1から5)。0で終わります

cli-sandbox_fault = 呼び出しに障害を起こします

cli-sandbox_fault_add = 指定したメソッドの次の呼び出しに障害を起こします
    .examples =
        qoo10-bridge sandbox fault add ShippingBasic.SetSendingInfoBulk lost-reply
        qoo10-bridge sandbox fault add '*' http-500 --times 3
cli-sandbox_fault_add--method = メソッド名(ShippingBasic.SetSendingInfoBulk など)。* はすべて
cli-sandbox_fault_add--kind = lost-request, lost-reply, http-500, http-500-acted, http-429, html-200, html-200-acted, cut-body, slow, error-code, empty-body, redirect-302, not-json のいずれか
cli-sandbox_fault_add--after = 先にこの回数は正常に応答します
cli-sandbox_fault_add--times = その後、この回数だけ障害を起こします(0はずっと)
cli-sandbox_fault_add--code = error-code の場合のコード
cli-sandbox_fault_add--code_field = error-code の場合に、コードを入れる項目
    .result-code = メソッドの応答として
    .error-code = APIの入口での拒否として
cli-sandbox_fault_add--seconds = slow の場合は遅らせる秒数、http-429 の場合は Retry-After の秒数
cli-sandbox_fault_add--row = この注文番号または商品コードを含む呼び出しだけに障害を起こします

cli-sandbox_fault_seed = 一部の呼び出しに、乱数の種で選んだ障害を起こします
    .examples = qoo10-bridge sandbox fault seed 7 --percent 20
cli-sandbox_fault_seed--seed = 乱数の種(同じ数なら同じ呼び出しに起こります)
cli-sandbox_fault_seed--percent = 障害を起こす割合(100回のうちの回数)
cli-sandbox_fault_seed--kinds = 起こす障害の種類(省略すると通信とAPIの入口の障害)

cli-sandbox_fault_list = 設定中の障害を表示します
    .examples = qoo10-bridge sandbox fault list

cli-sandbox_fault_clear = すべての障害を取り消します
    .examples = qoo10-bridge sandbox fault clear

cli-sandbox_variant = Qoo10の文書にない動作を選びます。引数がなければ一覧を表示します
    .examples =
        qoo10-bridge sandbox variant   一覧を表示
        qoo10-bridge sandbox variant first-key given
cli-sandbox_variant--name = 動作の名前
cli-sandbox_variant--value = 選ぶ値

cli-sandbox_reset = 最初の{ -shop }に戻します(選んだ動作と障害も戻ります)
    .examples =
        qoo10-bridge sandbox reset
        qoo10-bridge sandbox reset --empty
cli-sandbox_reset--empty = 何もない状態から始めます
