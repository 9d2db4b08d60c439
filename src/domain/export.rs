//! Files of orders that a shop lays out itself (`[export.NAME]`).

use crate::vocabulary::{ExportField, Status};

/// How the text of a file becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileEncoding {
    /// What Japanese programs call Shift-JIS.
    Cp932,
    Utf8,
    /// With a byte order mark, by which spreadsheets know it.
    Utf8Bom,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportColumn {
    pub field: ExportField,
    pub heading: String,
}

/// A format of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportProfile {
    pub columns: Vec<ExportColumn>,
    pub encoding: FileEncoding,
    pub has_heading: bool,
    /// The orders that it takes where the command does not say; none for those that are ready.
    pub statuses: Vec<Status>,
}

impl ExportProfile {
    /// The `csv` format: every field, under its own name.
    pub fn new_csv() -> Self {
        let column = |field: &ExportField| ExportColumn { field: *field, heading: field.to_string() };
        Self {
            columns: ExportField::ALL.iter().map(column).collect(),
            encoding: FileEncoding::Utf8Bom,
            has_heading: true,
            statuses: Vec::new(),
        }
    }
}
