//! The API by name: which methods there are, who may call them, and what they answer.

mod bulk;
mod call;
mod claims;
mod confirm;
mod keys;
mod lookup;
mod moves;
mod options;
mod orders;
mod price_qty;
mod rows;
mod sending;
mod tracking;
mod values;
mod wording;

use super::answer::MethodAnswer;
use super::request::{ApiReply, Request};
use super::variants::{ExpiredKey, WrongKey};
use super::world::{API_KEY, KeyState, World};
use crate::domain::time::Jst;
use call::{Call, MethodResult};

enum Handler {
    Read(fn(&World, &Call) -> MethodResult),
    Write(fn(&mut World, &Call) -> MethodResult),
    /// Asked with the API key instead of a seller key.
    Key(fn(&mut World, &Call) -> MethodResult),
}

const METHODS: &[(&str, Handler)] = &[
    ("ShippingBasic.GetShippingInfo_v3", Handler::Read(orders::list_v3)),
    ("ShippingBasic.GetShippingInfo_v2", Handler::Read(orders::list_v2)),
    ("ShippingBasic.GetClaimInfo_V3", Handler::Read(claims::list_claims)),
    ("ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2", Handler::Read(claims::look_up_order)),
    ("ShippingBasic.SetSellerCheckYN_V2", Handler::Write(confirm::confirm_single)),
    ("ShippingBasic.SetSellerCheckYNBulk", Handler::Write(confirm::confirm_bulk)),
    ("ShippingBasic.SetSendingInfo", Handler::Write(sending::send_single)),
    ("ShippingBasic.SetSendingInfoBulk", Handler::Write(sending::send_bulk)),
    ("Claim.SetCancelProcess", Handler::Write(claims::cancel_order)),
    ("ItemsLookup.GetAllGoodsInfo", Handler::Read(lookup::list_items)),
    ("ItemsLookup.GetItemDetailInfo", Handler::Read(lookup::get_item_detail)),
    ("ItemsLookup.GetMoveItemDetailInfo", Handler::Read(moves::get_move_detail)),
    ("ItemsLookup.GetGoodsInventoryInfo", Handler::Read(lookup::list_stock_options)),
    ("ItemsLookup.GetGoodsOptionInfo", Handler::Read(lookup::list_addons)),
    ("ItemsLookup.GetSellerDeliveryGroupInfo", Handler::Read(lookup::list_groups)),
    ("ItemsOrder.SetGoodsPriceQty", Handler::Write(price_qty::set_single)),
    ("ItemsOrder.SetGoodsPriceQtyBulk", Handler::Write(price_qty::set_bulk)),
    ("ItemsOptions.EditGoodsInventory", Handler::Write(options::replace_options)),
    ("ItemsOptions.UpdateInventoryDataUnit", Handler::Write(options::update_row)),
    ("ItemsOptions.UpdateInventoryQtyUnit", Handler::Write(options::update_qty)),
    ("ItemsOptions.UpdateInventoryDataBulk", Handler::Write(options::update_bulk)),
    ("ItemsOptions.EditMoveGoodsInventory", Handler::Write(moves::edit_move_types)),
    ("CertificationAPI.CreateCertificationKey", Handler::Key(keys::create_key)),
];

fn find_method(method: &str) -> Result<&'static (&'static str, Handler), MethodAnswer> {
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
        if let Some(reply) = self.try_read(request, now) {
            return reply;
        }
        let body = match find_method(&request.method) {
            Ok((name, Handler::Write(run) | Handler::Key(run))) => {
                let outcome = run(self, &Call::new(name, request, now));
                outcome.unwrap_or_else(MethodAnswer::Refused).to_body(name, request.is_xml, &self.variants)
            }
            _ => String::new(),
        };
        ApiReply { body, acted: true }
    }

    /// Answers a call that changes nothing: a read or a refusal by the gateway. None: it wants to write.
    pub(crate) fn try_read(&self, request: &Request, now: Jst) -> Option<ApiReply> {
        let (name, run) = match find_method(&request.method) {
            Ok(found) => found,
            Err(answer) => return Some(self.reject(&request.method, request, &answer)),
        };
        if let Err(answer) = self.check_access(request, run) {
            return Some(self.reject(name, request, &answer));
        }
        let Handler::Read(run) = run else { return None };
        let answer = run(self, &Call::new(name, request, now)).unwrap_or_else(MethodAnswer::Refused);
        Some(ApiReply { body: answer.to_body(name, request.is_xml, &self.variants), acted: true })
    }

    fn reject(&self, method: &str, request: &Request, answer: &MethodAnswer) -> ApiReply {
        ApiReply { body: answer.to_body(method, request.is_xml, &self.variants), acted: false }
    }

    /// The gateway's look at key and version; an error is its answer.
    fn check_access(&self, request: &Request, run: &Handler) -> Result<(), MethodAnswer> {
        let wrong = match self.variants.wrong_key {
            WrongKey::NoSuchApi => -90001,
            WrongKey::CheckKey => -10000,
        };
        let expired = match self.variants.expired_key {
            ExpiredKey::First => -90004,
            ExpiredKey::Second => -90005,
        };
        if !matches!(request.version.as_str(), "" | "1.0" | "1.1" | "1.2") {
            return Err(MethodAnswer::Gateway(-90001));
        }
        let code = match (run, self.keys.get(&request.key)) {
            (Handler::Key(_), _) if request.key == API_KEY => return Ok(()),
            (Handler::Key(_), _) | (_, None) => wrong,
            (_, Some(KeyState::Active | KeyState::OrdersOnly))
            | (Handler::Read(_), Some(KeyState::ReadOnly)) => return Ok(()),
            (_, Some(KeyState::ReadOnly)) => -90002,
            (_, Some(KeyState::Inactive)) => return Err(MethodAnswer::Nothing),
            (_, Some(KeyState::Expired)) => expired,
        };
        Err(MethodAnswer::Gateway(code))
    }
}
