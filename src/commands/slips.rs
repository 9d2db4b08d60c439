//! `orders slips`: packing slips to print from a browser.

use super::order_reply;
use crate::cli::SlipsArgs;
use crate::desk::slips::{SlipBatch, gather_slips};
use crate::domain::labels::LabelSender;
use crate::error::{Exit, Failure};
use crate::render::html::slips::{SheetForm, SlipSender, render_slips};
use crate::render::pick;
use crate::runtime::context::Context;
use crate::runtime::new_file::NewFile;
use crate::runtime::paged_list;
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, args: &SlipsArgs) -> Result<Exit, Failure> {
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    let file = NewFile::check(context, &args.html, args.replace)?;
    let store = paged_list::open_for_reading(context)?;
    let gathered = store.read_in_transaction(|store| gather_slips(store, &args.order)).map_err(of_store)?;
    let batch = match gathered {
        Ok(batch) => batch,
        Err(unknown) => return Err(order_reply::unknown_order(&store, unknown).map_err(of_store)?),
    };
    if !batch.slips.is_empty() {
        let sender = load_sender(context);
        let sheet = SheetForm { size: args.size, is_for_gifts: args.gift };
        let text = render_slips(&batch.slips, &sender, sheet, context.now().date_naive());
        file.write(text.as_bytes())?;
    }
    let exit = if batch.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    print_batch(context, &file, &batch, exit)?;
    Ok(exit)
}

/// Who stands on the slips as their sender: that of the labels, else the shop by its name.
fn load_sender(context: &Context) -> SlipSender {
    match &context.config.labels.sender {
        Some(LabelSender { name, zip, address, tel }) => SlipSender {
            name: name.clone(),
            zip: Some(zip.clone()),
            address: Some(address.clone()),
            tel: Some(tel.clone()),
        },
        None => SlipSender { name: context.config.shop.name.clone(), ..SlipSender::default() },
    }
}

fn print_batch(context: &Context, file: &NewFile, batch: &SlipBatch, exit: Exit) -> Result<(), Failure> {
    if !context.output.should_print(exit) {
        return Ok(());
    }
    let written = (!batch.slips.is_empty()).then(|| file.typed());
    if context.output.json {
        let json = pick::render_slips_json(written, batch, context.lang);
        return context.output.print_result(&(json.map_err(|e| paged_list::json_error(&e))? + "\n"));
    }
    for refusal in &batch.refused {
        let refused = Failure::usage(refusal.message.clone()).with_hint(refusal.next.clone());
        context.output.print_error(&refused, context.lang);
    }
    match written {
        Some(file) => {
            let line = pick::render_slips_written(file, batch.slips.len(), context.lang);
            context.output.print_line(&format!("{line}\n"))
        }
        None => {
            if batch.refused.is_empty() {
                context.print_unless_quiet(&msg!("slips-nothing"));
            }
            Ok(())
        }
    }
}
