//! The columns of a file of counts, and what its quantity counts (STK-7).

use crate::desk::csv_file::{Column, CsvFile};
use crate::vocabulary::{Message, StockBasis, msg};

/// Headings of rules: a file with nothing else beside the SKU counts nothing.
const RULE_HEADINGS: &[&str] =
    &["reserve", "予備在庫数", "予備在庫", "確保数", "cap", "上限数", "上限", "percent", "割合", "販売割合"];

const FREE: Column = Column::one_of(&["free_qty", "フリー在庫数", "フリー在庫"])
    .with_excluded(RULE_HEADINGS, || msg!("stock-rules_alone"));
const ON_HAND: Column = Column::one_of(&["on_hand", "実在庫数", "実在庫"]);
/// What it counts, its heading does not say.
const BARE: Column = Column::stand_in(&["qty", "在庫数"]);

pub const COLUMNS: [Column; 8] = [
    Column::required(&["sku", "品番"]),
    FREE,
    ON_HAND,
    BARE,
    Column::optional(&["counted_at", "棚卸日時"]),
    Column::optional(&["reserve", "予備在庫数", "予備在庫", "確保数"]),
    Column::optional(&["cap", "上限数", "上限"]),
    Column::optional(&["percent", "割合", "販売割合"]),
];

const FREE_AT: usize = 1;
const ON_HAND_AT: usize = 2;

/// Why nobody can say what the quantities of a file count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BasisError {
    /// It has a column of each.
    Both,
    /// Its heading says this, and what was asked for is something else.
    Contradiction(StockBasis),
    /// Its heading does not say it, and nobody else does.
    Unclear,
}

impl BasisError {
    /// Why the file is not loaded; the fact `file` is added.
    pub fn message(self) -> Message {
        let (free, on_hand) = (FREE.to_message(), ON_HAND.to_message());
        match self {
            Self::Both => msg!("stock-both_columns", free = free, on_hand = on_hand),
            Self::Contradiction(StockBasis::OnHand) => msg!("stock-heads_on_hand", column = on_hand),
            Self::Contradiction(_) => msg!("stock-heads_free", column = free),
            Self::Unclear => msg!("stock-bare", column = BARE.to_message()),
        }
    }

    /// What to do.
    pub fn hint(self) -> Message {
        match self {
            Self::Both => msg!("stock-both_columns.next"),
            Self::Contradiction(StockBasis::OnHand) => msg!("stock-heads_on_hand.next"),
            Self::Contradiction(_) => msg!("stock-heads_free.next"),
            Self::Unclear => msg!("stock-bare.next"),
        }
    }
}

/// What the quantities of a file count: by its heading, else as it was `asked` for, else as `configured`.
///
/// # Errors
/// Why nobody can say.
pub fn choose_basis<const N: usize>(
    file: &CsvFile<N>,
    asked: Option<StockBasis>,
    configured: Option<StockBasis>,
) -> Result<StockBasis, BasisError> {
    let headed = match (file.has_column(FREE_AT), file.has_column(ON_HAND_AT)) {
        (true, true) => return Err(BasisError::Both),
        (true, false) => Some(StockBasis::Free),
        (false, true) => Some(StockBasis::OnHand),
        (false, false) => None,
    };
    match (headed, asked) {
        (Some(headed), Some(asked)) if headed != asked => Err(BasisError::Contradiction(headed)),
        (Some(basis), _) | (None, Some(basis)) => Ok(basis),
        (None, None) => configured.ok_or(BasisError::Unclear),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::csv_file;

    #[test]
    fn stk_07_the_heading_beats_what_was_asked_and_that_beats_the_configuration() {
        let (free, on_hand) = (Some(StockBasis::Free), Some(StockBasis::OnHand));
        for (header, asked, configured, basis) in [
            ("sku,free_qty", None, on_hand, Ok(StockBasis::Free)),
            ("品番,フリー在庫数", free, None, Ok(StockBasis::Free)),
            ("品番,フリー在庫数", on_hand, None, Err(BasisError::Contradiction(StockBasis::Free))),
            ("品番,実在庫数", None, free, Ok(StockBasis::OnHand)),
            ("sku,on_hand", free, None, Err(BasisError::Contradiction(StockBasis::OnHand))),
            ("品番,在庫数", None, None, Err(BasisError::Unclear)),
            ("sku,qty", None, on_hand, Ok(StockBasis::OnHand)),
            ("sku,qty", free, on_hand, Ok(StockBasis::Free)),
            ("品番,在庫数,フリー在庫数", None, on_hand, Ok(StockBasis::Free)),
            ("品番,在庫数,実在庫数", None, None, Ok(StockBasis::OnHand)),
            ("品番,在庫数,在庫数,実在庫数", None, None, Ok(StockBasis::OnHand)),
            ("sku,on_hand,フリー在庫数", on_hand, free, Err(BasisError::Both)),
        ] {
            let file = csv_file::parse(format!("{header}\n").as_bytes(), &COLUMNS).unwrap();
            assert_eq!(choose_basis(&file, asked, configured), basis, "{header} {asked:?} {configured:?}");
        }
    }

    #[test]
    fn a_file_of_rules_alone_is_none_of_counts() {
        let why = csv_file::parse("品番,上限数\nA,5\n".as_bytes(), &COLUMNS).unwrap_err();
        assert!(why.hint().to_string().contains("stock-rules_alone"), "{why:?}");
        let two = csv_file::parse("sku,qty,在庫数\n".as_bytes(), &COLUMNS).unwrap_err();
        let names = |column: &Message| column.to_string().contains("qty");
        let is_qty = matches!(&two, csv_file::Error::AmbiguousColumn { column, .. } if names(column));
        assert!(is_qty, "{two:?}");
    }

    #[test]
    fn fil_03_a_title_that_has_only_the_sku_is_no_header() {
        for text in [
            "品番:すべて\n品番,実在庫数\nA,5\n",
            "SKU\n\nsku;on_hand\nA;5\n",
            "sku,名称\nsku,qty,on_hand\nA,9,5\n",
        ] {
            let file = csv_file::parse(text.as_bytes(), &COLUMNS).unwrap();
            let rows: Vec<_> = file.rows().map(|row| row.unwrap().cells[ON_HAND_AT].clone()).collect();
            assert_eq!(rows, [Some("5".to_owned())], "{text}");
        }
    }

    #[test]
    fn every_heading_is_documented() {
        let docs = include_str!("../../../docs/commands.md");
        let (_, section) = docs.split_once("\n## `stock load`\n").unwrap();
        for heading in COLUMNS.iter().flat_map(Column::headings) {
            assert!(section.contains(heading), "{heading}");
        }
    }
}
