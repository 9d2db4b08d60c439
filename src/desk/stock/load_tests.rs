use super::*;
use crate::desk::csv_file;
use crate::desk::loading::RowError;
use crate::desk::stock::choose_basis;
use crate::domain::stock::QtyError;
use crate::domain::stock_facts::{LineGoods, OrderedLine, SetPart, StockDefaults, Watermark};
use crate::domain::time::parse_jst;
use crate::store::Store;
use crate::vocabulary::Status;

fn at(time: &str) -> Jst {
    parse_jst(&format!("2026-07-01T{time}:00+09:00")).unwrap()
}

const RULES: StockLoadOptions =
    StockLoadOptions { absent_is_zero: false, max_zero_percent: 50, force_mass_zero: false };
const ABSENT: StockLoadOptions = StockLoadOptions { absent_is_zero: true, ..RULES };

/// The rules of a load, but for what the file counts and when.
#[derive(Clone, Copy)]
struct StockLoadOptions {
    absent_is_zero: bool,
    max_zero_percent: u32,
    force_mass_zero: bool,
}

impl StockLoadOptions {
    /// A file that counts at 10:00, which is now.
    fn build(self, basis: StockBasis) -> StockLoadRules {
        let Self { absent_is_zero, max_zero_percent, force_mass_zero } = self;
        let moment = CountMoment { at: at("10:00"), watermark: Some(MARK) };
        StockLoadRules { absent_is_zero, max_zero_percent, force_mass_zero, basis, moment, now: at("10:00") }
    }
}

const MARK: Watermark = Watermark { line_id: 7, shipped_no: 3 };

/// Free stock that was counted at 9.
fn known(all: &[(&str, i64)]) -> StockFacts {
    let count = |qty| StockCount {
        basis: StockBasis::Free,
        qty,
        counted_at: at("09:00"),
        watermark: None,
        changed_at: at("08:00"),
    };
    let counts = all.iter().map(|(sku, qty)| ((*sku).to_owned(), count(*qty))).collect();
    StockFacts { counts, ..StockFacts::default() }
}

fn own(all: &[&str]) -> HashSet<String> {
    all.iter().map(|sku| (*sku).to_owned()).collect()
}

fn plan(all: &[(&str, i64)], text: &str, options: &StockLoadOptions) -> StockPlan {
    plan_listed(all, &[], text, options)
}

fn plan_listed(all: &[(&str, i64)], listed: &[&str], text: &str, options: &StockLoadOptions) -> StockPlan {
    plan_facts(&known(all), &own(listed), text, options)
}

/// A bare quantity column counts free stock.
fn plan_facts(
    facts: &StockFacts,
    listed: &HashSet<String>,
    text: &str,
    options: &StockLoadOptions,
) -> StockPlan {
    let file = csv_file::parse(text.as_bytes(), &COLUMNS).unwrap();
    let rules = options.build(choose_basis(&file, None, Some(StockBasis::Free)).unwrap());
    plan_load(StockLoad { facts, listed, rules: &rules }, &file).unwrap()
}

/// The SKUs that become 0 because they are absent.
fn list_zeroed(load: &StockPlan) -> Vec<&str> {
    let zeroed = load.rows.iter().filter(|accepted| accepted.row.outcome == RowOutcome::Zeroed);
    zeroed.map(|accepted| accepted.row.sku.as_str()).collect()
}

/// How many absent SKUs keep their stock: the warnings say so.
fn spared(load: &StockPlan) -> Message {
    let is_about_it = |warning: &&Message| ["stock-spared", "stock-torn"].contains(&warning.id());
    load.warnings.iter().find(is_about_it).cloned().unwrap_or(msg!("stock-spared", n = 0))
}

fn is_torn(load: &StockPlan) -> bool {
    spared(load).id() == "stock-torn"
}

fn is_baseless(load: &StockPlan) -> bool {
    matches!(&load.verdict, Verdict::Unusable { message, .. } if message.id() == "stock-baseless")
}

/// `line sku was>qty word` of every quantity taken, `-` for none.
fn told(load: &StockPlan) -> Vec<String> {
    let number = |n: Option<i64>| n.map_or("-".to_owned(), |n| n.to_string());
    let line = |line: Option<usize>| line.map_or("-".to_owned(), |line| line.to_string());
    let rows = load.rows.iter();
    rows.map(|AcceptedRow { line: at, row }| {
        format!("{} {} {}>{} {}", line(*at), row.sku, number(row.was), row.count.qty, row.outcome)
    })
    .collect()
}

