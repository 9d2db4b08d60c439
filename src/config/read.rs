//! Table by table, from TOML to the checked configuration.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, Weekday};
use toml::Value;

use super::notify;
use super::problem::ConfigProblem;
use super::table::{ConfigTable, explain_found, explain_unknown, explain_wrong_value};
use super::types::{
    BeyondLimit, Config, Endpoint, ImportConfig, KeySource, PushShipmentsConfig, PushStockConfig,
    Qoo10Config, ScheduleDateConfig, ShopConfig, StateConfig, StockConfig, SyncStatusConfig,
};
use super::url::{is_loopback, split_url};
use super::{export, hold_rules, labels};
use crate::domain::lead_days::LeadDays;
use crate::domain::listing::MAX_QTY;
use crate::domain::order::BuyerAddress;
use crate::domain::stock_facts::StockDefaults;
use crate::domain::tracking::CheckDigits;
use crate::strings::printable::{sanitize, truncate};
use crate::vocabulary::{Lang, StockBasis, Writes, msg};

const TABLES: &[&str] = &[
    "shop",
    "qoo10",
    "state",
    "import",
    "sync_status",
    "schedule_date",
    "push_shipments",
    "push_stock",
    "stock",
    "labels",
    "export",
    "notify",
];

pub(super) fn read_config(text: &str, folder: &Path) -> Result<Config, Vec<ConfigProblem>> {
    let mut file: toml::Table =
        text.parse().map_err(|e: toml::de::Error| vec![explain_syntax_error(text, &e)])?;
    let mut problems = Vec::new();
    let config = Config {
        shop: read_shop(ConfigTable::take_table(&mut file, "shop", &mut problems)),
        qoo10: read_qoo10(ConfigTable::take_table(&mut file, "qoo10", &mut problems), folder),
        state: read_state(ConfigTable::take_table(&mut file, "state", &mut problems), folder),
        import: read_import(ConfigTable::take_table(&mut file, "import", &mut problems), folder),
        sync_status: read_sync_status(ConfigTable::take_table(&mut file, "sync_status", &mut problems)),
        schedule_date: read_schedule_date(ConfigTable::take_table(&mut file, "schedule_date", &mut problems)),
        push_shipments: read_push_shipments(ConfigTable::take_table(
            &mut file,
            "push_shipments",
            &mut problems,
        )),
        push_stock: read_push_stock(ConfigTable::take_table(&mut file, "push_stock", &mut problems)),
        stock: read_stock(ConfigTable::take_table(&mut file, "stock", &mut problems)),
        labels: labels::read_labels(ConfigTable::take_table(&mut file, "labels", &mut problems)),
        exports: export::read_exports(ConfigTable::take_table(&mut file, "export", &mut problems)),
        notify: notify::read_notify(ConfigTable::take_table(&mut file, "notify", &mut problems)),
    };
    problems.extend(
        file.keys().map(|name| ConfigProblem { key: name.clone(), message: explain_unknown(name, TABLES) }),
    );
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

fn explain_syntax_error(text: &str, error: &toml::de::Error) -> ConfigProblem {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let shown = line.and_then(|line| text.lines().nth(line - 1)).and_then(redact_value);
    let parser = error.message().replace('\n', ", ");
    let message = match (line, shown) {
        (None, _) => msg!("config-not_toml", parser = parser),
        (Some(line), None) => msg!("config-not_toml_at", line = line, parser = parser),
        (Some(line), Some(shown)) => {
            msg!("config-not_toml_in", line = line, parser = parser, shown = shown)
        }
    };
    ConfigProblem { key: String::new(), message }
}

/// A line as it may be shown: its key or its table, and nothing that may be a secret. A line in which no key
/// stands before a value may be a piece of one, and is not shown at all.
fn redact_value(line: &str) -> Option<String> {
    const MAX_KEY_CHARACTERS: usize = 40;
    let line = line.trim();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    if line.starts_with('[') {
        let is_table = |c: char| is_plain(c) || matches!(c, '[' | ']');
        let names = line.trim_start_matches('[').trim_start();
        let is_named = TABLES.iter().any(|table| names.starts_with(table));
        return (is_named && line.chars().all(is_table)).then(|| truncate(line, MAX_KEY_CHARACTERS));
    }
    let (key, value) = line.split_once('=')?;
    let key = key.trim();
    let is_key = !key.is_empty() && key.trim_matches(['"', '\'']).chars().all(is_plain);
    // Keys that people paste may end with `=`.
    let has_value = !value.trim().trim_start_matches('=').is_empty();
    (is_key && has_value && key.chars().count() <= MAX_KEY_CHARACTERS)
        .then(|| format!("{} = …", sanitize(key)))
}

fn read_shop(mut table: ConfigTable<'_>) -> ShopConfig {
    let langs: Vec<_> = Lang::ALL.iter().map(|lang| (lang.code(), Some(*lang))).collect();
    let shop = ShopConfig {
        name: table.take_required_text("name", "my shop"),
        lang: table.take_word("lang", &langs, None),
    };
    table.report_unknown_keys();
    shop
}

pub(super) fn read_lang(text: &str) -> Option<Lang> {
    let file: toml::Table = text.parse().ok()?;
    let word = file.get("shop")?.get("lang")?.as_str()?;
    Lang::from_code(word)
}

fn read_qoo10(mut table: ConfigTable<'_>, folder: &Path) -> Qoo10Config {
    let endpoint = read_endpoint(&mut table);
    let seller_key = read_seller_key(&mut table, folder, endpoint == Endpoint::Sandbox);
    let qoo10 = Qoo10Config {
        endpoint,
        seller_key,
        seller_key_issued_on: read_issued_on(&mut table),
        writes: table.take_word(
            "writes",
            &Writes::ALL.iter().map(|one| (one.as_str(), *one)).collect::<Vec<_>>(),
            Writes::On,
        ),
        requests_per_second: table.take_decimal("requests_per_second", 5.0, 0.01, 1000.0),
        max_in_flight: table.take_integer("max_in_flight", 4, 1, 64),
        timeout_seconds: table.take_integer("timeout_seconds", 30, 1, 3600),
        max_attempts: table.take_integer("max_attempts", 4, 1, 20),
        deadline_seconds: table.take_integer("deadline_seconds", 600, 1, 86_400),
    };
    table.report_unknown_keys();
    qoo10
}

fn read_endpoint(table: &mut ConfigTable<'_>) -> Endpoint {
    let text = table.take_required_text("endpoint", "sandbox");
    let base = text.trim().trim_end_matches('/').to_owned();
    if base == "sandbox" || text.is_empty() {
        return Endpoint::Sandbox;
    }
    let Some((scheme, host)) = split_url(&base) else {
        const REAL: &str = "https://api.qoo10.jp/GMKT.INC.Front.QAPIService/ebayjapan.qapi";
        // What stands there is not shown: it may be a key, or hold a password.
        table.add_problem("endpoint", msg!("config-endpoint", example = REAL));
        return Endpoint::Sandbox;
    };
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        table.add_problem("endpoint", msg!("config-endpoint_https"));
    }
    Endpoint::Url { base, is_loopback }
}

