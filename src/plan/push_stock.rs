//! push-stock (在庫連携): which listings are due, which are left out, and what each item's call holds.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::listing::{ItemKind, Listing, format_option, format_type};
use crate::domain::quantity::{
    MissingTypes, MoveType, OptionQty, PlainQty, StockFailure, StockOption, TaxRate, find_separator_text,
};
use crate::domain::seller_code::check_codes;
use crate::domain::stock::is_mass_zero;
use crate::vocabulary::{Message, msg};

/// What an item without options holds at Qoo10 now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainItem {
    /// Pieces; none when they cannot be read.
    pub qty: Option<i64>,
    /// The last day of its sale; none when it shows none, what is wrong with one that cannot be read.
    pub sale_ends_on: Result<Option<NaiveDate>, Message>,
    /// Its tax rate; none when it shows none that Qoo10 takes.
    pub tax_rate: Option<TaxRate>,
}

/// What an item holds at Qoo10 now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteItem {
    Plain(PlainItem),
    Options {
        options: Vec<StockOption>,
        unread: Vec<Message>,
    },
    /// A MOVE item's types, or the text of one that cannot be taken apart.
    Move(Result<Vec<MoveType>, String>),
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListingDecision {
    SetPlain(PlainQty),
    SetOption(OptionQty),
    InMoveSet,
    /// What an earlier run began to send has arrived.
    AlreadySet(i64),
    Skip(StockFailure),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemPlan {
    /// By the place of the listing among those given.
    pub decisions: Vec<(usize, ListingDecision)>,
    /// All types of a MOVE item with their quantities (STK-4); none when nothing is sent.
    pub move_set: Option<Vec<MoveType>>,
    /// Options at Qoo10 that the state file does not have: they are left alone.
    pub unlisted_options: Vec<String>,
}

/// Whether a listing is to be told its free stock: Qoo10 was told another number, may show another one since
/// a line of it was imported or cancelled, or an answer was lost (STK-7).
pub fn is_due(listing: &Listing, all: bool) -> bool {
    let differs = |free: i64| listing.sent_qty != Some(free) || listing.is_stale || listing.pending.is_some();
    listing.sku.is_some() && listing.free.as_ref().is_ok_and(|free| all || differs(*free))
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemsOnSale {
    /// Seller codes by item code.
    pub seller_codes: HashMap<String, String>,
    /// How many items of the list cannot be read, and may be any.
    pub unread: u64,
}

/// Why a due listing is left out, given what is on sale now (STK-2).
pub fn find_skip_reason(listing: &Listing, on_sale: &ItemsOnSale) -> Option<StockFailure> {
    let Some(seller_code) = on_sale.seller_codes.get(&listing.item_code) else {
        return Some(match on_sale.unread {
            0 => StockFailure::NotOnSale,
            unread => StockFailure::LookupFailed(msg!("report-item_in_no_row", n = unread)),
        });
    };
    let has_option = match listing.kind {
        Some(ItemKind::Plain) => false,
        Some(ItemKind::Option | ItemKind::Move) => true,
        None => !listing.option_code.is_empty(),
    };
    let unusable = check_codes(seller_code, has_option.then_some(listing.option_code.as_str())).err();
    let shared = || listing.is_code_shared.then_some(StockFailure::OptionCodeShared);
    unusable.map(StockFailure::CodeUnusable).or_else(shared)
}

/// How many listings would go to 0, and of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MassZero {
    pub zeroed: usize,
    /// Mapped and on sale, and not last sent as 0.
    pub of: usize,
    /// The SKUs that would go to 0, each once.
    pub skus: Vec<String>,
}

/// Whether too many would go to 0 (STK-6): of the listings `due`, measured by all that are mapped and
/// `on_sale`.
pub fn check_mass_zero<'l>(
    due: impl Iterator<Item = &'l Listing>,
    on_sale: impl Iterator<Item = &'l Listing>,
    max_zero_percent: u32,
) -> Option<MassZero> {
    let counts = |listing: &&Listing| listing.sent_qty != Some(0);
    let zeroed = due.filter(counts).filter(|one| one.free == Ok(0));
    let zeroed: Vec<&Listing> = zeroed.collect();
    let of = on_sale.filter(counts).count();
    is_mass_zero(zeroed.len(), of, max_zero_percent).then(|| {
        let mut seen = BTreeSet::new();
        let skus = zeroed.iter().filter_map(|one| one.sku.clone()).filter(|sku| seen.insert(sku.clone()));
        MassZero { zeroed: zeroed.len(), of, skus: skus.collect() }
    })
}

