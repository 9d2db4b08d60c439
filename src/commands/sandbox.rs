//! `sandbox …`: from command to world and back to text or JSON.

mod replay;
mod show;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;

use crate::cli::sandbox::{
    CodeField, DoubtWord, FaultArgs, FaultCommand, ItemChange, NewOrderArgs, ReceiverArgs, SandboxCommand,
    StageWord,
};
use crate::config::Endpoint;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, from_wall_clock, parse_jst};
use crate::error::{Exit, Failure};
use crate::runtime::context::Context;
use crate::runtime::qoo10_access::sandbox_error;
use crate::sandbox::{
    Doubt, Error, Fault, FaultKind, Purchase, ReceiverChange, Reservation, ReturnKind, Server, Stage,
    TimeSource, World, WorldFile,
};
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
    if let SandboxCommand::Replay { folder, listen } = command {
        return replay::run(context, folder, *listen);
    }
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
        C::Serve { .. } | C::Replay { .. } | C::Reset { .. } => {
            Ok(CommandReply { text: String::new(), json: Vec::new() })
        }
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
        C::Cancel { number: n, qty: None } => {
            change(msg!("practice-cancelled"), &n.number, &|w| w.cancel(&n.number, now))
        }
        C::Cancel { number: n, qty: Some(qty) } => {
            change(msg!("practice-pieces_cancelled", qty = *qty), &n.number, &|w| {
                w.cancel_pieces(&n.number, i64::from(*qty), now)
            })
        }
        C::Claim { .. } | C::Return(_) | C::Exchange(_) | C::NotReceived { .. } => {
            let (n, status) = get_claim(command);
            change(msg!("practice-claim", status = status), n, &|w| record_claim(w, command, now))
        }
        C::ChangeReceiver(args) => {
            let n = &args.number.number;
            change(msg!("practice-receiver_changed"), n, &|w| w.change_receiver(n, &to_change(args)))
        }
        C::Misstate { number: n, status } => {
            let shown = Some(*status).filter(|status| *status > 0);
            change(msg!("practice-misstated", status = *status), &n.number, &|w| w.misstate(&n.number, shown))
        }
        C::Confirm { number: n, date } => {
            let tomorrow = (now + TimeDelta::days(1)).date_naive();
            let date = date.unwrap_or(tomorrow);
            change(msg!("practice-confirmed"), &n.number, &|w| w.confirm_by_hand(&n.number, date))
        }
        C::Ship { number: n, carrier, tracking } => {
            let (carrier, tracking) = (carrier.as_deref(), tracking.as_deref());
            let (carrier, tracking) = (carrier.unwrap_or_default(), tracking.unwrap_or_default());
            change(msg!("practice-sent"), &n.number, &|w| w.ship_by_hand(&n.number, carrier, tracking, now))
        }
        C::Deliver(n) => change(msg!("practice-delivered"), &n.number, &|w| w.deliver(&n.number, now)),
        C::List => file.read(|world| render_list(world, lang)),
        C::Writes => file.read(render_writes),
        C::Item { .. } | C::SetSellerCode { .. } | C::SetOptionCode { .. } => {
            change_item(command, file, lang)
        }
        C::Fault(fault) => self::run_fault_command(fault, file, lang),
        C::Variant { name: Some(name), value: Some(value) } => {
            file.try_change(|world| world.variants.set(name, value))?;
            Ok(CommandReply::from_line(format!("{name}: {value}"), json!({"name": name, "value": value})))
        }
        C::Variant { .. } => file.read(render_variants),
    }
}

/// The number and Qoo10's status of a claim.
fn get_claim(command: &SandboxCommand) -> (&str, u8) {
    use SandboxCommand as C;
    match command {
        C::Return(args) => (&args.number.number, ReturnKind::Return.status_at(to_stage(args.stage))),
        C::Exchange(args) => (&args.number.number, ReturnKind::Exchange.status_at(to_stage(args.stage))),
        C::NotReceived { number, part } => (&number.number, if *part { 15 } else { 14 }),
        C::Claim { number, status } => (&number.number, *status),
        _ => ("", 0),
    }
}

