//! IMP-17: one odd text costs at most its row, in every step, and never the list.

use crate::support::odd::{LOST, MENDED, odd};
use crate::support::{
    ALL_GOODS, BY_NUMBER, CODE, CONFIRM, DETAIL, GROUPS, Goods, INVENTORY, Item, KEY, LIST, NO, Reply, SEND,
    Shop, carts, code, every_kind, row, side_by_side, valid_number,
};

#[test]
fn one_odd_text_stops_no_import() {
    side_by_side(MENDED, |(name, kind)| {
        let shop = Shop::with_rows(carts(3));
        shop.fake.fault(LIST, usize::MAX, odd(kind, NO + 1));
        let report = shop.import();
        assert_eq!(report.counts(), [3, 3, 0, 0], "{name}: {report:#?}");
        let is_no_text = name.contains("UTF-8");
        assert_eq!(report.warnings().contains(&code(1)), is_no_text, "{name}: {report:#?}");
        assert!(!report.warnings().contains(CODE), "{name}: {report:#?}");
        assert_eq!(shop.import().counts(), [3, 0, 3, 0], "{name}");
    });
}

#[test]
fn texts_are_taken_as_they_are() {
    let shop = Shop::with_rows(vec![row()]);
    let in_message = |proper: &[u8], _: usize| {
        let text = String::from_utf8(proper.to_vec()).unwrap();
        let at = text.find("\"ShippingMessage\"").unwrap();
        let open = at + text[at..].find(':').unwrap() + 1;
        let open = open + text[open..].find('"').unwrap();
        let close = open + 1 + text[open + 1..].find('"').unwrap();
        let odd: &[u8] = b"\"say \"hi\"\n\tC:\\q \\ud83d \xff\"";
        [&proper[..open], odd, &proper[close + 1..]].concat()
    };
    let with_message = row().set("ShippingMessage", "x");
    shop.fake.set_rows(vec![with_message]);
    shop.fake.fault_when(
        |r| r.method == LIST && r.params["ShippingStatus"] == "2",
        1,
        Reply::Mangled(in_message, 0),
    );
    let report = shop.import();
    assert!(report.warnings().contains(CODE), "{report:#?}");
    assert_eq!(shop.show(CODE)["message"], "say \"hi\"\n\tC:\\q \u{fffd} \u{fffd}");
}

#[test]
fn one_odd_text_stops_no_other_step() {
    side_by_side(MENDED.into_iter().chain(LOST), |(name, kind)| {
        let shop = Shop::imported(carts(3));
        shop.fake.fault(LIST, usize::MAX, odd(kind, NO));
        shop.fake.fault(CONFIRM, 1, odd(kind, NO));
        shop.sync();
        if !MENDED.iter().any(|(mended, _)| *mended == name) {
            // What is read back has to be readable (odd_read_back).
            shop.fake.heal();
        }
        assert_eq!(shop.schedule().count("failed"), 0, "{name}");
        for n in 0..3 {
            shop.ship(&code(n), &valid_number(n));
        }
        shop.fake.fault(SEND, 1, odd(kind, NO));
        let run = shop.run(&["push-shipments", "--json"]);
        assert!([0, 3].contains(&run.code), "{name}: {run:#?}");
        shop.fake.heal();
        shop.push();
        let sent: Vec<i64> = shop.accepted().iter().map(|sent| sent.0).collect();
        assert_eq!(sent, [NO, NO + 1, NO + 2], "{name}");
        assert!(shop.orders().iter().all(|order| order["api_status"] == "shipped"), "{name}");
        shop.check_state();
    });
}

#[test]
fn odd_rows_of_bulk_answers_cost_only_themselves() {
    for (name, kind) in LOST {
        let shop = Shop::imported(carts(3));
        shop.fake.fault(CONFIRM, 1, odd(kind, NO));
        let report = shop.schedule();
        assert_eq!(report.scheduled(), [2, 1, 0, 0], "{name}: what cannot be read is read back: {report:#?}");
    }
}

#[test]
fn odd_rows_of_items_cost_only_themselves() {
    for (name, kind) in MENDED.into_iter().filter(|(name, _)| !name.contains("UTF-8")) {
        let shop = Shop::selling(every_kind());
        for method in [ALL_GOODS, INVENTORY] {
            shop.fake.fault(method, usize::MAX, odd(kind, 1));
        }
        shop.run(&["listings", "pull"]).expect(0);
        assert_eq!(shop.listings().len(), undisturbed(), "{name}");
    }
}

fn undisturbed() -> usize {
    let shop = Shop::selling(every_kind());
    shop.run(&["listings", "pull"]).expect(0);
    shop.listings().len()
}

#[test]
fn an_item_that_cannot_be_read_is_neither_gone_nor_off_sale() {
    let shop = Shop::selling(vec![("100000001", Goods::plain("P-1")), ("100000002", Goods::plain("P-2"))]);
    shop.run(&["listings", "pull"]).expect(0);
    shop.stock(&[("P-1", 5), ("P-2", 5)]);
    shop.fake.fault(ALL_GOODS, usize::MAX, odd(LOST[0].1, 100_000_001));
    let run = shop.run(&["listings", "pull", "--json"]).expect(3);
    assert_eq!(run.json()["counts"]["gone"], 0, "{run:#?}");
    assert!(run.json()["warnings"].to_string().contains("row 1 of page 1 of S2 (100000001)"), "{run:#?}");
    let run = shop.run(&["push-stock", "--json"]).expect(3);
    assert_eq!(
        (&run.json()["counts"]["sent"], &run.json()["counts"]["failed"]),
        (&1.into(), &1.into()),
        "{run:#?}"
    );
    shop.fake.heal();
    shop.run(&["push-stock"]).expect(0);
}

