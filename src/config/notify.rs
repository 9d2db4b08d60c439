//! `[notify]`. Its URLs are never shown: whoever knows one can write there.

use std::collections::BTreeMap;

use toml::Value;

use super::table::{ConfigTable, explain_unknown};
use super::types::{NoticeUrl, NotifyConfig};
use super::url::{is_loopback, split_url};
use crate::vocabulary::{Message, Step, msg};

pub(super) fn read_notify(mut table: ConfigTable<'_>) -> NotifyConfig {
    let notify = NotifyConfig {
        health_url: read_url(&mut table, "health_url", parse_health_url),
        health: read_health(&mut table),
        webhook_url: read_url(&mut table, "webhook_url", parse_webhook_url),
    };
    table.report_unknown_keys();
    notify
}

type UrlParser = fn(&str) -> Result<NoticeUrl, Message>;

fn no_text() -> Message {
    msg!("config-notice_no_text")
}

fn read_url(table: &mut ConfigTable<'_>, key: &'static str, read: UrlParser) -> Option<NoticeUrl> {
    let value = table.take_value(key)?;
    let url = value.as_str().ok_or_else(no_text).and_then(read);
    url.map_err(|why| table.add_problem(key, why)).ok()
}

fn read_health(table: &mut ConfigTable<'_>) -> BTreeMap<String, NoticeUrl> {
    let mut health = BTreeMap::new();
    // Whatever cron may start is watched by its name.
    let names = Step::DAILY.iter().chain(&[Step::ListingsPull]).map(|step| step.as_str());
    let names: Vec<&str> = names.collect();
    match table.take_value("health") {
        None => {}
        Some(Value::Table(steps)) => {
            for (step, value) in steps {
                let url = value.as_str().ok_or_else(no_text).and_then(parse_health_url);
                match url {
                    _ if !names.contains(&step.as_str()) => {
                        table.add_problem(&format!("health.{step}"), explain_unknown(&step, &names));
                    }
                    Err(why) => table.add_problem(&format!("health.{step}"), why),
                    Ok(url) => drop(health.insert(step, url)),
                }
            }
        }
        Some(_) => table.add_problem("health", msg!("config-health_table")),
    }
    health
}

/// A URL that `/start` can be put behind.
fn parse_health_url(text: &str) -> Result<NoticeUrl, Message> {
    if text.contains('?') {
        return Err(msg!("config-health_no_query"));
    }
    parse_webhook_url(text.trim_end_matches('/'))
}

fn parse_webhook_url(text: &str) -> Result<NoticeUrl, Message> {
    let before_query = text.split('?').next().unwrap_or_default();
    let (scheme, host) = split_url(before_query)
        .filter(|_| text.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or_else(|| msg!("config-notice_url"))?;
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        return Err(msg!("config-https"));
    }
    Ok(NoticeUrl { url: text.to_owned(), is_loopback })
}
