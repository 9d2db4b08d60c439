//! CONTRIBUTING.md, SECURITY.md and CHANGELOG.md: what they name is there, and what they say to type is what
//! `.ci/run` types.

use std::path::Path;

use qoo10_bridge::vocabulary::Lang;

use crate::docs::{rows, section, spans};

/// A change touches no more sources than this, but for a new step.
const MAX_SOURCES: usize = 4;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Whether it is there; with `*`, for every language.
fn is_there(place: &str) -> bool {
    Lang::ALL.iter().all(|lang| root().join(place.replace('*', lang.code())).exists())
}

fn is_place(span: &&str) -> bool {
    let is_file = [".rs", ".ftl", ".md", ".toml"].iter().any(|end| span.ends_with(end));
    is_file || span.ends_with('/') || span.starts_with("src/")
}

#[test]
fn every_change_names_places_that_exist_and_few_sources() {
    let text = read("CONTRIBUTING.md");
    let changes = rows(section(&text, "## Where a change goes"));
    assert!(changes.len() >= 20, "{} changes", changes.len());
    for change in changes {
        let sources: Vec<&str> = spans(&change[1]).into_iter().filter(is_place).collect();
        let beside: Vec<&str> = spans(&change[2]).into_iter().filter(is_place).collect();
        assert!(!sources.is_empty() || !beside.is_empty(), "{change:?}");
        assert!(sources.iter().all(|place| place.starts_with("src/")), "{change:?}");
        for place in sources.iter().chain(&beside) {
            assert!(is_there(place), "{}: {place} is not there", change[0]);
        }
        let is_few = sources.len() <= MAX_SOURCES || change[0] == "a new step";
        assert!(is_few, "{}: {} sources", change[0], sources.len());
    }
}

#[test]
fn what_contributors_type_is_what_ci_types() {
    let typed = |name: &str| -> Vec<String> {
        let text = read(name);
        text.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect()
    };
    let ci: Vec<String> = read(".ci/run").lines().map(|line| line.trim().to_owned()).collect();
    let documented = [typed("README.md"), typed("docs/testing.md")].concat();
    let lines = typed("CONTRIBUTING.md");
    assert!(lines.len() >= 6, "{lines:?}");
    for line in lines {
        assert!(
            line == ".ci/run" || ci.contains(&line) || documented.contains(&line),
            "neither .ci/run, README.md nor docs/testing.md has {line:?}"
        );
    }
    let text = read("CONTRIBUTING.md");
    assert!(text.contains(&format!("Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"))));
}

#[test]
fn the_changelog_has_the_version_of_now_and_known_kinds_only() {
    const KINDS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
    let text = read("CHANGELOG.md");
    let first = text.lines().find_map(|line| line.strip_prefix("## ")).unwrap();
    let version = first.split([',', ' ']).next();
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")));
    for kind in text.lines().filter_map(|line| line.strip_prefix("### ")) {
        assert!(KINDS.contains(&kind), "{kind}");
    }
    for below in text.split("\n## ").skip(1) {
        let body = below.split_once('\n').unwrap().1.trim_start();
        assert!(body.starts_with("### "), "an entry without a kind: {:?}", body.lines().next());
    }
}

#[test]
fn the_security_policy_names_tests_that_exist_and_no_mail_address() {
    let text = read("SECURITY.md");
    assert!(!text.contains('@'), "an address that nobody may read");
    let tests = section(&text, "## What is checked");
    let places: Vec<&str> = spans(tests).into_iter().filter(|span| span.ends_with(".rs")).collect();
    assert!(places.len() >= 4, "{places:?}");
    for place in places {
        assert!(is_there(place), "{place}");
    }
}
