//! The seller key, from where the configuration says.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{App, key_command};
use crate::config::KeySource;
use crate::domain::said::Said;
use crate::error::Error;

/// No key is longer, in bytes.
pub(super) const LONGEST_KEY: usize = 4096;

/// Reads the key: the first line that is not blank. It never stands in an error.
pub(super) fn read(source: &KeySource, app: &App) -> Result<String, Error> {
    let text = match source {
        KeySource::Env(name) => app
            .io
            .env
            .get(OsStr::new(name))
            .map(|value| value.to_string_lossy().into_owned())
            .ok_or_else(|| {
                let Said { en, ja } = named(source);
                Error::usage((
                    format!("{en}, which holds the seller key, is not set"),
                    format!("販売者認証キーを入れる{ja}が設定されていません"),
                ))
                .hint((
                    "set it, also in the crontab, or use qoo10.seller_key_file; qoo10.seller_key_env is the variable's name, not the key",
                    "crontabにも設定するか、qoo10.seller_key_file を使ってください。qoo10.seller_key_env に指定するのは、キーではなく変数の名前です",
                ))
            })?,
        KeySource::File(path) => from_file(source, path)?,
        KeySource::Command(command) => key_command::output(command, app)?,
    };
    // Editors put a mark at the beginning, and lines where nobody sees them.
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let key = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    let is_too_long = text.len() > LONGEST_KEY;
    if is_too_long || key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic()) {
        let place = named(source);
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

/// What people are told of where the key comes from. What stands there may be the key itself, typed in the wrong place: it is
/// shown only where it is plainly a name.
pub(super) fn named(source: &KeySource) -> Said {
    match source {
        KeySource::Env(name) if is_variable(name) => {
            Said::new(format!("the environment variable {name}"), format!("環境変数{name}"))
        }
        KeySource::Env(_) => Said::new(
            "the environment variable that qoo10.seller_key_env names",
            "qoo10.seller_key_env に指定した環境変数",
        ),
        KeySource::File(path) if is_file_name(path) => {
            let path = path.display();
            Said::new(format!("the key file {path}"), format!("キーのファイル {path} "))
        }
        KeySource::File(_) => Said::new(
            "the key file that qoo10.seller_key_file names",
            "qoo10.seller_key_file に指定したキーのファイル",
        ),
        KeySource::Command(_) => {
            Said::new("the output of qoo10.seller_key_command", "qoo10.seller_key_command の出力")
        }
    }
}

/// Whether a text is a variable's name as such names are usually written, and as no key is.
fn is_variable(name: &str) -> bool {
    const LONGEST_NAME: usize = 40;
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a path leads somewhere, or has names as no key is where it ceases to.
fn is_file_name(path: &Path) -> bool {
    let missing =
        path.ancestors().take_while(|part| !part.as_os_str().is_empty() && part.symlink_metadata().is_err());
    missing.into_iter().all(|part| is_plain(part.file_name().and_then(OsStr::to_str).unwrap_or_default()))
}

/// Whether a name is made of small letters, or has an extension that is.
fn is_plain(name: &str) -> bool {
    const LONGEST_EXTENSION: usize = 5;
    let is_small = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'));
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let has_extension = extension.is_some_and(|it| is_small(it) && it.len() <= LONGEST_EXTENSION);
    !name.contains(['+', '=']) && (has_extension || is_small(name))
}

fn from_file(source: &KeySource, path: &Path) -> Result<String, Error> {
    let (Said { en, ja }, file) = (named(source), path.display());
    let cannot = |e: std::io::Error| {
        Error::usage((format!("{en} cannot be read ({e})"), format!("{ja}を読み取れません({e})"))).hint((
            "qoo10.seller_key_file should name a file that this user may read; the key stands in it",
            "qoo10.seller_key_file には、キーを入れたファイルのパスを指定してください。このユーザーが読み取れることが必要です",
        ))
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
    opened.by_ref().take(LONGEST_KEY as u64 + 1).read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_key_is_not_shown_as_a_name() {
        for (source, word) in [
            (KeySource::Env("QOO10_KEY".into()), "QOO10_KEY"),
            (KeySource::Env("K2".into()), "K2"),
            (KeySource::Env("Qoo10Key".into()), ""),
            (KeySource::Env("S5bTESTkey+O/9Zq=".into()), ""),
            (KeySource::Env("A".repeat(41)), ""),
            (KeySource::File("/nowhere/at/all/seller.key".into()), "/nowhere/at/all/seller.key"),
            (KeySource::File("/nowhere/seller-key".into()), "/nowhere/seller-key"),
            (KeySource::File("/etc/passwd".into()), "/etc/passwd"),
            (KeySource::File("/tmp/S5bTESTkey_9Zq".into()), ""),
            (KeySource::File("/tmp/S5bTESTkey+O/9Zq/ab".into()), ""),
            (KeySource::File("/tmp/S5bTEST=key.txt".into()), ""),
            (KeySource::File("/tmp/ey.S5bTESTkey".into()), ""),
        ] {
            let Said { en, ja } = named(&source);
            let is_shown = |text: &str| match word {
                "" => !text.contains("S5b") && !text.contains("AAA") && !text.contains("Qoo10Key"),
                word => text.contains(word),
            };
            assert!(is_shown(&en) && is_shown(&ja), "{source:?}: {en} {ja}");
        }
    }
}
