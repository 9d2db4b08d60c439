//! Which file names which: no file names what the `mod.rs` above it defines, and no two files of a folder
//! name
//! each other, over however many others.

use std::collections::{BTreeMap, BTreeSet};

use super::nothing;
use super::source::{Source, sources};

/// A module by its place in the crate: `["steps", "import"]`.
type Path = Vec<String>;

/// The modules of the crate that are files, with what each defines and what it takes in from others.
struct Modules {
    all: BTreeMap<Path, Module>,
}

#[derive(Default)]
struct Module {
    defined: BTreeSet<String>,
    /// By the name that it has here.
    taken_in: BTreeMap<String, Path>,
    /// Of which modules it takes in everything.
    taken_in_whole: Vec<Path>,
}

/// One file names another, or what it defines.
struct Arrow {
    from: Path,
    to: Path,
    item: Option<String>,
    at: String,
}

fn words(path: &[&str]) -> Path {
    path.iter().map(|word| (*word).to_owned()).collect()
}

impl Modules {
    fn read() -> Self {
        let mut modules = Self { all: BTreeMap::new() };
        for source in sources() {
            modules.all.insert(source.path(), Module::default());
        }
        for source in sources() {
            let (mut taken_in, mut taken_in_whole) = (BTreeMap::new(), Vec::new());
            for (path, name) in source.imports() {
                if let Some(path) = modules.to_absolute(&source.path(), &path) {
                    if name == "*" {
                        taken_in_whole.push(path[..path.len() - 1].to_vec());
                    } else {
                        taken_in.insert(name, path);
                    }
                }
            }
            let defined = source.items().into_iter().filter(|item| item.is_at_top).map(|item| item.name);
            let module = Module { defined: defined.collect(), taken_in, taken_in_whole };
            modules.all.insert(source.path(), module);
        }
        modules
    }

    /// A path as it is written in a module, from the root of the crate; none if it leads into another crate.
    fn to_absolute(&self, module: &[String], path: &[String]) -> Option<Path> {
        let (mut base, mut rest) = (module.to_vec(), path);
        match path[0].as_str() {
            "crate" => (base, rest) = (Path::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                let below: Path = base.iter().cloned().chain([child.to_owned()]).collect();
                self.all.contains_key(&below).then_some(())?;
            }
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    /// The file where a path from the root leads, through re-exports, and what it names there.
    fn resolve(&self, path: &[String]) -> (Path, Option<String>) {
        let (mut module, mut rest) = (Path::new(), path.to_vec());
        for _ in 0..40 {
            let Some(word) = rest.first().cloned() else { return (module, None) };
            let below: Path = module.iter().cloned().chain([word.clone()]).collect();
            let here = &self.all[&module];
            if self.all.contains_key(&below) {
                module = below;
                rest.remove(0);
            } else if let Some(target) = here.taken_in.get(&word).filter(|_| !here.defined.contains(&word)) {
                rest = target.iter().cloned().chain(rest.into_iter().skip(1)).collect();
                module = Path::new();
            } else if let Some(target) = here.taken_in_whole.iter().find(|of| self.defines(of, &word)) {
                module.clone_from(target);
            } else {
                return (module, Some(word));
            }
        }
        panic!("{path:?} leads nowhere");
    }

    fn defines(&self, module: &[String], word: &str) -> bool {
        self.all.get(module).is_some_and(|module| module.defined.contains(word))
    }

    /// Every arrow between two files, but for those of unit tests.
    fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        for source in sources().iter().filter(|source| source.name != "lib.rs") {
            let from = source.path();
            for (at, path) in ["crate", "super", "self"].iter().flat_map(|first| source.named_from(first)) {
                let inner = source.tokens[at].depth;
                let climbs = path.iter().take_while(|word| *word == "super").count();
                if source.tokens[at].in_test || (inner > 0 && (climbs <= inner && path[0] != "crate")) {
                    continue;
                }
                let path = if path[0] == "super" { path[inner..].to_vec() } else { path };
                let Some(path) = self.to_absolute(&from, &path) else { continue };
                let (to, item) = self.resolve(&path);
                if to != from {
                    arrows.push(Arrow { from: from.clone(), to, item, at: source.at(at) });
                }
            }
        }
        arrows
    }
}

impl Source {
    fn path(&self) -> Path {
        match self.name.trim_end_matches(".rs") {
            "lib" => Path::new(),
            name => words(&name.trim_end_matches("/mod").split('/').collect::<Vec<_>>()),
        }
    }

    /// As `paths`, with the first word.
    fn named_from(&self, first: &str) -> Vec<(usize, Path)> {
        let whole = |(at, path): (usize, Path)| (at, [vec![first.to_owned()], path].concat());
        self.paths(first).into_iter().map(whole).collect()
    }
}

#[test]
fn no_file_names_what_the_module_above_it_defines() {
    let broken = Modules::read().arrows().into_iter().filter(|arrow| arrow.from.starts_with(&arrow.to));
    let line = |arrow: Arrow| Some(format!("{}: {}::{}", arrow.at, arrow.to.join("::"), arrow.item?));
    nothing(&broken.filter_map(line).collect::<Vec<_>>());
}

#[test]
fn no_files_of_a_folder_name_each_other_in_a_circle() {
    // By folder: which of its files and folders name which, and where first.
    let mut folders: BTreeMap<Path, BTreeMap<(String, String), String>> = BTreeMap::new();
    for arrow in Modules::read().arrows() {
        let common = arrow.from.iter().zip(&arrow.to).take_while(|(one, other)| one == other).count();
        let unit = |path: &Path| path.get(common).cloned();
        if let (Some(from), Some(to)) = (unit(&arrow.from), unit(&arrow.to)) {
            let folder = folders.entry(arrow.from[..common].to_vec()).or_default();
            folder.entry((from, to)).or_insert(arrow.at);
        }
    }
    let mut broken = Vec::new();
    for arrows in folders.values() {
        let circles = arrows.iter().filter(|((from, to), _)| reach(arrows, to).contains(from));
        broken.extend(
            circles.map(|((from, to), at)| format!("{at}: {from} names {to}, and {to} leads back to {from}")),
        );
    }
    nothing(&broken);
}

/// All that is named from here, directly or by way of others.
fn reach(arrows: &BTreeMap<(String, String), String>, start: &str) -> BTreeSet<String> {
    let (mut found, mut open) = (BTreeSet::new(), vec![start.to_owned()]);
    while let Some(from) = open.pop() {
        for (_, to) in arrows.keys().filter(|(one, _)| *one == from) {
            if found.insert(to.clone()) {
                open.push(to.clone());
            }
        }
    }
    found
}
