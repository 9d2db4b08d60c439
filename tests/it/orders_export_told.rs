//! `orders export`: what is not in a file, or not as its buyer wishes, and that somebody is told.

use std::fs;

use serde_json::json;

use crate::orders_export::{edit, export, export_json, read_label, refusals, set_labels, shop};
use crate::support::{CODE, Shop, code, row};

#[test]
fn fil_07_an_order_of_cancelled_lines_alone_is_on_no_paper_and_is_named() {
    let shop = shop(2);
    edit(&shop, "UPDATE order_lines SET cancelled = 1 WHERE order_id = 1");
    for format in ["csv", "ehiden3"] {
        let args = ["--format", format, "--out", "a.csv", "--dry-run"];
        let report = export_json(&shop, &args, 3);
        assert_eq!(refusals(&report), [(CODE.to_owned(), "no_lines".to_owned())], "{format}");
        assert_eq!(report["counts"], json!({"exported": 1, "refused": 1}), "{format}");
        let run = export(&shop, &args, 3);
        run.says(&[&format!("every line of order {CODE} is cancelled"), "next:", "--status cancelled"]);
    }
    export(&shop, &["--format", "ehiden3", "--out", "a.csv"], 3);
    assert_eq!(read_label(&shop, "a.csv").len(), 2);
    assert_eq!(shop.show(CODE)["exports"], json!([]));
    shop.run(&["orders", "slips", "--html", "s.html"]).expect(0);
    let page = fs::read_to_string(shop.path("s.html")).unwrap();
    assert!(page.contains(&code(1)) && !page.contains(CODE));
    let named = shop.run(&["orders", "slips", "--html", "n.html", "--order", CODE]).expect(3);
    named.says(&["is cancelled", "--status cancelled"]);
    let picks = shop.run(&["orders", "pick"]).expect(0);
    assert!(picks.stdout.contains(&code(1)) && !picks.stdout.contains(CODE), "{picks:#?}");
    let status = shop.run(&["status"]).expect(0);
    assert!(status.stdout.contains("no line left") && status.stdout.contains(&format!("orders show {CODE}")));
    let count = || shop.run(&["status", "--json"]).expect(0).json()["orders_without_lines"].clone();
    assert_eq!(count(), 1);
    shop.run(&["orders", "set", CODE, "--status", "cancelled"]).expect(0);
    assert_eq!(count(), 0);
}

#[test]
fn nothing_for_a_label_format_says_whose_orders_belong_to_another() {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(1), row().cart(2).no(2).carrier("ヤマト宅急便")]);
    set_labels(&mut shop);
    shop.import();
    let sagawa = "1 order of 佐川急便, whose format is ehiden3";
    let b2 = ["--format", "b2", "--out", "x.csv", "--dry-run"];
    let run = export(&shop, &[&b2[..], &["--carrier", "佐川"]].concat(), 0);
    run.says(&[sagawa, "orders export --format ehiden3"]);
    assert!(run.stdout.contains("nothing to hand over"), "{run:#?}");
    let json = export(&shop, &[&b2[..], &["--carrier", "佐川", "--json"]].concat(), 0);
    assert_eq!(json.json()["items"], json!([]), "no item");
    json.says(&[sagawa]);
    let both = [&b2[..], &["--carrier", "佐川", "--carrier", "ヤマト"]].concat();
    let run = export(&shop, &both, 0);
    run.says(&[sagawa]);
    assert!(run.stdout.contains("1 exported"), "{run:#?}");
    let clickpost = ["--format", "clickpost", "--out", "x.csv", "--dry-run"];
    export(&shop, &clickpost, 0).says(&[sagawa, "1 order of ヤマト宅急便, whose format is b2"]);
    // Who runs one format after the other is not told of it each time.
    let run = export(&shop, &b2, 0);
    assert!(!run.all().contains("whose format"), "{run:#?}");
}

/// A date in the past is refused by each label program, and a letter box takes no wishes.
#[test]
fn a_desired_day_that_no_label_program_takes_is_left_out_and_named() {
    let over = "the desired date 2026-06-20 is over";
    let not_taken = "takes no desired day or time";
    for (format, company, date_at, date, warning) in [
        ("b2", "ヤマト宅急便", 5, "2026-06-20", Some(over)),
        ("b2", "ヤマト宅急便", 5, "2026-07-01", None),
        ("b2", "ネコポス", 5, "2026-07-08", Some(not_taken)),
        ("b2", "クロネコDM便", 5, "2026-07-08", Some(not_taken)),
        ("ehiden3", "佐川急便", 44, "2026-06-20", Some(over)),
        ("yupuri", "ゆうパケット", 65, "2026-07-08", Some(not_taken)),
        ("yupuri", "ゆうパック", 65, "2026-06-20", Some(over)),
        ("clickpost", "クリックポスト", 0, "2026-07-08", Some(not_taken)),
    ] {
        let case = format!("{company} {date}");
        let mut shop = Shop::with_rows(vec![row().cart(1).no(1).carrier(company)]);
        set_labels(&mut shop);
        shop.import();
        let wish = format!("desired_delivery_date = '{date}', desired_delivery_time = '14:00~16:00'");
        edit(&shop, &format!("UPDATE orders SET {wish}"));
        let args = ["--format", format, "--out", "l.csv", "--json"];
        let run = export(&shop, &args, 0);
        let message = run.json()["items"][0]["message"].clone();
        let table = read_label(&shop, "l.csv");
        match warning {
            Some(warning) => {
                run.says(&["warning: order 1: ", warning]);
                assert!(message.as_str().unwrap().contains(warning), "{case}: {message}");
                let text = table[1].join(",");
                let days = [date.to_owned(), date.replace('-', "/"), date.replace('-', "")];
                assert!(days.iter().all(|day| !text.contains(day)), "{case}: {text}");
            }
            None => {
                assert_eq!((message, run.stderr.as_str()), (json!(null), ""), "{case}");
                assert_eq!(table[1][date_at].replace('/', "-"), date, "{case}");
            }
        }
    }
}

#[test]
fn no_wish_is_no_warning() {
    for (company, format) in [("ネコポス", "b2"), ("クリックポスト", "clickpost")] {
        let mut shop = Shop::with_rows(vec![row().cart(1).no(1).carrier(company)]);
        set_labels(&mut shop);
        shop.import();
        edit(&shop, "UPDATE orders SET desired_delivery_date = NULL, desired_delivery_time = '指定なし'");
        let run = export(&shop, &["--format", format, "--out", "l.csv", "--json"], 0);
        assert_eq!((run.json()["items"][0]["message"].clone(), run.stderr.as_str()), (json!(null), ""));
    }
}