fn refusals(load: StockPlan) -> Vec<(usize, Option<String>, StockRowError)> {
    load.refused.into_iter().map(|row| (row.line, row.why.sku, row.why.why)).collect()
}

#[test]
fn a_file_adds_and_changes_and_leaves_the_absent_alone() {
    let load = plan(&[("A", 5), ("B", 5), ("C", 5)], "品番,在庫数\nA,5\nB,\"1,200\"\nD,０\n", &RULES);
    assert_eq!(told(&load), ["2 A 5>5 unchanged", "3 B 5>1200 changed", "4 D ->0 added"]);
    assert_eq!((load.refused, load.warnings, load.verdict), (vec![], vec![], Verdict::Apply));
}

#[test]
fn skus_that_no_listing_has_are_counted_and_the_first_named_with_the_nearest() {
    let text = "sku,free_qty\nCUP-O1,1\nTOWEL-01,2\nX9,3\nCUP-O1,1\n,1\nQQQQ,4\nTOWEL-O1,5\n";
    let mut facts = known(&[("ABSENT", 5)]);
    let rows = plan_facts(&facts, &HashSet::new(), text, &ABSENT).rows;
    let find = |facts: &StockFacts, listed: &[&str]| {
        let rules = ABSENT.build(StockBasis::Free);
        find_unlisted(&rows, &StockLoad { facts, listed: &own(listed), rules: &rules })
    };
    let unlisted = |listed: &[&str]| find(&facts, listed);
    assert_eq!(unlisted(&[]), UnlistedSkus::default(), "no listings yet");
    let few = |all: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
        all.iter().map(|(sku, near)| ((*sku).to_owned(), near.map(str::to_owned))).collect()
    };
    let wanted = few(&[("CUP-O1", Some("CUP-01")), ("X9", None), ("QQQQ", None)]);
    assert_eq!(unlisted(&["CUP-01", "TOWEL-01"]), UnlistedSkus { count: 4, examples: wanted });
    assert_eq!(unlisted(&["CUP-O1", "TOWEL-01", "X9", "QQQQ", "TOWEL-O1"]), UnlistedSkus::default());
    facts.sets = BTreeMap::from([("S".to_owned(), vec![SetPart { sku: "X9".to_owned(), qty: 1 }])]);
    assert_eq!(find(&facts, &["CUP-01", "TOWEL-01"]).count, 3, "a part is sold with its set");
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
    assert_eq!(load.warnings, []);
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
    let stops = |n: usize, rules: &StockLoadOptions| {
        let load = plan(&all, &zeros(n), rules);
        if let Verdict::Brake { message, .. } = &load.verdict {
            let facts: Vec<_> = message.facts().map(|(name, fact)| format!("{name} {fact}")).collect();
            assert_eq!((facts[0].as_str(), &facts[1]), (&*format!("n {n}"), &"of 12".to_owned()));
        }
        load.is_stopped()
    };
    assert!(!stops(6, &RULES), "half is not more than half");
    assert!(stops(7, &RULES));
    assert!(!stops(7, &StockLoadOptions { force_mass_zero: true, ..RULES }));
    assert!(!stops(12, &StockLoadOptions { max_zero_percent: 100, ..RULES }));
    let strict = StockLoadOptions { max_zero_percent: 0, ..RULES };
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

fn load_facts(store: &Store) -> StockFacts {
    store.load_stock_facts(StockDefaults::default()).unwrap()
}

