//! The seller key, from where the configuration says.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::config::KeySource;
use crate::error::{Error, Exit};

const COMMAND_TIMEOUT: Duration = Duration::from_secs(30);
const LONGEST_KEY: u64 = 4096;

/// Reads the key. It never stands in an error.
pub(super) fn read(source: &KeySource) -> Result<String, Error> {
    let text = match source {
        KeySource::Env(name) => std::env::var(name).map_err(|_| {
            Error::usage(format!("the environment variable {name}, which holds the seller key, is not set"))
                .hint("set it, also in the crontab; or use qoo10.seller_key_file")
        })?,
        KeySource::File(path) => from_file(path)?,
        KeySource::Command(command) => from_command(command)?,
    };
    let key = text.lines().next().unwrap_or_default().trim();
    let is_too_long = text.len() as u64 > LONGEST_KEY;
    if is_too_long || key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic()) {
        let place = match source {
            KeySource::Env(name) => format!("the environment variable {name}"),
            KeySource::File(path) => format!("the key file {}", path.display()),
            KeySource::Command(_) => "the output of qoo10.seller_key_command".to_owned(),
        };
        let what = match (is_too_long, key.is_empty()) {
            (true, _) => "is longer than a seller key",
            (_, true) => "is empty",
            _ => "holds blanks or characters that no seller key has",
        };
        return Err(Error::usage(format!("{place} {what}"))
            .hint("it should hold the seller authorization key and nothing else"));
    }
    Ok(key.to_owned())
}

fn from_file(path: &Path) -> Result<String, Error> {
    let cannot = |e: std::io::Error| {
        Error::usage(format!("the key file {} cannot be read ({e})", path.display()))
            .hint("look at qoo10.seller_key_file")
    };
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Error::usage(format!("the key file {} is a folder, a pipe or a device", path.display()))
            .hint("qoo10.seller_key_file should name a file with the key and nothing else"));
    }
    let mut file = std::fs::File::open(path).map_err(cannot)?;
    let mode = file.metadata().map_err(cannot)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::usage(format!("the key file {} may be read by other users", path.display()))
            .hint(format!("chmod 600 {}", path.display())));
    }
    let mut text = String::new();
    file.by_ref().take(LONGEST_KEY + 1).read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

fn from_command(command: &str) -> Result<String, Error> {
    let failed = |why: String| {
        Error::new(Exit::Usage, format!("qoo10.seller_key_command {why}"))
            .hint("run it by hand: it should print the key and exit 0")
    };
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| failed(format!("cannot be started ({e})")))?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if started.elapsed() < COMMAND_TIMEOUT => std::thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                drop(child.kill());
                drop(child.wait());
                return Err(failed(format!("did not end within {} seconds", COMMAND_TIMEOUT.as_secs())));
            }
            Err(e) => return Err(failed(format!("cannot be watched ({e})"))),
        }
    };
    if !status.success() {
        return Err(failed(format!("failed ({status})")));
    }
    let mut text = String::new();
    if let Some(out) = child.stdout.take() {
        out.take(LONGEST_KEY + 1)
            .read_to_string(&mut text)
            .map_err(|e| failed(format!("printed something unreadable ({e})")))?;
    }
    Ok(text)
}
