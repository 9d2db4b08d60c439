//! What formats up to 12 kept as sentences and words in one text becomes kinds with facts (migration 13). A
//! text that no kind explains stays as it is, quoted.

use rusqlite::{Connection, named_params};

use super::error::Error;
use crate::domain::reject::RowProblem;
use crate::vocabulary::notice::Alert;
use crate::vocabulary::{Message, Outcome, Reason, msg};

/// Rewrites every such text.
pub(super) fn rewrite_texts(conn: &Connection) -> Result<(), Error> {
    let quoted = |text: &str| Message::quoted(text).to_json();
    rewrite_column(conn, "order_history", "history_id", "detail", quoted)?;
    rewrite_column(conn, "runs", "run_id", "error", quoted)?;
    convert_rejects(conn)?;
    convert_log(conn)?;
    convert_notices(conn)
}

fn rewrite_column(
    conn: &Connection,
    table: &str,
    key: &str,
    column: &str,
    new: impl Fn(&str) -> String,
) -> Result<(), Error> {
    let mut old = conn
        .prepare(&format!("SELECT {key} AS id, {column} AS text FROM {table} WHERE {column} IS NOT NULL"))?;
    let mut update = conn.prepare(&format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1"))?;
    let old = old.query_map([], |row| Ok((row.get::<_, i64>("id")?, row.get::<_, String>("text")?)))?;
    for (id, text) in old.collect::<Result<Vec<_>, _>>()? {
        update.execute((id, new(&text)))?;
    }
    Ok(())
}

/// A blank detail was purged, and stays so.
fn convert_rejects(conn: &Connection) -> Result<(), Error> {
    let mut old = conn.prepare("SELECT reject_id, reason, detail FROM rejects WHERE detail <> ''")?;
    let mut update = conn.prepare("UPDATE rejects SET detail = ?2 WHERE reject_id = ?1")?;
    let old = old.query_map([], |row| Ok((row.get("reject_id")?, row.get("reason")?, row.get("detail")?)))?;
    for (id, reason, detail) in old.collect::<Result<Vec<(i64, String, String)>, _>>()? {
        let message = match reason.parse::<Reason>() {
            Ok(reason) => RowProblem::new(reason, detail).message(),
            Err(_) => Message::quoted(detail),
        };
        update.execute((id, message))?;
    }
    Ok(())
}

fn convert_log(conn: &Connection) -> Result<(), Error> {
    let mut old = conn.prepare("SELECT log_id, outcome, facts FROM api_log WHERE facts IS NOT NULL")?;
    let mut update =
        conn.prepare("UPDATE api_log SET reason = :reason, facts = :facts WHERE log_id = :id")?;
    let old = old.query_map([], |row| Ok((row.get("log_id")?, row.get("outcome")?, row.get("facts")?)))?;
    for (id, outcome, text) in old.collect::<Result<Vec<(i64, String, String)>, _>>()? {
        let (reason, message) = parse_log_text(outcome.parse().ok(), &text);
        update.execute(named_params! { ":id": id, ":reason": reason, ":facts": message })?;
    }
    Ok(())
}

/// The reason and the message of an entry of the API log.
fn parse_log_text(outcome: Option<Outcome>, text: &str) -> (Option<Reason>, Message) {
    // The reason was the first word, or the one behind the last colon.
    let first = text.split([' ', ':']).next().unwrap_or_default();
    let last = text.rsplit(": ").next().unwrap_or_default();
    let reason = [first, last].into_iter().find_map(|word| word.parse::<Reason>().ok());
    let message = match (outcome, reason, text.split_once(": ")) {
        (Some(Outcome::Gone), ..) => msg!("log-gone"),
        (Some(Outcome::Rejected), Some(reason), Some((_, detail))) => {
            RowProblem::new(reason, detail).message()
        }
        _ => Message::quoted(text),
    };
    (reason, message)
}

fn convert_notices(conn: &Connection) -> Result<(), Error> {
    let mut old = conn.prepare("SELECT rowid AS id, thing FROM notices")?;
    let mut update = conn.prepare("UPDATE OR REPLACE notices SET thing = ?2 WHERE rowid = ?1")?;
    let mut forget = conn.prepare("DELETE FROM notices WHERE rowid = ?1")?;
    let old = old.query_map([], |row| Ok((row.get("id")?, row.get("thing")?)))?;
    for (id, words) in old.collect::<Result<Vec<(i64, String)>, _>>()? {
        match parse_alert(&words) {
            Some(matter) => update.execute((id, matter))?,
            None => forget.execute([id])?,
        };
    }
    Ok(())
}

/// What order code, outcome and reason with spaces between meant.
fn parse_alert(words: &str) -> Option<Alert> {
    let parts: Vec<&str> = words.splitn(3, ' ').collect();
    Some(match parts[..] {
        ["seller_key", "over"] => Alert::KeyOver,
        ["seller_key", "refused"] => Alert::KeyRefused,
        ["seller_key", _, days] => Alert::KeyEnds { days: days.parse().ok()? },
        ["safety_brake"] => Alert::SafetyBrake,
        ["claim_unreadable"] => Alert::ClaimUnreadable,
        [order, "missed_shipment"] => Alert::MissedShipment { order: order.to_owned() },
        [order, "shipment_not_taken"] => Alert::ShipmentNotTaken { order: order.to_owned() },
        [order, "no_tracking_number"] => Alert::NoTrackingNumber { order: order.to_owned() },
        [order, "not_scheduled"] => Alert::NotScheduled { order: order.to_owned() },
        [thing, outcome] => {
            Alert::Found { thing: thing.to_owned(), outcome: outcome.parse().ok()?, reason: None }
        }
        [thing, outcome, reason] => {
            let (outcome, reason) = (outcome.parse().ok()?, Some(reason.parse().ok()?));
            Alert::Found { thing: thing.to_owned(), outcome, reason }
        }
        _ => return None,
    })
}

#[cfg(test)]
#[path = "old_words_tests.rs"]
mod tests;
