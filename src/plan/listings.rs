//! `listings`: what a pull changes in the mapping table, which SKU a listing has by its codes, and what is
//! wrong with one.

use std::collections::HashSet;

use crate::domain::listing::{ItemKind, ON_SALE, STOPPED};
use crate::domain::mapping::{ItemPart, MappedListing, PulledItem, SkuBy};
use crate::domain::seller_code::{self, CodeError, check_codes};
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, Reason, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PullChange {
    Add(ItemPart, Option<String>),
    /// A listing that is no longer as it was.
    Update {
        listing: MappedListing,
        /// Whether Qoo10 has to be told its quantity again.
        is_to_be_sent: bool,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// In an order in which no two listings of the item are the same at any time.
    pub changes: Vec<PullChange>,
    pub new: u64,
    pub gone: u64,
}

/// The SKU of a listing by the joining rule (IMP-9). A listing of an item that was never read has an option
/// when it has an option code.
///
/// # Errors
/// What is wrong with its codes.
pub fn join_sku(
    seller_code: &str,
    kind: Option<ItemKind>,
    option_code: &str,
    separator: &str,
) -> Result<String, CodeError> {
    let option_code = select_option_code(kind, option_code);
    check_codes(seller_code, option_code)?;
    Ok(seller_code::sku(seller_code, option_code, separator))
}

/// The option code that counts; none for a plain item.
fn select_option_code(kind: Option<ItemKind>, option_code: &str) -> Option<&str> {
    let has_option = match kind {
        Some(ItemKind::Plain) => false,
        Some(ItemKind::Option | ItemKind::Move) => true,
        None => !option_code.is_empty(),
    };
    has_option.then_some(option_code)
}

/// Decides what an item as it was read changes among the `known` listings of the item.
pub fn merge(known: &[MappedListing], item: &PulledItem, separator: &str) -> Merge {
    let parts = remove_duplicates(&item.parts);
    // No SKU stands for two things of one item (IMP-19).
    let is_shared = |code: &str| parts.iter().filter(|part| part.option_code == code).count() > 1;
    let sku_of = |part: &ItemPart| {
        let joined = join_sku(&item.seller_code, Some(item.kind), &part.option_code, separator);
        joined.ok().filter(|_| !is_shared(&part.option_code))
    };
    let places = match_parts(known, &parts);
    let mut merge = Merge::default();
    for (place, old) in known.iter().enumerate() {
        let part = places.iter().position(|matched| *matched == Some(place)).map(|n| parts[n]);
        let (now, is_to_be_sent) = match part {
            Some(part) => update_mapped(old, part, sku_of(part)),
            None if !item.unread.is_empty() => continue,
            None => (MappedListing { is_gone: true, ..old.clone() }, false),
        };
        merge.gone += u64::from(now.is_gone && !old.is_gone);
        if now != *old {
            merge.changes.push(PullChange::Update { listing: now, is_to_be_sent });
        }
    }
    for (part, _) in parts.iter().zip(&places).filter(|(_, place)| place.is_none()) {
        merge.new += 1;
        merge.changes.push(PullChange::Add((*part).clone(), sku_of(part)));
    }
    merge
}

fn update_mapped(old: &MappedListing, part: &ItemPart, joined: Option<String>) -> (MappedListing, bool) {
    let (sku, sku_by) = match old.sku_by {
        Some(SkuBy::Hand) => (old.sku.clone(), old.sku_by),
        _ => (joined.clone(), joined.map(|_| SkuBy::Pull)),
    };
    // What came back, or stands for another choice now, holds a quantity that nobody here sent.
    let is_another = old.is_gone || (!old.part.option.is_empty() && old.part.option != part.option);
    let is_to_be_sent = is_another || old.sku != sku;
    let now = MappedListing { listing_id: old.listing_id, part: part.clone(), sku, sku_by, is_gone: false };
    (now, is_to_be_sent)
}

/// Each part once, in their order.
fn remove_duplicates(parts: &[ItemPart]) -> Vec<&ItemPart> {
    let mut seen = HashSet::new();
    parts.iter().filter(|part| seen.insert(*part)).collect()
}

/// The place of the known listing that each part is: the one that is the same; else one with its code, which
/// was made by hand or had another text; else one with its text that had no code.
fn match_parts(known: &[MappedListing], parts: &[&ItemPart]) -> Vec<Option<usize>> {
    let same: fn(&MappedListing, &ItemPart) -> bool = |old, part| old.part == *part;
    let with_code: fn(&MappedListing, &ItemPart) -> bool =
        |old, part| !part.option_code.is_empty() && old.part.option_code == part.option_code;
    let with_text: fn(&MappedListing, &ItemPart) -> bool = |old, part| {
        old.part.option_code.is_empty()
            && !part.option.is_empty()
            && old.part.option == part.option
            && !old.is_gone
    };
    let mut places: Vec<Option<usize>> = vec![None; parts.len()];
    let mut taken = HashSet::new();
    for is_it in [same, with_code, with_text] {
        for (place, part) in places.iter_mut().zip(parts).filter(|(place, _)| place.is_none()) {
            let fitting = (0..known.len()).filter(|n| !taken.contains(n) && is_it(&known[*n], part));
            *place = fitting.min_by_key(|n| known[*n].is_gone);
            taken.extend(*place);
        }
    }
    places
}

/// A listing, or an item without any yet, as far as it matters whether its quantity can be sent.
#[derive(Debug, Clone, Copy)]
pub struct ListingState<'a> {
    /// The kind of the item; none when it was never read.
    pub kind: Option<ItemKind>,
    /// Its status at Qoo10; none when Qoo10 does not list it.
    pub item_status: Option<&'a str>,
    /// The seller's item code; blank for none.
    pub seller_code: &'a str,
    /// The seller's option code; blank for none.
    pub option_code: &'a str,
    pub sku: Option<&'a str>,
    /// Whether Qoo10 no longer has the option or type.
    pub is_gone: bool,
    /// Whether another option of the item has the same code.
    pub is_code_shared: bool,
}

