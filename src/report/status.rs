//! How the shop stands, as text and as JSON (docs/commands.md).

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Lang, late, table, words};
use crate::desk::status::{KeyLife, Status, StepStatus};
use crate::domain::order::HoldReason;
use crate::domain::seller_key;
use crate::domain::text::excerpt;
use crate::domain::time::{Jst, date_to_text, to_text};
use crate::domain::wrap::for_screen;

#[derive(Serialize)]
struct JsonStatus<'a> {
    at: String,
    shop: &'a str,
    steps: Vec<JsonStep<'a>>,
    orders: Map<String, Value>,
    holds: Map<String, Value>,
    rejected: u64,
    cancel_requested: u64,
    needs_person: u64,
    missed_shipments: u64,
    missed_since: Option<String>,
    shipments_not_taken: usize,
    shipped_without_number: usize,
    shipped_not_scheduled: usize,
    schedule_date_pending_since: Option<String>,
    late: u64,
    stock_waiting: u64,
    ship_rate: JsonRate,
    seller_key: Option<JsonKey>,
}

#[derive(Serialize)]
struct JsonStep<'a> {
    step: &'a str,
    run_id: Option<i64>,
    started_at: Option<String>,
    finished_at: Option<String>,
    result: Option<&'a str>,
    exit_code: Option<i64>,
    error: Option<&'a str>,
    last_success_at: Option<String>,
    age_seconds: Option<i64>,
    usual_gap_seconds: Option<i64>,
    overdue: bool,
}

#[derive(Serialize)]
struct JsonRate {
    shipped: u64,
    due: u64,
    percent: Option<f64>,
}

#[derive(Serialize)]
struct JsonKey {
    issued_on: String,
    ends_on: String,
    days_left: i64,
}

/// How the shop stands, as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(status: &Status, shop: &str) -> serde_json::Result<String> {
    let orders = &status.orders;
    serde_json::to_string(&JsonStatus {
        at: to_text(status.at),
        shop,
        steps: status.steps.iter().map(json_step).collect(),
        orders: orders.by_status.iter().map(|(word, n)| (word.to_string(), Value::from(*n))).collect(),
        holds: orders.holds.iter().map(|(word, n)| (word.to_string(), Value::from(*n))).collect(),
        rejected: status.rejects,
        cancel_requested: orders.cancel_requested,
        needs_person: orders.needs_person,
        missed_shipments: orders.missed,
        missed_since: orders.missed_since.map(date_to_text),
        shipments_not_taken: orders.not_taken.len(),
        shipped_without_number: orders.no_number.len(),
        shipped_not_scheduled: orders.not_scheduled.len(),
        schedule_date_pending_since: status.event_since.map(to_text),
        late: status.late,
        stock_waiting: status.stock_waiting,
        ship_rate: JsonRate {
            shipped: status.ship_rate.shipped,
            due: status.ship_rate.due,
            percent: status.ship_rate.permille().map(|permille| permille as f64 / 10.0),
        },
        seller_key: status.key.map(|key| JsonKey {
            issued_on: date_to_text(key.issued_on),
            ends_on: date_to_text(key.ends_on),
            days_left: key.days_left,
        }),
    })
}

fn json_step(step: &StepStatus) -> JsonStep<'_> {
    let last = step.last.as_ref();
    JsonStep {
        step: step.step,
        run_id: last.map(|run| run.run_id),
        started_at: last.map(|run| to_text(run.started_at)),
        finished_at: last.and_then(|run| run.finished_at).map(to_text),
        result: last.and_then(|run| run.result.as_deref()),
        exit_code: last.and_then(|run| run.exit_code),
        error: last.and_then(|run| run.error.as_deref()),
        last_success_at: step.last_success.map(to_text),
        age_seconds: step.age.map(|age| age.num_seconds()),
        usual_gap_seconds: step.usual_gap.map(|gap| gap.num_seconds()),
        overdue: step.is_overdue,
    }
}

/// How the shop stands, for people.
pub fn text(status: &Status, shop: &str, lang: Lang, width: Option<usize>) -> String {
    let at = super::orders::short(&to_text(status.at));
    let mut text = for_screen(&format!("{}  {at}\n\n", excerpt(shop, 40)), width);
    text += &steps(&status.steps, lang, width);
    for step in &status.steps {
        let failed = step.last.as_ref().and_then(|run| run.error.as_deref());
        if let Some(why) = failed {
            let why = format!("{}: {}\n", words::step(lang, step.step), excerpt(why, 300));
            text += &for_screen(&why, width);
        }
    }
    if let Some(since) = status.event_since {
        let since = since.format("%m-%d %H:%M");
        let pending = lang.pick(
            format!("schedule-date has not followed yet on what sync-status found ({since})\n"),
            format!("ステータス同期({since})の後、発送予定日登録がまだ完了していません\n"),
        );
        text += &for_screen(&pending, width);
    }
    text += &format!("\n{}", open_orders(status, lang, width));
    text += &format!("\n{}", to_do(status, lang, width));
    let last = format!("\n{}\n{}\n", late::ship_rate(status.ship_rate, lang), key(status.key, lang));
    text + &for_screen(&last, width)
}

