//! What formats up to 12 kept as sentences and words in one text becomes kinds with facts (migration 13). A
//! text that no kind explains stays as it is, quoted.

use rusqlite::{Connection, named_params};

use super::error::Error;
use crate::domain::reject::RowProblem;
use crate::vocabulary::notice::Matter;
use crate::vocabulary::{Message, Outcome, Reason, msg};

/// Rewrites every such text.
pub(super) fn rewrite(conn: &Connection) -> Result<(), Error> {
    let quoted = |text: &str| Message::quoted(text).to_json();
    each(conn, "order_history", "history_id", "detail", quoted)?;
    each(conn, "runs", "run_id", "error", quoted)?;
    rejects(conn)?;
    log(conn)?;
    notices(conn)
}

fn each(
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
fn rejects(conn: &Connection) -> Result<(), Error> {
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

fn log(conn: &Connection) -> Result<(), Error> {
    let mut old = conn.prepare("SELECT log_id, outcome, facts FROM api_log WHERE facts IS NOT NULL")?;
    let mut update =
        conn.prepare("UPDATE api_log SET reason = :reason, facts = :facts WHERE log_id = :id")?;
    let old = old.query_map([], |row| Ok((row.get("log_id")?, row.get("outcome")?, row.get("facts")?)))?;
    for (id, outcome, text) in old.collect::<Result<Vec<(i64, String, String)>, _>>()? {
        let (reason, message) = entry(outcome.parse().ok(), &text);
        update.execute(named_params! { ":id": id, ":reason": reason, ":facts": message })?;
    }
    Ok(())
}

/// The reason and the message of an entry of the API log.
fn entry(outcome: Option<Outcome>, text: &str) -> (Option<Reason>, Message) {
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

fn notices(conn: &Connection) -> Result<(), Error> {
    let mut old = conn.prepare("SELECT rowid AS id, thing FROM notices")?;
    let mut update = conn.prepare("UPDATE OR REPLACE notices SET thing = ?2 WHERE rowid = ?1")?;
    let mut forget = conn.prepare("DELETE FROM notices WHERE rowid = ?1")?;
    let old = old.query_map([], |row| Ok((row.get("id")?, row.get("thing")?)))?;
    for (id, words) in old.collect::<Result<Vec<(i64, String)>, _>>()? {
        match matter(&words) {
            Some(matter) => update.execute((id, matter))?,
            None => forget.execute([id])?,
        };
    }
    Ok(())
}

/// What order code, outcome and reason with spaces between meant.
fn matter(words: &str) -> Option<Matter> {
    let parts: Vec<&str> = words.splitn(3, ' ').collect();
    Some(match parts[..] {
        ["seller_key", "over"] => Matter::KeyOver,
        ["seller_key", "refused"] => Matter::KeyRefused,
        ["seller_key", _, days] => Matter::KeyEnds { days: days.parse().ok()? },
        ["safety_brake"] => Matter::SafetyBrake,
        ["claim_unreadable"] => Matter::ClaimUnreadable,
        [order, "missed_shipment"] => Matter::MissedShipment { order: order.to_owned() },
        [order, "shipment_not_taken"] => Matter::ShipmentNotTaken { order: order.to_owned() },
        [order, "no_tracking_number"] => Matter::NoTrackingNumber { order: order.to_owned() },
        [order, "not_scheduled"] => Matter::NotScheduled { order: order.to_owned() },
        [thing, outcome] => {
            Matter::Found { thing: thing.to_owned(), outcome: outcome.parse().ok()?, reason: None }
        }
        [thing, outcome, reason] => {
            let (outcome, reason) = (outcome.parse().ok()?, Some(reason.parse().ok()?));
            Matter::Found { thing: thing.to_owned(), outcome, reason }
        }
        _ => return None,
    })
}

#[cfg(test)]
#[path = "old_words_tests.rs"]
mod tests;
