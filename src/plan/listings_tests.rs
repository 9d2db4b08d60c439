use super::*;

fn part(option_code: &str, option: &str) -> ItemPart {
    ItemPart { option_code: option_code.to_owned(), option: option.to_owned() }
}

fn listing(listing_id: i64, option_code: &str, option: &str, sku: &str) -> MappedListing {
    let sku = (!sku.is_empty()).then(|| sku.to_owned());
    let sku_by = sku.as_ref().map(|_| SkuBy::Pull);
    MappedListing { listing_id, part: part(option_code, option), sku, sku_by, is_gone: false }
}

fn by_hand(listing: MappedListing) -> MappedListing {
    MappedListing { sku_by: Some(SkuBy::Hand), ..listing }
}

fn gone(listing: MappedListing) -> MappedListing {
    MappedListing { is_gone: true, ..listing }
}

fn item(kind: ItemKind, parts: &[(&str, &str)]) -> PulledItem {
    PulledItem {
        item_code: "81".into(),
        seller_code: "TS".into(),
        kind,
        name: None,
        sale_ends_on: None,
        parts: parts.iter().map(|(code, text)| part(code, text)).collect(),
        unread: vec![],
    }
}

fn update(listing: MappedListing, is_to_be_sent: bool) -> PullChange {
    PullChange::Update { listing, is_to_be_sent }
}

#[test]
fn new_listings_get_the_joined_sku_where_the_codes_are_usable() {
    let read = item(ItemKind::Option, &[("-W", "色:白"), ("", "色:黒"), ("赤", "色:赤"), ("-W", "色:白")]);
    let merged = merge(&[], &read, "_");
    let add = |code, text, sku: Option<&str>| PullChange::Add(part(code, text), sku.map(str::to_owned));
    assert_eq!(
        merged.changes,
        [add("-W", "色:白", Some("TS_-W")), add("", "色:黒", None), add("赤", "色:赤", None)]
    );
    assert_eq!((merged.new, merged.gone), (3, 0), "the same option twice is one listing");
    let plain = merge(&[], &item(ItemKind::Plain, &[("", "")]), "_");
    assert_eq!(plain.changes, [add("", "", Some("TS"))]);
}

#[test]
fn the_same_again_changes_nothing() {
    let known = [
        listing(1, "-W", "色:白", "TS-W"),
        listing(2, "", "色:黒", ""),
        gone(listing(3, "-R", "色:赤", "X")),
    ];
    let read = item(ItemKind::Option, &[("-W", "色:白"), ("", "色:黒")]);
    assert_eq!(merge(&known, &read, ""), Merge::default());
}

#[test]
fn what_is_gone_is_kept_and_what_is_back_is_sent_again() {
    let white = listing(1, "-W", "色:白", "TS-W");
    let merged = merge(std::slice::from_ref(&white), &item(ItemKind::Option, &[]), "");
    assert_eq!((merged.changes, merged.gone), (vec![update(gone(white.clone()), false)], 1));
    let merged = merge(&[gone(white.clone())], &item(ItemKind::Option, &[("-W", "色:白")]), "");
    assert_eq!((merged.changes, merged.new, merged.gone), (vec![update(white, true)], 0, 0));
}

#[test]
fn a_sku_of_a_pull_follows_the_codes_and_one_by_hand_stays() {
    let known = [listing(1, "-W", "色:白", "OLD-W"), by_hand(listing(2, "-K", "色:黒", "MINE"))];
    let read = item(ItemKind::Option, &[("-W", "色:白"), ("-K", "色:黒")]);
    assert_eq!(merge(&known, &read, "").changes, [update(listing(1, "-W", "色:白", "TS-W"), true)]);
    let unusable = PulledItem { seller_code: "Tシャツ".into(), ..read };
    assert_eq!(merge(&known, &unusable, "").changes, [update(listing(1, "-W", "色:白", ""), true)]);
}