fn steps(steps: &[StepStatus], lang: Lang, width: Option<usize>) -> String {
    let [step, last, age, gap, ended, success] = lang.pick(
        ["step", "last run", "age", "every", "result", "last success"],
        ["処理", "前回実行", "経過", "間隔", "結果", "前回成功"],
    );
    let columns = [
        table::text(step),
        table::text(last),
        table::number(age),
        table::number(gap),
        table::text(ended),
        table::text(success),
    ];
    let instant = |at: Option<Jst>| at.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default();
    let span = |span: Option<Duration>| span.map(|span| duration(span, lang)).unwrap_or_default();
    let rows = steps.iter().map(|step| {
        vec![
            words::step(lang, step.step).to_owned(),
            instant(step.last.as_ref().map(|run| run.started_at)),
            span(step.age),
            span(step.usual_gap),
            result(step, lang),
            instant(step.last_success),
        ]
    });
    table::render(&columns, rows.collect(), width)
}

/// How the last run of a step ended, and whether the next one is missed.
pub(super) fn result(step: &StepStatus, lang: Lang) -> String {
    let result = match &step.last {
        None => lang.pick("never ran", "未実行"),
        Some(run) => run
            .result
            .as_deref()
            .map_or_else(|| lang.pick("not finished", "未完了"), |word| ending(lang, word)),
    };
    let overdue = if step.is_overdue { lang.pick(", overdue", "・遅れ") } else { "" };
    format!("{result}{overdue}")
}

/// Whether a step's last run ended without success, or the next one is missed.
pub(super) fn is_bad(step: &StepStatus) -> bool {
    let word = step.last.as_ref().and_then(|run| run.result.as_deref());
    step.is_overdue || matches!(word, Some("failed" | "refused"))
}

fn ending(lang: Lang, word: &str) -> &str {
    let ja = match word {
        "ok" => "正常",
        "partial" => "要確認あり",
        "failed" => "失敗",
        "refused" => "安全停止",
        "busy" => "実行中",
        other => other,
    };
    lang.pick(word, ja)
}

/// `45 s`, `10 min`, `3 h`, `2 d`: rounded down.
fn duration(span: Duration, lang: Lang) -> String {
    let seconds = span.num_seconds();
    let (n, en, ja) = match seconds {
        ..60 => (seconds, "s", "秒"),
        60..3600 => (seconds / 60, "min", "分"),
        3600..172_800 => (seconds / 3600, "h", "時間"),
        _ => (seconds / 86_400, "d", "日"),
    };
    lang.pick(format!("{n} {en}"), format!("{n}{ja}"))
}

fn open_orders(status: &Status, lang: Lang, width: Option<usize>) -> String {
    let headings = lang.pick(["open orders", "n"], ["未完了の注文", "件"]);
    let filled = status.orders.by_status.iter().filter(|(_, n)| *n > 0);
    let rows: Vec<Vec<String>> =
        filled.map(|(word, n)| vec![words::status(lang, word.as_str()), n.to_string()]).collect();
    if rows.is_empty() {
        return lang.pick("no open orders\n", "未完了の注文はありません\n").to_owned();
    }
    table::render(&[table::text(headings[0]), table::number(headings[1])], rows, width)
}