fn read_seller_key(table: &mut ConfigTable<'_>, folder: &Path, is_sandbox: bool) -> Option<KeySource> {
    let given: Vec<KeySource> = [
        table.take_text("seller_key_env").map(KeySource::Env),
        table.take_text("seller_key_file").map(|path| KeySource::File(folder.join(path))),
        table.take_text("seller_key_command").map(KeySource::Command),
    ]
    .into_iter()
    .flatten()
    .collect();
    match given.len() {
        0 if !is_sandbox => table.add_problem("seller_key_env", msg!("config-key_source_missing")),
        0 | 1 => {}
        _ => table.add_problem("seller_key_env", msg!("config-key_source_twice")),
    }
    given.into_iter().next()
}

fn read_issued_on(table: &mut ConfigTable<'_>) -> Option<NaiveDate> {
    let value = table.take_value("seller_key_issued_on")?;
    let text = match &value {
        Value::String(text) => text.trim().to_owned(),
        Value::Datetime(date) => date.to_string(),
        _ => String::new(),
    };
    let date = crate::domain::time::parse_iso_date(&text);
    if date.is_none() {
        table.add_problem(
            "seller_key_issued_on",
            explain_wrong_value(msg!("config-a_date"), explain_found(&value)),
        );
    }
    date
}

