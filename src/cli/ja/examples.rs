//! Examples below the Japanese help: the commands of the English ones, with comments of their own.

use super::help::width;

/// Columns of a page.
const WIDTH: usize = 80;

/// The comments of each command, in the order of those in English.
pub(super) const COMMENTS: &[(&str, &[&str])] = &[
    (
        "import",
        &[
            "前回の実行からの新しい注文",
            "先に確認(変更なし)",
            "1週間分をもう一度(両端の日を含む)",
            "1つのカートだけ",
        ],
    ),
    (
        "sync-status",
        &["前回の実行からの入金とキャンセル", "入金済みの注文に発送予定日も登録", "先に確認(変更なし)"],
    ),
    ("schedule-date", &["どの注文にどの日を登録するか", "Qoo10に登録", "1つの注文だけ"]),
    ("push-shipments", &["Qoo10に送信する内容を確認", "今日出荷した分を送信", "その日以降の送信漏れも送信"]),
    ("push-stock", &["Qoo10で何が変わるかを確認", "1つの品番だけ", "変わっていない分も送信、100件まで"]),
    (
        "orders list",
        &[
            "未完了、または30日以内の注文",
            "倉庫で作業する分",
            "出荷してはいけない注文",
            "氏名・電話番号・郵便番号・番号で検索(古い注文も)",
            "すべての注文から新しい20件",
            "取込不可とその理由",
        ],
    ),
    ("orders show", &["購入者・受取人、明細、履歴", "同じ内容をJSONで"]),
    (
        "orders set",
        &["入金確認の保留を解除", "Qoo10でのキャンセルの後に", "標準入力から注文のコードを読み込み"],
    ),
    ("shipments load", &["先に確認(変更なし)"]),
    ("stock load", &["先に確認(変更なし)", "ファイルにない品番は変更なし", "ファイルにない品番は0"]),
    ("stock set", &["売り切れ"]),
    ("stock list", &["1行に1品番"]),
    ("listings load", &["先に確認(変更なし)"]),
    ("listings list", &["品番のないもの", "在庫数を送信しないもの"]),
    ("holidays calendar", &["今月", "年末の営業日を確認"]),
    ("holidays load", &["先に確認(変更なし)"]),
    ("report", &["今日の状況を1ページに", "日本語で"]),
    ("late", &["すべての未完了の注文、急ぐ順", "急ぐものだけ(遅れがあれば終了コード3)"]),
    ("log", &["1日分", "新しい20件"]),
    ("backup", &["cronで毎晩"]),
    ("doctor", &["問題がなければ何も表示しない"]),
    ("purge", &["消去される件数を確認"]),
    ("key issue", &["入力を求め、qoo10.seller_key_file に保存", "表示(保管するプログラムに渡す)"]),
    (
        "completions",
        &[
            "/etc/bash_completion.d/qoo10-bridge に保存",
            "$fpath のフォルダに _qoo10-bridge として保存",
            "~/.config/fish/completions/qoo10-bridge.fish に保存",
        ],
    ),
    ("man", &["プログラム全体のページ", "すべてのコマンドのページ"]),
    ("sandbox new-order", &["内容はおまかせ"]),
    ("sandbox claim", &["返品の要請"]),
    ("sandbox writes", &["各処理が送信した内容"]),
    ("sandbox variant", &["一覧を表示"]),
];

/// The examples of a command, from the English ones; none where there are none.
pub(super) fn of(path: &str, english: &str) -> Option<String> {
    let lines = english.strip_prefix("Examples:\n")?.lines().map(commented);
    let comments = COMMENTS.iter().find(|(of, _)| *of == path).map_or(&[][..], |(_, comments)| comments);
    let mut comments = comments.iter();
    let lines: Vec<(&str, &str)> = lines
        .map(|(command, comment)| {
            (command, comment.and_then(|_| comments.next()).copied().unwrap_or_default())
        })
        .collect();
    let longest = lines.iter().map(|(command, _)| width(command)).max()?;
    let is_beside = lines.iter().all(|(_, comment)| 2 + longest + 3 + width(comment) <= WIDTH);
    let line = |(command, comment): &(&str, &str)| match (*comment, is_beside) {
        ("", _) => broken(command),
        (comment, true) => format!("  {command}{}   {comment}", " ".repeat(longest - width(command))),
        (comment, false) => format!("{}\n      {comment}", broken(command)),
    };
    Some(lines.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// A line's command, and whether something is said of it.
pub(super) fn commented(line: &str) -> (&str, Option<&str>) {
    match line.trim().split_once("   ") {
        Some((command, comment)) => (command, Some(comment.trim())),
        None => (line.trim(), None),
    }
}

/// A command in lines that a shell takes as one.
fn broken(command: &str) -> String {
    let mut lines = vec!["  ".to_owned()];
    for (at, part) in command.split(" --").enumerate() {
        let part = if at == 0 { part.to_owned() } else { format!(" --{part}") };
        let last = lines.len() - 1;
        if width(&lines[last]) + width(&part) + 2 > WIDTH {
            lines[last] += " \\";
            lines.push(format!("    {}", part.trim_start()));
        } else {
            lines[last] += &part;
        }
    }
    lines.join("\n")
}
