//! Which configuration file is read, and what is said where it cannot be.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::io::Io;
use crate::cli::Global;
use crate::config::Config;
use crate::error::Failure;
use crate::strings::shell::quoted;
use crate::vocabulary::{Lang, msg};

const CONFIG_VARIABLE: &str = "QOO10_BRIDGE_CONFIG";
const DEFAULT_FILE_NAME: &str = "qoo10-bridge.toml";

/// The configuration file, and who named it.
pub(crate) struct ConfigFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    is_from_variable: bool,
}

impl ConfigFile {
    /// `--config`, else the variable, else the usual name. clap's own reading of the variable would show
    /// `--config` as one of the arguments that a wrong command line needs.
    pub(crate) fn find(global: &Global, io: &Io) -> Self {
        let of_variable = || io.var_os(CONFIG_VARIABLE).map(PathBuf::from);
        let (typed, is_of_variable) = match (&global.config, of_variable()) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) => (path, true),
            (None, None) => (DEFAULT_FILE_NAME.into(), false),
        };
        Self { path: io.resolve_path(&typed), is_from_variable: is_of_variable }
    }

    /// The file of that name, which nobody named by a variable.
    pub(crate) fn from_path(path: PathBuf) -> Self {
        Self { path, is_from_variable: false }
    }

    /// The configuration, and its language, which what is wrong with the rest of it is told in.
    pub(crate) fn load(&self) -> (Option<Lang>, Result<Config, Failure>) {
        let path = &self.path;
        match std::fs::read_to_string(path) {
            Err(e) => (None, Err(self.read_error(e))),
            Ok(text) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let config = Config::parse(&text, folder)
                    .map_err(|problems| Failure::from_config_problems(path, &problems));
                (Config::parse_lang(&text), config.and_then(|config| self.check_state_folder(config)))
            }
        }
    }

    /// A state file in a folder that is not there is a mistyped path more often than a new shop.
    fn check_state_folder(&self, config: Config) -> Result<Config, Failure> {
        let state = &config.state.path;
        let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_missing = match folder.metadata() {
            Ok(there) if there.is_dir() => return Ok(config),
            Ok(_) => false,
            Err(e) if e.kind() == ErrorKind::NotFound => true,
            Err(e) if e.kind() == ErrorKind::NotADirectory => false,
            // Whoever may not look there is told so by the state file itself.
            Err(_) => return Ok(config),
        };
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let (file, shown) = (self.path.display(), whole.display());
        Err(Failure::usage_with_next(match is_missing {
            true => {
                msg!("desk-state_folder_missing", file = file, folder = shown, quoted = quoted(&whole))
            }
            false => msg!("desk-state_folder_is_none", file = file, folder = shown),
        }))
    }

    /// A relative name says nothing about the folder that it was looked for in.
    fn read_error(&self, e: std::io::Error) -> Failure {
        let whole = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let file = whole.display();
        let next = match e.kind() {
            ErrorKind::InvalidData => msg!("desk-config_not_utf8"),
            _ => msg!("desk-config_elsewhere"),
        };
        let message = match self.is_from_variable {
            true => msg!(
                "desk-config_of_variable_unreadable",
                file = file,
                variable = CONFIG_VARIABLE,
                error = &e
            ),
            false => msg!("desk-config_unreadable", file = file, error = &e),
        };
        Failure::usage(message).with_hint(next).caused_by(e)
    }
}
