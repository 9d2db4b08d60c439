//! `stock …`: look at the free stock, and change it.

use crate::runtime::context::Context;
use crate::runtime::{loading, paged_list};

use crate::cli::stock::StockCommand;
use crate::cli::{Brake, WaitArgs};
use crate::desk::stock::{self, KnownSkus, Set, StockLoadRules};
use crate::error::{Exit, Failure};
use crate::render::{stock as told, table};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &StockCommand) -> Result<Exit, Failure> {
    match command {
        StockCommand::Load(args) => {
            let rules = StockLoadRules {
                absent_is_zero: args.absent_is_zero,
                max_zero_percent: context.config.push_stock.max_zero_percent,
                force_mass_zero: args.force.contains(&Brake::MassZero),
            };
            loading::run(context, &args.load, &stock::COLUMNS, |store, file| {
                let (stock, listed) = (store.free_stock()?, store.listed_skus()?);
                stock::plan_load(KnownSkus { stock: &stock, listed: &listed }, file, &rules)
            })
        }
        StockCommand::Set { sku, qty, wait } => set(context, sku, *qty, *wait),
        StockCommand::List => list(context),
    }
}

fn set(context: &Context, sku: &str, qty: i64, wait: WaitArgs) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    let (was, change, stock) =
        match stock::set(&mut store, sku, qty, context.now()).map_err(context.of_change())? {
            Set::Done { was, change, stock } => (was, change, stock),
            Set::Unknown(nearest) => {
                let next = match nearest {
                    Some(near) => msg!("desk-sku_meant", near = near),
                    None => msg!("desk-sku_to_load"),
                };
                return Err(Failure::usage(msg!("desk-sku_unknown", sku = sku)).hint(next));
            }
        };
    if !context.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = if context.output.json {
        told::set_json(sku, was, change, &stock).map_err(|e| paged_list::not_json(&e))?
    } else {
        told::set(sku, was, change, &stock, context.lang)
    };
    context.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let store = paged_list::open(context)?;
    let mut pages = table::Pages::new(context.output.width);
    paged_list::print(
        context,
        msg!("desk-no_stock"),
        |show| store.each_free_stock(show),
        told::json,
        |all| told::list(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
