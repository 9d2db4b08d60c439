use chrono::Weekday;

use super::*;
use crate::domain::export::FileEncoding;
use crate::domain::labels::LabelSettings;
use crate::domain::stock_facts::StockDefaults;
use crate::vocabulary::{RuleAction, Status, StockBasis, Writes};

const SMALLEST: &str =
    "[shop]\nname = \"demo\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"shop.db\"\n";

fn parse(text: &str) -> Result<Config, Vec<String>> {
    Config::parse(text, Path::new("/etc/shop")).map_err(|problems| {
        problems.iter().map(|problem| crate::text::localize(&problem.message(), Lang::En)).collect()
    })
}

/// The smallest configuration with one table of it, or one more, replaced.
fn with(table: &str, body: &str) -> Result<Config, Vec<String>> {
    let others =
        [("shop", "name = \"demo\""), ("qoo10", "endpoint = \"sandbox\""), ("state", "path = \"shop.db\"")];
    let mut text: String = others
        .iter()
        .filter(|(name, _)| *name != table)
        .map(|(name, body)| format!("[{name}]\n{body}\n"))
        .collect();
    text.push_str(&format!("[{table}]\n{body}\n"));
    parse(&text)
}

#[test]
fn the_smallest_configuration_has_the_defaults() {
    let config = parse(SMALLEST).unwrap();
    assert_eq!(config.state.path, Path::new("/etc/shop/shop.db"));
    assert_eq!((config.qoo10.requests_per_second, config.qoo10.max_in_flight), (5.0, 4));
    assert_eq!(
        (config.qoo10.timeout_seconds, config.qoo10.max_attempts, config.qoo10.deadline_seconds),
        (30, 4, 600)
    );
    assert_eq!((config.import.overlap_minutes, config.import.addon_options_as_lines), (60, false));
    assert_eq!(config.schedule_date.closed_weekdays, [Weekday::Sat, Weekday::Sun]);
    assert_eq!(config.push_shipments.check_digits, CheckDigits::Refuse);
    assert_eq!(config.push_stock.max_zero_percent, 50);
    assert_eq!((config.stock.count, config.stock.defaults), (None, StockDefaults::default()));
}

#[test]
fn stk_07_the_defaults_of_free_stock_are_read() {
    let stock = |body: &str| with("stock", body).map(|config| config.stock);
    for (word, basis) in [("on_hand", StockBasis::OnHand), ("free", StockBasis::Free)] {
        assert_eq!(stock(&format!("count = \"{word}\"")).unwrap().count, Some(basis));
    }
    let all = "unpaid_orders_count = false\nreserve = 2\ncap = 0\npercent = 50";
    let defaults = StockDefaults { reserve: 2, cap: Some(0), percent: 50, unpaid_orders_count: false };
    assert_eq!(stock(all).unwrap().defaults, defaults);
    for bad in ["count = \"set\"", "reserve = -1", "cap = 2147483648", "percent = 101", "limit = 3"] {
        let key = bad.split(' ').next().unwrap();
        let problems = stock(bad).unwrap_err();
        assert!(problems.len() == 1 && problems[0].contains(&format!("stock.{key}")), "{problems:?}");
    }
}

#[test]
fn all_problems_come_at_once_each_with_its_key() {
    let problems = parse(
        "[shop]\n[qoo10]\nendpoint = \"http://api.example.com\"\nmax_atempts = 3\ntimeout_seconds = 0\n\
         [import]\noverlap_minutes = \"an hour\"\n[schedule_date]\n\
             beyond_limit = \"later\"\n[schedul_date]\n",
    )
    .unwrap_err();
    for key in [
        "shop.name: is missing",
        "qoo10.endpoint: should begin with https://",
        "qoo10.max_atempts: is unknown; did you mean max_attempts?",
        "qoo10.timeout_seconds: should be a whole number from 1 to 3600, but is 0",
        "qoo10.seller_key_env: is missing",
        "state.path: is missing",
        "import.overlap_minutes: should be a whole number",
        "schedule_date.beyond_limit: should be \"clamp\" or \"wait\", but is \"later\"",
        "schedul_date: is unknown; did you mean schedule_date?",
    ] {
        assert!(problems.iter().any(|p| p.starts_with(key)), "{key}\n{problems:#?}");
    }
    assert_eq!(problems.len(), 9, "{problems:#?}");
}

