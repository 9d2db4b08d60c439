//! A probe of the practice Qoo10 names the form of every open point, whichever is switched on, and writes
//! nothing.

use std::collections::BTreeMap;

use chrono::Duration;
use qoo10_bridge::desk::doctor::probe::{Evidence, PointReport};
use qoo10_bridge::sandbox::{
    API_KEY, CartDraft, EXPIRED_KEY, LOGIN, LineDraft, Purchase, SELLER_KEY, Variants, World,
};
use qoo10_bridge::vocabulary::FormPoint;

use crate::support::practice::Practice;
use crate::support::{Receiver, Shop, assert_keys, row, tier};

/// Shown only by answers that write, or by refusals; the five steps and a refused key show them.
const SHOWN_BY_WRITES: [&str; 10] = [
    "bulk-row-id",
    "bulk-part-failure",
    "bulk-rows",
    "key-problem-field",
    "wrong-key",
    "expired-key",
    "first-key",
    "item-bulk-rows",
    "carriers",
    "ship-date-limit",
];
/// The program does nothing that would show them.
const NEVER_SHOWN: [&str; 4] = ["move-edit", "confirm-again", "send-again", "no-tax-rate"];
/// A probe after a sent quantity and an order since.
const SHOWN_LATER: [&str; 2] = ["item-changes", "qty-lowered"];

/// The seed shop, and so many orders of the last day that every point can be seen.
fn a_shop(variants: &[(&str, &str)]) -> Practice {
    let mut shop = Practice::seeded();
    shop.keeps_forms = true;
    let now = shop.now;
    shop.server.with_world(|world| {
        for (name, choice) in variants {
            world.variants.set(name, choice).unwrap();
        }
        let mut buy =
            |minutes, line| world.add_cart(CartDraft::paid(now - Duration::minutes(minutes), vec![line])).0;
        let plain = |n: i64| LineDraft::new("CUP-01").with_qty(n);
        let numbers: Vec<String> = [
            buy(20, LineDraft::with_option("BAG-01", "-NV").with_addon(0)),
            buy(30, LineDraft::new("SOCKS-3P")),
            buy(40, plain(1)),
            buy(50, plain(1)),
            buy(60, plain(1)),
            buy(70, plain(1)),
        ]
        .map(|cart| cart.to_string())
        .to_vec();
        let tomorrow = now.date_naive() + Duration::days(1);
        world.confirm_by_hand(&numbers[2], tomorrow).unwrap();
        world.ship_by_hand(&numbers[3], "", "", now).unwrap();
        world.ship_by_hand(&numbers[4], "", "", now).unwrap();
        world.deliver(&numbers[4], now).unwrap();
        world.request_cancel(&numbers[5], now).unwrap();
    });
    shop
}

/// What the switches of a world show: the choice itself, where no other switch hides it.
fn choice<'a>(world: &World, name: &'a str) -> (&'a str, String) {
    let of = |name: &str| world.variants.list().into_iter().find(|switch| switch.name == name).unwrap().value;
    match name {
        "no-claim" if of(name) == "empty" && of("empty-text") == "null" => (name, "null".to_owned()),
        _ => (name, of(name).to_owned()),
    }
}

fn forms(points: &[PointReport]) -> BTreeMap<&'static str, String> {
    points.iter().map(|one| (one.point.as_str(), one.format_forms())).collect()
}

/// A probe without a run before it names all that can be read, and writes nothing.
fn check_bare_probe(variants: &[(&str, &str)]) {
    let shop = a_shop(variants);
    let (points, outcome) = shop.probe();
    assert!(outcome.problems.is_empty(), "{variants:?}: {:?}", outcome.problems);
    let forms = forms(&points);
    shop.server.with_world(|world| {
        assert_eq!(world.writes(), [], "{variants:?}");
        for switch in world.variants.list() {
            let hidden = [&SHOWN_BY_WRITES[..], &NEVER_SHOWN, &SHOWN_LATER].concat().contains(&switch.name);
            let (name, wanted) = choice(world, switch.name);
            assert_eq!(forms[name], if hidden { "" } else { &wanted }, "{name} under {variants:?}");
        }
    });
    assert!(points.iter().all(|one| one.is_known() != Some(false)), "{points:#?}");
}

