//! Option text of an order row: which parts are add-ons (IMP-11).

/// An add-on choice (追加型オプション) of an item, from the item's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addon {
    /// The question, as `名入れ`.
    pub name: String,
    /// The choice, as `あり`.
    pub value: String,
    /// The seller's code of the choice.
    pub code: Option<String>,
}

/// An option text taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptionParts<'a> {
    /// What is no add-on, as it was written; none when nothing is left.
    pub main: Option<String>,
    /// The add-on parts as they were written, each with the add-on it names.
    pub addons: Vec<(String, &'a Addon)>,
}

const JOINT: &str = " / ";

/// Takes an option text apart by the item's add-on list. Names may hold ` / ` themselves, so the longest
/// run of pieces that names an add-on is taken; the rest stays as it is.
pub fn split_addons<'a>(text: &str, addons: &'a [Addon]) -> OptionParts<'a> {
    let pieces: Vec<&str> = text.split(JOINT).collect();
    let mut parts = OptionParts::default();
    let mut main = Vec::new();
    let longest = addons.iter().map(|a| a.name.split(JOINT).count() + a.value.split(JOINT).count() - 1).max();
    let mut at = 0;
    while at < pieces.len() {
        let last = pieces.len().min(at + longest.unwrap_or(0));
        let found = (at + 1..=last).rev().find_map(|end| {
            let part = pieces[at..end].join(JOINT);
            let addon = addons.iter().find(|addon| is_addon_choice(&part, addon))?;
            Some((end, part, addon))
        });
        match found {
            Some((end, part, addon)) => {
                parts.addons.push((part.trim().to_owned(), addon));
                at = end;
            }
            None => {
                main.push(pieces[at]);
                at += 1;
            }
        }
    }
    parts.main = crate::strings::clean::filled(&main.join(JOINT)).map(str::to_owned);
    parts
}

fn is_addon_choice(part: &str, addon: &Addon) -> bool {
    let wanted = fold(&format!("{}:{}", addon.name, addon.value));
    let part = fold(part);
    part == wanted || strip_price(&part) == Some(wanted.as_str())
}

/// Full-width letters and blanks to half-width, blanks around them away: Qoo10 mixes both widths.
fn fold(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .collect()
}

/// The text before a price difference such as `(+1,300円)`.
fn strip_price(folded: &str) -> Option<&str> {
    let (text, price) = folded.strip_suffix(')')?.rsplit_once('(')?;
    let digits = price.trim_start_matches(['+', '-', '−', '¥', '￥']).trim_end_matches('円');
    let is_price = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    is_price.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addon(name: &str, value: &str) -> Addon {
        Addon { name: name.into(), value: value.into(), code: None }
    }

    fn texts(text: &str, addons: &[Addon]) -> (Option<String>, Vec<String>) {
        let parts = split_addons(text, addons);
        (parts.main, parts.addons.into_iter().map(|(text, _)| text).collect())
    }

    #[test]
    fn imp_11_addons_are_those_of_the_list_and_nothing_else() {
        let list = [addon("名入れ", "あり"), addon("包装 / リボン", "赤"), addon("箱", "大(木製)")];
        let cases: &[(&str, Option<&str>, &[&str])] = &[
            ("色:ホワイト / 名入れ:あり(+300円)", Some("色:ホワイト"), &["名入れ:あり(+300円)"]),
            ("名入れ:あり(+300円) / 色:ホワイト", Some("色:ホワイト"), &["名入れ:あり(+300円)"]),
            ("色:白 / 名入れ:あり / サイズ:M", Some("色:白 / サイズ:M"), &["名入れ:あり"]),
            ("名入れ：あり（＋300円）", None, &["名入れ：あり（＋300円）"]),
            ("名入れ:なし", Some("名入れ:なし"), &[]),
            ("色:ベージュ(+699円)", Some("色:ベージュ(+699円)"), &[]),
            ("包装 / リボン:赤 / 色:白", Some("色:白"), &["包装 / リボン:赤"]),
            ("箱:大(木製)(+1,200円)", None, &["箱:大(木製)(+1,200円)"]),
            ("箱:大(木製)", None, &["箱:大(木製)"]),
        ];
        for (text, main, addons) in cases {
            let (got_main, got_addons) = texts(text, &list);
            assert_eq!(
                (got_main.as_deref(), got_addons),
                (*main, addons.iter().map(|a| a.to_string()).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn imp_11_without_a_list_the_text_stays_whole() {
        let text = "色:白 / 名入れ:あり(+300円)";
        assert_eq!(texts(text, &[]), (Some(text.to_owned()), vec![]));
    }
}
