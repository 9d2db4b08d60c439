//! Which configuration file is read, and what is said where it cannot be.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::io::Io;
use crate::cli::Global;
use crate::config::Config;
use crate::domain::shell::quoted;
use crate::error::Error;
use crate::report::Lang;

const VARIABLE: &str = "QOO10_BRIDGE_CONFIG";
const USUAL: &str = "qoo10-bridge.toml";

/// The configuration file, and who named it.
pub(super) struct ConfigFile {
    /// Where it is.
    pub(super) path: PathBuf,
    is_of_variable: bool,
}

impl ConfigFile {
    /// `--config`, else the variable, else the usual name. clap's own reading of the variable would show `--config` as one of the
    /// arguments that a wrong command line needs.
    pub(super) fn find(global: &Global, io: &Io) -> Self {
        let of_variable = || io.var_os(VARIABLE).map(PathBuf::from);
        let (typed, is_of_variable) = match (&global.config, of_variable()) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) => (path, true),
            (None, None) => (USUAL.into(), false),
        };
        Self { path: io.path(&typed), is_of_variable }
    }

    /// The configuration, and its language, which what is wrong with the rest of it is told in.
    pub(super) fn load(&self) -> (Option<Lang>, Result<Config, Error>) {
        let path = &self.path;
        match std::fs::read_to_string(path) {
            Err(e) => (None, Err(self.cannot_read(&e))),
            Ok(text) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let config = Config::parse(&text, folder).map_err(|problems| Error::config(path, &problems));
                (Config::lang(&text), config.and_then(|config| self.with_folder(config)))
            }
        }
    }

    /// A state file in a folder that is not there is a mistyped path more often than a new shop.
    fn with_folder(&self, config: Config) -> Result<Config, Error> {
        let state = &config.state.path;
        let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (is, is_ja, is_missing) = match folder.metadata() {
            Ok(there) if there.is_dir() => return Ok(config),
            Ok(_) => ("is no folder", "フォルダではありません", false),
            Err(e) if matches!(e.kind(), ErrorKind::NotFound) => ("is not there", "ありません", true),
            Err(e) if e.kind() == ErrorKind::NotADirectory => {
                ("is no folder", "フォルダではありません", false)
            }
            // Whoever may not look there is told so by the state file itself.
            Err(_) => return Ok(config),
        };
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let (file, shown, word) = (self.path.display(), whole.display(), quoted(&whole));
        let told = Error::usage((
            format!("the configuration {file} cannot be used: state.path: the folder {shown} {is}"),
            format!("設定ファイル {file} を使用できません: state.path: フォルダ {shown} は{is_ja}"),
        ));
        Err(match is_missing {
            true => told.hint((
                format!("look for a mistyped state.path; if the shop is new: mkdir -p {word}"),
                format!(
                    "state.path の綴りを確認してください。新しい店舗なら mkdir -p {word} を実行してください"
                ),
            )),
            false => told.hint((
                "give another state.path in the configuration",
                "設定の state.path に別のファイルを指定してください",
            )),
        })
    }

    /// A relative name says nothing about the folder that it was looked for in.
    fn cannot_read(&self, e: &std::io::Error) -> Error {
        let whole = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let file = whole.display();
        let (by_en, by_ja) = match self.is_of_variable {
            true => (format!(" (from {VARIABLE})"), format!("({VARIABLE}で指定)")),
            false => Default::default(),
        };
        let told = Error::usage((
            format!("the configuration {file}{by_en} cannot be read ({e})"),
            format!("設定ファイル {file}{by_ja} を読み取れません({e})"),
        ));
        if e.kind() == ErrorKind::InvalidData {
            return told.hint(("save it as UTF-8", "文字コードをUTF-8にして保存し直してください"));
        }
        told.hint((
            "are you in the right folder? --config FILE names another file; example.toml is one to copy",
            "フォルダが正しいか確認してください。--config FILE で別のファイルを指定できます。example.toml を複製して使えます",
        ))
    }
}