/// Values that are wrong in every way there is, of each table.
const WRONG: &[&str] = &[
    "shop = 1",
    "[shop]\nname = \" \"\nlang = \"fr\"\nnmae = 1\n[qoo10]\nendpoint = \"http://x.example\"\n\
        max_attempts = 0\n[state]",
    "[qoo10]\nendpoint = \"ftp://x\"\nrequests_per_second = 0\nseller_key_issued_on = true\n\
        max_attempts = \"x\"",
    "[qoo10]\nendpoint = \"https://x\"\nseller_key_env = \"a\"\n\
        seller_key_file = \"b\"\nrequests_per_second = []",
    "[import]\nsku_separator = \"/\"\naddon_options_as_lines = 1\noverlap_minutes = 2026-07-01",
    "[schedule_date]\nclosed_weekdays = \"sat\"\nbeyond_limit = \"never\"\nzzzzzzzzzzzzzzzzzzzzzzzzz = 1",
    "[schedule_date]\nclosed_weekdays = [\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\", 1.5]",
    "[push_shipments]\ncarriers = 1",
    "[push_shipments.carriers]\n\"佐川\" = {}",
    "[notify]\nhealth_url = 1\nwebhook_url = \"http://x.example\"\nhealth = 1",
    "[notify.health]\nimport = \"https://x.example/?a\"\nexport = \"https://x\"\n\
        push-stock = \"x\"\nsync-status = 1",
    "[shop]\nname = x",
];

#[test]
fn every_problem_is_told_in_japanese_with_the_same_key_and_values() {
    let mut told = 0;
    for text in WRONG {
        for problem in Config::parse(text, Path::new("")).unwrap_err() {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| crate::text::localize(&problem.message(), lang));
            assert!(ja.starts_with(&problem.key) && ja.chars().any(|c| ('ぁ'..='ん').contains(&c)), "{ja}");
            let values = |text: &str| -> Vec<String> {
                text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
            };
            assert_eq!(values(&en), values(&ja), "{en}\n{ja}");
            let outside = ja.trim_start_matches(&problem.key).split(['"', '(']).next().unwrap();
            for english in ["should", " is ", "but", "give", "known"] {
                assert!(!outside.contains(english), "{ja}");
            }
            told += 1;
        }
    }
    assert!(told > 40, "{told}");
}

#[test]
fn the_language_is_found_also_where_the_rest_is_wrong() {
    for (text, lang) in [
        ("[shop]\nlang = \"ja\"\nnmae = 1", Some(Lang::Ja)),
        ("shop.lang = \"en\"", Some(Lang::En)),
        ("[shop]\nlang = \"fr\"", None),
        ("[shop]\nlang = \"ja\"\n[", None),
        ("shop = 1", None),
    ] {
        assert_eq!(Config::parse_lang(text), lang, "{text}");
    }
}

#[test]
fn only_loopback_is_reached_without_tls() {
    let key = "seller_key_env = \"K\"\n";
    for url in ["http://127.0.0.1:8010/x", "http://localhost/x", "http://[::1]:80/x/", "http://127.9.9.9"] {
        let config = with("qoo10", &format!("endpoint = \"{url}\"\n{key}")).unwrap();
        let Endpoint::Url { is_loopback, base } = config.qoo10.endpoint else { panic!("{url}") };
        assert!(is_loopback && !base.ends_with('/'), "{url}");
    }
    for url in [
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://user@127.0.0.1",
    ] {
        assert!(with("qoo10", &format!("endpoint = \"{url}\"\n{key}")).is_err(), "{url}");
    }
    for url in ["ftp://127.0.0.1", "api.qoo10.jp", "https://", "https://api.qoo10.jp/?key=1", "https://a b"] {
        let problems = with("qoo10", &format!("endpoint = \"{url}\"\n{key}")).unwrap_err();
        assert!(
            problems[0].starts_with("qoo10.endpoint: should be \"sandbox\" or a URL"),
            "{url}: {problems:?}"
        );
    }
}

#[test]
fn the_seller_key_has_one_source() {
    let two = "endpoint = \"https://api.qoo10.jp/x\"\nseller_key_env = \"K\"\nseller_key_file = \"k\"\n";
    assert!(with("qoo10", two).unwrap_err()[0].contains("only one of"));
    let file = "endpoint = \"https://api.qoo10.jp/x\"\nseller_key_file = \"secret/key\"\n";
    assert_eq!(
        with("qoo10", file).unwrap().qoo10.seller_key,
        Some(KeySource::File("/etc/shop/secret/key".into()))
    );
}

