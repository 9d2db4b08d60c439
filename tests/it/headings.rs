//! FIL-4: which of two headings for one column counts, over every pair that the tables of columns know.

use qoo10_bridge::desk::csv_file::{self, Column, Error};
use qoo10_bridge::desk::{holidays, listings, set_file, shipments, stock};

/// Headings that count only where no other of their column does.
const LESS_EXACT: [&str; 7] =
    ["管理番号", "店舗伝票番号", "伝票番号", "出荷予定日", "発送予定日", "備考", "商品コード"];

/// Columns that stand in for others: those must not be there.
const STAND_INS: [&str; 2] = ["qty", "在庫数"];

/// The cell of a column in a file with two headings of it, or the headings that are too many.
fn read_pair<const N: usize>(
    columns: &[Column; N],
    at: usize,
    pair: [&str; 2],
) -> Result<String, [String; 2]> {
    let others =
        columns.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, column)| column.headings()[0]);
    let is_stand_in = N > 4 && STAND_INS.contains(&pair[0]);
    let others: Vec<&str> =
        others.filter(|one| !is_stand_in || !["free_qty", "on_hand"].contains(one)).collect();
    let text =
        format!("{},{}\n{},0,1\n", others.join(","), pair.join(","), vec!["x"; others.len()].join(","));
    match csv_file::parse(text.as_bytes(), columns) {
        Ok(file) => Ok(file.rows().next().unwrap().unwrap().cells[at].clone().unwrap()),
        Err(Error::AmbiguousColumn { headings, .. }) => Err(headings),
        Err(other) => panic!("{pair:?}: {other}"),
    }
}

fn check_pairs<const N: usize>(columns: &[Column; N]) -> usize {
    let mut seen = 0;
    for at in 0..N {
        let headings = columns[at].headings();
        for one in &headings {
            for other in headings.iter().filter(|other| *other != one) {
                let wanted = match (LESS_EXACT.contains(one), LESS_EXACT.contains(other)) {
                    (false, true) => Ok("0".to_owned()),
                    (true, false) => Ok("1".to_owned()),
                    (false, false) | (true, true) => Err([(*one).to_owned(), (*other).to_owned()]),
                };
                assert_eq!(read_pair(columns, at, [one, other]), wanted, "{one} {other}");
                seen += 1;
            }
        }
    }
    seen
}

#[test]
fn fil_04_of_two_headings_the_more_exact_one_counts_and_two_as_exact_are_both_named() {
    let seen = check_pairs(&shipments::COLUMNS)
        + check_pairs(&stock::COLUMNS)
        + check_pairs(&set_file::COLUMNS)
        + check_pairs(&listings::COLUMNS)
        + check_pairs(&holidays::COLUMNS);
    assert!(seen > 400, "{seen}");
}

/// No heading names two columns of a file.
#[test]
fn every_heading_stands_for_one_column() {
    fn check<const N: usize>(columns: &[Column; N]) {
        let all: Vec<&str> = columns.iter().flat_map(Column::headings).collect();
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{one}");
        }
    }
    check(&shipments::COLUMNS);
    check(&stock::COLUMNS);
    check(&set_file::COLUMNS);
    check(&listings::COLUMNS);
    check(&holidays::COLUMNS);
}
