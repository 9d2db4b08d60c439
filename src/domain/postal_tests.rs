use super::*;
use crate::domain::municipality::read_address;

/// Every zip of the oracle, by its first five digits or whole; generated, as the file says.
const ZIPS: &str = include_str!("../../fixtures/postal/zips.txt");

fn zip(text: &str) -> Zip {
    parse_zip(text).unwrap()
}

fn names(zip: &Zip) -> Vec<&'static str> {
    prefectures_of_zip(zip).into_iter().map(Prefecture::as_str).collect()
}

#[test]
fn the_built_in_table_agrees_with_the_oracle_for_every_prefix() {
    let mut prefixes = 0;
    for line in ZIPS.lines().filter(|line| !line.starts_with('#')) {
        let (prefectures, ranges) = line.split_once(' ').unwrap();
        let wanted: Vec<&str> = prefectures.split('・').collect();
        for prefix in ranges.split(' ').flat_map(prefixes_of_range) {
            // The grain of the list is five digits: whatever follows lies in the same prefecture.
            let ends = if prefix.len() == 7 { vec![""] } else { vec!["00", "01", "50", "85", "99"] };
            for end in ends {
                let zip = zip(&format!("{prefix}{end}"));
                assert_eq!(names(&zip), wanted, "{zip:?}");
            }
            prefixes += 1;
        }
    }
    assert!(prefixes > 7_900, "{prefixes}");
}

#[test]
fn each_row_of_the_table_is_read() {
    let rows: Vec<&str> = REGIONS.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(table_rows(REGIONS).count(), rows.len());
    for prefix in regions().keys() {
        assert!((3..=7).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_digit()), "{prefix}");
    }
    let named: Vec<Prefecture> = regions().values().flatten().copied().collect();
    assert!(Prefecture::all().all(|one| named.contains(&one)));
    for one in Prefecture::all() {
        assert_eq!(crate::domain::comparable::to_place(one.as_str()), one.as_str(), "read as it is compared");
    }
}

#[test]
fn a_zip_is_seven_digits_in_any_dress() {
    for text in [
        "530-0001",
        "5300001",
        "５３０－０００１",
        "〒530-0001",
        "〒５３０ー０００１",
        " 530 0001 ",
        "530‐0001",
        "530−0001",
        "'5300001",
        "5300001.0",
    ] {
        assert_eq!(zip(text).digits(), "5300001", "{text}");
    }
    for text in ["", "〒", "530", "53000011", "530-000", "SW1A 1AA", "五三〇〇〇〇一", "530-0001 大阪"]
    {
        assert_eq!(parse_zip(text), None, "{text}");
    }
}

#[test]
fn a_zip_may_lie_in_more_than_one_prefecture() {
    for (text, wanted) in [
        ("905-0401", vec!["沖縄県"]),
        ("100-0001", vec!["東京都"]),
        ("498-0000", vec!["愛知県", "三重県"]),
        ("618-0000", vec!["京都府", "大阪府"]),
        ("871-0000", vec!["福岡県", "大分県"]),
        // Not in use: wherever its neighbours lie.
        ("498-9999", vec!["愛知県", "三重県"]),
        ("000-0000", vec![]),
    ] {
        let mut found = names(&zip(text));
        found.sort_by_key(|name| NAMES.iter().position(|one| one == name));
        let mut wanted = wanted;
        wanted.sort_by_key(|name| NAMES.iter().position(|one| one == name));
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn a_zip_elsewhere_contradicts_and_the_unknown_never_does() {
    for (zip, address, wanted) in [
        ("905-0401", "大阪府大阪市北区見本町", Some(true)),
        ("905-0401", "大阪市北区", Some(true)),
        ("905-0401", "沖縄県国頭郡今帰仁村見本1", Some(false)),
        ("９０５０４０１", "沖繩縣 今帰仁村", Some(false)),
        ("498-0000", "三重県桑名郡木曽岬町見本1", Some(false)),
        ("498-0000", "愛知県弥富市見本1", Some(false)),
        ("498-0000", "岐阜県見本市1", Some(true)),
        ("183-0000", "東京都府中市見本1", Some(false)),
        // Two cities have the name.
        ("183-0000", "府中市見本1", None),
        ("905-0401", "見本町1-2", None),
        ("905-0401", "", None),
        ("905", "大阪市北区", None),
        ("", "大阪市北区", None),
        ("000-0000", "大阪市北区", None),
    ] {
        let is_elsewhere = parse_zip(zip).and_then(|zip| read_address(address).is_zip_elsewhere(&zip));
        assert_eq!(is_elsewhere, wanted, "{zip} {address}");
    }
}

#[test]
fn prefectures_and_prefixes_are_read_from_what_people_write() {
    for (text, wanted) in [
        ("大阪府", "大阪府"),
        ("大阪", "大阪府"),
        ("廣島縣", "広島県"),
        (" 北海道 ", "北海道"),
        ("京都", "京都府"),
    ] {
        assert_eq!(text.parse::<Prefecture>().unwrap().as_str(), wanted);
    }
    for text in ["", "大", "大坂府", "北海", "Osaka"] {
        assert_eq!(text.parse::<Prefecture>(), Err(NotPrefecture(text.to_owned())), "{text}");
    }
    let prefix = |text: &str| ZipPrefix::try_from(text.to_owned());
    for text in ["905", "905-", "９０５ー０", "〒905-0401", "9"] {
        assert!(prefix(text).unwrap().begins(&zip("905-0401")), "{text}");
    }
    assert!(!prefix("906").unwrap().begins(&zip("905-0401")));
    for text in ["", "-", "9050-40111", "沖縄"] {
        assert_eq!(prefix(text), Err(NotZipPrefix(text.to_owned())));
    }
}
