//! What every answer shows: its start, its charset, its codes, the language of its messages.

use super::sample::{Sample, get_text};
use super::shape;
use super::watched_call::{Observed, WatchedCall};
use crate::qoo10::method;
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

const BOM: &[u8] = "\u{feff}".as_bytes();

/// What can be told without reading the body as JSON.
pub(super) fn observe_transport(exchange: &WatchedCall<'_>, seen: &mut Observed) {
    match exchange.status {
        429 => seen.add(Point::RateLimit, Form::Http429),
        403 => seen.add(Point::RateLimit, Form::Http403),
        _ => {}
    }
    let body = exchange.body;
    if !(200..300).contains(&exchange.status) || body.trim_ascii().is_empty() {
        return;
    }
    if body.trim_ascii_start().starts_with(b"<") {
        seen.add(Point::RateLimit, Form::Page);
        return;
    }
    let is_json = body.strip_prefix(BOM).unwrap_or(body).trim_ascii_start().starts_with(b"{");
    if !is_json {
        return;
    }
    let rest = body.strip_prefix(BOM);
    let is_spaced = rest.unwrap_or(body).first().is_some_and(u8::is_ascii_whitespace);
    seen.add(
        Point::BodyStart,
        match (rest.is_some(), is_spaced) {
            (false, false) => Form::Bare,
            (true, false) => Form::Bom,
            (false, true) => Form::WhiteSpace,
            (true, true) => Form::Both,
        },
    );
    observe_charset(exchange.content_type, seen);
}

fn observe_charset(content_type: Option<&str>, seen: &mut Observed) {
    let Some(content_type) = content_type else { return };
    let lower = content_type.to_ascii_lowercase();
    match lower.split_once("charset=").map(|(_, name)| name.trim_matches(['"', ' ', ';'])) {
        None => seen.add(Point::Charset, Form::Missing),
        Some("utf-8" | "utf8") => seen.add(Point::Charset, Form::Named),
        // A header's words name nobody.
        Some(other) => seen.add_unknown(Point::Charset, other.chars().take(20).collect()),
    }
}

/// The codes of the envelope, and in which language it refuses.
pub(super) fn observe_codes(exchange: &WatchedCall<'_>, sample: &Sample<'_>, seen: &mut Observed) {
    for key in ["ResultCode", "ErrorCode"] {
        let Some(raw) = sample.fields.get(key).filter(|raw| raw.get() != "null") else { continue };
        let form = if raw.get().starts_with('"') { Form::Quoted } else { Form::Number };
        match sample.get_code(key) {
            Some(_) => seen.add(Point::ResultCode, form),
            None => seen.add_unknown(Point::ResultCode, shape::describe_shape(raw.get())),
        }
    }
    for (key, field) in [("ErrorCode", Form::ErrorCode), ("ResultCode", Form::ResultCode)] {
        observe_key_problem(sample.get_code(key), field, seen);
    }
    // A success is said in English by all, and by the method that makes keys in Japanese.
    if !sample.is_success() && exchange.method != method::CREATE_KEY {
        let words = ["ErrorMsg", "ResultMsg"].iter().find_map(|key| get_text(sample.fields.get(*key)?));
        observe_language(words.as_deref().unwrap_or_default(), seen);
    }
}

fn observe_key_problem(code: Option<i64>, field: Form, seen: &mut Observed) {
    let form = match code {
        Some(-90001) => Some((Point::WrongKey, Form::NoSuchApi)),
        Some(-10000) => Some((Point::WrongKey, Form::CheckKey)),
        Some(-90004) => Some((Point::ExpiredKey, Form::ExpiredFirst)),
        Some(-90005) => Some((Point::ExpiredKey, Form::ExpiredSecond)),
        Some(-90003 | -90002) => None,
        _ => return,
    };
    seen.add(Point::KeyProblemField, field);
    if let Some((point, form)) = form {
        seen.add(point, form);
    }
}

fn observe_language(words: &str, seen: &mut Observed) {
    // The counts of a bulk answer are in no language.
    if words.trim().is_empty() || words.starts_with("SUCCESS") {
        return;
    }
    let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if words.chars().any(is_japanese) {
        seen.add(Point::Messages, Form::Japanese);
    } else if words.is_ascii() {
        seen.add(Point::Messages, Form::English);
    } else {
        seen.add_unknown(Point::Messages, shape::mask(words));
    }
}
