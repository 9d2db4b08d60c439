use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::domain::ids::OrderNo;
use crate::domain::option_text::Addon;
use crate::domain::party::{Party, People};
use crate::domain::shipping_row::OtherValues;
use crate::domain::time::parse_jst;
use crate::plan::import::facts::LookupResult;

fn pack_no() -> PackNo {
    PackNo::new(412_345_678).unwrap()
}

fn people() -> People {
    let receiver =
        Party { name: Some("見本".into()), address: Some("大阪市見本1-2".into()), ..Party::default() };
    People { receiver, ..People::default() }
}

/// A paid row of a plain item, carried by 佐川急便.
fn row(order_no: i64) -> ShippingRow {
    ShippingRow {
        pack_no: pack_no(),
        order_no: OrderNo::new(order_no).unwrap(),
        shipping_status: Some(2),
        ordered_at: parse_jst("2026-07-01T09:08:07+09:00").unwrap(),
        paid_at: parse_jst("2026-07-01T09:10:00+09:00"),
        item_code: "812345678".into(),
        seller_item_code: Some("TS-001".into()),
        option_code: None,
        title: "Tシャツ".into(),
        option: None,
        qty: 2,
        unit_price_yen: 1980,
        total_yen: 3960,
        delivery_company: Some("佐川急便".into()),
        desired_delivery_date: None,
        desired_delivery_time: None,
        payment_method: None,
        people: people(),
        other: OtherValues::default(),
        payload: format!("{{\"OrderNo\":{order_no}}}"),
    }
}

fn with_option(text: &str, code: Option<&str>) -> ShippingRow {
    ShippingRow { option: Some(text.into()), option_code: code.map(str::to_owned), ..row(1) }
}

fn addon(name: &str, value: &str, code: Option<&str>) -> Addon {
    Addon { name: name.into(), value: value.into(), code: code.map(str::to_owned) }
}

/// Facts of the one item: its add-ons and the codes of its options with stock.
fn facts(addons: &[Addon], stock_options: &[&str]) -> ItemFacts {
    let item = || "812345678".to_owned();
    let codes = stock_options.iter().map(|code| (*code).to_owned()).collect();
    ItemFacts {
        delivery_companies: HashMap::new(),
        stock_options: HashMap::from([(item(), LookupResult::Known(codes))]),
        addons: HashMap::from([(item(), LookupResult::Known(addons.to_vec()))]),
        ..ItemFacts::default()
    }
}

fn decide(rows: Vec<ShippingRow>, known: Option<u32>, facts: &ItemFacts) -> CartDecision {
    let cart = CartRows { rows, rejected: vec![] };
    plan_cart(pack_no(), cart, known, &CartRules::default(), facts)
}

fn orders(decision: CartDecision) -> Vec<NewOrder> {
    match decision {
        CartDecision::Import(import) => import.orders,
        other => panic!("not imported: {other:?}"),
    }
}

fn reasons(decision: CartDecision) -> Vec<Reason> {
    match decision {
        CartDecision::Reject(rows) => rows.into_iter().map(|row| row.problem.reason).collect(),
        other => panic!("not rejected: {other:?}"),
    }
}

/// The SKU of a row, or why it has none.
fn sku_of(row: ShippingRow, facts: &ItemFacts) -> Result<String, Reason> {
    match decide(vec![row], None, facts) {
        CartDecision::Import(import) => Ok(import.orders[0].lines[0].sku.clone().unwrap()),
        CartDecision::Reject(rows) => Err(rows[0].problem.reason),
        CartDecision::Ask(questions, _) => panic!("{questions:?}"),
    }
}

#[test]
fn imp_04_and_15_payment_decides_the_status() {
    let unpaid = ShippingRow { paid_at: None, ..row(2) };
    let paid = &orders(decide(vec![row(1)], None, &ItemFacts::default()))[0];
    assert_eq!((paid.status, paid.payment_status), (Status::Ready, PaymentStatus::Paid));
    assert!(paid.hold_reasons.is_empty() && paid.paid_at.is_some());

    for rows in [vec![unpaid.clone()], vec![row(1), unpaid]] {
        let order = &orders(decide(rows, None, &ItemFacts::default()))[0];
        assert_eq!((order.status, order.payment_status), (Status::OnHold, PaymentStatus::Unpaid));
        assert_eq!(order.hold_reasons, BTreeSet::from([HoldReason::Payment]));
        assert_eq!(order.paid_at, None);
    }
}

