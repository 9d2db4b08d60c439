//! What is said of gaps in the shop's tables and of steps that nobody starts, in both languages.

use crate::desk::doctor::What;
use crate::desk::doctor::shop::LastRuns;
use crate::domain::text::excerpt;
use crate::domain::time::Jst;
use crate::store::gaps::Few;

fn both(en: &str, ja: &str) -> Option<(String, String)> {
    Some((en.to_owned(), ja.to_owned()))
}

/// How many there are, with the first names.
fn gap(few: &Few, en: &str, ja: &str) -> Option<(String, String)> {
    let (count, names) = (few.count, few.names.join(", "));
    let (more, further) = if few.count > few.names.len() as u64 { (", …", " など") } else { ("", "") };
    Some((format!("{count} {en}: {names}{more}"), format!("{ja}: {count}件({names}{further})")))
}

/// Steps that nobody starts.
fn unseen(never: &[&str], late: &[(&str, Jst)]) -> Option<(String, String)> {
    let times: Vec<_> = late.iter().map(|(step, at)| (step, minute(*at))).collect();
    let never_en = never.iter().map(|step| format!("{step} never"));
    let never_ja = never.iter().map(|step| format!("{step} 実行なし"));
    let en: Vec<_> = never_en.chain(times.iter().map(|(step, at)| format!("{step} last on {at}"))).collect();
    let ja: Vec<_> = never_ja.chain(times.iter().map(|(step, at)| format!("{step} 最終 {at}"))).collect();
    (!en.is_empty()).then(|| {
        (
            format!("not seen running for more than a day: {}", en.join(", ")),
            format!("1日以上実行されていません({})", ja.join("、")),
        )
    })
}

/// Steps that are started and fail, with what the last run died of.
fn stuck(failing: &[LastRuns]) -> Option<(String, String)> {
    let one = |runs: &LastRuns| {
        let (step, error) = (runs.step, excerpt(runs.error.as_deref().unwrap_or("?"), LONGEST_ERROR));
        match runs.success.map(minute) {
            Some(at) => (
                format!("{step} last succeeded on {at} (last error: {error})"),
                format!("{step} 最終成功 {at}(直近のエラー: {error})"),
            ),
            None => (
                format!("{step} never succeeded (last error: {error})"),
                format!("{step} 成功なし(直近のエラー: {error})"),
            ),
        }
    };
    let (en, ja): (Vec<_>, Vec<_>) = failing.iter().map(one).unzip();
    (!en.is_empty()).then(|| {
        (
            format!("run, but without success: {}", en.join(", ")),
            format!("実行されていますが、成功していません({})", ja.join("、")),
        )
    })
}

fn minute(at: Jst) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// So many letters of an error are told.
const LONGEST_ERROR: usize = 160;

pub(super) fn message(what: &What) -> Option<(String, String)> {
    match what {
        What::CronSeen => both(
            "every step ran within a day, and did its work",
            "すべての処理が1日以内に正常に実行されています",
        ),
        What::CronMissed { never, late, failing } => {
            let (unseen, failing) = (unseen(never, late), stuck(failing));
            let both: Vec<_> = [unseen, failing].into_iter().flatten().collect();
            let all =
                |pick: fn(&(String, String)) -> &str| both.iter().map(pick).collect::<Vec<_>>().join("; ");
            Some((all(|both| &both.0), all(|both| &both.1)))
        }
        What::CarriersKnown => both(
            "Qoo10 knows every delivery company of the open orders",
            "未完了の注文の配送会社はすべてQoo10の名称に対応しています",
        ),
        What::CarriersUnknown { few } => {
            gap(few, "delivery companies of open orders have no name at Qoo10", "Qoo10の名称が不明な配送会社")
        }
        What::NoListings => both(
            "no listings yet; push-stock needs them, and listings pull takes them up",
            "商品がまだ取り込まれていません。在庫連携を使う場合は listings pull を実行してください",
        ),
        What::ListingsMapped => both("every listing has a SKU", "対応表のすべての商品に品番があります"),
        What::ListingsUnmapped { few } => gap(few, "listings have no SKU", "品番のない商品"),
        What::SkusListed => {
            both("every SKU with free stock has a listing", "フリー在庫のある品番はすべて対応表にあります")
        }
        What::SkusUnlisted { few } => {
            gap(few, "SKUs with free stock have no listing", "フリー在庫があるのに対応表にない品番")
        }
        What::StockKnown => both(
            "the free stock of every listing is known",
            "対応表のすべての商品のフリー在庫数が登録されています",
        ),
        What::StockUnknown { few } => {
            gap(few, "listings show SKUs whose free stock is not known", "フリー在庫数が未登録の商品")
        }
        _ => None,
    }
}

pub(super) fn remedy(what: &What) -> Option<(String, String)> {
    match what {
        What::CronMissed { never, late, .. } if never.is_empty() && late.is_empty() => both(
            "run the step by hand: its error says what to do; docs/operations.md has the symptoms",
            "その処理を手動で実行してください。エラーに対処が表示されます。症状別の説明は docs/operations.md",
        ),
        What::CronMissed { .. } => both(
            "look at the crontab (docs/cron.md) and whether cron runs; status shows each step",
            "crontab(docs/cron.md)とcronの動作を確認してください。各処理の状況は status で確認できます",
        ),
        What::CarriersUnknown { .. } => both(
            "give their names at Qoo10 in [push_shipments.carriers]; their orders are not sent until then",
            "[push_shipments.carriers] にQoo10での名称を記入してください。それまで発送は送信されません",
        ),
        What::ListingsUnmapped { .. } => both(
            "give them a SKU with listings load; push-stock leaves them out until then",
            "listings load で品番を登録してください。それまで push-stock の対象外です",
        ),
        What::SkusUnlisted { .. } => both(
            "run listings pull; if they are sold at Qoo10, map them with listings load",
            "listings pull を実行し、Qoo10で販売中なら listings load で対応付けてください",
        ),
        What::StockUnknown { .. } => both(
            "load their quantities with stock load or stock set; push-stock leaves them out until then",
            "stock load または stock set で数量を登録してください。それまで push-stock の対象外です",
        ),
        _ => None,
    }
}
