use super::*;
use crate::domain::listing::FreeStockError;
use crate::domain::seller_code::CodeError;

fn listing(kind: ItemKind, option_code: &str, option: &str, qty: i64) -> Listing {
    Listing {
        listing_id: 1,
        item_code: "81".into(),
        kind: Some(kind),
        option_code: option_code.into(),
        option: option.into(),
        is_code_shared: false,
        sku: Some(format!("X{option_code}")),
        free: Ok(qty),
        sent_qty: None,
        is_stale: false,
        may_be_on_sale: true,
        pending: None,
    }
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn decided(now: &RemoteItem, listings: &[Listing], due: &[usize]) -> ItemPlan {
    let listings: Vec<&Listing> = listings.iter().collect();
    plan_item(now, &listings, &due.iter().copied().collect(), "X")
}

fn end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 12, 31).unwrap()
}

#[test]
fn stk_07_a_listing_is_due_until_qoo10_was_told_what_it_should_show() {
    let mut one = listing(ItemKind::Plain, "", "", 5);
    assert!(is_due(&one, false), "never sent");
    one.sent_qty = Some(5);
    assert!(!is_due(&one, false));
    assert!(is_due(&one, true), "--all");
    one.is_stale = true;
    assert!(is_due(&one, false), "a line of it was imported or cancelled");
    one = Listing { is_stale: false, pending: Some(5), ..one };
    assert!(is_due(&one, false), "an answer was lost");
    one = Listing { pending: None, free: Ok(6), ..one };
    assert!(is_due(&one, false), "another number");
    one.free = Err(FreeStockError::NotCounted);
    assert!(!is_due(&one, true), "nothing known");
    one = Listing { sku: None, ..listing(ItemKind::Plain, "", "", 5) };
    assert!(!is_due(&one, true), "not mapped");
}

#[test]
fn stk_02_stopped_items_and_unusable_codes_are_left_out() {
    let on_sale = |code: &str| ItemsOnSale {
        seller_codes: HashMap::from([("81".to_owned(), code.to_owned())]),
        unread: 0,
    };
    let plain = listing(ItemKind::Plain, "", "", 5);
    assert_eq!(find_skip_reason(&plain, &on_sale("TS-1")), None);
    assert_eq!(find_skip_reason(&plain, &ItemsOnSale::default()), Some(StockFailure::NotOnSale));
    let in_part = ItemsOnSale { unread: 1, ..ItemsOnSale::default() };
    assert!(
        matches!(find_skip_reason(&plain, &in_part), Some(StockFailure::LookupFailed(_))),
        "it may be the unread one"
    );
    assert_eq!(
        find_skip_reason(&plain, &on_sale("T 1")),
        Some(StockFailure::CodeUnusable(CodeError::SellerCodeUnusable))
    );
    let option = listing(ItemKind::Option, "白", "色:白", 5);
    assert_eq!(
        find_skip_reason(&option, &on_sale("TS-1")),
        Some(StockFailure::CodeUnusable(CodeError::OptionCodeUnusable))
    );
    let unread = Listing { kind: None, ..listing(ItemKind::Plain, "", "", 5) };
    assert_eq!(find_skip_reason(&unread, &on_sale("TS-1")), None);
}

#[test]
fn stk_06_more_than_the_percentage_and_more_than_five_zeros_stop() {
    let many = |zeros: usize, others: usize| -> Vec<Listing> {
        let zero = (0..zeros).map(|_| listing(ItemKind::Plain, "", "", 0));
        zero.chain((0..others).map(|_| listing(ItemKind::Plain, "", "", 1))).collect()
    };
    let braked = |listings: &[Listing]| check_mass_zero(listings.iter(), listings.iter(), 50);
    assert_eq!(braked(&many(5, 0)), None, "few");
    assert_eq!(braked(&many(6, 6)), None, "exactly half");
    let sku = many(1, 0).remove(0).sku.unwrap();
    assert_eq!(braked(&many(7, 6)), Some(MassZero { zeroed: 7, of: 13, skus: vec![sku] }), "each SKU once");
    let mut listings = many(7, 6);
    listings[0].sent_qty = Some(0);
    assert_eq!(braked(&listings), None, "6 of 12: what was sent as 0 does not count");
    assert_eq!(check_mass_zero(many(6, 0).iter(), many(6, 0).iter(), 100), None);
}