/// All choices of the switches that a probe can see, each by itself, in the positions `from`, `from` + 4 ….
fn check_each(from: usize) {
    let hidden = [&SHOWN_BY_WRITES[..], &NEVER_SHOWN, &SHOWN_LATER].concat();
    let switches = Variants::default().list().into_iter().filter(|switch| !hidden.contains(&switch.name));
    let choices =
        switches.flat_map(|switch| switch.choices.into_iter().skip(1).map(move |one| (switch.name, one)));
    for one in choices.skip(from).step_by(4) {
        check_bare_probe(&[one]);
    }
}

#[test]
fn a_probe_names_each_form_that_can_be_read_1() {
    check_bare_probe(&[]);
    check_each(0);
}

#[test]
fn a_probe_names_each_form_that_can_be_read_2() {
    check_each(1);
}

#[test]
fn a_probe_names_each_form_that_can_be_read_3() {
    check_each(2);
}

#[test]
fn a_probe_names_each_form_that_can_be_read_4() {
    check_each(3);
}

fn random_variants(seed: u64) -> Vec<(&'static str, &'static str)> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let pick = |switch: qoo10_bridge::sandbox::Switch| {
        (switch.name, switch.choices[dice.usize(..switch.choices.len())])
    };
    Variants::default().list().into_iter().map(pick).collect()
}

#[test]
fn a_probe_names_all_forms_of_ten_random_qoo10s() {
    for seed in 0..tier::many(10, 100) {
        check_bare_probe(&random_variants(seed));
    }
}

/// The five steps, a bulk call of each kind in which a row fails, companies of every kind, and refused keys.
fn run_a_day(shop: &Practice) {
    shop.import().1.unwrap();
    shop.sync_status().1.unwrap();
    // A buyer asks to cancel between two runs, so that a row of the next bulk call fails.
    let listed = shop.server.with_world(|world| {
        let line = world.lines().find(|line| line.status == 2 && line.claim.is_none()).unwrap();
        (line.order_no.to_string(), line.pack_no)
    });
    shop.server.with_world(|world| world.request_cancel(&listed.0, shop.now)).unwrap();
    let (_, scheduled) = shop.schedule_date();
    scheduled.unwrap();
    shop.ship_everything();
    shop.push_shipments().1.unwrap();
    shop.map_everything();
    shop.set_free("CUP-01", 7);
    shop.push_stock().1.unwrap();
    send_every_company(shop);
    confirm_far_ahead(shop);
    for key in ["nonsense", EXPIRED_KEY] {
        let client = shop.client_with_key(key);
        client.fetch_delivery_groups().unwrap_err();
        shop.record_forms(&client);
    }
    let client = shop.client_with_key(API_KEY);
    client.create_key(LOGIN, LOGIN).unwrap();
    shop.record_forms(&client);
}

/// New paid orders of this moment.
fn buy(shop: &Practice, count: usize) -> Vec<qoo10_bridge::domain::ids::OrderNo> {
    // Not of the item whose quantity was sent: an order since would hide what its look-up shows.
    let wish = || Purchase { item: Some("TS-001".to_owned()), ..Purchase::default() };
    let one = |_| shop.server.with_world(|world| world.add_purchase(&wish(), shop.now)).unwrap().1[0];
    (0..count).map(one).collect()
}

/// A usual company that no delivery group has, an English name, and one that is on no list.
fn send_every_company(shop: &Practice) {
    let companies = ["西濃運輸", "Sagawa", "社内便"];
    let numbers = ["1234567894", "400000000002", "X1"];
    let rows = buy(shop, companies.len()).into_iter().zip(companies).zip(numbers);
    let rows: Vec<_> =
        rows.map(|((order_no, company), number)| (order_no, company.to_owned(), number.to_owned())).collect();
    let client = shop.client();
    client.send_tracking_numbers(&rows).unwrap();
    shop.record_forms(&client);
}

fn confirm_far_ahead(shop: &Practice) {
    let order_no = buy(shop, 1)[0];
    let client = shop.client();
    client.confirm_orders(&[(order_no, shop.now.date_naive() + Duration::days(20))]).unwrap();
    shop.record_forms(&client);
}

