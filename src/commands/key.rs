//! `key issue`: a new seller key, from the questions to where the configuration says.

use crate::runtime::context::Context;
use crate::runtime::{forms, prompt, qoo10_access, seller_key as key_source};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::key::KeyIssueArgs;
use crate::config::{self, Config, Endpoint, KeySource};
use crate::domain::seller_key;
use crate::error::{Exit, Failure};
use crate::runtime::atomic_file::AtomicFile;
use crate::runtime::qoo10_access::Qoo10Access;
use crate::text::localize;
use crate::vocabulary::{Message, msg};

/// Where the key goes, made ready before Qoo10 is asked: a key that nobody can keep would be lost.
enum KeyDestination<'a> {
    File(&'a Path, Message, AtomicFile),
    Stdout,
    /// The practice Qoo10, and the configuration names no place.
    Nowhere,
}

pub(super) fn run(context: &Context, args: &KeyIssueArgs) -> Result<Exit, Failure> {
    // Whether it can be kept is known before anything is asked; while a person thinks, no file lies there.
    drop(KeyDestination::choose(context, args.print)?);
    qoo10_access::find_proxy(context)?;
    if context.config.qoo10.endpoint == Endpoint::Sandbox {
        context.print_unless_quiet(&msg!("key-of_practice"));
    }
    let login = prompt::prompt_login(context)?;
    let place = KeyDestination::choose(context, args.print)?;
    let issued = {
        let api = Qoo10Access::with_key(context, login.api_key)?.open_client(context, false)?;
        let created = api.client.create_key(&login.user, &login.password);
        forms::record_forms_if_free(context, &api.client);
        created
            .map_err(|error| Failure::from_key_issue(&error))?
            .ok_or_else(|| Failure::with_next(Exit::Failed, msg!("key-given_empty")))?
    };
    let today = context.now().date_naive();
    let is_kept = !matches!(place, KeyDestination::Nowhere);
    let told = place.store_key(context, &issued, today)?;
    if is_kept && context.config.qoo10.seller_key.is_some() {
        record_issue_date(context, today);
    }
    if context.output.should_print(Exit::Ok) || args.print {
        context.output.print_line(&told)?;
    }
    Ok(Exit::Ok)
}

impl<'a> KeyDestination<'a> {
    fn choose(context: &'a Context, print: bool) -> Result<Self, Failure> {
        match (&context.config.qoo10.seller_key, print) {
            (Some(source @ KeySource::File(_)), true) => Err(Failure::usage_with_next(msg!(
                "key-print_has_place",
                place = key_source::describe_source(source)
            ))),
            (Some(source @ KeySource::File(path)), false) => {
                let named = key_source::describe_source(source);
                let replacement = AtomicFile::create(path, 0o600).map_err(|e| key_write_error(&named, e))?;
                Ok(Self::File(path, named, replacement))
            }
            (_, true) => Ok(Self::Stdout),
            (Some(source @ KeySource::Env(_)), false) => Err(Failure::usage_with_next(msg!(
                "key-variable_not_settable",
                place = key_source::describe_source(source)
            ))),
            (Some(KeySource::Command(_)), false) => {
                Err(Failure::usage_with_next(msg!("key-command_only_reads")))
            }
            (None, false) => Ok(Self::Nowhere),
        }
    }

    /// Puts the key there, and tells so.
    fn store_key(self, context: &Context, key: &str, today: NaiveDate) -> Result<String, Failure> {
        let ends_on = seller_key::compute_end_date(today);
        let (file, stored) = match self {
            Self::Stdout if context.output.json => (None, Some(key)),
            Self::Stdout => return Ok(format!("{key}\n")),
            Self::Nowhere => (None, None),
            Self::File(path, named, replacement) => {
                replacement.commit(&format!("{key}\n")).map_err(|e| key_write_error(&named, e))?;
                (Some(path.display().to_string()), None)
            }
        };
        if context.output.json {
            let mut told = serde_json::json!({
                "issued_on": today.to_string(), "ends_on": ends_on.to_string(), "stored_in": file,
            });
            if let (Some(key), Some(told)) = (stored, told.as_object_mut()) {
                told.insert("key".to_owned(), key.into());
            }
            return Ok(format!("{told}\n"));
        }
        let told = match file {
            Some(file) => msg!("key-stored", file = file, ends_on = ends_on),
            None => msg!("key-kept_nowhere"),
        };
        Ok(localize(&told, context.lang) + "\n")
    }
}

fn key_write_error(place: &Message, error: std::io::Error) -> Failure {
    Failure::usage_with_next(msg!("key-not_stored", place = place, error = &error)).caused_by(error)
}

/// Notes in the configuration when the key was issued; where that fails, says what to write there.
fn record_issue_date(context: &Context, today: NaiveDate) {
    let path = &context.config_path;
    if let Err(why) = write_issue_date(path, today) {
        let file = path.display();
        context.print_message(&msg!("key-issue_date_not_noted", file = file, why = why, date = today));
    }
}

fn write_issue_date(path: &Path, today: NaiveDate) -> Result<(), Message> {
    let io = |e: std::io::Error| Message::from_system(&e);
    let text = std::fs::read_to_string(path).map_err(io)?;
    let changed = config::with_issued_on(&text, today).ok_or_else(|| msg!("key-no_plain_table"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = |text: &str| Config::parse(text, folder).ok();
    let wanted = read(&text).map(|mut config| {
        config.qoo10.seller_key_issued_on = Some(today);
        config
    });
    if wanted.is_none() || read(&changed) != wanted {
        return Err(msg!("key-more_would_change"));
    }
    let mode = std::fs::metadata(path).map_err(io)?.permissions().mode() & 0o777;
    AtomicFile::create(path, mode).and_then(|file| file.commit(&changed)).map_err(io)
}