/// What may need a hand: how much of it there is, in words, and the command that shows it.
pub(super) fn hands(status: &Status, lang: Lang) -> Vec<(u64, &'static str, String)> {
    let held = |reason| status.orders.holds.iter().find(|(held, _)| *held == reason).map_or(0, |(_, n)| *n);
    let orders = &status.orders;
    let missed_since = orders.missed_since.map(date_to_text).unwrap_or_default();
    let no_number = orders.no_number.first().map_or("", String::as_str);
    let (not_taken, numberless) = (orders.not_taken.len() as u64, orders.no_number.len() as u64);
    [
        (status.rejects, "rejects", "取込不可", "orders list --rejected".to_owned()),
        (
            held(HoldReason::Payment),
            "held: payment",
            "保留: 入金確認",
            "orders list --status on_hold".to_owned(),
        ),
        (held(HoldReason::Manual), "held: manual", "保留: 手動", "orders list --status on_hold".to_owned()),
        (
            orders.cancel_requested,
            "cancel requests",
            "キャンセル要請",
            "orders list --cancel-requested".to_owned(),
        ),
        (orders.needs_person, "needs a person", "要対応", "orders list --needs-person".to_owned()),
        (not_taken, "shipments not taken", "反映できない出荷", why_not_taken(&orders.not_taken)),
        (
            numberless,
            "shipped, no number",
            "番号なしの出荷",
            format!("orders ship {no_number} --carrier C --tracking T"),
        ),
        (
            orders.not_scheduled.len() as u64,
            "shipped, no ship date",
            "予定日未登録の出荷",
            "schedule-date".to_owned(),
        ),
        (orders.missed, "missed shipments", "未反映の出荷", format!("push-shipments --since {missed_since}")),
        (status.late, "day 3 or later", "決済から3日目以降", "late".to_owned()),
        (status.stock_waiting, "stock waiting", "在庫の反映待ち", "push-stock --dry-run".to_owned()),
    ]
    .map(|(n, en, ja, command)| (n, lang.pick(en, ja), command))
    .into()
}

/// The narrowest look at why Qoo10 does not know of shipments: one order's story, or the log of them all.
fn why_not_taken(orders: &BTreeMap<String, String>) -> String {
    let outcomes: BTreeSet<&String> = orders.values().collect();
    match (orders.len(), orders.keys().next(), outcomes.first()) {
        (1, Some(code), _) => format!("orders show {code}"),
        (_, _, Some(outcome)) if outcomes.len() == 1 => {
            format!("log --step push-shipments --outcome {outcome}")
        }
        _ => "log --step push-shipments".to_owned(),
    }
}

/// What needs a hand, with the command that shows it.
fn to_do(status: &Status, lang: Lang, width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = hands(status, lang)
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, what, command)| vec![what.to_owned(), n.to_string(), command])
        .collect();
    if rows.is_empty() {
        return lang.pick("nothing needs a hand\n", "対応が必要なものはありません\n").to_owned();
    }
    let [what, n, command] = lang.pick(["needs a hand", "n", "see"], ["要確認", "件", "コマンド"]);
    table::render(&[table::text(what), table::number(n), table::text(command)], rows, width)
}

pub(super) fn key(key: Option<KeyLife>, lang: Lang) -> String {
    let Some(KeyLife { ends_on, days_left, .. }) = key else {
        return lang
            .pick(
                "seller key: set qoo10.seller_key_issued_on to be told when it ends",
                "販売者認証キー: qoo10.seller_key_issued_on を設定すると期限を表示します",
            )
            .to_owned();
    };
    let mark = match seller_key::warning(days_left) {
        Some(_) => lang.pick(": issue a new one", "。新しいキーを発行してください"),
        None => "",
    };
    match days_left {
        ..0 => lang.pick(
            format!("seller key: ended on {ends_on}{mark}"),
            format!("販売者認証キー: {ends_on}に期限切れ{mark}"),
        ),
        _ => lang.pick(
            format!("seller key: {days_left} days left, until {ends_on}{mark}"),
            format!("販売者認証キー: 残り{days_left}日({ends_on}まで){mark}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_taken_is_looked_up_as_narrowly_as_can_be() {
        let see = |orders: &[(&str, &str)]| {
            why_not_taken(&orders.iter().map(|(code, how)| ((*code).into(), (*how).into())).collect())
        };
        assert_eq!(see(&[("1", "failed")]), "orders show 1");
        assert_eq!(see(&[("1", "refused"), ("2", "refused")]), "log --step push-shipments --outcome refused");
        assert_eq!(see(&[("1", "refused"), ("2", "failed")]), "log --step push-shipments");
    }

    #[test]
    fn spans_are_short() {
        for (seconds, en, ja) in [
            (0, "0 s", "0秒"),
            (60, "1 min", "1分"),
            (3599, "59 min", "59分"),
            (172_799, "47 h", "47時間"),
            (172_800, "2 d", "2日"),
        ] {
            let span = Duration::seconds(seconds);
            assert_eq!((duration(span, Lang::En).as_str(), duration(span, Lang::Ja).as_str()), (en, ja));
        }
    }

    #[test]
    fn the_key_is_warned_of_in_time() {
        let told = |days_left| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
            key(Some(KeyLife { issued_on: day, ends_on: day, days_left }), Lang::En)
        };
        assert_eq!(told(61), "seller key: 61 days left, until 2026-07-01");
        assert_eq!(told(60), "seller key: 60 days left, until 2026-07-01: issue a new one");
        assert_eq!(told(-1), "seller key: ended on 2026-07-01: issue a new one");
    }
}
