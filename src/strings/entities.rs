//! Texts that come HTML-escaped: the one place that makes of them what people read.

use std::borrow::Cow;

/// `Women's` of `Women&#39;s`. A text with an ampersand of its own was never escaped, and stays as it is.
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    // Nearly all texts have none, and cost one look.
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_is_read_as_it_was_typed_and_nothing_else_changes() {
        for (given, wanted) in [
            ("Women&#39;s", "Women's"),
            ("Women&#x27;s", "Women's"),
            ("A &amp; B &lt;L&gt; &quot;x&quot; &apos;y&apos;", "A & B <L> \"x\" 'y'"),
            ("caf&eacute;&nbsp;&yen;100", "café\u{a0}¥100"),
            ("&#12354;&#x3042;", "ああ"),
            ("色:R&amp;B / サイズ:M", "色:R&B / サイズ:M"),
            // Once, not twice.
            ("&amp;#39;", "&#39;"),
            // Ampersands of people: nothing of such a text was escaped.
            ("R&B", "R&B"),
            ("A & B", "A & B"),
            ("A & B &#39;x&#39;", "A & B &#39;x&#39;"),
            ("&nonsense;", "&nonsense;"),
            ("&#0;", "&#0;"),
            ("&#xD800;", "&#xD800;"),
            ("&;", "&;"),
            ("白", "白"),
            ("", ""),
        ] {
            assert_eq!(decode_entities(given), wanted, "{given}");
        }
    }
}
