//! What `doctor` found, and what to do about it.

mod access;
mod outside;
mod shop;

use std::path::Path;

use serde::Serialize;

use super::Lang;
use crate::desk::doctor::{Finding, Level, What};
use crate::domain::said::Said;
use crate::domain::text::printable;

#[derive(Serialize)]
struct Json<'a> {
    check: &'a str,
    level: &'a str,
    message: String,
    remedy: Option<String>,
}

/// A finding as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(finding: &Finding, state: &Path, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&Json {
        check: finding.check,
        level: finding.level.as_str(),
        message: message(&finding.what, state, lang),
        remedy: remedy(finding, state, lang),
    })
}

/// A finding as a line, and what to do as another.
pub fn lines(finding: &Finding, state: &Path, lang: Lang) -> String {
    let level = match finding.level {
        Level::Ok => lang.pick("ok", "正常"),
        Level::Warning => lang.pick("warning", "注意"),
        Level::Problem => lang.pick("problem", "異常"),
    };
    let message = message(&finding.what, state, lang);
    let message = match finding.what {
        // Every problem of the configuration has a line of its own.
        What::ConfigUnusable { .. } => message.split('\n').map(printable).collect::<Vec<_>>().join("\n"),
        _ => printable(&message),
    };
    let remedy = remedy(finding, state, lang)
        .map(|remedy| format!("  {}: {}\n", lang.pick("next", "対処"), printable(&remedy)));
    let check = check(finding.check, lang);
    format!("{level}: {check}: {message}\n{}", remedy.unwrap_or_default())
}

/// A check's name, for people; in JSON it stays the word that scripts rely on.
fn check(name: &str, lang: Lang) -> &str {
    let ja = match name {
        "config" => "設定",
        "state_file" => "状態ファイル",
        "integrity" => "破損",
        "foreign_keys" => "参照",
        "format" => "形式",
        "permissions" => "権限",
        "leftovers" => "作業中のファイル",
        "lock" => "ロック",
        "wal" => "-wal",
        "open_intents" => "送信結果",
        "runs" => "処理の中断",
        "room" => "ディスク",
        "carriers" => "配送会社",
        "listings_without_sku" => "品番のない商品",
        "skus_without_listing" => "対応表にない品番",
        "listings_without_stock" => "在庫数のない商品",
        "endpoint" => "接続先",
        "key" => "販売者認証キー",
        "key_life" => "キーの期限",
        "clock" => "時計",
        other => other,
    };
    lang.pick(name, ja)
}

fn size(bytes: u64) -> String {
    const UNITS: &[(&str, u64)] = &[("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} B"),
    }
}

fn by_step(steps: &[(String, u64)]) -> String {
    steps.iter().map(|(step, n)| format!("{step} {n}")).collect::<Vec<_>>().join(", ")
}

fn message(what: &What, state: &Path, lang: Lang) -> String {
    let (en, ja) = about_file(what, state)
        .or_else(|| about_use(what))
        .or_else(|| access::message(what, state))
        .or_else(|| outside::message(what))
        .or_else(|| shop::message(what))
        .unwrap_or_default();
    lang.pick(en, ja)
}

