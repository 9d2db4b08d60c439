//! Lead days: how many business days an item takes before it leaves the house, by SKU (SCH-8).

use std::collections::BTreeMap;

/// Business days by SKU, or by the beginning of one: `TS-*`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadDays {
    days: BTreeMap<String, u32>,
}

impl LeadDays {
    pub fn new(days: BTreeMap<String, u32>) -> Self {
        Self { days }
    }

    /// Whether a key is one: a SKU as it stands, with at most one `*`, which is its end.
    pub fn is_pattern(key: &str) -> bool {
        let start = key.strip_suffix('*').unwrap_or(key);
        let is_plain = !start.contains(|c: char| c == '*' || c.is_control());
        is_plain && !key.is_empty() && start.trim() == start
    }

    /// The days of a SKU: those of its own key, else of the longest pattern that it begins with; none without
    /// either.
    pub fn find(&self, sku: &str) -> Option<u32> {
        let begins = |key: &str| key.strip_suffix('*').is_some_and(|start| sku.starts_with(start));
        let by_pattern = || self.days.iter().filter(|(key, _)| begins(key)).max_by_key(|(key, _)| key.len());
        self.days.get(sku).or_else(|| by_pattern().map(|(_, days)| days)).copied()
    }

    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sch_08_the_exact_sku_counts_before_the_longest_pattern() {
        let entries =
            [("TS-001-W", 1), ("TS-001*", 5), ("TS-*", 7), ("TS-001-*", 6), ("予約-*", 9), ("X", 0)];
        let days = LeadDays::new(entries.map(|(key, days)| (key.to_owned(), days)).into());
        for (sku, wanted) in [
            ("TS-001-W", Some(1)),
            ("TS-001-WM", Some(6)),
            ("TS-001", Some(5)),
            ("TS-0019", Some(5)),
            ("TS-002", Some(7)),
            ("TS-", Some(7)),
            ("TS", None),
            ("ts-001-w", None),
            ("X", Some(0)),
            ("XY", None),
            ("予約-1", Some(9)),
            ("", None),
        ] {
            assert_eq!(days.find(sku), wanted, "{sku}");
        }
        let all = LeadDays::new(BTreeMap::from([("*".to_owned(), 4), ("A*".to_owned(), 2)]));
        assert_eq!((all.find("A1"), all.find("B")), (Some(2), Some(4)));
        assert_eq!(LeadDays::default().find("A1"), None);
    }

    #[test]
    fn sch_08_a_key_is_a_sku_with_at_most_one_star_at_its_end() {
        for key in ["TS-001", "TS-*", "*", "予約-*", "A B"] {
            assert!(LeadDays::is_pattern(key), "{key}");
        }
        for key in ["", " ", "TS-1 ", " TS", "T*S", "**", "TS *", "*TS", "A\tB"] {
            assert!(!LeadDays::is_pattern(key), "{key:?}");
        }
    }
}