#[test]
fn imp_20_a_paid_order_without_name_or_address_is_held_for_it() {
    let nobody = |row: ShippingRow| ShippingRow { people: People::default(), ..row };
    let order = |rows| orders(decide(rows, None, &ItemFacts::default())).remove(0);
    for (rows, wanted) in [
        (vec![nobody(row(1))], Some(HoldReason::Address)),
        (vec![nobody(ShippingRow { paid_at: None, ..row(1) })], Some(HoldReason::Payment)),
        // Another line of the order has the address.
        (vec![nobody(row(1)), row(2)], None),
        (vec![row(1)], None),
    ] {
        let order = order(rows);
        assert_eq!(order.hold_reasons, BTreeSet::from_iter(wanted));
        assert_eq!(order.status, if wanted.is_some() { Status::OnHold } else { Status::Ready });
    }
}

#[test]
fn imp_08_the_buyers_address_follows_the_configuration() {
    for (buyer_address, wanted) in
        [(BuyerAddress::Receiver, Some("大阪市見本1-2".to_owned())), (BuyerAddress::Blank, None)]
    {
        let rules = CartRules { buyer_address, ..CartRules::default() };
        let cart = CartRows { rows: vec![row(1)], rejected: vec![] };
        let made = orders(plan_cart(pack_no(), cart, None, &rules, &ItemFacts::default())).remove(0);
        assert_eq!(made.people.buyer.address, wanted);
    }
}

#[test]
fn imp_22_an_order_is_as_far_as_the_line_that_is_furthest_behind() {
    let other = |tracking: &str| OtherValues {
        estimated_shipping_date: Some("2026-07-06 00:00:00".into()),
        shipping_date: Some("2026-07-03 10:00:00".into()),
        tracking_no: Some(tracking.into()),
        ..OtherValues::default()
    };
    let at = |no: i64, status| ShippingRow { shipping_status: Some(status), other: other("4000"), ..row(no) };
    for (statuses, api, status, is_planned, parcels) in [
        ([2, 2], ApiStatus::AwaitingPrint, Status::Ready, false, 0),
        ([2, 4], ApiStatus::AwaitingPrint, Status::Ready, false, 0),
        ([3, 3], ApiStatus::Printed, Status::Ready, true, 0),
        ([5, 3], ApiStatus::Printed, Status::Ready, true, 0),
        ([4, 5], ApiStatus::Shipped, Status::Shipped, true, 1),
    ] {
        let order = orders(decide(vec![at(1, statuses[0]), at(2, statuses[1])], None, &ItemFacts::default()));
        let order = &order[0];
        let stage = &order.progress;
        assert_eq!((stage.api_status, order.status), (api, status), "{statuses:?}");
        assert_eq!(stage.planned_ship_date.is_some(), is_planned, "{statuses:?}");
        assert_eq!((stage.tracking_numbers.len(), stage.shipped_on.is_some()), (parcels, parcels > 0));
        for (line, status) in order.lines.iter().zip(statuses) {
            let known = (line.progress.is_confirmed, line.progress.is_sent);
            assert_eq!(known, (status >= 3, status >= 4), "{statuses:?}");
        }
    }
    let sent = ShippingRow { paid_at: None, ..at(1, 4) };
    let order = orders(decide(vec![sent], None, &ItemFacts::default())).remove(0);
    assert_eq!((order.status, order.payment_status), (Status::Shipped, PaymentStatus::Paid));
    let mut bad = at(1, 3);
    bad.other.estimated_shipping_date = Some("soon".into());
    assert_eq!(reasons(decide(vec![bad], None, &ItemFacts::default())), [Reason::UnreadableRow]);
}