/// What is said of configuration and state file, in both languages.
fn about_file(what: &What, state: &Path) -> Option<(String, String)> {
    let file = state.display();
    Some(match what {
        What::ConfigFine => ("can be used".to_owned(), "問題ありません".to_owned()),
        What::ConfigUnusable { message: Said { en, ja }, .. } => (en.clone(), ja.clone()),
        What::FileFine { bytes } => {
            let size = size(*bytes);
            (format!("{file}, {size}"), format!("{file}({size})"))
        }
        What::FileMissing => (format!("there is no file {file} yet"), format!("{file} はまだありません")),
        What::FileEmpty => (
            format!("no shop is in {file} yet: it is empty"),
            format!("{file} は空で、ショップのデータがありません"),
        ),
        What::FileUnusable { message: Said { en, ja } } => {
            (format!("{file} cannot be used ({en})"), format!("{file} を使用できません({ja})"))
        }
        What::FileForeign => (
            format!("{file} is the SQLite file of another program"),
            format!("{file} は他のプログラムのSQLiteファイルです"),
        ),
        What::FileNewer { message: Said { en, ja } } => {
            (format!("{file} cannot be read: {en}"), format!("{file} を読み取れません。{ja}"))
        }
        What::Sound => ("every page is sound".to_owned(), "破損はありません".to_owned()),
        What::Damaged { findings } => {
            let findings = findings.iter().flat_map(|text| text.lines()).collect::<Vec<_>>().join("; ");
            (format!("{file} is damaged: {findings}"), format!("{file} は破損しています({findings})"))
        }
        What::RowsFit => ("no row misses another".to_owned(), "参照先のない行はありません".to_owned()),
        What::RowsMiss { tables } => {
            let tables = tables.join(", ");
            (
                format!("rows of {tables} miss the row that they belong to"),
                format!("参照先のない行があります({tables})"),
            )
        }
        _ => return None,
    })
}

/// What is said of everything around it.
fn about_use(what: &What) -> Option<(String, String)> {
    Some(match what {
        What::FormatNewest { format } => (format!("format {format}"), format!("形式{format}")),
        What::FormatOlder { format, newest } => (
            format!("format {format}; the next command that writes keeps a copy and makes it {newest}"),
            format!("形式{format}。次に書き込むときに、コピーを残して形式{newest}に更新されます"),
        ),
        What::LockFree => ("no run is under way".to_owned(), "実行中の処理はありません".to_owned()),
        What::LockHeld { process } => {
            let process = |word| process.map(|id| format!("{word}{id}")).unwrap_or_default();
            (
                format!("a run is under way{}", process(", process ")),
                format!("処理を実行中です{}", process(" プロセス")),
            )
        }
        What::LockUnusable { message } => (
            format!("the lock file cannot be used ({message})"),
            format!("ロックファイルを使用できません({message})"),
        ),
        What::WalFine { bytes } => {
            let size = size(*bytes);
            (format!("the -wal file has {size}"), format!("-walファイル {size}"))
        }
        What::WalLarge { bytes } => {
            let size = size(*bytes);
            (
                format!(
                    "the -wal file has grown to {size}: a program that reads the file keeps it from being emptied"
                ),
                format!("-walファイルが{size}になっています。読み取り中のプログラムがあるため空にできません"),
            )
        }
        What::NoOpenIntents => (
            "the outcome of every write to Qoo10 is known".to_owned(),
            "Qoo10への送信結果はすべて確認済みです".to_owned(),
        ),
        What::IntentsUnderWay { steps } => {
            let steps = by_step(steps);
            (format!("being written to Qoo10 right now: {steps}"), format!("Qoo10へ送信中です({steps})"))
        }
        What::OpenIntents { steps } => {
            let steps = by_step(steps);
            (
                format!("nobody knows whether these writes reached Qoo10: {steps}"),
                format!("Qoo10に届いたか不明な送信があります({steps})"),
            )
        }
        What::RunsEnded => ("no run was cut off".to_owned(), "途中で途切れた処理はありません".to_owned()),
        What::RunNeverEnded { step, started_at } => (
            format!(
                "the last run, {step} of {started_at}, never ended: it was killed, or the machine went down"
            ),
            format!("前回の処理({step}、{started_at}開始)が途中で途切れています"),
        ),
        What::RoomEnough { bytes } => {
            let size = size(*bytes);
            (format!("{size} free on its disk"), format!("ディスクの空き {size}"))
        }
        What::RoomLittle { bytes, wanted } => {
            let (free, wanted) = (size(*bytes), size(*wanted));
            (
                format!("only {free} free on its disk; {wanted} would be safe"),
                format!("ディスクの空きが{free}しかありません({wanted}以上を推奨)"),
            )
        }
        _ => return None,
    })
}

