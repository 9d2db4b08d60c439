//! What is said of gaps in the shop's tables and of steps that nobody starts, in both languages.

use crate::desk::doctor::What;
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

pub(super) fn message(what: &What) -> Option<(String, String)> {
    match what {
        What::CronSeen => both("every step ran within a day", "すべての処理が1日以内に実行されています"),
        What::CronMissed { never, late } => {
            let times = late.iter().map(|(step, at)| (step, at.format("%Y-%m-%d %H:%M").to_string()));
            let times: Vec<_> = times.collect();
            let never_en = never.iter().map(|step| format!("{step} never"));
            let never_ja = never.iter().map(|step| format!("{step} 実行なし"));
            let en: Vec<_> =
                never_en.chain(times.iter().map(|(step, at)| format!("{step} last on {at}"))).collect();
            let ja: Vec<_> =
                never_ja.chain(times.iter().map(|(step, at)| format!("{step} 最終 {at}"))).collect();
            Some((
                format!("not seen running for more than a day: {}", en.join(", ")),
                format!("1日以上実行されていません({})", ja.join("、")),
            ))
        }
        What::CarriersKnown => both(
            "Qoo10 knows every delivery company of the open orders",
            "未完了の注文の配送会社はすべてQoo10の名称に対応しています",
        ),
        What::CarriersUnknown { few } => {
            gap(few, "delivery companies of open orders have no name at Qoo10", "Qoo10の名称が不明な配送会社")
        }
        What::ListingsMapped => both("every listing has a SKU", "すべての出品にSKUがあります"),
        What::ListingsUnmapped { few } => gap(few, "listings have no SKU", "SKUのない出品"),
        What::SkusListed => {
            both("every SKU with free stock has a listing", "フリー在庫のあるSKUはすべて出品されています")
        }
        What::SkusUnlisted { few } => {
            gap(few, "SKUs with free stock have no listing", "フリー在庫があるのに出品のないSKU")
        }
        What::StockKnown => {
            both("the free stock of every listing is known", "すべての出品のフリー在庫数が登録されています")
        }
        What::StockUnknown { few } => {
            gap(few, "listings show SKUs whose free stock is not known", "フリー在庫数が未登録のSKUの出品")
        }
        _ => None,
    }
}

pub(super) fn remedy(what: &What) -> Option<(String, String)> {
    match what {
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
            "listings load でSKUを登録してください。それまで push-stock の対象外です",
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
