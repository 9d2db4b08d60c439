//! Faults on demand: by rule, or by a seed that decides for each request.

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::request::Params;
use crate::vocabulary::msg;

/// What a fault spoils, which decides where it is struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoils {
    /// The exchange itself: what networks and gateways do. Storms are of these.
    Exchange,
    /// The whole answer.
    Answer,
    /// A row of the answer, or its list (`odd`).
    Row,
}

macro_rules! fault_kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal $spoils:ident $has_effect:literal;)+) => {
        /// What goes wrong with one request.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum FaultKind { $($(#[$doc])* #[serde(rename = $name)] $kind),+ }

        impl FaultKind {
            pub const ALL: [FaultKind; [$($name),+].len()] = [$(FaultKind::$kind),+];

            /// The name on the command line.
            pub fn name(self) -> &'static str {
                match self { $(FaultKind::$kind => $name),+ }
            }

            /// Whether the request takes effect all the same.
            pub fn has_effect(self) -> bool {
                match self { $(FaultKind::$kind => $has_effect),+ }
            }

            fn spoils(self) -> Spoils {
                match self { $(FaultKind::$kind => Spoils::$spoils),+ }
            }
        }
    };
}

fault_kinds! {
    /// The connection closes before anything is done.
    LostRequest "lost-request" Exchange false;
    /// The connection closes without an answer.
    LostReply "lost-reply" Exchange true;
    Http500 "http-500" Exchange false;
    Http500Acted "http-500-acted" Exchange true;
    /// With a Retry-After if seconds are given.
    Http429 "http-429" Exchange false;
    /// A web page with status 200.
    Html200 "html-200" Exchange false;
    Html200Acted "html-200-acted" Exchange true;
    /// Half of the promised body is sent, then the connection closes.
    CutBody "cut-body" Exchange true;
    /// The answer comes late.
    Slow "slow" Answer true;
    /// A refusal with a code of one's choice.
    ErrorCode "error-code" Answer false;
    EmptyBody "empty-body" Answer false;
    /// To another page.
    Redirect302 "redirect-302" Answer false;
    /// A plain text.
    NotJson "not-json" Answer false;
    /// Raw control characters in a text.
    RowControl "row-control" Row true;
    /// Unescaped quotes in a text.
    RowQuote "row-quote" Row true;
    RowBareWord "row-bare-word" Row true;
    /// Half of a surrogate pair in a text.
    RowHalfPair "row-half-pair" Row true;
    /// Bytes in a text that are not UTF-8.
    RowNotUtf8 "row-not-utf8" Row true;
    /// A row without its numbers.
    RowNumbersGone "row-numbers-gone" Row true;
    /// An order date that is not a date.
    RowBadDate "row-bad-date" Row true;
    /// An object in place of the list.
    ListIsObject "list-is-object" Row true;
    /// No `ResultObject`.
    ListAbsent "list-absent" Row true;
}

impl FaultKind {
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.into_iter().map(Self::name).collect();
            Error::usage(msg!("sandbox-no_fault", name = format!("{name:?}"), names = names.join(", ")))
        })
    }

    /// Whether it is struck in the body that the method gave, row by row (`odd`).
    pub fn is_in_rows(self) -> bool {
        self.spoils() == Spoils::Row
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
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
    pub kinds: Vec<FaultKind>,
    /// Requests so far.
    pub requests: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Faults {
    /// Rules; the first that strikes wins.
    pub rules: Vec<FaultRule>,
    pub storm: Option<Storm>,
}

impl Faults {
    /// Adds a rule; `times` 0 means every call.
    pub fn add(&mut self, method: &str, fault: impl Into<Fault>, after: u32, times: u32) {
        let left = (times > 0).then_some(times);
        self.rules.push(FaultRule { method: method.to_owned(), fault: fault.into(), after, left });
    }

    /// Starts a storm; without kinds, of what networks and gateways do.
    pub fn start_storm(&mut self, seed: u64, percent: u8, kinds: &[FaultKind]) {
        let usual = || FaultKind::ALL.into_iter().filter(|kind| kind.spoils() == Spoils::Exchange).collect();
        let kinds = if kinds.is_empty() { usual() } else { kinds.to_vec() };
        self.storm = Some(Storm { seed, percent: percent.min(100), kinds, requests: 0 });
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a call of this method would strike or count: if not, [`Faults::next`] changes nothing.
    pub(crate) fn can_affect(&self, method: &str) -> bool {
        self.storm.is_some() || self.rules.iter().any(|rule| rule.is_for_method(method))
    }

    /// Counts a call and tells what goes wrong with it.
    pub(crate) fn take_fault(&mut self, method: &str, params: &Params) -> Option<Fault> {
        let mut struck = None;
        for rule in self.rules.iter_mut().filter(|rule| rule.is_for_method(method) && rule.has_row(params)) {
            if rule.after > 0 {
                rule.after -= 1;
            } else if struck.is_none() {
                struck = Some(rule.fault.clone());
                rule.left = rule.left.map(|left| left - 1);
            }
        }
        self.rules.retain(|rule| rule.left != Some(0));
        let storm = self.storm.as_mut().and_then(Storm::take_fault);
        struck.or(storm)
    }
}

impl FaultRule {
    fn is_for_method(&self, method: &str) -> bool {
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
    fn take_fault(&mut self) -> Option<Fault> {
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
        assert!(!faults.can_affect("ItemsLookup.GetAllGoodsInfo"));
        let struck: Vec<_> = (0..4)
            .map(|_| faults.take_fault("claim.setcancelprocess", &Params::default()).is_some())
            .collect();
        assert_eq!(struck, [false, true, true, false]);
        assert!(faults.rules.is_empty());
    }

    #[test]
    fn a_rule_for_a_row_strikes_the_calls_that_have_it() {
        let mut faults = Faults::default();
        faults.add("*", Fault { row: Some("1062428738".to_owned()), ..FaultKind::Http500.into() }, 0, 0);
        let mut strikes =
            |value: &str| faults.take_fault("X.Y", &Params::from_pairs(&[("P", value)])).is_some();
        assert!(strikes("1062428738") && strikes(r#"[{"OrderNo":"1062428737"},{"OrderNo":"1062428738"}]"#));
        assert!(!strikes("10624287380") && !strikes(r#"[{"OrderNo":"1062428737"}]"#));
    }

    #[test]
    fn a_rule_for_ever_stays() {
        let mut faults = Faults::default();
        faults.add("*", FaultKind::NotJson, 0, 0);
        assert!((0..50).all(|_| faults.take_fault("X.Y", &Params::default()).is_some()));
    }

    #[test]
    fn a_seed_strikes_the_same_requests_at_about_its_rate() {
        let run = |seed| {
            let mut faults = Faults::default();
            faults.start_storm(seed, 30, &[]);
            (0..1000)
                .map(|_| faults.take_fault("X.Y", &Params::default()).map(|f| f.kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let struck = run(7).iter().flatten().count();
        assert!((240..360).contains(&struck), "{struck}");
        let kinds: std::collections::HashSet<_> = run(7).into_iter().flatten().collect();
        assert!(kinds.len() == 8 && kinds.iter().all(|kind| kind.spoils() == Spoils::Exchange), "{kinds:?}");
    }

    #[test]
    fn names_are_those_in_the_file() {
        for kind in FaultKind::ALL {
            assert_eq!(FaultKind::from_name(kind.name()).unwrap(), kind);
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.name()));
        }
        assert!(FaultKind::from_name("earthquake").unwrap_err().is_usage());
    }
}
