//! `stock …`: look at the free stock, and change it.

use crate::runtime::context::Context;
use crate::runtime::{loading, paged_list};

use crate::cli::stock::StockCommand;
use crate::cli::{Brake, WaitArgs};
use crate::desk::stock::{self, KnownSkus, SetStockOutcome, StockLoadRules};
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
                let (stock, listed) = (store.list_free_stock()?, store.list_listed_skus()?);
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
        match stock::set_stock(&mut store, sku, qty, context.now()).map_err(context.map_change_error())? {
            SetStockOutcome::Done { was, change, stock } => (was, change, stock),
            SetStockOutcome::Unknown(nearest) => {
                let next = match nearest {
                    Some(near) => msg!("desk-sku_meant", near = near),
                    None => msg!("desk-sku_to_load"),
                };
                return Err(Failure::usage(msg!("desk-sku_unknown", sku = sku)).with_hint(next));
            }
        };
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = if context.output.json {
        told::render_set_json(sku, was, change, &stock).map_err(|e| paged_list::json_error(&e))?
    } else {
        told::render_set(sku, was, change, &stock, context.lang)
    };
    context.output.print_line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

fn list(context: &Context) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_stock"),
        |show| store.visit_free_stock(show),
        told::render_json,
        |all| told::render_stock(all, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}