#[test]
fn plain_items_get_the_quantity_with_their_own_end_of_sale() {
    let item = PlainItem { qty: Some(2), sale_ends_on: Ok(Some(end())), tax_rate: Some(TaxRate::Eight) };
    let now = RemoteItem::Plain(item.clone());
    let plan = decided(&now, &[listing(ItemKind::Plain, "", "", 5)], &[0]);
    let wanted = PlainQty {
        item_code: "81".into(),
        seller_code: "X".into(),
        sale_ends_on: end(),
        tax_rate: Some(TaxRate::Eight),
        qty: 5,
    };
    assert_eq!(plan.decisions, [(0, ListingDecision::SetPlain(wanted))]);
    let unreadable = msg!("qoo10-a_time");
    for (sale_ends_on, failure) in [
        (Ok(None), StockFailure::NoEndDate),
        (Err(unreadable), StockFailure::Unreadable("ExpireDate".into())),
    ] {
        let endless = RemoteItem::Plain(PlainItem { sale_ends_on, ..item.clone() });
        let plan = decided(&endless, &[listing(ItemKind::Plain, "", "", 5)], &[0]);
        assert_eq!(plan.decisions, [(0, ListingDecision::Skip(failure))]);
    }
    let plan = decided(&now, &[listing(ItemKind::Option, "-W", "色:白", 5)], &[0]);
    assert_eq!(plan.decisions, [(0, ListingDecision::Skip(StockFailure::OptionGone))]);
    assert_eq!(
        decided(&RemoteItem::Unknown, &[listing(ItemKind::Plain, "", "", 5)], &[0]).decisions,
        [(0, ListingDecision::Skip(StockFailure::ItemUnknown))]
    );
}

#[test]
fn what_an_earlier_run_began_is_done_when_qoo10_shows_it_and_nothing_is_newer() {
    let begun = |begun: i64, shown: i64| {
        let one = Listing { pending: Some(begun), ..listing(ItemKind::Plain, "", "", 5) };
        let item = PlainItem { qty: Some(shown), sale_ends_on: Ok(Some(end())), tax_rate: None };
        let now = RemoteItem::Plain(item);
        matches!(decided(&now, &[one], &[0]).decisions[0].1, ListingDecision::AlreadySet(_))
    };
    assert!(begun(5, 5));
    assert!(!begun(4, 5) && !begun(4, 4), "the free stock changed since");
    assert!(!begun(5, 4), "Qoo10 shows another quantity");
}

fn white(price_yen: Option<i64>) -> StockOption {
    StockOption { names: own(&["色"]), values: own(&["白"]), price_yen, qty: Some(2), code: "-W ".into() }
}

#[test]
fn options_go_back_as_they_were_read_with_another_quantity() {
    let listings =
        [listing(ItemKind::Option, "-W", "色:しろ", 5), listing(ItemKind::Option, "-B", "色:黒", 7)];
    let plan =
        decided(&RemoteItem::Options { options: vec![white(Some(100))], unread: vec![] }, &listings, &[0, 1]);
    let wanted = OptionQty {
        item_code: "81".into(),
        seller_code: "X".into(),
        names: own(&["色"]),
        values: own(&["白"]),
        code: "-W ".into(),
        price_yen: 100,
        qty: 5,
    };
    assert_eq!(
        plan.decisions,
        [(0, ListingDecision::SetOption(wanted)), (1, ListingDecision::Skip(StockFailure::OptionGone))],
        "by the code, whatever its name is now"
    );
}

#[test]
fn options_that_cannot_go_back_whole_are_not_sent() {
    let one = |option: StockOption| {
        let listings = [listing(ItemKind::Option, "-W", "色:白", 5)];
        decided(&RemoteItem::Options { options: vec![option], unread: vec![] }, &listings, &[0])
            .decisions
            .remove(0)
            .1
    };
    assert_eq!(one(white(None)), ListingDecision::Skip(StockFailure::Unreadable("Price".into())));
    let odd = StockOption { values: own(&["白||*黒"]), ..white(Some(0)) };
    assert_eq!(one(odd), ListingDecision::Skip(StockFailure::SeparatorInText("白||*黒".into())));
    let emoji = StockOption { values: own(&["白😀"]), ..white(Some(0)) };
    assert!(matches!(one(emoji), ListingDecision::SetOption(_)));
}

#[test]
fn an_option_that_cannot_be_read_is_not_gone_and_spoils_no_other() {
    let listings = [listing(ItemKind::Option, "-W", "色:白", 5), listing(ItemKind::Option, "-B", "色:黒", 7)];
    let now = RemoteItem::Options { options: vec![white(Some(0))], unread: vec![Message::quoted("row 2")] };
    let plan = decided(&now, &listings, &[0, 1]);
    assert!(matches!(plan.decisions[0].1, ListingDecision::SetOption(_)));
    assert!(matches!(plan.decisions[1].1, ListingDecision::Skip(StockFailure::Unreadable(_))), "{plan:?}");
}

