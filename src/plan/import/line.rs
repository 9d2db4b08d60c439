//! What becomes of one row: SKU, option, add-ons and delivery company (IMP-6, 9, 10, 11).

use super::facts::{FactReader, LookupResult};
use super::progress;

use crate::domain::mapping::NO_OPTION_CODE;
use crate::domain::option_text::{self, Addon};
use crate::domain::order::LineStage;
use crate::domain::reject::RowProblem;
use crate::domain::seller_code::{is_usable, sku, split_option_code};
use crate::domain::shipping_row::ShippingRow;
use crate::vocabulary::{Message, Reason};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLine {
    pub sku: String,
    /// The option text without its add-ons.
    pub option: Option<String>,
    /// The add-on parts of the option text, as written, each with the add-on's code.
    pub addons: Vec<(String, Option<String>)>,
    /// Qoo10's name of the delivery company.
    pub delivery_company: String,
    /// Why the add-on list could not be fetched, when the option text was kept whole for that.
    pub addons_unavailable: Option<Message>,
    pub progress: LineStage,
}

/// What can be said of a row without asking Qoo10 anything.
pub fn find_obvious_problem(row: &ShippingRow) -> Option<RowProblem> {
    match &row.seller_item_code {
        None => Some(RowProblem::new(Reason::SellerCodeMissing, &row.item_code)),
        Some(code) if !is_usable(code) => Some(RowProblem::new(Reason::SellerCodeUnusable, code)),
        Some(_) => None,
    }
}

/// Decides on one row. None: the questions that `asking` now holds have to be answered first.
///
/// # Errors
/// Why the row cannot be imported.
pub fn plan_line(
    row: &ShippingRow,
    separator: &str,
    asking: &mut FactReader<'_>,
) -> Result<Option<PlannedLine>, RowProblem> {
    if let Some(problem) = find_obvious_problem(row) {
        return Err(problem);
    }
    let progress = progress::read_progress(row)?;
    let company = find_company(row, asking)?;
    let Some(options) = split_options(row, asking) else { return Ok(None) };
    let Some(code) = find_main_code(row, &options, asking)? else { return Ok(None) };
    let (Some(delivery_company), Some(seller_item_code)) = (company, &row.seller_item_code) else {
        return Ok(None);
    };
    Ok(Some(PlannedLine {
        sku: sku(seller_item_code, code.as_deref(), separator),
        option: options.main,
        addons: options.addons,
        delivery_company,
        addons_unavailable: options.unavailable,
        progress,
    }))
}

fn find_company(row: &ShippingRow, asking: &mut FactReader<'_>) -> Result<Option<String>, RowProblem> {
    if row.delivery_company.is_some() {
        return Ok(row.delivery_company.clone());
    }
    match asking.find_company(&row.item_code) {
        None => Ok(None),
        Some(LookupResult::Known(Some(company))) => Ok(Some(company.clone())),
        Some(LookupResult::Known(None)) => Err(RowProblem::new(Reason::NoDeliveryCompany, &row.item_code)),
        Some(LookupResult::Unavailable(why)) => Err(RowProblem::new(Reason::LookupFailed, why)),
    }
}

struct SplitOptions {
    main: Option<String>,
    addons: Vec<(String, Option<String>)>,
    addon_codes: Vec<String>,
    unavailable: Option<Message>,
}

/// The option text, taken apart by the item's add-on list; none: not known yet.
fn split_options(row: &ShippingRow, asking: &mut FactReader<'_>) -> Option<SplitOptions> {
    let whole = |unavailable| SplitOptions {
        main: row.option.clone(),
        addons: vec![],
        addon_codes: vec![],
        unavailable,
    };
    let Some(text) = &row.option else { return Some(whole(None)) };
    let list: &Vec<Addon> = match asking.find_addons(&row.item_code)? {
        LookupResult::Known(list) => list,
        LookupResult::Unavailable(why) => return Some(whole(Some(why.clone()))),
    };
    let parts = option_text::split_addons(text, list);
    let usable = |addon: &Addon| addon.code.clone().filter(|code| is_usable(code));
    Some(SplitOptions {
        main: parts.main,
        addons: parts.addons.into_iter().map(|(text, addon)| (text, usable(addon))).collect(),
        addon_codes: list.iter().filter_map(|addon| addon.code.clone()).collect(),
        unavailable: None,
    })
}

