use super::*;
use crate::desk::csv_file;

fn item(kind: Option<ItemKind>, seller_code: &str, listings: Vec<MappedListing>) -> MappedItem {
    MappedItem { kind, seller_code: seller_code.into(), is_listed: kind.is_some(), listings }
}

fn listing(listing_id: i64, option_code: &str, sku: &str, by: SkuBy) -> MappedListing {
    let part = ItemPart { option_code: option_code.into(), option: option_code.into() };
    MappedListing { listing_id, part, sku: Some(sku.into()), sku_by: Some(by), is_gone: false }
}

/// A plain item, one with an option, two with the same seller code, and one that was only mapped by hand.
fn known() -> BTreeMap<String, MappedItem> {
    let gone = MappedListing { is_gone: true, ..listing(3, "-X", "TS-X", SkuBy::Hand) };
    [
        ("81", item(Some(ItemKind::Plain), "A", vec![listing(1, "", "A", SkuBy::Pull)])),
        ("82", item(Some(ItemKind::Option), "TS", vec![listing(2, "-W", "TS-W", SkuBy::Pull), gone])),
        ("83", item(Some(ItemKind::Plain), "B", vec![listing(4, "", "B", SkuBy::Pull)])),
        ("84", item(Some(ItemKind::Plain), "B", vec![listing(5, "", "B", SkuBy::Pull)])),
        ("85", item(None, "", vec![listing(6, "-M", "HAND", SkuBy::Hand)])),
    ]
    .map(|(code, item)| (code.to_owned(), item))
    .into()
}

fn load(rows: &str) -> MappingPlan {
    let text = format!("item_code,seller_code,option_code,sku\n{rows}");
    plan_load(&known(), &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap(), "").unwrap()
}

fn refused(rows: &str) -> Vec<(usize, MappingError)> {
    load(rows).refused.into_iter().map(|row| (row.line, row.why)).collect()
}

#[test]
fn listings_are_mapped_by_item_code_and_by_seller_code() {
    let load = load("81,,,SHARED\n,TS,-W,SHARED\n99,,,NEW\n98,,-Q,NEW\n85,,-M,HAND\n");
    assert_eq!(load.refused, []);
    let told: Vec<_> = load
        .rows
        .iter()
        .map(|row| &row.row)
        .map(|row| (row.item_code.as_str(), row.outcome, row.effects.len()))
        .collect();
    let mapped = RowOutcome::Mapped;
    let wanted = [
        ("81", mapped, 1),
        ("82", mapped, 1),
        ("99", mapped, 1),
        ("98", mapped, 1),
        ("85", RowOutcome::Unchanged, 0),
    ];
    assert_eq!(told, wanted);
    let listing = MappedListing { listing_id: 1, ..listing(1, "", "SHARED", SkuBy::Hand) };
    assert_eq!(load.rows[0].row.effects, [MappingEffect::Update { listing, is_to_be_sent: true }]);
}

#[test]
fn the_sku_that_it_has_stays_its_own_by_hand_and_is_not_sent_again() {
    let load = load("81,,,A\n");
    let listing = listing(1, "", "A", SkuBy::Hand);
    assert_eq!(load.rows[0].row.effects, [MappingEffect::Update { listing, is_to_be_sent: false }]);
}

#[test]
fn a_blank_sku_takes_a_mapping_by_hand_away() {
    let load = load("85,,-M,\n82,,-X,\n81,,,\n97,,,\n");
    let told: Vec<_> = load.rows.iter().map(|row| row.row.outcome).collect();
    assert_eq!(
        told,
        [RowOutcome::Unmapped, RowOutcome::Unmapped, RowOutcome::Unchanged, RowOutcome::Unchanged]
    );
    let MappingEffect::Update { listing, is_to_be_sent: true } = &load.rows[0].row.effects[0] else {
        panic!()
    };
    assert_eq!((&listing.sku, listing.sku_by), (&None, None), "an item that was never read has no codes");
    let MappingEffect::Update { listing, is_to_be_sent: false } = &load.rows[1].row.effects[0] else {
        panic!()
    };
    assert_eq!((listing.sku.as_deref(), listing.sku_by), (Some("TS-X"), Some(SkuBy::Pull)));
}

