//! What is said of a state file that cannot be used.

use super::Exit;
use crate::domain::codes::Words;
use crate::store::Kind;

const fn words(en: &'static str, ja: &'static str) -> Words {
    Words { en, ja }
}

/// The exit code, what is the matter with the file (the end of a sentence that begins with its name), and
/// what to do.
pub(super) fn told(kind: Kind) -> (Exit, Words, Words) {
    match kind {
        Kind::Busy => (
            Exit::Busy,
            words("is locked by another program", "は他のプログラムが使用中です"),
            words(
                "close that program, or try again later",
                "そのプログラムを閉じるか、時間をおいて再度実行してください",
            ),
        ),
        Kind::Damaged => (
            Exit::Failed,
            words("is damaged, or no state file at all", "は破損しているか、状態ファイルではありません"),
            words(
                "keep a copy of it, then put the last backup in its place; docs/operations.md says how",
                "コピーを残してから、最後のバックアップで復元してください。手順は docs/operations.md にあります",
            ),
        ),
        Kind::Full => (
            Exit::Failed,
            words("cannot grow: the disk is full", "に書き込めません。ディスクに空きがありません"),
            words(
                "make room, then run again: nothing was half-written",
                "空きを増やし、再度実行してください。書きかけのデータは残りません",
            ),
        ),
        Kind::ReadOnly => (
            Exit::Failed,
            words("cannot be written", "に書き込む権限がありません"),
            words(
                "look at the permissions of the file and its folder",
                "ファイルとフォルダの権限を確認してください",
            ),
        ),
        Kind::NeedsFolder => (
            Exit::Failed,
            words(
                "cannot be read here without writing beside it",
                "は、フォルダに書き込めないため読み取れません",
            ),
            words(
                "let this user write in its folder, or run this as the user whose crontab it is",
                "このユーザーにフォルダへの書き込みを許可するか、cronと同じユーザーで実行してください",
            ),
        ),
        Kind::CannotOpen => (
            Exit::Failed,
            words("cannot be opened", "を開けません"),
            words(
                "look at state.path in the configuration: its folder has to exist, and this user has to be allowed to write there",
                "設定の state.path を確認してください。フォルダがあり、このユーザーが書き込めることが必要です",
            ),
        ),
        Kind::Foreign => (
            Exit::Usage,
            words("is not ours", "は本プログラムのファイルではありません"),
            words(
                "give another state.path in the configuration",
                "設定の state.path に別のファイルを指定してください",
            ),
        ),
        Kind::Newer => (
            Exit::Usage,
            words("cannot be read by this version", "はこのバージョンでは読み取れません"),
            words("install the newer version again", "新しいバージョンをもう一度インストールしてください"),
        ),
        Kind::NotKept => (
            Exit::Failed,
            words("is of an older format, and was left as it is", "は古い形式のため、変更せずに残しました"),
            words(
                "make room beside it, or let this user write in its folder, then run again",
                "空きを増やすか、このユーザーにフォルダへの書き込みを許可し、再度実行してください",
            ),
        ),
        Kind::Disk => (
            Exit::Failed,
            words(
                "cannot be read or written: the disk refuses",
                "を読み書きできません。ディスクに拒否されました",
            ),
            words(
                "look at the disk, and at limits on file sizes (ulimit -f, quotas), then run again: nothing was half-written",
                "ディスクと、ファイルサイズの制限(ulimit -f、クォータ)を確認し、再度実行してください。書きかけのデータは残りません",
            ),
        ),
        Kind::Other => (
            Exit::Failed,
            words("cannot be used", "を使用できません"),
            words(
                "run again; if it stays, keep a copy of the file and report this",
                "再度実行してください。続く場合は、ファイルのコピーを残し、ご報告ください",
            ),
        ),
    }
}
