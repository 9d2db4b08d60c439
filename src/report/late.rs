//! The board of the delay penalty as a table and as JSON (docs/commands.md).

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Lang, table, words};
use crate::domain::late::Consequence;
use crate::domain::open_order::NeedsPerson;
use crate::domain::order::Status;
use crate::domain::time::{date_to_text, to_text};
use crate::domain::wrap::for_screen;
use crate::plan::late::{Entry, LOW_PERCENT, ShipRate};

#[derive(Serialize)]
struct JsonEntry<'a> {
    order: &'a str,
    status: &'static str,
    paid_at: Option<String>,
    clock: &'static str,
    day: Option<u32>,
    late: bool,
    next: Option<&'static str>,
    next_on: Option<String>,
    ship_by: Option<String>,
    days_left: Option<u32>,
    planned_ship_date: Option<String>,
    plan_too_late: bool,
    cancel_requested: bool,
    needs_person: Option<&'static str>,
    own_date: Option<String>,
}

/// An order as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(entry: &Entry) -> serde_json::Result<String> {
    let next = entry.standing.next;
    serde_json::to_string(&JsonEntry {
        order: &entry.order,
        status: entry.status.as_str(),
        paid_at: entry.paid_at.map(to_text),
        clock: if entry.standing.day.is_some() { "normal" } else { "reservation" },
        day: entry.standing.day,
        late: entry.standing.is_late,
        next: next.map(|next| next.what.as_str()),
        next_on: next.map(|next| date_to_text(next.on)),
        ship_by: next.map(|next| date_to_text(next.ship_by)),
        days_left: next.map(|next| next.days_left),
        planned_ship_date: entry.planned_ship_date.map(date_to_text),
        plan_too_late: entry.is_plan_late(),
        cancel_requested: entry.cancel_requested,
        needs_person: entry.needs_person.as_ref().map(NeedsPerson::as_str),
        own_date: entry.standing.own_date.map(date_to_text),
    })
}

/// The board as a table, and what its columns mean.
pub fn list(entries: &[&Entry], today: NaiveDate, lang: Lang, width: Option<usize>) -> String {
    let [order, paid, day, next, by, left, planned, status] = lang.pick(
        ["order", "paid", "day", "next", "ship by", "left", "planned", "status"],
        ["注文", "決済", "日目", "次に起こること", "期限", "残り", "予定日", "ステータス"],
    );
    let columns = [
        table::text(order),
        table::text(paid),
        table::number(day),
        table::text(next),
        table::text(by),
        table::text(left),
        table::text(planned),
        table::text(status),
    ];
    let short = |date: Option<NaiveDate>| date.map(|date| short(date, today)).unwrap_or_default();
    let rows = entries.iter().map(|entry| {
        let next = entry.standing.next;
        vec![
            entry.order.clone(),
            short(entry.paid_at.map(|at| at.date_naive())),
            entry.standing.day.map(|day| day.to_string()).unwrap_or_default(),
            match next {
                Some(next) => format!("{} {}", short(Some(next.on)), consequence(lang, next.what)),
                None => lang.pick("overdue", "期限超過").to_owned(),
            },
            short(ship_by(entry)),
            next.map(|next| left_to_ship(next.days_to_ship(today), lang)).unwrap_or_default(),
            short(entry.planned_ship_date) + if entry.is_plan_late() { "!" } else { "" },
            self::status(entry, lang).to_owned(),
        ]
    });
    let table = table::render(&columns, rows.collect(), width);
    let mark = match entries.iter().any(|entry| entry.is_plan_late()) {
        true => lang.pick(
            "!: plan too late, the planned ship date is after day 4 or the promised date\n",
            "!: 予定日超過(発送予定日が4日目または予約発送日より後です)\n",
        ),
        false => "",
    };
    let told = match entries.iter().any(|entry| entry.status == Status::Shipped) {
        true => lang.pick(
            "shipped: the parcel has left and Qoo10 does not know, see status\n",
            "出荷済み: 出荷しましたがQoo10に未反映です(status で確認)\n",
        ),
        false => "",
    };
    table + &for_screen(&format!("\n{}{mark}{told}", legend(lang)), width)
}

