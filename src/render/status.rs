//! How the shop stands, as text and as JSON (docs/commands.md).

use chrono::Duration;
use serde::Serialize;
use serde_json::{Map, Value};

use super::table::Cell;
use super::{Lang, late, table};
use crate::desk::status::{KeyLife, ShopStatus, StepStatus};
use crate::domain::seller_key;
use crate::domain::time::{Jst, format_iso_date, format_jst};
use crate::strings::printable::truncate;
use crate::text::localize;
use crate::text::mark::{Mark, mark_text};
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{Message, RunResult, Writes, msg};

#[derive(Serialize)]
struct JsonStatus<'a> {
    at: String,
    shop: &'a str,
    writes: Writes,
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
    orders_without_lines: usize,
    ship_date_unreadable: u64,
    schedule_date_pending_since: Option<String>,
    late: u64,
    stock_waiting: u64,
    part_without_count: u64,
    set_with_own_count: u64,
    open_claims: u64,
    unknown_carts: u64,
    answer_forms_unknown: u64,
    answer_forms_new: u64,
    ship_rate: JsonRate,
    seller_key: Option<JsonKey>,
}

#[derive(Serialize)]
pub(super) struct JsonStep<'a> {
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
pub fn render_json(status: &ShopStatus, shop: &str, lang: Lang) -> serde_json::Result<String> {
    let orders = &status.orders;
    serde_json::to_string(&JsonStatus {
        at: format_jst(status.at),
        shop,
        writes: status.writes,
        steps: status.steps.iter().map(|step| convert_step(step, lang)).collect(),
        orders: orders.by_status.iter().map(|(word, n)| (word.to_string(), Value::from(*n))).collect(),
        holds: orders.holds.iter().map(|(word, n)| (word.to_string(), Value::from(*n))).collect(),
        rejected: status.rejects,
        cancel_requested: orders.cancel_requested,
        needs_person: orders.needs_person,
        missed_shipments: orders.missed,
        missed_since: orders.missed_since.map(format_iso_date),
        shipments_not_taken: orders.not_taken.len(),
        shipped_without_number: orders.no_number.len(),
        shipped_not_scheduled: orders.not_scheduled.len(),
        orders_without_lines: orders.without_lines.len(),
        ship_date_unreadable: status.without_date,
        schedule_date_pending_since: status.event_since.map(format_jst),
        late: status.late,
        stock_waiting: status.stock_waiting,
        part_without_count: status.part_without_count,
        set_with_own_count: status.set_with_own_count,
        open_claims: status.open_claims,
        unknown_carts: status.unknown_carts,
        answer_forms_unknown: status.unknown_forms,
        answer_forms_new: status.new_forms,
        ship_rate: JsonRate {
            shipped: status.ship_rate.shipped,
            due: status.ship_rate.due,
            percent: status.ship_rate.permille().map(|permille| permille as f64 / 10.0),
        },
        seller_key: status.key.map(|key| JsonKey {
            issued_on: format_iso_date(key.issued_on),
            ends_on: format_iso_date(key.ends_on),
            days_left: key.days_left,
        }),
    })
}

pub(super) fn convert_step(step: &StepStatus, lang: Lang) -> JsonStep<'_> {
    let last = step.last.as_ref();
    JsonStep {
        step: step.step.as_str(),
        run_id: last.map(|run| run.run_id),
        started_at: last.map(|run| format_jst(run.started_at)),
        finished_at: last.and_then(|run| run.finished_at).map(format_jst),
        result: last.and_then(|run| run.result).map(RunResult::as_str),
        exit_code: last.and_then(|run| run.exit_code),
        error: last.and_then(|run| run.error.as_ref()).map(|error| crate::text::localize(error, lang)),
        last_success_at: step.last_success.map(format_jst),
        age_seconds: step.age.map(|age| age.num_seconds()),
        usual_gap_seconds: step.usual_gap.map(|gap| gap.num_seconds()),
        overdue: step.is_overdue,
    }
}

/// How the shop stands, for people.
pub fn render_status(status: &ShopStatus, shop: &str, lang: Lang, width: Option<usize>) -> String {
    let at = super::instant::short(&format_jst(status.at));
    let off = explain_writes(status.writes).map(|off| mark_text(Mark::Problem, &localize(&off, lang)) + "\n");
    let mut page = wrap_for_screen(&off.unwrap_or_default(), width);
    page += &wrap_for_screen(&format!("{}  {at}\n\n", truncate(shop, 40)), width);
    page += &render_steps(&status.steps, lang, width);
    let failed = status.steps.iter().filter(|step| !step.is_off).filter_map(|step| {
        let why = step.last.as_ref()?.error.as_ref()?.map_texts(&|text| truncate(text, MAX_ERROR_LENGTH));
        Some(msg!("overview-step_failed", step = step.step.message(), why = why))
    });
    // Nothing can follow while it is off, which the first line says.
    let event_since = status.event_since.filter(|_| status.writes == Writes::On);
    let since = event_since.map(|since| since.format("%m-%d %H:%M").to_string());
    let not_followed = since.map(|since| msg!("overview-not_followed", since = since));
    for line in failed.chain(not_followed) {
        page += &wrap_for_screen(&(localize(&line, lang) + "\n"), width);
    }
    page += &format!("\n{}", render_open_orders(status, lang, width));
    page += &format!("\n{}", render_tasks(status, lang, width));
    let rate = late::render_ship_rate(status.ship_rate, lang);
    page + &wrap_for_screen(&format!("\n{rate}\n{}\n", localize(&explain_key(status.key), lang)), width)
}

