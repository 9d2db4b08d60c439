//! Texts in lines of limited width, broken where a reader would (FIL-6). Nothing is lost but the space where
//! a line ends.

use super::column::CellLimit;
use super::width::{measure, measure_char};
use crate::domain::comparable::to_place;
use crate::domain::municipality::read_address;
use crate::domain::postal::Prefecture;
use crate::strings::clean::is_hyphen;

/// How well a text may be broken at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// Between two parts of an address.
    Good,
    Possible,
    /// Inside a word.
    Poor,
}

/// The room of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineRoom {
    room: usize,
    counts_width: bool,
}

impl LineRoom {
    /// The room that a cell has for the beginning of this text.
    pub(super) fn new(limit: CellLimit, text: &str) -> Self {
        let (room, counts_width) = match limit {
            CellLimit::Free => (usize::MAX, true),
            CellLimit::FullWidth(room) | CellLimit::Characters(room) => (room, false),
            CellLimit::HalfWidth(room) | CellLimit::Mixed(room) | CellLimit::Bytes(room) => (room, true),
            CellLimit::Town { whole, town } => {
                (whole.min(measure_head(text, town).saturating_add(town)), true)
            }
        };
        Self { room, counts_width }
    }

    pub(super) fn measure(self, text: &str) -> usize {
        text.chars().map(|c| self.measure_char(c)).sum()
    }

    pub(super) fn fits(self, text: &str) -> bool {
        self.measure(text) <= self.room
    }

    fn measure_char(self, c: char) -> usize {
        if self.counts_width { measure_char(c) } else { 1 }
    }
}

/// How wide prefecture and municipality are; the whole text where none of them is known, or it is short.
fn measure_head(text: &str, town: usize) -> usize {
    let whole = measure(text);
    if whole <= town {
        return whole;
    }
    let parts = read_address(text);
    if parts.prefecture.is_none() && parts.municipality.is_none() {
        return whole;
    }
    let rests = text.char_indices().rev().filter_map(|(at, _)| text.get(at..));
    // Comparing is slow: first what is exactly as long.
    let mut written = text.char_indices().rev().filter(|(_, c)| !c.is_whitespace());
    let likely = parts.rest.chars().count().checked_sub(1).and_then(|at| written.nth(at));
    let likely = likely.and_then(|(at, _)| text.get(at..));
    let is_same = |rest: &&str| to_place(rest) == parts.rest;
    let rest = likely.into_iter().chain(rests).find(is_same).unwrap_or_default();
    whole - measure(rest)
}

/// A text in lines; as many as it needs, at most as many as there are rooms. None where it does not fit.
pub(super) fn flow(text: &str, rooms: &[LineRoom]) -> Option<Vec<String>> {
    let text = text.trim();
    // Most texts fit in one line.
    if !text.is_empty() && rooms.first().is_some_and(|room| room.fits(text)) {
        return Some(vec![text.to_owned()]);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut lines =
        Flow { chars: &chars, rooms, failed: vec![false; rooms.len() * (chars.len() + 1)], ends: vec![] };
    if !lines.fill_from(0) {
        return None;
    }
    let mut start = 0;
    let ends = lines.ends.iter().map(|end| {
        let line: String = chars.get(start..*end).unwrap_or_default().iter().collect();
        start = *end;
        line.trim().to_owned()
    });
    Some(ends.collect())
}

struct Flow<'t> {
    chars: &'t [char],
    rooms: &'t [LineRoom],
    /// For each line and start whether the rest was found not to fit.
    failed: Vec<bool>,
    ends: Vec<usize>,
}

impl Flow<'_> {
    /// Puts what begins here into the lines that are left.
    fn fill_from(&mut self, start: usize) -> bool {
        let start = self.skip_spaces(start);
        if start == self.chars.len() {
            return true;
        }
        let line = self.ends.len();
        let Some(room) = self.rooms.get(line).copied() else { return false };
        let key = line * (self.chars.len() + 1) + start;
        if self.failed.get(key).copied().unwrap_or(true) {
            return false;
        }
        let mut ends = self.list_ends(start, room);
        // The best kind of break first, and of one kind the longest line.
        ends.sort_by_key(|(kind, end)| (*kind, usize::MAX - end));
        for (_, end) in ends {
            self.ends.push(end);
            if self.fill_from(end) {
                return true;
            }
            self.ends.pop();
        }
        if let Some(failed) = self.failed.get_mut(key) {
            *failed = true;
        }
        false
    }

    fn skip_spaces(&self, start: usize) -> usize {
        start + self.chars.iter().skip(start).take_while(|c| c.is_whitespace()).count()
    }

    /// Whether all that is left fits in one line, as most texts do.
    fn fits_whole(&self, start: usize, room: LineRoom) -> bool {
        let left = self.chars.iter().skip(start);
        left.map(|c| room.measure_char(*c)).fold(0, usize::saturating_add) <= room.room
    }

    /// Where a line that begins here may end.
    fn list_ends(&self, start: usize, room: LineRoom) -> Vec<(Break, usize)> {
        let (mut ends, mut width) = (Vec::new(), 0_usize);
        if self.fits_whole(start, room) {
            return vec![(Break::Good, self.chars.len())];
        }
        for (at, c) in self.chars.iter().enumerate().skip(start) {
            width = width.saturating_add(room.measure_char(*c));
            if width > room.room {
                return ends;
            }
            let end = at + 1;
            ends.extend(judge_break(self.chars, start, end).map(|kind| (kind, end)));
        }
        ends
    }
}