#[test]
fn imp_19_a_code_that_options_share_makes_no_sku() {
    let line = |code| with_option("色:白", Some(code));
    let mut known = ItemFacts { stock_options: HashMap::new(), ..facts(&[], &[]) };
    known.addons.insert("9".into(), LookupResult::Known(vec![]));
    known.option_codes.insert("812345678".into(), "A".into(), true);
    assert_eq!(sku_of(line("A"), &known), Err(Reason::OptionCodeShared));
    assert_eq!(sku_of(line("B"), &known), Ok("TS-001B".into()));
    assert_eq!(sku_of(ShippingRow { item_code: "9".into(), ..line("A") }, &known), Ok("TS-001A".into()));
    // The code for none is looked up where the table does not know it.
    let asked = decide(vec![line("0")], None, &known);
    let CartDecision::Ask(questions, _) = asked else { panic!("{asked:?}") };
    assert_eq!(questions, BTreeSet::from([Lookup::StockOptions("812345678".into())]));
    for (codes, wanted) in [
        (&["0", "0"][..], Err(Reason::OptionCodeShared)),
        (&["0", "A"], Ok("TS-0010".to_owned())),
        // No option has it: it stands for none.
        (&["A", "B"], Err(Reason::OptionCodeMissing)),
        (&[], Ok("TS-001".to_owned())),
    ] {
        assert_eq!(sku_of(line("0"), &facts(&[], codes)), wanted, "{codes:?}");
    }
    let bare = ShippingRow { option: None, ..line("0") };
    assert_eq!(sku_of(bare, &facts(&[], &[])), Ok("TS-001".into()), "a plain item");
    known.option_codes.insert("812345678".into(), "0".into(), false);
    assert_eq!(sku_of(line("0"), &known), Ok("TS-0010".into()));
}

#[test]
fn imp_06_a_row_without_company_asks_for_the_items() {
    let bare = ShippingRow { delivery_company: None, ..row(1) };
    let CartDecision::Ask(questions, back) = decide(vec![bare.clone()], None, &ItemFacts::default()) else {
        panic!()
    };
    assert_eq!(questions, BTreeSet::from([Lookup::DeliveryCompany("812345678".into())]));
    assert_eq!(back.rows, vec![bare.clone()], "the rows come back for another try");

    let mut facts = ItemFacts::default();
    let mut answer = |fact| {
        facts.delivery_companies.insert("812345678".into(), fact);
        decide(vec![bare.clone()], None, &facts)
    };
    assert_eq!(orders(answer(LookupResult::Known(Some("ネコポス".into()))))[0].carrier, "ネコポス");
    assert_eq!(reasons(answer(LookupResult::Known(None))), [Reason::NoDeliveryCompany]);
    assert_eq!(reasons(answer(LookupResult::Unavailable(Message::quoted("x")))), [Reason::LookupFailed]);
}

#[test]
fn imp_09_codes_make_the_sku_or_reject() {
    let stock = facts(&[], &["-W-M"]);
    type Case<'a> = (Option<&'a str>, Option<&'a str>, Result<&'a str, Reason>);
    let cases: &[Case<'_>] = &[
        (Some("TS-001"), Some("-W-M"), Ok("TS-001-W-M")),
        (Some("TS_1"), Some("a"), Ok("TS_1a")),
        (None, Some("-W-M"), Err(Reason::SellerCodeMissing)),
        (Some("Tシャツ"), Some("-W-M"), Err(Reason::SellerCodeUnusable)),
        (Some("TS 001"), Some("-W-M"), Err(Reason::SellerCodeUnusable)),
        (Some("TS-001"), Some("白"), Err(Reason::OptionCodeUnusable)),
        (Some("TS-001"), Some("a.b"), Err(Reason::OptionCodeUnusable)),
        (Some("TS-001"), None, Err(Reason::OptionCodeMissing)),
    ];
    for (item, option, wanted) in cases {
        let row =
            ShippingRow { seller_item_code: item.map(str::to_owned), ..with_option("色:白", *option) };
        assert_eq!(sku_of(row, &stock), wanted.map(str::to_owned), "{item:?} {option:?}");
    }
    assert_eq!(sku_of(row(1), &stock), Ok("TS-001".into()), "no option");
}

