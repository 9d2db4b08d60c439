//! `completions` and `man`, which need no configuration.

use super::io::Io;
use super::output::Output;
use crate::cli::packaging::{self, CompletionsArgs, ManArgs};
use crate::domain::text::printable;
use crate::error::{Error, Exit};
use crate::report::Lang;

pub(super) fn completions(output: &Output, args: &CompletionsArgs) -> Result<Exit, Error> {
    output.result(&String::from_utf8_lossy(&packaging::completions(args.shell)))?;
    Ok(Exit::Ok)
}

pub(super) fn man(io: &Io, output: &Output, args: &ManArgs, lang: Lang) -> Result<Exit, Error> {
    match &args.out {
        None => {
            let page = packaging::man_page().map_err(|e| super::output::cannot_write(&e))?;
            output.result(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            let place = io.path(folder);
            let written = std::fs::create_dir_all(&place).and_then(|()| packaging::man_pages(&place));
            let pages = written.map_err(|e| {
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
            let folder = printable(&folder.display().to_string());
            if output.speaks(Exit::Ok) && output.json {
                output.result(&format!("{}\n", serde_json::json!({"folder": folder, "pages": pages})))?;
            } else if output.speaks(Exit::Ok) {
                output.line(&lang.pick(
                    format!("man: {pages} pages in {folder}\n"),
                    format!("man: {folder} に{pages}ページを書き込みました\n"),
                ))?;
            }
        }
    }
    Ok(Exit::Ok)
}
