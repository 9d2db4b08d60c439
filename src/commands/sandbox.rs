//! `sandbox …`: from command to world and back to text or JSON.

mod show;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;

use crate::cli::sandbox::{CodeField, FaultArgs, FaultCommand, ItemChange, NewOrderArgs, SandboxCommand};
use crate::config::Endpoint;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, from_wall_clock, parse_jst};
use crate::error::{Exit, Failure};
use crate::runtime::context::Context;
use crate::runtime::qoo10_access::sandbox_error;
use crate::sandbox::{Error, Fault, FaultKind, Purchase, Server, TimeSource, World, WorldFile};
use crate::text::localize;
use crate::vocabulary::{Lang, Message, msg};
use show::{
    CommandReply, render_change, render_faults, render_list, render_purchase, render_variants, render_writes,
};

/// How the answer is told, and where.
struct SandboxOutput<'a> {
    json: bool,
    lang: Lang,
    /// How many columns it has, where it is a terminal.
    width: Option<usize>,
    out: &'a mut dyn Write,
}

/// Runs a command on the practice shop beside the state file.
pub(super) fn run(context: &Context, command: &SandboxCommand) -> Result<Exit, Failure> {
    if context.config.qoo10.endpoint != Endpoint::Sandbox {
        context.print_unless_quiet(&msg!("practice-not_asked", file = context.world_path().display()));
    }
    let is_silent =
        !context.output.should_print(Exit::Ok) && !matches!(command, SandboxCommand::Serve { .. });
    let mut out: Box<dyn Write> =
        if is_silent { Box::new(std::io::sink()) } else { Box::new(context.output.stdout()) };
    let told = SandboxOutput {
        json: context.output.json,
        lang: context.lang,
        width: context.output.width,
        out: &mut out,
    };
    run_on(command, &context.world_path(), context.clock(), told).map_err(|error| sandbox_error(&error))?;
    Ok(Exit::Ok)
}

/// Runs one command on the world kept at `world`; `serve` returns only when the server cannot start.
fn run_on(
    command: &SandboxCommand,
    world: &Path,
    clock: TimeSource,
    told: SandboxOutput<'_>,
) -> Result<(), Error> {
    let now = clock();
    let answer = match command {
        SandboxCommand::Serve { listen } => return serve(world, *listen, clock, told),
        SandboxCommand::Reset { empty } => {
            let new = if *empty { World::empty() } else { World::from_seed(now) };
            WorldFile::reset(world, &new)?;
            let text = localize(&msg!("practice-reset"), told.lang);
            CommandReply::from_line(text, json!({"reset": true}))
        }
        _ => run_on_world(command, &WorldFile::open(world, now)?, now, told.lang)?,
    };
    answer
        .write(told.json, told.width, told.out)
        .map_err(|e| Error::io(msg!("practice-answer_not_written"), e))
}

fn serve(world: &Path, listen: SocketAddr, clock: TimeSource, told: SandboxOutput<'_>) -> Result<(), Error> {
    if !listen.ip().is_loopback() {
        return Err(Error::usage(msg!("practice-listens_here_only", address = listen.to_string())));
    }
    let file = WorldFile::open(world, clock())?;
    let doing = msg!("practice-cannot_listen", address = listen.to_string());
    let server = Server::start(file, listen, clock).map_err(|e| Error::io(doing, e))?;
    let url = server.base_url();
    let line = CommandReply::from_line(url.clone(), json!({"base_url": url}));
    let said = line.write(told.json, told.width, told.out).and_then(|()| told.out.flush());
    said.map_err(|e| Error::io(msg!("practice-url_not_written"), e))?;
    loop {
        std::thread::park_timeout(Duration::from_secs(3600));
    }
}

