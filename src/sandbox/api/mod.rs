//! The API by name: which methods there are, who may call them, and what they answer.

mod claim_rows;
mod claims;
mod confirm;
mod keys;
mod lookup;
mod moves;
mod options;
mod order_rows;
mod orders;
mod params;
mod price_qty;
mod sending;
mod tracking;
mod wording;

pub use params::Params;

use super::answer::MethodAnswer;
use super::variants::{ExpiredKey, WrongKey};
use super::world::{API_KEY, KeyState, World};
use crate::domain::time::Jst;

/// One call of the API, as it came in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// `ShippingBasic.GetShippingInfo_v3`, in any case.
    pub method: String,
    /// Parameters of body and query together.
    pub params: Params,
    /// The key from header or query; empty when there was none.
    pub key: String,
    /// `1.0`; empty when there was none.
    pub version: String,
}

/// What the world says to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiReply {
    /// The body; the HTTP status is always 200.
    pub body: String,
    /// Whether a method ran at all: not so when the gateway refused.
    pub acted: bool,
}

/// A call that was let through, as its method sees it.
pub(super) struct Call<'a> {
    pub(super) method: &'static str,
    pub(super) params: &'a Params,
    pub(super) version: &'a str,
    pub(super) now: Jst,
}

enum Handler {
    Read(fn(&World, &Call) -> MethodAnswer),
    Write(fn(&mut World, &Call) -> MethodAnswer),
    /// Asked with the API key instead of a seller key.
    Key(fn(&mut World, &Call) -> MethodAnswer),
}

const METHODS: &[(&str, Handler)] = &[
    ("ShippingBasic.GetShippingInfo_v3", Handler::Read(orders::list_v3)),
    ("ShippingBasic.GetShippingInfo_v2", Handler::Read(orders::list_v2)),
    ("ShippingBasic.GetClaimInfo_V3", Handler::Read(claims::list)),
    ("ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2", Handler::Read(claims::by_number)),
    ("ShippingBasic.SetSellerCheckYN_V2", Handler::Write(confirm::single)),
    ("ShippingBasic.SetSellerCheckYNBulk", Handler::Write(confirm::bulk)),
    ("ShippingBasic.SetSendingInfo", Handler::Write(sending::single)),
    ("ShippingBasic.SetSendingInfoBulk", Handler::Write(sending::bulk)),
    ("Claim.SetCancelProcess", Handler::Write(claims::cancel)),
    ("ItemsLookup.GetAllGoodsInfo", Handler::Read(lookup::all_goods)),
    ("ItemsLookup.GetItemDetailInfo", Handler::Read(lookup::detail)),
    ("ItemsLookup.GetMoveItemDetailInfo", Handler::Read(moves::detail)),
    ("ItemsLookup.GetGoodsInventoryInfo", Handler::Read(lookup::inventory)),
    ("ItemsLookup.GetGoodsOptionInfo", Handler::Read(lookup::addons)),
    ("ItemsLookup.GetSellerDeliveryGroupInfo", Handler::Read(lookup::groups)),
    ("ItemsOrder.SetGoodsPriceQty", Handler::Write(price_qty::single)),
    ("ItemsOrder.SetGoodsPriceQtyBulk", Handler::Write(price_qty::bulk)),
    ("ItemsOptions.EditGoodsInventory", Handler::Write(options::replace)),
    ("ItemsOptions.UpdateInventoryDataUnit", Handler::Write(options::update_row)),
    ("ItemsOptions.UpdateInventoryQtyUnit", Handler::Write(options::update_qty)),
    ("ItemsOptions.UpdateInventoryDataBulk", Handler::Write(options::bulk)),
    ("ItemsOptions.EditMoveGoodsInventory", Handler::Write(moves::edit)),
    ("CertificationAPI.CreateCertificationKey", Handler::Key(keys::create)),
];

