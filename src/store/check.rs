//! Whether a file is sound, and what it says of itself: questions that also a damaged or older file answers.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::{Error, StoreErrorKind};
use super::{connect, migrate};
use crate::vocabulary::Message;

/// So many findings of a check are named.
const MAX_FINDINGS: i64 = 3;

/// What a state file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateFileCheck {
    /// The number of its format, and the one that this version makes.
    pub format: (i64, i64),
    /// What `integrity_check` found wrong.
    pub damage: Vec<String>,
    /// Tables with rows whose other half is missing.
    pub orphans: Vec<String>,
    /// Writes to Qoo10 that nobody knows the outcome of, by step.
    pub open_intents: Vec<(String, u64)>,
    /// The step of the last run, and when it began, if it never ended.
    pub unfinished_run: Option<(String, String)>,
}

impl StateFileCheck {
    /// Whether no shop was ever in it, or all of it was taken away.
    pub fn is_blank(&self) -> bool {
        self.format.0 == 0
    }
}

/// Asks a state file about itself, and changes nothing.
///
/// # Errors
/// When it cannot be opened, is not ours, or is so damaged that it does not answer.
pub fn check_file(path: &Path) -> Result<StateFileCheck, Error> {
    let conn = connect::connect_reading(path, connect::BUSY_TIMEOUT)?;
    // First: a foreign file has tables of these names perhaps, and means something else by them.
    migrate::check_format(&conn)?;
    // Not a byte of a file that may be damaged is changed.
    conn.pragma_update(None, "query_only", true)?;
    let format = (migrate::read_format(&conn)?, migrate::NEWEST_FORMAT);
    let damage = find_damage(&conn)?;
    // Asked further, a damaged file answers with nonsense.
    if !damage.is_empty() {
        return Ok(StateFileCheck {
            format,
            damage,
            orphans: vec![],
            open_intents: vec![],
            unfinished_run: None,
        });
    }
    Ok(StateFileCheck {
        format,
        damage,
        orphans: select_texts(&conn, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")?,
        open_intents: count_open_intents(&conn)?,
        unfinished_run: find_unfinished_run(&conn)?,
    })
}

/// Passes a sound file.
pub(super) fn check_integrity(conn: &Connection) -> Result<(), Error> {
    match find_damage(conn)?.into_iter().next() {
        None => Ok(()),
        Some(finding) => Err(Error::new(StoreErrorKind::Damaged, Message::quoted(finding))),
    }
}

fn find_damage(conn: &Connection) -> Result<Vec<String>, Error> {
    let found = select_texts(conn, &format!("PRAGMA integrity_check({MAX_FINDINGS})"));
    // A file damaged enough does not even answer the check: that is a finding too.
    let found = match found {
        Err(error) if error.kind == StoreErrorKind::Damaged => vec![error.message.to_string()],
        other => other?,
    };
    // A finding begins with a line that says only which database it is about.
    let lines = found.iter().flat_map(|text| text.lines());
    let telling = lines.filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(telling.take(MAX_FINDINGS as usize).map(str::to_owned).collect())
}

fn select_texts(conn: &Connection, sql: &str) -> Result<Vec<String>, Error> {
    let mut statement = conn.prepare(sql)?;
    // A pragma names its column as it likes.
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn has_table(conn: &Connection, name: &str) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)";
    Ok(conn.query_row(sql, [name], |row| row.get(0))?)
}

fn count_open_intents(conn: &Connection) -> Result<Vec<(String, u64)>, Error> {
    let mut open = Vec::new();
    for (table, step) in [("journal", "step"), ("stock_journal", "'push-stock'")] {
        // An older file does not have every table.
        if !has_table(conn, table)? {
            continue;
        }
        let sql = format!(
            "SELECT {step} AS step, count(*) AS intents FROM {table} WHERE outcome IS NULL GROUP BY 1
             ORDER BY 1"
        );
        let mut statement = conn.prepare(&sql)?;
        let rows = statement
            .query_map([], |row| Ok((row.get("step")?, row.get::<_, i64>("intents")?.unsigned_abs())))?;
        open.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(open)
}

fn find_unfinished_run(conn: &Connection) -> Result<Option<(String, String)>, Error> {
    if !has_table(conn, "runs")? {
        return Ok(None);
    }
    // Only the newest can still be under way.
    let sql = "SELECT step, started_at FROM runs
               WHERE finished_at IS NULL AND run_id = (SELECT max(run_id) FROM runs)";
    let read = |row: &Row<'_>| Ok((row.get("step")?, row.get("started_at")?));
    Ok(conn.query_row(sql, [], read).optional()?)
}
