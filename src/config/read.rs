//! Table by table, from TOML to the checked configuration.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, Weekday};
use toml::Value;

use super::notify;
use super::problem::ConfigProblem;
use super::table::{ConfigTable, kind, should_be, unknown};
use super::types::{
    BeyondLimit, Config, Endpoint, ImportConfig, KeySource, PushShipments, PushStock, Qoo10, ScheduleDate,
    ShopConfig, StateConfig, SyncStatus,
};
use super::url::{is_loopback, scheme_and_host};
use crate::domain::tracking::CheckDigits;
use crate::strings::printable::{excerpt, printable};
use crate::vocabulary::Lang;
use crate::vocabulary::msg;

const TABLES: &[&str] = &[
    "shop",
    "qoo10",
    "state",
    "import",
    "sync_status",
    "schedule_date",
    "push_shipments",
    "push_stock",
    "notify",
];

pub(super) fn config(text: &str, folder: &Path) -> Result<Config, Vec<ConfigProblem>> {
    let mut file: toml::Table = text.parse().map_err(|e: toml::de::Error| vec![syntax(text, &e)])?;
    let mut problems = Vec::new();
    let config = Config {
        shop: shop(ConfigTable::take(&mut file, "shop", &mut problems)),
        qoo10: qoo10(ConfigTable::take(&mut file, "qoo10", &mut problems), folder),
        state: state(ConfigTable::take(&mut file, "state", &mut problems), folder),
        import: import(ConfigTable::take(&mut file, "import", &mut problems)),
        sync_status: sync_status(ConfigTable::take(&mut file, "sync_status", &mut problems)),
        schedule_date: schedule_date(ConfigTable::take(&mut file, "schedule_date", &mut problems)),
        push_shipments: push_shipments(ConfigTable::take(&mut file, "push_shipments", &mut problems)),
        push_stock: push_stock(ConfigTable::take(&mut file, "push_stock", &mut problems)),
        notify: notify::notify(ConfigTable::take(&mut file, "notify", &mut problems)),
    };
    problems
        .extend(file.keys().map(|name| ConfigProblem { key: name.clone(), message: unknown(name, TABLES) }));
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

fn syntax(text: &str, error: &toml::de::Error) -> ConfigProblem {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let shown = line.and_then(|line| text.lines().nth(line - 1)).and_then(without_value);
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
fn without_value(line: &str) -> Option<String> {
    const LONGEST_KEY: usize = 40;
    let line = line.trim();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    if line.starts_with('[') {
        let is_table = |c: char| is_plain(c) || matches!(c, '[' | ']');
        let names = line.trim_start_matches('[').trim_start();
        let is_named = TABLES.iter().any(|table| names.starts_with(table));
        return (is_named && line.chars().all(is_table)).then(|| excerpt(line, LONGEST_KEY));
    }
    let (key, value) = line.split_once('=')?;
    let key = key.trim();
    let is_key = !key.is_empty() && key.trim_matches(['"', '\'']).chars().all(is_plain);
    // Keys that people paste may end with `=`.
    let has_value = !value.trim().trim_start_matches('=').is_empty();
    (is_key && has_value && key.chars().count() <= LONGEST_KEY).then(|| format!("{} = …", printable(key)))
}

fn shop(mut table: ConfigTable<'_>) -> ShopConfig {
    let langs: Vec<_> = Lang::ALL.iter().map(|lang| (lang.code(), Some(*lang))).collect();
    let shop =
        ShopConfig { name: table.required_text("name", "my shop"), lang: table.word("lang", &langs, None) };
    table.finish();
    shop
}

pub(super) fn lang(text: &str) -> Option<Lang> {
    let file: toml::Table = text.parse().ok()?;
    let word = file.get("shop")?.get("lang")?.as_str()?;
    Lang::from_code(word)
}

fn qoo10(mut table: ConfigTable<'_>, folder: &Path) -> Qoo10 {
    let endpoint = endpoint(&mut table);
    let seller_key = seller_key(&mut table, folder, endpoint == Endpoint::Sandbox);
    let qoo10 = Qoo10 {
        endpoint,
        seller_key,
        seller_key_issued_on: issued_on(&mut table),
        requests_per_second: table.number("requests_per_second", 5.0, 0.01, 1000.0),
        max_in_flight: table.whole("max_in_flight", 4, 1, 64),
        timeout_seconds: table.whole("timeout_seconds", 30, 1, 3600),
        max_attempts: table.whole("max_attempts", 4, 1, 20),
        deadline_seconds: table.whole("deadline_seconds", 600, 1, 86_400),
    };
    table.finish();
    qoo10
}

fn endpoint(table: &mut ConfigTable<'_>) -> Endpoint {
    let text = table.required_text("endpoint", "sandbox");
    let base = text.trim().trim_end_matches('/').to_owned();
    if base == "sandbox" || text.is_empty() {
        return Endpoint::Sandbox;
    }
    let Some((scheme, host)) = scheme_and_host(&base) else {
        const REAL: &str = "https://api.qoo10.jp/GMKT.INC.Front.QAPIService/ebayjapan.qapi";
        // What stands there is not shown: it may be a key, or hold a password.
        table.problem("endpoint", msg!("config-endpoint", example = REAL));
        return Endpoint::Sandbox;
    };
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        table.problem("endpoint", msg!("config-endpoint_https"));
    }
    Endpoint::Url { base, is_loopback }
}

fn seller_key(table: &mut ConfigTable<'_>, folder: &Path, is_sandbox: bool) -> Option<KeySource> {
    let given: Vec<KeySource> = [
        table.text("seller_key_env").map(KeySource::Env),
        table.text("seller_key_file").map(|path| KeySource::File(folder.join(path))),
        table.text("seller_key_command").map(KeySource::Command),
    ]
    .into_iter()
    .flatten()
    .collect();
    match given.len() {
        0 if !is_sandbox => table.problem("seller_key_env", msg!("config-key_source_missing")),
        0 | 1 => {}
        _ => table.problem("seller_key_env", msg!("config-key_source_twice")),
    }
    given.into_iter().next()
}

fn issued_on(table: &mut ConfigTable<'_>) -> Option<NaiveDate> {
    let value = table.value("seller_key_issued_on")?;
    let text = match &value {
        Value::String(text) => text.trim().to_owned(),
        Value::Datetime(date) => date.to_string(),
        _ => String::new(),
    };
    let date = crate::domain::time::date_from_text(&text);
    if date.is_none() {
        table.problem("seller_key_issued_on", should_be(msg!("config-a_date"), kind(&value)));
    }
    date
}

fn state(mut table: ConfigTable<'_>, folder: &Path) -> StateConfig {
    let path = table.required_text("path", "shop.db");
    if path.starts_with('~') {
        table.problem("path", msg!("config-path_home"));
    }
    let keep_days = table.whole("keep_days", 400, 1, 36_500);
    table.finish();
    StateConfig { path: folder.join(path), keep_days }
}

fn import(mut table: ConfigTable<'_>) -> ImportConfig {
    let sku_separator = table.any_text("sku_separator", "");
    if !sku_separator.is_empty() && !crate::domain::seller_code::is_usable(&sku_separator) {
        table.problem("sku_separator", msg!("config-separator"));
    }
    let import = ImportConfig {
        overlap_minutes: table.whole("overlap_minutes", 60, 0, 10_080),
        sku_separator,
        addon_options_as_lines: table.flag("addon_options_as_lines", false),
    };
    table.finish();
    import
}

fn sync_status(mut table: ConfigTable<'_>) -> SyncStatus {
    let sync_status = SyncStatus {
        trigger_schedule_date: table.flag("trigger_schedule_date", false),
        max_lookups: table.whole("max_lookups", 100, 0, 100_000),
    };
    table.finish();
    sync_status
}

fn schedule_date(mut table: ConfigTable<'_>) -> ScheduleDate {
    let beyond = [("clamp", BeyondLimit::Clamp), ("wait", BeyondLimit::Wait)];
    let schedule_date = ScheduleDate {
        business_days: table.whole("business_days", 3, 0, 60),
        count_back_from_desired_date: table.flag("count_back_from_desired_date", false),
        count_back_days: table.whole("count_back_days", 3, 0, 60),
        closed_weekdays: closed_weekdays(&mut table),
        use_shop_holidays: table.flag("use_shop_holidays", true),
        national_holidays: table.flag("national_holidays", false),
        max_days_ahead: table.whole("max_days_ahead", 10, 1, 90),
        beyond_limit: table.word("beyond_limit", &beyond, BeyondLimit::Clamp),
    };
    table.finish();
    schedule_date
}

fn closed_weekdays(table: &mut ConfigTable<'_>) -> Vec<Weekday> {
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
    let Some(value) = table.value("closed_weekdays") else { return vec![Weekday::Sat, Weekday::Sun] };
    let Value::Array(entries) = &value else {
        table.problem("closed_weekdays", should_be(wanted(), kind(&value)));
        return vec![];
    };
    let mut closed = Vec::new();
    for entry in entries {
        match WEEKDAYS.iter().find(|(word, _)| entry.as_str() == Some(word)) {
            Some((_, day)) if !closed.contains(day) => closed.push(*day),
            Some(_) => {}
            None => {
                let message = msg!("config-should_hold", wanted = wanted(), found = kind(entry));
                table.problem("closed_weekdays", message);
            }
        }
    }
    if closed.len() == WEEKDAYS.len() {
        table.problem("closed_weekdays", msg!("config-always_closed"));
    }
    closed
}

fn push_shipments(mut table: ConfigTable<'_>) -> PushShipments {
    let digits = [("refuse", CheckDigits::Refuse), ("warn", CheckDigits::Warn), ("off", CheckDigits::Off)];
    let push_shipments = PushShipments {
        catch_up_days: table.whole("catch_up_days", 0, 0, 90),
        check_digits: table.word("check_digits", &digits, CheckDigits::Refuse),
        carriers: carriers(&mut table),
    };
    table.finish();
    push_shipments
}

fn carriers(table: &mut ConfigTable<'_>) -> BTreeMap<String, String> {
    let mut carriers = BTreeMap::new();
    match table.value("carriers") {
        None => {}
        Some(Value::Table(entries)) => {
            for (name, value) in entries {
                match value.as_str().map(str::trim).filter(|to| !to.is_empty()) {
                    Some(to) => {
                        carriers.insert(name, to.to_owned());
                    }
                    None => {
                        let wanted = msg!("config-a_carrier");
                        table.problem(&format!("carriers.{name}"), should_be(wanted, kind(&value)));
                    }
                }
            }
        }
        Some(other) => table.problem("carriers", should_be(msg!("config-a_table"), kind(&other))),
    }
    carriers
}

fn push_stock(mut table: ConfigTable<'_>) -> PushStock {
    let push_stock = PushStock { max_zero_percent: table.whole("max_zero_percent", 50, 0, 100) };
    table.finish();
    push_stock
}