/// Whether a line from `start` may end before the character at `at`, and how well.
fn judge_break(chars: &[char], start: usize, at: usize) -> Option<Break> {
    let (before, after) = (*chars.get(at.checked_sub(1)?)?, *chars.get(at)?);
    if after.is_whitespace() {
        return Some(Break::Good);
    }
    let is_mark = matches!(after, '\u{3099}' | '\u{309a}' | 'ﾞ' | 'ﾟ' | '゛' | '゜');
    if before.is_whitespace() || is_mark || is_inside_number(chars, at) {
        return None;
    }
    let is_word = |c: char| c.is_alphanumeric() && ('!'..='~').contains(&to_half_width(c));
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ');
    if is_word(before) && is_word(after)
        || is_katakana(before) && is_katakana(after)
        || !may_begin_line(after)
        || "（「『([".contains(before)
    {
        return Some(Break::Poor);
    }
    if is_digit(before) && "丁番号地階室棟条線区".contains(after) {
        return Some(Break::Poor);
    }
    let is_good = is_digit(before) || is_digit(after) || ends_place(chars, start, at);
    Some(if is_good { Break::Good } else { Break::Possible })
}

/// Whether the character before `at` ends the name of a prefecture, a municipality or a town.
fn ends_place(chars: &[char], start: usize, at: usize) -> bool {
    let is_end = |c: char| "都道府県市区町村郡".contains(c);
    let line = chars.get(start..at).unwrap_or_default();
    let (Some(last), rest) = (line.last().copied(), line.iter().rev().skip(1)) else { return false };
    if "都道府県".contains(last) {
        let word = line.iter().rposition(|c| c.is_whitespace()).map_or(0, |space| space + 1);
        let word: String = line.get(word..).unwrap_or_default().iter().collect();
        return Prefecture::all().any(|one| one.as_str() == word);
    }
    // 余市|町: the end of a name is the last of its characters that may be one.
    if !is_end(last) || chars.get(at).copied().is_some_and(is_end) {
        return false;
    }
    // 四日市市, 十日町市, 京都市, 余市郡 are names, while 千葉県市 and 東京都町 are only the beginning of another.
    let is_name = |previous: char| !is_end(previous) && !previous.is_whitespace();
    let is_city = |previous: char| "市郡".contains(last) && "市町村都".contains(previous);
    rest.copied().next().is_some_and(|previous| is_name(previous) || is_city(previous))
}

fn may_begin_line(c: char) -> bool {
    !"ー、。・）」』)],.ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎヵヶ々ｰ｡､･｣ｧｨｩｪｫｬｭｮｯ".contains(c)
}

fn to_half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn is_digit(c: char) -> bool {
    to_half_width(c).is_ascii_digit()
}

/// Whether the characters on both sides belong to one number: 1-2-3, 三十五, 1,000.
fn is_inside_number(chars: &[char], at: usize) -> bool {
    let is_part = |at: usize| {
        let Some(c) = chars.get(at).copied() else { return false };
        let previous = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let next = chars.get(at + 1).copied();
        let is_between_digits = previous.is_some_and(is_digit) && next.is_some_and(is_digit);
        match c {
            c if is_digit(c) => true,
            'ー' | 'ｰ' | '～' | '~' | ',' | '.' | '，' | '．' => is_between_digits,
            c => is_hyphen(c),
        }
    };
    let is_kanji = |at: usize| chars.get(at).is_some_and(|c| "一二三四五六七八九十百千〇".contains(*c));
    at.checked_sub(1).is_some_and(|before| is_part(before) && is_part(at) || is_kanji(before) && is_kanji(at))
}

#[cfg(test)]
#[path = "address_flow_tests.rs"]
mod tests;
