//! `status`: how the shop stands.

use std::path::Path;

use crate::cli::desk::StatusArgs;
use crate::config::Config;
use crate::desk::status::{StatusRules, load_status};
use crate::error::{Exit, Failure};
use crate::render::metrics::ShopFigures;
use crate::render::{metrics, status as told};
use crate::runtime::context::Context;
use crate::runtime::io::Io;
use crate::runtime::{atomic_file, output_path, paged_list};
use crate::vocabulary::msg;

pub(super) const METRICS_KIND: output_path::FileKind =
    output_path::FileKind { prefix: metrics::START, other: "desk-is_no_metrics_file", example: "shop.prom" };

pub(super) fn run(context: &Context, args: &StatusArgs) -> Result<Exit, Failure> {
    if let Some(file) = &args.metrics_file {
        output_path::check_destination(context, file, &METRICS_KIND)?;
    }
    let store = paged_list::open_for_reading(context)?;
    let status = store
        .read_in_transaction(|store| {
            Ok(load_status(store, build_status_rules(&context.config), context.now()))
        })
        .map_err(|error| Failure::from_store(context.state_path(), &error))?
        .map_err(|error| Failure::from_late(&error, context.state_path()))?;
    let shop = &context.config.shop.name;
    if let Some(file) = &args.metrics_file {
        let figures = [ShopFigures { labels: vec![("shop", shop.clone())], status: &status }];
        write_metrics(&context.io, file, &metrics::render_metrics(&figures))?;
    }
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let text = match context.output.json {
        true => {
            told::render_json(&status, shop, context.lang).map_err(|e| paged_list::json_error(&e))? + "\n"
        }
        false => told::render_status(&status, shop, context.lang, context.output.width),
    };
    context.output.print_result(&text)?;
    Ok(Exit::Ok)
}

/// Replaces a metrics file.
pub(super) fn write_metrics(io: &Io, file: &Path, text: &str) -> Result<(), Failure> {
    atomic_file::write_atomically(&io.resolve_path(file), text, 0o644).map_err(|e| {
        let message = msg!("desk-metrics_not_written", file = file.display(), error = &e);
        Failure::with_next(Exit::Failed, message).caused_by(e)
    })
}

/// What the configuration says about how the shop stands.
pub(super) fn build_status_rules(config: &Config) -> StatusRules {
    StatusRules {
        catch_up_days: config.push_shipments.catch_up_days,
        stock: config.stock.defaults,
        key_issued_on: config.qoo10.seller_key_issued_on,
        writes: config.qoo10.writes,
    }
}
