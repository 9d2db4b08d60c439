//! The seller key, from where the configuration says.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::io::Io;
use crate::config::KeySource;
use crate::domain::said::Said;
use crate::error::Error;

const LONGEST_KEY: u64 = 4096;

/// Reads the key. It never stands in an error.
pub(super) fn read(source: &KeySource, io: &Io) -> Result<String, Error> {
    let text = match source {
        KeySource::Env(name) => io
            .env
            .get(OsStr::new(name))
            .and_then(|value| value.to_str())
            .ok_or_else(|| {
                Error::usage((
                    format!("the environment variable {name}, which holds the seller key, is not set"),
                    format!("販売者認証キーを入れる環境変数{name}が設定されていません"),
                ))
                .hint((
                    "set it, also in the crontab; or use qoo10.seller_key_file",
                    "crontabにも設定するか、qoo10.seller_key_file を使ってください",
                ))
            })?
            .to_owned(),
        KeySource::File(path) => from_file(path)?,
        KeySource::Command(command) => from_command(command, io)?,
    };
    let key = text.lines().next().unwrap_or_default().trim();
    let is_too_long = text.len() as u64 > LONGEST_KEY;
    if is_too_long || key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic()) {
        let place = match source {
            KeySource::Env(name) => {
                Said::new(format!("the environment variable {name}"), format!("環境変数{name}"))
            }
            KeySource::File(path) => {
                let path = path.display();
                Said::new(format!("the key file {path}"), format!("キーのファイル {path} "))
            }
            KeySource::Command(_) => {
                Said::new("the output of qoo10.seller_key_command", "qoo10.seller_key_command の出力")
            }
        };
        let (en, ja) = match (is_too_long, key.is_empty()) {
            (true, _) => ("is longer than a seller key", "が販売者認証キーより長くなっています"),
            (_, true) => ("is empty", "が空です"),
            _ => (
                "holds blanks or characters that no seller key has",
                "に空白か、販売者認証キーに使えない文字が含まれています",
            ),
        };
        let message = (format!("{} {en}", place.en), format!("{}{ja}", place.ja));
        return Err(Error::usage(message).hint((
            "it should hold the seller authorization key and nothing else",
            "販売者認証キーだけを入れてください",
        )));
    }
    Ok(key.to_owned())
}

fn from_file(path: &Path) -> Result<String, Error> {
    let file = path.display();
    let cannot = |e: std::io::Error| {
        Error::usage((
            format!("the key file {file} cannot be read ({e})"),
            format!("キーのファイル {file} を読み取れません({e})"),
        ))
        .hint(("look at qoo10.seller_key_file", "qoo10.seller_key_file を確認してください"))
    };
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Error::usage((
            format!("the key file {file} is a folder, a pipe or a device"),
            format!("キーのファイル {file} はフォルダ、パイプまたはデバイスです"),
        ))
        .hint((
            "qoo10.seller_key_file should name a file with the key and nothing else",
            "qoo10.seller_key_file には、キーだけを入れたファイルを指定してください",
        )));
    }
    let mut opened = std::fs::File::open(path).map_err(cannot)?;
    let mode = opened.metadata().map_err(cannot)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::usage((
            format!("the key file {file} may be read by other users"),
            format!("キーのファイル {file} を他のユーザーも読み取れます"),
        ))
        .hint((format!("chmod 600 {file}"), format!("chmod 600 {file} を実行してください"))));
    }
    let mut text = String::new();
    opened.by_ref().take(LONGEST_KEY + 1).read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

fn from_command(command: &str, io: &Io) -> Result<String, Error> {
    let failed = |en: String, ja: String| {
        Error::usage((format!("qoo10.seller_key_command {en}"), format!("qoo10.seller_key_command {ja}")))
            .hint((
                "run it by hand: it should print the key and exit 0",
                "手動で実行してください。キーを出力し、終了コード0で終わる必要があります",
            ))
    };
    let mut shell = Command::new("sh");
    if !io.cwd.as_os_str().is_empty() {
        shell.current_dir(&io.cwd);
    }
    let mut child = shell
        .args(["-c", command])
        .env_clear()
        .envs(io.env.iter())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| failed(format!("cannot be started ({e})"), format!("を開始できません({e})")))?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if started.elapsed() < io.timeouts.key_command => std::thread::sleep(io.timeouts.poll),
            Ok(None) => {
                drop(child.kill());
                drop(child.wait());
                let seconds = io.timeouts.key_command.as_secs();
                let en = format!("did not end within {seconds} seconds");
                return Err(failed(en, format!("が{seconds}秒以内に終わりません")));
            }
            Err(e) => {
                return Err(failed(
                    format!("cannot be watched ({e})"),
                    format!("の実行を確認できません({e})"),
                ));
            }
        }
    };
    if !status.success() {
        return Err(failed(format!("failed ({status})"), format!("が失敗しました({status})")));
    }
    let mut text = String::new();
    if let Some(out) = child.stdout.take() {
        out.take(LONGEST_KEY + 1).read_to_string(&mut text).map_err(|e| {
            failed(format!("printed something unreadable ({e})"), format!("の出力を読み取れません({e})"))
        })?;
    }
    Ok(text)
}
