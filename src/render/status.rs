//! How the shop stands, as text and as JSON (docs/commands.md).

use chrono::Duration;
use serde::Serialize;
use serde_json::{Map, Value};

use super::table::Cell;
use super::{Lang, late, table};
use crate::desk::status::{KeyLife, ShopStatus, StepStatus};
use crate::domain::seller_key;
use crate::domain::time::{Jst, date_to_text, to_text};
use crate::strings::printable::excerpt;
use crate::text::mark::Mark;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{Message, RunResult, msg};

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
    error: Option<String>,
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
pub fn json(status: &ShopStatus, shop: &str, lang: Lang) -> serde_json::Result<String> {
    let orders = &status.orders;
    serde_json::to_string(&JsonStatus {
        at: to_text(status.at),
        shop,
        steps: status.steps.iter().map(|step| json_step(step, lang)).collect(),
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

fn json_step(step: &StepStatus, lang: Lang) -> JsonStep<'_> {
    let last = step.last.as_ref();
    JsonStep {
        step: step.step.as_str(),
        run_id: last.map(|run| run.run_id),
        started_at: last.map(|run| to_text(run.started_at)),
        finished_at: last.and_then(|run| run.finished_at).map(to_text),
        result: last.and_then(|run| run.result).map(RunResult::as_str),
        exit_code: last.and_then(|run| run.exit_code),
        error: last.and_then(|run| run.error.as_ref()).map(|error| crate::text::text(error, lang)),
        last_success_at: step.last_success.map(to_text),
        age_seconds: step.age.map(|age| age.num_seconds()),
        usual_gap_seconds: step.usual_gap.map(|gap| gap.num_seconds()),
        overdue: step.is_overdue,
    }
}

/// How the shop stands, for people.
pub fn render(status: &ShopStatus, shop: &str, lang: Lang, width: Option<usize>) -> String {
    let at = super::instant::short(&to_text(status.at));
    let mut page = for_screen(&format!("{}  {at}\n\n", excerpt(shop, 40)), width);
    page += &steps(&status.steps, lang, width);
    let failed = status.steps.iter().filter_map(|step| {
        let why = step.last.as_ref()?.error.as_ref()?.map_texts(&|text| excerpt(text, LONGEST_ERROR));
        Some(msg!("overview-step_failed", step = step.step.message(), why = why))
    });
    let since = status.event_since.map(|since| since.format("%m-%d %H:%M").to_string());
    let not_followed = since.map(|since| msg!("overview-not_followed", since = since));
    for line in failed.chain(not_followed) {
        page += &for_screen(&(text(&line, lang) + "\n"), width);
    }
    page += &format!("\n{}", open_orders(status, lang, width));
    page += &format!("\n{}", to_do(status, lang, width));
    let rate = late::ship_rate(status.ship_rate, lang);
    page + &for_screen(&format!("\n{rate}\n{}\n", text(&key(status.key), lang)), width)
}

/// So many characters of an error are told.
const LONGEST_ERROR: usize = 300;

fn steps(steps: &[StepStatus], lang: Lang, width: Option<usize>) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::text(heading(msg!("table-step"))),
        table::text(heading(msg!("overview-last_run"))),
        table::number(heading(msg!("overview-age"))),
        table::number(heading(msg!("overview-every"))),
        table::text(heading(msg!("overview-result"))),
        table::text(heading(msg!("overview-last_success"))),
    ];
    let instant = |at: Option<Jst>| at.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default();
    let span = |span: Option<Duration>| span.map(|span| text(&duration(span), lang)).unwrap_or_default();
    let rows = steps.iter().map(|step| {
        vec![
            text(&step.step.message(), lang).into(),
            instant(step.last.as_ref().map(|run| run.started_at)).into(),
            span(step.age).into(),
            span(step.usual_gap).into(),
            Cell::new(text(&result(step), lang), step.is_bad().then_some(Mark::Problem)),
            instant(step.last_success).into(),
        ]
    });
    table::render(&columns, rows.collect(), width)
}

/// How the last run of a step ended, and whether the next one is missed.
pub(super) fn result(step: &StepStatus) -> Message {
    let result = match (&step.last, step.result()) {
        (None, _) => msg!("overview-never_ran"),
        (Some(_), None) => msg!("overview-not_finished"),
        (Some(_), Some(result)) => result.message(),
    };
    if step.is_overdue { msg!("overview-overdue", result = result) } else { result }
}

/// `45 s`, `10 min`, `3 h`, `2 d`: rounded down.
fn duration(span: Duration) -> Message {
    let seconds = span.num_seconds();
    match seconds {
        ..60 => msg!("overview-seconds", n = seconds),
        60..3600 => msg!("overview-minutes", n = seconds / 60),
        3600..172_800 => msg!("overview-hours", n = seconds / 3600),
        _ => msg!("overview-days", n = seconds / 86_400),
    }
}

fn open_orders(status: &ShopStatus, lang: Lang, width: Option<usize>) -> String {
    let filled = status.orders.by_status.iter().filter(|(_, n)| *n > 0);
    let rows: Vec<Vec<String>> =
        filled.map(|(word, n)| vec![text(&word.message(), lang), n.to_string()]).collect();
    if rows.is_empty() {
        return text(&msg!("overview-no_open_orders"), lang) + "\n";
    }
    let [orders, n] = [msg!("overview-open_orders"), msg!("table-n")].map(|heading| text(&heading, lang));
    table::render(&[table::text(orders), table::number(n)], rows, width)
}

/// What needs a hand, with the command that shows it.
fn to_do(status: &ShopStatus, lang: Lang, width: Option<usize>) -> String {
    let hands = status.list_tasks().into_iter().filter(|(_, n, _)| *n > 0);
    let rows: Vec<Vec<String>> =
        hands.map(|(hand, n, command)| vec![text(&hand.message(), lang), n.to_string(), command]).collect();
    if rows.is_empty() {
        return text(&msg!("overview-no_hand"), lang) + "\n";
    }
    let headings = [msg!("overview-needs_hand"), msg!("table-n"), msg!("overview-command")];
    let [what, n, command] = headings.map(|heading| text(&heading, lang));
    table::render(&[table::text(what), table::number(n), table::text(command)], rows, width)
}

/// How long the seller key lasts.
pub(super) fn key(key: Option<KeyLife>) -> Message {
    let Some(KeyLife { ends_on, days_left, .. }) = key else { return msg!("overview-key_unknown") };
    match (days_left, seller_key::warning(days_left)) {
        (..0, _) => msg!("overview-key_ended", ends_on = ends_on),
        (days, None) => msg!("overview-key", days = days, ends_on = ends_on),
        (days, Some(_)) => msg!("overview-key_ends_soon", days = days, ends_on = ends_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let told = |lang| text(&duration(span), lang);
            assert_eq!((told(Lang::En).as_str(), told(Lang::Ja).as_str()), (en, ja));
        }
    }

    #[test]
    fn the_key_is_warned_of_in_time() {
        let told = |days_left| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
            text(&key(Some(KeyLife { issued_on: day, ends_on: day, days_left })), Lang::En)
        };
        assert_eq!(told(61), "seller key: 61 days left, until 2026-07-01");
        assert_eq!(told(60), "seller key: 60 days left, until 2026-07-01; issue a new one");
        assert_eq!(told(-1), "seller key: ended on 2026-07-01; issue a new one");
    }
}