#[test]
fn imp_09_the_separator_stands_between_the_codes_of_option_lines_only() {
    let rules = CartRules { sku_separator: "_".into(), ..CartRules::default() };
    let rows = vec![with_option("色:白", Some("WM")), row(2)];
    let cart = CartRows { rows, rejected: vec![] };
    let lines = orders(plan_cart(pack_no(), cart, None, &rules, &facts(&[], &["WM"]))).remove(0).lines;
    let skus: Vec<_> = lines.iter().map(|line| line.sku.as_deref()).collect();
    assert_eq!(skus, [Some("TS-001_WM"), Some("TS-001")]);
}

#[test]
fn imp_09_and_10_a_reject_names_the_code_or_the_text() {
    let stock = facts(&[], &["-W-M"]);
    let item_code = |code: &str| ShippingRow { seller_item_code: Some(code.into()), ..row(1) };
    for (row, named) in [
        (item_code("A B"), "A B"),
        (ShippingRow { seller_item_code: None, ..row(1) }, "812345678"),
        (with_option("色:白", Some("W+M")), "W+M"),
        (with_option("色:白", None), "色:白"),
    ] {
        let CartDecision::Reject(rows) = decide(vec![row], None, &stock) else { panic!("{named}") };
        assert_eq!(rows[0].problem.detail, named.into());
    }
}