#[test]
fn a_listing_made_by_hand_is_adopted_and_keeps_what_was_sent() {
    let mine = by_hand(listing(1, "-W", "", "MINE"));
    let merged = merge(&[mine], &item(ItemKind::Option, &[("-W", "色:白")]), "");
    assert_eq!(merged.changes, [update(by_hand(listing(1, "-W", "色:白", "MINE")), false)]);
    assert_eq!((merged.new, merged.gone), (0, 0));
}

#[test]
fn renamed_options_are_the_same_by_their_code_and_are_sent_again() {
    let known = [by_hand(listing(1, "-W", "色:白", "A")), by_hand(listing(2, "-K", "色:黒", "B"))];
    let merged = merge(&known, &item(ItemKind::Option, &[("-W", "色:黒"), ("-K", "色:白")]), "");
    let wanted = [
        update(by_hand(listing(1, "-W", "色:黒", "A")), true),
        update(by_hand(listing(2, "-K", "色:白", "B")), true),
    ];
    assert_eq!(merged.changes, wanted);
}

#[test]
fn an_option_that_gets_a_code_stays_the_same_listing() {
    let merged = merge(&[listing(1, "", "色:白", "")], &item(ItemKind::Option, &[("-W", "色:白")]), "");
    assert_eq!(merged.changes, [update(listing(1, "-W", "色:白", "TS-W"), true)]);
}

#[test]
fn an_item_that_gets_options_is_no_longer_sold_plain() {
    let merged = merge(&[listing(1, "", "", "TS")], &item(ItemKind::Move, &[("-L", "青 / L")]), "");
    assert_eq!((merged.new, merged.gone), (1, 1));
}

#[test]
fn what_is_wrong_is_told_in_the_order_of_mending() {
    use ListingIssue::{CodeShared, Gone, NeverPulled, NotListed, NotRead, Stopped, Unmapped};
    let fine = ListingState {
        kind: Some(ItemKind::Option),
        item_status: Some("S2"),
        seller_code: "TS",
        option_code: "-W",
        sku: Some("TS-W"),
        is_gone: false,
        is_code_shared: false,
    };
    for (one, wanted) in [
        (fine, None),
        (ListingState { kind: None, item_status: None, ..fine }, Some(NeverPulled)),
        (ListingState { kind: None, sku: None, ..fine }, Some(NotRead)),
        (ListingState { item_status: None, is_gone: true, ..fine }, Some(NotListed)),
        (ListingState { is_gone: true, ..fine }, Some(Gone)),
        (ListingState { item_status: Some("S1"), ..fine }, Some(Stopped)),
        (
            ListingState { option_code: "", sku: None, ..fine },
            Some(ListingIssue::InvalidCode(CodeError::OptionCodeMissing)),
        ),
        (ListingState { kind: Some(ItemKind::Plain), option_code: "", ..fine }, None),
        (
            ListingState { seller_code: "白", ..fine },
            Some(ListingIssue::InvalidCode(CodeError::SellerCodeUnusable)),
        ),
        (ListingState { sku: None, ..fine }, Some(Unmapped)),
        (ListingState { sku: None, is_code_shared: true, ..fine }, Some(CodeShared)),
        (ListingState { is_code_shared: true, ..fine }, Some(CodeShared)),
    ] {
        assert_eq!(find_issue(&one), wanted, "{one:?}");
    }
}

#[test]
fn a_list_has_shrunk_when_less_than_half_is_left() {
    for (was, now, wanted) in [(0, 0, false), (10, 5, false), (10, 4, true), (1, 0, true), (3, 2, false)] {
        assert_eq!(has_shrunk(was, now), wanted, "{now} of {was}");
    }
}

#[test]
fn an_option_that_cannot_be_read_makes_none_gone() {
    let known = [listing(1, "-W", "色:白", "TS-W"), listing(2, "-B", "色:黒", "TS-B")];
    let read = PulledItem {
        unread: vec![Message::quoted("row 2")],
        ..item(ItemKind::Option, &[("-W", "色:白"), ("-R", "色:赤")])
    };
    let merged = merge(&known, &read, "");
    assert_eq!((merged.new, merged.gone, merged.changes.len()), (1, 0, 1));
}