fn read_state(mut table: ConfigTable<'_>, folder: &Path) -> StateConfig {
    let path = table.take_required_text("path", "shop.db");
    if path.starts_with('~') {
        table.add_problem("path", msg!("config-path_home"));
    }
    let keep_days = table.take_integer("keep_days", 400, 1, 36_500);
    table.report_unknown_keys();
    StateConfig { path: folder.join(path), keep_days }
}

fn read_import(mut table: ConfigTable<'_>, folder: &Path) -> ImportConfig {
    let sku_separator = table.take_any_text("sku_separator", "");
    if !sku_separator.is_empty() && !crate::domain::seller_code::is_usable(&sku_separator) {
        table.add_problem("sku_separator", msg!("config-separator"));
    }
    let addresses = [("receiver", BuyerAddress::Receiver), ("none", BuyerAddress::Blank)];
    let import = ImportConfig {
        overlap_minutes: table.take_integer("overlap_minutes", 60, 0, 10_080),
        sku_separator,
        addon_options_as_lines: table.take_flag("addon_options_as_lines", false),
        buyer_address: table.take_word("buyer_address", &addresses, BuyerAddress::Receiver),
        hold_rules: hold_rules::read_hold_rules(&mut table),
        zip_file: table.take_text("zip_file").map(|path| folder.join(path)),
    };
    table.report_unknown_keys();
    import
}

fn read_sync_status(mut table: ConfigTable<'_>) -> SyncStatusConfig {
    let sync_status = SyncStatusConfig {
        trigger_schedule_date: table.take_flag("trigger_schedule_date", false),
        max_lookups: table.take_integer("max_lookups", 100, 0, 100_000),
        adopt_sent: table.take_flag("adopt_sent", false),
    };
    table.report_unknown_keys();
    sync_status
}

/// The planned ship date is at most so many business days away.
const MAX_BUSINESS_DAYS: u32 = 60;

fn read_schedule_date(mut table: ConfigTable<'_>) -> ScheduleDateConfig {
    let beyond = [("clamp", BeyondLimit::Clamp), ("wait", BeyondLimit::Wait)];
    let schedule_date = ScheduleDateConfig {
        business_days: table.take_integer("business_days", 3, 0, MAX_BUSINESS_DAYS),
        lead_days: read_lead_days(&mut table),
        count_back_from_desired_date: table.take_flag("count_back_from_desired_date", false),
        count_back_days: table.take_integer("count_back_days", 3, 0, MAX_BUSINESS_DAYS),
        closed_weekdays: read_closed_weekdays(&mut table),
        use_shop_holidays: table.take_flag("use_shop_holidays", true),
        national_holidays: table.take_flag("national_holidays", false),
        max_days_ahead: table.take_integer("max_days_ahead", 10, 1, 90),
        beyond_limit: table.take_word("beyond_limit", &beyond, BeyondLimit::Clamp),
    };
    table.report_unknown_keys();
    schedule_date
}

fn read_lead_days(table: &mut ConfigTable<'_>) -> LeadDays {
    let mut days = BTreeMap::new();
    let entries = match table.take_value("lead_days") {
        None => return LeadDays::default(),
        Some(Value::Table(entries)) => entries,
        Some(other) => {
            table
                .add_problem("lead_days", explain_wrong_value(msg!("config-a_table"), explain_found(&other)));
            return LeadDays::default();
        }
    };
    for (sku, value) in entries {
        let key = format!("lead_days.{}", sanitize(&sku));
        if !LeadDays::is_pattern(&sku) {
            table.add_problem(&key, msg!("config-sku_pattern"));
        }
        let number = value.as_integer().and_then(|n| u32::try_from(n).ok());
        match number.filter(|n| *n <= MAX_BUSINESS_DAYS) {
            Some(number) => {
                days.insert(sku, number);
            }
            None => {
                let wanted = msg!("config-a_whole_number", min = 0, max = MAX_BUSINESS_DAYS);
                table.add_problem(&key, explain_wrong_value(wanted, explain_found(&value)));
            }
        }
    }
    LeadDays::new(days)
}