fn record_claim(world: &mut World, command: &SandboxCommand, now: Jst) -> Result<Vec<OrderNo>, Error> {
    use SandboxCommand as C;
    let (number, status) = get_claim(command);
    match command {
        C::Return(args) => world.return_goods(number, ReturnKind::Return, to_stage(args.stage), now),
        C::Exchange(args) => world.return_goods(number, ReturnKind::Exchange, to_stage(args.stage), now),
        C::NotReceived { part, .. } => world.refund_not_received(number, *part, now),
        _ => world.set_claim(number, status, now),
    }
}

fn to_stage(word: StageWord) -> Stage {
    match word {
        StageWord::Requested => Stage::Requested,
        StageWord::UnderWay => Stage::UnderWay,
        StageWord::Completed => Stage::Completed,
    }
}

fn to_change(args: &ReceiverArgs) -> ReceiverChange {
    ReceiverChange {
        name: args.name.clone(),
        kana: args.kana.clone(),
        tel: args.tel.clone(),
        mobile: args.mobile.clone(),
        zip: args.zip.clone(),
        address: args.address.clone(),
    }
}

fn change_item(command: &SandboxCommand, file: &WorldFile, lang: Lang) -> Result<CommandReply, Error> {
    use SandboxCommand as C;
    let (text, json) = match command {
        C::Item { item, change } => return change_one_item(item, change, file, lang),
        C::SetSellerCode { item, code } => {
            file.try_change(|world| world.set_seller_code(item, code))?;
            (msg!("practice-item_code", item = item, code = code), json!({"item": item, "seller_code": code}))
        }
        C::SetOptionCode { item, option, code } => {
            file.try_change(|world| world.set_option_code(item, option, code))?;
            let text = msg!("practice-option_code", item = item, option = option, code = code);
            (text, json!({"item": item, "option": option, "option_code": code}))
        }
        _ => return Ok(CommandReply { text: String::new(), json: Vec::new() }),
    };
    Ok(CommandReply::from_line(localize(&text, lang), json))
}

fn change_one_item(
    item: &str,
    change: &ItemChange,
    file: &WorldFile,
    lang: Lang,
) -> Result<CommandReply, Error> {
    let status = |status: &str| {
        file.try_change(|world| world.set_item_status(item, status))?;
        let text = localize(&msg!("practice-item_status", item = item, status = status), lang);
        Ok(CommandReply::from_line(text, json!({"item": item, "status": status})))
    };
    match change {
        ItemChange::Stop => status("S1"),
        ItemChange::Resume => status("S2"),
        ItemChange::Reserve { date, release } => {
            let send_type = if *release { 2 } else { 1 };
            let reservation = Reservation { send_type, available_on: *date };
            file.try_change(|world| world.set_reservation(item, Some(reservation)))?;
            let text = localize(&msg!("practice-reserved", item = item, date = date.to_string()), lang);
            let json = json!({"item": item, "send_type": send_type, "available_on": date.to_string()});
            Ok(CommandReply::from_line(text, json))
        }
        ItemChange::Unreserve => {
            file.try_change(|world| world.set_reservation(item, None))?;
            let text = localize(&msg!("practice-unreserved", item = item), lang);
            Ok(CommandReply::from_line(text, json!({"item": item, "send_type": 0, "available_on": null})))
        }
    }
}

fn get_doubt(word: DoubtWord) -> Doubt {
    match word {
        DoubtWord::Cancel => Doubt::Cancel,
        DoubtWord::Zip => Doubt::Zip,
        DoubtWord::Gift => Doubt::Gift,
        DoubtWord::Large => Doubt::Large,
        DoubtWord::NoPhone => Doubt::NoPhone,
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
        unpaid: args.unpaid || args.withhold_receiver,
        doubt: args.doubtful.map(get_doubt),
        is_receiver_withheld: args.withhold_receiver,
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
