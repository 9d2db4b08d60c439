//! The content of the files, order by order.

use std::borrow::Cow;

use super::format::{FileLayout, TargetFormat};
use super::request::ExportPart;
use super::text::{Quotes, encode, push_row, start_bytes};
use crate::domain::export::FileEncoding;
use crate::domain::labels;
use crate::store::order_exports::HandOver;
use crate::vocabulary::ExportFormat;

/// Files that are being filled.
pub(super) struct Content<'a> {
    format: &'a TargetFormat,
    encoding: FileEncoding,
    quotes: Quotes,
    parts: Vec<ExportPart>,
    /// What is about to be encoded.
    text: String,
}

impl<'a> Content<'a> {
    pub(super) fn new(format: &'a TargetFormat) -> Self {
        let (encoding, quotes) = match &format.layout {
            FileLayout::Fields(profile) => (profile.encoding, Quotes::WhereNeeded),
            // Its page reads plain cells.
            FileLayout::Label(ExportFormat::Clickpost) => (FileEncoding::Cp932, Quotes::WhereNeeded),
            FileLayout::Label(_) => (FileEncoding::Cp932, Quotes::Always),
        };
        Self { format, encoding, quotes, parts: Vec::new(), text: String::new() }
    }

    /// Adds an order with its rows.
    ///
    /// # Errors
    /// The first character that the encoding does not have: then nothing is added.
    pub(super) fn add_order(&mut self, hand_over: HandOver, rows: &[Vec<Cow<'_, str>>]) -> Result<(), char> {
        self.text.clear();
        rows.iter().for_each(|row| push_row(&mut self.text, row, self.quotes));
        let bytes = encode(&self.text, self.encoding)?;
        let most = self.format.max_orders().unwrap_or(usize::MAX);
        if let Some(part) = self.parts.last_mut().filter(|part| part.hand_overs.len() < most) {
            part.content.extend_from_slice(&bytes);
            part.hand_overs.push(hand_over);
            return Ok(());
        }
        let mut content = start_bytes(self.encoding);
        content.extend_from_slice(&self.encode_heading()?);
        content.extend_from_slice(&bytes);
        self.parts.push(ExportPart { content, hand_overs: vec![hand_over] });
        Ok(())
    }

    /// The files; none where no order came.
    pub(super) fn finish(self) -> Vec<ExportPart> {
        self.parts
    }

    fn encode_heading(&self) -> Result<Vec<u8>, char> {
        let row: Vec<Cow<'_, str>> = match &self.format.layout {
            FileLayout::Fields(profile) if !profile.has_heading => return Ok(Vec::new()),
            FileLayout::Fields(profile) => {
                profile.columns.iter().map(|column| column.heading.as_str().into()).collect()
            }
            FileLayout::Label(label) => labels::headings(*label).into_iter().map(Cow::Borrowed).collect(),
        };
        let mut text = String::new();
        push_row(&mut text, &row, self.quotes);
        encode(&text, self.encoding).map(Cow::into_owned)
    }
}