fn read_closed_weekdays(table: &mut ConfigTable<'_>) -> Vec<Weekday> {
    const WEEKDAYS: [(&str, Weekday); 7] = [
        ("mon", Weekday::Mon),
        ("tue", Weekday::Tue),
        ("wed", Weekday::Wed),
        ("thu", Weekday::Thu),
        ("fri", Weekday::Fri),
        ("sat", Weekday::Sat),
        ("sun", Weekday::Sun),
    ];
    let wanted = || msg!("config-weekdays", days = WEEKDAYS.map(|(word, _)| word).join(", "));
    let Some(value) = table.take_value("closed_weekdays") else { return vec![Weekday::Sat, Weekday::Sun] };
    let Value::Array(entries) = &value else {
        table.add_problem("closed_weekdays", explain_wrong_value(wanted(), explain_found(&value)));
        return vec![];
    };
    let mut closed = Vec::new();
    for entry in entries {
        match WEEKDAYS.iter().find(|(word, _)| entry.as_str() == Some(word)) {
            Some((_, day)) if !closed.contains(day) => closed.push(*day),
            Some(_) => {}
            None => {
                let message = msg!("config-should_hold", wanted = wanted(), found = explain_found(entry));
                table.add_problem("closed_weekdays", message);
            }
        }
    }
    if closed.len() == WEEKDAYS.len() {
        table.add_problem("closed_weekdays", msg!("config-always_closed"));
    }
    closed
}

fn read_push_shipments(mut table: ConfigTable<'_>) -> PushShipmentsConfig {
    let digits = [("refuse", CheckDigits::Refuse), ("warn", CheckDigits::Warn), ("off", CheckDigits::Off)];
    let push_shipments = PushShipmentsConfig {
        catch_up_days: table.take_integer("catch_up_days", 0, 0, 90),
        check_digits: table.take_word("check_digits", &digits, CheckDigits::Refuse),
        carriers: read_carriers(&mut table),
    };
    table.report_unknown_keys();
    push_shipments
}

fn read_carriers(table: &mut ConfigTable<'_>) -> BTreeMap<String, String> {
    let mut carriers = BTreeMap::new();
    match table.take_value("carriers") {
        None => {}
        Some(Value::Table(entries)) => {
            for (name, value) in entries {
                match value.as_str().map(str::trim).filter(|to| !to.is_empty()) {
                    Some(to) => {
                        carriers.insert(name, to.to_owned());
                    }
                    None => {
                        let wanted = msg!("config-a_carrier");
                        table.add_problem(
                            &format!("carriers.{name}"),
                            explain_wrong_value(wanted, explain_found(&value)),
                        );
                    }
                }
            }
        }
        Some(other) => {
            table.add_problem("carriers", explain_wrong_value(msg!("config-a_table"), explain_found(&other)))
        }
    }
    carriers
}

fn read_push_stock(mut table: ConfigTable<'_>) -> PushStockConfig {
    let push_stock = PushStockConfig { max_zero_percent: table.take_integer("max_zero_percent", 50, 0, 100) };
    table.report_unknown_keys();
    push_stock
}

fn read_stock(mut table: ConfigTable<'_>) -> StockConfig {
    let bases = [("on_hand", Some(StockBasis::OnHand)), ("free", Some(StockBasis::Free))];
    let max = u32::try_from(MAX_QTY).unwrap_or(u32::MAX);
    let stock = StockConfig {
        count: table.take_word("count", &bases, None),
        defaults: StockDefaults {
            unpaid_orders_count: table.take_flag("unpaid_orders_count", true),
            reserve: table.take_integer("reserve", 0, 0, max).into(),
            cap: table.take_optional_integer("cap", 0, max).map(i64::from),
            percent: table.take_integer("percent", 100, 0, 100).into(),
        },
    };
    table.report_unknown_keys();
    stock
}
