//! Faults on demand: by rule, or by a seed that decides for each request.

use serde::{Deserialize, Serialize};

use super::api::Params;
use super::error::Error;
use crate::vocabulary::msg;

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// The connection closes before anything is done.
    LostRequest,
    /// Done, then the connection closes without an answer.
    LostReply,
    /// HTTP 500, nothing done.
    #[serde(rename = "http-500")]
    Http500,
    /// HTTP 500, but it was done.
    #[serde(rename = "http-500-acted")]
    Http500Acted,
    /// HTTP 429, nothing done; with a Retry-After if seconds are given.
    #[serde(rename = "http-429")]
    Http429,
    /// A web page with status 200, nothing done.
    #[serde(rename = "html-200")]
    Html200,
    /// A web page with status 200, but it was done.
    #[serde(rename = "html-200-acted")]
    Html200Acted,
    /// Done; half of the promised body is sent, then the connection closes.
    CutBody,
    /// Done; the answer comes late.
    Slow,
    /// A refusal with a code of one's choice, nothing done.
    ErrorCode,
    /// An empty body, nothing done.
    EmptyBody,
    /// A redirect to another page, nothing done.
    #[serde(rename = "redirect-302")]
    Redirect302,
    /// A plain text, nothing done.
    NotJson,
    /// Done; raw control characters in a text of one row.
    RowControl,
    /// Done; unescaped quotes in a text of one row.
    RowQuote,
    /// Done; a bare word in one row.
    RowBareWord,
    /// Done; half of a surrogate pair in a text of one row.
    RowHalfPair,
    /// Done; bytes that are no UTF-8 in a text of one row.
    #[serde(rename = "row-not-utf8")]
    RowNotUtf8,
    /// Done; one row without its numbers.
    RowNumbersGone,
    /// Done; one row with an order date that is none.
    RowBadDate,
    /// Done; an object in place of the list.
    ListIsObject,
    /// Done; no `ResultObject`.
    ListAbsent,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [FaultKind; 22] = [
        FaultKind::LostRequest,
        FaultKind::LostReply,
        FaultKind::Http500,
        FaultKind::Http500Acted,
        FaultKind::Http429,
        FaultKind::Html200,
        FaultKind::Html200Acted,
        FaultKind::CutBody,
        FaultKind::Slow,
        FaultKind::ErrorCode,
        FaultKind::EmptyBody,
        FaultKind::Redirect302,
        FaultKind::NotJson,
        FaultKind::RowControl,
        FaultKind::RowQuote,
        FaultKind::RowBareWord,
        FaultKind::RowHalfPair,
        FaultKind::RowNotUtf8,
        FaultKind::RowNumbersGone,
        FaultKind::RowBadDate,
        FaultKind::ListIsObject,
        FaultKind::ListAbsent,
    ];

    /// The kinds that spoil a row of the answer, or its list (`odd`).
    pub const ROW_FAULTS: [FaultKind; 9] = [
        FaultKind::RowControl,
        FaultKind::RowQuote,
        FaultKind::RowBareWord,
        FaultKind::RowHalfPair,
        FaultKind::RowNotUtf8,
        FaultKind::RowNumbersGone,
        FaultKind::RowBadDate,
        FaultKind::ListIsObject,
        FaultKind::ListAbsent,
    ];

    /// The kinds that a seed uses when none are named: what networks and gateways do.
    pub const STORM: [FaultKind; 8] = [
        FaultKind::LostRequest,
        FaultKind::LostReply,
        FaultKind::Http500,
        FaultKind::Http500Acted,
        FaultKind::Http429,
        FaultKind::Html200,
        FaultKind::Html200Acted,
        FaultKind::CutBody,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::LostRequest => "lost-request",
            FaultKind::LostReply => "lost-reply",
            FaultKind::Http500 => "http-500",
            FaultKind::Http500Acted => "http-500-acted",
            FaultKind::Http429 => "http-429",
            FaultKind::Html200 => "html-200",
            FaultKind::Html200Acted => "html-200-acted",
            FaultKind::CutBody => "cut-body",
            FaultKind::Slow => "slow",
            FaultKind::ErrorCode => "error-code",
            FaultKind::EmptyBody => "empty-body",
            FaultKind::Redirect302 => "redirect-302",
            FaultKind::NotJson => "not-json",
            FaultKind::RowControl => "row-control",
            FaultKind::RowQuote => "row-quote",
            FaultKind::RowBareWord => "row-bare-word",
            FaultKind::RowHalfPair => "row-half-pair",
            FaultKind::RowNotUtf8 => "row-not-utf8",
            FaultKind::RowNumbersGone => "row-numbers-gone",
            FaultKind::RowBadDate => "row-bad-date",
            FaultKind::ListIsObject => "list-is-object",
            FaultKind::ListAbsent => "list-absent",
        }
    }

    /// The kind of a name.
    pub fn of(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.into_iter().map(Self::name).collect();
            Error::usage(msg!("sandbox-no_fault", name = format!("{name:?}"), names = names.join(", ")))
        })
    }

    /// Whether the request takes effect all the same.
    pub fn acts(self) -> bool {
        use FaultKind as K;
        matches!(self, K::LostReply | K::Http500Acted | K::Html200Acted | K::CutBody | K::Slow)
            || Self::ROW_FAULTS.contains(&self)
    }
}