#[test]
fn imp_09_a_joined_code_counts_by_its_main_part() {
    let addons = [addon("名入れ", "あり", Some("NAME")), addon("箱", "木", Some("BOX"))];
    type Case<'a> = (&'a str, &'a str, &'a [&'a str], Result<&'a str, Reason>);
    let cases: &[Case<'_>] = &[
        ("色:白 / 名入れ:あり(+300円)", "-W-M,NAME", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白 / 名入れ:あり(+300円)", "-W-M/NAME/BOX", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白 / 名入れ:あり(+300円)", "-W-M , NAME", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白 / 名入れ:あり(+300円)", "NAME,-W-M", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白", "-W-M,OTHER", &[], Ok("TS-001-W-M")),
        ("色:白", "-W-M/OTHER/MORE", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白", "-W-M,", &["-W-M"], Ok("TS-001-W-M")),
        ("色:白", "-W-M/", &["-W-M"], Ok("TS-001-W-M")),
        // A code that holds a slash itself is no joined code.
        ("色:白", "W/M", &["W/M"], Err(Reason::OptionCodeUnusable)),
        // Only add-ons were chosen: their codes are no part of the SKU.
        ("名入れ:あり(+300円)", "NAME", &[], Ok("TS-001")),
        ("名入れ:あり(+300円) / 箱:木", "NAME,BOX", &[], Ok("TS-001")),
        ("名入れ:あり(+300円)", ",NAME", &[], Ok("TS-001")),
        ("名入れ:あり(+300円)", "NAME", &["-W-M"], Err(Reason::OptionCodeMissing)),
    ];
    for (text, code, stock, wanted) in cases {
        let got = sku_of(with_option(text, Some(code)), &facts(&addons, stock));
        assert_eq!(got, wanted.map(str::to_owned), "{text} {code}");
    }
}

#[test]
fn imp_10_text_without_code_is_an_addon_only_where_the_item_has_no_stock_options() {
    assert_eq!(sku_of(with_option("名入れ:あり", None), &facts(&[], &[])), Ok("TS-001".into()));
    assert_eq!(sku_of(with_option("色:白", None), &facts(&[], &[""])), Err(Reason::OptionCodeMissing));
    let mut unknown = facts(&[], &[]);
    unknown.stock_options.insert("812345678".into(), LookupResult::Unavailable(Message::quoted("x")));
    assert_eq!(sku_of(with_option("色:白", None), &unknown), Err(Reason::LookupFailed));
}

#[test]
fn imp_10_and_11_only_what_the_row_leaves_open_is_asked() {
    let item = || "812345678".to_owned();
    let asked = |row| match decide(vec![row], None, &ItemFacts::default()) {
        CartDecision::Ask(questions, _) => questions,
        CartDecision::Import(_) => BTreeSet::new(),
        CartDecision::Reject(rows) => panic!("{rows:?}"),
    };
    assert_eq!(asked(row(1)), BTreeSet::new(), "no option text");
    let addons = Lookup::Addons(item());
    assert_eq!(asked(with_option("色:白", Some("-W"))), BTreeSet::from([addons.clone()]));
    // The stock options are asked for where the codes are joined or missing, once the add-ons are known.
    let mut facts = ItemFacts::default();
    facts.addons.insert(item(), LookupResult::Known(vec![]));
    for code in [None, Some("-W,NAME")] {
        assert!(asked(with_option("色:白", code)).contains(&addons), "{code:?}");
        let CartDecision::Ask(then, _) = decide(vec![with_option("色:白", code)], None, &facts) else {
            panic!("{code:?}")
        };
        assert_eq!(then, BTreeSet::from([Lookup::StockOptions(item())]), "{code:?}");
    }
}

#[test]
fn imp_11_addons_go_into_the_field_or_become_lines() {
    let facts = facts(&[addon("名入れ", "あり", Some("NAME")), addon("箱", "木", Some("木"))], &["-W"]);
    let row = with_option("色:白 / 名入れ:あり(+300円) / 箱:木", Some("-W"));
    let cart = || CartRows { rows: vec![row.clone()], rejected: vec![] };

    let in_field = orders(plan_cart(pack_no(), cart(), None, &CartRules::default(), &facts)).remove(0).lines;
    assert_eq!(in_field.len(), 1);
    assert_eq!(in_field[0].option.as_deref(), Some("色:白"));
    assert_eq!(in_field[0].addon_options.as_deref(), Some("名入れ:あり(+300円) / 箱:木"));

    let rules = CartRules { addon_options_as_lines: true, ..CartRules::default() };
    let as_lines = orders(plan_cart(pack_no(), cart(), None, &rules, &facts)).remove(0).lines;
    let seen: Vec<_> = as_lines
        .iter()
        .map(|l| (l.is_addon(), l.sku.as_deref(), l.name.as_str(), l.qty, l.unit_price_yen))
        .collect();
    assert_eq!(
        seen,
        [
            (false, Some("TS-001-W"), "Tシャツ", 2, 1980),
            (true, Some("NAME"), "名入れ:あり(+300円)", 2, 0),
            (true, None, "箱:木", 2, 0),
        ]
    );
    assert_eq!((as_lines[0].option.as_deref(), as_lines[0].addon_options.as_deref()), (Some("色:白"), None));
}

#[test]
fn imp_11_addons_are_told_by_the_items_list_wherever_they_stand() {
    let list = [
        addon("名入れ", "あり", Some("NAME")),
        addon("のし", "あり", None),
        addon("のし / 包装", "あり", None),
    ];
    let known = facts(&list, &[]);
    type Case<'a> = (&'a str, Option<&'a str>, Option<&'a str>);
    let cases: &[Case<'_>] = &[
        ("色:白 / 名入れ:あり(+300円) / のし:あり", Some("色:白"), Some("名入れ:あり(+300円) / のし:あり")),
        ("名入れ:あり(+300円) / 色:白 / のし:あり", Some("色:白"), Some("名入れ:あり(+300円) / のし:あり")),
        ("名入れ:あり(+300円) / のし:あり / 色:白", Some("色:白"), Some("名入れ:あり(+300円) / のし:あり")),
        ("色:白 / のし / 包装:あり(+100円)", Some("色:白"), Some("のし / 包装:あり(+100円)")),
        ("名入れ:あり(+300円)", None, Some("名入れ:あり(+300円)")),
        // A price difference makes no add-on.
        ("1枚目:白 / 2枚目:黒(+699円)", Some("1枚目:白 / 2枚目:黒(+699円)"), None),
    ];
    for (text, option, addons) in cases {
        let line = |facts| orders(decide(vec![with_option(text, Some("-W"))], None, facts)).remove(0).lines;
        let in_field = &line(&known)[0];
        assert_eq!((in_field.option.as_deref(), in_field.addon_options.as_deref()), (*option, *addons));
        let whole = &line(&facts(&[], &["-W"]))[0];
        assert_eq!((whole.option.as_deref(), whole.addon_options.as_deref()), (Some(*text), None), "no list");

        let rules = CartRules { addon_options_as_lines: true, ..CartRules::default() };
        let cart = CartRows { rows: vec![with_option(text, Some("-W"))], rejected: vec![] };
        let lines = orders(plan_cart(pack_no(), cart, None, &rules, &known)).remove(0).lines;
        let names: Vec<&str> = lines.iter().filter(|l| l.is_addon()).map(|l| l.name.as_str()).collect();
        assert_eq!((lines[0].option.as_deref(), lines[0].addon_options.as_deref()), (*option, None));
        let wanted =
            if addons.is_some_and(|text| text.contains("のし:")) { 2 } else { addons.iter().count() };
        assert_eq!(names.len(), wanted, "{text}: {names:?}");
    }
}

