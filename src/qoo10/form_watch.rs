//! Watches the forms of a client's answers.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;

use super::forms::{self, FormLog, WatchedCall};
use super::transport::{Request, Response};

/// Looks at every answer of a client, whatever becomes of it.
#[derive(Debug, Default)]
pub struct FormWatch {
    log: Mutex<FormLog>,
    today: Option<NaiveDate>,
}

impl FormWatch {
    /// The day in Japan: by it the limit of ship dates is seen.
    pub fn new(today: NaiveDate) -> Self {
        Self { log: Mutex::default(), today: Some(today) }
    }

    pub(super) fn watch(&self, request: &Request<'_>, response: &Response) {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        if !log.wants(request.method) {
            return;
        }
        log.add(forms::observe(&WatchedCall {
            method: request.method,
            form: request.form,
            status: response.status,
            content_type: response.content_type.as_deref(),
            body: &response.body,
            today: self.today,
        }));
    }

    /// What was seen so far; it is not given again.
    pub fn take(&self) -> FormLog {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
