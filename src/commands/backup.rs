//! `backup`: a copy of the state file that can be used as one.

use std::path::Path;

use crate::cli::maintenance::BackupArgs;
use crate::error::{Exit, Failure};
use crate::render::maintenance as told;
use crate::runtime::context::Context;
use crate::runtime::{leftovers, output_path, paged_list};
use crate::store::copy::{self, SqliteFileKind};
use crate::vocabulary::{Message, msg};

pub(super) fn run(context: &Context, args: &BackupArgs) -> Result<Exit, Failure> {
    let (state, to) = (context.state_path(), args.file.as_path());
    if to == Path::new("-") {
        return Err(Failure::usage_with_next(msg!("upkeep-backup_not_to_stdout")));
    }
    check_backup_path(context, to, args.replace)?;
    leftovers::remove_copies(&context.io.resolve_path(to));
    let copied = copy::create_copy(state, &context.io.resolve_path(to))
        .map_err(|error| Failure::from_copy(state, to, &error))?;
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let backup = told::BackupReport { file: to, copied, at: context.now() };
    let line = if context.output.json {
        backup.render_json().map_err(|e| paged_list::json_error(&e))?
    } else {
        backup.render_line(context.lang)
    };
    context.output.print_line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

/// Refuses a copy of nothing, and places where a copy would do harm.
fn check_backup_path(context: &Context, to: &Path, replaces: bool) -> Result<(), Failure> {
    let state = context.state_path();
    if state.metadata().is_err() {
        return Err(Failure::usage_with_next(msg!("upkeep-no_state_file", file = state.display())));
    }
    let (file, place) = (to.display(), context.io.resolve_path(to));
    if let Some(whose) = output_path::describe_protected_file(context, &place) {
        return Err(
            output_path::replace_error(&file.to_string(), whose).with_hint(msg!("upkeep-copy_elsewhere"))
        );
    }
    if place.is_dir() {
        return Err(Failure::usage_with_next(msg!("upkeep-is_folder", file = file)));
    }
    if place.symlink_metadata().is_err() {
        return Ok(());
    }
    match describe_foreign_file(&place) {
        Some(is) => {
            Err(output_path::replace_error(&file.to_string(), is).with_hint(msg!("upkeep-other_name")))
        }
        None if replaces => Ok(()),
        None => Err(Failure::usage_with_next(msg!("upkeep-file_there", file = file))),
    }
}

/// What a file is that no copy may take the place of: all but copies, and empty files.
fn describe_foreign_file(place: &Path) -> Option<Message> {
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    match place.metadata() {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Some(msg!("upkeep-is_pipe")),
        Err(_) => return Some(msg!("upkeep-is_dead_link")),
    }
    match copy::detect_file_kind(place) {
        Ok(SqliteFileKind::Empty | SqliteFileKind::Copy) => None,
        Ok(SqliteFileKind::StateFile) => Some(msg!("upkeep-is_state_file")),
        Ok(SqliteFileKind::Other) => Some(msg!("upkeep-is_no_backup")),
        Err(_) => Some(msg!("desk-is_unreadable")),
    }
}
