//! Forms of Qoo10's answers that were seen (docs/qoo10-api.md): never values, only how they are written.

use std::collections::BTreeMap;

use super::time::Jst;
use crate::vocabulary::{AnswerForm, FormPoint};

/// A form of an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeenForm {
    /// One that the program knows.
    Known(AnswerForm),
    /// Another one, by its shape: digits are `9`, letters `a`, other characters of words `あ`.
    Unknown(String),
}

impl SeenForm {
    /// Its word, or its shape.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(form) => form.as_str(),
            Self::Unknown(shape) => shape,
        }
    }

    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

/// A form in an answer of a method.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    pub point: FormPoint,
    pub form: SeenForm,
    /// `Class.Method`
    pub method: String,
}

/// A form on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedForm {
    pub sighting: Sighting,
    pub first_seen_at: Jst,
    /// Whether another form of the point was on record before it, or the program does not know it.
    pub is_news: bool,
    /// Whether somebody said that it has been looked at.
    pub is_marked: bool,
}

/// A quantity that Qoo10 was told of an item without options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentQuantity {
    pub item_code: String,
    pub qty: i64,
    pub at: Jst,
}

impl RecordedForm {
    /// Whether it is news that nobody has marked yet, of a form that the program knows, or does not.
    pub fn is_open(&self, is_known: bool) -> bool {
        self.is_news && !self.is_marked && self.sighting.form.is_known() == is_known
    }
}

/// The forms of a point that count: what the program does not know, and of the others the one that tells
/// most.
pub fn pick_telling_forms(point: FormPoint, seen: &[SeenForm]) -> Vec<SeenForm> {
    let unknown = seen.iter().filter(|form| !form.is_known()).cloned();
    let has = |form: AnswerForm| seen.contains(&SeenForm::Known(form));
    // One list in each direction is no order by number.
    let is_mixed = point == FormPoint::RowOrder && has(AnswerForm::Number) && has(AnswerForm::Reversed);
    let strongest = match is_mixed {
        true => Some(AnswerForm::Shuffled),
        false => point.forms().iter().rev().copied().find(|form| has(*form)),
    };
    strongest.map(SeenForm::Known).into_iter().chain(unknown).collect()
}

/// Sightings by point, each form once.
pub fn group_by_point<'a>(
    sightings: impl IntoIterator<Item = &'a Sighting>,
) -> BTreeMap<FormPoint, Vec<SeenForm>> {
    let mut points: BTreeMap<FormPoint, Vec<SeenForm>> = BTreeMap::new();
    for sighting in sightings {
        let forms = points.entry(sighting.point).or_default();
        if !forms.contains(&sighting.form) {
            forms.push(sighting.form.clone());
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use AnswerForm as F;

    #[test]
    fn of_several_forms_the_one_that_tells_most_is_named_and_every_unknown_one() {
        let known = SeenForm::Known;
        let unknown = || SeenForm::Unknown("aaa(9)".to_owned());
        for (point, seen, wanted) in [
            (FormPoint::StatusText, vec![known(F::Singapore), known(F::Japan)], vec![known(F::Singapore)]),
            (FormPoint::RowOrder, vec![known(F::Reversed), known(F::Number)], vec![known(F::Shuffled)]),
            (FormPoint::RowOrder, vec![known(F::Reversed)], vec![known(F::Reversed)]),
            (FormPoint::ExtraFields, vec![known(F::None), known(F::Some)], vec![known(F::Some)]),
            (FormPoint::StatusText, vec![unknown(), known(F::Japan)], vec![known(F::Japan), unknown()]),
            (FormPoint::StatusText, vec![], vec![]),
        ] {
            assert_eq!(pick_telling_forms(point, &seen), wanted, "{point} {seen:?}");
        }
    }
}
