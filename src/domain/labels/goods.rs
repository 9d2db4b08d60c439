//! What a label names as the goods: the words of the configuration, or the lines of the order.

use super::address_flow::{LineRoom, flow};
use super::column::CellLimit;
use super::encoding::to_cp932_text;
use super::width::to_full_width;

/// The goods in the fields that a layout has for them, each beginning in a field of its own; what has none is
/// counted in the last. None where a name does not fit.
pub(super) fn fill_goods(names: &[String], limits: &[CellLimit]) -> Option<Vec<String>> {
    let mut cells = Vec::with_capacity(limits.len());
    let (own, counted) = names.split_at_checked(limits.len()).unwrap_or((names, &[]));
    for (at, name) in own.iter().enumerate() {
        let later = own.len() - at - 1;
        let is_last = later == 0;
        let text = match counted.len() {
            more if is_last && more > 0 => format!("{name} ほか{more}点"),
            _ => name.clone(),
        };
        // As few fields as it needs, and one at least is left for each of the others.
        let free = limits.get(cells.len()..limits.len() - later)?;
        let lines = (1..=free.len()).find_map(|count| flow_text(&text, free.get(..count)?))?;
        cells.extend(lines);
    }
    Some(cells)
}

/// A text in the fields that it may flow through; none where it does not fit.
pub(super) fn flow_text(text: &str, limits: &[CellLimit]) -> Option<Vec<String>> {
    let is_wide = limits.iter().any(|limit| matches!(limit, CellLimit::FullWidth(_)));
    let text = if is_wide { to_full_width(text) } else { text.to_owned() };
    let rooms: Vec<LineRoom> = limits.iter().map(|limit| LineRoom::new(*limit, &text)).collect();
    flow(&text, &rooms)
}

/// The names of an order's lines, with the pieces of those that have several; or the configuration's words.
pub(super) fn list_goods(goods: &[(&str, i64)], configured: Option<&str>) -> Vec<String> {
    if let Some(name) = configured.map(to_cp932_text).filter(|name| !name.is_empty()) {
        return vec![name];
    }
    let name = |(name, pieces): &(&str, i64)| {
        let name = to_cp932_text(name);
        if *pieces == 1 || name.is_empty() { name } else { format!("{name} ×{pieces}") }
    };
    goods.iter().map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_goods_are_the_configured_words_or_the_lines() {
        let goods = [("見本クリーム", 1), ("見本\t石鹸", 3), (" ", 1)];
        assert_eq!(list_goods(&goods, None), ["見本クリーム", "見本 石鹸 ×3"]);
        assert_eq!(list_goods(&goods, Some("化粧品")), ["化粧品"]);
        assert_eq!(list_goods(&goods, Some(" ")), ["見本クリーム", "見本 石鹸 ×3"]);
        assert_eq!(list_goods(&[], None), [""; 0]);
    }

    #[test]
    fn fil_06_each_goods_has_a_field_and_the_last_counts_the_rest() {
        let limits = [CellLimit::Mixed(16); 3];
        for (names, wanted) in [
            (vec!["石鹸"], Some(vec!["石鹸"])),
            (vec!["石鹸", "香水"], Some(vec!["石鹸", "香水"])),
            (vec!["石鹸", "香水", "紅", "筆", "櫛"], Some(vec!["石鹸", "香水", "紅 ほか2点"])),
            (vec!["見本のとても長い石鹸"], Some(vec!["見本のとても長い", "石鹸"])),
            (vec!["見本のとても長い石鹸", "香水"], Some(vec!["見本のとても長い", "石鹸", "香水"])),
            (vec!["見本のとても長い石鹸", "見本のとても長い香水"], None),
            (vec!["石鹸", "香水", "見本のとても長い紅"], None),
            (vec![], Some(vec![])),
        ] {
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            let wanted = wanted.map(|cells| cells.into_iter().map(str::to_owned).collect());
            assert_eq!(fill_goods(&names, &limits), wanted, "{names:?}");
        }
        let wide = fill_goods(&["ｼｬﾝﾌﾟｰ 200ml".to_owned()], &[CellLimit::FullWidth(16)]);
        assert_eq!(wide, Some(vec!["シャンプー　２００ｍｌ".to_owned()]));
    }
}
