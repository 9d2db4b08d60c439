//! Texts that were stored as Qoo10 had escaped them become what people read (migration 20).

use rusqlite::Connection;

use super::error::Error;
use crate::strings::entities::decode_entities;

/// Table, key, and the columns that hold what a buyer or the seller typed.
const COLUMNS: &[(&str, &str, &[&str])] = &[
    (
        "order_people",
        "order_id",
        &[
            "buyer_name",
            "buyer_kana",
            "buyer_address",
            "receiver_name",
            "receiver_kana",
            "receiver_address",
            "receiver_address1",
            "receiver_address2",
            "sender_name",
            "sender_address",
            "message",
            "gift",
        ],
    ),
    ("new_receivers", "order_id", &["name", "kana", "address", "address1", "address2"]),
    ("order_lines", "line_id", &["name", "option", "addon_options"]),
    ("qoo10_rows", "order_no", &["option", "branch_name"]),
    ("items", "item_code", &["name"]),
    ("listings", "listing_id", &["option"]),
];

/// Rewrites every such text; what Qoo10 sent, as JSON, stays as it came.
pub(super) fn decode_names(conn: &Connection) -> Result<(), Error> {
    for (table, key, columns) in COLUMNS {
        for column in *columns {
            decode_column(conn, table, key, column)?;
        }
    }
    Ok(())
}

fn decode_column(conn: &Connection, table: &str, key: &str, column: &str) -> Result<(), Error> {
    let escaped = format!("SELECT {key} AS id, {column} AS text FROM {table} WHERE {column} LIKE '%&%;%'");
    let mut escaped = conn.prepare(&escaped)?;
    let read =
        escaped.query_map([], |row| Ok((row.get::<_, rusqlite::types::Value>("id")?, row.get("text")?)))?;
    // Another listing of the item may have the text already: the next pull tells them apart. Elsewhere
    // OR IGNORE would rule the triggers too, and what --find looks through would stay as it was.
    let update = if table == "listings" { "UPDATE OR IGNORE" } else { "UPDATE" };
    let mut update = conn.prepare(&format!("{update} {table} SET {column} = ?2 WHERE {key} = ?1"))?;
    for (id, text) in read.collect::<Result<Vec<(_, String)>, _>>()? {
        update.execute((id, decode_entities(&text)))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "decoded_names_tests.rs"]
mod tests;
