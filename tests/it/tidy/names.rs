//! Names, lengths and comments: what a reader meets first.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Item, Source, sources, split};
use super::{architecture, nothing, root};
use crate::docs::{files, rows, section, spans};

const MAX_PARAMETERS: usize = 5;
const MAX_FUNCTION_LINES: usize = 70;
const MAX_COLUMNS: usize = 110;

/// A `//` stands in every so many lines, where a wrong or a missing wait costs orders.
const LINES_PER_COMMENT: usize = 60;

/// Names that several modules may have for a type of their own.
const SHARED_TYPE_NAMES: [&str; 3] = ["Error", "Request", "Row"];

/// What a function's may begin with to say what the function does.
const VERBS: &str = "
    accept acquire add adjust advance allow answer append apply ask assert assign attach attempt begin
    bind blank borrow break build bump calculate call can cancel change check choose claim clamp classify
    clean clear close collect combine commit compare compile compose compute configure confirm connect
    consume contains convert copy correct could count cover create cut decide decode deduplicate default
    delete deny derive describe deserialize detect determine discard dismiss dispatch display divide drain
    draw drop emit encode end enforce enrich ensure enter escape estimate examine exceeds exclude exit
    expand expect explain export extend extract fail feed fetch fill filter find finish flush fold follow
    forget format gather generate get give group grow guard guess halve handle has have hide hold identify
    ignore import include increment infer init insert inspect install interpret interrupt intersect
    invalidate is issue iterate join judge keep leave limit link list load localize lock log look make map
    mark mask match may measure merge migrate mock move must narrow needs normalize notify observe obtain
    omit open overlap override pad paginate paint parse partition pass pause peek permit persist pick ping
    place plan poll pop post predict prefer prepare print probe process produce prompt propose prove prune
    pull purge push query queue quote raise rank reach read rebuild receive recognize reconcile record
    recover redact reduce refresh refuse register reject release reload remember remove rename render
    repair repeat replace reply report request require rescue reserve reset resolve respond restore
    restrict retain retry return reveal rewrite roll round run sanitize save scan schedule search seed
    select send separate serialize serve set shape ship shorten should show shrink simulate skip sleep
    sort spawn spell split spread start stop store strike strip submit subtract suggest sum supports
    suppress swap switch sync take test thin throttle touch trace track transform translate trim truncate
    try undo unify unpack unquote update upgrade use validate verify visit wait walk warn weigh withdraw
    wrap write yield zero";

/// Where an item stands, with its name.
fn place(source: &Source, item: &Item) -> String {
    format!("{} {}", source.at(item.at), item.name)
}

#[test]
fn no_function_takes_more_than_five_parameters() {
    let mut broken = Vec::new();
    for source in sources() {
        // What a macro makes a test of has a parameter for each of its strategies.
        let own = source.functions().into_iter().filter(|f| !source.tokens[f.item.at].in_test);
        let many = own.filter(|function| function.parameters > MAX_PARAMETERS);
        broken.extend(many.map(|function| {
            format!("{} takes {} parameters", place(source, &function.item), function.parameters)
        }));
    }
    nothing(&broken);
}

#[test]
fn no_function_is_longer_than_seventy_lines() {
    let mut broken = Vec::new();
    for source in sources() {
        let long = source.functions().into_iter().filter(|function| function.lines > MAX_FUNCTION_LINES);
        broken.extend(
            long.map(|function| format!("{} has {} lines", place(source, &function.item), function.lines)),
        );
    }
    nothing(&broken);
}

/// The lines of texts that have several, and of raw ones: a golden screen or an answer of Qoo10's is as wide
/// as it is.
fn lines_of_data(text: &str) -> BTreeSet<usize> {
    let texts = split(text).into_iter().filter(|(token, _)| token.starts_with('"'));
    let spans = texts.map(|(token, line)| (line, token.matches('\n').count()));
    let raw = text.lines().enumerate().filter(|(_, line)| line.contains("r#\"")).map(|(at, _)| at + 1);
    spans.filter(|(_, more)| *more > 0).flat_map(|(line, more)| line..=line + more).chain(raw).collect()
}

#[test]
fn no_line_is_wider_than_a_hundred_and_ten_columns() {
    let mut broken = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let data = if name.starts_with("src") { BTreeSet::new() } else { lines_of_data(&text) };
        let wide = text.lines().enumerate().filter(|(_, line)| line.chars().count() > MAX_COLUMNS);
        let wide = wide.filter(|(at, _)| !data.contains(&(at + 1)));
        broken.extend(wide.map(|(at, line)| format!("{name}:{} has {}", at + 1, line.chars().count())));
    }
    nothing(&broken);
}

#[test]
fn a_type_name_stands_for_one_type() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        for item in source.items().into_iter().filter(is_type) {
            places.entry(item.name.clone()).or_default().push(source.at(item.at));
        }
    }
    let is_shared = |name: &String| SHARED_TYPE_NAMES.contains(&name.as_str());
    let twice = places.into_iter().filter(|(name, places)| places.len() > 1 && !is_shared(name));
    nothing(&twice.map(|(name, places)| format!("{name}: {}", places.join(", "))).collect::<Vec<_>>());
}

