//! Errors as people and scripts see them: the only place where one gets its exit code and the hint what to do. Kinds that know
//! their own words say them in `said`; the rest is worded here.

mod state;

use std::path::Path;

use crate::config::Problem;
use crate::desk::{csv_file, late};
use crate::domain::codes::Words;
use crate::domain::said::Said;
use crate::domain::{calendar, codes};
use crate::store::copy::CopyError;
use crate::{qoo10, steps, store};

/// Exit codes that crontabs rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done; also nothing to do.
    Ok = 0,
    /// Failed: Qoo10 unreachable, disk full, state file damaged.
    Failed = 1,
    /// Usage or configuration.
    Usage = 2,
    /// Some items need a person; everything else is done.
    Partial = 3,
    /// Another run holds the lock.
    Busy = 4,
    /// Refused by a safety brake.
    Brake = 5,
    /// Qoo10 refused the seller key.
    KeyRefused = 6,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The word for it in reports.
    pub fn result(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Busy => "busy",
            Self::Brake => "refused",
            Self::Failed | Self::Usage | Self::KeyRefused => "failed",
        }
    }
}

/// A failure with what to do next, in both languages: which one is read, the very end decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The exit code.
    pub exit: Exit,
    /// What was being done to which thing, and why it failed: one sentence.
    pub message: Said,
    /// What to do next.
    pub hint: Option<Said>,
}

impl Error {
    /// A failure without a hint yet.
    pub fn new(exit: Exit, message: impl Into<Said>) -> Self {
        Self { exit, message: message.into(), hint: None }
    }