#[test]
fn all_seven_weekdays_closed_is_an_error() {
    let week = "closed_weekdays = [\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]";
    assert!(with("schedule_date", week).unwrap_err()[0].contains("all seven"));
    assert!(with("schedule_date", "closed_weekdays = [\"Sunday\"]").is_err());
    assert_eq!(with("schedule_date", "closed_weekdays = []").unwrap().schedule_date.closed_weekdays, []);
}

#[test]
fn only_the_word_off_keeps_a_shop_from_sending_and_a_slip_is_no_silent_on() {
    let writes = |value: &str| with("qoo10", &format!("endpoint = \"sandbox\"\n{value}"));
    assert_eq!(writes("").unwrap().qoo10.writes, Writes::On);
    assert_eq!(writes("writes = \"on\"").unwrap().qoo10.writes, Writes::On);
    assert_eq!(writes("writes = \"off\"").unwrap().qoo10.writes, Writes::Off);
    for slip in ["writes = false", "writes = \"Off\"", "writes = \"\"", "write = \"off\""] {
        assert!(writes(slip).unwrap_err()[0].starts_with("qoo10.writ"), "{slip}");
    }
}

#[test]
fn dates_carriers_and_numbers_are_checked() {
    assert!(with("qoo10", "endpoint = \"sandbox\"\nseller_key_issued_on = 2026-07-01").is_ok());
    assert!(with("qoo10", "endpoint = \"sandbox\"\nseller_key_issued_on = \"1.7.2026\"").is_err());
    assert!(with("qoo10", "endpoint = \"sandbox\"\nrequests_per_second = 0").is_err());
    assert!(with("qoo10", "endpoint = \"sandbox\"\nrequests_per_second = 0.5").is_ok());
    let carriers =
        with("push_shipments", "[push_shipments.carriers]\n\"ヤマト\" = \"ヤマト宅急便\"").unwrap();
    assert_eq!(carriers.push_shipments.carriers["ヤマト"], "ヤマト宅急便");
    assert!(
        with("push_shipments", "carriers = { \"ヤマト\" = 1 }").unwrap_err()[0]
            .starts_with("push_shipments.carriers.ヤマト:")
    );
}

#[test]
fn broken_toml_is_said_with_its_line() {
    let problems = parse("[shop]\nname = demo\n").unwrap_err();
    assert!(problems[0].starts_with("line 2: this is not TOML"), "{problems:?}");
    assert!(problems[0].ends_with("; the line: name = …"), "{problems:?}");
}

#[test]
fn a_line_that_is_not_toml_is_shown_without_what_may_be_secret() {
    for (line, shown) in [
        ("name = \"demo", Some("name = …")),
        ("requests_per_second = ５", Some("requests_per_second = …")),
        ("ヤマト = \"ヤマト宅急便\"", Some("ヤマト = …")),
        ("[push_shipments.carriers", Some("[push_shipments.carriers")),
        ("url = \"https://example.com/hooks/SECRET", Some("url = …")),
        ("seller_key_command = \"echo SECRET", Some("seller_key_command = …")),
        ("SECRET", None),
        ("SECRET==", None),
        ("SECRET= =", None),
        ("https://example.com/?token=SECRET\"", None),
        ("\"https://example.com/SECRET?a=b\", 'x", None),
        ("[\"https://example.com/SECRET", None),
        ("[SECRET", None),
    ] {
        let problems = parse(&format!("[notify]\n{line}\n")).unwrap_err();
        let told = problems[0].split_once("; the line: ").map(|(_, line)| line);
        assert_eq!(told, shown, "{problems:?}");
        assert!(!problems[0].contains("SECRET"), "{problems:?}");
    }
    let twice = parse("[shop]\nname = \"SECRET\"\nname = \"SECRET\"\n").unwrap_err();
    assert!(twice[0].ends_with("the line: name = …") && !twice[0].contains("SECRET"), "{twice:?}");
}

