//! What `backup` and `purge` did.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::{Lang, instant};
use crate::domain::time::{Jst, to_text};
use crate::store::copy::Copied;
use crate::store::purge::Purged;
use crate::store::runs::RunId;
use crate::store::thin::Thinned;
use crate::strings::printable::printable;
use crate::text::text;
use crate::vocabulary::{Message, msg};

/// A copy as it is told.
#[derive(Debug)]
pub struct Backup<'a> {
    /// Where it is.
    pub file: &'a Path,
    /// What it is.
    pub copied: Copied,
    /// When it was made.
    pub at: Jst,
}

impl Backup<'_> {
    /// One line of JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct JsonBackup {
            file: String,
            bytes: u64,
            format: i64,
            at: String,
        }
        let file = self.file.display().to_string();
        let Copied { bytes, format } = self.copied;
        serde_json::to_string(&JsonBackup { file, bytes, format, at: to_text(self.at) })
    }

    /// One line.
    pub fn line(&self, lang: Lang) -> String {
        let file = printable(&self.file.display().to_string());
        let Copied { bytes, format } = self.copied;
        text(&msg!("purge-backup", file = file, bytes = bytes, format = format), lang)
    }
}

/// A purge as it is told.
#[derive(Debug)]
pub struct Purge<'a> {
    /// The age as it was typed.
    pub older_than: &'a str,
    /// What was finished until then was blanked.
    pub before: Jst,
    /// The run; none for a dry run.
    pub run: Option<RunId>,
    /// How much.
    pub purged: Purged,
    /// Copies that migrations left; or why the folder could not be listed.
    pub copies: Result<&'a [PathBuf], &'a str>,
}

/// How much was blanked, as the state file and JSON have it.
pub fn counts(purged: &Purged) -> serde_json::Value {
    json!({"orders": purged.orders, "rejects": purged.rejects})
}

impl Purge<'_> {
    /// One line of JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct JsonPurge<'a> {
            older_than: &'a str,
            before: String,
            dry_run: bool,
            run_id: Option<i64>,
            counts: serde_json::Value,
            thinned: serde_json::Value,
            copies: Option<Vec<String>>,
        }
        let Thinned { runs, writes, log, history } = self.purged.thinned;
        serde_json::to_string(&JsonPurge {
            older_than: self.older_than,
            before: to_text(self.before),
            dry_run: self.run.is_none(),
            run_id: self.run.map(|RunId(id)| id),
            counts: counts(&self.purged),
            thinned: json!({"runs": runs, "writes": writes, "log": log, "history": history}),
            copies: self.copies.ok().map(|all| all.iter().map(|copy| copy.display().to_string()).collect()),
        })
    }

    /// A line on what was blanked, one on what was thinned, and one on where the data still is.
    pub fn text(&self, lang: Lang) -> String {
        let Purged { orders, rejects, thinned: Thinned { runs, writes, log, history } } = self.purged;
        let until = instant::short(&to_text(self.before));
        let mode = if self.run.is_none() { "dry_run" } else { "done" };
        let done = msg!("purge-done", mode = mode, orders = orders, rejects = rejects, until = until);
        let is_thinned = self.purged.thinned != Thinned::default();
        let thinned = is_thinned
            .then(|| msg!("purge-thinned", log = log, history = history, writes = writes, runs = runs));
        let lines = [Some(done), thinned, Some(self.where_else())].into_iter().flatten();
        lines.map(|line| text(&line, lang) + "\n").collect()
    }

    fn where_else(&self) -> Message {
        match self.copies {
            Ok([]) => msg!("purge-in_backups"),
            Ok(copies) => {
                let copies = copies.iter().map(|copy| printable(&copy.display().to_string()));
                msg!("purge-in_copies", copies = copies.collect::<Vec<_>>())
            }
            Err(reason) => msg!("purge-copies_unknown", why = reason),
        }
    }
}
