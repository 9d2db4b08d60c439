use std::collections::BTreeSet;

use super::*;
use crate::domain::municipality::read_address;
use crate::domain::postal::{parse_zip, prefectures_of_zip};

const GOOD: &str = include_str!("../../fixtures/addresses/good.txt");
const BAD: &str = include_str!("../../fixtures/addresses/bad.txt");

fn lacks_number(address: &str) -> Option<bool> {
    lacks_house_number(&read_address(address))
}

/// The zips and addresses of a list.
fn lines(list: &str) -> Vec<(&str, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap()).collect()
}

#[test]
fn no_good_address_is_taken_for_a_bad_one() {
    let good = lines(GOOD);
    assert!(good.len() >= 200, "{}", good.len());
    let held: Vec<_> = good.iter().filter(|(_, one)| lacks_number(one) != Some(false)).collect();
    assert!(held.is_empty(), "{held:#?}");
    let elsewhere: Vec<_> = good
        .iter()
        .filter(|(zip, one)| read_address(one).is_zip_elsewhere(&parse_zip(zip).unwrap()) == Some(true))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
    let zips = good.iter().flat_map(|(zip, _)| prefectures_of_zip(&parse_zip(zip).unwrap()));
    assert_eq!(zips.collect::<BTreeSet<Prefecture>>().len(), 47);
    let distinct: BTreeSet<_> = good.iter().collect();
    assert_eq!(distinct.len(), good.len());
}

#[test]
fn every_bad_address_is_found() {
    let bad = lines(BAD);
    assert!(bad.len() >= 80, "{}", bad.len());
    let missed: Vec<_> = bad.iter().filter(|(_, one)| lacks_number(one) != Some(true)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    let distinct: BTreeSet<_> = bad.iter().collect();
    assert_eq!(distinct.len(), bad.len());
}

#[test]
fn kanji_digits_count_by_what_stands_beside_them() {
    let place = "東京都見本市";
    for (rest, is_number) in [
        ("三丁目", true),
        ("三番", true),
        ("三番地", true),
        ("十二番見本荘", true),
        ("三号", true),
        ("二線", true),
        ("三区", true),
        ("第三地割", true),
        ("三ノ五", true),
        ("三の五", true),
        ("三之五", true),
        ("三ー五", true),
        ("三－五", true),
        ("壱番地", true),
        ("弐拾参番地", true),
        ("三〇五号", true),
        ("甲の三", true),
        ("イの三", true),
        ("イ番地", true),
        ("甲番地", true),
        ("甲123", true),
        ("無番地", true),
        ("番地なし", true),
        ("番外地", true),
        ("見本郵便局留", true),
        ("٣", true),
        ("③", true),
        ("見本ビル3階", true),
        ("三番町", false),
        ("六番丁", false),
        ("十条", false),
        ("四条通", false),
        ("四条通烏丸西入", false),
        ("三条", false),
        ("六本木", false),
        ("千代田", false),
        ("三ノ輪", false),
        ("二の丸", false),
        ("一ノ宮", false),
        ("国道四号線沿い", false),
        ("見本一番街", false),
        ("見本二番館", false),
        ("〇〇番地", false),
        ("○丁目○番地", false),
        ("番地不明", false),
        ("見本ビル", false),
        ("", false),
    ] {
        assert_eq!(lacks_number(&format!("{place}{rest}")), Some(!is_number), "{rest}");
    }
}

#[test]
fn only_what_stands_behind_the_municipality_counts() {
    for (address, lacks) in [
        ("〒530-0001 大阪府大阪市北区見本", Some(true)),
        ("5300001大阪市北区見本", Some(true)),
        ("新潟県三条市", Some(true)),
        ("新潟県三条市見本", Some(true)),
        ("三重県四日市市", Some(true)),
        ("愛知県一宮市一宮", Some(true)),
        ("大阪府四条畷市見本", Some(true)),
        ("東京都千代田区", Some(true)),
        ("東京都港区麻布十番", Some(true)),
        ("大阪府大阪市北区見本 〒530-0001", Some(true)),
        ("大阪府大阪市北区見本町　（〒５３０ー０００１）", Some(true)),
        ("大阪府大阪市北区見本 〒530-0001 1-2", Some(false)),
        ("東京都港区麻布十番三番五号", Some(false)),
        ("愛知県名古屋市熱田区一番", Some(true)),
        ("愛知県名古屋市熱田区一番一丁目", Some(false)),
        ("北海道札幌市中央区北五条西三丁目", Some(false)),
        ("北海道札幌市中央区北5条西3丁目", Some(false)),
        ("北海道標津郡標津町南八条", Some(false)),
        ("北海道旭川市四条通", Some(true)),
        ("見本町", Some(true)),
        ("見本町1", Some(false)),
        ("1 Mihon Street, London", Some(false)),
        ("", None),
        (" \u{3000}\u{200b}", None),
        ("〒530-0001", None),
    ] {
        assert_eq!(lacks_number(address), lacks, "{address}");
    }
}