/// So many characters of an error are told.
const MAX_ERROR_LENGTH: usize = 300;

fn render_steps(steps: &[StepStatus], lang: Lang, width: Option<usize>) -> String {
    let heading = |message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("table-step"))),
        table::text_column(heading(msg!("overview-last_run"))),
        table::number_column(heading(msg!("overview-age"))),
        table::number_column(heading(msg!("overview-every"))),
        table::text_column(heading(msg!("overview-result"))),
        table::text_column(heading(msg!("overview-last_success"))),
    ];
    let instant = |at: Option<Jst>| at.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default();
    let span =
        |span: Option<Duration>| span.map(|span| localize(&format_duration(span), lang)).unwrap_or_default();
    let rows = steps.iter().map(|step| {
        vec![
            localize(&step.step.message(), lang).into(),
            instant(step.last.as_ref().map(|run| run.started_at)).into(),
            span(step.age).into(),
            span(step.usual_gap).into(),
            Cell::new(localize(&explain_result(step), lang), step.is_bad().then_some(Mark::Problem)),
            instant(step.last_success).into(),
        ]
    });
    table::render_table(&columns, rows.collect(), width)
}

/// That nothing is sent, where that is so.
pub(super) fn explain_writes(writes: Writes) -> Option<Message> {
    (writes == Writes::Off).then(|| msg!("overview-writes_off"))
}

/// How the last run of a step ended, and whether the next one is missed.
pub(super) fn explain_result(step: &StepStatus) -> Message {
    if step.is_off {
        return msg!("overview-off");
    }
    let result = match (&step.last, step.result()) {
        (None, _) => msg!("overview-never_ran"),
        (Some(_), None) => msg!("overview-not_finished"),
        (Some(_), Some(result)) => result.message(),
    };
    if step.is_overdue { msg!("overview-overdue", result = result) } else { result }
}

/// `45 s`, `10 min`, `3 h`, `2 d`: rounded down.
pub(super) fn format_duration(span: Duration) -> Message {
    let seconds = span.num_seconds();
    match seconds {
        ..60 => msg!("overview-seconds", n = seconds),
        60..3600 => msg!("overview-minutes", n = seconds / 60),
        3600..172_800 => msg!("overview-hours", n = seconds / 3600),
        _ => msg!("overview-days", n = seconds / 86_400),
    }
}

fn render_open_orders(status: &ShopStatus, lang: Lang, width: Option<usize>) -> String {
    let filled = status.orders.by_status.iter().filter(|(_, n)| *n > 0);
    let rows: Vec<Vec<String>> =
        filled.map(|(word, n)| vec![localize(&word.message(), lang), n.to_string()]).collect();
    if rows.is_empty() {
        return localize(&msg!("overview-no_open_orders"), lang) + "\n";
    }
    let [orders, n] = [msg!("overview-open_orders"), msg!("table-n")].map(|heading| localize(&heading, lang));
    table::render_table(&[table::text_column(orders), table::number_column(n)], rows, width)
}

/// What needs a hand, with the command that shows it.
fn render_tasks(status: &ShopStatus, lang: Lang, width: Option<usize>) -> String {
    let hands = status.list_tasks().into_iter().filter(|(_, n, _)| *n > 0);
    let rows: Vec<Vec<String>> = hands
        .map(|(hand, n, command)| vec![localize(&hand.message(), lang), n.to_string(), command])
        .collect();
    if rows.is_empty() {
        return localize(&msg!("overview-no_hand"), lang) + "\n";
    }
    let headings = [msg!("overview-needs_hand"), msg!("table-n"), msg!("overview-command")];
    let [what, n, command] = headings.map(|heading| localize(&heading, lang));
    table::render_table(
        &[table::text_column(what), table::number_column(n), table::text_column(command)],
        rows,
        width,
    )
}

/// How long the seller key lasts.
pub(super) fn explain_key(key: Option<KeyLife>) -> Message {
    let Some(KeyLife { ends_on, days_left, .. }) = key else { return msg!("overview-key_unknown") };
    match (days_left, seller_key::find_due_warning(days_left)) {
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
            let told = |lang| localize(&format_duration(span), lang);
            assert_eq!((told(Lang::En).as_str(), told(Lang::Ja).as_str()), (en, ja));
        }
    }

    #[test]
    fn the_key_is_warned_of_in_time() {
        let told = |days_left| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
            localize(&explain_key(Some(KeyLife { issued_on: day, ends_on: day, days_left })), Lang::En)
        };
        assert_eq!(told(61), "seller key: 61 days left, until 2026-07-01");
        assert_eq!(told(60), "seller key: 60 days left, until 2026-07-01; issue a new one");
        assert_eq!(told(-1), "seller key: ended on 2026-07-01; issue a new one");
    }
}
