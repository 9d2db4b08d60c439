//! Which of the forms that the documents leave open an answer uses. Pure: nothing of what an answer says is
//! kept, only how it is written. Whatever cannot be read here is left to the readers of `wire/`.

mod bulk;
mod envelope;
mod keys;
mod log;
mod lookup;
mod rows;
mod sample;
mod shape;
mod watched_call;

pub use self::log::FormLog;
pub use self::watched_call::{Observed, WatchedCall};

use self::sample::Sample;
use super::method;

/// The forms in an answer, as far as it shows any.
pub fn observe(exchange: &WatchedCall<'_>) -> Observed {
    let mut seen = Observed::new(exchange.method);
    envelope::observe_transport(exchange, &mut seen);
    if !(200..300).contains(&exchange.status) {
        return seen;
    }
    let text = sample::cut_body(exchange.body);
    let Some(sample) = text.as_deref().and_then(Sample::parse) else { return seen };
    envelope::observe_codes(exchange, &sample, &mut seen);
    if !sample.is_success() && !bulk::is_bulk(exchange.method) {
        return seen;
    }
    match exchange.method {
        method::GET_SHIPPING_INFO => rows::observe_orders(&sample, &mut seen),
        method::GET_CLAIMS => rows::observe_claims(&sample, &mut seen),
        method::GET_BY_ORDER_NO => rows::observe_look_up(&sample, &mut seen),
        method::GET_ITEM_DETAIL
        | method::GET_MOVE_ITEM_DETAIL
        | method::GET_INVENTORY
        | method::GET_ADDONS
        | method::GET_DELIVERY_GROUPS
        | method::GET_ALL_GOODS => lookup::observe_items(exchange.method, &sample, &mut seen),
        method::CREATE_KEY => lookup::observe_new_key(&sample, &mut seen),
        method if bulk::is_bulk(method) => bulk::observe_bulk(exchange, &sample, &mut seen),
        _ => {}
    }
    seen
}

#[cfg(test)]
mod tests;
