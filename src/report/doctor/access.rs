//! What is said of permissions, other names and leftovers, in both languages.

use std::path::{Path, PathBuf};

use crate::desk::doctor::What;
use crate::desk::doctor::access::{Exposed, Unlisted};
use crate::domain::shell::quoted;

/// So many files are named.
const MOST_NAMES: usize = 5;

fn both(en: &str, ja: &str) -> Option<(String, String)> {
    Some((en.to_owned(), ja.to_owned()))
}

fn names(paths: &[PathBuf]) -> String {
    let named = paths.iter().take(MOST_NAMES).map(|path| path.display().to_string());
    let more = (paths.len() > MOST_NAMES).then(|| "…".to_owned());
    named.chain(more).collect::<Vec<_>>().join(", ")
}

pub(super) fn message(what: &What, state: &Path) -> Option<(String, String)> {
    let file = state.display();
    match what {
        What::FileNotWritable { paths } => {
            let paths = names(paths);
            Some((
                format!("this user may not write {paths}"),
                format!("このユーザーは {paths} に書き込めません"),
            ))
        }
        What::FileManyNames { names } => Some((
            format!(
                "{file} has {names} names (hard links): runs by way of two of them would not see each other"
            ),
            format!(
                "{file} には{names}個の名前(ハードリンク)があり、別の名前で実行した処理と同時に動くおそれがあります"
            ),
        )),
        What::FileMounted => Some((
            format!("{file} is mounted by itself: runs by way of its other name would not see this one"),
            format!("{file} は単独でマウントされており、元の名前で実行した処理と同時に動くおそれがあります"),
        )),
        What::FilesPrivate => {
            both("nobody else may use the shop's files", "他のユーザーが使えるファイルはありません")
        }
        What::FilesExposed { files } => {
            let told = |Exposed { path, mode, .. }: &Exposed| format!("{} ({mode:04o})", path.display());
            let files = files.iter().map(told).collect::<Vec<_>>().join(", ");
            Some((
                format!("other users may read or write {files}"),
                format!("他のユーザーが読み書きできるファイルがあります: {files}"),
            ))
        }
        What::NoLeftovers => both("no killed command left anything", "強制終了で残ったファイルはありません"),
        What::Leftovers { paths } => {
            let paths = names(paths);
            Some((
                format!("a killed command left {paths}, which may hold personal data"),
                format!("強制終了した処理のファイルが残っています。個人情報を含むおそれがあります: {paths}"),
            ))
        }
        What::FolderUnlisted(Unlisted { folder, reason }) => {
            let folder = folder.display();
            Some((
                format!(
                    "the files in {folder} cannot be listed ({reason}): copies and leftovers are not known"
                ),
                format!(
                    "フォルダ {folder} の中を一覧できないため({reason})、控えや残ったファイルの有無が分かりません"
                ),
            ))
        }
        _ => None,
    }
}

pub(super) fn remedy(what: &What, state: &Path) -> Option<(String, String)> {
    let file = quoted(state);
    match what {
        What::FileNotWritable { .. } => both(
            "every step writes the file, and beside it: look at owner (chown), permissions (chmod) and mount; or use the user of the crontab",
            "すべての処理がファイルとそのフォルダに書き込みます。所有者(chown)、権限(chmod)、マウントを確認するか、cronのユーザーで実行してください",
        ),
        What::FileManyNames { .. } => Some((
            format!(
                "find them with find FOLDER -samefile {file}, and remove all names but one; a symbolic link (ln -s) is no second name"
            ),
            format!(
                "find フォルダ -samefile {file} で探し、1つだけ残して削除してください。シンボリックリンク(ln -s)は使えます"
            ),
        )),
        What::FileMounted => both(
            "mount the folder that it is in instead of the file",
            "ファイルではなく、それが入っているフォルダをマウントしてください",
        ),
        What::FilesExposed { files } => {
            let command = |wanted: &str| {
                let of = files.iter().filter(|file| file.wanted == wanted).map(|file| quoted(&file.path));
                let of = of.collect::<Vec<_>>();
                (!of.is_empty()).then(|| format!("chmod {wanted} {}", of.join(" ")))
            };
            let commands = ["600", "go-w"].into_iter().filter_map(command).collect::<Vec<_>>().join("; ");
            Some((commands.clone(), format!("{commands} を実行してください")))
        }
        What::FolderUnlisted(Unlisted { folder, .. }) => {
            let folder = quoted(folder);
            Some((
                format!("let this user list it: chmod u+rx {folder}"),
                format!("このユーザーが一覧できるように、chmod u+rx {folder} を実行してください"),
            ))
        }
        What::Leftovers { paths } => {
            let paths = paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(" ");
            Some((
                format!("nothing needs them: rm {paths}"),
                format!("不要です。rm {paths} で削除してください"),
            ))
        }
        _ => None,
    }
}
