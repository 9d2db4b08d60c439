use super::*;
use crate::desk::csv_file;
use crate::domain::time::parse_jst;

const RULES: StockLoadRules =
    StockLoadRules { absent_is_zero: false, max_zero_percent: 50, force_mass_zero: false };
const ABSENT: StockLoadRules = StockLoadRules { absent_is_zero: true, ..RULES };

fn known(all: &[(&str, i64)]) -> BTreeMap<String, i64> {
    all.iter().map(|(sku, qty)| ((*sku).to_owned(), *qty)).collect()
}

fn plan(all: &[(&str, i64)], text: &str, rules: &StockLoadRules) -> FreeStockPlan {
    plan_listed(all, &[], text, rules)
}

fn plan_listed(all: &[(&str, i64)], listed: &[&str], text: &str, rules: &StockLoadRules) -> FreeStockPlan {
    let listed = listed.iter().map(|sku| (*sku).to_owned()).collect();
    let known = KnownSkus { stock: &known(all), listed: &listed };
    plan_load(known, &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap(), rules).unwrap()
}

/// How many absent SKUs keep their stock: the warnings say so.
fn spared(load: &FreeStockPlan) -> Message {
    let is_about_it = |warning: &&Message| ["stock-spared", "stock-torn"].contains(&warning.id());
    load.warnings.iter().find(is_about_it).cloned().unwrap_or(msg!("stock-spared", n = 0))
}

fn is_torn(load: &FreeStockPlan) -> bool {
    spared(load).id() == "stock-torn"
}

fn is_baseless(load: &FreeStockPlan) -> bool {
    matches!(&load.verdict, Verdict::Unusable { message, .. } if message.id() == "stock-baseless")
}

/// `line sku was>qty word` of every quantity taken, `-` for none.
fn told(load: &FreeStockPlan) -> Vec<String> {
    let number = |n: Option<i64>| n.map_or("-".to_owned(), |n| n.to_string());
    let line = |line: Option<usize>| line.map_or("-".to_owned(), |line| line.to_string());
    let rows = load.rows.iter();
    rows.map(|AcceptedRow { line: at, row }| {
        format!("{} {} {}>{} {}", line(*at), row.sku, number(row.was), row.qty, row.outcome)
    })
    .collect()
}

fn refusals(load: FreeStockPlan) -> Vec<(usize, Option<String>, StockRowError)> {
    load.refused.into_iter().map(|row| (row.line, row.why.sku, row.why.why)).collect()
}

#[test]
fn a_file_adds_and_changes_and_leaves_the_absent_alone() {
    let load = plan(&[("A", 5), ("B", 5), ("C", 5)], "品番,在庫数\nA,5\nB,\"1,200\"\nD,０\n", &RULES);
    assert_eq!(told(&load), ["2 A 5>5 unchanged", "3 B 5>1200 changed", "4 D ->0 added"]);
    assert_eq!((load.refused, load.warnings, load.verdict), (vec![], vec![], Verdict::Apply));
    assert_eq!(count_in_stock(&known(&[("A", 5), ("B", 5), ("C", 5), ("D", 0)])), 3);
}

#[test]
fn skus_that_no_listing_has_are_counted_and_the_first_named_with_the_nearest() {
    let text = "sku,free_qty\nCUP-O1,1\nTOWEL-01,2\nX9,3\nCUP-O1,1\n,1\nQQQQ,4\nTOWEL-O1,5\n";
    let unlisted = |listed: &[&str]| {
        let listed = listed.iter().map(|sku| (*sku).to_owned()).collect();
        find_unlisted(&plan(&[("ABSENT", 5)], text, &ABSENT).rows, &listed)
    };
    assert_eq!(unlisted(&[]), UnlistedSkus::default(), "no listings yet");
    let few = |all: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
        all.iter().map(|(sku, near)| ((*sku).to_owned(), near.map(str::to_owned))).collect()
    };
    let wanted = few(&[("CUP-O1", Some("CUP-01")), ("X9", None), ("QQQQ", None)]);
    assert_eq!(unlisted(&["CUP-01", "TOWEL-01"]), UnlistedSkus { count: 4, examples: wanted });
    assert_eq!(unlisted(&["CUP-O1", "TOWEL-01", "X9", "QQQQ", "TOWEL-O1"]), UnlistedSkus::default());
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_line() {
    let text = "sku,free_qty\n,5\nTシャツ,5\nA,\nB,many\nC,-1\nD,1.5\nE,1E3\nF,2147483648\nG,1,200\nH,7\n";
    let load = plan(&[], text, &RULES);
    assert_eq!(told(&load), ["11 H ->7 added"]);
    let unfit = |text: &str, why| StockRowError::QtyInvalid(text.into(), why);
    let own = |sku: &str| Some(sku.to_owned());
    assert_eq!(
        refusals(load),
        [
            (2, None, StockRowError::SkuMissing),
            (3, None, StockRowError::SkuUnusable("Tシャツ".into())),
            (4, own("A"), StockRowError::QtyMissing),
            (5, own("B"), unfit("many", QtyError::Unreadable)),
            (6, own("C"), unfit("-1", QtyError::Negative)),
            (7, own("D"), unfit("1.5", QtyError::NotWhole)),
            (8, own("E"), unfit("1E3", QtyError::Exponent)),
            (9, own("F"), unfit("2147483648", QtyError::TooLarge)),
            (10, None, StockRowError::Row(RowFault::TooManyCells)),
        ]
    );
}