fn check_after_a_day(variants: &[(&str, &str)]) {
    let shop = a_shop(variants);
    run_a_day(&shop);
    let (points, _) = shop.probe();
    let forms = forms(&points);
    shop.server.with_world(|world| {
        for name in SHOWN_BY_WRITES.into_iter().chain(["item-changes"]) {
            let (name, wanted) = choice(world, name);
            assert_eq!(forms[name], wanted, "{name} under {variants:?}");
        }
    });
    for one in points.iter().filter(|one| SHOWN_BY_WRITES.contains(&one.point.as_str())) {
        assert!(matches!(one.evidence, Evidence::Earlier { .. }), "{one:?}");
    }
    assert!(points.iter().all(|one| one.is_known() != Some(false)), "{points:#?}");
}

#[test]
fn a_probe_names_what_the_steps_saw_of_forms_that_only_writes_show() {
    let shown = SHOWN_BY_WRITES.into_iter().chain(["item-changes"]);
    let switches: Vec<_> = Variants::default()
        .list()
        .into_iter()
        .filter(|one| shown.clone().any(|name| name == one.name))
        .collect();
    // Each choice once; in the full tier each by itself.
    let most = switches.iter().map(|switch| switch.choices.len()).max().unwrap();
    let mut sets: Vec<Vec<(&str, &str)>> = (0..most)
        .map(|n| switches.iter().map(|one| (one.name, one.choices[n % one.choices.len()])).collect())
        .collect();
    if tier::is_full() {
        sets.extend(
            switches.iter().flat_map(|one| one.choices.iter().map(|choice| vec![(one.name, *choice)])),
        );
    }
    for set in sets {
        check_after_a_day(&set);
    }
}

#[test]
fn an_unpaid_order_after_a_sent_quantity_shows_when_sales_lower_it() {
    for choice in ["at-order", "at-payment"] {
        let mut shop = a_shop(&[("qty-lowered", choice)]);
        let now = shop.now;
        shop.map_everything();
        shop.set_free("CUP-01", 20);
        shop.now = now - Duration::minutes(15);
        shop.push_stock().1.unwrap();
        shop.now = now;
        let wish = Purchase {
            item: Some("CUP-01".to_owned()),
            qty: Some(2),
            unpaid: true,
            ordered_at: Some(now - Duration::minutes(12)),
            ..Purchase::default()
        };
        shop.server.with_world(|world| world.add_purchase(&wish, now)).unwrap();
        assert_eq!(forms(&shop.probe().0)["qty-lowered"], choice);
    }
}

#[test]
fn a_shop_without_orders_is_told_what_could_not_be_seen() {
    let now = Practice::seeded().now;
    let shop = Practice::of(World::empty(), now);
    let (points, outcome) = shop.probe();
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let of = |point: FormPoint| points.iter().find(|one| one.point == point).unwrap();
    assert_eq!(of(FormPoint::EmptyList).format_forms(), "null");
    for point in [FormPoint::StatusText, FormPoint::ClaimStatus, FormPoint::AddonCodes, FormPoint::EndBound] {
        assert_eq!(of(point).is_known(), None, "{point}");
        assert!(of(point).meaning().to_string().contains("no_rows"), "{}", of(point).meaning());
    }
}

#[test]
fn every_switch_of_the_practice_qoo10_is_a_point_with_the_same_words() {
    for switch in Variants::default().list() {
        let point: FormPoint = switch.name.parse().unwrap_or_else(|_| panic!("{}", switch.name));
        let words: Vec<&str> = point.forms().iter().map(|form| form.as_str()).collect();
        for choice in switch.choices {
            assert!(words.contains(&choice), "{} {choice}: {words:?}", switch.name);
        }
    }
}

const STRANGE: &str = "paid 2026";

/// A shop whose Qoo10 words a status as nobody has seen it, once, with a webhook.
fn shop_with_a_strange_answer() -> (Shop, Receiver) {
    let (mut shop, receiver) = (Shop::with_rows(vec![row()]), Receiver::start());
    shop.set("notify", "webhook_url", &receiver.url("hook"));
    shop.import();
    assert!(receiver.texts().is_empty(), "the first forms of a shop are no news");
    shop.fake.add_row(row().cart(2).no(2).set("ShippingStatus", STRANGE));
    (shop, receiver)
}