fn run_on_world(
    command: &SandboxCommand,
    file: &WorldFile,
    now: Jst,
    lang: Lang,
) -> Result<CommandReply, Error> {
    use SandboxCommand as C;
    let change = |what: Message, n: &str, act: &dyn Fn(&mut World) -> Result<Vec<OrderNo>, Error>| {
        file.try_change(|world| act(world)).map(|numbers| render_change(&what, n, &numbers, lang))
    };
    match command {
        C::Serve { .. } | C::Reset { .. } => Ok(CommandReply { text: String::new(), json: Vec::new() }),
        C::NewOrder(args) => {
            let wish = parse_new_order(args)?;
            let (cart, numbers) = file.try_change(|world| world.add_purchase(&wish, now))?;
            Ok(render_purchase(cart, &numbers, lang))
        }
        C::Pay(n) => change(msg!("practice-paid"), &n.number, &|w| w.pay(&n.number, now)),
        C::RequestCancel(n) => {
            change(msg!("practice-cancel_requested"), &n.number, &|w| w.request_cancel(&n.number, now))
        }
        C::WithdrawCancel(n) => {
            change(msg!("practice-cancel_withdrawn"), &n.number, &|w| w.withdraw_cancel(&n.number))
        }
        C::Cancel(n) => change(msg!("practice-cancelled"), &n.number, &|w| w.cancel(&n.number, now)),
        C::Claim { number: n, status } => change(msg!("practice-claim", status = *status), &n.number, &|w| {
            w.set_claim(&n.number, *status, now)
        }),
        C::Confirm { number: n, date } => {
            let tomorrow = (now + TimeDelta::days(1)).date_naive();
            let date = date.unwrap_or(tomorrow);
            change(msg!("practice-confirmed"), &n.number, &|w| w.confirm_by_hand(&n.number, date))
        }
        C::Ship { number: n, carrier, tracking } => {
            change(msg!("practice-sent"), &n.number, &|w| w.ship_by_hand(&n.number, carrier, tracking, now))
        }
        C::Deliver(n) => change(msg!("practice-delivered"), &n.number, &|w| w.deliver(&n.number, now)),
        C::List => file.read(|world| render_list(world, lang)),
        C::Writes => file.read(render_writes),
        C::Item { item, change } => {
            let status = match change {
                ItemChange::Stop => "S1",
                ItemChange::Resume => "S2",
            };
            file.try_change(|world| world.set_item_status(item, status))?;
            let text = localize(&msg!("practice-item_status", item = item, status = status), lang);
            Ok(CommandReply::from_line(text, json!({"item": item, "status": status})))
        }
        C::SetSellerCode { item, code } => {
            file.try_change(|world| world.set_seller_code(item, code))?;
            let text = localize(&msg!("practice-item_code", item = item, code = code), lang);
            Ok(CommandReply::from_line(text, json!({"item": item, "seller_code": code})))
        }
        C::Fault(fault) => self::run_fault_command(fault, file, lang),
        C::Variant { name: Some(name), value: Some(value) } => {
            file.try_change(|world| world.variants.set(name, value))?;
            Ok(CommandReply::from_line(format!("{name}: {value}"), json!({"name": name, "value": value})))
        }
        C::Variant { .. } => file.read(render_variants),
    }
}

fn parse_new_order(args: &NewOrderArgs) -> Result<Purchase, Error> {
    let bad_cart = |text: &str| Error::usage(msg!("practice-no_cart_number", text = format!("{text:?}")));
    let cart =
        args.cart.as_ref().map(|text| text.parse::<PackNo>().map_err(|_| bad_cart(text))).transpose()?;
    let bad_time = |text: &str| Error::usage(msg!("practice-no_time", text = format!("{text:?}")));
    let time = |text: &String| {
        let wall_clock = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok().map(from_wall_clock);
        wall_clock.or_else(|| parse_jst(text)).ok_or_else(|| bad_time(text))
    };
    Ok(Purchase {
        item: args.item.clone(),
        option: args.option.clone(),
        qty: args.qty.map(i64::from),
        unpaid: args.unpaid,
        lines: args.lines.map(|n| n as usize),
        cart,
        desired: args.desired_date.clone(),
        ordered_at: args.ordered_at.as_ref().map(time).transpose()?,
        carrier: args.carrier.clone(),
    })
}

fn run_fault_command(command: &FaultCommand, file: &WorldFile, lang: Lang) -> Result<CommandReply, Error> {
    match command {
        FaultCommand::Add(args) => {
            let fault = parse_fault(args)?;
            file.change(|world| world.faults.add(&args.method, fault, args.after, args.times))?;
        }
        FaultCommand::Seed { seed, percent, kinds } => {
            let kinds: Vec<_> =
                kinds.iter().map(|name| FaultKind::from_name(name)).collect::<Result<_, _>>()?;
            file.change(|world| world.faults.start_storm(*seed, *percent, &kinds))?;
        }
        FaultCommand::Clear => file.change(|world| world.faults.clear())?,
        FaultCommand::List => {}
    }
    file.read(|world| render_faults(world, lang))
}

fn parse_fault(args: &FaultArgs) -> Result<Fault, Error> {
    let known =
        args.method == "*" || crate::sandbox::method_names().any(|m| m.eq_ignore_ascii_case(&args.method));
    if !known {
        return Err(Error::usage(msg!("practice-no_method", method = format!("{:?}", args.method))));
    }
    let bad = |_| Error::usage(msg!("practice-bad_seconds"));
    let seconds = args.seconds.map(|s| Duration::try_from_secs_f64(s).map_err(bad));
    Ok(Fault {
        kind: FaultKind::from_name(&args.kind)?,
        code: args.code,
        as_error_code: args.code_field == CodeField::ErrorCode,
        row: args.row.clone(),
        wait_ms: seconds.transpose()?.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX)),
    })
}
