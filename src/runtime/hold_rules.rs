//! The shop's own rules for what is doubtful, with the file that they may look at.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use crate::desk::zip_file::parse_zip_file;
use crate::domain::zip_file::{UnusableZipFile, ZipFile, ZipSource};
use crate::error::Failure;
use crate::plan::hold_rules::HoldRules;
use crate::vocabulary::{Message, msg};

/// The rules of the configuration, with `zip_file` where one of them looks at it. The file is only opened
/// here, so that a wrong name is told even where no order is judged.
pub(crate) fn load_hold_rules(context: &Context) -> Result<HoldRules, Failure> {
    let config = &context.config.import;
    let wants = config.hold_rules.iter().any(|rule| rule.conditions.zip_not_in_prefecture.is_some());
    let zips = match config.zip_file.clone().filter(|_| wants) {
        None => None,
        Some(path) => {
            let unusable = |e| Failure::from_zip_file(&explain(&path, Message::from_system(&e))).caused_by(e);
            File::open(&path).map_err(unusable)?;
            Some(ZipSource::new(Arc::new(move || read_zip_file(&path))))
        }
    };
    Ok(HoldRules { rules: config.hold_rules.clone(), zips })
}

fn read_zip_file(path: &Path) -> Result<ZipFile, UnusableZipFile> {
    let bytes = std::fs::read(path).map_err(|e| explain(path, Message::from_system(&e)))?;
    parse_zip_file(&bytes).map_err(|why| explain(path, why))
}

fn explain(path: &Path, why: Message) -> UnusableZipFile {
    let message = msg!("files-zip_file_unusable", file = path.display().to_string(), why = why);
    UnusableZipFile { message, hint: msg!("files-zip_file_unusable.next") }
}
