//! `[notify]`. Its URLs are never shown: whoever knows one can write there.

use std::collections::BTreeMap;

use toml::Value;

use super::read::{is_loopback, scheme_and_host};
use super::table::{Table, unknown};
use super::{NoticeUrl, Notify};

/// The steps, which health checks go by.
const STEPS: &[&str] =
    &["import", "sync-status", "schedule-date", "push-shipments", "push-stock", "listings pull"];

pub(super) fn notify(mut table: Table<'_>) -> Notify {
    let notify = Notify {
        health_url: given(&mut table, "health_url", health_check),
        health: health(&mut table),
        webhook_url: given(&mut table, "webhook_url", webhook),
    };
    table.finish();
    notify
}

type Read = fn(&str) -> Result<NoticeUrl, &'static str>;

fn given(table: &mut Table<'_>, key: &'static str, read: Read) -> Option<NoticeUrl> {
    let value = table.value(key)?;
    let url = value.as_str().ok_or("should be a URL in quotes").and_then(read);
    url.map_err(|why| table.problem(key, why)).ok()
}

fn health(table: &mut Table<'_>) -> BTreeMap<String, NoticeUrl> {
    let mut health = BTreeMap::new();
    match table.value("health") {
        None => {}
        Some(Value::Table(steps)) => {
            for (step, value) in steps {
                let url = value.as_str().ok_or("should be a URL in quotes").and_then(health_check);
                match url {
                    _ if !STEPS.contains(&step.as_str()) => {
                        table.problem(&format!("health.{step}"), unknown(&step, STEPS));
                    }
                    Err(why) => table.problem(&format!("health.{step}"), why),
                    Ok(url) => drop(health.insert(step, url)),
                }
            }
        }
        Some(_) => table.problem("health", "should be a table of steps, each with a URL"),
    }
    health
}

/// A URL that `/start` can be put behind.
fn health_check(text: &str) -> Result<NoticeUrl, &'static str> {
    if text.contains('?') {
        return Err("should have no ? in it: /start and the exit code are put behind it");
    }
    webhook(text.trim_end_matches('/'))
}

fn webhook(text: &str) -> Result<NoticeUrl, &'static str> {
    let before_query = text.split('?').next().unwrap_or_default();
    let (scheme, host) = scheme_and_host(before_query)
        .filter(|_| text.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or("should be a URL such as https://hc-ping.com/your-uuid, without user, password and #")?;
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        return Err("should begin with https://");
    }
    Ok(NoticeUrl { url: text.to_owned(), is_loopback })
}