#[test]
fn rows_that_mean_nothing_are_refused() {
    let rows =
        ",,,X\n1.2E+09,,,X\n,NONE,,X\n,B,,X\n82,,,X\n82,,-K,X\n82,,-X,X\n81,,-W,X\n99,,白,X\n81,,,品番\n";
    let own = str::to_owned;
    let wanted = [
        MappingError::ItemMissing,
        MappingError::ItemCodeUnusable(own("1.2E+09")),
        MappingError::SellerCodeUnknown(own("NONE")),
        MappingError::SellerCodeAmbiguous(own("B"), vec![own("83"), own("84")]),
        MappingError::OptionCodeMissing,
        MappingError::OptionUnknown(own("-K")),
        MappingError::OptionUnknown(own("-X")),
        MappingError::OptionUnknown(own("-W")),
        MappingError::OptionCodeUnusable(own("白")),
        MappingError::SkuUnusable(own("品番")),
    ];
    assert_eq!(refused(rows), (2..).zip(wanted).collect::<Vec<_>>());
}

#[test]
fn a_listing_named_twice_is_taken_only_where_its_lines_agree() {
    let twice = load("99,,,X\n99,,,X\n");
    assert_eq!(twice.rows.iter().map(|row| row.row.effects.len()).collect::<Vec<_>>(), [1, 0]);
    let rows = "82,,-W,X\n81,,,A\n,TS,-W,Y\n82,,-W,X\n";
    let other = |line, sku: &str| MappingError::OtherSku { line, sku: sku.into() };
    assert_eq!(refused(rows), [(2, other(4, "Y")), (4, other(2, "X")), (5, other(4, "Y"))]);
    assert_eq!(refused("82,,-W,X\n82,,-W,\n"), [(2, other(3, "")), (3, other(2, "X"))]);
    assert_eq!(load(rows).rows.len(), 1);
}

#[test]
fn a_header_names_items_in_one_of_two_ways() {
    let parse = |text: &str| csv_file::parse(text.as_bytes(), &COLUMNS);
    assert!(parse("販売者商品コード,品番\n").is_ok() && parse("商品コード,品番\n").is_ok());
    let error = parse("販売者オプションコード,品番\n").unwrap_err().to_string();
    assert!(error.contains("seller_code") && error.contains("商品番号"), "{error}");
}

#[test]
fn fil_01_codes_that_are_known_are_found_in_any_dress_and_kept_in_their_spelling() {
    let load = load("８１,,,ＴＳ－Ｗ\n,Ｔ\u{200b}S,‐W,A\n'81.0,,,TS-W\n");
    let told: Vec<_> = load
        .rows
        .iter()
        .map(|row| &row.row)
        .map(|row| (row.item_code.as_str(), row.option_code.as_str(), row.sku.as_deref().unwrap()))
        .collect();
    assert_eq!(told, [("81", "", "TS-W"), ("81", "", "TS-W")]);
    let why = MappingError::OptionUnknown("‐W".into());
    let refused: Vec<_> = load.refused.into_iter().map(|row| (row.line, row.why)).collect();
    assert_eq!(refused, [(3, why)], "a hyphen that joins nothing is none");
    let load = self::load(",Ｂ,,X\n82,,－Ｗ\u{feff},X\n99,,,Ｎ\n");
    let refused: Vec<_> = load.refused.into_iter().map(|row| (row.line, row.why)).collect();
    assert_eq!(
        refused[0],
        (2, MappingError::SellerCodeAmbiguous("Ｂ".into(), vec!["83".into(), "84".into()]))
    );
    assert_eq!(
        refused[1],
        (4, MappingError::SkuUnusable("Ｎ".into())),
        "what is new is not changed into another"
    );
    assert_eq!(load.rows[0].row.option_code, "-W");
}

#[test]
fn stk_10_lines_that_a_quote_swallows_are_refused() {
    let load = load("81,,,\"A\n82,,-W,B\n\",,\n83,,,C\n");
    let torn = [
        (2, RowFault::Torn { last: 4 }),
        (3, RowFault::Swallowed { by: 2 }),
        (4, RowFault::Swallowed { by: 2 }),
    ];
    let refused: Vec<_> = load.refused.into_iter().map(|row| (row.line, row.why)).collect();
    assert_eq!(refused, torn.map(|(line, fault)| (line, MappingError::Row(fault))));
    assert_eq!(load.rows.len(), 1);
}
