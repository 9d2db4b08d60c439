//! Table by table, from TOML to the checked configuration.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;

use chrono::{NaiveDate, Weekday};
use toml::Value;

use super::notify;
use super::table::{Table, kind, should_be, unknown};
use super::{
    BeyondLimit, CheckDigits, Config, Endpoint, Import, KeySource, Problem, PushShipments, PushStock, Qoo10,
    ScheduleDate, Shop, State, SyncStatus,
};
use crate::domain::lang::Lang;
use crate::domain::said::Said;
use crate::domain::text::{excerpt, printable};

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

pub(super) fn config(text: &str, folder: &Path) -> Result<Config, Vec<Problem>> {
    let mut file: toml::Table = text.parse().map_err(|e: toml::de::Error| vec![syntax(text, &e)])?;
    let mut problems = Vec::new();
    let config = Config {
        shop: shop(Table::take(&mut file, "shop", &mut problems)),
        qoo10: qoo10(Table::take(&mut file, "qoo10", &mut problems), folder),
        state: state(Table::take(&mut file, "state", &mut problems), folder),
        import: import(Table::take(&mut file, "import", &mut problems)),
        sync_status: sync_status(Table::take(&mut file, "sync_status", &mut problems)),
        schedule_date: schedule_date(Table::take(&mut file, "schedule_date", &mut problems)),
        push_shipments: push_shipments(Table::take(&mut file, "push_shipments", &mut problems)),
        push_stock: push_stock(Table::take(&mut file, "push_stock", &mut problems)),
        notify: notify::notify(Table::take(&mut file, "notify", &mut problems)),
    };
    problems.extend(file.keys().map(|name| Problem { key: name.clone(), message: unknown(name, TABLES) }));
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

fn syntax(text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let shown = line.and_then(|line| text.lines().nth(line - 1)).and_then(without_value);
    let [of_line, of_line_ja] = match shown {
        Some(shown) => [format!("; the line: {shown}"), format!("。この行: {shown}")],
        None => Default::default(),
    };
    let [en, ja] = [line.map(|line| format!("line {line}: ")), line.map(|line| format!("{line}行目: "))];
    let parser = error.message().replace('\n', ", ");
    let en = format!("{}this is not TOML: {parser}{of_line}", en.unwrap_or_default());
    let ja = format!("{}TOMLとして読めません({parser}){of_line_ja}", ja.unwrap_or_default());
    Problem { key: String::new(), message: Said::new(en, ja) }
}

/// A line as it may be shown: its key or its table, and nothing that may be a secret. A line in which no key stands
/// before a value may be a piece of one, and is not shown at all.
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

fn shop(mut table: Table<'_>) -> Shop {
    let langs = LANGS.map(|(word, lang)| (word, Some(lang)));
    let shop = Shop { name: table.required_text("name", "my shop"), lang: table.word("lang", &langs, None) };
    table.finish();
    shop
}

const LANGS: [(&str, Lang); 2] = [("ja", Lang::Ja), ("en", Lang::En)];

pub(super) fn lang(text: &str) -> Option<Lang> {
    let file: toml::Table = text.parse().ok()?;
    let word = file.get("shop")?.get("lang")?.as_str()?;
    LANGS.iter().find(|(known, _)| *known == word).map(|(_, lang)| *lang)
}

fn qoo10(mut table: Table<'_>, folder: &Path) -> Qoo10 {
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

fn endpoint(table: &mut Table<'_>) -> Endpoint {
    let text = table.required_text("endpoint", "sandbox");
    let base = text.trim().trim_end_matches('/').to_owned();
    if base == "sandbox" || text.is_empty() {
        return Endpoint::Sandbox;
    }
    let Some((scheme, host)) = scheme_and_host(&base) else {
        const REAL: &str = "https://api.qoo10.jp/GMKT.INC.Front.QAPIService/ebayjapan.qapi";
        // What stands there is not shown: it may be a key, or hold a password.
        let en = format!("should be \"sandbox\" or a URL such as {REAL}, without user, password, ? and #");
        let ja = format!(
            "\"sandbox\"、または {REAL} のようなURLで指定してください。ユーザー名、パスワード、?、#は使えません"
        );
        table.problem("endpoint", (en, ja));
        return Endpoint::Sandbox;
    };
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        table.problem(
            "endpoint",
            (
                "should begin with https://, or the seller key could be read on its way",
                "https:// で始めてください。そうしないと、販売者認証キーを途中で読み取られるおそれがあります",
            ),
        );
    }
    Endpoint::Url { base, is_loopback }
}

/// Whether a host is this machine itself.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Scheme (`http` or `https`) and host of a URL that names nothing else that would need care.
pub(super) fn scheme_and_host(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let plain = url.bytes().all(|b| b.is_ascii_graphic()) && !url.contains(['?', '#', '@']);
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split_once(']')?.0,
        None => authority.split(':').next()?,
    };
    (plain && matches!(scheme, "http" | "https") && !host.is_empty()).then_some((scheme, host))
}

fn seller_key(table: &mut Table<'_>, folder: &Path, is_sandbox: bool) -> Option<KeySource> {
    let given: Vec<KeySource> = [
        table.text("seller_key_env").map(KeySource::Env),
        table.text("seller_key_file").map(|path| KeySource::File(folder.join(path))),
        table.text("seller_key_command").map(KeySource::Command),
    ]
    .into_iter()
    .flatten()
    .collect();
    match given.len() {
        0 if !is_sandbox => table.problem(
            "seller_key_env",
            (
                "is missing: give one of seller_key_env, seller_key_file, seller_key_command",
                "seller_key_env、seller_key_file、seller_key_command のいずれかを指定してください",
            ),
        ),
        0 | 1 => {}
        _ => table.problem(
            "seller_key_env",
            (
                "give only one of seller_key_env, seller_key_file, seller_key_command",
                "seller_key_env、seller_key_file、seller_key_command は、1つだけ指定してください",
            ),
        ),
    }
    given.into_iter().next()
}

