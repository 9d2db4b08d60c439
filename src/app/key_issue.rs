//! `key issue`: a new seller key, from the questions to where the configuration says.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::NaiveDate;

use super::api::Access;
use super::replace::Replacement;
use super::{App, api, ask, key};
use crate::cli::key::KeyIssueArgs;
use crate::config::{self, Config, Endpoint, KeySource};
use crate::domain::said::Said;
use crate::domain::seller_key;
use crate::error::{Error, Exit};

/// Where the key goes, made ready before Qoo10 is asked: a key that nobody can keep would be lost.
enum Place<'a> {
    File(&'a Path, Said, Replacement),
    Stdout,
    /// The practice Qoo10, and the configuration names no place.
    Nowhere,
}

pub(super) fn run(app: &App, args: &KeyIssueArgs) -> Result<Exit, Error> {
    // Whether it can be kept is known before anything is asked; while a person thinks, no file lies there.
    drop(Place::of(app, args.print)?);
    api::way(app)?;
    if app.config.qoo10.endpoint == Endpoint::Sandbox {
        let note = app.lang.pick(
            "this is the practice Qoo10: docs/sandbox.md has its API key, user and password",
            "練習用Qoo10です。APIキー・ID・パスワードは docs/sandbox.md にあります",
        );
        app.output.note(&format!("{note}\n"));
    }
    let login = ask::login(app)?;
    let place = Place::of(app, args.print)?;
    let issued = {
        let api = Access::with_key(app, login.api_key)?.open(app, false)?;
        let created = api.client.create_key(&login.user, &login.password);
        created.map_err(|error| Error::key_issue(&error))?.ok_or_else(|| {
            Error::new(
                Exit::Failed,
                (
                    "Qoo10 gave an empty seller key, again and again",
                    "Qoo10が空の販売者認証キーを繰り返し返しました",
                ),
            )
            .hint((
                "try again in some minutes; if it stays, ask Qoo10",
                "数分おいて再度実行してください。続く場合はQoo10に問い合わせてください",
            ))
        })?
    };
    let today = app.now().date_naive();
    let is_kept = !matches!(place, Place::Nowhere);
    let told = place.keep(app, &issued, today)?;
    if is_kept && app.config.qoo10.seller_key.is_some() {
        remember(app, today);
    }
    if app.output.speaks(Exit::Ok) || args.print {
        app.output.line(&told)?;
    }
    Ok(Exit::Ok)
}

impl<'a> Place<'a> {
    fn of(app: &'a App, print: bool) -> Result<Self, Error> {
        match (&app.config.qoo10.seller_key, print) {
            (Some(source @ KeySource::File(_)), true) => {
                let Said { en, ja } = key::named(source);
                let message = (
                    format!("--print: the seller key of this configuration belongs in {en}"),
                    format!("--print: この設定の販売者認証キーは {ja}に保存されます"),
                );
                Err(Error::usage(message)
                    .hint(("run it without --print", "--print を付けずに実行してください")))
            }
            (Some(source @ KeySource::File(path)), false) => {
                let named = key::named(source);
                let replacement = Replacement::begin(path, 0o600).map_err(|e| cannot_store(&named, &e))?;
                Ok(Self::File(path, named, replacement))
            }
            (_, true) => Ok(Self::Stdout),
            (Some(source @ KeySource::Env(_)), false) => {
                let Said { en, ja } = key::named(source);
                Err(Error::usage((
                    format!("the seller key comes from {en}, which cannot be set from here; nothing was asked"),
                    format!(
                        "販売者認証キーは{ja}から読み取りますが、ここからは設定できません。Qoo10には何も要求していません"
                    ),
                ))
                .hint((
                    "--print prints the new key, to put there by hand; or use qoo10.seller_key_file",
                    "--print で新しいキーを表示し、手動で設定するか、qoo10.seller_key_file を使ってください",
                )))
            }
            (Some(KeySource::Command(_)), false) => Err(Error::usage((
                "the seller key comes from qoo10.seller_key_command, which only reads; nothing was asked",
                "販売者認証キーは qoo10.seller_key_command から読み取りますが、保存はできません。Qoo10には何も要求していません",
            ))
            .hint((
                "--print prints the new key: pipe it into what keeps it; or use qoo10.seller_key_file",
                "--print で新しいキーを出力し、保管先へパイプで渡すか、qoo10.seller_key_file を使ってください",
            ))),
            (None, false) => Ok(Self::Nowhere),
        }
    }

