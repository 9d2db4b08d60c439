//! What is wrong with rows of CSV files, in words.

use super::Lang;
use crate::desk::csv_file::RowFault;
use crate::domain::text::printable;
use crate::error::Exit;

/// A row's fault as the word that scripts rely on.
pub fn word(fault: RowFault) -> &'static str {
    match fault {
        RowFault::TooManyCells => "too_many_cells",
        RowFault::QuoteNeverClosed => "quote_never_closed",
        RowFault::Torn { .. } => "torn",
        RowFault::Swallowed { .. } => "swallowed",
        RowFault::AboveHeader => "above_header",
        RowFault::TextAfterQuote => "text_after_quote",
        RowFault::Unreadable => "unreadable_text",
    }
}

/// A row's fault, and what to do.
pub fn fault(fault: RowFault, lang: Lang) -> String {
    let (en, ja) = match fault {
        RowFault::Torn { last } => {
            return lang.pick(
                format!("a quote opens here and makes one cell of what follows, down to line {last}; if these are rows, mend the quote"),
                format!("引用符のため、ここから{last}行目までが1つの値になっています。別々の行であれば、引用符を直してください"),
            );
        }
        RowFault::Swallowed { by } => {
            return lang.pick(
                format!("a quote in line {by} has swallowed this line, so it was not read"),
                format!("{by}行目の引用符の中に入っているため、読み込んでいません"),
            );
        }
        RowFault::AboveHeader => (
            "a row above the header; the header is the first line, or stands below a title",
            "見出しより上にある行です。見出しは1行目か、表題の下に書いてください",
        ),
        RowFault::TooManyCells => (
            "more cells than the header has; put quotes around a text that holds a comma",
            "見出しより列が多くなっています。カンマを含む値は引用符で囲んでください",
        ),
        RowFault::QuoteNeverClosed => (
            "a quote opens here and is never closed, so nothing from here on was read",
            "引用符が閉じられていないため、この行以降は読み込んでいません",
        ),
        RowFault::TextAfterQuote => (
            "text follows a closing quote; write a quote within a text twice",
            "閉じ引用符の後に文字があります。値の中の引用符は2つ重ねてください",
        ),
        RowFault::Unreadable => (
            "a cell holds bytes that are no text; save the file again in UTF-8 or Shift-JIS",
            "文字として読めない値があります。UTF-8またはShift-JISで保存し直してください",
        ),
    };
    lang.pick(en, ja).to_owned()
}

/// A refused row as every `load` command reports it: `file:line: reason`.
pub fn refused(file: &str, line: usize, why: &str) -> String {
    printable(&format!("{file}:{line}: {why}")) + "\n"
}

/// Loading a file as it is told.
#[derive(Debug)]
pub struct Load<'a, L> {
    /// The file.
    pub file: &'a str,
    /// Whether nothing was changed.
    pub dry_run: bool,
    /// How it ended.
    pub exit: Exit,
    /// What it did.
    pub load: &'a L,
}

/// What a summary line says of a dry run.
pub fn mode(dry_run: bool, lang: Lang) -> &'static str {
    if dry_run { lang.pick(" (dry run, nothing was changed)", "(試行、変更なし)") } else { "" }
}