#[test]
fn stk_07_the_same_file_twice_moves_the_moment_and_nothing_else() {
    let (_folder, mut store) = store();
    let text = "sku,free_qty\nA,5\nB,0\nA,5\nC,1\nC,2\nD,x\n";
    let first = plan_facts(&load_facts(&store), &HashSet::new(), text, &RULES);
    loading::apply(&mut store, &first, at("10:00")).unwrap();
    let mut once = load_facts(&store).counts;
    assert_eq!(once.keys().collect::<Vec<_>>(), ["A", "B"]);
    let file = csv_file::parse(text.as_bytes(), &COLUMNS).unwrap();
    let moment = CountMoment { at: at("11:00"), watermark: None };
    let rules = StockLoadRules { moment, now: at("11:00"), ..RULES.build(StockBasis::Free) };
    let facts = load_facts(&store);
    let load = StockLoad { facts: &facts, listed: &HashSet::new(), rules: &rules };
    let second = plan_load(load, &file).unwrap();
    assert!(second.rows.iter().all(|row| row.row.outcome == RowOutcome::Unchanged), "{second:#?}");
    assert_eq!((second.changes().count(), &second.refused), (2, &first.refused));
    loading::apply(&mut store, &second, at("11:00")).unwrap();
    for count in once.values_mut() {
        assert_eq!((count.counted_at, count.watermark), (at("10:00"), Some(MARK)));
        (count.counted_at, count.watermark) = (at("11:00"), None);
    }
    assert_eq!(load_facts(&store).counts, once, "changed_at stays");
}

#[test]
fn a_load_that_the_brake_stopped_writes_nothing() {
    let (_folder, mut store) = store();
    let text: String = (0..6).map(|n| format!("S{n},1\n")).collect();
    for (text, is_stopped) in [(text, false), ("NEW,1\n".into(), true)] {
        let text = format!("sku,free_qty\n{text}");
        let load = plan_facts(&load_facts(&store), &HashSet::new(), &text, &ABSENT);
        assert_eq!(load.is_stopped(), is_stopped);
        loading::apply(&mut store, &load, at("10:00")).unwrap();
        let counts = load_facts(&store).counts;
        assert_eq!(counts.values().map(|count| count.qty).collect::<Vec<_>>(), [1; 6]);
    }
}

#[test]
fn stk_07_a_row_counts_at_its_own_moment_else_at_that_of_the_load() {
    let text = "sku,free_qty,counted_at\nA,5,2026/7/1 9:30\nB,5,\nC,5,2026-07-01\nD,5,2026-07-01 10:01\n\
                E,5,2026-07-01T00:00:30Z\nF,5,2026-07-01 08:59:59\nG,5,９:３０\nH,5,2026-07-01 10:00\n";
    let load = plan(&[("A", 5), ("E", 5), ("F", 5)], text, &RULES);
    let moments: Vec<_> = load.rows.iter().map(|row| (&*row.row.sku, row.row.count.counted_at)).collect();
    let half_past = parse_jst("2026-07-01T09:00:30+09:00").unwrap();
    let wanted = [("A", at("09:30")), ("B", at("10:00")), ("E", half_past), ("H", at("10:00"))];
    assert_eq!(moments, wanted);
    let marks: Vec<_> = load.rows.iter().map(|row| row.row.count.watermark).collect();
    assert_eq!(marks, [None, Some(MARK), None, None], "only the moment of the command has one");
    let reasons: Vec<_> = load.refused.iter().map(|row| (row.line, row.why.reason().as_str())).collect();
    let unreadable = "counted_at_unreadable";
    let wanted = [(4, unreadable), (5, "counted_at_to_come"), (7, "counted_at_older"), (8, unreadable)];
    assert_eq!(reasons, wanted);
}

#[test]
fn stk_07_an_absent_sku_that_was_counted_later_is_not_set_to_0() {
    let file = csv_file::parse(b"sku,free_qty\nA,5\n", &COLUMNS).unwrap();
    let moment = CountMoment { at: at("09:00"), watermark: None };
    let rules = StockLoadRules { moment, ..ABSENT.build(StockBasis::Free) };
    let mut facts = known(&[("B", 5), ("C", 5)]);
    facts.counts.get_mut("C").unwrap().counted_at = at("09:01");
    let load = StockLoad { facts: &facts, listed: &HashSet::new(), rules: &rules };
    let load = plan_load(load, &file).unwrap();
    assert_eq!(
        (list_zeroed(&load), load.warnings.clone()),
        (vec!["B"], vec![msg!("stock-counted_later", n = 1)])
    );
}

