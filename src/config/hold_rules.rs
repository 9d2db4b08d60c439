//! `[[import.hold_rules]]`: which orders somebody should look at (IMP-24).

use std::collections::BTreeSet;

use toml::Value;

use super::table::{ConfigTable, explain_found, explain_wrong_value};
use crate::domain::hold_rule::{HoldRule, RuleConditions};
use crate::strings::clean::is_blank;
use crate::vocabulary::{Message, RuleAction, msg};

/// Orders that were placed longer ago are no doubt about a new one.
const MAX_HOURS: i64 = 720;
const MAX_NUMBER: i64 = 1_000_000_000;
/// So many characters of a rule's name fit into lists.
const MAX_NAME_CHARACTERS: usize = 40;

/// What a condition takes.
#[derive(Clone, Copy)]
enum ConditionKind {
    Flag,
    /// A whole number from 1.
    Number(i64),
    /// A list of these.
    List(fn() -> Message),
}

const CONDITIONS: &[(&str, ConditionKind)] = &[
    ("message_contains", ConditionKind::List(|| msg!("config-rule_texts"))),
    ("gift", ConditionKind::Flag),
    ("total_yen_from", ConditionKind::Number(MAX_NUMBER)),
    ("qty_from", ConditionKind::Number(MAX_NUMBER)),
    ("phone_missing", ConditionKind::Flag),
    ("address_without_number", ConditionKind::Flag),
    ("zip_not_in_prefecture", ConditionKind::Flag),
    ("prefectures", ConditionKind::List(|| msg!("config-rule_prefectures"))),
    ("zip_prefixes", ConditionKind::List(|| msg!("config-rule_zips"))),
    ("skus", ConditionKind::List(|| msg!("config-rule_skus"))),
    ("same_receiver_within_hours", ConditionKind::Number(MAX_HOURS)),
];

/// The rules, in their order.
pub(super) fn read_hold_rules(table: &mut ConfigTable<'_>) -> Vec<HoldRule> {
    let entries = match table.take_value("hold_rules") {
        None => return Vec::new(),
        Some(Value::Array(entries)) => entries,
        Some(other) => {
            let wanted = msg!("config-rule_tables");
            table.add_problem("hold_rules", explain_wrong_value(wanted, explain_found(&other)));
            return Vec::new();
        }
    };
    let mut names = BTreeSet::new();
    let mut rules = Vec::new();
    for (place, entry) in (1..).zip(entries) {
        let key = format!("hold_rules[{place}]");
        let rule = read_rule(table.nest_value(&key, entry));
        if !rule.name.is_empty() && !names.insert(rule.name.clone()) {
            table.add_problem(&format!("{key}.name"), msg!("config-rule_name_twice"));
        }
        rules.push(rule);
    }
    rules
}

fn read_rule(mut table: ConfigTable<'_>) -> HoldRule {
    let actions: Vec<_> = RuleAction::ALL.iter().map(|action| (action.as_str(), *action)).collect();
    let name = table.take_required_text("name", "gift").trim().to_owned();
    if name.chars().count() > MAX_NAME_CHARACTERS || name.contains(char::is_control) {
        table.add_problem("name", msg!("config-rule_name", max = MAX_NAME_CHARACTERS));
    }
    let has_action = table.has("action");
    let action = table.take_word("action", &actions, RuleAction::Hold);
    if !has_action {
        table.add_problem("action", msg!("config-missing", line = "action = \"hold\""));
    }
    let conditions = read_conditions(&mut table);
    table.report_unknown_keys();
    HoldRule { name, action, conditions }
}

fn read_conditions(table: &mut ConfigTable<'_>) -> RuleConditions {
    let mut read = toml::Table::new();
    let mut is_empty = true;
    for (key, kind) in CONDITIONS {
        let Some(value) = table.take_value(key) else { continue };
        is_empty = false;
        match find_problem(key, *kind, &value) {
            Some((at, message)) => table.add_problem(&at, message),
            None => drop(read.insert((*key).to_owned(), value)),
        }
    }
    if is_empty {
        table.add_problem("name", msg!("config-rule_empty"));
    }
    // Each of them was read alone before.
    read.try_into().unwrap_or_default()
}

/// What is wrong with a condition, and at which key.
fn find_problem(key: &str, kind: ConditionKind, value: &Value) -> Option<(String, Message)> {
    let wrong =
        |wanted, value: &Value| Some((key.to_owned(), explain_wrong_value(wanted, explain_found(value))));
    match (kind, value) {
        (ConditionKind::Flag, Value::Boolean(_)) => None,
        (ConditionKind::Flag, other) => wrong(msg!("config-a_flag"), other),
        (ConditionKind::Number(max), Value::Integer(n)) if (1..=max).contains(n) => None,
        (ConditionKind::Number(max), other) => {
            wrong(msg!("config-a_whole_number", min = 1, max = max), other)
        }
        (ConditionKind::List(wanted), Value::Array(entries)) if !entries.is_empty() => {
            let bad = entries.iter().enumerate().find(|(_, entry)| !is_entry(key, entry));
            let (at, entry) = bad?;
            let message = msg!("config-should_hold", wanted = wanted(), found = explain_found(entry));
            Some((format!("{key}[{}]", at + 1), message))
        }
        (ConditionKind::List(wanted), Value::Array(_)) => {
            Some((key.to_owned(), msg!("config-rule_list_empty", wanted = wanted())))
        }
        (ConditionKind::List(wanted), other) => wrong(wanted(), other),
    }
}

/// Whether a list under this key may have such an entry.
fn is_entry(key: &str, entry: &Value) -> bool {
    let mut alone = toml::Table::new();
    alone.insert(key.to_owned(), Value::Array(vec![entry.clone()]));
    entry.as_str().is_some_and(|text| !is_blank(text)) && alone.try_into::<RuleConditions>().is_ok()
}
