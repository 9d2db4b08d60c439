//! Words of a command line that people copy.

use std::path::Path;

/// A path as one word for a shell: as it is where it is plain, else in single quotes.
pub fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | ':' | '@' | ',');
    let text = if text.starts_with('-') { format!("./{text}") } else { text };
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text,
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_one_word() {
        for (path, word) in [
            ("/srv/qoo10/shop.db", "/srv/qoo10/shop.db"),
            ("店舗.db", "店舗.db"),
            ("my shop", "'my shop'"),
            ("it's", "'it'\\''s'"),
            ("$(rm x)", "'$(rm x)'"),
            ("~/shop", "'~/shop'"),
            ("-rf", "./-rf"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), word);
        }
    }
}