    /// Puts the key there, and tells so.
    fn keep(self, app: &App, key: &str, today: NaiveDate) -> Result<String, Error> {
        let ends_on = seller_key::ends_on(today);
        let (file, stored) = match self {
            Self::Stdout if app.output.json => (None, Some(key)),
            Self::Stdout => return Ok(format!("{key}\n")),
            Self::Nowhere => (None, None),
            Self::File(path, named, replacement) => {
                replacement.finish(&format!("{key}\n")).map_err(|e| cannot_store(&named, &e))?;
                (Some(path.display().to_string()), None)
            }
        };
        if app.output.json {
            let mut told = serde_json::json!({
                "issued_on": today.to_string(), "ends_on": ends_on.to_string(), "stored_in": file,
            });
            if let (Some(key), Some(told)) = (stored, told.as_object_mut()) {
                told.insert("key".to_owned(), key.into());
            }
            return Ok(format!("{told}\n"));
        }
        Ok(match file {
            Some(file) => app.lang.pick(
                format!("the new seller key is in {file}; it ends on {ends_on}\n"),
                format!("新しい販売者認証キーを{file}に保存しました。有効期限は{ends_on}です\n"),
            ),
            None => app.lang.pick(
                "the practice Qoo10 gave a key; it is kept nowhere, for the configuration names no qoo10.seller_key_file\n".to_owned(),
                "練習用Qoo10がキーを発行しました。設定にqoo10.seller_key_fileがないため、保存していません\n".to_owned(),
            ),
        })
    }
}

fn cannot_store(Said { en, ja }: &Said, error: &std::io::Error) -> Error {
    Error::usage((
        format!("{en} cannot be written ({error})"),
        format!("{ja}に書き込めません({error})"),
    ))
    .hint((
        "look at qoo10.seller_key_file: this user has to be allowed to write in its folder, and to own the file",
        "qoo10.seller_key_file を確認してください。このユーザーがファイルの所有者で、フォルダに書き込めることが必要です",
    ))
}

/// Notes in the configuration when the key was issued; where that fails, says what to write there.
fn remember(app: &App, today: NaiveDate) {
    let path = &app.config_path;
    if let Err(why) = rewrite(path, today) {
        let file = path.display();
        let Said { en, ja } = why;
        app.output.say(&app.lang.pick(
            format!("warning: {file} could not be changed ({en}); write there under [qoo10]: seller_key_issued_on = \"{today}\"\n"),
            format!("警告: {file}を変更できませんでした({ja})。[qoo10]に seller_key_issued_on = \"{today}\" と記入してください\n"),
        ));
    }
}

fn rewrite(path: &Path, today: NaiveDate) -> Result<(), Said> {
    let io = |e: std::io::Error| Said::quoted(e.to_string());
    let text = std::fs::read_to_string(path).map_err(io)?;
    let changed = config::with_issued_on(&text, today)
        .ok_or_else(|| Said::new("it has no plain table [qoo10]", "通常の表 [qoo10] がありません"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = |text: &str| Config::parse(text, folder).ok();
    let wanted = read(&text).map(|mut config| {
        config.qoo10.seller_key_issued_on = Some(today);
        config
    });
    if wanted.is_none() || read(&changed) != wanted {
        return Err(Said::new("more would change than the date", "日付以外も変わってしまいます"));
    }
    let mode = std::fs::metadata(path).map_err(io)?.permissions().mode() & 0o777;
    Replacement::begin(path, mode).and_then(|file| file.finish(&changed)).map_err(io)
}