/// The code of the chosen option with stock: `Some(None)` when there is no such option, none when that is
/// not known yet.
fn find_main_code(
    row: &ShippingRow,
    options: &SplitOptions,
    asking: &mut FactReader<'_>,
) -> Result<Option<Option<String>>, RowProblem> {
    let only_addons = options.main.is_none() && !options.addons.is_empty();
    let is_addon = |code: &str| options.addon_codes.iter().any(|addon| addon == code);
    let main = match &row.option_code {
        None => None,
        Some(code) if is_usable(code) => (!(only_addons && is_addon(code))).then(|| code.clone()),
        Some(code) => {
            if !code.contains([',', '/']) {
                return Err(RowProblem::new(Reason::OptionCodeUnusable, code));
            }
            match asking.find_stock_options(&row.item_code) {
                None => return Ok(None),
                // The whole is one code that holds a comma or slash of its own.
                Some(LookupResult::Known(codes)) if codes.contains(code) => Some(code.clone()),
                Some(_) => select_main_code(code, only_addons, is_addon),
            }
        }
    };
    match main {
        Some(code) if is_usable(&code) => check_code_is_own(row, code, asking),
        Some(code) => Err(RowProblem::new(Reason::OptionCodeUnusable, code)),
        None if row.option.is_none() && row.option_code.is_none() => Ok(Some(None)),
        None => match asking.find_stock_options(&row.item_code) {
            None => Ok(None),
            Some(LookupResult::Known(codes)) if codes.is_empty() => Ok(Some(None)),
            Some(LookupResult::Known(_)) => {
                let text = row.option.as_ref().unwrap_or(&row.item_code);
                Err(RowProblem::new(Reason::OptionCodeMissing, text))
            }
            Some(LookupResult::Unavailable(why)) => Err(RowProblem::new(Reason::LookupFailed, why)),
        },
    }
}

/// The code, when no other option of the item has it; none when that is not known yet (IMP-19).
fn check_code_is_own(
    row: &ShippingRow,
    code: String,
    asking: &mut FactReader<'_>,
) -> Result<Option<Option<String>>, RowProblem> {
    let is_shared = match asking.is_code_shared(&row.item_code, &code) {
        Some(is_shared) => is_shared,
        None if code != NO_OPTION_CODE => false,
        None => match asking.find_stock_options(&row.item_code) {
            None => return Ok(None),
            // It stands for no code, unless an option has it.
            Some(LookupResult::Known(codes)) if codes.is_empty() => return Ok(Some(None)),
            Some(LookupResult::Known(codes)) => match codes.iter().filter(|one| **one == code).count() {
                0 => {
                    let text = row.option.as_ref().unwrap_or(&row.item_code);
                    return Err(RowProblem::new(Reason::OptionCodeMissing, text));
                }
                n => n > 1,
            },
            Some(LookupResult::Unavailable(why)) => {
                return Err(RowProblem::new(Reason::LookupFailed, why));
            }
        },
    };
    if is_shared { Err(RowProblem::new(Reason::OptionCodeShared, code)) } else { Ok(Some(Some(code))) }
}

/// The first code that is no add-on's; where all are, the first one, unless only add-ons were chosen.
fn select_main_code(joined: &str, only_addons: bool, is_addon: impl Fn(&str) -> bool) -> Option<String> {
    let first_of_its_own = split_option_code(joined).find(|code| !is_addon(code));
    let first = || split_option_code(joined).next().filter(|_| !only_addons);
    first_of_its_own.or_else(first).map(str::to_owned)
}