fn remedy(finding: &Finding, state: &Path, lang: Lang) -> Option<String> {
    let what = &finding.what;
    if finding.level == Level::Ok {
        return None;
    }
    if let What::ConfigUnusable { hint, .. }
    | What::KeyRefused { hint, .. }
    | What::KeyMissing { hint: hint @ Some(_), .. } = what
    {
        return hint.as_ref().map(|hint| lang.of(hint).to_owned());
    }
    let found = remedy_of_file(what, state)
        .or_else(|| access::remedy(what, state))
        .or_else(|| outside::remedy(what))
        .or_else(|| shop::remedy(what));
    found.map(|(en, ja)| lang.pick(en, ja))
}

fn remedy_of_file(what: &What, state: &Path) -> Option<(String, String)> {
    let file = state.display();
    Some(match what {
        What::FileMissing => (
            "look at state.path; if the shop is new, qoo10-bridge import makes the file".to_owned(),
            "state.path を確認してください。新しい店舗なら qoo10-bridge import で作成されます".to_owned(),
        ),
        What::FileEmpty => (
            "if there was one, put the last backup in its place (docs/operations.md); if the shop is new, qoo10-bridge import fills it"
                .to_owned(),
            "データがあったはずなら、最後のバックアップで復元してください(docs/operations.md)。新しい店舗なら qoo10-bridge import で作成されます"
                .to_owned(),
        ),
        What::FileUnusable { .. } | What::LockUnusable { .. } => (
            "the folder has to exist, and this user has to be allowed to read and write there".to_owned(),
            "フォルダの有無と、このユーザーの読み書きの権限を確認してください".to_owned(),
        ),
        What::FileForeign => {
            ("give another state.path".to_owned(), "state.path に別のファイルを指定してください".to_owned())
        }
        What::FileNewer { .. } => (
            "install the newer version again".to_owned(),
            "新しいバージョンをもう一度インストールしてください".to_owned(),
        ),
        What::Damaged { .. } => (
            format!(
                "stop cron; keep copies of {file}, {file}-wal and {file}-shm, then remove the three; cp BACKUP {file}; chmod 600 {file}; then run import, sync-status, schedule-date and push-shipments: import fetches what is missing, and the others recognise what Qoo10 has been told. docs/operations.md says more"
            ),
            format!(
                "cronを止め、{file} と {file}-wal、{file}-shm を別の場所に保存してから削除し、cp バックアップ {file}、chmod 600 {file} を実行してください。その後 import、sync-status、schedule-date、push-shipments を順に実行すると、importが不足分を取り込み、他はQoo10に登録済みのものを確認して二重に送信しません。詳細は docs/operations.md"
            ),
        ),
        What::RowsMiss { .. } => (
            "somebody changed the file by other means: put the last backup in its place, or report this"
                .to_owned(),
            "他の手段でファイルが変更されています。バックアップから復元するか、報告してください".to_owned(),
        ),
        What::WalLarge { .. } => (
            "close SQLite shells and viewers that have the file open; the next run empties it".to_owned(),
            "ファイルを開いているSQLiteのツールを閉じてください。次の処理で空になります".to_owned(),
        ),
        What::OpenIntents { .. } => (
            "run these steps: they ask Qoo10 before they send anything again".to_owned(),
            "該当の処理を実行してください。再送の前にQoo10へ確認します".to_owned(),
        ),
        What::RunNeverEnded { step, .. } => (
            format!("run {step} again: nothing is lost, and nothing is done twice"),
            format!("{step} をもう一度実行してください。消失も二重処理もありません"),
        ),
        What::RoomLittle { .. } => (
            "make room: when the disk is full, every step fails".to_owned(),
            "空きを増やしてください。満杯になるとすべての処理が失敗します".to_owned(),
        ),
        _ => return None,
    })
}
