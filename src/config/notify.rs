//! `[notify]`. Its URLs are never shown: whoever knows one can write there.

use std::collections::BTreeMap;

use toml::Value;

use super::table::{ConfigTable, unknown};
use super::types::{NoticeUrl, Notify};
use super::url::{is_loopback, scheme_and_host};
use crate::vocabulary::{Message, Step, msg};

pub(super) fn notify(mut table: ConfigTable<'_>) -> Notify {
    let notify = Notify {
        health_url: given(&mut table, "health_url", health_check),
        health: health(&mut table),
        webhook_url: given(&mut table, "webhook_url", webhook),
    };
    table.finish();
    notify
}

type UrlParser = fn(&str) -> Result<NoticeUrl, Message>;

fn no_text() -> Message {
    msg!("config-notice_no_text")
}

fn given(table: &mut ConfigTable<'_>, key: &'static str, read: UrlParser) -> Option<NoticeUrl> {
    let value = table.value(key)?;
    let url = value.as_str().ok_or_else(no_text).and_then(read);
    url.map_err(|why| table.problem(key, why)).ok()
}

fn health(table: &mut ConfigTable<'_>) -> BTreeMap<String, NoticeUrl> {
    let mut health = BTreeMap::new();
    // Whatever cron may start is watched by its name.
    let names = Step::DAILY.iter().chain(&[Step::ListingsPull]).map(|step| step.as_str());
    let names: Vec<&str> = names.collect();
    match table.value("health") {
        None => {}
        Some(Value::Table(steps)) => {
            for (step, value) in steps {
                let url = value.as_str().ok_or_else(no_text).and_then(health_check);
                match url {
                    _ if !names.contains(&step.as_str()) => {
                        table.problem(&format!("health.{step}"), unknown(&step, &names));
                    }
                    Err(why) => table.problem(&format!("health.{step}"), why),
                    Ok(url) => drop(health.insert(step, url)),
                }
            }
        }
        Some(_) => table.problem("health", msg!("config-health_table")),
    }
    health
}

/// A URL that `/start` can be put behind.
fn health_check(text: &str) -> Result<NoticeUrl, Message> {
    if text.contains('?') {
        return Err(msg!("config-health_no_query"));
    }
    webhook(text.trim_end_matches('/'))
}

fn webhook(text: &str) -> Result<NoticeUrl, Message> {
    let before_query = text.split('?').next().unwrap_or_default();
    let (scheme, host) = scheme_and_host(before_query)
        .filter(|_| text.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or_else(|| msg!("config-notice_url"))?;
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        return Err(msg!("config-https"));
    }
    Ok(NoticeUrl { url: text.to_owned(), is_loopback })
}
