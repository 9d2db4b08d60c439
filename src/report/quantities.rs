//! push-stock in words: what a listing shows, and why its quantity is not set.

use super::Lang;
use crate::domain::listing::Unusable;
use crate::domain::quantity::{MissingTypes, NotSet};
use crate::domain::said::Said;

/// What a listing shows now, and what it was told before.
pub(super) fn quantity(lang: Lang, listing: &str, qty: i64, was: Option<i64>) -> String {
    match was {
        None => lang.pick(format!("item {listing}: {qty}"), format!("商品{listing}: {qty}")),
        Some(was) => lang
            .pick(format!("item {listing}: {qty} (was {was})"), format!("商品{listing}: {qty}(前回 {was})")),
    }
}

/// Why a listing's quantity is not set, and what to do.
pub(super) fn not_set(lang: Lang, listing: &str, why: &NotSet) -> String {
    let (en, ja) = sentence(why);
    lang.pick(format!("item {listing}: {en}"), format!("商品{listing}: {ja}"))
}

fn sentence(why: &NotSet) -> (String, String) {
    let (en, ja) = match why {
        NotSet::NotOnSale => ("not on sale at Qoo10", "Qoo10で販売中ではありません"),
        NotSet::Unusable(unusable) => codes(*unusable),
        NotSet::OptionGone => (
            "Qoo10 no longer has it; listings pull brings the list up to date",
            "Qoo10に該当のオプションがありません。listings pull で最新にしてください",
        ),
        NotSet::NoFreeStock => (
            "the free stock of its SKU is not known: stock set or stock load gives it",
            "品番のフリー在庫数が未登録です。stock set または stock load で登録してください",
        ),
        NotSet::NoEndDate => (
            "it shows no end of sale, and setting the quantity would give it one: set the end of sale in QSM",
            "販売終了日がなく、在庫連携で販売終了日が変わるため送信しません。QSMで販売終了日を設定してください",
        ),
        NotSet::KindChanged => (
            "it has options now: run listings pull, then map them",
            "オプション商品に変わっています。listings pull を実行し、対応表を確認してください",
        ),
        NotSet::ItemUnknown => (
            "Qoo10 does not know the item: run listings pull",
            "Qoo10に商品が見つかりません。listings pull を実行してください",
        ),
        NotSet::NotTaken => (
            "Qoo10 says that some of the call failed, and shows another quantity; the next run looks again",
            "一部失敗の応答があり、在庫数が反映されていません。次回もう一度確認します",
        ),
        NotSet::NoAnswer => (
            "no usable answer from Qoo10: the next run reads back before it sends again",
            "Qoo10から応答がありません。次回、在庫数を確認してから再送します",
        ),
        NotSet::TypesMissing(missing) => return types_missing(missing),
        NotSet::SeparatorInText(text) => {
            return (
                format!(
                    "\"{text}\" holds ||* or $$, or cannot be taken apart, and would damage the options: change the name at Qoo10"
                ),
                format!(
                    "「{text}」に区切り記号(||*、$$)が含まれるか、読み取れないため送信しません。Qoo10で名称を変更してください"
                ),
            );
        }
        NotSet::Unreadable(field) => {
            return (
                format!(
                    "Qoo10's {field} cannot be read, so that it could not go back unchanged; look at the option in QSM"
                ),
                format!(
                    "Qoo10の{field}を読み取れず、変更せずに送り返せないため送信しません。QSMで確認してください"
                ),
            );
        }
        NotSet::LookupFailed(Said { en, ja }) => {
            return (
                format!("the item could not be read; the next run tries again ({en})"),
                format!("商品情報を取得できませんでした。次回もう一度取得します({ja})"),
            );
        }
        NotSet::Refused(code) => {
            return (
                format!(
                    "Qoo10 refused the quantity ({code}); run listings pull and look at the item in QSM; the next run tries again"
                ),
                format!(
                    "Qoo10が在庫数を受け付けませんでした({code})。listings pull を実行し、QSMで商品を確認してください。次回もう一度送信します"
                ),
            );
        }
    };
    (en.to_owned(), ja.to_owned())
}

