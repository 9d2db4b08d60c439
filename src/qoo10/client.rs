//! Typed calls, with retries, pace and deadline around each of them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::error::Error;
use super::form_watch::FormWatch;
use super::interrupt::Interrupt;
use super::limiter::{Limiter, Pace};
use super::method::{self, Method};
use super::secret;
use super::transport::{self, Attempts, Request, Sent, Transport, TransportError, Turn};
use super::wire::bulk::{self, BulkAnswer};
use super::wire::claims::{self, ClaimRow, OrderLookup};
use super::wire::envelope::{self, Answer};
use super::wire::items::{self, DeliveryGroup, ItemDetail};
use super::wire::key;
use super::wire::rows::Rows;
use super::wire::stock::{self, GoodsPage};
use crate::domain::claim::Claim;
use crate::domain::ids::OrderNo;
use crate::domain::option_text::Addon;
use crate::domain::quantity::StockOption;
use crate::domain::time::Jst;
use crate::domain::unread::ParsedList;
use crate::vocabulary::Message;

/// Limits that every call keeps.
#[derive(Clone)]
pub struct Settings {
    /// Requests that may start in a second.
    pub requests_per_second: f64,
    /// Requests that may be under way at the same time.
    pub max_in_flight: usize,
    /// A phase of a request may take this long.
    pub timeout: Duration,
    /// How often a request is sent at most.
    pub max_attempts: u32,
    /// The whole step may take this long.
    pub deadline: Duration,
    /// What never stands in an error, whoever repeats it.
    pub key: String,
}

/// A client of one shop, for one step.
pub struct Client {
    transport: Box<dyn Transport>,
    pace: Box<dyn Pace>,
    limiter: Limiter,
    settings: Settings,
    interrupt: Interrupt,
    may_write: bool,
    calls: Mutex<BTreeMap<&'static str, u64>>,
    server_date: Mutex<Option<DateTime<FixedOffset>>>,
    last_start: Mutex<Duration>,
    has_answered: AtomicBool,
    forms: FormWatch,
}

/// The most rows that a bulk call takes (OFFICIAL).
pub const BULK_ROWS: usize = 500;

/// How often a new seller key is asked for while Qoo10 gives an empty one.
const MAX_KEY_REQUESTS: u32 = 4;

const FIRST_BACK_OFF: Duration = Duration::from_millis(200);
const MAX_BACK_OFF: Duration = Duration::from_secs(20);

/// When a call may be sent again after an attempt without a usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetryPolicy {
    /// Reads, and writes that set a value whatever it was.
    Idempotent,
    /// Only when Qoo10 certainly did not get it (ALL-6).
    OnlyIfUnsent,
    /// As idempotent ones, while no request starts after this moment: what is sent may be overtaken.
    StartedBy(Duration),
}

/// What one attempt told.
enum Attempt {
    Whole(Answer),
    Retry(TransportError, Option<Duration>),
    /// Qoo10's answer, damaged beyond a row.
    Damaged(Message),
}

impl Client {
    /// A client whose deadline runs from now.
    pub fn new(transport: Box<dyn Transport>, pace: Box<dyn Pace>, settings: Settings) -> Self {
        let limiter = Limiter::new(settings.requests_per_second);
        Self {
            transport,
            pace,
            limiter,
            settings,
            interrupt: Interrupt::default(),
            may_write: true,
            calls: Mutex::default(),
            server_date: Mutex::default(),
            last_start: Mutex::default(),
            has_answered: AtomicBool::default(),
            forms: FormWatch::default(),
        }
    }

    /// The same, whose answers are watched on this day in Japan.
    pub fn with_today(self, today: NaiveDate) -> Self {
        Self { forms: FormWatch::new(today), ..self }
    }

    /// The same, which asks nothing more once it is interrupted.
    pub fn with_interrupt(self, interrupt: Interrupt) -> Self {
        Self { interrupt, ..self }
    }

    /// The same, which calls no method that changes an order or a listing.
    pub fn without_writes(self) -> Self {
        Self { may_write: false, ..self }
    }

    /// Requests sent so far, by method name.
    pub fn calls(&self) -> BTreeMap<&'static str, u64> {
        self.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The forms that the answers use.
    pub fn forms(&self) -> &FormWatch {
        &self.forms
    }

    /// Whether Qoo10 gave an answer to the matter, whatever its code, so that it takes the key.
    pub fn has_answered(&self) -> bool {
        self.has_answered.load(Ordering::SeqCst)
    }

