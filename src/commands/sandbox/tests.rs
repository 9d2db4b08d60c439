//! The commands as a person types them, in one process.

use std::sync::Arc;

use clap::Parser;

use super::*;
use crate::text::localize;

#[derive(Parser)]
struct SandboxCli {
    #[command(subcommand)]
    command: SandboxCommand,
}

/// A shop of its own, and a way to type commands.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, json: bool, line: &str) -> Result<String, Error> {
        let command =
            SandboxCli::try_parse_from(["sandbox"].into_iter().chain(line.split(' '))).unwrap().command;
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let mut out = Vec::new();
        let told = SandboxOutput { json, lang: Lang::En, width: None, out: &mut out };
        run_on(&command, &self.0.path().join("shop.json"), Arc::new(move || now), told)?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn text(&self, line: &str) -> String {
        self.run(false, line).unwrap()
    }

    fn refusal(&self, line: &str) -> String {
        let error = self.run(false, line).unwrap_err();
        assert!(error.is_usage(), "{error}");
        localize(error.message(), Lang::En)
    }
}

#[test]
fn an_order_lives_its_life() {
    let desk = Desk::new();
    let bought = desk.run(true, "new-order --item TS-001 --option -W-M --unpaid --lines 2").unwrap();
    assert_eq!(bought, "{\"pack_no\":\"412345690\",\"order_nos\":[\"1062428751\",\"1062428752\"]}\n");
    assert_eq!(desk.text("pay 1062428751"), "1062428751 paid: 1062428751\n");
    assert_eq!(desk.text("request-cancel 1062428751"), "1062428751 cancel requested: 1062428751\n");
    assert_eq!(desk.text("withdraw-cancel 412345690"), "412345690 cancel request withdrawn: 1062428751\n");
    assert_eq!(desk.text("cancel 1062428752"), "1062428752 cancelled: 1062428752\n");
    desk.text("confirm 412345690 --date 2026-07-06");
    desk.text("ship 1062428751 --carrier 佐川急便 --tracking 405548424886");
    assert_eq!(desk.text("deliver 412345690"), "412345690 delivered: 1062428751\n");
    let list = desk.text("list");
    assert!(
        list.contains("412345690 1062428751  5         1 TS-001-W-M      07-01 10:00 佐川急便\n"),
        "{list}"
    );
    assert!(list.contains("412345690 1062428752  1 16      1"), "{list}");
    let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    assert!(list.lines().all(|line| width(line) <= 80), "{list}");
    for row in desk.run(true, "list").unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(row).unwrap();
    }
}

#[test]
fn what_is_not_there_is_one_sentence() {
    let desk = Desk::new();
    assert_eq!(desk.refusal("pay 7"), "there is no cart or order number \"7\"");
    assert_eq!(desk.refusal("pay 412345678"), "412345678 is not waiting for its payment");
    assert!(desk.refusal("variant colour red").contains("no variant is called"));
    assert!(desk.refusal("fault add * flood").contains("no fault is called"));
    assert!(desk.refusal("fault add Claim.Nothing slow").contains("no method"));
    assert!(desk.refusal("fault seed 1 --percent 5 --kinds flood").contains("no fault is called"));
    assert!(desk.refusal("set-seller-code NONE X").contains("no item"));
    assert!(desk.refusal("item NONE stop").contains("no item"));
    assert!(desk.refusal("new-order --ordered-at yesterday").contains("not a time"));
    assert!(desk.refusal("serve --listen 0.0.0.0:0").contains("this machine only"));
}

#[test]
fn variants_and_faults_are_kept_until_reset() {
    let desk = Desk::new();
    desk.text("variant numbers quoted-plain");
    assert_eq!(desk.text("variant wrong-key -10000"), "wrong-key: -10000\n");
    assert!(desk.text("variant").contains("numbers            quoted-plain"));
    desk.text("fault add * error-code --code -10010 --after 2 --times 0 --as error-code");
    desk.text("fault seed 7 --percent 20");
    let faults = desk.text("fault list");
    assert!(
        faults.starts_with("* error-code: every call, after 2\nseed 7: 20 % of all calls (lost-request, "),
        "{faults}"
    );
    assert_eq!(desk.text("fault clear"), "no faults\n");
    desk.text("item CUP-01 stop");
    assert!(desk.text("list").contains("CUP-01          S1"));
    desk.text("reset");
    assert!(desk.text("variant").contains("numbers            decimals"));
    assert!(desk.text("list").contains("CUP-01          S2"));
    desk.text("reset --empty");
    assert!(!desk.text("list").contains("CUP-01"));
}

#[test]
fn hand_work_and_claims_by_their_commands() {
    let desk = Desk::new();
    desk.text("new-order --item CUP-01 --qty 3 --withhold-receiver");
    desk.text("pay 412345690");
    assert_eq!(desk.text("cancel 412345690 --qty 1"), "412345690 1 pieces cancelled: 1062428751\n");
    assert_eq!(
        desk.text("change-receiver 1062428751 --name 架空 --tel 03-0000-0009"),
        "1062428751 receiver changed: 1062428751\n"
    );
    assert_eq!(desk.text("misstate 412345690 4"), "412345690 status 4 in lists: 1062428751\n");
    desk.text("misstate 412345690 0");
    assert!(desk.refusal("return 412345690").contains("is not sent"));
    desk.text("ship 412345690");
    assert!(desk.refusal("return 412345690").contains("another claim"));

    let bought = desk.text("new-order --item CUP-01");
    assert_eq!(bought, "cart 412345691: 1062428752\n");
    desk.text("ship 412345691");
    assert_eq!(desk.text("return 412345691"), "412345691 claim 4: 1062428752\n");
    assert_eq!(desk.text("return 412345691 --stage under-way"), "412345691 claim 5: 1062428752\n");
    assert!(desk.refusal("exchange 412345691").contains("another claim"));
    let json = desk.run(true, "claim 412345691 11").unwrap();
    assert_eq!(json, "{\"number\":\"412345691\",\"what\":\"claim 11\",\"order_nos\":[\"1062428752\"]}\n");
    assert_eq!(desk.text("exchange 412345691 --stage completed"), "412345691 claim 13: 1062428752\n");
    desk.text("new-order --item CUP-01");
    desk.text("ship 412345692 --tracking 405548424886");
    assert_eq!(desk.text("not-received 412345692 --part"), "412345692 claim 15: 1062428753\n");
}

#[test]
fn items_become_reservation_goods_and_options_share_a_code() {
    let desk = Desk::new();
    let json = desk.run(true, "item CUP-01 reserve 2026-08-03").unwrap();
    assert_eq!(json, "{\"item\":\"CUP-01\",\"send_type\":1,\"available_on\":\"2026-08-03\"}\n");
    desk.text("new-order --item CUP-01");
    assert!(desk.run(true, "list").unwrap().contains("\"send_type\":1,\"available_on\":\"2026-08-03\""));
    assert_eq!(desk.text("item CUP-01 unreserve"), "item CUP-01: can be sent at once\n");
    assert_eq!(desk.text("set-option-code TS-001 -W-M -W-S"), "item TS-001, option -W-M: code -W-S\n");
    assert!(desk.refusal("set-option-code TS-001 -X 0").contains("no option"));
    assert!(desk.refusal("item NONE reserve 2026-08-03").contains("no item"));
}
