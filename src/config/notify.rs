//! `[notify]`. Its URLs are never shown: whoever knows one can write there.

use std::collections::BTreeMap;

use toml::Value;

use super::read::{is_loopback, scheme_and_host};
use super::table::{Table, unknown};
use super::{NoticeUrl, Notify};
use crate::domain::codes::Words;

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

type Read = fn(&str) -> Result<NoticeUrl, Words>;

const NO_TEXT: Words =
    Words { en: "should be a URL in quotes", ja: "URLを引用符で囲んで指定してください" };

fn given(table: &mut Table<'_>, key: &'static str, read: Read) -> Option<NoticeUrl> {
    let value = table.value(key)?;
    let url = value.as_str().ok_or(NO_TEXT).and_then(read);
    url.map_err(|why| table.problem(key, why)).ok()
}

fn health(table: &mut Table<'_>) -> BTreeMap<String, NoticeUrl> {
    let mut health = BTreeMap::new();
    match table.value("health") {
        None => {}
        Some(Value::Table(steps)) => {
            for (step, value) in steps {
                let url = value.as_str().ok_or(NO_TEXT).and_then(health_check);
                match url {
                    _ if !STEPS.contains(&step.as_str()) => {
                        table.problem(&format!("health.{step}"), unknown(&step, STEPS));
                    }
                    Err(why) => table.problem(&format!("health.{step}"), why),
                    Ok(url) => drop(health.insert(step, url)),
                }
            }
        }
        Some(_) => table.problem(
            "health",
            ("should be a table of steps, each with a URL", "処理名ごとのURLのテーブルで指定してください"),
        ),
    }
    health
}

/// A URL that `/start` can be put behind.
fn health_check(text: &str) -> Result<NoticeUrl, Words> {
    if text.contains('?') {
        return Err(Words {
            en: "should have no ? in it: /start and the exit code are put behind it",
            ja: "?は使えません。末尾に /start や終了コードを付けて呼び出すためです",
        });
    }
    webhook(text.trim_end_matches('/'))
}

fn webhook(text: &str) -> Result<NoticeUrl, Words> {
    let before_query = text.split('?').next().unwrap_or_default();
    let (scheme, host) = scheme_and_host(before_query)
        .filter(|_| text.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or(Words {
            en: "should be a URL such as https://hc-ping.com/your-uuid, without user, password and #",
            ja: "https://hc-ping.com/your-uuid のようなURLで指定してください。ユーザー名、パスワード、#は使えません",
        })?;
    let is_loopback = is_loopback(host);
    if scheme == "http" && !is_loopback {
        return Err(Words { en: "should begin with https://", ja: "https:// で始めてください" });
    }
    Ok(NoticeUrl { url: text.to_owned(), is_loopback })
}
