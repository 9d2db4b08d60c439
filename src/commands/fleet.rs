//! `fleet status`: the shops of a folder of configurations, by their files alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::status::{METRICS_KIND, build_status_rules, write_metrics};
use crate::cli::fleet::FleetStatusArgs;
use crate::config::Config;
use crate::desk::fleet::{FleetShop, ShopHealth, rank_shops};
use crate::desk::status::load_status;
use crate::domain::time::Jst;
use crate::error::{Exit, Failure};
use crate::render::fleet as told;
use crate::runtime::config_file::ConfigFile;
use crate::runtime::io::Io;
use crate::runtime::terminal::Output;
use crate::runtime::{output_path, paged_list};
use crate::store::Store;
use crate::vocabulary::{Lang, Message, msg};

/// What the command looks with.
pub(super) struct Look<'a> {
    pub(super) io: &'a Io,
    pub(super) output: &'a Output,
    pub(super) lang: Lang,
    pub(super) now: Jst,
}

/// A shop, and its configuration where that can be used.
type ShopWithConfig = (FleetShop, Option<Config>);

pub(super) fn run(look: &Look<'_>, args: &FleetStatusArgs) -> Result<Exit, Failure> {
    let folder = look.io.resolve_path(&args.folder);
    let paths = list_configs(&folder)?;
    let read = read_shops(&paths, look.now);
    if let Some(file) = &args.metrics_file {
        let to = look.io.resolve_path(file);
        let whose = paths
            .iter()
            .zip(&read)
            .find_map(|(path, (_, config))| output_path::describe_file_of_shop(path, config.as_ref()?, &to));
        output_path::check_place(file, &to, &METRICS_KIND, whose)?;
    }
    let shops = rank_shops(read.into_iter().map(|(shop, _)| shop).collect());
    if let Some(file) = &args.metrics_file {
        write_metrics(look.io, file, &told::render_fleet_metrics(&shops))?;
    }
    let is_fine = shops.iter().all(|shop| shop.health() == ShopHealth::Fine);
    let exit = if is_fine { Exit::Ok } else { Exit::Partial };
    if look.output.should_print(exit) {
        look.output.print_result(&render(look, &shops)?)?;
    }
    Ok(exit)
}

fn render(look: &Look<'_>, shops: &[FleetShop]) -> Result<String, Failure> {
    if !look.output.json {
        return Ok(told::render_shops(shops, look.lang, look.output.width));
    }
    let mut text = String::new();
    for shop in shops {
        text += &told::render_json(shop, look.lang).map_err(|e| paged_list::json_error(&e))?;
        text.push('\n');
    }
    Ok(text)
}

/// The `*.toml` of a folder by name, as a shell lists them: hidden ones are none of them.
fn list_configs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |e: io::Error| {
        let message = msg!("fleet-folder_unreadable", folder = folder.display(), error = &e);
        Failure::usage_with_next(message).caused_by(e)
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Failure::usage_with_next(msg!("fleet-folder_empty", folder = folder.display())));
    }
    paths.sort();
    Ok(paths)
}

/// The shops of configurations, in their order; as many at a time as there are processors.
fn read_shops(paths: &[PathBuf], now: Jst) -> Vec<ShopWithConfig> {
    let next = AtomicUsize::new(0);
    let read: Mutex<Vec<(usize, ShopWithConfig)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(at) else { return };
            let shop = read_shop(path, now);
            read.lock().unwrap_or_else(PoisonError::into_inner).push((at, shop));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 1..processors.min(paths.len()) {
            // Where the system gives no thread, those that there are do all of it: this one at the least.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let mut read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.sort_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, shop)| shop).collect()
}

fn read_shop(path: &Path, now: Jst) -> ShopWithConfig {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let shop = FleetShop { config: name, ..FleetShop::default() };
    match load_config(path) {
        Err(problem) => (FleetShop { problems: vec![problem], ..shop }, None),
        Ok(config) => {
            let state = &config.state.path;
            let (status, problems) = match read_status(&config, now) {
                Ok(status) => (Some(status), Vec::new()),
                Err(problem) => (None, vec![problem]),
            };
            let state = state.canonicalize().or_else(|_| std::path::absolute(state)).ok();
            (
                FleetShop { name: Some(config.shop.name.clone()), state, status, problems, ..shop },
                Some(config),
            )
        }
    }
}

fn load_config(path: &Path) -> Result<Config, Message> {
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return Err(msg!("fleet-not_a_file"));
    }
    let (_, config) = ConfigFile::from_path(path.to_owned()).load();
    config.map_err(|failure| failure.message)
}

fn read_status(config: &Config, now: Jst) -> Result<crate::desk::status::ShopStatus, Message> {
    let state = &config.state.path;
    if matches!(state.metadata(), Err(e) if e.kind() == io::ErrorKind::NotFound) {
        return Err(msg!("fleet-no_state_file", file = state.display()));
    }
    let of_store = |error| Failure::from_store(state, &error).message;
    let store = Store::open_unchanging(state).map_err(of_store)?;
    let status = store
        .read_in_transaction(|store| Ok(load_status(store, build_status_rules(config), now)))
        .map_err(of_store)?;
    status.map_err(|error| Failure::from_late(&error, state).message)
}