/// Where it is in the warehouse, unless something else matters more.
pub(super) fn status(entry: &Entry, lang: Lang) -> String {
    match (entry.must_not_ship(), &entry.needs_person) {
        (true, _) => lang.pick("DO NOT SHIP", "出荷停止").to_owned(),
        (false, Some(_)) => lang.pick("needs a person", "要対応").to_owned(),
        (false, None) => words::status(lang, entry.status.as_str()),
    }
}

/// The last day to prevent what comes next; a promise stands also when it is broken.
pub(super) fn ship_by(entry: &Entry) -> Option<NaiveDate> {
    entry.standing.next.map(|next| next.ship_by).or(entry.standing.own_date)
}

/// How long there is time.
fn left_to_ship(days: Option<u32>, lang: Lang) -> String {
    match days {
        None => lang.pick("passed", "経過").to_owned(),
        Some(0) => lang.pick("today", "本日").to_owned(),
        Some(1) => lang.pick("1 day", "1日").to_owned(),
        Some(n) => lang.pick(format!("{n} days"), format!("{n}日")),
    }
}

fn legend(lang: Lang) -> &'static str {
    lang.pick(
        "day: business days since the payment; weekends and public holidays are none\n\
         next: day 3 a reminder, day 5 -2 points, day 6 off sale if the ship rate is low\n\
         ship by: the last day to prevent it; left: business days until then\n",
        "日目: 決済日からの営業日数(土日・祝日は数えません)\n\
         次に起こること: 3日目 督促メール、5日目 -2点、6日目 出荷率が低いと販売停止\n\
         期限: それを防げる最終日 / 残り: 期限までの営業日数\n",
    )
}

/// `07-01`; with its year where that is not this one.
pub(super) fn short(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { date.format("%m-%d").to_string() } else { date_to_text(date) }
}

pub(super) fn consequence(lang: Lang, what: Consequence) -> &'static str {
    match what {
        Consequence::Reminder => lang.pick("reminder", "督促メール"),
        Consequence::Points => lang.pick("-2 points", "-2点"),
        Consequence::OffSale => lang.pick("off sale", "販売停止"),
        Consequence::OwnDate => lang.pick("own date", "予約発送日"),
    }
}

/// The shop's ship rate, and what it means.
pub fn ship_rate(rate: ShipRate, lang: Lang) -> String {
    let ShipRate { shipped, due } = rate;
    let Some(permille) = rate.permille() else {
        return lang
            .pick(
                "ship rate: no order of the last 30 days is due yet",
                "出荷率: 直近30日間に期限を迎えた注文はありません",
            )
            .to_owned();
    };
    let percent = format!("{}.{}", permille / 10, permille % 10);
    let meaning = if rate.is_low() {
        lang.pick(
            format!("{LOW_PERCENT} % or less: on day 6 an item is taken off sale for 30 days"),
            format!("{LOW_PERCENT}%以下のため、6日目に商品が30日間販売停止になります"),
        )
    } else {
        lang.pick(
            format!("above {LOW_PERCENT} %: no item is taken off sale"),
            format!("{LOW_PERCENT}%を超えているため、販売停止にはなりません"),
        )
    };
    lang.pick(
        format!(
            "ship rate (last 30 days, by payment date): {percent} %, {shipped} of {due} by day 5\n{meaning}"
        ),
        format!(
            "出荷率(決済日基準、直近30日): {percent}%(期限の{due}件中{shipped}件を5日目までに出荷)\n{meaning}"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ship_rate_says_what_it_leads_to() {
        let said = |shipped, due, lang| ship_rate(ShipRate { shipped, due }, lang);
        assert!(said(95, 100, Lang::En).contains("95.0 %, 95 of 100 by day 5\n95 % or less: on day 6"));
        assert!(said(9_501, 10_000, Lang::En).ends_with("no item is taken off sale"));
        assert!(said(0, 3, Lang::Ja).contains("0.0%(期限の3件中0件"));
        assert!(said(0, 0, Lang::Ja).contains("ありません"));
    }
}