#[test]
fn fil_06_labels_are_read_with_their_tables() {
    let labels = with(
        "labels",
        "goods_name = \"雑貨\"\noverflow = \"next_line\"\n\
         sender = { name = \"見本商店\", zip = \"530-0001\", address = \"大阪\", tel = \"06-0000-0000\" }\n\
         carriers = { \"ヤマト宅急便\" = \"b2\", \"福山通運\" = \"csv\" }\n\
         time_slots = { \"14:00~16:00\" = { b2 = \"1416\", yupuri = \"\" } }\n\
         b2 = { customer_code = \"060\", freight_no = \"01\" }\nehiden3 = { customer_code = \"9\" }\n\
         yupuri = { slip_type = \"1100780\" }",
    )
    .unwrap()
    .labels;
    assert_eq!(labels.goods_name.as_deref(), Some("雑貨"));
    assert_eq!(labels.overflow, crate::domain::labels::Overflow::NextLine);
    assert_eq!(labels.sender.map(|sender| sender.zip).as_deref(), Some("530-0001"));
    assert_eq!(labels.carriers["福山通運"].as_str(), "csv");
    let slot = &labels.time_slots["14:00~16:00"];
    let codes = [&slot.b2, &slot.ehiden3, &slot.yupuri].map(Option::as_deref);
    assert_eq!(codes, [Some("1416"), None, Some("")]);
    assert_eq!(labels.b2.freight_no.as_deref(), Some("01"));
    assert_eq!(labels.ehiden3.customer_code.as_deref(), Some("9"));
    assert_eq!(labels.yupuri.slip_type.as_deref(), Some("1100780"));
    assert_eq!(parse(SMALLEST).unwrap().labels, LabelSettings::default());
}

#[test]
fn what_is_wrong_in_labels_and_exports_is_told_with_its_key() {
    let problems = parse(&format!(
        "{SMALLEST}[labels]\noverflow = \"cut\"\nsender = {{ name = \"x\" }}\n\
         carriers = {{ \"ヤマト\" = \"b3\" }}\ntime_slots = {{ a = 1, b = {{ b9 = \"\" }} }}\n\
         b2 = {{ customer = \"\" }}\n\
         [export.b2]\ncolumns = [\"sku\"]\n[export.\"A b\"]\ncolumns = []\n\
         [export.wms]\ncolumns = [\"skus\", {{ heading = \"x\" }}, {{ field = \"sku\", title = \"x\" }}, 1]\n\
         encoding = \"sjis\"\nheading = \"no\"\nstatus = [\"redy\"]\n\
         [export.sjis]\nencoding = \"cp932\"\ncolumns = [{{ field = \"sku\", heading = \"😀\" }}]\n\
         [export.none]\n"
    ))
    .unwrap_err();
    for start in [
        "labels.overflow: should be \"refuse\" or \"next_line\"",
        "labels.sender.zip: is missing",
        "labels.sender.tel: is missing",
        "labels.carriers.ヤマト: should be one of csv, b2, ehiden3, yupuri, clickpost in quotes",
        "labels.time_slots.a: should be a table",
        "labels.time_slots.b.b9: is unknown; did you mean b2?",
        "labels.b2.customer: is unknown",
        "export.b2: is a format of the program's own",
        "export.A b: should have a name of a-z",
        "export.A b.columns: should be a list of fields",
        "export.wms.columns[0]: is unknown; did you mean sku?",
        "export.wms.columns[1]: should be the name of a field",
        "export.wms.columns[2]: is unknown",
        "export.wms.columns[3]: should be the name of a field",
        "export.wms.encoding: should be \"cp932\" or \"utf8\" or \"utf8-bom\"",
        "export.wms.heading: should be true or false",
        "export.wms.status: should be a list of on_hold",
        "export.sjis.columns: a heading holds \"😀\"",
        "export.none.columns: is missing",
    ] {
        assert!(problems.iter().any(|problem| problem.starts_with(start)), "{start}\n{problems:#?}");
    }
}

#[test]
fn a_profile_has_its_columns_and_the_defaults() {
    let config = with(
        "export.wms",
        "columns = [\"order\", { field = \"sku\", heading = \"品番\" }, { field = \"qty\" }]",
    );
    let profile = config.unwrap().exports.remove("wms").unwrap();
    let columns: Vec<(&str, &str)> =
        profile.columns.iter().map(|column| (column.field.as_str(), &*column.heading)).collect();
    assert_eq!(columns, [("order", "order"), ("sku", "品番"), ("qty", "qty")]);
    assert_eq!((profile.encoding, profile.has_heading), (FileEncoding::Utf8Bom, true));
    assert!(profile.statuses.is_empty());
    let of_cp932 = "encoding = \"cp932\"\ncolumns = [{ field = \"sku\", heading = \"品番〜\" }]";
    assert_eq!(with("export.wms", of_cp932).unwrap().exports["wms"].columns[0].heading, "品番～");
    let status = with("export.wms", "columns = [\"order\"]\nstatus = [\"ready\", \"preparing\"]").unwrap();
    assert_eq!(status.exports["wms"].statuses, [Status::Ready, Status::Preparing]);
}

