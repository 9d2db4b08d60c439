//! Units, image, chart and kustomize folder against the program; one set of paths in them and the documents.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Parser;
use qoo10_bridge::cli::Cli;

use crate::docs::files;

fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Everything below `deploy` with one of these endings.
fn deployed(endings: &[&str]) -> Vec<PathBuf> {
    endings.iter().flat_map(|ending| files("deploy", ending)).collect()
}

/// The arguments of the program, as units and manifests have them.
fn command_lines() -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for unit in deployed(&["service"]) {
        let text = read(&unit);
        for line in text.lines().filter_map(|line| line.strip_prefix("ExecStart=qoo10-bridge ")) {
            lines.push(line.replace("%i", "shop").split(' ').map(str::to_owned).collect());
        }
    }
    for manifest in deployed(&["yaml"]) {
        let text = read(&manifest);
        let typed = text.lines().filter_map(|line| line.trim().strip_prefix("args: ["));
        let made = text.split("\"args\" (list ").skip(1).filter_map(|rest| rest.split("))").next());
        for line in typed.chain(made).filter(|line| line.contains("--quiet")) {
            let apart = line.replace("partial,busy", "partial;busy");
            let words = apart.split([',', ' ', ']', ')']).map(|word| word.trim_matches('"'));
            let words = words
                .filter(|word| !word.is_empty())
                .map(|word| word.replace("partial;busy", "partial,busy"));
            lines.push(
                words.map(|word| if word.starts_with('$') { "90d".to_owned() } else { word }).collect(),
            );
        }
    }
    lines
}

#[test]
fn what_units_and_manifests_run_can_be_parsed() {
    let lines = command_lines();
    let commands: BTreeSet<&str> = lines.iter().flatten().map(String::as_str).collect();
    for wanted in ["cycle", "fleet", "backup", "listings", "purge", "status"] {
        assert!(commands.contains(wanted), "{wanted} is run by nothing: {lines:?}");
    }
    assert!(lines.len() >= 10, "{lines:?}");
    for line in &lines {
        let parsed = Cli::try_parse_from(["qoo10-bridge".to_owned()].iter().chain(line));
        assert!(parsed.is_ok(), "{line:?}: {parsed:?}");
    }
}

/// What stands behind each mention of a folder: the file's name, up to what cannot be part of one.
fn names_in(text: &str, folder: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "%_.-".contains(c);
    let ends = text.split(folder).skip(1).filter_map(|rest| rest.strip_prefix('/'));
    let names = ends.map(|rest| rest.split(|c| !is_name(c)).next().unwrap().trim_end_matches('.').to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn one_set_of_paths_everywhere() {
    let mut paths = deployed(&["service", "timer", "yaml", "tpl", "toml"]);
    paths.extend(files("docs", "md"));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    paths.extend(["README.md", "Containerfile", "tests/cron-for-real.sh"].map(|name| root.join(name)));
    for path in paths {
        let text = read(&path);
        let places = [
            ("/etc/qoo10-bridge", &["SHOP.toml", "%i.toml", "shop.toml"][..]),
            ("/var/lib/qoo10-bridge", &["SHOP.db", "shop.db", "%i-backup.db", "shop-backup.db"][..]),
        ];
        for (folder, known) in places {
            for name in names_in(&text, folder) {
                assert!(known.contains(&name.as_str()), "{}: {folder}/{name}", path.display());
            }
        }
    }
}

#[test]
fn chart_and_kustomize_name_the_version_of_the_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let version = env!("CARGO_PKG_VERSION");
    for (file, line) in [
        ("helm/qoo10-bridge/Chart.yaml", format!("appVersion: \"{version}\"")),
        ("helm/qoo10-bridge/Chart.yaml", format!("version: {version}")),
        ("kustomize/base/kustomization.yaml", format!("    newTag: {version}")),
    ] {
        assert!(read(&root.join(file)).lines().any(|one| one == line), "{file} has no line {line:?}");
    }
}
