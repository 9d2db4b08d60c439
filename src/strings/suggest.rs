//! Names that were probably meant.

use strsim::levenshtein;

/// The nearest of the known names, when it is near enough to have been meant; case does not matter.
pub fn suggest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_ascii_lowercase();
    let all = known.into_iter().map(|known| (levenshtein(&name, &known.to_ascii_lowercase()), known));
    all.min().filter(|(far, _)| *far <= 1 + name.chars().count() / 4).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_name_is_not() {
        let known = ["TS-001-W-M", "TOWEL-01", "CUP-01"];
        for (name, wanted) in [
            ("ts-001-w-m", Some("TS-001-W-M")),
            ("TS-01-W-M", Some("TS-001-W-M")),
            ("TOWEL-O1", Some("TOWEL-01")),
            ("CUP01", Some("CUP-01")),
            ("MUG-77", None),
            ("", None),
        ] {
            assert_eq!(suggest(name, known), wanted, "{name}");
        }
        assert_eq!(suggest("a", []), None);
    }
}
