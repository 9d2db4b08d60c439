//! The seller key in an answer that repeats it: blanked before anything of the answer is kept or shown,
//! however the answer writes it.

use super::error::KEY_PLACEHOLDER;

/// Words shorter than any key are left alone.
const MIN_KEY_LENGTH: usize = 12;

/// An answer without the seller key. Each letter may be written plainly, behind a backslash, as `\u002b`, as
/// `%2B` or as `&#43;`: what decodes to the key is the key.
pub(super) fn redact_key(key: &str, body: Vec<u8>) -> Vec<u8> {
    // A short word would blank parts of names and numbers.
    if key.len() < MIN_KEY_LENGTH || !key.is_ascii() {
        return body;
    }
    let key = key.as_bytes();
    // An answer may have 256 MiB: bytes that begin no form of the key are passed at once.
    let mut may_begin = [false; 256];
    for first in [key[0], b'\\', b'%', b'&'] {
        may_begin[usize::from(first)] = true;
    }
    let mut clean: Option<Vec<u8>> = None;
    let (mut kept, mut at) = (0, 0);
    while at < body.len() {
        if !may_begin[usize::from(body[at])] {
            at += 1;
            continue;
        }
        match find_key_end(key, &body, at) {
            None => at += 1,
            Some(end) => {
                let out = clean.get_or_insert_default();
                out.extend_from_slice(&body[kept..at]);
                out.extend_from_slice(KEY_PLACEHOLDER.as_bytes());
                (kept, at) = (end, end);
            }
        }
    }
    match clean {
        None => body,
        Some(mut out) => {
            out.extend_from_slice(&body[kept..]);
            out
        }
    }
}

/// Where the key ends that begins at `at`.
fn find_key_end(key: &[u8], body: &[u8], mut at: usize) -> Option<usize> {
    for letter in key {
        at += match_character(*letter, body.get(at..)?)?;
    }
    Some(at)
}

/// How many bytes at the beginning stand for this letter.
fn match_character(letter: u8, text: &[u8]) -> Option<usize> {
    match text.first()? {
        first if *first == letter => Some(1),
        b'\\' => {
            // A text within a text doubles them.
            let slashes = text.iter().take_while(|b| **b == b'\\').count();
            let rest = &text[slashes..];
            if rest.first() == Some(&letter) && !letter.is_ascii_alphanumeric() {
                return Some(slashes + 1);
            }
            let digits = rest.strip_prefix(b"u")?.get(..4)?;
            (parse_hex(digits)? == u32::from(letter)).then_some(slashes + 5)
        }
        b'%' => {
            // Encoded once more, the sign itself is `%25`.
            let more = text[1..].chunks(2).take_while(|pair| *pair == b"25").count() * 2;
            let digits = text.get(1 + more..3 + more)?;
            (parse_hex(digits)? == u32::from(letter)).then_some(3 + more)
        }
        b'&' => {
            let name = &text[1..text.iter().take(12).position(|b| *b == b';')?];
            let code = match name {
                b"amp" => u32::from(b'&'),
                b"plus" => u32::from(b'+'),
                b"sol" => u32::from(b'/'),
                b"equals" => u32::from(b'='),
                b"lowbar" => u32::from(b'_'),
                [b'#', b'x' | b'X', digits @ ..] => parse_hex(digits)?,
                [b'#', digits @ ..] => std::str::from_utf8(digits).ok()?.parse().ok()?,
                _ => return None,
            };
            (code == u32::from(letter)).then_some(name.len() + 2)
        }
        _ => None,
    }
}

fn parse_hex(digits: &[u8]) -> Option<u32> {
    let digit = |code: Option<u32>, b: &u8| Some(code? * 16 + char::from(*b).to_digit(16)?);
    (1..=7).contains(&digits.len()).then(|| digits.iter().fold(Some(0), digit))?
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "S5bTESTkey+O/9Zq_g_1_=";

    fn written(each: impl Fn(char) -> String) -> String {
        KEY.chars().map(each).collect()
    }

    #[test]
    fn the_key_is_blanked_however_its_letters_are_written() {
        let odd = |c: char| !c.is_ascii_alphanumeric();
        for form in [
            KEY.to_owned(),
            KEY.replace('/', "\\/"),
            KEY.replace('+', "\\u002B").replace('/', "\\u002f"),
            KEY.replace('+', "\\\\u002B"),
            written(|c| format!("\\u{:04x}", c as u32)),
            written(|c| format!("%{:02X}", c as u32)),
            written(|c| if odd(c) { format!("%25{:02x}", c as u32) } else { c.into() }),
            written(|c| if odd(c) { format!("&#{};", c as u32) } else { c.into() }),
            written(|c| format!("&#x{:X};", c as u32)),
            KEY.replace('+', "&plus;").replace('=', "&equals;"),
        ] {
            let body = format!("{{\"ResultMsg\":\"no {form}, 見本 {form}\"}}").into_bytes();
            let clean = String::from_utf8(redact_key(KEY, body)).unwrap();
            let wanted = format!("{{\"ResultMsg\":\"no {KEY_PLACEHOLDER}, 見本 {KEY_PLACEHOLDER}\"}}");
            assert_eq!(clean, wanted, "{form}");
        }
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for text in
            ["S5bTESTkey\\", "S5bTESTkey&#43", "S5bTESTkey+O/9Zq_g_1_", "\\u00", "%2", "&#x;&;", "\u{ff}\\"]
        {
            assert_eq!(redact_key(KEY, text.as_bytes().to_vec()), text.as_bytes());
        }
        assert_eq!(redact_key("short", b"short".to_vec()), b"short");
        assert_eq!(redact_key(KEY, vec![0xff, b'\\', 0xfe]), [0xff, b'\\', 0xfe]);
    }
}
