//! What `backup` and `purge` did.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::{Lang, orders};
use crate::domain::text::printable;
use crate::domain::time::{Jst, to_text};
use crate::store::copy::Copied;
use crate::store::purge::Purged;
use crate::store::runs::RunId;
use crate::store::thin::Thinned;

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
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct Json {
            file: String,
            bytes: u64,
            format: i64,
            at: String,
        }
        let file = self.file.display().to_string();
        let Copied { bytes, format } = self.copied;
        serde_json::to_string(&Json { file, bytes, format, at: to_text(self.at) })
    }

    /// One line.
    pub fn line(&self, lang: Lang) -> String {
        let file = printable(&self.file.display().to_string());
        let Copied { bytes, format } = self.copied;
        lang.pick(
            format!("backup: {file} ({bytes} bytes, format {format}, checked); it holds personal data"),
            format!("バックアップ: {file}({bytes}バイト、形式{format}、検査済み)。個人情報を含みます"),
        )
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
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn json(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct Json<'a> {
            older_than: &'a str,
            before: String,
            dry_run: bool,
            run_id: Option<i64>,
            counts: serde_json::Value,
            thinned: serde_json::Value,
            copies: Option<Vec<String>>,
        }
        let Thinned { runs, writes, log, history } = self.purged.thinned;
        serde_json::to_string(&Json {
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
        let until = orders::short(&to_text(self.before));
        let mode = if self.run.is_none() {
            lang.pick(" (dry run, nothing was changed)", "(試行、変更なし)")
        } else {
            ""
        };
        let done = lang.pick(
            format!("purge{mode}: personal data of {orders} order(s) and {rejects} reject(s), finished until {until}"),
            format!("個人情報の消去{mode}: {until}までに完了した注文{orders}件、取込不可{rejects}件"),
        );
        let is_thinned = self.purged.thinned != Thinned::default();
        let thinned = lang.pick(
            format!("thinned: {log} of the log, {history} of the history, {writes} write(s), {runs} run(s)"),
            format!(
                "古い記録の削除: APIログ{log}件、履歴{history}件、送信の記録{writes}件、実行の記録{runs}件"
            ),
        );
        let where_else = self.where_else(lang);
        let thinned = if is_thinned { format!("{thinned}\n") } else { String::new() };
        format!("{done}\n{thinned}{where_else}\n")
    }

    fn where_else(&self, lang: Lang) -> String {
        let names = |copies: &[PathBuf]| {
            copies.iter().map(|copy| printable(&copy.display().to_string())).collect::<Vec<_>>().join(", ")
        };
        match self.copies {
            Ok([]) => lang.pick("backups made before still hold it", "以前のバックアップには残っています").to_owned(),
            Ok(copies) => {
                let copies = names(copies);
                lang.pick(
                    format!("backups made before still hold it, and so do {copies}: delete them once they are not needed"),
                    format!("以前のバックアップと {copies} には残っています。不要になったら削除してください"),
                )
            }
            Err(reason) => lang.pick(
                format!("backups made before still hold it, and copies beside the state file, which could not be listed ({reason})"),
                format!("以前のバックアップには残っています。データファイルのフォルダは一覧できず({reason})、控えの有無が分かりません"),
            ),
        }
    }
}