/// Decides on one item: `listings` are all that the state file has of it, `due` the places of those to be
/// told.
pub fn plan_item(
    now: &RemoteItem,
    listings: &[&Listing],
    due: &BTreeSet<usize>,
    seller_code: &str,
) -> ItemPlan {
    match now {
        RemoteItem::Unknown => skip_all(due, &StockFailure::ItemUnknown),
        RemoteItem::Plain(plain) => ItemPlan {
            decisions: decide_each(due, |place| decide_plain(listings[place], plain, seller_code)),
            ..ItemPlan::default()
        },
        RemoteItem::Options { options, unread } => ItemPlan {
            decisions: decide_each(due, |place| match decide_option(listings[place], options, seller_code) {
                // It may be the one that cannot be read.
                ListingDecision::Skip(StockFailure::OptionGone) if !unread.is_empty() => {
                    ListingDecision::Skip(StockFailure::Unreadable("ItemTypeCode".to_owned()))
                }
                decision => decision,
            }),
            move_set: None,
            unlisted_options: find_unlisted_options(options, listings),
        },
        RemoteItem::Move(Err(damaged)) => skip_all(due, &StockFailure::SeparatorInText(damaged.clone())),
        // A name that lost bytes on the way could not go back as it was.
        RemoteItem::Move(Ok(types)) if types.iter().any(is_damaged) => {
            skip_all(due, &StockFailure::Unreadable("OptionQty".to_owned()))
        }
        RemoteItem::Move(Ok(types)) => plan_move_item(types, listings, due),
    }
}

fn is_damaged(one: &MoveType) -> bool {
    one.names.iter().chain([&one.code]).any(|text| text.contains(char::REPLACEMENT_CHARACTER))
}

fn decide_each(
    due: &BTreeSet<usize>,
    decide: impl Fn(usize) -> ListingDecision,
) -> Vec<(usize, ListingDecision)> {
    due.iter().map(|place| (*place, decide(*place))).collect()
}

fn skip_all(due: &BTreeSet<usize>, why: &StockFailure) -> ItemPlan {
    ItemPlan { decisions: decide_each(due, |_| ListingDecision::Skip(why.clone())), ..ItemPlan::default() }
}

/// What an earlier run began, when Qoo10 shows it and nothing newer is to be told.
fn find_arrived(listing: &Listing, shown: Option<i64>) -> Option<i64> {
    let begun = listing.pending.filter(|begun| listing.free == Ok(*begun))?;
    (shown == Some(begun)).then_some(begun)
}

fn decide_plain(listing: &Listing, now: &PlainItem, seller_code: &str) -> ListingDecision {
    let free = match &listing.free {
        Ok(free) => *free,
        Err(error) => return ListingDecision::Skip(error.into()),
    };
    if !listing.option_code.is_empty() {
        return ListingDecision::Skip(StockFailure::OptionGone);
    }
    if let Some(begun) = find_arrived(listing, now.qty) {
        return ListingDecision::AlreadySet(begun);
    }
    match &now.sale_ends_on {
        Err(_) => ListingDecision::Skip(StockFailure::Unreadable("ExpireDate".to_owned())),
        Ok(None) => ListingDecision::Skip(StockFailure::NoEndDate),
        &Ok(Some(sale_ends_on)) => ListingDecision::SetPlain(PlainQty {
            item_code: listing.item_code.clone(),
            seller_code: seller_code.to_owned(),
            sale_ends_on,
            tax_rate: now.tax_rate,
            qty: free,
        }),
    }
}

fn decide_option(listing: &Listing, options: &[StockOption], seller_code: &str) -> ListingDecision {
    let free = match &listing.free {
        Ok(free) => *free,
        Err(error) => return ListingDecision::Skip(error.into()),
    };
    if listing.option_code.is_empty() {
        return ListingDecision::Skip(StockFailure::KindChanged);
    }
    let text = |one: &StockOption| format_option(&one.names, &one.values);
    let Some(found) = find_match(options, listing, |one| &one.code, text) else {
        return ListingDecision::Skip(StockFailure::OptionGone);
    };
    if let Some(begun) = find_arrived(listing, found.qty) {
        return ListingDecision::AlreadySet(begun);
    }
    if let Some(text) = find_separator_text(&found.names).or_else(|| find_separator_text(&found.values)) {
        return ListingDecision::Skip(StockFailure::SeparatorInText(text.clone()));
    }
    let Some(price_yen) = found.price_yen else {
        return ListingDecision::Skip(StockFailure::Unreadable("Price".to_owned()));
    };
    ListingDecision::SetOption(OptionQty {
        item_code: listing.item_code.clone(),
        seller_code: seller_code.to_owned(),
        names: found.names.clone(),
        values: found.values.clone(),
        code: found.code.clone(),
        price_yen,
        qty: free,
    })
}