#[test]
fn a_sku_may_come_twice_but_not_with_two_quantities() {
    let text = "sku,free_qty\nA,5\nA,5.0\nB,1\nB,2\nB,1\nC,3\n";
    let load = plan(&[("A", 4), ("B", 9)], text, &ABSENT);
    assert_eq!(told(&load), ["2 A 4>5 changed", "3 A 4>5 unchanged", "7 C ->3 added"], "B stays untouched");
    let other = |line, qty| StockRowError::OtherQty { line, qty };
    let b = || Some("B".to_owned());
    assert_eq!(refusals(load), [(4, b(), other(5, 2)), (5, b(), other(4, 1)), (6, b(), other(5, 2))]);
}

#[test]
fn absent_is_zero_sets_only_what_is_absent_to_0() {
    let all = [("A", 5), ("B", 5), ("C", 0), ("D", 5), ("TS-1", 5)];
    let load = plan(&all, "sku,free_qty\nA,5\nD,?\nＴＳ-1,6\n", &ABSENT);
    let wanted = ["2 A 5>5 unchanged", "4 TS-1 5>6 changed", "- B 5>0 zeroed"];
    assert_eq!(told(&load), wanted, "a refused row is not absent");
    assert_eq!((load.warnings.as_slice(), count_in_stock(&known(&all))), ([].as_slice(), 4));
    assert_eq!(list_zeroed(&load), ["B"]);
}

#[test]
fn a_row_that_does_not_say_its_sku_could_be_about_any_that_is_absent() {
    let all = [("A", 5), ("B", 5), ("C", 5)];
    for (text, zeroed, spared) in [
        ("sku,free_qty\nA,5\nB,\"3\nC\"\n", vec![], 1),
        ("sku,free_qty\nA,5\n\"B\nC\",3\n", vec![], 2),
        ("sku,free_qty\nA,5\nB\u{fffd},3\n", vec![], 2),
        ("sku,free_qty\nA,5\n,3\n", vec![], 2),
        ("sku,free_qty\nA,5\nX,1,200\n", vec![], 2),
        ("free_qty,sku\n5,A\n1,200,B\n", vec![], 2),
        ("sku,free_qty\nA,5\nB,1,200\n", vec!["C"], 0),
        ("sku,free_qty\nA,5\n\"B\"x,3\n", vec![], 2),
    ] {
        let load = plan(&all, text, &ABSENT);
        assert_eq!(
            (list_zeroed(&load), self::spared(&load)),
            (zeroed, msg!("stock-spared", n = spared)),
            "{text:?}"
        );
        assert_eq!(load.refused.len(), 1, "{text:?}");
        assert_eq!(plan(&all, text, &RULES).warnings, [], "{text:?}");
    }
}

#[test]
fn stk_06_the_brake_counts_what_loses_all_its_stock() {
    let all: Vec<(String, i64)> = (0..20).map(|n| (format!("S{n:02}"), i64::from(n < 12))).collect();
    let all: Vec<(&str, i64)> = all.iter().map(|(sku, qty)| (sku.as_str(), *qty)).collect();
    let zeros = |n: usize| {
        let rows: String =
            all.iter().rev().take(8 + n).map(|(sku, _)| format!("{sku},0\n{sku},0\n")).collect();
        format!("sku,free_qty\n{rows}NEW,0\n")
    };
    let stops = |n: usize, rules: &StockLoadRules| {
        let load = plan(&all, &zeros(n), rules);
        assert_eq!((list_zeroed(&load).len(), count_in_stock(&known(&all))), (n, 12));
        load.is_stopped()
    };
    assert!(!stops(6, &RULES), "half is not more than half");
    assert!(stops(7, &RULES));
    assert!(!stops(7, &StockLoadRules { force_mass_zero: true, ..RULES }));
    assert!(!stops(12, &StockLoadRules { max_zero_percent: 100, ..RULES }));
    let strict = StockLoadRules { max_zero_percent: 0, ..RULES };
    assert!(!stops(5, &strict), "five never stop it");
    assert!(stops(6, &strict));
    assert!(plan(&all, "sku,free_qty\nNEW,1\n", &ABSENT).is_stopped(), "one row");
    assert!(!plan(&all, "sku,free_qty\nNEW,1\n", &RULES).is_stopped());
    assert!(!plan(&all[..5], "sku,free_qty\nNEW,1\n", &ABSENT).is_stopped());
}