#[test]
fn imp_11_an_addon_line_goes_into_the_order_of_its_parent() {
    let rules = CartRules { addon_options_as_lines: true, ..CartRules::default() };
    let rows = vec![
        ShippingRow {
            delivery_company: Some("ゆうパック".into()), ..with_option("名入れ:あり", None)
        },
        row(2),
    ];
    let facts = facts(&[addon("名入れ", "あり", Some("NAME"))], &[]);
    let made = orders(plan_cart(pack_no(), CartRows { rows, rejected: vec![] }, None, &rules, &facts));
    assert_eq!(made.iter().map(|order| order.lines.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn imp_11_a_list_that_cannot_be_had_leaves_the_text_whole_with_a_warning() {
    let mut facts = facts(&[], &["-W"]);
    facts.addons.insert("812345678".into(), LookupResult::Unavailable(Message::quoted("no answer")));
    let CartDecision::Import(import) =
        decide(vec![with_option("色:白 / 名入れ:あり", Some("-W"))], None, &facts)
    else {
        panic!()
    };
    assert_eq!(import.orders[0].lines[0].option.as_deref(), Some("色:白 / 名入れ:あり"));
    assert_eq!(import.addons_unavailable["812345678"], Message::quoted("no answer"));
}

/// What is split off: its code's suffix, its company and its order numbers.
type Split<'a> = (Option<u32>, &'a str, &'a [i64]);

#[test]
fn imp_07_companies_follow_their_smallest_order_number_and_suffixes_what_is_known() {
    type Case<'a> = (&'a [(i64, &'a str)], Option<u32>, &'a [Split<'a>]);
    let cases: &[Case<'_>] = &[
        (&[(11, "A"), (12, "A"), (13, "A")], None, &[(None, "A", &[11, 12, 13])]),
        (
            &[(15, "A"), (14, "B"), (13, "A"), (12, "C"), (16, "C"), (11, "B")],
            None,
            &[(Some(1), "B", &[11, 14]), (Some(2), "C", &[12, 16]), (Some(3), "A", &[13, 15])],
        ),
        // As numbers, not as texts.
        (
            &[(1_000_000_000, "A"), (999_999_999, "B")],
            None,
            &[(Some(1), "B", &[999_999_999]), (Some(2), "A", &[1_000_000_000])],
        ),
        // Late lines: of a bare order, even with its company and a smaller number; of a split cart.
        (&[(10, "A")], Some(1), &[(Some(2), "A", &[10])]),
        (&[(22, "A"), (21, "B"), (23, "A")], Some(1), &[(Some(2), "B", &[21]), (Some(3), "A", &[22, 23])]),
        (&[(13, "B")], Some(2), &[(Some(3), "B", &[13])]),
        (&[(9, "A"), (10, "B")], Some(3), &[(Some(4), "A", &[9]), (Some(5), "B", &[10])]),
    ];
    for (rows, known, wanted) in cases {
        let by = |(no, company): &(i64, &str)| ShippingRow {
            delivery_company: Some((*company).to_owned()),
            ..row(*no)
        };
        let made = orders(decide(rows.iter().map(by).collect(), *known, &ItemFacts::default()));
        let numbers: Vec<Vec<i64>> = made.iter().map(numbers).collect();
        let split: Vec<Split<'_>> = made
            .iter()
            .zip(&numbers)
            .map(|(order, numbers)| (order.code.suffix, order.carrier.as_str(), numbers.as_slice()))
            .collect();
        assert_eq!(split, *wanted, "{rows:?} {known:?}");
        assert!(made.iter().all(|order| order.code.pack_no == pack_no()));
    }
}

/// The order numbers of an order, in the order of its lines.
fn numbers(order: &NewOrder) -> Vec<i64> {
    order.lines.iter().filter_map(|line| line.origin.as_ref()).map(|row| row.order_no.get()).collect()
}

#[test]
fn imp_13_one_bad_row_rejects_the_cart_and_all_bad_rows_are_named() {
    let bad = |order_no| ShippingRow { seller_item_code: None, ..row(order_no) };
    let decision = decide(vec![row(1), bad(3), bad(2)], None, &ItemFacts::default());
    let missing = Reason::SellerCodeMissing;
    let CartDecision::Reject(rows) = &decision else { panic!() };
    assert_eq!(rows[2].problem.detail, "2".into(), "the sibling names the first bad row");
    assert_eq!(reasons(decision), [missing, missing, Reason::CartRejected]);
}

#[test]
fn the_earliest_desired_date_counts_for_the_order() {
    let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 7, d);
    let desired = |order_no, date, time: Option<&str>| ShippingRow {
        desired_delivery_date: date,
        desired_delivery_time: time.map(str::to_owned),
        ..row(order_no)
    };
    let rows = vec![desired(1, None, Some("夜")), desired(2, day(9), Some("朝")), desired(3, day(8), None)];
    let order = orders(decide(rows, None, &ItemFacts::default())).remove(0);
    assert_eq!((order.desired_delivery_date, order.desired_delivery_time), (day(8), None));
    let order = orders(decide(vec![desired(1, None, Some("夜"))], None, &ItemFacts::default())).remove(0);
    assert_eq!((order.desired_delivery_date, order.desired_delivery_time.as_deref()), (None, Some("夜")));
}

proptest! {
    /// IMP-7: whatever the order of rows, the same orders; no line lost, none twice; one company each,
    /// companies in the order of their smallest order number, suffixes without a gap.
    #[test]
    fn imp_07_splitting_does_not_depend_on_the_order_of_rows(
        companies in prop::collection::vec(0_u8..4, 1..12),
        known in prop::option::of(1_u32..5),
        seed in any::<u64>(),
    ) {
        let rows: Vec<ShippingRow> = companies
            .iter()
            .zip(1..)
            .map(|(company, no)| ShippingRow { delivery_company: Some(format!("C{company}")), ..row(no) })
            .collect();
        let mut shuffled = rows.clone();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let made = orders(decide(shuffled, known, &ItemFacts::default()));
        prop_assert_eq!(&made, &orders(decide(rows, known, &ItemFacts::default())));

        let mut all: Vec<i64> = made.iter().flat_map(numbers).collect();
        let firsts: Vec<i64> = made.iter().map(|order| numbers(order)[0]).collect();
        prop_assert!(firsts.is_sorted());
        all.sort_unstable();
        prop_assert_eq!(all, (1..=companies.len() as i64).collect::<Vec<_>>());
        for order in &made {
            let same = |line: &NewLine| {
                line.origin.as_ref().is_some_and(|row| row.delivery_company.as_ref() == Some(&order.carrier))
            };
            prop_assert!(order.lines.iter().all(same));
        }
        let suffixes: Vec<Option<u32>> = made.iter().map(|order| order.code.suffix).collect();
        if known.is_none() && made.len() == 1 {
            prop_assert_eq!(suffixes, vec![None]);
        } else {
            let first = known.unwrap_or(0) + 1;
            prop_assert_eq!(suffixes, (first..).take(made.len()).map(Some).collect::<Vec<_>>());
        }
    }
}
