//! The sources as words and signs, with what they define and what they name.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::root;
use crate::docs::files;

/// A word, sign or text of a source, without comments.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
    /// How many `mod … {` it stands in.
    pub(super) depth: usize,
    pub(super) in_test: bool,
}

pub(super) struct Source {
    /// Below `src/`, with `/`.
    pub(super) name: String,
    pub(super) tokens: Vec<Token>,
}

pub(super) fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(read_sources)
}

fn read_sources() -> Vec<Source> {
    let source = |path: PathBuf| {
        let name = path.strip_prefix(root().join("src")).unwrap().to_str().unwrap().to_owned();
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        Source { name, tokens: mark(split(&std::fs::read_to_string(&path).unwrap()), is_test) }
    };
    files("src", "rs").into_iter().map(source).collect()
}

impl Source {
    /// The module of the crate that it belongs to.
    pub(super) fn module(&self) -> &str {
        self.name.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// How deep in the crate its own module lies, at least.
    pub(super) fn depth(&self) -> usize {
        match self.name.trim_end_matches(".rs") {
            "lib" | "main" => 0,
            name => name.trim_end_matches("/mod").split('/').count(),
        }
    }

    pub(super) fn at(&self, token: usize) -> String {
        format!("src/{}:{}", self.name, self.tokens[token].line)
    }

    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text == text)
    }

    /// Whether a path begins here, and goes on.
    pub(super) fn is_root(&self, at: usize) -> bool {
        self.is(at + 1, "::") && (at == 0 || !self.is(at - 1, "::"))
    }

    /// Every path that begins with this word, spelled out where it branches, with the place of the word.
    pub(super) fn paths(&self, first: &str) -> Vec<(usize, Vec<String>)> {
        let starts = (0..self.tokens.len()).filter(|at| self.is(*at, first) && self.is_root(*at));
        starts.flat_map(|at| self.branches(at + 2).0.into_iter().map(move |path| (at, path))).collect()
    }

    /// The paths that begin at a token, and where what follows begins.
    fn branches(&self, at: usize) -> (Vec<Vec<String>>, usize) {
        if !self.is(at, "{") {
            let Some(word) = self.tokens.get(at) else { return (vec![], at) };
            if !self.is(at + 1, "::") {
                return (vec![vec![word.text.clone()]], at + 1);
            }
            let (mut paths, end) = self.branches(at + 2);
            paths.iter_mut().for_each(|path| path.insert(0, word.text.clone()));
            return (paths, end);
        }
        let (mut all, mut at) = (Vec::new(), at + 1);
        while at < self.tokens.len() && !self.is(at, "}") {
            let (paths, end) = self.branches(at);
            all.extend(paths);
            at = end;
            while at < self.tokens.len() && !self.is(at, ",") && !self.is(at, "}") {
                at += 1;
            }
            at += usize::from(self.is(at, ","));
        }
        (all, at + 1)
    }
}

/// The words and signs of a source, of which `::` is one, and its texts behind their opening quote.
pub(super) fn split(text: &str) -> Vec<(String, usize)> {
    let letters: Vec<char> = text.chars().collect();
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while at < letters.len() {
        let rest = &letters[at..];
        let starts =
            |with: &str| with.chars().zip(rest).filter(|(w, c)| w == *c).count() == with.chars().count();
        let raw = rest.iter().skip_while(|c| **c == 'b').skip(1).take_while(|c| **c == '#').count();
        let raw_start = if rest[0] == 'b' { 2 } else { 1 } + raw;
        let is_raw = (rest[0] == 'r' || starts("br")) && rest.get(raw_start) == Some(&'"');
        let length = if starts("//") {
            rest.iter().take_while(|c| **c != '\n').count()
        } else if starts("/*") {
            2 + rest.windows(2).skip(2).take_while(|two| *two != ['*', '/']).count() + 2
        } else if is_raw {
            let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', raw)).collect();
            let body = &rest[raw_start + 1..];
            let length = body.windows(end.len()).take_while(|some| *some != end.as_slice()).count();
            tokens.push((std::iter::once(&'"').chain(&body[..length.min(body.len())]).collect(), line));
            raw_start + 1 + length + end.len()
        } else if rest[0] == '"' {
            let length = text_length(rest, '"');
            tokens.push((rest[..length.min(rest.len()) - 1].iter().collect(), line));
            length
        } else if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
            text_length(rest, '\'')
        } else if is_word(rest[0]) {
            let length = rest.iter().take_while(|c| is_word(**c)).count();
            tokens.push((rest[..length].iter().collect(), line));
            length
        } else {
            let length = if starts("::") { 2 } else { 1 };
            if !rest[0].is_whitespace() {
                tokens.push((rest[..length].iter().collect(), line));
            }
            length
        };
        let length = length.min(rest.len());
        line += rest[..length].iter().filter(|c| **c == '\n').count();
        at += length;
    }
    tokens
}

