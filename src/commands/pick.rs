//! `orders pick`: what has to be fetched from the shelves, and for which orders.

use crate::cli::PickArgs;
use crate::desk::pick::{gather_picks, write_csv};
use crate::error::{Exit, Failure};
use crate::plan::pick::PickItem;
use crate::render::{html, pick, table};
use crate::runtime::context::Context;
use crate::runtime::new_file::NewFile;
use crate::runtime::paged_list;
use crate::text::localize;
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, args: &PickArgs) -> Result<Exit, Failure> {
    let check = |file| NewFile::check(context, file, args.replace);
    let (html, csv) =
        (args.html.as_deref().map(check).transpose()?, args.csv.as_deref().map(check).transpose()?);
    if let (Some(one), Some(other)) = (&html, &csv)
        && one.is_same_place(other)
    {
        return Err(Failure::usage_with_next(msg!("pick-one_file_for_two")));
    }
    let items = paged_list::open_for_reading(context)?
        .read_in_transaction(gather_picks)
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    if html.is_none() && csv.is_none() {
        return print_items(context, items);
    }
    if items.is_empty() {
        context.print_unless_quiet(&msg!("pick-nothing"));
        return Ok(Exit::Ok);
    }
    if let Some(file) = html {
        let shop = &context.config.shop.name;
        let text = html::pick::render_pick_list(&items, shop, context.now(), context.lang);
        write_file(context, &file, text.as_bytes(), &items)?;
    }
    if let Some(file) = csv {
        let bytes = write_csv(&items, &localize(&msg!("pick-gift"), context.lang)).map_err(|e| {
            let message = msg!("desk-file_not_written", file = file.typed().display(), error = &e);
            Failure::with_next(Exit::Failed, message).caused_by(e)
        })?;
        write_file(context, &file, &bytes, &items)?;
    }
    Ok(Exit::Ok)
}

fn print_items(context: &Context, items: Vec<PickItem>) -> Result<Exit, Failure> {
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("pick-nothing"),
        |show| items.into_iter().try_for_each(show),
        pick::render_json,
        |items| pick::render_items(items, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn write_file(context: &Context, file: &NewFile, bytes: &[u8], items: &[PickItem]) -> Result<(), Failure> {
    file.write(bytes)?;
    if !context.output.should_print(Exit::Ok) {
        return Ok(());
    }
    let line = match context.output.json {
        true => {
            html::render_written_json(file.typed(), bytes.len()).map_err(|e| paged_list::json_error(&e))?
        }
        false => pick::render_written(file.typed(), items, context.lang),
    };
    context.output.print_line(&format!("{line}\n"))
}
