//! CSV files without headings: each program that writes one is known by its shape (FIL-3).

use crate::vocabulary::ExportFormat;

/// What a file without headings is known by, and where its columns stand.
#[derive(Debug, Clone, Copy)]
pub struct Shape<const N: usize> {
    /// The program that writes it.
    pub format: ExportFormat,
    /// The places of the columns, from 0.
    pub places: [Option<usize>; N],
    /// Whether the cells of a row, cleaned of a spreadsheet's dress, look like it.
    pub fits: fn(&[String]) -> bool,
}
