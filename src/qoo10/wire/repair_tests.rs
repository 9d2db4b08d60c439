use serde_json::Value;

use super::*;

const GOOD: &str = r#"{"OrderNo":7,"Title":"Tシャツ, {白}","N":{"a":[null]}}"#;

fn answer(rows: &str) -> String {
    format!(r#"{{"ResultObject":[{rows}],"ResultCode":0,"ResultMsg":"SUCCESS"}}"#)
}

fn rows(text: &str) -> Vec<Value> {
    let mended = mend(text, &[]).unwrap_or_else(|broken| panic!("{text}: {broken:?}"));
    let value: Value = serde_json::from_str(&mended.text).unwrap_or_else(|e| panic!("{e}: {}", mended.text));
    assert_eq!(value["ResultCode"], 0, "{text}");
    value["ResultObject"].as_array().unwrap().clone()
}

/// Rows that a reader can make sense of, with the title that stands in them.
const MENDED: &[(&str, &str)] = &[
    ("{\"OrderNo\":5,\"Title\":\"a\nb\",\"Qty\":1}", "a\nb"),
    ("{\"OrderNo\":5,\"Title\":\"a\tb\0\u{1b}c\",\"Qty\":1}", "a\tb\0\u{1b}c"),
    (r#"{"OrderNo":5,"Title":"say "hi"","Qty":1}"#, "say \"hi\""),
    (r#"{"OrderNo":5,"Title":"5" nail","Qty":1}"#, "5\" nail"),
    (r#"{"OrderNo":5,"Title":""hi", he said","Qty":1}"#, "\"hi\", he said"),
    (r#"{"OrderNo":5,"Qty":1,"Title":"C:\q"}"#, "C:\\q"),
    (r#"{"OrderNo":5,"Title":"C:\u12","Qty":1}"#, "C:\\u12"),
    (r#"{"OrderNo":5,"Title":"C:\","Qty":1}"#, "C:\\"),
    (r#"{"OrderNo":5,"Title":"\ud83d","Qty":1}"#, "\u{fffd}"),
    (r#"{"OrderNo":5,"Title":"a\ude00b \ud83d\ude00","Qty":1}"#, "a\u{fffd}b 😀"),
    (r#"{"OrderNo":5,"Title":"\ud83dx\u0041","Qty":1}"#, "\u{fffd}xA"),
    (r#"{"OrderNo":5,"Title":"}, {""","Qty":1}"#, "}, {\"\""),
];

/// Rows that nobody can read, whatever stands beside them.
const LOST: &[&str] = &[
    r#"{"OrderNo":5,"Title":oops,"Qty":1}"#,
    r#"{"OrderNo":5,"Title":NaN}"#,
    r#"{"OrderNo":5,"Title":"never closed,"Qty":1}"#,
    r#"{"OrderNo":5,"Qty":1,"Title":"never closed}"#,
    r#"{"OrderNo":5,"Title":"a""b":1}"#,
    r#"{"OrderNo":5,"Title":"a",}"#,
    r#"{"OrderNo":5,"Title":{,"Qty":1}"#,
    r#"{"OrderNo":5,"Title":["a","Qty":1}"#,
    r#"{"OrderNo":5 "Title":"a"}"#,
    r#"{OrderNo:5}"#,
    r#"{"OrderNo":5,"Qty":1"#,
    "{\"OrderNo\":5,\0\"Qty\":1}",
    "oops",
    "",
];

#[test]
fn an_odd_text_costs_at_most_its_row_and_no_row_beside_it() {
    for (bad, title) in MENDED {
        for text in around(bad) {
            let found = rows(&text);
            let own: Vec<&Value> = found.iter().filter(|row| row["OrderNo"] == 5).collect();
            assert_eq!(own.len(), 1, "{text}: {found:#?}");
            assert_eq!(own[0]["Title"], *title, "{text}");
            assert_eq!(
                found.iter().filter(|row| row["OrderNo"] == 7).count(),
                text.matches(GOOD).count(),
                "{text}"
            );
        }
    }
    for bad in LOST {
        for text in around(bad) {
            let found = rows(&text);
            let good = found.iter().filter(|row| row["OrderNo"] == 7 && row["N"]["a"][0].is_null()).count();
            assert_eq!(good, text.matches(GOOD).count(), "{text}: {found:#?}");
            let lost: Vec<&Value> = found.iter().filter(|row| row.is_string()).collect();
            let is_alone_and_empty = bad.is_empty() && !text.contains(GOOD);
            assert!(
                !lost.is_empty() || is_alone_and_empty || text.ends_with(&format!("{bad}]")),
                "{text}: {found:#?}"
            );
            let holds = |row: &&Value| row.as_str().is_some_and(|text| text.contains(bad));
            assert!(lost.iter().any(holds) || bad.is_empty(), "{text}: {found:#?}");
        }
    }
}

/// A row alone, first, last and between others; with blanks; before and behind the other members of an
/// answer.
fn around(bad: &str) -> Vec<String> {
    let lists = [
        bad.to_owned(),
        format!("{bad},{GOOD}"),
        format!("{GOOD},{bad},{GOOD}"),
        format!("{GOOD} ,\r\n {bad} , {GOOD} , {GOOD}"),
        format!("{GOOD},{bad}"),
    ];
    let lists = lists.into_iter().filter(|list| !bad.is_empty() || list.contains(&format!(",{bad},")));
    lists
        .flat_map(|list| {
            [
                answer(&list),
                format!(r#"{{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{list}]}}"#),
                format!("{{ \"ResultObject\" : [ {list} ] , \"ResultCode\" : 0 }}"),
            ]
        })
        .collect()
}

#[test]
fn rows_within_objects_are_told_apart_too() {
    let text = r#"{"ResultObject":{"TotalPages":1,"Items":[{"ItemCode":"81","X":oops},
        {"ItemCode":"82"}]},"ResultCode":0}"#;
    let value: Value = serde_json::from_str(&mend(text, &[]).unwrap().text).unwrap();
    let items = &value["ResultObject"]["Items"];
    assert_eq!(items[1]["ItemCode"], "82");
    assert_eq!(items[0], r#"{"ItemCode":"81","X":oops}"#);
}

#[test]
fn odd_words_of_the_envelope_are_taken_as_they_are() {
    let text = "{\"ResultCode\":0,\"ResultMsg\":\"say \"hi\"\n\",\"ResultObject\":null}";
    let value: Value = serde_json::from_str(&mend(text, &[]).unwrap().text).unwrap();
    assert_eq!(value["ResultMsg"], "say \"hi\"\n");
}

#[test]
fn what_ends_inside_a_row_or_has_no_rows_is_broken() {
    for (text, ends) in [
        (r#"{"ResultObject":[{"OrderNo":5,"Title":"a"#, true),
        (r#"{"ResultObject":[{"OrderNo":5},{"OrderNo":6"#, true),
        (r#"{"ResultObject":[{"OrderNo":5},"#, true),
        (r#"{"ResultObject":oops,"ResultCode":0}"#, false),
        (r#"{"ResultObject":[{"OrderNo":5}]]}"#, false),
    ] {
        assert_eq!(mend(text, &[]).unwrap_err().ends, ends, "{text}");
    }
}

#[test]
fn no_answer_takes_more_than_its_length() {
    let many = 20_000;
    let start = std::time::Instant::now();
    for text in [
        format!(r#"{{"ResultObject":[{}@"#, r#"{"x":[1,"#.repeat(many)),
        format!(r#"{{"ResultObject":[{}"#, r#"{"x":"#.repeat(many)),
        format!(r#"{{"ResultObject":[{}]}}"#, "[".repeat(many)),
        format!(r#"{{"ResultObject":[{}@{}]}}"#, "[".repeat(many), "]".repeat(many)),
        format!(r#"{{"ResultObject":[{}@"#, "]".repeat(many)),
        format!(r#"{{"ResultObject":[{}],"ResultCode":0}}"#, ",".repeat(many)),
        format!(r#"{{"ResultObject":[{}],"ResultCode":0}}"#, "\u{1}".repeat(many)),
        format!(r#"{{"ResultObject":[{}],"ResultCode":0}}"#, r#"{"a":"\u{1}"},"#.repeat(many)),
        format!(r#"{{"ResultObject":[{}],"ResultCode":0}}"#, r#"{"a":"b,"#.repeat(many)),
    ] {
        if let Ok(mended) = mend(&text, &[]) {
            assert!(mended.text.len() <= text.len() * 2 + (16 << 20));
        }
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn half_of_a_pair_is_found_and_nothing_else() {
    for (json, is_half) in [
        (r#""\ud83d\ude00""#, false),
        (r#""\uD83D\uDE00 \u3042""#, false),
        (r#""\\ud83d""#, false),
        (r#""\\\ud83d""#, true),
        (r#""\ude00""#, true),
        (r#""\ud83d \ude00""#, true),
        (r#""\ud83d\u0041""#, true),
        ("\"\\あ", false),
        ("\"\\", false),
    ] {
        assert_eq!(has_lone_surrogate(json), is_half, "{json}");
    }
}

/// Any text that strict reading takes is taken as it is.
#[test]
fn what_is_proper_stays_as_it_is() {
    for rows in ["", GOOD, r#"{"a":"\"}, {\"b\":1"},[],7,"x""#] {
        let text = answer(rows);
        assert_eq!(mend(&text, &[]).unwrap().text, text);
    }
}
