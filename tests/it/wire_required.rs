//! Fields without which a row cannot be imported: its cart is rejected, the field is named, the others go on.
//! Which
//! fields, and in which forms: `qoo10::wire::shipping_row`.

use crate::support::{Shop, row};

/// Only letters and digits, for a comparison that does not mind the wording.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
}

#[test]
fn a_row_without_a_required_field_rejects_its_whole_cart_until_it_is_mended() {
    for field in ["OrderDate", "SellerItemCode", "PackNo"] {
        let beside = if field == "PackNo" { row().cart(9).no(2) } else { row().no(2) };
        let good = |n: i64| row().cart(n).no(n);
        let shop = Shop::with_rows(vec![good(7), row().without(field), beside.clone(), good(8)]);
        // The sibling shares its cart's fate; a row without its cart's number has none.
        let is_alone = u64::from(field == "PackNo");
        let report = shop.import_with(&[], 3);
        assert_eq!(report.counts(), [4, 2 + is_alone, 0, 2 - is_alone], "{field}: {report:#?}");
        let message = squeezed(&report.reject_messages());
        assert!(message.contains("getshippinginfov3"), "no method for {field}: {message}");
        assert!(message.contains(&field.to_lowercase()), "{field} is not named: {message}");
        let listed = shop.rejects().len();
        let again = shop.import_with(&[], 3);
        assert_eq!(again.count("rejected"), 2 - is_alone, "{field} in the second run: {again:#?}");
        assert_eq!(shop.rejects().len(), listed, "{field}: listed twice after the second run");
        shop.fake.set_rows(vec![good(7), row(), beside, good(8)]);
        assert_eq!(shop.import().count("imported"), 2 - is_alone, "{field}");
        assert!(shop.rejects().is_empty(), "{field}");
    }
}

#[test]
fn two_rows_without_usable_numbers_are_two_rejects_and_do_not_mix() {
    let shop = Shop::with_rows(vec![
        row().no(1).without("PackNo"),
        row().no(2).without("PackNo"),
        row().cart(7).no(7),
    ]);
    assert_eq!(shop.import_with(&[], 3).counts(), [3, 1, 0, 2]);
    assert_eq!(shop.rejects().len(), 2);
}
