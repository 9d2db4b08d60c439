//! Why something failed, in the words of the system or of a library.

use std::error::Error;
use std::fmt;

/// An error and what caused it, kept as text: io, SQLite and HTTP errors can be neither compared nor cloned,
/// and ours are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause(Box<CauseLink>);

/// Boxed by [`Cause`]: every `Result` that may fail so would grow by it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CauseLink {
    text: String,
    source: Option<Cause>,
}

impl Cause {
    pub fn from_error(error: &(dyn Error + 'static)) -> Self {
        let text = error.to_string();
        // Wrappers often repeat what they wrap.
        let source = error.source().map(Self::from_error).filter(|source| source.0.text != text);
        Self(Box::new(CauseLink { text, source }))
    }

    /// The same with one text in place of another, all along the chain: a secret, say.
    #[must_use]
    pub fn replaced(self, from: &str, to: &str) -> Self {
        let CauseLink { text, source } = *self.0;
        let source = source.map(|source| source.replaced(from, to));
        Self(Box::new(CauseLink { text: text.replace(from, to), source }))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_ref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("outer, key SECRET")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn the_whole_chain_is_kept_and_a_secret_is_replaced_all_along_it() {
        let inner = std::io::Error::other("inner, SECRET");
        let cause = Cause::from_error(&Outer(inner)).replaced("SECRET", "…");
        let chain: Vec<String> = anyhow::Error::new(cause).chain().map(ToString::to_string).collect();
        assert_eq!(chain, ["outer, key …", "inner, …"]);
    }
}
