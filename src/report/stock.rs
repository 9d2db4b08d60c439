//! Free stock as tables and JSON, and what changing it did.

use serde::Serialize;

use super::{Lang, csv_file, orders, table};
use crate::desk::stock::{Change, Refusal, Unlisted};
use crate::domain::listing::MAX_QTY;
use crate::domain::stock::BadQty;
use crate::domain::text::printable;
use crate::domain::wrap::for_screen;
use crate::store::stock::{FreeStock, StockView};

#[derive(Serialize)]
struct JsonStock<'a> {
    sku: &'a str,
    free_qty: i64,
    changed_at: &'a str,
}

#[derive(Serialize)]
struct JsonSet<'a> {
    sku: &'a str,
    was: Option<i64>,
    free_qty: i64,
    changed_at: &'a str,
    outcome: &'a str,
}

/// The free stock of a SKU as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(view: &StockView) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = &view.stock;
    serde_json::to_string(&JsonStock { sku: &view.sku, free_qty: *free_qty, changed_at })
}

/// Free stock as a table, with what Qoo10 was last told.
pub fn list(all: &[StockView], lang: Lang, pages: &mut table::Pages) -> String {
    let [sku, free, listings, told, changed] = lang.pick(
        ["SKU", "free", "listings", "Qoo10 was told", "changed"],
        ["品番", "フリー在庫数", "商品数", "送信済み数量", "更新"],
    );
    let columns = [
        table::text(sku),
        table::number(free),
        table::number(listings),
        table::number(told),
        table::text(changed),
    ];
    let rows = all.iter().map(|view| {
        let told = match view.told {
            None => "-".to_owned(),
            Some((least, most)) if least == most => table::yen(least),
            Some((least, most)) => {
                let (least, most) = (table::yen(least), table::yen(most));
                lang.pick(format!("{least} to {most}"), format!("{least}～{most}"))
            }
        };
        vec![
            view.sku.clone(),
            table::yen(view.stock.free_qty),
            view.listings.to_string(),
            told,
            orders::short(&view.stock.changed_at),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// What setting a quantity did, as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn set_json(
    sku: &str,
    was: Option<i64>,
    change: Change,
    stock: &FreeStock,
) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = stock;
    serde_json::to_string(&JsonSet { sku, was, free_qty: *free_qty, changed_at, outcome: change.as_str() })
}

/// What setting a quantity did.
pub fn set(sku: &str, was: Option<i64>, change: Change, stock: &FreeStock, lang: Lang) -> String {
    let (sku, qty) = (printable(sku), table::yen(stock.free_qty));
    match (was, change) {
        (_, Change::Unchanged) => lang.pick(
            format!("{sku}: {qty} already; nothing was changed"),
            format!("{sku}: {qty}のまま変更なし"),
        ),
        (None, _) => lang.pick(format!("{sku}: {qty} (new)"), format!("{sku}: {qty}(新規)")),
        (Some(was), _) => format!("{sku}: {} -> {qty}", table::yen(was)),
    }
}

/// Loading a file as it is told.
pub type Load<'a> = csv_file::Load<'a, crate::desk::stock::Load>;

#[derive(Serialize)]
struct JsonLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonCounts,
    items: Vec<JsonRow<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonCounts {
    added: usize,
    changed: usize,
    zeroed: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    line: Option<usize>,
    sku: Option<&'a str>,
    was: Option<i64>,
    free_qty: Option<i64>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

/// What happened: after the brake, nothing but refusals.
fn counts(load: &Load<'_>) -> JsonCounts {
    let count = |change| if load.load.is_stopped { 0 } else { load.load.count(change) };
    JsonCounts {
        added: count(Change::Added),
        changed: count(Change::Changed),
        zeroed: count(Change::Zeroed),
        unchanged: count(Change::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn load_json(load: &Load<'_>, lang: Lang) -> serde_json::Result<String> {
    let taken = if load.load.is_stopped { &[] } else { load.load.rows.as_slice() };
    let good = taken.iter().map(|row| JsonRow {
        line: row.line,
        sku: Some(&row.sku),
        was: row.was,
        free_qty: Some(row.qty),
        outcome: row.change.as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonRow {
        line: Some(row.line),
        sku: row.sku.as_deref(),
        was: None,
        free_qty: None,
        outcome: "refused",
        reason: Some(word(&row.why)),
        message: Some(refusal(&row.why, lang)),
    });
    let mut items: Vec<JsonRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| (item.line.is_none(), item.line));
    serde_json::to_string(&JsonLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
        warnings: sentences(load.load, lang)
            .chain(load.load.is_stopped.then(|| stopped(load.load, lang)))
            .collect(),
    })
}

/// The summary line; with a dry run, what would change above it.
pub fn load(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonCounts { added, changed, zeroed, unchanged, refused } = counts(load);
    let mode = csv_file::mode(load.dry_run, lang);
    let end = match (load.load.is_stopped, lang) {
        (false, _) => "",
        (true, Lang::En) => "; stopped by the safety brake mass-zero",
        (true, Lang::Ja) => "、安全のため中止",
    };
    let summary = lang.pick(
        format!(
            "stock{mode}: {added} added, {changed} changed, {zeroed} zeroed, {unchanged} unchanged, {refused} refused{end}\n"
        ),
        format!(
            "フリー在庫{mode}: 追加 {added}、変更 {changed}、ファイルになく0に変更 {zeroed}、変更なし {unchanged}、取込不可 {refused}{end}\n"
        ),
    );
    let summary = for_screen(&summary, width);
    if load.dry_run { plan(load, lang, width) + &summary } else { summary }
}

fn plan(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let rows = load.load.rows.iter().filter(|row| row.change != Change::Unchanged).map(|row| {
        let outcome = match row.change {
            Change::Added => lang.pick("added", "追加"),
            Change::Changed => lang.pick("changed", "変更"),
            Change::Zeroed => lang.pick("zeroed", "0に変更"),
            Change::Unchanged => lang.pick("unchanged", "変更なし"),
        };
        vec![
            row.line.map(|line| line.to_string()).unwrap_or_default(),
            row.sku.clone(),
            row.was.map(table::yen).unwrap_or_default(),
            table::yen(row.qty),
            outcome.to_owned(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let [line, sku, was, qty, outcome] = lang
        .pick(["line", "SKU", "was", "free", "would be"], ["行", "品番", "変更前", "フリー在庫数", "予定"]);
    let columns =
        [table::number(line), table::text(sku), table::number(was), table::number(qty), table::text(outcome)];
    table::render(&columns, rows, width)
}

/// The refused rows, one on each line, for stderr.
pub fn refused(load: &Load<'_>, lang: Lang) -> String {
    let rows = load.load.refused.iter();
    rows.map(|row| csv_file::refused(load.file, row.line, &refusal(&row.why, lang))).collect()
}

/// What should be looked at, one on each line, for stderr.
pub fn warnings(load: &Load<'_>, lang: Lang) -> String {
    sentences(load.load, lang).map(|text| format!("{}: {text}\n", lang.pick("warning", "警告"))).collect()
}

fn sentences(load: &crate::desk::stock::Load, lang: Lang) -> impl Iterator<Item = String> {
    let torn = load.is_torn.then_some(load.spared).map(|n| {
        lang.pick(
            format!(
                "a quote has swallowed lines of the file, which may be about any SKU: nothing that is absent from it was set to 0 ({n} SKUs keep their stock)"
            ),
            format!("引用符のために読めない行がファイルにあり、どの品番の行か分からないため、ファイルにない品番は0にしていません({n}件の在庫はそのままです)"),
        )
    });
    let spared = (load.spared > 0 && !load.is_torn).then_some(load.spared);
    let spared = spared.map(move |n| {
        lang.pick(
            format!(
                "{n} SKUs that are absent from the file keep their stock, because a refused row does not say which SKU it is about"
            ),
            format!("取込不可の行に品番の分からないものがあるため、ファイルにない{n}件の品番の在庫は変更していません"),
        )
    });
    let unlisted = (load.unlisted.count > 0).then(|| unlisted(&load.unlisted, lang));
    torn.into_iter().chain(spared).chain(unlisted)
}

/// Why nothing is loaded at all.
pub fn baseless(file: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "no row of {file} could be taken, so what is absent from it says nothing; nothing was changed"
        ),
        format!("{file} に取り込める行が1つもないため、ファイルにない品番を0にできません。変更はありません"),
    )
}

/// SKUs that no listing has: mistyped, or not sold at Qoo10.
fn unlisted(unlisted: &Unlisted, lang: Lang) -> String {
    let Unlisted { count, few } = unlisted;
    let named = few.iter().map(|(sku, near)| match near {
        Some(near) => format!("{sku} ({near}?)"),
        None => sku.clone(),
    });
    let named = named.collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let more = and_more(count.saturating_sub(few.len()), lang);
    let have = if *count == 1 { "SKU has" } else { "SKUs have" };
    lang.pick(
        format!("{count} {have} no listing: {named}{more}"),
        format!("対応表にない品番が{count}件あります: {named}{more}"),
    )
}

/// How many are not named.
fn and_more(rest: usize, lang: Lang) -> String {
    match rest {
        0 => String::new(),
        rest => lang.pick(format!(" and {rest} more"), format!(" ほか{rest}件")),
    }
}

/// So many SKUs are named where there are more.
const MOST_NAMED: usize = 10;

/// Why the brake stops loading.
pub fn stopped(load: &crate::desk::stock::Load, lang: Lang) -> String {
    let zeroed: Vec<&str> = load.zeroed().collect();
    let (n, of) = (zeroed.len(), load.in_stock);
    let named = zeroed.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = and_more(n.saturating_sub(MOST_NAMED), lang);
    lang.pick(
        format!(
            "the safety brake mass-zero stopped it: {n} of the {of} SKUs in stock would become 0 ({named}{more}); nothing was changed"
        ),
        format!("安全装置mass-zeroにより中止しました。在庫のある{of}件のうち{n}件が0になります({named}{more})。変更はありません"),
    )
}

fn word(why: &Refusal) -> &'static str {
    match why {
        Refusal::Row(fault) => csv_file::word(*fault),
        Refusal::SkuMissing => "sku_missing",
        Refusal::SkuUnusable(_) => "sku_unusable",
        Refusal::QtyMissing => "qty_missing",
        Refusal::QtyUnfit(_, why) => match why {
            BadQty::Unreadable => "qty_unreadable",
            BadQty::Negative => "qty_negative",
            BadQty::NotWhole => "qty_not_whole",
            BadQty::Exponent => "qty_exponent",
            BadQty::TooLarge => "qty_too_large",
        },
        Refusal::OtherQty { .. } => "other_qty",
    }
}

/// Why a row is not taken, and what would do.
pub fn refusal(why: &Refusal, lang: Lang) -> String {
    match why {
        Refusal::Row(fault) => csv_file::fault(*fault, lang),
        Refusal::SkuMissing => lang.pick("there is no SKU", "品番がありません").to_owned(),
        Refusal::SkuUnusable(sku) => lang.pick(
            format!("\"{sku}\" cannot be a SKU: only A-Z a-z 0-9 - _ may stand in one"),
            format!("「{sku}」は品番に使えません。使えるのは半角の英数字とハイフン、アンダーバーのみです"),
        ),
        Refusal::QtyMissing => lang
            .pick("there is no quantity; write 0 for none", "在庫数がありません。なければ0と書いてください")
            .to_owned(),
        Refusal::QtyUnfit(text, why) => unfit(text, *why, lang),
        Refusal::OtherQty { line, qty } => lang.pick(
            format!("line {line} gives the same SKU {qty}; which is right? Neither was taken"),
            format!("{line}行目で同じ品番の在庫数が{qty}になっています。どちらも取り込んでいません"),
        ),
    }
}

fn unfit(text: &str, why: BadQty, lang: Lang) -> String {
    match why {
        BadQty::Unreadable => lang.pick(
            format!("\"{text}\" is no quantity; write a whole number such as 12"),
            format!("「{text}」は数量として読めません。12のような整数で書いてください"),
        ),
        BadQty::Negative => lang.pick(
            format!("{text} is below 0; write 0 for none"),
            format!("{text}は0より小さい値です。なければ0と書いてください"),
        ),
        BadQty::NotWhole => lang.pick(
            format!("{text} is no whole number"),
            format!("{text}は整数ではありません"),
        ),
        BadQty::Exponent => lang.pick(
            format!("{text} has lost its last digits; give the column the format of a number and save the file again"),
            format!("{text}は指数表示のため下の桁が失われています。列の表示形式を数値にして保存し直してください"),
        ),
        BadQty::TooLarge => lang.pick(
            format!("{text} is more than {MAX_QTY}, the most that Qoo10 takes"),
            format!("{text}はQoo10の上限{MAX_QTY}を超えています"),
        ),
    }
}