#[test]
fn stk_07_cells_of_rules_replace_key_by_key_and_a_bad_one_refuses_the_row() {
    let text = "sku,free_qty,reserve,cap,percent\nA,5,,-,50%\nB,5,2,,\nC,5,x,,\nD,5,,1.5,\nE,5,,,101\n\
                F,5,,,\nG,5,1,,\nG,5,2,,\n";
    let mut facts = known(&[("A", 5), ("B", 5), ("F", 5)]);
    let rules = StockRules { reserve: Some(1), cap: Some(3), percent: None };
    facts.rules.extend([("A".to_owned(), rules), ("F".to_owned(), rules)]);
    let load = plan_facts(&facts, &HashSet::new(), text, &RULES);
    let rows: Vec<_> = load.rows.iter().map(|row| (&*row.row.sku, row.row.rules, row.row.free)).collect();
    let is = |reserve, cap, percent| StockRules { reserve, cap, percent };
    let wanted = [
        ("A", is(Some(1), None, Some(50)), Some(2)),
        ("B", is(Some(2), None, None), Some(3)),
        ("F", rules, Some(3)),
    ];
    assert_eq!(rows, wanted);
    let outcomes: Vec<_> = load.rows.iter().map(|row| row.row.outcome.as_str()).collect();
    assert_eq!(outcomes, ["changed", "changed", "unchanged"], "rules are a change too");
    let reasons: Vec<_> = load.refused.iter().map(|row| row.why.reason().as_str()).collect();
    let wanted = ["reserve_unreadable", "cap_unreadable", "percent_unreadable", "other_rules", "other_rules"];
    assert_eq!(reasons, wanted);
}

/// An order of 5 pieces of a SKU, which came at 9:30.
fn line(sku: &str) -> OrderedLine {
    OrderedLine {
        line_id: 5,
        order: "412345678-1".parse().unwrap(),
        status: Status::Ready,
        is_paid: true,
        goods: LineGoods { sku: Some(sku.to_owned()), ..LineGoods::default() },
        qty: 5,
        added_at: at("09:30"),
        shipped: None,
    }
}

#[test]
fn stk_06_the_brake_judges_what_orders_and_rules_leave_of_the_counts() {
    let skus: Vec<String> = (0..7).map(|n| format!("S{n}")).collect();
    let all: Vec<(&str, i64)> = skus.iter().map(|sku| (sku.as_str(), 9)).collect();
    let rows = |tail: &str| skus.iter().map(|sku| format!("{sku},5{tail}\n")).collect::<String>();
    let mut facts = known(&all);
    facts.lines = skus.iter().map(|sku| line(sku)).collect();
    let stops =
        |facts: &StockFacts, text: &str| plan_facts(facts, &HashSet::new(), text, &RULES).is_stopped();
    let shelf = format!("sku,on_hand\n{}", rows(""));
    assert!(stops(&facts, &shelf), "5 on the shelf are all sold");
    assert!(!stops(&facts, &format!("sku,free_qty\n{}", rows(""))), "free stock is what is left");
    assert!(stops(&facts, &format!("sku,free_qty,reserve\n{}", rows(",5"))), "nothing but reserve");
    facts.lines = skus.iter().map(|sku| OrderedLine { qty: 9, ..line(sku) }).collect();
    assert!(!stops(&facts, &shelf), "nothing was left before");
    let set = |sku: &String| (format!("SET-{sku}"), vec![SetPart { sku: "PART".to_owned(), qty: 2 }]);
    let facts = StockFacts { sets: skus.iter().map(set).collect(), ..known(&[("PART", 9)]) };
    assert!(stops(&facts, "sku,free_qty\nPART,1\n"), "seven sets of one part");
}

#[test]
fn stk_09_a_set_that_gets_a_count_of_its_own_is_named() {
    let sets = BTreeMap::from([("SET".to_owned(), vec![SetPart { sku: "A".to_owned(), qty: 1 }])]);
    let facts = StockFacts { sets, ..known(&[("A", 5)]) };
    let load = plan_facts(&facts, &HashSet::new(), "sku,free_qty\nSET,4\nA,6\n", &RULES);
    let skus = msg!("stock-skus", skus = vec![Message::quoted("SET")]);
    assert_eq!(load.warnings, [msg!("stock-counted_sets", n = 1, skus = skus)]);
    assert_eq!(load.rows.iter().map(|row| row.row.free).collect::<Vec<_>>(), [None, Some(6)]);
}
