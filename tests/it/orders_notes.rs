//! What a change by hand leaves to do, and what to do instead of a forbidden one.

use crate::support::{Run, Shop, row};

/// Order 1 is paid and ready, order 2 unpaid and on hold.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row().cart(1).no(1), row().cart(2).no(2).unpaid()]);
    shop.import();
    shop
}

fn set(shop: &Shop, code: &str, status: &str) -> Run {
    shop.run(&["orders", "set", code, "--status", status])
}

#[test]
fn shipped_without_a_tracking_number_is_warned_of_until_qoo10_is_told() {
    let shop = shop();
    let wanted = "warning: 1 has no tracking number: `push-shipments` cannot tell Qoo10; give it with \
        `qoo10-bridge orders ship 1 --carrier C --tracking T`";
    set(&shop, "1", "shipped").expect(0).says(&[wanted]);
    set(&shop, "1", "shipped").expect(0).says(&[wanted]);
    let run = shop.run(&["--lang", "ja", "orders", "set", "1", "--status", "shipped"]).expect(0);
    run.says(&["警告: 1には送り状番号がない", "qoo10-bridge orders ship 1"]);
    assert_eq!(shop.run(&["-q", "orders", "set", "1", "--status", "shipped"]).expect(0).all().trim(), "");
    set(&shop, "1", "inspected").expect(0);
    shop.run(&["orders", "ship", "1", "--carrier", "佐川", "--tracking", "405548424886"]).expect(0);
    set(&shop, "1", "inspected").expect(0);
    assert_eq!(set(&shop, "1", "shipped").expect(0).stderr, "", "it has a number");
    let shop = self::shop();
    shop.run(&["orders", "set", "1", "--api-status", "shipped"]).expect(0);
    assert_eq!(set(&shop, "1", "shipped").expect(0).stderr, "", "Qoo10 knows");
}

#[test]
fn told_to_qoo10_without_a_parcel_is_warned_of_with_the_way_back() {
    let shop = shop();
    let told = |lang: &str| {
        shop.run(&["--lang", lang, "orders", "set", "1", "--api-status", "shipped"]).expect(0).stderr
    };
    let warned = told("en");
    assert!(warned.starts_with("warning: no parcel of 1 is known here"), "{warned}");
    let back = "take it back with `qoo10-bridge orders set 1 --api-status awaiting_print`\n";
    assert!(warned.contains("leaves `late` and `status`") && warned.ends_with(back), "{warned}");
    assert_eq!(told("en"), "", "said once");
    shop.run(&["orders", "set", "1", "--api-status", "printed"]).expect(0);
    let warned = told("ja");
    assert!(warned.contains("警告: 1は") && warned.contains("orders set 1 --api-status printed"), "{warned}");
    shop.run(&["orders", "set", "1", "--api-status", "printed"]).expect(0);
    let both = ["orders", "set", "1", "--status", "shipped", "--api-status", "shipped"];
    shop.run(&both).expect(0).says(&["warning: no parcel of 1"]);
    shop.run(&["orders", "set", "1", "--status", "inspected", "--api-status", "printed"]).expect(2);
    shop.run(&["orders", "set", "1", "--api-status", "printed"]).expect(0);
    shop.run(&["orders", "set", "1", "--status", "inspected"]).expect(0);
    shop.run(&["orders", "ship", "1", "--carrier", "佐川", "--tracking", "405548424886"]).expect(0);
    assert_eq!(told("en"), "", "its parcel is known");
    shop.run(&["orders", "set", "2", "--status", "cancelled"]).expect(0);
    let run = shop.run(&["orders", "set", "2", "--api-status", "shipped"]).expect(0);
    assert_eq!(run.stderr, "", "no parcel is to come");
}

#[test]
fn cancelled_here_alone_is_warned_of() {
    let shop = shop();
    set(&shop, "1", "cancelled").expect(0).says(&[
        "warning: nothing says that Qoo10 has cancelled 1",
        "cancel it in QSM too",
        "qoo10-bridge orders set 1 --status ready",
    ]);
    let run = shop.run(&["--lang", "ja", "orders", "set", "2", "--status", "cancelled"]).expect(0);
    run.says(&[
        "警告: 2はQoo10でのキャンセルが確認できていません",
        "QSMでもキャンセル",
        "--status ready` で元に戻せます",
    ]);
    assert_eq!(set(&shop, "1", "cancelled").expect(0).stderr, "", "said once");
}

#[test]
fn what_qoo10_cancelled_is_cancelled_here_without_a_word() {
    let shop = shop();
    set(&shop, "1", "preparing").expect(0);
    shop.fake.set_rows(vec![row().cart(1).no(1).claimed(3)]);
    shop.run(&["sync-status"]).expect(3);
    assert_eq!(set(&shop, "1", "cancelled").expect(0).stderr, "");
}

#[test]
fn forbidden_changes_say_what_can_be_done() {
    let shop = shop();
    shop.force("1", "cancelled", "paid");
    for status in ["ready", "shipped", "backordered"] {
        set(&shop, "1", status).expect(2).says(&["cancelled is final", "QSM"]);
    }
    shop.run(&["orders", "add-line", "1", "--sku", "A", "--qty", "1"])
        .expect(2)
        .says(&["nothing more goes out"]);
    shop.force("1", "shipped", "paid");
    set(&shop, "1", "preparing").expect(2).says(&["qoo10-bridge orders set 1 --status inspected"]);
    let held = shop.run(&["--lang", "ja", "orders", "hold", "1", "--reason", "x"]).expect(2);
    held.says(&["対処: 荷物がまだ手元にあれば", "qoo10-bridge orders set 1 --status inspected"]);
    let line = ["orders", "add-line", "1", "--sku", "A", "--qty", "1"];
    shop.run(&line).expect(2).says(&["orders set 1 --status inspected`, then add the line"]);
    shop.force("1", "working", "paid");
    set(&shop, "1", "backordered")
        .expect(2)
        .says(&["orders set 1 --status ready`, then `qoo10-bridge orders set 1 --status backordered`"]);
    set(&shop, "2", "ready").expect(2).says(&["by hand: `qoo10-bridge orders set 2 --payment-status paid`"]);
}