/// Most types that are named; the mapping table has them all.
const MOST_TYPES: usize = 5;

/// All that a MOVE item lacks, in one sentence, so that nobody mends it type by type.
fn types_missing(missing: &MissingTypes) -> (String, String) {
    let (mut en, mut ja) = (Vec::new(), Vec::new());
    if !missing.not_mapped.is_empty() {
        let (names, namae) = named(&missing.not_mapped);
        en.push(format!("these types have no SKU: {names}; map them (listings pull, listings load)"));
        ja.push(format!(
            "品番のないタイプがあります: {namae}。対応表に登録してください(listings pull、listings load)"
        ));
    }
    if !missing.without_quantity.is_empty() {
        let (names, namae) = named(&missing.without_quantity);
        en.push(format!(
            "the free stock of these SKUs is not known: {names}; give it (stock set, stock load)"
        ));
        ja.push(format!(
            "フリー在庫数が未登録の品番があります: {namae}。stock set または stock load で登録してください"
        ));
    }
    (
        format!("nothing was sent for the item, because a type left out would be deleted; {}", en.join("; ")),
        format!("欠けたタイプはQoo10から削除されるため、この商品は送信しません。{}", ja.join("。")),
    )
}

/// The first few names, and how many more there are.
fn named(names: &[String]) -> (String, String) {
    let rest = names.len().saturating_sub(MOST_TYPES);
    let shown: Vec<&str> = names.iter().take(MOST_TYPES).map(String::as_str).collect();
    match rest {
        0 => (shown.join(", "), shown.join("、")),
        _ => (format!("{} and {rest} more", shown.join(", ")), format!("{}、ほか{rest}件", shown.join("、"))),
    }
}

fn codes(unusable: Unusable) -> (&'static str, &'static str) {
    match unusable {
        Unusable::SellerCodeMissing => (
            "it has no seller item code; set one at Qoo10, then run listings pull",
            "販売者商品コードがありません。Qoo10で登録し、listings pull を実行してください",
        ),
        Unusable::SellerCodeUnusable => (
            "its seller item code has characters other than A-Z a-z 0-9 - _; change it at Qoo10, then run listings pull",
            "販売者商品コードに英数字・ハイフン・アンダーバー以外が含まれています。Qoo10で修正し、listings pull を実行してください",
        ),
        Unusable::OptionCodeMissing => (
            "it has no seller option code; set one at Qoo10, then run listings pull",
            "販売者オプションコードがありません。Qoo10で登録し、listings pull を実行してください",
        ),
        Unusable::OptionCodeUnusable => (
            "its seller option code has characters other than A-Z a-z 0-9 - _; change it at Qoo10, then run listings pull",
            "販売者オプションコードに英数字・ハイフン・アンダーバー以外が含まれています。Qoo10で修正し、listings pull を実行してください",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_item_names_all_that_it_lacks_at_most_five_of_each() {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let missing = MissingTypes {
            not_mapped: own(&["blue / XL"]),
            without_quantity: own(&["a", "b", "c", "d", "e", "f", "g"]),
        };
        let told = |lang| not_set(lang, "1 x", &NotSet::TypesMissing(missing.clone()));
        assert_eq!(
            told(Lang::En),
            "item 1 x: nothing was sent for the item, because a type left out would be deleted; these types have no SKU: blue / XL; map them (listings pull, listings load); the free stock of these SKUs is not known: a, b, c, d, e and 2 more; give it (stock set, stock load)"
        );
        assert!(told(Lang::Ja).contains("blue / XL") && told(Lang::Ja).contains("a、b、c、d、e、ほか2件"));
        assert_eq!(NotSet::TypesMissing(missing).as_str(), "type_not_mapped");
    }
}