    /// The same with what to do next.
    pub fn hint(self, hint: impl Into<Said>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// A usage error.
    pub fn usage(message: impl Into<Said>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// All problems of a configuration file.
    pub fn config(path: &Path, problems: &[Problem]) -> Self {
        let (mut en, mut ja) = (String::new(), String::new());
        for problem in problems.iter().map(Problem::said) {
            en += &format!("\n  {}", problem.en);
            ja += &format!("\n  {}", problem.ja);
        }
        let file = path.display();
        let (hint, hint_ja) = match problems {
            // It could not be read as a whole: nothing has a key of its own.
            [Problem { key, .. }] if key.is_empty() => (
                "look for a missing quote, full-width digits, or a key that stands there twice; ",
                "引用符の閉じ忘れ、全角の数字や記号、同じ項目の重複がないか確認してください。",
            ),
            _ => Default::default(),
        };
        Self::usage((
            format!("the configuration {file} cannot be used:{en}"),
            format!("設定ファイル {file} を使用できません:{ja}"),
        ))
        .hint((
            format!("{hint}example.toml shows every key with its default"),
            format!("{hint_ja}example.toml にすべての項目と初期値があります"),
        ))
    }

    /// A failure of the state file at `path`.
    pub fn store(path: &Path, error: &store::Error) -> Self {
        let (file, Said { en: why_en, ja: why_ja }) = (path.display(), &error.message);
        let (exit, Words { en, ja }, hint) = state::told(error.kind);
        let message =
            (format!("the state file {file} {en} ({why_en})"), format!("状態ファイル {file} {ja}({why_ja})"));
        Self::new(exit, message).hint(hint)
    }

    /// A failure of the state file at `path` while a step works: the step has begun, so it is no run that found the shop
    /// busy.
    pub fn store_under_way(path: &Path, error: &store::Error) -> Self {
        let told = Self::store(path, error);
        match told.exit {
            Exit::Busy => Self { exit: Exit::Failed, ..told }.hint((
                "close that program; what this run did before is recorded, and the next run takes up where it stopped",
                "そのプログラムを閉じてください。それまでの結果は記録済みで、次回、続きから処理します",
            )),
            _ => told,
        }
    }

    /// Qoo10 was told what the state file could not take down.
    fn not_recorded(path: &Path, what: &steps::NotRecorded) -> Self {
        let (why, told) = (Self::store(path, &what.error).message, what.message());
        let message = (format!("{}: {}", told.en, why.en), format!("{}。{}", told.ja, why.ja));
        let (_, _, remedy) = state::told(what.error.kind);
        let remedy = match what.error.kind {
            store::Kind::Busy => Said::new("close that program", "そのプログラムを閉じてください"),
            _ => Said::new(remedy.en, remedy.ja),
        };
        Self::new(Exit::Failed, message).hint((
            format!("the next run reads back what Qoo10 shows, and finishes; before that: {}", remedy.en),
            format!("次回、Qoo10の反映状況を確認して完了します。その前に: {}", remedy.ja),
        ))
    }

    /// A failure of the state file at `path` during a change by hand of which nothing was written yet.
    pub fn by_hand(path: &Path, error: &store::Error) -> Self {
        let told = Self::store(path, error);
        match told.exit {
            Exit::Busy => told.hint((
                "nothing was changed; enter it again once that program has closed the file (--wait SECONDS waits longer)",
                "何も変更していません。そのプログラムを閉じてから、もう一度入力してください(--wait 秒 でさらに長く待てます)",
            )),
            _ => told,
        }
    }

    /// Another run that was waited for in vain.
    pub fn busy(state: &Path, is_by_hand: bool) -> Self {
        let file = state.display();
        let message = (
            format!("another run is under way on the state file {file}"),
            format!("他の処理が状態ファイル {file} を使って実行中です"),
        );
        Self::new(Exit::Busy, message).hint(match is_by_hand {
            true => (
                "nothing was changed; enter it again (--wait SECONDS waits longer)",
                "何も変更していません。もう一度入力してください(--wait 秒 でさらに長く待てます)",
            ),
            false => (
                "nothing to do unless this repeats; --wait SECONDS waits for it",
                "一度だけなら対応は不要です。--wait 秒 で終わるまで待てます",
            ),
        })
    }

    /// A copy of the state file that could not be made.
    pub fn copy(state: &Path, to: &Path, error: &CopyError) -> Self {
        let error = match error {
            CopyError::Source(error) => return Self::store(state, error),
            CopyError::Target(error) => error,
        };
        let hint = match error.kind {
            store::Kind::Full => (
                "make room there, or name another place; no half copy is left",
                "空きを増やすか、別の場所を指定してください。作りかけのコピーは残りません",
            ),
            _ => (
                "its folder has to exist, and this user has to be allowed to write there; no half copy is left",
                "フォルダの有無と、このユーザーの書き込みの権限を確認してください。作りかけのコピーは残りません",
            ),
        };
        let (to, Said { en, ja }) = (to.display(), &error.message);
        let message = (
            format!("the copy {to} cannot be written ({en})"),
            format!("コピー {to} に書き込めません({ja})"),
        );
        Self::new(Exit::Failed, message).hint(hint)
    }

    /// A CSV file that cannot be used.
    pub fn csv(path: &Path, error: &csv_file::Error) -> Self {
        let hint = match error {
            csv_file::Error::CannotRead(_) => Said::new(
                "check the file's name and who may read it",
                "ファイル名と、読み取りの権限を確認してください",
            ),
            csv_file::Error::TooLarge(_) => {
                Said::new("split it into several files", "複数のファイルに分けてください")
            }
            csv_file::Error::NotText(_) | csv_file::Error::WrongEncoding(_) => Said::new(
                "save it as CSV, in UTF-8 or Shift-JIS (CP932)",
                "UTF-8またはShift-JIS(CP932)のCSVとして保存してください",
            ),
            csv_file::Error::NoHeader { would_do, .. } => header_hint(would_do),
            csv_file::Error::Twice { .. } => Said::new(
                "leave one of the two columns out, or give the right one its most exact name; docs/commands.md has the names",
                "どちらかの列を削除するか、正しい列に最も明確な列名を付けてください。列名は docs/ja/daily.md にあります",
            ),
            csv_file::Error::HeaderTorn { .. } => Said::new(
                "close the quote in that line, or take it away",
                "その行の引用符を閉じるか、削除してください",
            ),
            csv_file::Error::Empty => header_hint(&[]),
        };
        let Said { en, ja } = error.said();
        let (file, file_ja) = if is_stdin(path) {
            ("stdin".to_owned(), "標準入力".to_owned())
        } else {
            (format!("the file {}", path.display()), format!("ファイル {} ", path.display()))
        };
        Self::usage((
            format!("{file} {en}; nothing was loaded"),
            format!("{file_ja}{ja}。何も読み込んでいません"),
        ))
        .hint(hint)
    }

    /// A calendar that cannot say.
    pub fn calendar(error: &calendar::Error) -> Self {
        Self::uncounted(error).hint(match error {
            calendar::Error::UnknownYear(_) => (
                "give a date within these years, or set schedule_date.national_holidays = false",
                "この範囲の日付を指定するか、schedule_date.national_holidays = false と設定してください",
            ),
            calendar::Error::NeverOpen(_) => (
                "look at holidays list and schedule_date.closed_weekdays: the shop never opens",
                "holidays list と schedule_date.closed_weekdays を確認してください。営業日がありません",
            ),
            calendar::Error::OutOfRange(_) => ("give an earlier date", "より前の日付を指定してください"),
        })
    }

    fn uncounted(error: &calendar::Error) -> Self {
        let Said { en, ja } = error.said();
        Self::usage((
            format!("the business days cannot be counted: {en}"),
            format!("営業日を数えられません。{ja}"),
        ))
    }

    /// A board of late orders that cannot be had.
    pub fn late(error: &late::Error, state: &Path) -> Self {
        match error {
            late::Error::Store(error) => Self::store(state, error),
            late::Error::Calendar(error) => Self::uncounted(error)
                .hint(("check this machine's clock, or --now", "端末の時計か、--now を確認してください")),
        }
    }

    /// What ended a step.
    pub fn stop(stop: &steps::Stop, state: &Path) -> Self {
        match stop {
            steps::Stop::Store(error) => Self::store_under_way(state, error),
            steps::Stop::NotRecorded(what) => Self::not_recorded(state, what),
            steps::Stop::Unknown { message, hint } => Self::usage(message.clone()).hint(hint.clone()),
            steps::Stop::Refused(refused) => {
                let brake = refused.brake();
                let (look, look_ja) = match refused {
                    steps::Refused::MassZero { .. } => (
                        "push-stock --dry-run --force mass-zero shows the plan and sends nothing: ",
                        "push-stock --dry-run --force mass-zero で、送信せずに内容を表示できます。",
                    ),
                    steps::Refused::ShrunkenList { .. } => Default::default(),
                };
                Self::new(Exit::Brake, refused.said()).hint((
                    format!("{look}look whether this is meant; if so, run it again with --force {brake}"),
                    format!(
                        "{look_ja}内容を確認し、間違いでなければ --force {brake} を付けて実行してください"
                    ),
                ))
            }
            steps::Stop::Qoo10(error) => Self::qoo10(error),
        }
    }

    /// What ended a call to Qoo10.
    pub fn qoo10(error: &qoo10::Error) -> Self {
        let (exit, hint) = match error {
            qoo10::Error::KeyRefused { code, .. } => (Exit::KeyRefused, key_hint(*code)),
            qoo10::Error::NoAnswer { .. } => (
                Exit::Failed,
                Said::new(
                    "check qoo10.endpoint and the network; the next run takes up where this one stopped",
                    "qoo10.endpoint とネットワークを確認してください。次回、続きから処理します",
                ),
            ),
            qoo10::Error::Deadline { .. } => (
                Exit::Failed,
                Said::new(
                    "the next run takes up where this one stopped; qoo10.deadline_seconds gives a run more time",
                    "次回、続きから処理します。qoo10.deadline_seconds で制限時間を延ばせます",
                ),
            ),
            qoo10::Error::LongPause { .. } => (
                Exit::Failed,
                Said::new(
                    "run again once that pause is over; the next run takes up where this one stopped",
                    "待機時間が過ぎてから再度実行してください。次回、続きから処理します",
                ),
            ),
            qoo10::Error::Interrupted { .. } => (
                Exit::Failed,
                Said::new(
                    "run it again when you like: what was done until then is written",
                    "いつでも再度実行できます。それまでの結果は保存済みです",
                ),
            ),
            qoo10::Error::Code { method, code, .. } => {
                let found = codes::explain(codes::of_method(method.name), *code).filter(|_| *code != 0);
                let unknown = || {
                    Said::new(
                        "run again later; docs/qoo10-api.md says more about codes",
                        "時間をおいて再度実行してください。コードの説明は docs/qoo10-api.md にあります",
                    )
                };
                (Exit::Failed, found.map_or_else(unknown, |found| found.said()))
            }
            qoo10::Error::Damaged { .. } => (
                Exit::Failed,
                Said::new(
                    "the connection is fine, the answer itself is not: look in QSM at the order near which it breaks off; the next run asks again",
                    "接続に問題はなく、応答の内容が壊れています。QSMで該当付近の注文を確認してください。次回もう一度取得します",
                ),
            ),
            qoo10::Error::Unreadable { .. } => (
                Exit::Failed,
                Said::new(
                    "check qoo10.endpoint; if it is right, Qoo10 answers in a form that is new: report it",
                    "qoo10.endpoint を確認してください。正しい場合はQoo10の応答の形式が変わっています。ご報告ください",
                ),
            ),
        };
        Self::new(exit, error.said()).hint(hint)
    }

    /// What ended the request for a new seller key. There the key that Qoo10 may refuse is the API key.
    pub fn key_issue(error: &qoo10::Error) -> Self {
        let again = Self::qoo10(error);
        match error {
            qoo10::Error::KeyRefused { .. } => again.hint((
                "check API key, user and password: the API key is the one that Qoo10 issued on request, not the seller key",
                "APIキー、ID、パスワードを確認してください。APIキーはQoo10に申請して発行されたもので、販売者認証キーではありません",
            )),
            qoo10::Error::Code { .. } => again.hint((
                "check user and password of QSM, and whether they work on the website",
                "QSMのIDとパスワードを確認し、QSMの画面でログインできるか試してください",
            )),
            _ => again,
        }
    }
}

/// Whether the name of a file stands for stdin.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What a header has to be like, with a few names for each missing column.
fn header_hint(would_do: &[csv_file::WouldDo]) -> Said {
    let mut en = "the first line names the columns, in any order, with commas, semicolons or tabs between; "
        .to_owned();
    let mut ja = "1行目に列名をカンマ、セミコロン、タブのいずれかで区切って書いてください。順番は自由です。"
        .to_owned();
    for csv_file::WouldDo { column, headings, mistaken } in would_do {
        en += &format!("{} may be headed: {}; ", column.en, headings.en);
        ja += &format!("「{}」に使える列名: {}。", column.ja, headings.ja);
        if let Some(why) = mistaken {
            en += &format!("{}; ", why.en);
            ja += &format!("{}。", why.ja);
        }
    }
    en += "docs/commands.md has the names that they may have";
    ja += "すべての列名は docs/ja/daily.md にあります";
    Said::new(en, ja)
}

fn key_hint(code: Option<i64>) -> Said {
    const WRONG_KEY: i64 = -10000;
    let Some(code) = code else {
        return Said::new(
            "a new key answers so until it is active; hours later: check the key, or issue a new one (qoo10-bridge key issue)",
            "新しいキーは有効になるまでこうなります。数時間たっても続く場合は、キーを確認するか qoo10-bridge key issue で再発行してください",
        );
    };
    // A refusal without a number of its own is that of a wrong key.
    let known = codes::explain(&[], code).filter(|_| code != 0).or_else(|| codes::explain(&[], WRONG_KEY));
    known.map_or_else(|| Said::quoted(""), |found| found.said())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method;
    use crate::qoo10::transport::Sent;

    fn hint(error: &qoo10::Error) -> (Exit, String) {
        let told = Error::qoo10(error);
        (told.exit, told.hint.unwrap().en)
    }

    #[test]
    fn a_code_is_explained_by_the_method_that_it_came_from() {
        let code = |method, code| {
            hint(&qoo10::Error::Code { method, sent: Sent::No, code, message: String::new() }).1
        };
        assert!(
            code(method::GET_SHIPPING_INFO, -10002).starts_with("the dates asked for span more than 90 days")
        );
        assert!(code(method::GET_CLAIMS, -10003).starts_with("the dates asked for span more than 90 days"));
        assert!(code(method::GET_BY_ORDER_NO, -10003).starts_with("this shop has no such order number"));
        assert!(code(method::GET_ITEM_DETAIL, -10009).starts_with("the item is neither on sale"));
        assert!(code(method::GET_ALL_GOODS, -10001).starts_with("Qoo10 does not take the item status"));
        assert!(code(method::SET_QTY_BULK, -2).starts_with("the list has more than 500 rows"));
        assert!(code(method::SET_OPTIONS_BULK, -1).starts_with("at least one row"));
        assert!(code(method::SET_MOVE_TYPES, -10101).starts_with("Qoo10 could not carry it out"));
        assert!(code(method::CONFIRM_BULK, -10006).starts_with("Qoo10 cannot read the list"));
        assert!(code(method::SEND_BULK, -10011).starts_with("the list has more than 500 rows"));
        assert!(code(method::SEND_BULK, -12345).starts_with("run again later"));
    }

    #[test]
    fn a_state_file_that_is_locked_under_a_working_step_is_no_busy_shop() {
        let path = Path::new("shop.db");
        let busy = || store::Error { kind: store::Kind::Busy, message: Said::quoted("database is locked") };
        assert_eq!(Error::store(path, &busy()).exit, Exit::Busy, "before anything is done");
        let told = Error::stop(&steps::Stop::Store(busy()), path);
        assert_eq!(told.exit, Exit::Failed);
        assert!(told.hint.unwrap().en.contains("takes up where it stopped"));

        let codes = |n: usize| (0..n).map(|n| format!("{}", 412_345_678 + n)).collect::<Vec<_>>();
        for kind in [store::Kind::Busy, store::Kind::Full, store::Kind::Disk, store::Kind::Other] {
            for (told, perhaps, en, ja) in [
                (
                    2,
                    0,
                    "Qoo10 was told the shipment of 2 order(s) (412345678, 412345679), but",
                    "2件(412345678、412345679)",
                ),
                (
                    0,
                    1,
                    "Qoo10 may have been told the shipment of 1 order(s) (412345678), and",
                    "1件(412345678)",
                ),
                (
                    1,
                    1,
                    "of 1 order(s) (412345678), and perhaps of 1 order(s) (412345678), but",
                    "1件(412345678)",
                ),
                (30, 0, " and 10 more)", "ほか10件"),
            ] {
                let error = store::Error { kind, message: Said::quoted("x") };
                let what = steps::Write::Shipment;
                let error =
                    Error::stop(&steps::Stop::not_recorded(what, codes(told), codes(perhaps), error), path);
                assert_eq!(error.exit, Exit::Failed, "{kind:?}");
                assert!(error.message.en.contains(en) && error.message.en.contains("shop.db"), "{error:?}");
                assert!(error.message.ja.contains(ja), "{error:?}");
                let hint = error.hint.unwrap();
                assert!(hint.en.contains("the next run reads back") && hint.ja.contains("次回"), "{hint:?}");
            }
        }
    }

    #[test]
    fn a_refused_key_says_what_to_do_about_it() {
        let refused = |code| {
            let (method, message) = (method::GET_CLAIMS, String::new());
            hint(&qoo10::Error::KeyRefused { method, sent: Sent::No, code, message })
        };
        assert!(refused(None).1.starts_with("a new key answers so until it is active"));
        for code in [-10000, -90001, 0, -7] {
            assert!(
                refused(Some(code)).1.contains("check the key, and whether the shop's password"),
                "{code}"
            );
        }
        assert_eq!(refused(Some(-90003)).1, "the key has no rights for this method: ask Qoo10 for them");
        assert!(refused(Some(-90005)).1.starts_with("the key has expired: issue a new"));
        assert_eq!(refused(Some(-90004)).0, Exit::KeyRefused);
    }
}
