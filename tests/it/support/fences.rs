//! The fenced blocks of a document.

/// One of them, by the numbers of its lines from 0.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The first word behind the fence: `console`, `json`, `toml`.
    pub kind: String,
    /// What else stands there.
    pub rest: String,
    /// Blanks before the fence, as in a list.
    pub indent: usize,
    /// The first line between the fences, and the line of the closing one.
    pub lines: std::ops::Range<usize>,
}

/// All of them, in order; one that is never closed fails the test.
pub fn fences(text: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut open: Option<Fence> = None;
    for (at, line) in text.lines().enumerate() {
        let Some(info) = line.trim_start().strip_prefix("```") else { continue };
        match open.take() {
            Some(fence) => {
                assert!(info.is_empty(), "line {}: a fence within a fence", at + 1);
                found.push(Fence { lines: fence.lines.start..at, ..fence });
            }
            None => {
                let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
                let indent = line.len() - line.trim_start().len();
                let lines = at + 1..at + 1;
                open = Some(Fence { kind: kind.to_owned(), rest: rest.to_owned(), indent, lines });
            }
        }
    }
    assert!(open.is_none(), "never closed: {open:?}");
    found
}