/// The option or type that a listing means: the one with its code, or of several the one with its text as
/// well.
fn find_match<'t, T>(
    things: &'t [T],
    listing: &Listing,
    code: impl Fn(&T) -> &str,
    text: impl Fn(&T) -> String,
) -> Option<&'t T> {
    let mut with_code = things.iter().filter(|one| code(one).trim() == listing.option_code);
    match (with_code.next(), with_code.next()) {
        (only, None) => only,
        (_, Some(_)) => {
            things.iter().find(|one| code(one).trim() == listing.option_code && text(one) == listing.option)
        }
    }
}

fn find_unlisted_options(options: &[StockOption], listings: &[&Listing]) -> Vec<String> {
    let is_known = |option: &&StockOption| {
        let text = format_option(&option.names, &option.values);
        let code = option.code.trim();
        listings.iter().any(|listing| match code {
            "" => listing.option == text,
            code => listing.option_code == code,
        })
    };
    let unknown = options.iter().filter(|option| !is_known(option));
    unknown.map(|option| format_option(&option.names, &option.values)).collect()
}

/// All types or nothing (STK-4).
fn plan_move_item(types: &[MoveType], listings: &[&Listing], due: &BTreeSet<usize>) -> ItemPlan {
    let is_there = |place: &&usize| types.iter().any(|one| is_same_type(listings[**place], one));
    let (there, gone): (Vec<&usize>, Vec<&usize>) = due.iter().partition(is_there);
    let not = |places: &[&usize], why: &StockFailure| {
        places.iter().map(|place| (**place, ListingDecision::Skip(why.clone()))).collect::<Vec<_>>()
    };
    let mut plan = ItemPlan { decisions: not(&gone, &StockFailure::OptionGone), ..ItemPlan::default() };
    let (mut members, mut missing) = (Vec::new(), MissingTypes::default());
    for one in types {
        match match_type(one, listings) {
            Ok(member) => members.push(member),
            Err(Missing::Sku) => missing.not_mapped.push(format_type(&one.names)),
            Err(Missing::Quantity { sku }) => missing.without_quantity.push(sku),
        }
    }
    if missing != MissingTypes::default() {
        plan.decisions.extend(not(&there, &StockFailure::TypesMissing(missing)));
        return plan;
    }
    let is_waiting = |place: usize, shown: i64| {
        due.contains(&place) && find_arrived(listings[place], Some(shown)).is_none()
    };
    if members.iter().zip(types).any(|((place, _), one)| is_waiting(*place, one.qty)) {
        let set = |((_, free), one): (&(usize, i64), &MoveType)| MoveType { qty: *free, ..one.clone() };
        plan.move_set = Some(members.iter().zip(types).map(set).collect());
        plan.decisions.extend(members.iter().map(|(place, _)| (*place, ListingDecision::InMoveSet)));
    } else {
        // What went along with the set has arrived with it, though it was not due.
        let arrived =
            members.iter().filter(|(place, _)| due.contains(place) || listings[*place].pending.is_some());
        plan.decisions.extend(arrived.map(|(place, free)| (*place, ListingDecision::AlreadySet(*free))));
    }
    plan
}

/// What a type lacks.
enum Missing {
    Sku,
    Quantity { sku: String },
}

/// The listing of a type and the quantity that it gets.
fn match_type(one: &MoveType, listings: &[&Listing]) -> Result<(usize, i64), Missing> {
    let text = format_type(&one.names);
    if check_codes("-", Some(one.code.trim())).is_err() {
        return Err(Missing::Sku);
    }
    let with_code: Vec<usize> = (0..listings.len())
        .filter(|place| listings[*place].sku.is_some() && !listings[*place].is_code_shared)
        .filter(|place| is_same_type(listings[*place], one))
        .collect();
    let with_text = with_code.iter().find(|place| listings[**place].option == text);
    match with_text.or(with_code.first()) {
        None => Err(Missing::Sku),
        Some(place) => match listings[*place].free {
            Ok(free) => Ok((*place, free)),
            Err(_) => Err(Missing::Quantity { sku: listings[*place].sku.clone().unwrap_or(text) }),
        },
    }
}

fn is_same_type(listing: &Listing, one: &MoveType) -> bool {
    one.code.trim() == listing.option_code
}

#[cfg(test)]
#[path = "push_stock_tests.rs"]
mod tests;
