//! The practice Qoo10: a world with state and rules, spoken to over real HTTP on loopback.
//!
//! Reading order: [`World`] (what there is) · `model` (its things) · `build`, `carts`, `seed`, `purchase`,
//! `shop`, `receiver`, `returns` (how they come about and change) · `request`, `api` (the methods, from the
//! documents alone: it shares nothing with the client) · `answer`, `json`, `xml`, `names`, `messages` (how
//! answers are written) · [`Variants`] (what the documents leave open) · [`Faults`] (what goes wrong) ·
//! [`WorldFile`] (where a world is kept) · [`Server`] (how it is spoken to). No two files name each other.
//!
//! Time is the caller's: nothing here reads the system clock.

mod answer;
mod api;
mod build;
mod carts;
mod error;
mod exchange;
mod faults;
mod file;
mod http;
mod http_answer;
mod json;
mod messages;
mod model;
mod names;
mod purchase;
mod receiver;
mod replay;
mod request;
mod returns;
mod row_faults;
mod seed;
mod server;
mod shop;
mod switch;
mod variants;
mod world;
mod writes;
mod xml;

#[cfg(test)]
mod tests;

pub use api::method_names;
pub use carts::{CartDraft, LineDraft};
pub use error::Error;
pub use faults::{Fault, FaultKind, FaultRule, Faults, Storm};
pub use file::WorldFile;
pub use model::{
    AddonRow, Cart, CartLine, LineClaim, MoveRow, Offer, OptionRow, Person, Reservation, ShippingGroup,
    ShopItem, Stock,
};
pub use purchase::{Doubt, Purchase};
pub use receiver::ReceiverChange;
pub use replay::{RecordedDay, ReplayServer};
pub use request::{ApiReply, Params, Request};
pub use returns::{ReturnKind, Stage};
pub use server::{ReceivedRequest, Server, TimeSource};
pub use switch::Switch;
pub use variants::*;
pub use world::{
    API_KEY, EXPIRED_KEY, INACTIVE_KEY, KeyState, LOGIN, ORDERS_KEY, READ_ONLY_KEY, SELLER_KEY, World,
};
pub use writes::RecordedWrite;
