use super::*;
use crate::domain::listing::{FreeStockError, ItemKind};

fn listing(item_code: &str, option_code: &str, option: &str, sku: &str) -> Listing {
    Listing {
        listing_id: 1,
        item_code: item_code.to_owned(),
        kind: Some(ItemKind::Option),
        option_code: option_code.to_owned(),
        option: option.to_owned(),
        is_code_shared: false,
        sku: (!sku.is_empty()).then(|| sku.to_owned()),
        free: Err(FreeStockError::NotCounted),
        sent_qty: None,
        is_stale: false,
        may_be_on_sale: true,
        pending: None,
    }
}

/// What a row counts against whose listing has no SKU.
const NO_SKU: &str = "(none)";

/// The SKU against which a row counts: item code, seller code, option code and option.
fn find(row: [&str; 4]) -> Option<String> {
    let listings = [
        listing("1", "", "", "PLAIN"),
        listing("2", "-W", "色:白", "MAPPED"),
        listing("2", "-B", "色:黒", "OPT-B"),
        listing("3", "", "", ""),
        listing("4", "", "", "CODE_-S"),
    ];
    let mut facts = StockFacts::default();
    for one in &listings {
        if let Some(sku) = &one.sku {
            let (item_code, code) = (one.item_code.clone(), one.option_code.clone());
            facts.index.insert(item_code, code, one.option.clone(), sku.clone());
        }
    }
    facts.sets.insert("SET".to_owned(), Vec::new());
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let [item_code, seller_item_code, option_code, option] = row.map(text);
    let goods = ListedGoods { item_code, seller_item_code, option_code, option, qty: 2, is_paid: true };
    let line = SkuFinder::new("_", &facts, &listings).find_line(&facts, &goods)?;
    assert_eq!((line.qty, line.is_paid), (2, true));
    Some(facts.index.find_sku(&line.goods).unwrap_or(NO_SKU).to_owned())
}

#[test]
fn stk_08_a_row_counts_against_its_listing_else_against_its_own_sku() {
    for (row, wanted) in [
        (["1", "OTHER", "", ""], Some("PLAIN")),
        (["2", "OPT", "-W", "色:白"], Some("MAPPED")),
        (["2", "OPT", "ADD,-W", "色:白 / 包装:あり"], Some("MAPPED")),
        (["2", "OPT", "", "色:白"], Some("MAPPED")),
        (["2", "OPT", "", "色:赤"], None),
        (["9", "PLAIN", "", ""], Some("PLAIN")),
        (["9", "SET", "", ""], Some("SET")),
        (["9", "CODE", "-S", "サイズ:小"], Some("CODE_-S")),
        (["9", "CODE", "ADD/-S", "サイズ:小"], Some("CODE_-S")),
        (["9", "PLAIN", "0", ""], Some("PLAIN")),
        (["9", "PLAIN", "-X", ""], None),
        (["3", "NEW", "", ""], Some(NO_SKU)),
        (["3", "NEW", "-X", ""], None),
        (["9", "", "", ""], None),
        (["", "PLAIN", "", ""], Some("PLAIN")),
    ] {
        assert_eq!(find(row).as_deref(), wanted, "{row:?}");
    }
}
