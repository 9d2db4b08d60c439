use proptest::prelude::*;

use super::*;

fn flow_in(text: &str, limits: &[CellLimit]) -> Option<Vec<String>> {
    let rooms: Vec<LineRoom> = limits.iter().map(|limit| LineRoom::new(*limit, text)).collect();
    flow(text, &rooms)
}

#[test]
fn fil_06_an_address_is_broken_at_a_sensible_place() {
    for (text, room, wanted) in [
        ("東京都渋谷区見本前1-2-3 コーポ見本101", 16, vec!["東京都渋谷区見本前1-2-3", "コーポ見本101"]),
        ("東京都渋谷区見本前１－２－３", 12, vec!["東京都渋谷区見本前", "１－２－３"]),
        ("東京都渋谷区見本前12345", 10, vec!["東京都渋谷区見本前", "12345"]),
        ("愛知県名古屋市千種区平和が丘", 12, vec!["愛知県名古屋市千種区", "平和が丘"]),
        ("三重県四日市市見本", 7, vec!["三重県四日市市", "見本"]),
        ("千葉県市川市見本", 4, vec!["千葉県", "市川市", "見本"]),
        ("東京都府中市見本", 4, vec!["東京都", "府中市", "見本"]),
        ("北海道余市郡余市町見本", 8, vec!["北海道余市郡", "余市町見本"]),
        ("京都府京都市左京区見本", 7, vec!["京都府京都市", "左京区見本"]),
        ("見本ハイツ101号室", 8, vec!["見本ハイツ", "101号室"]),
        ("見本三十五番地", 4, vec!["見本", "三十五番", "地"]),
        ("見本コーポ", 4, vec!["見本", "コーポ"]),
        ("見本1ー2ー3", 5, vec!["見本", "1ー2ー3"]),
        ("見本１－２～４", 6, vec!["見本", "１－２～４"]),
        ("見本219ヶ所", 6, vec!["見本", "219ヶ所"]),
        ("見本タワー101", 6, vec!["見本タワー", "101"]),
        ("見本　前", 3, vec!["見本", "前"]),
        ("", 3, vec![]),
        ("  ", 3, vec![]),
    ] {
        let lines = flow_in(text, &[CellLimit::Characters(room); 3]);
        assert_eq!(lines, Some(wanted.into_iter().map(str::to_owned).collect()), "{text} {room}");
    }
}

#[test]
fn fil_06_a_worse_break_is_taken_where_only_that_fits() {
    for (text, wanted) in [
        ("あいう都えおかきくけ", Some(vec!["あいう都え", "おかきくけ"])),
        ("あいうえおかきくけこ", Some(vec!["あいうえお", "かきくけこ"])),
        ("ABCDEFGHIJ", Some(vec!["ABCDE", "FGHIJ"])),
        ("あいう都えおかきくけこ", None),
        ("1234567890", None),
        ("あ1-2-3-4", None),
    ] {
        let lines = flow_in(text, &[CellLimit::Characters(5); 2]);
        assert_eq!(lines, wanted.map(|all| all.into_iter().map(str::to_owned).collect()), "{text}");
    }
}

#[test]
fn fil_06_lines_are_measured_by_their_unit() {
    for (limit, text, fits) in [
        (CellLimit::Mixed(8), "東京12ｱ3", true),
        (CellLimit::Mixed(8), "東京12ｱ34", false),
        (CellLimit::Bytes(4), "東京", true),
        (CellLimit::Bytes(3), "東京", false),
        (CellLimit::Characters(3), "ab東", true),
        (CellLimit::Characters(3), "abc東", false),
        (CellLimit::Free, "東京都", true),
    ] {
        assert_eq!(LineRoom::new(limit, text).fits(text), fits, "{limit:?} {text}");
    }
}

#[test]
fn fil_06_b2_counts_the_town_by_itself() {
    let limit = CellLimit::Town { whole: 64, town: 32 };
    for (head, town, fits) in [
        ("東京都渋谷区", 16, true),
        ("東京都渋谷区", 17, false),
        ("東京都 渋谷区 ", 16, true),
        ("愛知県名古屋市千種区", 16, true),
        ("愛知県名古屋市千種区", 17, false),
        ("東京都", 16, true),
        ("東京都", 17, false),
        // Nobody can tell where the town begins.
        ("", 32, true),
        ("", 33, false),
    ] {
        let text = format!("{head}{}", "あ".repeat(town));
        assert_eq!(LineRoom::new(limit, &text).fits(&text), fits, "{head} {town}");
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn fil_06_nothing_of_a_text_is_lost_or_doubled_and_no_number_is_torn(
        text in "([東京都大阪府市区町村郡一二十見本あーｱﾞ]{0,8}[0-9０-９−-]{0,5}[ A-Zａ号室]{0,3}){0,6}",
        room in 3_usize..40,
        count in 1_usize..6,
        is_wide in any::<bool>(),
    ) {
        let limit = if is_wide { CellLimit::Mixed(room) } else { CellLimit::Characters(room) };
        let Some(lines) = flow_in(&text, &vec![limit; count]) else {
            let is_certain = text.trim().chars().count() * 2 > room;
            prop_assert!(is_certain, "a short text fits");
            return Ok(());
        };
        prop_assert!(lines.len() <= count);
        prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&text));
        for line in &lines {
            prop_assert!(LineRoom::new(limit, line).fits(line) && !line.is_empty() && line.trim() == line);
        }
        for two in lines.windows(2) {
            let torn = two[0].ends_with(is_digit) && two[1].starts_with(is_digit);
            let was_apart = text.contains(&format!("{} ", two[0]));
            prop_assert!(!torn || was_apart, "{:?}", lines);
        }
    }
}