const TEN: [(&str, i64); 10] = [
    ("A-1", 5),
    ("A-2", 5),
    ("A-3", 5),
    ("A-4", 5),
    ("A-5", 5),
    ("A-6", 5),
    ("A-7", 5),
    ("A-8", 5),
    ("A-9", 5),
    ("A-10", 5),
];

#[test]
fn stk_10_nothing_is_inferred_from_a_file_that_a_quote_has_torn() {
    let rows = |from: usize| (from..=10).map(|n| format!("v,A-{n},4\n")).collect::<String>();
    for (what, text, refused) in [
        (
            "closed by the next quote",
            format!("name,sku,free_qty\nx,A-1,4\n\"5 nail,A-2,4\ny,A-3,4\n\"z\",A-4,4\n{}", rows(5)),
            vec![3, 4, 5],
        ),
        (
            "closed cleanly",
            format!("name,sku,free_qty\nx,A-1,4\n\"5 nail,A-2,4\ny,A-3,4\nz\",A-4,4\n{}", rows(5)),
            vec![3, 4, 5],
        ),
        (
            "swallowed by a cell beside a whole row",
            "sku,free_qty,name\nA-1,4,\"x\nA-2,4,y\nA-3,4,z\"\n".to_owned(),
            vec![2, 3, 4],
        ),
        (
            "with a quote in it",
            "name,sku,free_qty\nx,A-1,4\n\"5 \"\"nail,A-2,4\n\"\"y,A-3,4\nz\",A-4,4\n".to_owned(),
            vec![3, 4, 5],
        ),
        (
            "by the end of the file",
            format!("name,sku,free_qty\nx,A-1,4\n{}\"u,A-3,4\n", "y,A-2,4\n"),
            vec![4],
        ),
        (
            "by the end of the file, lines above it",
            "name,sku,free_qty\nx,A-1,4\n\"u,A-3,4\n\nw,A-4,4".to_owned(),
            vec![3, 5],
        ),
        (
            "all quoted, one end missing",
            "\"sku\",\"free_qty\"\n\"A-1\",\"4\"\n\"A-2\",\"4\n\"A-3\",\"4\"\n\"A-4\",\"4\"\n".to_owned(),
            vec![3, 4],
        ),
        ("semicolons", "sku;free_qty;name\nA-1;4;\"x\nA-2;4;y\"\n".to_owned(), vec![2, 3]),
        (
            "tabs, CRLF",
            "sku\tfree_qty\tname\r\nA-1\t4\t\"x\r\nA-2\t4\ty\"\r\nA-3\t4\tz\r\n".to_owned(),
            vec![2, 3],
        ),
    ] {
        let load = plan(&TEN, &text, &ABSENT);
        assert_eq!(load.refused.iter().map(|row| row.line).collect::<Vec<_>>(), refused, "{what}");
        assert_eq!((load.count(RowOutcome::Zeroed), is_torn(&load)), (0, true), "{what}");
        let torn: Vec<bool> = load.refused.iter().map(|row| row.why.is_torn()).collect();
        assert_eq!(torn, vec![true; refused.len()], "{what}");
        assert!(!is_torn(&plan(&TEN, &text, &RULES)), "{what}: nobody asked for it");
    }
    let text = "sku,free_qty,name\nA-1,4,\"5 nail\nlong; thin\"\nA-2,4,\"\"\nA-3,4,\"x,y\"\n";
    let load = plan(&TEN[..4], text, &ABSENT);
    assert_eq!((load.refused.len(), is_torn(&load)), (0, false), "a cell with a line end alone is a cell");
    assert_eq!(list_zeroed(&load), ["A-4"]);
}