#[test]
fn a_form_that_nobody_knows_is_told_until_somebody_has_looked() {
    let (shop, receiver) = shop_with_a_strange_answer();
    let run = shop.run(&["import", "--json"]).expect(0);
    let warnings = run.json()["warnings"].to_string();
    assert!(warnings.contains("status-text") && warnings.contains("aaaa 9999"), "{warnings}");
    let told = receiver.texts();
    assert!(told.len() == 1 && told[0].contains("status-text \"aaaa 9999\""), "{told:?}");
    assert!(!told[0].contains("paid 2026"), "{told:?}");
    shop.import();
    assert!(receiver.texts().is_empty(), "told twice");
    let count = |key: &str| shop.run(&["status", "--json"]).expect(0).json()[key].clone();
    assert_eq!(count("answer_forms_unknown"), 1);
    let status = shop.run(&["status"]).expect(0).stdout;
    assert!(status.contains("unknown forms  1  doctor"), "{status}");
    let metrics = || {
        shop.run(&["status", "-q", "--metrics-file", "shop.prom"]).expect(0);
        std::fs::read_to_string(shop.path("shop.prom")).unwrap()
    };
    assert!(metrics().contains("qoo10_bridge_answer_forms_unknown{shop=\"demo\"} 1"), "{}", metrics());
    let finding = || {
        let lines = shop.run(&["doctor", "--json"]).expect(3).lines();
        lines.into_iter().find(|line| line["check"] == "answer_forms").unwrap()
    };
    assert_eq!(finding()["level"], "warning");
    assert_eq!(shop.run(&["doctor", "--seen"]).expect(0).stdout, "1 form is marked as seen\n");
    assert_eq!((count("answer_forms_unknown"), finding()["level"].clone()), (0.into(), "ok".into()));
    assert!(metrics().contains("qoo10_bridge_answer_forms_unknown{shop=\"demo\"} 0"), "{}", metrics());
    assert_eq!(shop.run(&["doctor", "--seen", "--json"]).expect(0).json()["marked"], 0);
    shop.import();
    assert!(receiver.texts().is_empty());
}

#[test]
fn another_form_that_is_known_is_told_once_and_needs_nobody() {
    let (mut shop, receiver) = (Shop::with_rows(vec![row()]), Receiver::start());
    shop.set("notify", "webhook_url", &receiver.url("hook"));
    shop.import();
    shop.fake.add_row(row().cart(2).no(2).set("ShippingStatus", "2"));
    let run = shop.run(&["import", "--json"]).expect(0);
    assert_eq!(run.json()["warnings"], serde_json::json!([]));
    let told = receiver.texts();
    assert!(told.len() == 1 && told[0].contains("status-text digit; the program reads it"), "{told:?}");
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!((&status["answer_forms_unknown"], &status["answer_forms_new"]), (&0.into(), &1.into()));
    shop.import();
    assert!(receiver.texts().is_empty(), "told twice");
}

#[test]
fn the_command_prints_forms_and_nothing_of_what_answers_say() {
    let mut shop = Shop::new();
    let tables = "[shop]\nname = \"x\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"demo.db\"\n";
    shop.config_text = Some(tables.to_owned());
    shop.run(&["sandbox", "reset"]).expect(0);
    let args = ["doctor", "--probe"];
    let run = shop.run(&[&args[..], &["--json"]].concat());
    let probe = run.lines().pop().unwrap()["probe"].clone();
    let points = probe["points"].as_array().unwrap();
    assert_eq!(points.len(), FormPoint::ALL.len());
    for point in points {
        let keys = ["about", "form", "known", "meaning", "method", "point", "seen_at", "source"];
        assert_keys(point, &keys);
        assert_eq!(point["form"].is_null(), point["source"] == "not_seen", "{point}");
    }
    assert_eq!(probe["before_first_write"].as_array().unwrap().len(), 5);
    let of = |name: &str| points.iter().find(|one| one["point"] == name).unwrap()["form"].clone();
    assert_eq!(of("status-text"), "japan");
    let japanese = shop.run(&[&args[..], &["--lang", "ja"]].concat());
    for text in [run.all(), japanese.all()] {
        for value in ["見本", "架空", "1062428737", "412345678", "812345678", SELLER_KEY, "example.com"] {
            assert!(!text.contains(value), "{value}: {text}");
        }
    }
    assert!(japanese.stdout.contains("最初の送信の前に"), "{}", japanese.stdout);
    assert!(!shop.path("demo.db").exists(), "a probe keeps nothing");
    shop.run(&["doctor", "--probe", "--seen"]).expect(2);
}
