//! The shop's own rules for what is doubtful, with the file that they may look at.

use super::context::Context;
use crate::desk::zip_file::parse_zip_file;
use crate::error::{Exit, Failure};
use crate::plan::hold_rules::HoldRules;
use crate::vocabulary::{Message, msg};

/// The rules of the configuration; `zip_file` is read only where one of them looks at it.
pub(crate) fn load_hold_rules(context: &Context) -> Result<HoldRules, Failure> {
    let config = &context.config.import;
    let wants = config.hold_rules.iter().any(|rule| rule.conditions.zip_not_in_prefecture.is_some());
    let zips = match config.zip_file.as_deref().filter(|_| wants) {
        None => None,
        Some(path) => {
            let unusable = |why: Message| {
                let file = path.display().to_string();
                Failure::new(Exit::Usage, msg!("files-zip_file_unusable", file = file, why = why))
                    .with_hint(msg!("files-zip_file_unusable.next"))
            };
            let bytes = std::fs::read(path).map_err(|e| unusable(Message::from_system(&e)).caused_by(e))?;
            Some(parse_zip_file(&bytes).map_err(unusable)?)
        }
    };
    Ok(HoldRules { rules: config.hold_rules.clone(), zips })
}
