//! Phone numbers as Qoo10 writes them.

/// A phone number without Qoo10's country prefix: `+81-90-…` becomes `090-…`.
pub fn normalize_phone(text: &str) -> String {
    let Some(national) = text.strip_prefix("+81") else { return text.to_owned() };
    let national = national.trim_start_matches(['-', ' ']);
    if national.starts_with('0') || national.is_empty() {
        national.to_owned()
    } else {
        format!("0{national}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_lose_the_country_prefix() {
        for (given, wanted) in [
            ("+81-90-0000-0000", "090-0000-0000"),
            ("+8190-0000-0000", "090-0000-0000"),
            ("+81 3-0000-0000", "03-0000-0000"),
            ("+81-090-0000-0000", "090-0000-0000"),
            ("03-0000-0000", "03-0000-0000"),
            ("+82-2-000-0000", "+82-2-000-0000"),
            ("+81-", ""),
        ] {
            assert_eq!(normalize_phone(given), wanted, "{given}");
        }
    }
}
