//! What `backup` and `purge` did.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::{Lang, instant};
use crate::domain::time::{Jst, format_jst};
use crate::store::copy::CopyInfo;
use crate::store::purge::PurgeCounts;
use crate::store::runs::RunId;
use crate::store::thin::ThinCounts;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Message, msg};

/// A copy as it is told.
#[derive(Debug)]
pub struct BackupReport<'a> {
    /// Where it is.
    pub file: &'a Path,
    /// What it is.
    pub copied: CopyInfo,
    /// When it was made.
    pub at: Jst,
}

impl BackupReport<'_> {
    /// One line of JSON.
    pub fn render_json(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct JsonBackup {
            file: String,
            bytes: u64,
            format: i64,
            at: String,
        }
        let file = self.file.display().to_string();
        let CopyInfo { bytes, format } = self.copied;
        serde_json::to_string(&JsonBackup { file, bytes, format, at: format_jst(self.at) })
    }

    pub fn render_line(&self, lang: Lang) -> String {
        let file = sanitize(&self.file.display().to_string());
        let CopyInfo { bytes, format } = self.copied;
        localize(&msg!("purge-backup", file = file, bytes = bytes, format = format), lang)
    }
}

/// A purge as it is told.
#[derive(Debug)]
pub struct PurgeReport<'a> {
    /// The age as it was typed.
    pub older_than: &'a str,
    /// What was finished until then was blanked.
    pub before: Jst,
    /// The run; none for a dry run.
    pub run: Option<RunId>,
    /// How much.
    pub purged: PurgeCounts,
    /// Copies that migrations left; or why the folder could not be listed.
    pub copies: Result<&'a [PathBuf], &'a str>,
}

/// How much was blanked, as the state file and JSON have it.
pub fn convert_counts(purged: &PurgeCounts) -> serde_json::Value {
    json!({"orders": purged.orders, "rejects": purged.rejects})
}

impl PurgeReport<'_> {
    /// One line of JSON.
    pub fn render_json(&self) -> serde_json::Result<String> {
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
        let ThinCounts { runs, writes, log, history, claims } = self.purged.thinned;
        serde_json::to_string(&JsonPurge {
            older_than: self.older_than,
            before: format_jst(self.before),
            dry_run: self.run.is_none(),
            run_id: self.run.map(|RunId(id)| id),
            counts: convert_counts(&self.purged),
            thinned: json!({
                "runs": runs, "writes": writes, "log": log, "history": history, "claims": claims,
            }),
            copies: self.copies.ok().map(|all| all.iter().map(|copy| copy.display().to_string()).collect()),
        })
    }

    /// A line on what was blanked, one on what was thinned, and one on where the data still is.
    pub fn render_text(&self, lang: Lang) -> String {
        let PurgeCounts { orders, rejects, thinned } = self.purged;
        let ThinCounts { runs, writes, log, history, claims } = thinned;
        let until = instant::short(&format_jst(self.before));
        let mode = if self.run.is_none() { "dry_run" } else { "done" };
        let done = msg!("purge-done", mode = mode, orders = orders, rejects = rejects, until = until);
        let is_thinned = thinned != ThinCounts::default();
        let thinned = is_thinned.then(|| {
            msg!("purge-thinned", log = log, history = history, writes = writes, runs = runs, claims = claims)
        });
        let lines = [Some(done), thinned, Some(self.explain_copies())].into_iter().flatten();
        lines.map(|line| localize(&line, lang) + "\n").collect()
    }

    fn explain_copies(&self) -> Message {
        match self.copies {
            Ok([]) => msg!("purge-in_backups"),
            Ok(copies) => {
                let copies = copies.iter().map(|copy| sanitize(&copy.display().to_string()));
                msg!("purge-in_copies", copies = copies.collect::<Vec<_>>())
            }
            Err(reason) => msg!("purge-copies_unknown", why = reason),
        }
    }
}
