use super::*;
use crate::desk::csv_file;
use crate::desk::loading::Verdict;

/// The sets that are there: each with its parts, as a file names them.
const BEFORE: &[(&str, &[(&str, i64)])] =
    &[("GIFT", &[("CUP", 2), ("BOX", 1)]), ("TEA", &[("LEAF", 1)]), ("BIG", &[("POT", 1)])];

fn known() -> KnownSets {
    let part = |(sku, qty): &(&str, i64)| SetPart { sku: (*sku).to_owned(), qty: *qty };
    let set = |(set, parts): &(&str, &[(&str, i64)])| ((*set).to_owned(), parts.iter().map(part).collect());
    let skus = |skus: &[&str]| skus.iter().map(|sku| (*sku).to_owned()).collect();
    KnownSets {
        sets: BEFORE.iter().map(set).collect(),
        counted: skus(&["CUP", "BOX", "LEAF", "TEA", "BAG"]),
        listed: skus(&["GIFT", "TEA", "BIG", "NEW"]),
        open_orders: BTreeMap::new(),
    }
}

fn plan_rows(rows: &str) -> SetPlan {
    let text = format!("set_sku,sku,qty\n{rows}");
    plan_load(&known(), &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap()).unwrap()
}

/// What becomes of a file, line by line: `3 GIFT CUP 2 added`, `4 qty_zero`; what it does not name last.
fn outcomes(plan: &SetPlan) -> Vec<String> {
    let accepted = plan.rows.iter().map(|one| {
        let AcceptedPart { set_sku, sku, qty, outcome } = &one.row;
        (one.line.unwrap_or(usize::MAX), format!("{set_sku} {sku} {qty} {outcome}"))
    });
    let refused = plan.refused.iter().map(|one| (one.line, one.why.reason().to_string()));
    let mut all: Vec<(usize, String)> = accepted.chain(refused).collect();
    all.sort();
    let line = |line: usize| if line == usize::MAX { "-".to_owned() } else { line.to_string() };
    all.into_iter().map(|(at, what)| format!("{} {what}", line(at))).collect()
}

#[test]
fn stk_09_a_load_replaces_the_parts_of_the_sets_that_it_names() {
    for (what, rows, wanted) in [
        ("the same", "GIFT,CUP,2\nGIFT,BOX,1\n", &["2 GIFT CUP 2 unchanged", "3 GIFT BOX 1 unchanged"][..]),
        (
            "another number, a part more and one less",
            "GIFT,CUP,3\nGIFT,BAG,1\n",
            &["2 GIFT CUP 3 changed", "3 GIFT BAG 1 added", "- GIFT BOX 1 removed"],
        ),
        ("a new set", "NEW,CUP,1\nNEW,BOX,2\n", &["2 NEW CUP 1 added", "3 NEW BOX 2 added"]),
        (
            "in any dress",
            "ＧＩＦＴ,'CUP,２\nGIFT,BOX,1.0\n",
            &["2 GIFT CUP 2 unchanged", "3 GIFT BOX 1 unchanged"],
        ),
        ("nothing", "", &[]),
    ] {
        let plan = plan_rows(rows);
        assert_eq!(outcomes(&plan), wanted, "{what}");
        assert_eq!(plan.verdict, Verdict::Apply, "{what}");
    }
}

#[test]
fn stk_09_a_set_of_which_a_row_is_refused_stays_as_it_was() {
    let taken = "9 NEW CUP 1 added";
    for (row, reason) in [
        ("GIFT,,1", "sku_missing"),
        ("GIFT,カップ,1", "sku_unusable"),
        ("GIFT,BAG,", "qty_missing"),
        ("GIFT,BAG,many", "qty_unreadable"),
        ("GIFT,BAG,0", "qty_zero"),
        ("GIFT,BAG,-1", "qty_negative"),
        ("GIFT,BAG,1.5", "qty_not_whole"),
        ("GIFT,BAG,1E3", "qty_exponent"),
        ("GIFT,BAG,2147483648", "qty_too_large"),
        ("GIFT,GIFT,1", "set_in_itself"),
        ("GIFT,TEA,1", "part_is_set"),
        ("GIFT,NEW,1", "part_is_set"),
        ("GIFT,BAG,1,2", "too_many_cells"),
        ("GIFT,\"BAG\"x,1", "text_after_quote"),
    ] {
        // The row is known by its set, and those of other sets are taken.
        let plan = plan_rows(&format!("GIFT,CUP,5\n{row}\n\n\n\n\n\nNEW,CUP,1\n"));
        assert_eq!(outcomes(&plan), ["2 set_incomplete", &format!("3 {reason}"), taken], "{row}");
        assert_eq!(plan.refused[0].why.why, SetRowError::Incomplete { line: 3 }, "{row}");
        assert_eq!(plan.refused[1].why.set_sku.as_deref(), Some("GIFT"), "{row}");
    }
    let twice = plan_rows("GIFT,CUP,1\nGIFT,BOX,1\nGIFT,CUP,1\n");
    assert_eq!(outcomes(&twice), ["2 part_twice", "3 set_incomplete", "4 part_twice"]);
    assert_eq!(twice.refused[0].why.why, SetRowError::PartTwice { line: 4 });
}

