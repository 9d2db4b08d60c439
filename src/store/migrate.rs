//! Brings a state file up to date: numbered, append-only SQL files over `PRAGMA user_version`.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, StoreErrorKind};
use super::{decoded_names, old_words};
use crate::vocabulary::msg;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_import.sql"),
    include_str!("migrations/0002_sync_status.sql"),
    include_str!("migrations/0003_holidays.sql"),
    include_str!("migrations/0004_journal.sql"),
    include_str!("migrations/0005_push_shipments.sql"),
    include_str!("migrations/0006_shipments.sql"),
    include_str!("migrations/0007_stock.sql"),
    include_str!("migrations/0008_board.sql"),
    include_str!("migrations/0009_notices.sql"),
    include_str!("migrations/0010_numbers.sql"),
    include_str!("migrations/0011_cancelled_by_hand.sql"),
    include_str!("migrations/0012_growth.sql"),
    include_str!("migrations/0013_vocabulary.sql"),
    include_str!("migrations/0014_known_at_qoo10.sql"),
    include_str!("migrations/0015_counts.sql"),
    include_str!("migrations/0016_exports.sql"),
    include_str!("migrations/0017_search.sql"),
    include_str!("migrations/0018_hold_rules.sql"),
    include_str!("migrations/0019_answer_forms.sql"),
    NAMES_DECODED,
];

/// The migration that decodes texts, which SQL cannot.
const NAMES_DECODED: &str = include_str!("migrations/0020_names_decoded.sql");

/// What all of them together make of an empty file. Written by the test that holds it against them.
const NEWEST_SCHEMA: &str = include_str!("schema.sql");

/// The migration whose texts SQL alone cannot take apart.
const WORDS_BECAME_FACTS: usize = 12;

/// "Q10B", which says whose file it is.
pub(super) const APPLICATION_ID: u32 = 0x5131_3042;

/// The format that this version makes.
pub(super) const NEWEST_FORMAT: i64 = MIGRATIONS.len() as i64;

/// The number of a file's format.
pub(super) fn read_format(conn: &Connection) -> Result<i64, Error> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get("user_version"))?)
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormatState {
    /// As this version makes it.
    Current,
    /// Empty, or made by an older version.
    Older,
}

/// Says whether a file is ours, and how old.
pub(super) fn check_format(conn: &Connection) -> Result<FormatState, Error> {
    let number = |sql| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id")?;
    let version = read_format(conn)?;
    // A file of another program has its id, or tables of its own.
    let is_blank = version == 0 && is_empty(conn)?;
    if application != i64::from(APPLICATION_ID) && !(application == 0 && is_blank) {
        return Err(Error::new(StoreErrorKind::Foreign, msg!("state-why_foreign")));
    }
    match usize::try_from(version) {
        Ok(version) if version == MIGRATIONS.len() => Ok(FormatState::Current),
        Ok(version) if version < MIGRATIONS.len() => Ok(FormatState::Older),
        _ => {
            let message = msg!("state-why_newer", format = version, known = MIGRATIONS.len());
            Err(Error::new(StoreErrorKind::Newer, message))
        }
    }
}

fn is_empty(conn: &Connection) -> Result<bool, Error> {
    let tables = "SELECT count(*) AS found FROM sqlite_schema";
    Ok(conn.query_row(tables, [], |row| row.get::<_, i64>("found"))? == 0)
}