/// Whether it is a type of its own, and not one that a trait asks for.
fn is_type(item: &Item) -> bool {
    ["struct", "enum", "trait"].contains(&item.kind.as_str()) || (item.kind == "type" && item.is_free)
}

#[test]
fn at_least_half_of_the_functions_begin_with_a_verb() {
    let verbs: BTreeSet<&str> = VERBS.split_whitespace().collect();
    let (mut all, mut others) = (0, BTreeMap::<String, usize>::new());
    for source in sources() {
        for function in source.functions().iter().filter(|f| !source.tokens[f.item.at].in_test) {
            let first = function.item.name.trim_start_matches('_').split('_').next().unwrap();
            all += 1;
            if !verbs.contains(first) {
                *others.entry(first.to_owned()).or_default() += 1;
            }
        }
    }
    let without: usize = others.values().sum();
    let mut most: Vec<(usize, String)> = others.into_iter().map(|(word, count)| (count, word)).collect();
    most.sort_by(|one, other| other.cmp(one));
    most.truncate(40);
    assert!(all > 1_000 && 2 * without <= all, "{without} of {all} begin with no verb: {most:?}");
}

#[test]
fn a_comment_says_why_in_every_sixty_lines() {
    for folder in ["steps", "store", "qoo10"] {
        let (mut lines, mut comments) = (0, 0);
        for path in files(&format!("src/{folder}"), "rs") {
            let name = path.to_str().unwrap().to_owned();
            if name.ends_with("tests.rs") || name.contains("/tests/") {
                continue;
            }
            for line in std::fs::read_to_string(&path).unwrap().lines().map(str::trim) {
                lines += usize::from(!line.is_empty());
                let is_doc = line.starts_with("///") || line.starts_with("//!");
                comments += usize::from(line.starts_with("//") && !is_doc);
            }
        }
        let wanted = lines.div_ceil(LINES_PER_COMMENT);
        assert!(comments >= wanted, "src/{folder}: {comments} comments in {lines} lines, {wanted} at least");
    }
}

/// The retired words of the glossary, each as it is written there.
fn retired_words() -> Vec<String> {
    let text = architecture();
    let rows = rows(section(&text, "## Glossary"));
    rows.iter().flat_map(|row| spans(&row[2])).map(str::to_owned).collect()
}

/// `Word` is a type, `WORD` a constant, `word` a function; with `…` before or behind it, something may stand
/// there.
fn is_retired(word: &str, item: &Item) -> bool {
    let bare = word.trim_matches(['…', '_']);
    let is_constant = bare.chars().all(|c| c.is_uppercase() || c == '_');
    let is_kind = match item.kind.as_str() {
        "fn" => bare.starts_with(char::is_lowercase),
        "const" | "static" => is_constant,
        "struct" | "enum" | "trait" | "type" => bare.starts_with(char::is_uppercase) && !is_constant,
        _ => false,
    };
    if !is_kind {
        return false;
    }
    // Parts of a name: `told` is one of `is_told`, and none of `untold`.
    let split = |name: &str| -> Vec<String> {
        let mut parts = vec![String::new()];
        for c in name.chars() {
            if c == '_' || (c.is_uppercase() && !is_constant) {
                parts.push(String::new());
            }
            parts.last_mut().unwrap().extend(c.to_lowercase().filter(|c| *c != '_'));
        }
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    };
    let (wanted, name) = (split(bare), split(&item.name));
    let is_at = |at: usize| name[at..].starts_with(&wanted);
    let (may_follow, may_precede) = (word.ends_with('…'), word.starts_with('…'));
    (0..name.len())
        .any(|at| is_at(at) && (may_precede || at == 0) && (may_follow || at + wanted.len() == name.len()))
}

#[test]
fn retired_words_do_not_come_back() {
    let words = retired_words();
    assert!(words.len() > 60, "{words:?}");
    let mut broken = Vec::new();
    for source in sources() {
        for item in source.items().iter().filter(|item| !source.tokens[item.at].in_test) {
            if let Some(word) = words.iter().find(|word| is_retired(word, item)) {
                broken.push(format!("{}: `{word}` is retired", place(source, item)));
            }
        }
    }
    nothing(&broken);
}

#[test]
fn a_retired_word_is_a_whole_name_or_the_part_that_it_says() {
    let item = |kind: &str, name: &str| Item {
        kind: kind.into(),
        name: name.into(),
        at: 0,
        is_at_top: true,
        is_free: true,
    };
    for (word, kind, name, is_it) in [
        ("told", "fn", "told", true),
        ("told", "fn", "told_date", false),
        ("told", "struct", "Told", false),
        ("…told…", "fn", "is_told", true),
        ("…told…", "fn", "untold", false),
        ("note_…", "fn", "note_claim", true),
        ("note_…", "fn", "notes", false),
        ("…was_begun", "fn", "add_what_was_begun", true),
        ("Standing", "enum", "Standing", true),
        ("Standing", "enum", "OrderStanding", false),
        ("…Standing", "enum", "OrderStanding", true),
        ("MOST_…", "const", "MOST_ROWS", true),
        ("MOST_…", "fn", "most_rows", false),
        ("LONGEST…", "const", "LONGEST", true),
    ] {
        assert_eq!(is_retired(word, &item(kind, name)), is_it, "{word} {kind} {name}");
    }
}