#[test]
fn options_without_a_listing_are_named_and_of_two_with_one_code_the_text_decides() {
    let second = StockOption { values: own(&["黒"]), ..white(Some(0)) };
    let listings = [listing(ItemKind::Option, "-W", "色:黒", 5)];
    let plan = decided(
        &RemoteItem::Options { options: vec![white(Some(0)), second], unread: vec![] },
        &listings,
        &[0],
    );
    match &plan.decisions[0].1 {
        ListingDecision::SetOption(row) => assert_eq!(row.values, ["黒"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(plan.unlisted_options, [""; 0]);
    let stranger = StockOption { values: own(&["赤"]), code: "-R".into(), ..white(Some(0)) };
    let plan = decided(&RemoteItem::Options { options: vec![stranger], unread: vec![] }, &listings, &[]);
    assert_eq!(plan.unlisted_options, ["色:赤"]);
}

/// The manual's example: blue, green and red in L, M and S.
fn nine() -> (Vec<MoveType>, Vec<Listing>) {
    let mut types = Vec::new();
    let mut listings = Vec::new();
    for colour in ["blue", "green", "red"] {
        for size in ["L", "M", "S"] {
            let code = format!("{colour}-{size}");
            types.push(MoveType { names: own(&[colour, size]), qty: 1, code: code.clone() });
            let sent = Listing { sent_qty: Some(3), ..listing(ItemKind::Move, &code, "", 3) };
            listings.push(sent);
        }
    }
    listings[0].free = Ok(8);
    (types, listings)
}

#[test]
fn stk_04_one_changed_type_sends_all_nine() {
    let (types, listings) = nine();
    let plan = decided(&RemoteItem::Move(Ok(types)), &listings, &[0]);
    let set = plan.move_set.unwrap();
    let quantities: Vec<i64> = set.iter().map(|one| one.qty).collect();
    assert_eq!(quantities, [8, 3, 3, 3, 3, 3, 3, 3, 3]);
    assert_eq!(set[8].names, ["red", "S"]);
    assert_eq!(plan.decisions.len(), 9);
}

#[test]
fn stk_04_a_type_without_mapping_or_quantity_stops_the_item() {
    let (mut types, listings) = nine();
    types.push(MoveType { names: own(&["blue", "XL"]), qty: 1, code: "blue-XL".into() });
    let plan = decided(&RemoteItem::Move(Ok(types)), &listings, &[0]);
    assert_eq!(plan.move_set, None);
    let not = |not_mapped: &[&str], without_quantity: &[&str]| {
        let missing = MissingTypes { not_mapped: own(not_mapped), without_quantity: own(without_quantity) };
        [(0, ListingDecision::Skip(StockFailure::TypesMissing(missing)))]
    };
    assert_eq!(plan.decisions, not(&["blue / XL"], &[]));

    let (types, mut listings) = nine();
    let unknown = || Err(FreeStockError::NotCounted);
    (listings[4].free, listings[5].free, listings[7].sku) = (unknown(), unknown(), None);
    let skus: Vec<&str> = [4, 5].iter().filter_map(|n: &usize| listings[*n].sku.as_deref()).collect();
    let plan = decided(&RemoteItem::Move(Ok(types.clone())), &listings, &[0]);
    assert_eq!(plan.move_set, None);
    assert_eq!(plan.decisions, not(&[&format_type(&types[7].names)], &skus), "all of them at once");
}

#[test]
fn stk_04_a_type_that_qoo10_no_longer_has_is_not_sent_back() {
    let (mut types, mut listings) = nine();
    listings[2].free = Ok(6);
    types.remove(2);
    let plan = decided(&RemoteItem::Move(Ok(types)), &listings, &[0, 2]);
    assert_eq!(plan.move_set.unwrap().len(), 8);
    assert_eq!(plan.decisions[0], (2, ListingDecision::Skip(StockFailure::OptionGone)));
    let damaged = RemoteItem::Move(Err("bl".into()));
    assert_eq!(
        decided(&damaged, &listings, &[0]).decisions,
        [(0, ListingDecision::Skip(StockFailure::SeparatorInText("bl".into())))]
    );
}

#[test]
fn a_set_that_arrived_is_not_sent_again() {
    let (mut types, mut listings) = nine();
    types[0].qty = 8;
    listings[0].pending = Some(8);
    let plan = decided(&RemoteItem::Move(Ok(types)), &listings, &[0]);
    assert_eq!(plan.move_set, None);
    assert_eq!(plan.decisions, [(0, ListingDecision::AlreadySet(8))]);
}
