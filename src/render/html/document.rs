//! What every page has around it.

use maud::{Markup, PreEscaped, html};

use crate::vocabulary::Lang;

/// How every page begins.
pub const START: &str = "<!DOCTYPE html>";
/// Nothing may be loaded or run, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page with its own style, which is ours and never from outside.
pub(super) fn render_document(title: &str, style: &str, body: &Markup, lang: Lang) -> String {
    let markup = html! {
        (PreEscaped(START))
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
        }
    };
    markup.into_string()
}