#[test]
fn imp_24_hold_rules_are_read_with_every_condition() {
    let rules = with(
        "import",
        "zip_file = \"KEN_ALL.CSV\"\n[[import.hold_rules]]\nname = \"all\"\naction = \"warn\"\n\
         message_contains = [\"キャンセル\"]\ngift = false\ntotal_yen_from = 1\nqty_from = 2\n\
         phone_missing = true\naddress_without_number = true\nzip_not_in_prefecture = true\n\
         prefectures = [\"沖縄県\", \"大阪\"]\nzip_prefixes = [\"905-\"]\nskus = [\"TS-*\"]\n\
         same_receiver_within_hours = 720\n\
         [[import.hold_rules]]\nname = \"gift\"\naction = \"hold\"\ngift = true",
    );
    let import = rules.unwrap().import;
    assert_eq!(import.zip_file, Some("/etc/shop/KEN_ALL.CSV".into()));
    let [all, gift] = &import.hold_rules[..] else { panic!("{:?}", import.hold_rules) };
    assert_eq!((all.name.as_str(), all.action), ("all", RuleAction::Warn));
    let conditions = &all.conditions;
    assert_eq!(
        (conditions.gift, conditions.total_yen_from, conditions.qty_from),
        (Some(false), Some(1), Some(2))
    );
    assert_eq!((conditions.prefectures.len(), conditions.zip_prefixes.len()), (2, 1));
    assert!(conditions.skus[0].fits("TS-001") && conditions.message_contains[0].is_in("キャンセル希望"));
    assert_eq!(conditions.same_receiver_within_hours, Some(720));
    let flags =
        [conditions.phone_missing, conditions.address_without_number, conditions.zip_not_in_prefecture];
    assert_eq!(flags, [Some(true); 3]);
    assert_eq!((gift.action, gift.conditions.gift), (RuleAction::Hold, Some(true)));
}

#[test]
fn imp_24_what_is_wrong_in_hold_rules_is_told_with_its_key() {
    let rule = |text: &str| format!("[[import.hold_rules]]\nname = \"見本\"\naction = \"hold\"\n{text}\n");
    for (text, wanted) in [
        ("giftt = true\ngift = true", "import.hold_rules[1].giftt: is unknown; did you mean gift?"),
        ("", "import.hold_rules[1].name: names a rule without a condition"),
        ("gift = 1", "import.hold_rules[1].gift: should be true or false"),
        ("qty_from = 0", "import.hold_rules[1].qty_from: should be a whole number from 1 to"),
        ("total_yen_from = \"many\"", "import.hold_rules[1].total_yen_from: should be a whole number"),
        ("same_receiver_within_hours = 721", "import.hold_rules[1].same_receiver_within_hours: should be"),
        (
            "prefectures = [\"沖縄県\", \"大坂府\"]",
            "import.hold_rules[1].prefectures[2]: should be a list of pref",
        ),
        ("prefectures = \"沖縄県\"", "import.hold_rules[1].prefectures: should be a list of prefectures"),
        ("zip_prefixes = [\"沖縄\"]", "import.hold_rules[1].zip_prefixes[1]: should be a list of zips"),
        ("zip_prefixes = [905]", "import.hold_rules[1].zip_prefixes[1]: should be a list of zips"),
        ("skus = []", "import.hold_rules[1].skus: is an empty list"),
        ("message_contains = [\" \"]", "import.hold_rules[1].message_contains[1]: should be a list of texts"),
    ] {
        let problems = parse(&format!("{SMALLEST}{}", rule(text))).unwrap_err();
        assert!(problems[0].starts_with(wanted), "{text}: {problems:?}");
        assert_eq!(problems.len(), 1, "{problems:?}");
    }
    let two = parse(&format!("{SMALLEST}{}{}", rule("gift = true"), rule("gift = true"))).unwrap_err();
    assert!(two[0].starts_with("import.hold_rules[2].name: stands there twice"), "{two:?}");
    let bare = parse(&format!("{SMALLEST}[[import.hold_rules]]\ngift = true\n")).unwrap_err();
    assert!(
        bare.iter().any(|problem| problem.starts_with("import.hold_rules[1].name: is missing")),
        "{bare:?}"
    );
    assert!(
        bare.iter().any(|problem| problem.starts_with("import.hold_rules[1].action: is missing")),
        "{bare:?}"
    );
    let word =
        parse(&format!("{SMALLEST}[[import.hold_rules]]\nname = \"a\"\naction = \"stop\"\ngift = true\n"));
    assert!(word.unwrap_err()[0].starts_with("import.hold_rules[1].action: should be \"hold\" or \"warn\""));
    assert!(
        with("import", "hold_rules = 1").unwrap_err()[0].starts_with("import.hold_rules: should be a list")
    );
}