fn issued_on(table: &mut Table<'_>) -> Option<NaiveDate> {
    let value = table.value("seller_key_issued_on")?;
    let text = match &value {
        Value::String(text) => text.trim().to_owned(),
        Value::Datetime(date) => date.to_string(),
        _ => String::new(),
    };
    let date = crate::domain::time::date_from_text(&text);
    if date.is_none() {
        let wanted = ("a date such as \"2026-07-01\"", "\"2026-07-01\" のような日付");
        table.problem("seller_key_issued_on", should_be(wanted, kind(&value)));
    }
    date
}

fn state(mut table: Table<'_>, folder: &Path) -> State {
    let path = table.required_text("path", "shop.db");
    if path.starts_with('~') {
        table.problem(
            "path",
            (
                "begins with ~, which only a shell understands: write the whole path, as /home/shop/shop.db",
                "~ は使えません。/home/shop/shop.db のように、フォルダをすべて書いてください",
            ),
        );
    }
    let keep_days = table.whole("keep_days", 400, 1, 36_500);
    table.finish();
    State { path: folder.join(path), keep_days }
}

fn import(mut table: Table<'_>) -> Import {
    let sku_separator = table.any_text("sku_separator", "");
    if !sku_separator.is_empty() && !crate::domain::code::is_usable(&sku_separator) {
        table.problem(
            "sku_separator",
            (
                "should be made of letters, digits, - and _, or be empty",
                "半角の英数字、-、_ だけで指定するか、空にしてください",
            ),
        );
    }
    let import = Import {
        overlap_minutes: table.whole("overlap_minutes", 60, 0, 10_080),
        sku_separator,
        addon_options_as_lines: table.flag("addon_options_as_lines", false),
    };
    table.finish();
    import
}

fn sync_status(mut table: Table<'_>) -> SyncStatus {
    let sync_status = SyncStatus {
        trigger_schedule_date: table.flag("trigger_schedule_date", false),
        max_lookups: table.whole("max_lookups", 100, 0, 100_000),
    };
    table.finish();
    sync_status
}

fn schedule_date(mut table: Table<'_>) -> ScheduleDate {
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

fn closed_weekdays(table: &mut Table<'_>) -> Vec<Weekday> {
    const WEEKDAYS: [(&str, Weekday); 7] = [
        ("mon", Weekday::Mon),
        ("tue", Weekday::Tue),
        ("wed", Weekday::Wed),
        ("thu", Weekday::Thu),
        ("fri", Weekday::Fri),
        ("sat", Weekday::Sat),
        ("sun", Weekday::Sun),
    ];
    const WANTED: (&str, &str) =
        ("a list of mon, tue, wed, thu, fri, sat, sun", "mon, tue, wed, thu, fri, sat, sun のリスト");
    let Some(value) = table.value("closed_weekdays") else { return vec![Weekday::Sat, Weekday::Sun] };
    let Value::Array(entries) = &value else {
        table.problem("closed_weekdays", should_be(WANTED, kind(&value)));
        return vec![];
    };
    let mut closed = Vec::new();
    for entry in entries {
        match WEEKDAYS.iter().find(|(word, _)| entry.as_str() == Some(word)) {
            Some((_, day)) if !closed.contains(day) => closed.push(*day),
            Some(_) => {}
            None => {
                let (Said { en, ja }, (wanted, wanted_ja)) = (kind(entry), WANTED);
                let en = format!("should be {wanted}, but it holds {en}");
                let ja = format!("{wanted_ja}で指定してください({ja}が含まれています)");
                table.problem("closed_weekdays", (en, ja));
            }
        }
    }
    if closed.len() == WEEKDAYS.len() {
        table.problem(
            "closed_weekdays",
            (
                "closes all seven days, so that no order could ever ship",
                "7日すべてが定休日になり、出荷できる日がありません",
            ),
        );
    }
    closed
}

fn push_shipments(mut table: Table<'_>) -> PushShipments {
    let digits = [("refuse", CheckDigits::Refuse), ("warn", CheckDigits::Warn), ("off", CheckDigits::Off)];
    let push_shipments = PushShipments {
        catch_up_days: table.whole("catch_up_days", 0, 0, 90),
        check_digits: table.word("check_digits", &digits, CheckDigits::Refuse),
        carriers: carriers(&mut table),
    };
    table.finish();
    push_shipments
}

fn carriers(table: &mut Table<'_>) -> BTreeMap<String, String> {
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
                        let wanted = (
                            "Qoo10's name of a delivery company in quotes",
                            "引用符で囲んだQoo10の配送会社名",
                        );
                        table.problem(&format!("carriers.{name}"), should_be(wanted, kind(&value)));
                    }
                }
            }
        }
        Some(other) => table.problem("carriers", should_be(("a table", "テーブル"), kind(&other))),
    }
    carriers
}

fn push_stock(mut table: Table<'_>) -> PushStock {
    let push_stock = PushStock { max_zero_percent: table.whole("max_zero_percent", 50, 0, 100) };
    table.finish();
    push_stock
}