/// A fault with its particulars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// `error-code`: the code; -90002 if none is given.
    #[serde(default)]
    pub code: Option<i64>,
    /// `error-code`: as `ErrorCode` (true) or `ResultCode`.
    #[serde(default)]
    pub as_error_code: bool,
    /// `slow`: how long (2,000 if none); `http-429`: Retry-After, in whole seconds.
    #[serde(default)]
    pub wait_ms: Option<u64>,
    /// Only calls with a row of this order number or item code are struck; none: any call.
    #[serde(default)]
    pub row: Option<String>,
}

impl From<FaultKind> for Fault {
    fn from(kind: FaultKind) -> Self {
        Self { kind, code: None, as_error_code: false, wait_ms: None, row: None }
    }
}

/// A fault for the calls of a method: spares the first `after`, then strikes `times` calls (0: every one).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FaultRule {
    /// A method's name, any case, or `*`.
    pub method: String,
    /// What happens.
    pub fault: Fault,
    /// Calls still to be spared.
    pub after: u32,
    /// Calls still to be struck; none: every one.
    pub left: Option<u32>,
}

/// Faults decided by a seed and the number of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Storm {
    /// The seed: the same one strikes the same requests.
    pub seed: u64,
    /// Requests struck of a hundred.
    pub percent: u8,
    /// What may happen.
    pub kinds: Vec<FaultKind>,
    /// Requests so far.
    pub requests: u64,
}

/// All faults in force.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Faults {
    /// Rules; the first that strikes wins.
    pub rules: Vec<FaultRule>,
    /// The storm, if one is on.
    pub storm: Option<Storm>,
}

impl Faults {
    /// Adds a rule; `times` 0 means every call.
    pub fn add(&mut self, method: &str, fault: impl Into<Fault>, after: u32, times: u32) {
        let left = (times > 0).then_some(times);
        self.rules.push(FaultRule { method: method.to_owned(), fault: fault.into(), after, left });
    }

    /// Starts a storm.
    pub fn seed(&mut self, seed: u64, percent: u8, kinds: &[FaultKind]) {
        let kinds = if kinds.is_empty() { FaultKind::STORM.to_vec() } else { kinds.to_vec() };
        self.storm = Some(Storm { seed, percent: percent.min(100), kinds, requests: 0 });
    }

    /// Ends all of them.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a call of this method would strike or count: if not, [`Faults::next`] changes nothing.
    pub(crate) fn concern(&self, method: &str) -> bool {
        self.storm.is_some() || self.rules.iter().any(|rule| rule.matches(method))
    }

