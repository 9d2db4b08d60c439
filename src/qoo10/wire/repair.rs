//! Answers that are no proper JSON, made proper (IMP-17): whatever is wrong within one row of a list costs at
//! most that row. Only what strict reading refused comes here, so that proper answers cost nothing.
//!
//! Raw control characters and bad escapes are taken as they are, half of a surrogate pair becomes U+FFFD, a
//! quote within a text is part of it where only one reading is left. A row that stays unreadable becomes a
//! JSON text that holds its bytes: no reader takes that for a row (`rows::raw`).

use serde_json::value::RawValue;

/// A proper text.
#[derive(Debug, PartialEq, Eq)]
pub struct MendedJson {
    /// Strict JSON.
    pub text: String,
    /// Where bytes that were no UTF-8 stand in it, ascending.
    pub damaged: Vec<usize>,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MendError {
    /// How far it could be read, in bytes.
    pub at: usize,
    /// Whether the text ends there; otherwise its rows cannot be told apart.
    pub ends: bool,
}

/// Deeper than any answer is nested.
const MAX_DEPTH: u8 = 6;
/// A row without end is no row.
const MAX_ROW_BYTES: usize = 4 << 20;
/// So many brackets and blanks may follow the end of a list.
const MAX_CLOSING_BYTES: usize = 64;
/// What a key of Qoo10's may be long.
const MAX_KEY_BYTES: usize = 64;

/// Makes an answer proper. `damaged`: where replaced bytes stand in it, ascending.
///
/// # Errors
/// When its rows cannot be told apart, or it ends inside one.
pub fn mend(text: &str, damaged: &[usize]) -> Result<MendedJson, MendError> {
    let out = String::with_capacity(text.len() + 256);
    let most = text.len() + text.len() / 4 + (8 << 20);
    let work = text.len().saturating_mul(8) + (1 << 20);
    let mut mender = Mender { text, at: 0, out, damaged, seen: 0, found: Vec::new(), max_bytes: most, work };
    mender.skip_spaces();
    mender.copy_object(0)?;
    mender.skip_spaces();
    match mender.at == text.len() {
        true => Ok(MendedJson { text: mender.out, damaged: mender.found }),
        false => Err(mender.current_error()),
    }
}

/// Whether a text of JSON holds half of a surrogate pair.
pub fn has_lone_surrogate(json: &str) -> bool {
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        match find_surrogate(bytes, at) {
            Some(Surrogate::Pair) => at += 12,
            Some(Surrogate::Lone) => return true,
            // The next letter may be any; half of one is none.
            None => at += 2,
        }
        while !json.is_char_boundary(at.min(json.len())) {
            at += 1;
        }
    }
    false
}

enum Surrogate {
    Pair,
    Lone,
}

/// The code of the escape `\uXXXX` that begins at `at`.
fn parse_escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
}

fn find_surrogate(bytes: &[u8], at: usize) -> Option<Surrogate> {
    match parse_escape(bytes, at)? {
        0xD800..=0xDBFF => Some(match parse_escape(bytes, at + 6) {
            Some(0xDC00..=0xDFFF) => Surrogate::Pair,
            _ => Surrogate::Lone,
        }),
        0xDC00..=0xDFFF => Some(Surrogate::Lone),
        _ => None,
    }
}

struct Mender<'t> {
    text: &'t str,
    at: usize,
    out: String,
    damaged: &'t [usize],
    /// How many of the damaged places were passed.
    seen: usize,
    found: Vec<usize>,
    /// The longest that the proper text may become.
    max_bytes: usize,
    /// How many bytes may still be read in vain, so that no answer takes more than its length's time.
    work: usize,
}