/// The length of a text or letter with its quotes.
fn text_length(rest: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Notes for each token in which inline modules it stands.
fn mark(tokens: Vec<(String, usize)>, is_test: bool) -> Vec<Token> {
    let mut braces: Vec<Option<String>> = Vec::new();
    let mut marked: Vec<Token> = Vec::new();
    for (text, line) in tokens {
        let last = |back: usize| marked.len().checked_sub(back).map(|at| marked[at].text.clone());
        if text == "{" {
            braces.push(last(1).filter(|_| last(2).as_deref() == Some("mod")));
        } else if text == "}" {
            braces.pop();
        }
        let modules: Vec<&String> = braces.iter().flatten().collect();
        let in_test = is_test || modules.iter().any(|name| *name == "tests");
        marked.push(Token { text, line, depth: modules.len(), in_test });
    }
    marked
}

/// What a source defines.
pub(super) struct Item {
    /// `fn`, `struct`, `enum`, `trait`, `type`, `const`, `static` or `macro_rules`.
    pub(super) kind: String,
    pub(super) name: String,
    /// Its name's token.
    pub(super) at: usize,
    /// Whether it stands in no braces at all.
    pub(super) is_at_top: bool,
    /// Whether it stands in braces of modules only: no method, no type of a trait.
    pub(super) is_free: bool,
}

/// A function, by the tokens of its name and of the end of its body.
pub(super) struct Function {
    pub(super) item: Item,
    pub(super) parameters: usize,
    /// From `fn` to the last brace; 1 without a body.
    pub(super) lines: usize,
}

impl Source {
    pub(super) fn items(&self) -> Vec<Item> {
        const KINDS: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "macro_rules"];
        let (mut items, mut braces) = (Vec::new(), 0_usize);
        for at in 0..self.tokens.len() {
            let token = &self.tokens[at];
            braces = if token.text == "{" { braces + 1 } else { braces - usize::from(token.text == "}") };
            let kind = token.text.as_str();
            let name_at = if kind == "macro_rules" { at + 2 } else { at + 1 };
            let Some(name) = self.tokens.get(name_at).filter(|_| KINDS.contains(&kind)) else { continue };
            let is_name = name.text.starts_with(|c: char| c.is_alphabetic() || c == '_');
            let is_lifetime = at > 0 && self.is(at - 1, "'");
            let is_value = !["const", "static"].contains(&kind) || self.is(name_at + 1, ":");
            if is_name && !is_lifetime && is_value {
                items.push(Item {
                    kind: kind.to_owned(),
                    name: name.text.clone(),
                    at: name_at,
                    is_at_top: braces == 0,
                    is_free: braces == token.depth,
                });
            }
        }
        items
    }

    pub(super) fn functions(&self) -> Vec<Function> {
        self.items().into_iter().filter(|item| item.kind == "fn").map(|item| self.function(item)).collect()
    }

    fn function(&self, item: Item) -> Function {
        let open = if self.is(item.at + 1, "<") { self.end_of(item.at + 1) } else { item.at + 1 };
        let close = self.end_of(open);
        let mut end = close;
        while end < self.tokens.len() && !self.is(end, "{") && !self.is(end, ";") {
            end = if self.is(end, "[") { self.end_of(end) } else { end + 1 };
        }
        let last = if self.is(end, "{") { self.end_of(end) - 1 } else { item.at };
        let lines = self.tokens[last].line - self.tokens[item.at].line + 1;
        Function { parameters: self.count_parts(open, close), lines, item }
    }

    /// The token behind the bracket that closes this one.
    fn end_of(&self, open: usize) -> usize {
        let (mut depth, mut at) = (0_usize, open);
        let is_angle = self.is(open, "<");
        while let Some(token) = self.tokens.get(at) {
            let is_arrow = at > 0 && self.is(at - 1, "-");
            match token.text.as_str() {
                "(" | "[" | "{" => depth += 1,
                "<" if is_angle => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                ">" if is_angle && !is_arrow => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    /// How many parts commas make of what stands between two brackets.
    fn count_parts(&self, open: usize, close: usize) -> usize {
        let (mut depth, mut parts, mut is_empty) = (0_usize, 0, true);
        for at in open + 1..close - 1 {
            let is_arrow = self.is(at - 1, "-");
            match self.tokens[at].text.as_str() {
                "(" | "[" | "{" | "<" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                ">" if !is_arrow => depth -= 1,
                "," if depth == 0 => {
                    parts += usize::from(!is_empty);
                    is_empty = true;
                    continue;
                }
                _ => {}
            }
            is_empty = false;
        }
        parts + usize::from(!is_empty)
    }

    /// What the `use` lines outside of every brace take in: the path, and the name that it has then.
    pub(super) fn imports(&self) -> Vec<(Vec<String>, String)> {
        let (mut found, mut braces) = (Vec::new(), 0_usize);
        for at in 0..self.tokens.len() {
            if braces == 0 && self.is(at, "use") && !self.is(at + 1, "<") {
                self.import(at + 1, &[], &mut found);
            }
            braces = if self.is(at, "{") { braces + 1 } else { braces - usize::from(self.is(at, "}")) };
        }
        found
    }

    /// Reads one path of a `use` line, and returns where what follows begins.
    fn import(&self, at: usize, before: &[String], found: &mut Vec<(Vec<String>, String)>) -> usize {
        if self.is(at, "{") {
            let mut at = at + 1;
            while at < self.tokens.len() && !self.is(at, "}") {
                at = self.import(at, before, found);
                at += usize::from(self.is(at, ","));
            }
            return at + 1;
        }
        let word = self.tokens[at].text.clone();
        let is_itself = word == "self" && !before.is_empty();
        let path: Vec<String> = before.iter().cloned().chain((!is_itself).then_some(word)).collect();
        if self.is(at + 1, "::") {
            return self.import(at + 2, &path, found);
        }
        let is_renamed = self.is(at + 1, "as");
        let name = if is_renamed { self.tokens[at + 2].text.clone() } else { path[path.len() - 1].clone() };
        found.push((path, name));
        if is_renamed { at + 3 } else { at + 1 }
    }
}
