//! Both catalogues have the same sentences with the same facts, and each is used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::catalogue::list_sources;
use super::localize;
use crate::vocabulary::{
    ApiStatus, Difference, ExportReason, FormPoint, HandOverReason, HistoryEvent, HoldReason, Lang, Message,
    Outcome, PaymentStatus, Reason, RowOutcome, RuleAction, RunResult, Status, Step, StockBasis,
    UnseenReason, msg, result_code,
};

/// A sentence of a catalogue, as far as the test looks at it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sentence {
    facts: BTreeSet<String>,
    /// The sentences that stand in it.
    quotes: BTreeSet<String>,
}

/// The sentences of a catalogue by id, attributes behind a dot.
fn sentences(source: &str) -> BTreeMap<String, Sentence> {
    let parsed = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut found = BTreeMap::new();
    for entry in parsed.body {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => (message.id.name.to_owned(), message.value, message.attributes),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
            _ => continue,
        };
        let mut put = |id: String, pattern: &Pattern<&str>| {
            let mut sentence = Sentence::default();
            read(pattern, &mut sentence);
            assert!(found.insert(id.clone(), sentence).is_none(), "{id} stands there twice");
        };
        if let Some(value) = &value {
            put(id.clone(), value);
        }
        for attribute in &attributes {
            put(format!("{id}.{}", attribute.id.name), &attribute.value);
        }
    }
    found
}

fn read(pattern: &Pattern<&str>, sentence: &mut Sentence) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => read_inline(inline, sentence),
            Expression::Select { selector, variants } => {
                read_inline(selector, sentence);
                variants.iter().for_each(|variant| read(&variant.value, sentence));
            }
        }
    }
}

fn read_inline(expression: &InlineExpression<&str>, sentence: &mut Sentence) {
    match expression {
        InlineExpression::VariableReference { id } => drop(sentence.facts.insert(id.name.to_owned())),
        InlineExpression::MessageReference { id, attribute } => {
            let dot = attribute.as_ref().map(|attribute| format!(".{}", attribute.name)).unwrap_or_default();
            sentence.quotes.insert(format!("{}{dot}", id.name));
        }
        InlineExpression::TermReference { id, .. } => drop(sentence.quotes.insert(format!("-{}", id.name))),
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inline) => read_inline(inline, sentence),
            Expression::Select { .. } => panic!("a choice within a choice"),
        },
        _ => {}
    }
}

fn catalogue(lang: Lang) -> BTreeMap<String, Sentence> {
    let mut all = BTreeMap::new();
    for (_, area, source) in list_sources().into_iter().filter(|(of, ..)| *of == lang) {
        for (id, sentence) in sentences(source) {
            let is_at_home = id.starts_with('-') && area == "terms" || id.starts_with(&format!("{area}-"));
            assert!(is_at_home, "{id} does not belong in {}/{area}.ftl", lang.code());
            all.insert(id, sentence);
        }
    }
    all
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        match path.is_dir() {
            true => rust_files(&path, found),
            false if path.extension().is_some_and(|end| end == "rs") => found.push(path),
            false => {}
        }
    }
}

/// Every text of the sources that has the form of an id, tests left out; and those of messages.
fn literals(areas: &BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let (mut found, mut of_messages) = (BTreeSet::new(), BTreeSet::new());
    for path in files.iter().filter(|path| !path.to_str().unwrap().ends_with("tests.rs")) {
        let source = std::fs::read_to_string(path).unwrap();
        let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let source = source.lines().filter(is_code).collect::<Vec<_>>().join("\n");
        let pieces: Vec<&str> = source.split('"').collect();
        for two in pieces.windows(2) {
            let (before, piece) = (two[0].trim_end(), two[1]);
            let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            let is_area = piece.split_once('-').is_some_and(|(area, _)| areas.contains(area));
            if is_area && piece.chars().all(is_id) {
                found.insert(piece.to_owned());
            }
            if before.ends_with("msg!(") || before.ends_with("Message::new(") {
                of_messages.insert(piece.to_owned());
            }
        }
    }
    (found, of_messages)
}