#[test]
fn a_release_says_that_the_payment_is_still_waited_for() {
    let shop = shop();
    let wanted = "2: still on hold, for it waits for payment; `sync-status` releases it when Qoo10 shows \
        it paid (by hand: `qoo10-bridge orders set 2 --payment-status paid`)\n";
    assert_eq!(shop.run(&["orders", "release", "2"]).expect(0).stdout, wanted);
    shop.run(&["orders", "hold", "2", "--reason", "x"]).expect(0);
    let text = shop.run(&["orders", "release", "2"]).expect(0).stdout;
    assert_eq!(text, format!("2: hold_reasons payment+manual -> payment\n{wanted}"));
    let text = shop.run(&["--lang", "ja", "orders", "release", "2"]).expect(0).stdout;
    assert!(text.starts_with("2: 入金待ちのため保留のままです"), "{text}");
    assert_eq!(shop.run(&["orders", "release", "1"]).expect(0).stdout, "1: nothing to change (ready)\n");
}

#[test]
fn a_status_is_taken_as_staff_read_it_and_a_slip_is_answered() {
    let shop = shop();
    set(&shop, "1", "出荷作業中").expect(0);
    assert_eq!(shop.show("1")["status"], "working");
    let listed = shop.run(&["orders", "list", "--status", "出荷作業中", "--json"]).expect(0).stdout;
    assert!(listed.contains("\"working\"") && !listed.contains("\"on_hold\""), "{listed}");
    shop.run(&["orders", "set", "1", "--api-status", "印刷済み"]).expect(0);
    assert_eq!(shop.show("1")["api_status"], "printed");
    shop.run(&["orders", "list", "--status", "redy"]).expect(2).says(&["did you mean ready?"]);
    let slip = shop.run(&["--lang", "ja", "orders", "set", "1", "--status", "redy"]).expect(2);
    slip.says(&["ready(出荷待ち) ではありませんか", "on_hold(保留)"]);
}

#[test]
fn changes_are_told_in_the_words_of_the_language() {
    let shop = shop();
    for (args, told) in [
        (&["orders", "hold", "1", "--reason", "x"][..], "1: 出荷待ち → 保留、保留の理由: なし → 手動\n"),
        (&["orders", "release", "1"], "1: 保留 → 出荷待ち、保留の理由: 手動 → なし\n"),
        (&["orders", "set", "1", "--status", "working"], "1: 出荷待ち → 出荷作業中\n"),
        (&["orders", "set", "1", "--api-status", "printed"], "1: APIステータス: 印刷待ち → 印刷済み\n"),
        (
            &["orders", "set", "2", "--payment-status", "paid"],
            "2: 保留 → 出荷待ち、入金: 未入金 → 入金済み、保留の理由: 入金確認 → なし\n",
        ),
    ] {
        let run = shop.run(&[&["--lang", "ja"], args].concat()).expect(0);
        assert_eq!(run.stdout, told);
    }
    let english = shop.run(&["orders", "hold", "2", "--reason", "x"]).expect(0).stdout;
    assert_eq!(english, "2: status ready -> on_hold, hold_reasons none -> manual\n");
    let json = ["--lang", "ja", "orders", "set", "2", "--status", "working", "--json"];
    shop.run(&["orders", "release", "2"]).expect(0);
    let history = shop.run(&json).expect(0).json()["history"].to_string();
    assert!(history.contains("status ready -> working") && !history.contains('→'), "{history}");
}

#[test]
fn add_line_names_the_line_and_a_sku_that_nobody_knows() {
    let shop = shop();
    let add = |sku: &str, lang: &str| {
        shop.run(&["--lang", lang, "orders", "add-line", "1", "--sku", sku, "--qty", "2"]).expect(0)
    };
    let run = add("GIFT-1", "en");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("1: line 2 added (GIFT-1 x 2)\n", ""));
    std::fs::write(shop.path("in.csv"), "item_code,seller_code,option_code,sku\n812345678,,,TS-001\n")
        .unwrap();
    shop.run(&["listings", "load", "in.csv"]).expect(0);
    add("TS-O01", "en")
        .says(&["warning: neither the free stock nor a listing has the SKU TS-O01; did you mean TS-001?"]);
    add("GIFT-1", "ja").says(&["警告: 品番GIFT-1はフリー在庫にも対応表にもありません"]);
    assert_eq!(add("TS-001", "ja").stdout, "1: 5行目を追加しました(TS-001 x 2)\n");
    assert_eq!(shop.show("1")["lines"].as_array().unwrap().len(), 5);
}

#[test]
fn set_wants_something_to_set() {
    let shop = shop();
    let wish = "<--status <STATUS>|--api-status <STATUS>|--payment-status <STATUS>|--take-receiver>";
    shop.run(&["orders", "set", "1"]).expect(2).says(&[&format!("not provided: {wish}\n")]);
    let help = shop.run(&["orders", "set", "--help"]).expect(0).stdout;
    assert!(help.contains(&format!("orders set [OPTIONS] {wish} <CODE>...\n")), "{help}");
    shop.run(&["orders", "set", "--status", "ready"]).expect(2).says(&["<CODE>"]);
    shop.run(&["orders", "set", "1", "--status", "ready", "--api-status", "printed"]).expect(0);
}
