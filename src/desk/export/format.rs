//! In which format orders are handed over: one of the program's own, or one of the shop's.

use std::collections::BTreeMap;

use crate::domain::export::ExportProfile;
use crate::domain::labels;
use crate::strings::suggest::suggest;
use crate::vocabulary::{ExportFormat, Message, Status, msg};

/// A format by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFormat {
    pub name: String,
    pub layout: FileLayout,
}

/// How a file is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileLayout {
    /// By fields, a row a line of an order.
    Fields(ExportProfile),
    /// For a label program, a row an order.
    Label(ExportFormat),
}

impl TargetFormat {
    /// A format by the name that was typed.
    ///
    /// # Errors
    /// That there is none, with those that there are.
    pub fn find(name: &str, profiles: &BTreeMap<String, ExportProfile>) -> Result<Self, Message> {
        let layout = match (name.parse(), profiles.get(name)) {
            (Ok(ExportFormat::Csv), _) => FileLayout::Fields(ExportProfile::new_csv()),
            (Ok(label), _) => FileLayout::Label(label),
            (Err(_), Some(profile)) => FileLayout::Fields(profile.clone()),
            (Err(_), None) => {
                let own = ExportFormat::ALL.iter().map(|format| format.as_str());
                let all: Vec<&str> = own.chain(profiles.keys().map(String::as_str)).collect();
                return Err(match suggest(name, all.iter().copied()) {
                    Some(near) => msg!("export-unknown_format_near", format = name, near = near),
                    None => msg!("export-unknown_format", format = name, known = all.join(", ")),
                });
            }
        };
        Ok(Self { name: name.to_owned(), layout })
    }

    /// The statuses that it takes where nothing else is asked for.
    pub fn default_statuses(&self) -> Vec<Status> {
        match &self.layout {
            FileLayout::Fields(profile) if !profile.statuses.is_empty() => profile.statuses.clone(),
            FileLayout::Fields(_) | FileLayout::Label(_) => vec![Status::Ready],
        }
    }

    /// How many orders one file of it holds at most.
    pub fn max_orders(&self) -> Option<usize> {
        (self.layout == FileLayout::Label(ExportFormat::Clickpost)).then_some(labels::MAX_CLICKPOST_ROWS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_one_of_the_program_or_of_the_shop_and_a_slip_is_answered() {
        let own = BTreeMap::from([("wms".to_owned(), ExportProfile::new_csv())]);
        let names = ["csv", "b2", "ehiden3", "yupuri", "clickpost", "wms"];
        for name in names {
            let format = TargetFormat::find(name, &own).unwrap();
            let is_label = matches!(format.layout, FileLayout::Label(_));
            assert_eq!(is_label, !["csv", "wms"].contains(&name), "{name}");
            assert_eq!(format.max_orders(), (name == "clickpost").then_some(40), "{name}");
        }
        let known = names.join(", ");
        assert_eq!(
            TargetFormat::find("xxxxxxxx", &own),
            Err(msg!("export-unknown_format", format = "xxxxxxxx", known = known))
        );
        assert_eq!(
            TargetFormat::find("clickpst", &own),
            Err(msg!("export-unknown_format_near", format = "clickpst", near = "clickpost"))
        );
    }
}