    /// What the last answer said of its time, whatever else it said.
    pub fn server_date(&self) -> Option<DateTime<FixedOffset>> {
        // Also of a refusal: `doctor` compares clocks even where the key is not taken.
        *self.server_date.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The time that has passed since some fixed moment.
    pub fn elapsed(&self) -> Duration {
        self.pace.elapsed()
    }

    /// When the last request started.
    pub fn last_start(&self) -> Duration {
        *self.last_start.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// How often a request is sent at most.
    pub fn max_attempts(&self) -> u32 {
        self.settings.max_attempts
    }

    /// The rows of status 1 to 5 that were ordered from `from` to `to`, both included; at most 90 days.
    ///
    /// # Errors
    /// When the list cannot be fetched whole.
    pub fn fetch_orders(&self, status: u8, from: Jst, to: Jst) -> Result<Rows, Error> {
        let method = method::GET_SHIPPING_INFO;
        let form = [
            ("ShippingStatus", status.to_string()),
            ("SearchStartDate", format_timestamp(from)),
            ("SearchEndDate", format_timestamp(to)),
            ("SearchCondition", "1".to_owned()),
        ];
        Rows::from_orders_answer(method, self.fetch(method, &form)?)
    }

    /// The claims of a state on orders of `from` to `to`, both included; at most 90 days.
    ///
    /// # Errors
    /// When the list cannot be fetched whole.
    pub fn fetch_claims(&self, claim: Claim, from: Jst, to: Jst) -> Result<ParsedList<ClaimRow>, Error> {
        Ok(claims::parse_claims(&self.fetch_claim_rows(claim, from, to)?, claim))
    }

    pub(super) fn fetch_claim_rows(&self, claim: Claim, from: Jst, to: Jst) -> Result<Rows, Error> {
        let method = method::GET_CLAIMS;
        let form = [
            ("ClaimStat", claim.number().to_string()),
            ("search_Sdate", format_timestamp(from)),
            ("search_Edate", format_timestamp(to)),
            ("search_condition", "1".to_owned()),
        ];
        Rows::from_orders_answer(method, self.fetch(method, &form)?)
    }

    /// The state of one order number; none when Qoo10 does not know it.
    ///
    /// # Errors
    /// When the call fails in any other way.
    pub fn look_up_order(&self, order_no: OrderNo) -> Result<Option<OrderLookup>, Error> {
        let method = method::GET_BY_ORDER_NO;
        match self.fetch(method, &[("OrderNo", order_no.to_string())]) {
            Err(Error::Code { code: NO_SUCH_ORDER, .. }) => Ok(None),
            answer => claims::parse_order_lookup(&Rows::from_answer(method, answer?)?),
        }
    }

    /// Confirms order numbers with their planned ship dates; at most [`BULK_ROWS`].
    ///
    /// # Errors
    /// When no usable answer came back: some of them may be confirmed.
    pub fn confirm_orders(&self, rows: &[(OrderNo, NaiveDate)]) -> Result<BulkAnswer, Error> {
        let method = method::CONFIRM_BULK;
        let row = |(order_no, date): &(OrderNo, NaiveDate)| {
            serde_json::json!({
                "OrderNo": order_no.to_string(),
                "EstShipDt": date.format("%Y%m%d").to_string(),
                "DelayType": "",
                "DelayMemo": "",
            })
        };
        let json = serde_json::Value::Array(rows.iter().map(row).collect()).to_string();
        let sent: Vec<OrderNo> = rows.iter().map(|(order_no, _)| *order_no).collect();
        bulk::parse(
            method,
            // The same date twice is the same date: a lost answer is asked for again.
            &self.call(method, &[("SendPlanDtInfoJson", json)], RetryPolicy::Idempotent)?,
            &sent,
        )
    }

    /// Tells delivery company and tracking number of order numbers; at most [`BULK_ROWS`]. Never sent again
    /// on its own unless Qoo10 certainly did not get it.
    ///
    /// # Errors
    /// When no usable answer came back: some of them may be sent.
    pub fn send_tracking_numbers(&self, rows: &[(OrderNo, String, String)]) -> Result<BulkAnswer, Error> {
        let method = method::SEND_BULK;
        let row = |(order_no, company, tracking): &(OrderNo, String, String)| {
            serde_json::json!({
                "OrderNo": order_no.to_string(),
                "ShippingCorp": company,
                "TrackingNo": tracking,
            })
        };
        let json = serde_json::Value::Array(rows.iter().map(row).collect()).to_string();
        let sent: Vec<OrderNo> = rows.iter().map(|(order_no, ..)| *order_no).collect();
        // To send a number again is not harmless (ALL-6): after a lost answer the step reads back instead.
        bulk::parse(
            method,
            &self.call(method, &[("ShippingInfoJson", json)], RetryPolicy::OnlyIfUnsent)?,
            &sent,
        )
    }

    /// An item of either kind; none when Qoo10 has no such item.
    ///
    /// # Errors
    /// When a call fails in any other way.
    pub fn fetch_item(&self, item_code: &str) -> Result<Option<ItemDetail>, Error> {
        match self.fetch_item_detail(item_code) {
            Ok(None) => self.fetch_move_item_detail(item_code),
            Err(error) if error.is_restricted_item() => {
                self.fetch_move_item_detail(item_code)?.map(Some).ok_or(error)
            }
            answer => answer,
        }
    }

    /// An item; none when Qoo10 has no such item of the plain kind (it may be a MOVE item).
    ///
    /// # Errors
    /// When the call fails in any other way, and for an item that Qoo10 restricts.
    pub fn fetch_item_detail(&self, item_code: &str) -> Result<Option<ItemDetail>, Error> {
        let method = method::GET_ITEM_DETAIL;
        let answer = match self.fetch(method, &build_item_form(item_code)) {
            Err(error) if error.is_restricted_item() => return Err(error),
            answer => allow_unknown_item(answer)?,
        };
        answer.map_or(Ok(None), |answer| items::get_item_detail(method, &answer))
    }

    /// A MOVE item; none when Qoo10 has no such MOVE item, or the shop sells none.
    ///
    /// # Errors
    /// When the call fails in any other way.
    pub fn fetch_move_item_detail(&self, item_code: &str) -> Result<Option<ItemDetail>, Error> {
        let method = method::GET_MOVE_ITEM_DETAIL;
        let answer = match self.fetch(method, &build_item_form(item_code)) {
            // Shops without MOVE items have no rights for this method: that is not a bad key.
            Err(Error::KeyRefused { code: Some(-90003..=-90001), .. }) => return Ok(None),
            other => allow_unknown_item(other)?,
        };
        answer.map_or(Ok(None), |answer| items::get_item_detail(method, &answer))
    }

    /// The options with stock of an item, as Qoo10 has them now; none for an item without options.
    ///
    /// # Errors
    /// When the call fails; a code may mean that Qoo10 does not know the item under this method.
    pub fn fetch_stock_options(&self, item_code: &str) -> Result<ParsedList<StockOption>, Error> {
        let method = method::GET_INVENTORY;
        Ok(stock::parse_options(
            method,
            &Rows::from_answer(method, self.fetch(method, &build_item_form(item_code))?)?,
        ))
    }

    /// A page, from 1, of the shop's items in a status such as `S2`.
    ///
    /// # Errors
    /// When the call fails.
    pub fn fetch_goods_page(&self, item_status: &str, page: u64) -> Result<GoodsPage, Error> {
        let method = method::GET_ALL_GOODS;
        let form = [("ItemStatus", item_status.to_owned()), ("Page", page.to_string())];
        stock::parse_goods_page(method, self.fetch(method, &form)?)
    }

    /// A new seller key for a login of the seller's website; the client's own key has to be the API key.
    /// None: Qoo10 went on giving an empty one. A lost answer is asked for again: what it held is lost.
    ///
    /// # Errors
    /// When Qoo10 refuses, or no usable answer came back; neither error holds user or password.
    pub fn create_key(&self, user: &str, password: &str) -> Result<Option<String>, Error> {
        let method = method::CREATE_KEY;
        let form = [("user_id", user.to_owned()), ("pwd", password.to_owned())];
        // Qoo10's words may repeat what was typed.
        let hidden = |error: Error| error.redact_key(password).redact_key(user);
        for attempt in 1..=MAX_KEY_REQUESTS {
            let answer = self.fetch(method, &form).map_err(hidden)?;
            let created = key::parse_key(method, &answer).map_err(hidden)?;
            if created.is_some() || attempt == MAX_KEY_REQUESTS {
                return Ok(created);
            }
            log::debug!("{method}: an empty key, the first one often is");
            // The first answer often holds an empty key, a later one the real one.
            self.sleep(compute_back_off(attempt), method, Sent::Maybe, &None)?;
        }
        Ok(None)
    }

    /// How many requests may be under way at the same time.
    pub fn max_in_flight(&self) -> usize {
        self.settings.max_in_flight.max(1)
    }

    /// The add-on options of an item.
    ///
    /// # Errors
    /// When the call fails; a code may mean that Qoo10 does not know the item under this method.
    pub fn fetch_addons(&self, item_code: &str) -> Result<Vec<Addon>, Error> {
        let method = method::GET_ADDONS;
        items::parse_addons(
            &Rows::from_answer(method, self.fetch(method, &build_item_form(item_code))?)?,
            method,
        )
    }

    /// The shop's delivery groups.
    ///
    /// # Errors
    /// When the call fails.
    pub fn fetch_delivery_groups(&self) -> Result<ParsedList<DeliveryGroup>, Error> {
        let method = method::GET_DELIVERY_GROUPS;
        Ok(items::parse_delivery_groups(&Rows::from_answer(method, self.fetch(method, &[])?)?, method))
    }

    /// Calls a method that only reads, again and again while that may help.
    fn fetch(&self, method: Method, form: &[(&'static str, String)]) -> Result<Answer, Error> {
        refuse_code(method, self.call(method, form, RetryPolicy::Idempotent)?)
    }

    /// Calls a method, again and again while that may help and `repeat` allows it. A code is an answer.
    pub(super) fn call(
        &self,
        method: Method,
        form: &[(&'static str, String)],
        repeat: RetryPolicy,
    ) -> Result<Answer, Error> {
        self.call_redacted(method, form, repeat, Attempts::default())
    }

    /// The same for values that may be overtaken: no request starts after the turn. The call is handed back
    /// then, and goes on with new values in another turn.
    pub(super) fn call_in_turn(
        &self,
        method: Method,
        form: &[(&'static str, String)],
        turn: Turn,
    ) -> Result<Answer, Error> {
        self.call_redacted(method, form, RetryPolicy::StartedBy(turn.latest_start), turn.attempts)
    }

    fn call_redacted(
        &self,
        method: Method,
        form: &[(&'static str, String)],
        repeat: RetryPolicy,
        attempts: Attempts,
    ) -> Result<Answer, Error> {
        // Here, around everything: no way out of a call passes by it.
        let answer = self.call_with_retries(method, form, repeat, attempts);
        answer
            .map(|answer| answer.redact_key(&self.settings.key))
            .map_err(|error| error.redact_key(&self.settings.key))
    }

    fn call_with_retries(
        &self,
        method: Method,
        form: &[(&'static str, String)],
        repeat: RetryPolicy,
        begun: Attempts,
    ) -> Result<Answer, Error> {
        // Every request passes here: whoever forgets that nothing may be changed is stopped all the same.
        if method.is_write() && !self.may_write {
            return Err(Error::WritesOff { method });
        }
        let Attempts { count: mut attempts, mut sent, mut last } = begun;
        loop {
            self.wait_for_turn(method, sent, &last)?;
            if matches!(repeat, RetryPolicy::StartedBy(latest) if self.pace.elapsed() > latest) {
                return Err(Error::Outdated { method, attempts: Attempts { count: attempts, sent, last } });
            }
            attempts += 1;
            let (failure, wanted_wait, is_damaged) = match self.send_once(method, form) {
                Ok(Attempt::Whole(answer)) => return Ok(answer),
                Ok(Attempt::Retry(failure, wait)) => (failure, wait, false),
                Ok(Attempt::Damaged(detail)) => (TransportError::passing(Sent::Maybe, detail), None, true),
                Err(error) => return Err(error.with_sent(sent)),
            };
            // One attempt that may have arrived is enough: a later one that certainly did not takes nothing
            // back.
            if failure.sent == Sent::Maybe {
                sent = Sent::Maybe;
            }
            log::debug!("{method}: attempt {attempts} got no usable answer");
            let forbidden = repeat == RetryPolicy::OnlyIfUnsent && failure.sent == Sent::Maybe;
            if failure.permanent || forbidden || attempts >= self.settings.max_attempts {
                // A key that is not active yet is answered by an empty body; so are faults that pass, hence
                // the attempts before.
                if failure.detail == self.name_host(envelope::empty_body_message()) {
                    return Err(Error::KeyRefused { method, sent, code: None, message: String::new() });
                }
                if is_damaged {
                    return Err(Error::Damaged { method, attempts, detail: failure.detail });
                }
                let (unreachable, detail) = (failure.sent == Sent::No, failure.detail);
                let cause = failure.cause;
                return Err(Error::NoAnswer { method, attempts, sent, unreachable, detail, cause });
            }
            // To wait in vain would hold the lock until the deadline: it is said at once.
            if let Some((asked, left)) =
                wanted_wait.zip(self.time_left()).filter(|(asked, left)| asked >= left)
            {
                return Err(Error::LongPause { method, sent, asked, left, last: failure.detail });
            }
            last = Some(failure);
            self.sleep(wanted_wait.unwrap_or_else(|| compute_back_off(attempts)), method, sent, &last)?;
        }
    }

    fn send_once(&self, method: Method, form: &[(&'static str, String)]) -> Result<Attempt, Error> {
        *self
            .calls
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .entry(method.name)
            .or_default() += 1;
        let deadline = self.time_left().unwrap_or_default();
        // A request may take no longer than the step has left.
        let request = Request { method, form, timeout: self.settings.timeout.min(deadline), deadline };
        log::debug!("{method}: asking");
        *self.last_start.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = self.pace.elapsed();
        let response = match self.transport.send(&request) {
            Ok(response) => response,
            Err(failure) => return Ok(Attempt::Retry(failure, None)),
        };
        *self.server_date.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = response.date;
        log::trace!("{method}: HTTP status {}, {} bytes", response.status, response.body.len());
        self.forms.watch(&request, &response);
        if let Some(failure) = transport::check_status(&response) {
            let detail = self.name_host(failure.detail);
            return Ok(Attempt::Retry(TransportError { detail, ..failure }, response.retry_after));
        }
        // The answer to a request for a key is one.
        let body = if method == method::CREATE_KEY {
            response.body
        } else {
            secret::redact_key(&self.settings.key, response.body)
        };
        match envelope::parse(method, body) {
            Ok(answer) => {
                self.has_answered.store(true, Ordering::SeqCst);
                Ok(Attempt::Whole(answer))
            }
            Err(envelope::EnvelopeError::Error(error)) => Err(error),
            Err(envelope::EnvelopeError::Garbled(detail)) => {
                Ok(Attempt::Retry(TransportError::passing(Sent::Maybe, self.name_host(detail)), None))
            }
            Err(envelope::EnvelopeError::Damaged(detail)) => Ok(Attempt::Damaged(self.name_host(detail))),
        }
    }

    fn name_host(&self, what: Message) -> Message {
        transport::name_host(self.transport.host(), what)
    }

    fn time_left(&self) -> Option<Duration> {
        self.settings.deadline.checked_sub(self.pace.elapsed()).filter(|left| !left.is_zero())
    }

    // The signal is looked at before a turn is booked, and again after the wait for it.
    fn wait_for_turn(&self, method: Method, sent: Sent, last: &Option<TransportError>) -> Result<(), Error> {
        self.check_interrupt(method, sent)?;
        // Each attempt takes a turn, a repeated one too: Qoo10 counts requests, not calls.
        let wait = self.limiter.reserve(self.pace.elapsed());
        self.sleep(wait, method, sent, last)
    }

    fn sleep(
        &self,
        wait: Duration,
        method: Method,
        sent: Sent,
        last: &Option<TransportError>,
    ) -> Result<(), Error> {
        match self.time_left() {
            // Nothing is begun that the deadline would cut off.
            Some(left) if left > wait => {
                if !wait.is_zero() {
                    self.pace.sleep(wait);
                }
                self.check_interrupt(method, sent)
            }
            _ => {
                let (last, cause) = last.clone().map(|failure| (failure.detail, failure.cause)).unzip();
                Err(Error::Deadline { method, sent, last, cause: cause.flatten() })
            }
        }
    }

    /// Before every request: may there be one?
    fn check_interrupt(&self, method: Method, sent: Sent) -> Result<(), Error> {
        match self.interrupt.signal() {
            None => Ok(()),
            Some(signal) => Err(Error::Interrupted { method, sent, signal }),
        }
    }
}

/// GetShippingAndClaimInfoByOrderNo_V2: "There is not OrdrNo for Seller".
const NO_SUCH_ORDER: i64 = -10003;

fn format_timestamp(at: Jst) -> String {
    at.format("%Y%m%d%H%M%S").to_string()
}

fn build_item_form(item_code: &str) -> [(&'static str, String); 2] {
    [("ItemCode", item_code.to_owned()), ("SellerCode", String::new())]
}

/// Takes a code other than success for a failure.
pub(super) fn refuse_code(method: Method, answer: Answer) -> Result<Answer, Error> {
    match answer.code {
        0 => Ok(answer),
        code => Err(Error::Code { method, sent: Sent::No, code, message: answer.message }),
    }
}

/// Item methods say with a code of their own that they know no such item.
fn allow_unknown_item(answer: Result<Answer, Error>) -> Result<Option<Answer>, Error> {
    match answer {
        Err(Error::Code { .. }) => Ok(None),
        other => other.map(Some),
    }
}

/// Doubling waits with jitter, so that several shops do not come back at the same moment.
fn compute_back_off(attempts: u32) -> Duration {
    let longest = FIRST_BACK_OFF.saturating_mul(1 << attempts.min(10).saturating_sub(1)).min(MAX_BACK_OFF);
    longest.mul_f64(0.5 + fastrand::f64() / 2.0)
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