#[test]
fn stk_10_a_file_of_which_no_row_was_taken_zeroes_nothing() {
    for text in
        ["sku,free_qty\n", "sku,free_qty\nA-1,x\n", "sku,free_qty\nA-1,1\nA-1,2\n", "sku,free_qty\n\"A-1,1\n"]
    {
        let load = plan(&TEN, text, &ABSENT);
        assert!(is_baseless(&load) && load.rows.is_empty() && !load.is_stopped(), "{text:?}: {load:#?}");
        assert!(!is_baseless(&plan(&TEN, text, &RULES)), "{text:?}");
    }
}

#[test]
fn fil_01_a_sku_that_is_known_is_found_in_any_dress_and_kept_in_its_spelling() {
    let text = "sku,free_qty\nＡ－1,1\nA−2\u{200b},2\n'A-3,3\nA-4,4\nＮ-1,5\nＬ-1,6\nA-5\u{ad},x\n12.0,7\n";
    let known = [&TEN[..5], &[("12", 1)]].concat();
    let load = plan_listed(&known, &["L-1"], text, &ABSENT);
    let wanted = [
        "2 A-1 5>1 changed",
        "3 A-2 5>2 changed",
        "4 A-3 5>3 changed",
        "5 A-4 5>4 changed",
        "7 L-1 ->6 added",
        "9 12 1>7 changed",
    ];
    assert_eq!(told(&load), wanted, "a refused row is not absent");
    let why = refusals(load);
    assert_eq!(
        why[0],
        (6, None, StockRowError::SkuUnusable("Ｎ-1".into())),
        "what is new is not changed into another"
    );
    assert_eq!(why[1].1.as_deref(), Some("A-5"));
}

#[test]
fn fil_04_the_more_exact_heading_counts() {
    for header in
        ["sku,在庫数,引当数,フリー在庫数", "sku,在庫数,x,free_qty", "sku,在庫数,在庫数,フリー在庫数:FREE"]
    {
        let load = plan(&[], &format!("{header}\nTS-1,10,3,7\n"), &RULES);
        assert_eq!(told(&load), ["2 TS-1 ->7 added"], "{header}");
    }
}

#[test]
fn a_row_above_the_header_is_not_lost() {
    let text = "在庫一覧,2026/07/01\nA-1,4\nsku,free_qty\nA-2,4\n";
    let load = plan(&TEN[..3], text, &ABSENT);
    assert_eq!(told(&load), ["4 A-2 5>4 changed", "- A-3 5>0 zeroed"]);
    assert_eq!(refusals(load), [(2, Some("A-1".into()), StockRowError::Row(RowFault::AboveHeader))]);
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    (folder, store)
}

fn now() -> Jst {
    parse_jst("2026-07-01T10:00:00+09:00").unwrap()
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let (_folder, mut store) = store();
    let text = "sku,free_qty\nA,5\nB,0\nA,5\nC,1\nC,2\nD,x\n";
    let file = csv_file::parse(text.as_bytes(), &COLUMNS).unwrap();
    let listed = HashSet::new();
    let first =
        plan_load(KnownSkus { stock: &store.list_free_stock().unwrap(), listed: &listed }, &file, &RULES)
            .unwrap();
    loading::apply(&mut store, &first, now()).unwrap();
    let all = store.list_free_stock().unwrap();
    assert_eq!(all, known(&[("A", 5), ("B", 0)]));
    let second = plan_load(KnownSkus { stock: &all, listed: &listed }, &file, &RULES).unwrap();
    assert!(second.rows.iter().all(|row| row.row.outcome == RowOutcome::Unchanged), "{second:#?}");
    assert_eq!(second.refused, first.refused);
}

#[test]
fn a_load_that_the_brake_stopped_writes_nothing() {
    let (_folder, mut store) = store();
    let text: String = (0..6).map(|n| format!("S{n},1\n")).collect();
    for (text, is_stopped) in [(text, false), ("NEW,1\n".into(), true)] {
        let file = csv_file::parse(format!("sku,free_qty\n{text}").as_bytes(), &COLUMNS).unwrap();
        let known = store.list_free_stock().unwrap();
        let load = plan_load(KnownSkus { stock: &known, listed: &HashSet::new() }, &file, &ABSENT).unwrap();
        assert_eq!(load.is_stopped(), is_stopped);
        loading::apply(&mut store, &load, now()).unwrap();
        assert_eq!(store.list_free_stock().unwrap().into_values().collect::<Vec<_>>(), [1; 6]);
    }
}

#[test]
fn every_heading_is_documented() {
    let docs = include_str!("../../docs/commands.md");
    let (_, section) = docs.split_once("\n## `stock load`\n").unwrap();
    for heading in COLUMNS.iter().flat_map(Column::headings) {
        assert!(section.contains(heading), "{heading}");
    }
}
