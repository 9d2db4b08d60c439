//! Which news a webhook is told: what was not told before, each thing once while it lasts.

use std::collections::BTreeSet;

/// Something that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// The step that found it, or `shop` where every step finds it.
    pub scope: String,
    /// Order code, outcome and reason, with blanks between.
    pub words: String,
}

/// What to do about the things of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct News {
    /// To be told.
    pub new: Vec<Thing>,
    /// Over: should it come again, it is news.
    pub over: Vec<Thing>,
}

/// Compares what a run found with what was told. What a run does not mention may last, unless it `could_see` it.
pub fn news(told: &BTreeSet<Thing>, found: &BTreeSet<Thing>, could_see: impl Fn(&Thing) -> bool) -> News {
    let over = told.difference(found).filter(|thing| could_see(thing));
    News { new: found.difference(told).cloned().collect(), over: over.cloned().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<Thing> {
        words.iter().map(|words| Thing { scope: "import".into(), words: (*words).into() }).collect()
    }

    #[test]
    fn each_thing_is_news_once_while_it_lasts() {
        let list = |words: &[&str]| set(words).into_iter().collect::<Vec<_>>();
        let only_b = |thing: &Thing| thing.words == "b";
        let wanted = News { new: list(&[]), over: list(&["b"]) };
        assert_eq!(news(&set(&["a", "b"]), &set(&[]), only_b), wanted);
        for (told, found, saw_everything, new, over) in [
            (&[][..], &["a"][..], true, &["a"][..], &[][..]),
            (&["a"], &["a"], true, &[], &[]),
            (&["a"], &["a", "b"], true, &["b"], &[]),
            (&["a", "b"], &["b"], true, &[], &["a"]),
            (&["a", "b"], &["c"], false, &["c"], &[]),
            (&["a"], &[], false, &[], &[]),
        ] {
            let wanted = News { new: list(new), over: list(over) };
            assert_eq!(news(&set(told), &set(found), |_| saw_everything), wanted, "{told:?} {found:?}");
        }
    }
}
