//! The files of orders that other programs read.

use strum::{IntoStaticStr, VariantArray};

use super::word::word;

/// The layout of an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum ExportFormat {
    /// For spreadsheets: every field of every line.
    Csv,
    /// ヤマト B2クラウド.
    B2,
    /// 佐川 e飛伝III.
    Ehiden3,
    /// 日本郵便 ゆうパックプリントR.
    Yupuri,
    /// クリックポスト, まとめ申込.
    Clickpost,
}

word!(ExportFormat);

impl ExportFormat {
    /// Whether a program for shipping labels reads it.
    pub fn is_label(self) -> bool {
        match self {
            Self::Csv => false,
            Self::B2 | Self::Ehiden3 | Self::Yupuri | Self::Clickpost => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_command_line() {
        let words: Vec<&str> = ExportFormat::ALL.iter().map(|format| format.as_str()).collect();
        assert_eq!(words, ["csv", "b2", "ehiden3", "yupuri", "clickpost"]);
        let labels: Vec<bool> = ExportFormat::ALL.iter().map(|format| format.is_label()).collect();
        assert_eq!(labels, [false, true, true, true, true]);
    }
}
