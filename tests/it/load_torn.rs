//! STK-10 for every `load`: a torn record is named and refused line by line, and what is not in the file
//! stays as it was.

use std::fs;

use serde_json::Value;

use crate::support::{PLAIN, Shop, row};

/// A kind of file: what loads it, its header, three good rows, and what the state file holds of them.
struct Load {
    args: &'static [&'static str],
    header: &'static str,
    rows: [String; 3],
    look: &'static str,
    /// What becomes of the good rows of a torn file.
    good: &'static str,
}

fn loads() -> Vec<Load> {
    let rows = |rows: [&str; 3]| rows.map(str::to_owned);
    vec![
        Load {
            args: &["holidays", "load"],
            header: "date,name",
            rows: rows(["2026-08-13,A", "2026-08-14,A", "2026-08-15,A"]),
            look: "SELECT date FROM shop_holidays",
            good: "added",
        },
        Load {
            args: &["listings", "load"],
            header: "item_code,sku",
            rows: [format!("{PLAIN},NEW"), "100000077,NEW".to_owned(), "100000078,NEW".to_owned()],
            look: "SELECT item_code || ' ' || sku FROM listings WHERE item_code < '100000002' OR sku = 'NEW'",
            good: "mapped",
        },
        Load {
            args: &["shipments", "load"],
            header: "order,carrier,tracking",
            rows: rows(["1,佐川急便,400000000013", "2,佐川急便,400000000024", "3,佐川急便,400000000035"]),
            look: "SELECT code || status FROM orders",
            good: "shipped",
        },
        Load {
            args: &["stock", "load", "--absent-is-zero"],
            header: "sku,free_qty",
            rows: rows(["P-1,1", "C-1-A,1", "C-1-B,1"]),
            look: "SELECT sku || ' ' || count FROM stock_counts",
            good: "changed",
        },
        Load {
            args: &["sets", "load"],
            header: "set_sku,sku,qty",
            rows: rows(["P-1,CUP,2", "C-1-A,CUP,2", "C-1-B,CUP,2"]),
            look: "SELECT set_sku || ' ' || sku || ' ' || qty FROM set_parts",
            // Each set might have a part in the lines that are torn.
            good: "set_incomplete",
        },
    ]
}

fn shop() -> Shop {
    let shop = Shop::of_every_kind();
    shop.fake.set_rows((1..=3).map(|n| row().cart(n).no(n)).collect());
    shop.import_with(&[], 0);
    shop.stock(&[("P-1", 5), ("C-1-A", 5), ("C-1-B", 5), ("CUP", 5), ("BOX", 5)]);
    fs::write(shop.path("sets.csv"), "set_sku,sku,qty\nP-1,CUP,1\nP-1,BOX,1\nC-1-A,BOX,1\n").unwrap();
    shop.run(&["sets", "load", "sets.csv"]).expect(0);
    shop
}

fn look(shop: &Shop, sql: &str) -> Vec<String> {
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let mut statement = state.prepare(&format!("{sql} ORDER BY 1")).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// `line outcome`, or the reason of what was refused.
fn outcomes(report: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let items = report["items"].as_array().unwrap().iter();
    items
        .map(|item| format!("{} {}", item["line"], text(&item["reason"]).or(text(&item["outcome"])).unwrap()))
        .collect()
}

#[test]
fn stk_10_a_torn_record_is_refused_line_by_line_in_every_load() {
    for load in loads() {
        let Load { args, header, rows: [first, second, third], look: sql, good } = &load;
        let open = format!("\"{}", second.replace(',', "\",\""));
        for (what, torn, refused) in [
            (
                "closed by the next line's quote",
                format!("\"{second}\n{third}\""),
                &["3 torn", "4 swallowed"][..],
            ),
            ("over three lines", format!("\"{second}\n\n{third}\""), &["3 torn", "5 swallowed"]),
            ("never closed", format!("{open}\n{third}"), &["3 quote_never_closed", "4 swallowed"]),
            ("one line, never closed", open.clone(), &["3 quote_never_closed"]),
        ] {
            let shop = shop();
            let before = look(&shop, sql);
            let text = format!("{header}\n{first}\n{torn}\n");
            fs::write(shop.path("in.csv"), text).unwrap();
            let report = shop.run(&[*args, &["in.csv", "--json"]].concat()).expect(3).json();
            let wanted =
                [&[format!("2 {good}")][..], &refused.iter().map(ToString::to_string).collect::<Vec<_>>()];
            assert_eq!(outcomes(&report), wanted.concat(), "{args:?}: {what}: {report:#}");
            // The good row did what it says, and nothing else happened.
            let torn_state = look(&shop, sql);
            let only = self::shop();
            fs::write(only.path("in.csv"), format!("{header}\n{first}\n")).unwrap();
            let plain: Vec<&str> = args.iter().copied().filter(|arg| !arg.starts_with('-')).collect();
            only.run(&[&plain[..], &["in.csv"]].concat()).expect(0);
            let wanted = if *good == "set_incomplete" { before } else { look(&only, sql) };
            assert_eq!(torn_state, wanted, "{args:?}: {what}");
        }
    }
}

#[test]
fn stk_10_a_cell_with_a_line_end_alone_is_a_cell_in_every_load() {
    for Load { args, header, rows: [first, ..], .. } in loads() {
        let shop = shop();
        fs::write(shop.path("in.csv"), format!("{header},remark\n{first},\"one\ntwo\"\n")).unwrap();
        let plain: Vec<&str> = args.iter().copied().filter(|arg| !arg.starts_with('-')).collect();
        let report = shop.run(&[&plain[..], &["in.csv", "--json"]].concat()).expect(0).json();
        assert_eq!(report["counts"]["refused"], 0, "{args:?}: {report:#}");
    }
}