impl Mender<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn current_error(&self) -> MendError {
        MendError { at: self.at, ends: self.at >= self.text.len() }
    }

    /// There is no key, perhaps because the text ends inside one.
    fn missing_key_error(&self) -> MendError {
        let rest = &self.text[self.at..];
        let ends = rest.strip_prefix('"').map_or(rest.is_empty(), |key| !key.contains('"'));
        MendError { at: if ends { self.text.len() } else { self.at }, ends }
    }

    fn skip_spaces(&mut self) {
        self.at = skip_spaces(self.text.as_bytes(), self.at);
    }

    /// Takes this byte, or says that it is not there.
    fn expect_byte(&mut self, byte: u8) -> Result<(), MendError> {
        match self.peek() == Some(byte) {
            true => {
                self.copy_to(self.at + 1);
                Ok(())
            }
            false => Err(self.current_error()),
        }
    }

    /// Copies what stands from here to `to`.
    fn copy_to(&mut self, to: usize) {
        while let Some(place) = self.damaged.get(self.seen).filter(|place| **place < to) {
            self.found.push(self.out.len() + place.saturating_sub(self.at));
            self.seen += 1;
        }
        self.out.push_str(&self.text[self.at..to]);
        self.at = to;
    }

    fn copy_object(&mut self, depth: u8) -> Result<(), MendError> {
        if depth > MAX_DEPTH {
            return Err(MendError { at: self.at, ends: false });
        }
        self.expect_byte(b'{')?;
        self.skip_spaces();
        if self.peek() == Some(b'}') {
            return self.expect_byte(b'}');
        }
        loop {
            self.skip_spaces();
            let end = find_key_end(self.text.as_bytes(), self.at).ok_or_else(|| self.missing_key_error())?;
            self.copy_to(end);
            self.skip_spaces();
            self.expect_byte(b':')?;
            self.skip_spaces();
            self.copy_value(depth)?;
            self.skip_spaces();
            match self.peek() {
                Some(b',') => self.expect_byte(b',')?,
                _ => return self.expect_byte(b'}'),
            }
        }
    }

    fn copy_value(&mut self, depth: u8) -> Result<(), MendError> {
        match self.peek() {
            Some(b'{') => self.copy_object(depth + 1),
            Some(b'[') => self.copy_list(depth + 1),
            Some(b'"') => self.copy_string(),
            _ => {
                let rest = &self.text.as_bytes()[self.at..];
                let length =
                    rest.iter().take_while(|b| !matches!(b, b',' | b'}' | b']' | b' ' | b'\r' | b'\n'));
                let end = self.at + length.count();
                match serde_json::from_str::<&RawValue>(&self.text[self.at..end]) {
                    Ok(_) => {
                        self.copy_to(end);
                        Ok(())
                    }
                    Err(_) => Err(MendError { at: self.at, ends: end == self.text.len() }),
                }
            }
        }
    }

    /// A list, element by element: an element that cannot be made proper becomes a text.
    fn copy_list(&mut self, depth: u8) -> Result<(), MendError> {
        if depth > MAX_DEPTH {
            return Err(MendError { at: self.at, ends: false });
        }
        self.expect_byte(b'[')?;
        let mut is_first = true;
        loop {
            self.skip_spaces();
            match self.peek() {
                None => return Err(self.current_error()),
                Some(b']') => return self.expect_byte(b']'),
                _ => {}
            }
            if !is_first {
                self.out.push(',');
            }
            is_first = false;
            self.copy_element(depth)?;
            if self.out.len() > self.max_bytes {
                return Err(MendError { at: self.at, ends: false });
            }
            self.skip_spaces();
            if self.peek() == Some(b',') {
                self.at += 1;
            }
        }
    }

    fn copy_element(&mut self, depth: u8) -> Result<(), MendError> {
        if self.peek() == Some(b',') {
            // Nothing between commas, however many: a row that is not there.
            self.out.push_str("\"\"");
            let more = self.text.as_bytes()[self.at..].iter();
            self.at += more.take_while(|b| b.is_ascii_whitespace() || **b == b',').count() - 1;
            return Ok(());
        }
        let (start, out, seen, found) = (self.at, self.out.len(), self.seen, self.found.len());
        match parse_strict(&self.text[start..]).map(|length| start + length) {
            Ok(end) if self.can_end(end) && !has_lone_surrogate(&self.text[start..end]) => {
                self.copy_to(end);
                return Ok(());
            }
            Ok(end) => self.count_work(end - start)?,
            Err(read) => self.count_work(read)?,
        }
        if matches!(self.peek(), Some(b'{' | b'[')) && self.copy_value(depth).is_ok() && self.can_end(self.at)
        {
            return Ok(());
        }
        self.count_work(self.at - start)?;
        (self.at, self.seen) = (start, seen);
        self.out.truncate(out);
        self.found.truncate(found);
        let ends = MendError { at: self.text.len(), ends: true };
        let end = find_row_end(self.text.as_bytes(), start).ok_or(ends)?;
        if end - start > MAX_ROW_BYTES {
            return Err(MendError { at: start, ends: false });
        }
        while self.damaged.get(self.seen).is_some_and(|place| *place < end) {
            self.found.push(self.out.len());
            self.seen += 1;
        }
        self.out += &serde_json::Value::from(&self.text[start..end]).to_string();
        self.at = end;
        Ok(())
    }

    /// Notes that so many bytes were read in vain.
    fn count_work(&mut self, bytes: usize) -> Result<(), MendError> {
        self.work = self.work.checked_sub(bytes).ok_or(MendError { at: self.at, ends: false })?;
        Ok(())
    }

    /// Whether an element may end here.
    fn can_end(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        matches!(bytes.get(skip_spaces(bytes, at)), Some(b',' | b']' | b'{'))
    }

    /// A text, with whatever stands between the quotes around it.
    fn copy_string(&mut self) -> Result<(), MendError> {
        let bytes = self.text.as_bytes();
        self.expect_byte(b'"')?;
        loop {
            let rest = &bytes[self.at..];
            let special = |b: &u8| *b < 0x20 || matches!(b, b'"' | b'\\' | b',' | b'}' | b']');
            let Some(length) = rest.iter().position(special) else {
                return Err(MendError { at: self.text.len(), ends: true });
            };
            self.copy_to(self.at + length);
            match bytes[self.at] {
                b'"' if is_closing_quote(bytes, self.at + 1) => return self.expect_byte(b'"'),
                b'"' => {
                    self.out.push_str("\\\"");
                    self.at += 1;
                }
                b'\\' => {
                    if self.copy_escape() {
                        return Ok(());
                    }
                }
                // Here the next member or row begins, or the list ends: the closing quote is missing.
                b',' | b'}' | b']' if is_next_member(bytes, self.at) || is_row_end(bytes, self.at) => {
                    return Err(MendError { at: self.at, ends: false });
                }
                control if control < 0x20 => {
                    self.out += serde_json::Value::from(char::from(control).to_string())
                        .to_string()
                        .trim_matches('"');
                    self.at += 1;
                }
                _ => self.copy_to(self.at + 1),
            }
        }
    }

    /// A backslash and what belongs to it. Says whether the text ends with it.
    fn copy_escape(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1) {
            // No proper text goes on like this: the backslash is a letter, and the quote closes.
            Some(b'"') if is_next_member(bytes, self.at + 2) => {
                self.out.push_str("\\\\\"");
                self.at += 2;
                return true;
            }
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.copy_to(self.at + 2),
            Some(b'u') if parse_escape(bytes, self.at).is_some() => match find_surrogate(bytes, self.at) {
                Some(Surrogate::Pair) => self.copy_to(self.at + 12),
                None => self.copy_to(self.at + 6),
                Some(Surrogate::Lone) => {
                    self.out.push(char::REPLACEMENT_CHARACTER);
                    self.at += 6;
                }
            },
            _ => {
                self.out.push_str("\\\\");
                self.at += 1;
            }
        }
        false
    }
}

fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count()
}

/// The length of the strict value at the beginning; without one, how many bytes were read.
fn parse_strict(rest: &str) -> Result<usize, usize> {
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
    match values.next() {
        Some(Ok(_)) => Ok(values.byte_offset()),
        None => Err(0),
        Some(Err(error)) => {
            let lines = rest.split_inclusive('\n').take(error.line().saturating_sub(1));
            Err(lines.map(str::len).sum::<usize>() + error.column())
        }
    }
}

/// Where the key that begins at `at` ends: quotes around letters of a name.
fn find_key_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?.strip_prefix(b"\"")?;
    let is_letter = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b' ');
    let length = rest.iter().take(MAX_KEY_BYTES).take_while(is_letter).count();
    (length > 0 && rest.get(length) == Some(&b'"')).then_some(at + length + 2)
}

/// Whether a key and its colon stand at `at`, after blanks.
fn is_member(bytes: &[u8], at: usize) -> bool {
    find_key_end(bytes, skip_spaces(bytes, at))
        .is_some_and(|end| bytes.get(skip_spaces(bytes, end)) == Some(&b':'))
}

/// Whether another member follows: a comma, a key, a colon.
fn is_next_member(bytes: &[u8], at: usize) -> bool {
    let at = skip_spaces(bytes, at);
    bytes.get(at) == Some(&b',') && is_member(bytes, at + 1)
}

/// Whether a quote before `at` closes its text.
fn is_closing_quote(bytes: &[u8], at: usize) -> bool {
    let at = skip_spaces(bytes, at);
    match bytes.get(at) {
        None => true,
        Some(b',') => is_member(bytes, at + 1),
        Some(b'}') => matches!(bytes.get(skip_spaces(bytes, at + 1)), None | Some(b',' | b']' | b'}' | b'{')),
        _ => false,
    }
}

/// Whether a row begins at `at`, after blanks.
fn is_row_start(bytes: &[u8], at: usize) -> bool {
    let at = skip_spaces(bytes, at);
    bytes.get(at) == Some(&b'{') && is_member(bytes, at + 1)
}

/// Whether a row ends before, or with, the byte at `at`. In a proper text quotes are escaped, so that none
/// holds this.
fn is_row_end(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b',' | b'}') => is_row_start(bytes, at + 1),
        Some(b']') => is_list_end(bytes, at),
        _ => false,
    }
}

/// Whether the list ends with the bracket at `at`: the answer does, or goes on as answers do.
fn is_list_end(bytes: &[u8], at: usize) -> bool {
    let tail = bytes.get(at + 1..).unwrap_or_default();
    let is_closing = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b'}' | b']');
    let closing = tail.iter().take(MAX_CLOSING_BYTES).take_while(is_closing).count();
    match tail.get(closing) {
        None => tail.contains(&b'}'),
        Some(b',') => {
            let next = skip_spaces(bytes, at + closing + 2);
            let name = find_key_end(bytes, next).filter(|_| is_member(bytes, next));
            let name = name.and_then(|end| bytes.get(next + 1..end - 1)).unwrap_or_default();
            let is_envelope =
                [&b"Result"[..], b"Error", b"Total", b"Present"].iter().any(|own| name.starts_with(own));
            let is_after_row = bytes[..at].iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'}');
            is_envelope || is_after_row && !name.is_empty()
        }
        Some(_) => false,
    }
}

/// Where the row that begins at `start`, and cannot be read, ends.
fn find_row_end(bytes: &[u8], start: usize) -> Option<usize> {
    (start..bytes.len()).find(|at| is_row_end(bytes, *at)).map(|at| at + usize::from(bytes[at] == b'}'))
}

#[cfg(test)]
#[path = "repair_tests.rs"]
mod tests;