/// The sentences that are made of the words of vocabularies.
fn of_vocabularies() -> BTreeSet<String> {
    let words = [
        Outcome::ALL.iter().map(|word| word.message()).collect::<Vec<_>>(),
        Step::ALL.iter().map(|word| word.message()).collect(),
        RunResult::ALL.iter().map(|word| word.message()).collect(),
        Status::ALL.iter().map(|word| word.message()).collect(),
        PaymentStatus::ALL.iter().map(|word| word.message()).collect(),
        ApiStatus::ALL.iter().map(|word| word.message()).collect(),
        ExportReason::ALL.iter().flat_map(|word| [word.message(), word.next_step()]).collect(),
        FormPoint::ALL.iter().flat_map(|word| [word.message(), word.explain("")]).collect(),
        UnseenReason::ALL.iter().map(|word| word.message()).collect(),
        HandOverReason::ALL.iter().flat_map(|word| [word.message(), word.next_step()]).collect(),
        Difference::ALL.iter().flat_map(|word| [word.message(), word.next_step()]).collect(),
        HoldReason::ALL.iter().flat_map(|word| [word.message(), word.explain_hold()]).collect(),
        HistoryEvent::ALL.iter().map(|word| word.message()).collect(),
        RuleAction::ALL.iter().map(|word| word.message()).collect(),
        RowOutcome::ALL.iter().map(|word| word.message()).collect(),
        StockBasis::ALL.iter().map(|word| word.message()).collect(),
        Reason::ALL.iter().flat_map(|word| [word.message(), word.next_step()]).collect(),
    ];
    let meaning = |(group, code): (_, _)| result_code::find_meaning(&[group], code);
    let meanings = result_code::list_known_codes().filter_map(meaning);
    let meanings = meanings.flat_map(|meaning| [meaning.attribute("next"), meaning]);
    words.into_iter().flatten().chain(meanings).map(|message| message.id().to_owned()).collect()
}

#[test]
fn every_language_has_the_same_sentences_with_the_same_facts() {
    let english = catalogue(Lang::En);
    assert!(english.len() > 100, "{}", english.len());
    for lang in Lang::ALL {
        let other = catalogue(*lang);
        let missing: Vec<&String> =
            english.keys().filter(|id| !id.starts_with('-') && !other.contains_key(*id)).collect();
        assert!(*lang != Lang::Ja || missing.is_empty(), "only in English: {missing:?}");
        for (id, sentence) in &other {
            let unknown: Vec<_> =
                sentence.quotes.iter().filter(|quote| !other.contains_key(*quote)).collect();
            assert!(unknown.is_empty(), "{id} of {} quotes {unknown:?}", lang.code());
        }
        for (id, sentence) in other.iter().filter(|(id, _)| !id.starts_with('-')) {
            let english = english.get(id).unwrap_or_else(|| panic!("{} alone has {id}", lang.code()));
            assert_eq!(english.facts, sentence.facts, "{id}, in English and in {}", lang.code());
        }
    }
}

#[test]
fn every_sentence_is_used_and_every_id_has_one() {
    let english = catalogue(Lang::En);
    let areas: BTreeSet<String> = list_sources().into_iter().map(|(_, area, _)| area).collect();
    let (literals, of_messages) = literals(&areas);
    let families = of_vocabularies();
    let unknown: Vec<_> = of_messages.union(&families).filter(|id| !english.contains_key(*id)).collect();
    assert!(unknown.is_empty(), "no catalogue has {unknown:?}");
    let mut used: BTreeSet<String> = literals.union(&families).cloned().collect();
    for lang in Lang::ALL {
        used.extend(catalogue(*lang).into_values().flat_map(|sentence| sentence.quotes));
    }
    // A sentence's attribute is asked for by its name alone; ids of help are made of commands and arguments,
    // to which a test of the command line holds them.
    let is_used = |id: &String| {
        let is_whole = id.split_once('.').is_some_and(|(id, _)| used.contains(id));
        used.contains(id) || is_whole || id.starts_with("cli-")
    };
    let unused: Vec<_> = english.keys().filter(|id| !is_used(id)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn every_reason_has_a_sentence_and_a_next_step_in_every_language() {
    for lang in [Lang::En, Lang::Ja] {
        for reason in Reason::ALL {
            for message in [reason.message(), reason.next_step()] {
                let said = localize(&message, lang);
                assert!(said.chars().count() > 4 && !said.contains("reason-"), "{reason}: {said}");
            }
        }
    }
}

#[test]
fn facts_are_worded_in_the_language_of_the_sentence() {
    let message = msg!("text-quoted", text = "a\u{3042}");
    assert_eq!(localize(&message, Lang::Ja), "a\u{3042}");
    let list =
        Message::new("text-quoted").with("text", vec![Outcome::Sent.message(), Outcome::Failed.message()]);
    assert_eq!(localize(&list, Lang::En), "sent, failed");
    assert_eq!(localize(&list, Lang::Ja), "送信、失敗");
}
