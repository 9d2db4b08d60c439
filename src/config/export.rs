//! `[export.NAME]`: formats of the shop's own.

use std::collections::BTreeMap;

use toml::Value;

use super::table::{ConfigTable, explain_found, explain_unknown, explain_wrong_value};
use crate::domain::export::{ExportColumn, ExportProfile, FileEncoding};
use crate::domain::labels::{encode_cp932, to_cp932_text};
use crate::strings::printable::sanitize;
use crate::vocabulary::{ExportField, ExportFormat, Message, Status, msg};

pub(super) fn read_exports(mut table: ConfigTable<'_>) -> BTreeMap<String, ExportProfile> {
    let mut profiles = BTreeMap::new();
    for (name, value) in table.drain_entries() {
        let key = sanitize(&name);
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if name.parse::<ExportFormat>().is_ok() {
            table.add_problem(&key, msg!("config-format_of_program"));
        } else if name.is_empty() || !name.chars().all(is_word) {
            table.add_problem(&key, msg!("config-format_name"));
        }
        let profile = read_profile(table.nest_value(&key, value));
        profiles.insert(name, profile);
    }
    profiles
}

fn read_profile(mut table: ConfigTable<'_>) -> ExportProfile {
    let encodings =
        [("cp932", FileEncoding::Cp932), ("utf8", FileEncoding::Utf8), ("utf8-bom", FileEncoding::Utf8Bom)];
    let mut profile = ExportProfile {
        columns: read_columns(&mut table),
        encoding: table.take_word("encoding", &encodings, FileEncoding::Utf8Bom),
        has_heading: table.take_flag("heading", true),
        statuses: read_statuses(&mut table),
    };
    let is_cp932 = profile.encoding == FileEncoding::Cp932 && profile.has_heading;
    for column in profile.columns.iter_mut().filter(|_| is_cp932) {
        column.heading = to_cp932_text(&column.heading);
        if let Err(missing) = encode_cp932(&column.heading) {
            let character = missing.to_string();
            table.add_problem("columns", msg!("config-heading_character", character = character));
        }
    }
    table.report_unknown_keys();
    profile
}

fn expected_columns() -> Message {
    msg!("config-columns")
}

fn read_columns(table: &mut ConfigTable<'_>) -> Vec<ExportColumn> {
    let entries = match table.take_value("columns") {
        None => {
            table.add_problem(
                "columns",
                msg!("config-missing", line = "columns = [\"order\", \"sku\", \"qty\"]"),
            );
            return Vec::new();
        }
        Some(Value::Array(entries)) if !entries.is_empty() => entries,
        Some(other) => {
            table.add_problem("columns", explain_wrong_value(expected_columns(), explain_found(&other)));
            return Vec::new();
        }
    };
    let mut columns = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        match read_column(entry) {
            Ok(column) => columns.push(column),
            Err(message) => table.add_problem(&format!("columns[{at}]"), message),
        }
    }
    columns
}

/// A field by its name, or with a heading of its own.
fn read_column(entry: &Value) -> Result<ExportColumn, Message> {
    const PARTS: [&str; 2] = ["field", "heading"];
    let is_not_one = || explain_wrong_value(msg!("config-a_column"), explain_found(entry));
    let (name, heading) = match entry {
        Value::String(name) => (name.as_str(), None),
        Value::Table(parts) => {
            if let Some(unknown) = parts.keys().find(|key| !PARTS.contains(&key.as_str())) {
                return Err(explain_unknown(unknown, &PARTS));
            }
            let name = parts.get("field").and_then(Value::as_str).ok_or_else(is_not_one)?;
            let heading = match parts.get("heading") {
                None => None,
                Some(heading) => Some(heading.as_str().ok_or_else(is_not_one)?),
            };
            (name, heading)
        }
        _ => return Err(is_not_one()),
    };
    let known: Vec<&str> = ExportField::ALL.iter().map(|field| field.as_str()).collect();
    let field: ExportField = name.parse().map_err(|_| explain_unknown(name, &known))?;
    Ok(ExportColumn { field, heading: heading.unwrap_or(name).to_owned() })
}

fn read_statuses(table: &mut ConfigTable<'_>) -> Vec<Status> {
    let Some(value) = table.take_value("status") else { return Vec::new() };
    let all: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
    let wanted = || msg!("config-statuses", statuses = all.join(", "));
    let Value::Array(entries) = &value else {
        table.add_problem("status", explain_wrong_value(wanted(), explain_found(&value)));
        return Vec::new();
    };
    let mut statuses = Vec::new();
    for entry in entries {
        match entry.as_str().and_then(|word| word.parse().ok()) {
            Some(status) => statuses.push(status),
            None => {
                let message = msg!("config-should_hold", wanted = wanted(), found = explain_found(entry));
                table.add_problem("status", message);
            }
        }
    }
    statuses
}