    /// Counts a call and tells what goes wrong with it.
    pub(crate) fn next(&mut self, method: &str, params: &Params) -> Option<Fault> {
        let mut struck = None;
        for rule in self.rules.iter_mut().filter(|rule| rule.matches(method) && rule.has_row(params)) {
            if rule.after > 0 {
                rule.after -= 1;
            } else if struck.is_none() {
                struck = Some(rule.fault.clone());
                rule.left = rule.left.map(|left| left - 1);
            }
        }
        self.rules.retain(|rule| rule.left != Some(0));
        let storm = self.storm.as_mut().and_then(Storm::next);
        struck.or(storm)
    }
}

impl FaultRule {
    fn matches(&self, method: &str) -> bool {
        self.method == "*" || self.method.eq_ignore_ascii_case(method)
    }

    /// Rows of bulk calls are JSON with texts; a single call has the number as a parameter.
    fn has_row(&self, params: &Params) -> bool {
        self.fault.row.as_ref().is_none_or(|row| {
            let quoted = format!("\"{row}\"");
            params.0.iter().any(|(_, value)| value == row || value.contains(&quoted))
        })
    }
}

impl Storm {
    fn next(&mut self) -> Option<Fault> {
        self.requests += 1;
        let mut dice =
            fastrand::Rng::with_seed(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.requests);
        let struck = dice.u8(0..100) < self.percent;
        let kind = dice.choice(&self.kinds).copied();
        kind.filter(|_| struck).map(Fault::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_spares_then_strikes_then_ends() {
        let mut faults = Faults::default();
        faults.add("Claim.SetCancelProcess", FaultKind::Http500, 1, 2);
        assert!(!faults.concern("ItemsLookup.GetAllGoodsInfo"));
        let struck: Vec<_> =
            (0..4).map(|_| faults.next("claim.setcancelprocess", &Params::default()).is_some()).collect();
        assert_eq!(struck, [false, true, true, false]);
        assert!(faults.rules.is_empty());
    }

    #[test]
    fn a_rule_for_a_row_strikes_the_calls_that_have_it() {
        let mut faults = Faults::default();
        faults.add("*", Fault { row: Some("1062428738".to_owned()), ..FaultKind::Http500.into() }, 0, 0);
        let mut strikes = |value: &str| faults.next("X.Y", &Params::of(&[("P", value)])).is_some();
        assert!(strikes("1062428738") && strikes(r#"[{"OrderNo":"1062428737"},{"OrderNo":"1062428738"}]"#));
        assert!(!strikes("10624287380") && !strikes(r#"[{"OrderNo":"1062428737"}]"#));
    }

    #[test]
    fn a_rule_for_ever_stays() {
        let mut faults = Faults::default();
        faults.add("*", FaultKind::NotJson, 0, 0);
        assert!((0..50).all(|_| faults.next("X.Y", &Params::default()).is_some()));
    }

    #[test]
    fn a_seed_strikes_the_same_requests_at_about_its_rate() {
        let run = |seed| {
            let mut faults = Faults::default();
            faults.seed(seed, 30, &[]);
            (0..1000).map(|_| faults.next("X.Y", &Params::default()).map(|f| f.kind)).collect::<Vec<_>>()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let struck = run(7).iter().flatten().count();
        assert!((240..360).contains(&struck), "{struck}");
        let kinds: std::collections::HashSet<_> = run(7).into_iter().flatten().collect();
        assert_eq!(kinds.len(), FaultKind::STORM.len());
    }

    #[test]
    fn names_are_those_in_the_file() {
        for kind in FaultKind::ALL {
            assert_eq!(FaultKind::of(kind.name()).unwrap(), kind);
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.name()));
        }
        assert!(FaultKind::of("earthquake").unwrap_err().is_usage());
    }
}
