//! What stands in the Japanese help of each command and argument.

use super::sandbox;

/// The line that says what a command does.
pub(super) const ABOUT: &str = "(about)";
/// What is said below it.
pub(super) const LONG: &str = "(long)";
/// What is said at the end, where that is no example.
pub(super) const AFTER: &str = "(after)";
/// The command `help`, below any other.
pub(super) const HELP_COMMAND: &str = "(help)";

/// The command, by its words; the id of an argument, with `=` a value of it, or one of the above; the text.
pub(super) type Row = (&'static str, &'static str, &'static str);

/// What has the same words below every command.
pub(super) const EVERYWHERE: &str = "*";

/// Every row there is.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().chain(sandbox::ROWS)
}

/// The text of a command or an argument.
pub(super) fn of(path: &str, id: &str) -> Option<&'static str> {
    let find = |path: &str| rows().find(|row| row.0 == path && row.1 == id).map(|row| row.2);
    find(path).or_else(|| find(EVERYWHERE))
}

/// The text of one of the values that an argument takes.
pub(super) fn of_value(path: &str, id: &str, value: &str) -> Option<&'static str> {
    of(path, &format!("{id}={value}"))
}

/// The words of a command below another one.
pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path} {name}") }
}

const ROWS: &[Row] = &[
    // Of every command.
    ("*", "config", "設定ファイル [環境変数: QOO10_BRIDGE_CONFIG] [初期値: qoo10-bridge.toml]"),
    ("*", "json", "結果をJSONで出力します(1行に1件)"),
    ("*", "quiet", "正常に終わったときは何も表示しません"),
    ("*", "verbose", "詳しく表示します(-vvは要求ごと、-vvvは応答ごと)"),
    ("*", "now", "現在時刻をこの時刻とみなします(練習・テスト用)"),
    ("*", "lang", "表示の言語(省略すると shop.lang、次に端末の言語)"),
    ("*", "lang=ja", "日本語"),
    ("*", "lang=en", "英語"),
    ("*", "help", "ヘルプを表示します"),
    ("*", HELP_COMMAND, "ヘルプを表示します(コマンドを指定すると、そのコマンドのヘルプ)"),
    ("*", "dry_run", "確認だけを行い、変更される内容を表示します(変更なし)"),
    ("*", "wait", "他の処理が終わるまで、この秒数まで待ちます"),
    ("*", "patience", "実行中の処理が終わるまで、この秒数まで待ちます(省略すると10秒)"),
    ("*", "force", "安全装置を解除します(名前は中止したときに表示されます)"),
    ("*", "force=mass-zero", "多くの商品の在庫数が0になるとき"),
    ("*", "force=shrunken-list", "Qoo10の商品が前回の半分未満のとき"),
    ("*", "code", "注文のコード"),
    ("*", "file", "CSVファイル(- は標準入力)"),
    // The program.
    ("", ABOUT, "Qoo10の店舗と、手元の注文・在庫のデータを一致させます"),
    (
        "",
        LONG,
        "コマンドは1つの処理を行って終了します。処理はcronから定期的に実行します。\n\
         設定を endpoint = \"sandbox\" とすると、店舗がなくても練習用Qoo10で試せます。",
    ),
    (
        "",
        AFTER,
        "終了コード: 0 正常、1 失敗、2 コマンドか設定の誤り、3 一部に対応が必要、4 他の処理が実行中、5 安全のため中止、6 Qoo10が販売者認証キーを拒否",
    ),
    ("", "version", "バージョンを表示します"),
    // The steps.
    ("import", ABOUT, "入金待ちと新規注文をQoo10から取り込みます(出荷指示取込)"),
    ("import", "from", "取り込む注文日時の始め。YYYY-MM-DD か YYYY-MM-DDTHH:MM:SS(日本時間)"),
    ("import", "to", "取り込む注文日時の終わり(始めから7日以内)。日付だけの場合はその日の終わりまで"),
    ("import", "order", "これらのカートだけ(カート番号)"),
    ("import", "limit", "取り込むカートの最大件数"),
    ("sync-status", ABOUT, "入金とキャンセルをQoo10から反映します(ステータス同期)"),
    ("sync-status", "trigger", "入金かキャンセルが1件でもあれば、続けて発送予定日登録を行います"),
    ("sync-status", "order", "これらの注文だけ(注文のコード)"),
    ("sync-status", "limit", "変更する注文の最大件数"),
    ("schedule-date", ABOUT, "発送予定日をQoo10に登録します(発送予定日登録)"),
    ("schedule-date", "order", "これらの注文だけ(注文のコード)"),
    ("schedule-date", "limit", "登録する注文の最大件数"),
    ("push-shipments", ABOUT, "配送会社と送り状番号をQoo10に送信します(出荷実績戻し)"),
    ("push-shipments", "date", "今日ではなく、この日に出荷した分を送信します(2026-07-01 か 2026/7/1)"),
    ("push-shipments", "since", "この日から今日までに出荷した分を送信します(2026-07-01 か 2026/7/1)"),
    ("push-shipments", "order", "これらの注文だけ(注文のコード)"),
    ("push-shipments", "limit", "送信する注文の最大件数"),
    ("push-stock", ABOUT, "フリー在庫数をQoo10の在庫数に反映します(在庫連携)"),
    ("push-stock", "sku", "これらの品番だけ"),
    ("push-stock", "all", "送信済みで、その後変わっていないものも送信します"),
    ("push-stock", "limit", "送信する件数の上限"),
    // Orders.
    ("orders", ABOUT, "注文と取込不可を表示し、注文を手動で変更します"),
    ("orders list", ABOUT, "注文、または取込不可のカートの一覧を表示します"),
    (
        "orders list",
        "status",
        "このステータスの注文だけ(複数回指定できます): on_hold(保留), backordered(入荷待ち), ready(出荷待ち), \
         preparing(出荷準備中), working(出荷作業中), inspected(出荷検品済み), shipped(出荷済み), cancelled(キャンセル)。\
         日本語でも指定できます",
    ),
    ("orders list", "rejected", "取込不可のカートと、その理由"),
    ("orders list", "needs_person", "ステータス同期が判断できない注文だけ(理由つき)"),
    ("orders list", "all", "完了していて30日より前の注文も表示します"),
    ("orders list", "since", "この日以降の注文だけ(2026-07-01 か 2026/7/1)"),
    ("orders list", "until", "この日以前の注文だけ"),
    ("orders list", "shipped_on", "この日に出荷した注文だけ"),
    ("orders list", "carrier", "この配送会社の注文だけ(Qoo10の名称か社内での呼び名)"),
    ("orders list", "sku", "この品番の明細がある注文だけ"),
    (
        "orders list",
        "find",
        "氏名、カナ、電話番号、郵便番号、住所、注文番号、カート番号、送り状番号のいずれかに、この文字か数字がある注文だけ",
    ),
    ("orders list", "limit", "表示する最大件数"),
    ("orders list", "newest", "新しい注文から表示します(省略すると取り込んだ順)"),
    ("orders list", "cancel_requested", "キャンセル要請のある注文だけ(出荷しないでください)"),
    ("orders show", ABOUT, "1つの注文のすべてを表示します(購入者・受取人、明細、履歴)"),
    ("orders show", "code", "注文のコード(412345678、412345678-2 など)"),
    ("orders set", ABOUT, "注文のステータス、支払状況、Qoo10での状況を手動で変更します"),
    ("orders set", "code", "注文のコード(複数可)。- なら標準入力から1行に1件読み込みます"),
    (
        "orders set",
        "status",
        "on_hold(保留), backordered(入荷待ち), ready(出荷待ち), preparing(出荷準備中), working(出荷作業中), \
         inspected(出荷検品済み), shipped(出荷済み), cancelled(キャンセル) のいずれか。日本語でも指定できます",
    ),
    (
        "orders set",
        "api_status",
        "awaiting_print(印刷待ち), printed(印刷済み), shipped(出荷済み) のいずれか。日本語でも指定できます",
    ),
    (
        "orders set",
        "payment_status",
        "unpaid(未入金), auth_failed(オーソリNG), paid(入金済み) のいずれか。paid にすると入金確認の保留を解除します",
    ),
    ("orders hold", ABOUT, "注文の出荷を止めます(保留)"),
    ("orders hold", "reason", "理由(履歴に残ります)"),
    ("orders release", ABOUT, "入金確認を除く、すべての保留を解除します"),
    ("orders add-line", ABOUT, "Qoo10にない明細を追加します(同梱品など)"),
    ("orders add-line", "sku", "追加する品番"),
    ("orders add-line", "qty", "個数"),
    ("orders add-line", "name", "名称(省略すると品番)"),
    ("orders ship", ABOUT, "配送会社と送り状番号を入力し、出荷済みにします。もう一度実行すると訂正します"),
    ("orders ship", "carrier", "配送会社(社内での呼び名)"),
    ("orders ship", "tracking", "送り状番号。複数ある場合は、最初の番号だけをQoo10に送信します"),
    ("orders ship", "date", "出荷日。2026-07-01 か 2026/7/1(省略すると今日)"),
    ("orders dismiss", ABOUT, "カートを取込不可の一覧から外します。直した後は、期間を指定して取り込みます"),
    ("orders dismiss", "cart", "カート番号"),
    // Shipments, stock, listings, holidays.
    ("shipments", ABOUT, "倉庫から出荷した注文を読み込みます(出荷実績)"),
    (
        "shipments load",
        ABOUT,
        "出荷した注文をCSVファイルから読み込みます(注文,配送会社,送り状番号,出荷日。Shift-JISかUTF-8)",
    ),
    ("stock", ABOUT, "品番ごとの販売できる数を登録・表示します(フリー在庫数)"),
    ("stock load", ABOUT, "フリー在庫数をCSVファイルから読み込みます(品番,フリー在庫数。Shift-JISかUTF-8)"),
    ("stock load", "absent_is_zero", "ファイルにない品番を0にします(指定しない場合は変更しません)"),
    ("stock set", ABOUT, "1つの品番のフリー在庫数を登録します"),
    ("stock set", "sku", "品番"),
    ("stock set", "qty", "これから販売できる数"),
    ("stock list", ABOUT, "フリー在庫数の一覧を表示します"),
    ("listings", ABOUT, "Qoo10の商品・オプションと品番の対応を扱います(対応表)"),
    (
        "listings pull",
        ABOUT,
        "Qoo10の商品・オプション・タイプを対応表に取り込みます。中断しても続きから再開します",
    ),
    (
        "listings load",
        ABOUT,
        "品番をCSVファイルから対応表に登録します(商品番号,販売者商品コード,販売者オプションコード,品番。Shift-JISかUTF-8)",
    ),
    ("listings list", ABOUT, "対応表と、その問題を表示します"),
    ("listings list", "unmapped", "品番のないものだけ"),
    ("listings list", "problems", "在庫数を送信しないものだけ(理由を問わず)"),
    ("holidays", ABOUT, "店舗が出荷しない日を登録・表示します(休業日)"),
    ("holidays add", ABOUT, "休業日を登録します。登録済みの場合は名称を変更します"),
    ("holidays add", "date", "日付(2026-08-13 か 2026/8/13)"),
    ("holidays add", "name", "名称"),
    ("holidays remove", ABOUT, "休業日を取り消します"),
    ("holidays remove", "date", "日付(2026-08-13 か 2026/8/13)"),
    ("holidays list", ABOUT, "休業日の一覧を表示します"),
    ("holidays list", "month", "この月だけ"),
    ("holidays calendar", ABOUT, "1か月の営業日、休みの理由、各日に実行したときの発送予定日を表示します"),
    ("holidays calendar", "month", "月(省略すると今月)"),
    (
        "holidays load",
        ABOUT,
        "休業日をCSVファイルから追加します(日付,名称。Shift-JISかUTF-8)。登録済みの休業日は消えません",
    ),
    // What staff look at, and upkeep.
    ("late", ABOUT, "遅延ペナルティに近い注文を、急ぐ順に表示します(出荷遅延)"),
    (
        "late",
        LONG,
        "日目は決済日からの営業日数です(土日・祝日は数えません)。3日目に督促メール、5日目に2点の減点、6日目に出荷率が95%以下なら商品が30日間販売停止になります。出荷率は、直近30日間に決済された注文のうち、5日目までに出荷した割合です",
    ),
    ("late", "within_days", "次のことがこの営業日数以内に起こる注文だけ"),
    ("log", ABOUT, "注文の明細ごとに、行ったことと結果を表示します(APIログ)"),
    ("log", "order", "この注文、注文番号、または取込不可のカートだけ"),
    ("log", "step", "この処理だけ(import など)"),
    ("log", "outcome", "この結果だけ(failed など)"),
    ("log", "since", "最後の記録がこの日時以降のもの。YYYY-MM-DD か YYYY-MM-DDTHH:MM:SS(日本時間)"),
    ("log", "until", "最初の記録がこの日時以前のもの。日付だけの場合はその日の終わりまで"),
    ("log", "limit", "新しい方からこの件数だけ(端末では、省略すると200件)"),
    ("status", ABOUT, "店舗全体の様子と、対応が必要なものを表示します"),
    ("status", "metrics_file", "数値をこのファイルにも書き込みます(Prometheusのtextfile形式)"),
    ("report", ABOUT, "今日の状況を、ブラウザで見る1ページにまとめます"),
    ("report", "html", "このファイルにページを書き込みます"),
    ("backup", ABOUT, "状態ファイルのコピーを作成します(他の処理の実行中も可)"),
    ("backup", "file", "コピーの保存先(状態ファイルと同じく個人情報を含みます)"),
    ("backup", "replace", "既にあるファイルを置き換えます"),
    ("doctor", ABOUT, "状態ファイルとその周辺を点検し、問題と対処を表示します"),
    ("purge", ABOUT, "完了してから長くたった注文の個人情報を消去します"),
    ("purge", "older_than", "完了からの期間。日数(90d)か週数(12w)"),
    ("purge", "dry_run", "消去される件数だけを表示します(変更なし)"),
    ("key", ABOUT, "販売者認証キーを扱います"),
    ("key issue", ABOUT, "新しい販売者認証キーをQoo10に発行してもらい、設定の場所に保存します"),
    (
        "key issue",
        LONG,
        "APIキー、QSMのID、QSMのパスワードを端末で入力します。端末でない場合は、標準入力の3行をこの順に読みます。入力した内容は保存しません。",
    ),
    ("key issue", "print", "保存せずに表示します(seller_key_env、seller_key_command の場合)"),
    ("completions", ABOUT, "シェルでコマンドを補完するためのスクリプトを出力します"),
    ("completions", "shell", "シェルの種類"),
    ("man", ABOUT, "マニュアルページ(英語)を出力します"),
    ("man", "out", "表示せずに、すべてのコマンドのページをこのフォルダに書き込みます"),
];