fn find(method: &str) -> Result<&'static (&'static str, Handler), MethodAnswer> {
    let found = METHODS.iter().find(|(name, _)| name.eq_ignore_ascii_case(method));
    found.ok_or_else(|| {
        let (class, name) = method.split_once('.').unwrap_or((method, ""));
        let known = METHODS
            .iter()
            .any(|(m, _)| m.split_once('.').is_some_and(|(c, _)| c.eq_ignore_ascii_case(class)));
        match known {
            false => MethodAnswer::Plain(format!("Can't find service Name {class}")),
            true => MethodAnswer::Plain(format!("Can't find method Info {name}")),
        }
    })
}

/// The names of all methods served, in Qoo10's spelling.
pub fn method_names() -> impl Iterator<Item = &'static str> {
    METHODS.iter().map(|(name, _)| *name)
}

impl World {
    /// Answers one call: total, and a function of the world, the call and the time.
    pub fn handle(&mut self, request: &Request, now: Jst) -> ApiReply {
        match self.look(request, now) {
            Some(reply) => reply,
            None => self.act(request, now),
        }
    }

    /// Answers a call that changes nothing: a read or a refusal by the gateway. None: it wants to write.
    pub(crate) fn look(&self, request: &Request, now: Jst) -> Option<ApiReply> {
        let (name, run) = match find(&request.method) {
            Ok(found) => found,
            Err(answer) => return Some(self.reject(&request.method, answer)),
        };
        if let Some(answer) = self.gate(request, run) {
            return Some(self.reject(name, answer));
        }
        let Handler::Read(run) = run else { return None };
        let answer = run(self, &call(name, request, now));
        Some(ApiReply { body: answer.body(name, &self.variants), acted: true })
    }

    fn act(&mut self, request: &Request, now: Jst) -> ApiReply {
        let body = match find(&request.method) {
            Ok((name, Handler::Write(run) | Handler::Key(run))) => {
                let answer = run(self, &call(name, request, now));
                answer.body(name, &self.variants)
            }
            _ => String::new(),
        };
        ApiReply { body, acted: true }
    }

    fn reject(&self, method: &str, answer: MethodAnswer) -> ApiReply {
        ApiReply { body: answer.body(method, &self.variants), acted: false }
    }

    /// The gateway's look at key and version.
    fn gate(&self, request: &Request, run: &Handler) -> Option<MethodAnswer> {
        let wrong = MethodAnswer::Gateway(match self.variants.wrong_key {
            WrongKey::NoSuchApi => -90001,
            WrongKey::CheckKey => -10000,
        });
        if !matches!(request.version.as_str(), "" | "1.0" | "1.1" | "1.2") {
            return Some(MethodAnswer::Gateway(-90001));
        }
        if matches!(run, Handler::Key(_)) {
            return (request.key != API_KEY).then_some(wrong);
        }
        match self.keys.get(&request.key) {
            Some(KeyState::Active) => None,
            Some(KeyState::ReadOnly) => {
                matches!(run, Handler::Write(_)).then_some(MethodAnswer::Gateway(-90002))
            }
            Some(KeyState::Inactive) => Some(MethodAnswer::Nothing),
            Some(KeyState::Expired) => Some(MethodAnswer::Gateway(match self.variants.expired_key {
                ExpiredKey::First => -90004,
                ExpiredKey::Second => -90005,
            })),
            None => Some(wrong),
        }
    }
}

fn call<'a>(method: &'static str, request: &'a Request, now: Jst) -> Call<'a> {
    Call { method, params: &request.params, version: &request.version, now }
}

impl World {
    /// Puts a write on record and hands its code on.
    pub(super) fn note(&mut self, call: &Call, target: &str, values: String, code: i64) -> i64 {
        self.writes.record(call.now, call.method, target, values, code);
        code
    }
}

/// A code as a command's answer.
pub(super) fn command(code: i64) -> MethodAnswer {
    if code == 0 { MethodAnswer::Done } else { MethodAnswer::Refused(code) }
}