impl ListingState<'_> {
    /// Whether it may be sold and has no SKU.
    pub fn is_unmapped(&self) -> bool {
        let is_sold = self.item_status.is_some() || self.kind.is_none();
        self.sku.is_none() && is_sold && !self.is_gone
    }

    /// What is wrong with it and what to do; none where nothing is.
    pub fn message(&self) -> Option<Message> {
        let shown = |code: &str| truncate(code, MAX_CODE_CHARS);
        Some(match find_issue(self)? {
            ListingIssue::NeverPulled => msg!("listings-never_pulled"),
            ListingIssue::NotRead => msg!("listings-not_read"),
            ListingIssue::NotListed => msg!("listings-not_listed"),
            ListingIssue::Gone => msg!("listings-gone"),
            ListingIssue::Stopped => msg!("listings-stopped"),
            ListingIssue::Unmapped => msg!("listings-without_sku"),
            ListingIssue::CodeShared => {
                msg!("listings-option_code_shared", code = shown(self.option_code))
            }
            ListingIssue::InvalidCode(CodeError::SellerCodeMissing) => msg!("listings-no_seller_code"),
            ListingIssue::InvalidCode(CodeError::OptionCodeMissing) => msg!("listings-no_option_code"),
            ListingIssue::InvalidCode(CodeError::SellerCodeUnusable) => {
                msg!("listings-bad_seller_code", code = shown(self.seller_code))
            }
            ListingIssue::InvalidCode(CodeError::OptionCodeUnusable) => {
                msg!("listings-bad_option_code", code = shown(self.option_code))
            }
        })
    }
}

/// A message shows so many characters of a code that cannot be used.
const MAX_CODE_CHARS: usize = 40;

/// What keeps a listing from showing the free stock of a SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingIssue {
    /// It was mapped by hand, and no pull has seen the item.
    NeverPulled,
    /// Qoo10 lists the item, and it was not read yet.
    NotRead,
    /// Qoo10 no longer lists the item.
    NotListed,
    /// Qoo10 no longer has the option or type.
    Gone,
    /// The seller stopped the sale.
    Stopped,
    /// Its codes cannot be used.
    InvalidCode(CodeError),
    /// It has no SKU.
    Unmapped,
    /// Another option of the item has the same code (IMP-19).
    CodeShared,
}

impl ListingIssue {
    /// Its word for scripts.
    pub fn reason(self) -> Reason {
        match self {
            Self::NeverPulled => Reason::ItemUnknown,
            Self::NotRead | Self::Unmapped => Reason::NotMapped,
            Self::NotListed | Self::Stopped => Reason::NotOnSale,
            Self::Gone => Reason::OptionGone,
            Self::InvalidCode(unusable) => unusable.reason(),
            Self::CodeShared => Reason::OptionCodeShared,
        }
    }
}

/// What is wrong with a listing; of several things the one to mend first.
pub fn find_issue(one: &ListingState<'_>) -> Option<ListingIssue> {
    let codes = || check_codes(one.seller_code, select_option_code(one.kind, one.option_code));
    match (one.kind, one.item_status) {
        (None, None) => Some(ListingIssue::NeverPulled),
        (Some(_), None) => Some(ListingIssue::NotListed),
        (None, Some(_)) => Some(ListingIssue::NotRead),
        _ if one.is_gone => Some(ListingIssue::Gone),
        (_, Some(STOPPED)) => Some(ListingIssue::Stopped),
        (_, Some(status)) if status != ON_SALE => Some(ListingIssue::NotListed),
        _ => match codes() {
            Err(unusable) => Some(ListingIssue::InvalidCode(unusable)),
            Ok(()) if one.is_code_shared => Some(ListingIssue::CodeShared),
            Ok(()) if one.sku.is_none() => Some(ListingIssue::Unmapped),
            Ok(()) => None,
        },
    }
}

/// Whether the item list lost more than half of its items since the last pull (brake `shrunken-list`).
pub fn has_shrunk(was: u64, now: u64) -> bool {
    now.saturating_mul(2) < was
}

#[cfg(test)]
#[path = "listings_tests.rs"]
mod tests;
