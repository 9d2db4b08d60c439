//! `completions` and `man`, which need no configuration.

use super::io::Io;
use super::output::Output;
use crate::cli::packaging::{self, CompletionsArgs, ManArgs};
use crate::error::{Error, Exit};

pub(super) fn completions(output: &Output, args: &CompletionsArgs) -> Result<Exit, Error> {
    output.result(&String::from_utf8_lossy(&packaging::completions(args.shell)))?;
    Ok(Exit::Ok)
}

pub(super) fn man(io: &Io, output: &Output, args: &ManArgs) -> Result<Exit, Error> {
    match &args.out {
        None => {
            let page = packaging::man_page().map_err(|e| super::output::cannot_write(&e))?;
            output.result(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            let place = io.path(folder);
            std::fs::create_dir_all(&place).and_then(|()| packaging::man_pages(&place)).map_err(|e| {
                let folder = folder.display();
                Error::usage((
                    format!("the manual pages cannot be written into {folder} ({e})"),
                    format!("マニュアルページを {folder} に書き込めません({e})"),
                ))
                .hint((
                    "name a folder that this user may write in",
                    "このユーザーが書き込めるフォルダを指定してください",
                ))
            })?;
        }
    }
    Ok(Exit::Ok)
}