#[test]
fn stk_10_a_row_that_may_be_about_any_set_spares_them_all() {
    for (what, row, reasons) in [
        ("no set", ",CUP,1", &["3 sku_missing"][..]),
        ("two lines in the set's cell", "\"GIFT\nTEA\",CUP,1", &["3 sku_unusable"]),
        ("two lines in the number's cell", "GIFT,CUP,\"1\n2\"", &["3 qty_unreadable"]),
        ("cells that have moved", "x,GIFT,CUP,1", &["3 too_many_cells"]),
        ("torn", "\"TEA,CUP,1\nTEA,BOX,1\"", &["3 torn", "4 swallowed"]),
        ("never closed", "TEA,\"CUP,1\nTEA,BOX,1", &["3 quote_never_closed", "4 swallowed"]),
    ] {
        let plan = plan_rows(&format!("GIFT,CUP,5\n{row}\n"));
        assert_eq!(outcomes(&plan), [&["2 set_incomplete"], reasons].concat(), "{what}");
        assert_eq!(plan.refused[0].why.why, SetRowError::Unclear { line: 3 }, "{what}");
    }
    let other = plan_rows("GIFT,CUP,2\nGIFT,BOX,1\nギフト,CUP,1\n");
    let wanted = ["2 GIFT CUP 2 unchanged", "3 GIFT BOX 1 unchanged", "4 sku_unusable"];
    assert_eq!(outcomes(&other), wanted, "a name that no set can have is about none of them");
    let dressed = plan_rows("NEW1,CUP,2\nＮＥＷ１,BOX,1\n");
    assert_eq!(outcomes(&dressed), ["2 set_incomplete", "3 sku_unusable"], "an unknown one in full width");
}

#[test]
fn stk_09_a_part_is_no_set_and_a_set_no_part() {
    for (what, rows, wanted) in [
        ("a part of a set that is there", "CUP,BAG,1\nCUP,LEAF,1\n", &["2 set_is_part", "3 set_is_part"][..]),
        (
            "a part that the file gives away",
            "GIFT,BAG,1\nCUP,LEAF,1\n",
            &["2 GIFT BAG 1 added", "3 CUP LEAF 1 added", "- GIFT BOX 1 removed", "- GIFT CUP 2 removed"],
        ),
        (
            "a part that a refused set would have given away",
            "GIFT,BAG,1\nGIFT,BOX,x\nCUP,LEAF,1\n",
            &["2 set_incomplete", "3 qty_unreadable", "4 set_is_part"],
        ),
        ("both new, in either order", "S1,S2,1\nS2,BAG,1\n", &["2 part_is_set", "3 S2 BAG 1 added"]),
        ("in a circle", "S1,S2,1\nS2,S1,1\n", &["2 part_is_set", "3 part_is_set"]),
        (
            "a set of which a row is refused is meant to be one",
            "S1,S2,1\nS2,,1\n",
            &["2 part_is_set", "3 sku_missing"],
        ),
    ] {
        assert_eq!(outcomes(&plan_rows(rows)), wanted, "{what}");
    }
    let is_part = plan_rows("CUP,BAG,1\n");
    assert_eq!(is_part.refused[0].why.why, SetRowError::SetIsPart("GIFT".to_owned()));
}

#[test]
fn what_should_be_looked_at_is_named() {
    for (rows, wanted) in [
        ("GIFT,CUP,1\n", &[][..]),
        ("TEA,CUP,1\n", &["sets-own_count"]),
        ("GIFT,CAP,1\n", &["sets-uncounted"]),
        ("GIFF,CUP,1\n", &["sets-unlisted"]),
        ("GIFT,CAP,x\n", &[]),
    ] {
        let plan = plan_rows(rows);
        let ids: Vec<&str> = plan.warnings.iter().map(Message::id).collect();
        assert_eq!(ids, wanted, "{rows}");
    }
}

#[test]
fn columns_have_japanese_headings_too() {
    for header in ["セット品番,品番,数量", "数量,構成品番,親品番", "Set-SKU;sku;QTY"] {
        let separator = if header.contains(';') { ';' } else { ',' };
        let cells = if header.starts_with("数量") { "1,CUP,NEW" } else { "NEW,CUP,1" };
        let text = format!("{header}\n{}\n", cells.replace(',', &separator.to_string()));
        let plan = plan_load(&known(), &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap()).unwrap();
        assert_eq!(outcomes(&plan), ["2 NEW CUP 1 added"], "{header}");
    }
}

#[test]
fn stk_09_other_parts_of_a_set_that_waits_to_leave_are_warned_of() {
    let known = KnownSets { open_orders: BTreeMap::from([("GIFT".to_owned(), 2)]), ..known() };
    for (rows, is_warned) in
        [("GIFT,CUP,2\nGIFT,BOX,1\n", false), ("GIFT,CUP,2\n", true), ("TEA,BAG,1\n", false)]
    {
        let text = format!("set_sku,sku,qty\n{rows}");
        let plan = plan_load(&known, &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap()).unwrap();
        let freed = plan.warnings.iter().find(|warning| warning.id() == "sets-freed");
        assert_eq!(freed.is_some(), is_warned, "{rows}");
    }
}