#[test]
fn an_odd_delivery_group_costs_only_its_items() {
    for (name, kind) in LOST {
        let shop = Shop::with_rows(vec![
            row().cart(1).no(1).unpaid(),
            row().cart(2).no(2).unpaid().item("812345679", "TS-002"),
        ]);
        shop.fake.model(|m| {
            m.items.insert("812345678".into(), Item::new("TS-001", 1001));
            m.items.insert("812345679".into(), Item::new("TS-002", 1002));
            m.groups = vec![(1001, "佐川急便".into()), (1002, "ゆうパック".into())];
        });
        shop.fake.fault(GROUPS, usize::MAX, odd(kind, 1002));
        let report = shop.import_with(&[], 3);
        assert_eq!(report.counts(), [2, 1, 0, 1], "{name}: {report:#?}");
        assert_eq!(report.items("rejected")[0]["reason"], "lookup_failed", "{name}");
    }
}

#[test]
fn a_number_of_a_delivery_group_that_cannot_be_read_is_not_taken_for_no_group() {
    let shop = Shop::with_rows(vec![row().cart(1).no(1).unpaid()]);
    shop.fake.model(|m| {
        m.items.insert("812345678".into(), Item::new("TS-001", 1001));
        m.groups = vec![(1001, "佐川急便".into())];
    });
    let words = |proper: &[u8], _: usize| {
        String::from_utf8_lossy(proper).replace("\"1001\"", "\"the first\"").into_bytes()
    };
    shop.fake.fault(DETAIL, usize::MAX, Reply::Mangled(words, 0));
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [1, 0, 0, 1], "{report:#?}");
    assert_eq!(report.items("rejected")[0]["reason"], "lookup_failed");
    shop.fake.heal();
    assert_eq!(shop.import().counts(), [1, 1, 0, 0]);
}

#[test]
fn an_answer_that_ends_inside_a_row_says_so_and_does_not_blame_the_network() {
    let cut = |proper: &[u8], _: usize| proper[..proper.len() * 2 / 3].to_vec();
    for lang in ["en", "ja"] {
        let mut shop = Shop::with_rows(carts(3));
        shop.set("qoo10", "max_attempts", "2");
        shop.fake.fault_when(
            |r| r.method == LIST && r.params["ShippingStatus"] == "2",
            usize::MAX,
            Reply::Mangled(cut, 0),
        );
        let run = shop.run(&["import", "--lang", lang]).expect(1);
        run.says(&["GetShippingInfo_v3", &(NO + 1).to_string()]);
        assert!(!run.stderr.contains("network") && !run.stderr.contains("ネットワーク"), "{run:#?}");
        assert!(run.stderr.contains("inside a row") || run.stderr.contains("行の途中"), "{run:#?}");
        assert_eq!(shop.codes().len(), 0);
    }
}

#[test]
fn a_look_up_by_number_with_odd_texts_is_an_answer() {
    side_by_side(MENDED, |(name, kind)| {
        let shop = Shop::imported(vec![row().unpaid()]);
        shop.at_qoo10(NO, |row| row.paid("2026-07-01 09:30:00").hidden());
        shop.fake.fault(BY_NUMBER, usize::MAX, odd(kind, NO));
        assert_eq!(shop.sync().count("paid"), 1, "{name}");
    });
}

#[test]
fn the_key_that_qoo10_repeats_in_escapes_lands_nowhere_in_the_clear() {
    let escaped: String = KEY.chars().map(|c| format!("\\u{:04X}", c as u32)).collect();
    let partly = KEY.replace('+', "\\u002B").replace('/', "\\u002f");
    let percent: String = KEY.chars().map(|c| format!("%{:02x}", c as u32)).collect();
    for form in [escaped, partly, KEY.replace('/', "\\/")] {
        let shop = Shop::with_rows(vec![
            row().cart(1).no(1).set("ShippingMessage", "@KEY@").set("ItemTitle", "@KEY@"),
            row().cart(2).no(2).item("812345678", "@KEY@"),
            row().cart(3).no(3).set("OrderQty", "@KEY@"),
        ]);
        let repeat =
            |proper: &[u8], form: &str| String::from_utf8(proper.to_vec()).unwrap().replace("@KEY@", form);
        let body = shop.fake.model(|m| {
            let params = [
                ("ShippingStatus", "2"),
                ("SearchStartDate", "20260624"),
                ("SearchEndDate", "20260701"),
                ("SearchCondition", "1"),
            ];
            let params = params.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
            repeat(&m.answer(LIST, &params).unwrap(), &form)
        });
        shop.fake.fault_when(
            |r| r.method == LIST && r.params["ShippingStatus"] == "2",
            usize::MAX,
            Reply::json(&body),
        );
        shop.run(&["import", "-vvv"]).expect(3);
        for command in [
            &["orders", "list", "--json"][..],
            &["orders", "show", "1", "--json"],
            &["orders", "list", "--rejected"],
            &["log"],
        ] {
            shop.run(command).expect(0);
        }
        shop.check_state();
        shop.fake.heal();
        let words = format!(r#"{{"ResultCode":-10001,"ResultMsg":"no {form} / {percent}"}}"#);
        shop.fake.fault(LIST, usize::MAX, Reply::json(&words));
        let run = shop.run(&["import"]).expect(1);
        assert!(!run.stderr.contains(&percent), "{run:#?}");
        run.says(&["(the seller key)"]);
    }
}
