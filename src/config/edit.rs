//! A change to the file itself, which keeps its comments, its order and everything else.

use chrono::NaiveDate;
use toml_edit::{DocumentMut, Item, Table, Value};

/// The file's text with `qoo10.seller_key_issued_on` set; none where it cannot be changed so.
pub fn with_issued_on(text: &str, date: NaiveDate) -> Option<String> {
    const KEY: &str = "seller_key_issued_on";
    let mut file: DocumentMut = text.parse().ok()?;
    let qoo10 = file.entry("qoo10").or_insert(Item::Table(Table::new())).as_table_like_mut()?;
    match qoo10.get_mut(KEY) {
        Some(item) => {
            let old = item.as_value_mut()?;
            let around = old.decor().clone();
            *old = Value::from(date.to_string());
            *old.decor_mut() = around;
        }
        None => drop(qoo10.insert(KEY, toml_edit::value(date.to_string()))),
    }
    let changed = file.to_string();
    Some(if text.contains("\r\n") { changed.replace("\r\n", "\n").replace('\n', "\r\n") } else { changed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str) -> String {
        with_issued_on(text, NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).unwrap()
    }

    #[test]
    fn only_the_date_changes() {
        let around = |line: &str| {
            format!("# mine\n[qoo10]   # a\nendpoint = 'sandbox'\n# b\n{line}\n\n# c\n[state]\npath=\"x\"\n")
        };
        let wanted = around("seller_key_issued_on = \"2026-07-01\" # d");
        assert_eq!(edited(&around("seller_key_issued_on = \"2025-01-01\" # d")), wanted);
        assert_eq!(edited(&around("seller_key_issued_on = 2025-01-01 # d")), wanted);
        let dos = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(edited(&dos(&around("seller_key_issued_on = \"\" # d"))), dos(&wanted));
    }

    #[test]
    fn a_missing_key_comes_last_in_its_table() {
        let text = "[shop] # s\nname = \"x\"\n\n[qoo10]\nendpoint = \"sandbox\"\n\n\
            # of the state\n[state]\npath = \"x\"\n";
        let wanted = text.replace("\"sandbox\"\n", "\"sandbox\"\nseller_key_issued_on = \"2026-07-01\"\n");
        assert_eq!(edited(text), wanted);
        assert_eq!(edited(""), "[qoo10]\nseller_key_issued_on = \"2026-07-01\"\n");
        assert_eq!(
            edited("qoo10.endpoint = \"sandbox\"\n"),
            "qoo10.endpoint = \"sandbox\"\nqoo10.seller_key_issued_on = \"2026-07-01\"\n"
        );
        for bad in ["qoo10 = 1", "qoo10 = "] {
            assert_eq!(with_issued_on(bad, NaiveDate::default()), None, "{bad}");
        }
    }
}
