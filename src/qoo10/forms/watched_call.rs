//! What is looked at, and what was seen in it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::sighting::{SeenForm, Sighting};
use crate::qoo10::method::Method;
use crate::vocabulary::{AnswerForm, FormPoint};

/// A request and its answer.
#[derive(Debug)]
pub struct WatchedCall<'a> {
    pub method: Method,
    /// Form fields, unencoded.
    pub form: &'a [(&'static str, String)],
    /// HTTP status.
    pub status: u16,
    pub content_type: Option<&'a str>,
    pub body: &'a [u8],
    /// The day in Japan, where it is known.
    pub today: Option<NaiveDate>,
}

impl WatchedCall<'_> {
    /// A form field.
    pub(super) fn get_field(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(field, _)| *field == name).map(|(_, value)| value.as_str())
    }
}

/// The forms in an answer.
#[derive(Debug)]
pub struct Observed {
    method: Method,
    pub sightings: BTreeSet<Sighting>,
    /// Names of keys that no document has.
    pub unknown_keys: BTreeSet<String>,
    /// Names of documented keys that a row lacks.
    pub missing_keys: BTreeSet<String>,
}

impl Observed {
    pub(super) fn new(method: Method) -> Self {
        let (sightings, unknown_keys, missing_keys) = Default::default();
        Self { method, sightings, unknown_keys, missing_keys }
    }

    pub(super) fn add(&mut self, point: FormPoint, form: AnswerForm) {
        self.add_form(point, SeenForm::Known(form));
    }

    pub(super) fn add_unknown(&mut self, point: FormPoint, shape: String) {
        self.add_form(point, SeenForm::Unknown(shape));
    }

    pub(super) fn add_form(&mut self, point: FormPoint, form: SeenForm) {
        self.sightings.insert(Sighting { point, form, method: self.method.name.to_owned() });
    }
}