/// Makes the tables of today in an empty file, and applies to an older one what it lacks, each migration in a
/// transaction of its own.
pub(super) fn apply_migrations(conn: &mut Connection) -> Result<(), Error> {
    while check_format(conn)? == FormatState::Older {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version = read_format(&tx)?.max(0) as usize;
        if version == 0 && is_empty(&tx)? {
            tx.execute_batch(NEWEST_SCHEMA)?;
            set_format(&tx, NEWEST_FORMAT)?;
        // Another process may have applied it while this one waited for the lock.
        } else if let Some(sql) = MIGRATIONS.get(version) {
            tx.execute_batch(sql)?;
            if version == WORDS_BECAME_FACTS {
                old_words::rewrite_texts(&tx)?;
            }
            if *sql == NAMES_DECODED {
                decoded_names::decode_names(&tx)?;
            }
            set_format(&tx, version as i64 + 1)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// In the transaction of its migration: they stand or fall together.
fn set_format(conn: &Connection, format: i64) -> Result<(), Error> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(conn.pragma_update(None, "user_version", format)?)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A file of an older format, without rows.
    pub(in crate::store) fn old_file(path: &std::path::Path, format: usize) -> Connection {
        let conn = Connection::open(path).unwrap();
        for sql in &MIGRATIONS[..format] {
            conn.execute_batch(sql).unwrap();
        }
        conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        conn.pragma_update(None, "user_version", format as i64).unwrap();
        conn
    }

    /// The number of the format before the migration that holds a text.
    pub(in crate::store) fn find_migration(text: &str) -> usize {
        MIGRATIONS.iter().position(|sql| sql.contains(text)).unwrap()
    }

    fn list_texts(conn: &Connection, sql: &str) -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// All that a file without orders holds, as SQL.
    fn dump(conn: &Connection) -> String {
        let made = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
                    ORDER BY instr('table index view trigger', type), name";
        let mut dump: String = list_texts(conn, made).iter().map(|sql| format!("{sql};\n\n")).collect();
        for table in list_texts(conn, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
            let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = rows.column_count();
            let read = |row: &rusqlite::Row<'_>| {
                let values = (0..columns).map(|at| row.get::<_, Option<i64>>(at));
                let values: rusqlite::Result<Vec<_>> = values.collect();
                Ok(values?.iter().map(|value| value.map_or("NULL".into(), |n| n.to_string())).collect())
            };
            for row in rows.query_map([], read).unwrap() {
                let values: Vec<String> = row.unwrap();
                dump += &format!("INSERT INTO {table} VALUES ({});\n", values.join(", "));
            }
        }
        dump
    }

    /// `QOO10_BRIDGE_WRITE_DOCS=1` writes it anew.
    #[test]
    fn a_new_file_is_what_all_migrations_make_of_an_empty_one() {
        let migrated = dump(&old_file(std::path::Path::new(":memory:"), MIGRATIONS.len()));
        if std::env::var_os("QOO10_BRIDGE_WRITE_DOCS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/schema.sql");
            std::fs::write(path, &migrated).unwrap();
            return;
        }
        let mut new = Connection::open_in_memory().unwrap();
        apply_migrations(&mut new).unwrap();
        assert_eq!(dump(&new), migrated);
        assert_eq!(NEWEST_SCHEMA, migrated);
        assert_eq!(read_format(&new).unwrap(), NEWEST_FORMAT);
    }

    #[test]
    fn rows_that_repeated_each_other_become_one_and_the_others_stay_as_they_are() {
        let growth = MIGRATIONS.iter().position(|sql| sql.contains("api_log ADD COLUMN count")).unwrap();
        let mut conn = old_file(std::path::Path::new(":memory:"), growth);
        let insert =
            "INSERT INTO api_log (at, step, order_code, order_no, sku, action, outcome, code, message) VALUES
          ('1', 'push-stock', NULL, NULL, 'A', 'set', 'failed', -1, '812345678 色: 白: no_answer'),
          ('2', 'push-stock', NULL, NULL, 'A', 'set', 'failed', -1, '812345679: no_answer'),
          ('3', 'push-stock', NULL, NULL, 'A', 'set', 'failed', -1, '812345678 色: 白: no_answer'),
          ('4', 'push-stock', NULL, NULL, 'A', 'set', 'sent', 0, '812345678 色: 白: 5'),
          ('5', 'push-stock', NULL, NULL, 'A', 'set', 'failed', -1, '812345678 色: 白: no_answer'),
          ('6', 'push-stock', NULL, NULL, 'A', 'set', 'failed', -1, '812345678 色: 白: no_answer'),
          ('7', 'push-shipments', '1', 10, 'B', 'send', 'failed', NULL, 'no_answer'),
          ('8', 'push-shipments', '1', 11, 'B', 'send', 'failed', NULL, 'no_answer'),
          ('9', 'push-shipments', '1', 10, 'B', 'send', 'failed', NULL, 'no_answer'),
          ('A', 'import', NULL, NULL, NULL, 'x', 'gone', NULL, NULL),
          ('B', 'import', NULL, NULL, NULL, 'x', 'gone', NULL, NULL)";
        conn.execute_batch(insert).unwrap();
        apply_migrations(&mut conn).unwrap();
        let sql = "SELECT coalesce(first_at, '') || at || count || ' ' || coalesce(listing, '') FROM api_log
                   ORDER BY log_id";
        let rows: Vec<String> =
            conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let wanted = [
            "21 812345679",
            "132 812345678 色: 白",
            "41 812345678 色: 白",
            "562 812345678 色: 白",
            "81 ",
            "792 ",
            "A1 ",
            "B1 ",
        ];
        assert_eq!(rows, wanted);
    }
}
