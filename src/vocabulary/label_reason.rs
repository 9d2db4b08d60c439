//! Why an order gets no row in a label program's file.

use strum::{IntoStaticStr, VariantArray};

use super::word::word;

/// Why an order gets no row in a label program's file (FIL-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
// The words are those of docs/commands.md.
pub enum LabelReason {
    AddressMissing,
    CarrierUnmapped,
    CellMissing,
    CellTooLong,
    ContractCodeMissing,
    GoodsMissing,
    NameMissing,
    NotEncodable,
    NotHalfWidth,
    PhoneMissing,
    PhoneUnreadable,
    SenderMissing,
    SenderUnreadable,
    SlotUnmapped,
    ZipMissing,
    ZipUnreadable,
}

word!(LabelReason);

#[cfg(test)]
mod tests {
    use crate::vocabulary::{ExportReason, HandOverReason, LabelReason};

    #[test]
    fn every_reason_of_an_export_is_documented() {
        let docs = include_str!("../../docs/commands.md");
        let (_, section) = docs.split_once("\n## `orders export`\n").unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        let all = LabelReason::ALL.iter().map(|one| one.as_str());
        let all = all.chain(ExportReason::ALL.iter().map(|one| one.as_str()));
        for reason in all.chain(HandOverReason::ALL.iter().map(|one| one.as_str())) {
            assert!(section.contains(&format!("`{reason}`")), "{reason}");
        }
    }
}
