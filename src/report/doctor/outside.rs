//! What is said of the way to Qoo10, in both languages.

use chrono::Duration;

use crate::desk::doctor::What;
use crate::domain::said::Said;

fn both(en: &str, ja: &str) -> Option<(String, String)> {
    Some((en.to_owned(), ja.to_owned()))
}

pub(super) fn message(what: &What) -> Option<(String, String)> {
    match what {
        What::EndpointFine => both("Qoo10 answers", "Qoo10に接続できました"),
        What::EndpointDead { message: Said { en, ja } } => {
            Some((format!("Qoo10 cannot be asked ({en})"), format!("Qoo10に接続できません({ja})")))
        }
        What::EndpointOdd { message: Said { en, ja } } => Some((
            format!("Qoo10 answers, but not as expected ({en})"),
            format!("Qoo10の応答が想定と異なります({ja})"),
        )),
        What::KeyTaken => both("Qoo10 takes the seller key", "販売者認証キーは有効です"),
        What::KeyMissing { message: Said { en, ja }, .. } => Some((en.clone(), ja.clone())),
        What::KeyRefused { message: Said { en, ja }, .. } => Some((en.clone(), ja.clone())),
        What::KeyLifeUnknown => both(
            "not known: qoo10.seller_key_issued_on is not set",
            "不明(qoo10.seller_key_issued_on が未設定)",
        ),
        What::KeyIssuedLater { issued_on, today } => Some((
            format!("qoo10.seller_key_issued_on is {issued_on}, which has not come yet: today is {today}"),
            format!("qoo10.seller_key_issued_on が今日({today})より後の{issued_on}になっています"),
        )),
        What::KeyLife { ends_on, days_left: left @ 0.. } => {
            Some((format!("{left} days left, until {ends_on}"), format!("残り{left}日({ends_on}まで)")))
        }
        What::KeyLife { ends_on, .. } => Some((
            format!("the seller key ended on {ends_on}"),
            format!("販売者認証キーは{ends_on}に期限が切れました"),
        )),
        What::ClockNotTold => {
            both("not told: Qoo10's answer has no time", "不明(Qoo10の応答に時刻がありません)")
        }
        What::ClockFine { .. } => both("as Qoo10's", "Qoo10の時刻と一致しています"),
        What::ClockOff { ahead } => {
            let (en, ja) =
                if *ahead > Duration::zero() { ("ahead of", "進んで") } else { ("behind", "遅れて") };
            let (minutes, seconds) = (ahead.num_minutes().abs(), ahead.num_seconds().abs() % 60);
            Some((
                format!("this machine is {minutes} min {seconds} s {en} Qoo10"),
                format!("このマシンの時計がQoo10より{minutes}分{seconds}秒{ja}います"),
            ))
        }
        _ => None,
    }
}

pub(super) fn remedy(what: &What) -> Option<(String, String)> {
    match what {
        What::EndpointDead { .. } => both(
            "check the network, qoo10.endpoint and https_proxy; what Qoo10 was not asked for is fetched by the next run",
            "ネットワーク、qoo10.endpoint、https_proxy を確認してください。未取得の分は次の処理で取り込まれます",
        ),
        What::EndpointOdd { .. } => both(
            "check qoo10.endpoint, and run doctor again later; docs/qoo10-api.md explains codes",
            "qoo10.endpoint を確認し、時間をおいて再度 doctor を実行してください。コードの説明は docs/qoo10-api.md",
        ),
        What::KeyMissing { .. } => both(
            "look at qoo10.seller_key_file, seller_key_env or seller_key_command",
            "qoo10.seller_key_file、seller_key_env、seller_key_command を確認してください",
        ),
        What::KeyIssuedLater { .. } => both(
            "write the day on which the key was issued, and check this machine's clock: until then nobody is warned when the key ends",
            "キーの発行日を正しく記入し、このマシンの時計を確認してください。このままではキーの期限を警告できません",
        ),
        What::KeyLife { days_left: ..0, .. } => both(
            "key issue makes a new one: until then, every step fails",
            "key issue で新しいキーを発行してください。それまですべての処理が失敗します",
        ),
        What::KeyLife { .. } => both(
            "key issue makes a new one: without it, every step fails from that day on",
            "key issue で新しいキーを発行してください。期限後はすべての処理が失敗します",
        ),
        What::ClockOff { .. } => both(
            "set this machine's clock, best by NTP (timedatectl set-ntp true)",
            "このマシンの時計を合わせてください(timedatectl set-ntp true など)",
        ),
        _ => None,
    }
}
