//! The mapping table as a table and as JSON, what is wrong with it, and what mapping by hand did.

use serde::Serialize;

use super::{Lang, csv_file, table};
use crate::desk::listings::{Change, Refusal};
use crate::domain::listing::{ON_SALE, Unusable};
use crate::domain::mapping::Unread;
use crate::domain::text::{excerpt, printable};
use crate::domain::wrap::for_screen;
use crate::plan::listings::{self as plan, Standing, Trouble};
use crate::store::listing_view::ListingView;

#[derive(Serialize)]
struct JsonListing<'a> {
    item_code: &'a str,
    seller_code: Option<&'a str>,
    option_code: Option<&'a str>,
    option: Option<&'a str>,
    kind: Option<&'a str>,
    sku: Option<&'a str>,
    on_sale: bool,
    sent_qty: Option<i64>,
    sent_at: Option<&'a str>,
}

/// A listing as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(one: &ListingView) -> serde_json::Result<String> {
    serde_json::to_string(&JsonListing {
        item_code: &one.item_code,
        seller_code: one.seller_code.as_deref(),
        option_code: one.option_code.as_deref(),
        option: one.option.as_deref(),
        kind: one.kind.map(|kind| kind.as_str()),
        sku: one.sku.as_deref(),
        on_sale: one.item_status.as_deref() == Some(ON_SALE) && !one.is_gone,
        sent_qty: one.sent_qty,
        sent_at: one.sent_at.as_deref(),
    })
}

/// What is wrong with a listing, if anything.
pub fn trouble(one: &ListingView) -> Option<Trouble> {
    plan::trouble(&Standing {
        kind: one.kind,
        item_status: one.item_status.as_deref(),
        seller_code: one.seller_code.as_deref().unwrap_or_default(),
        option_code: one.option_code.as_deref().unwrap_or_default(),
        sku: one.sku.as_deref(),
        is_gone: one.is_gone,
    })
}

/// Whether a listing that may be sold has no SKU.
pub fn is_unmapped(one: &ListingView) -> bool {
    let is_sold = one.item_status.is_some() || one.kind.is_none();
    one.sku.is_none() && is_sold && !one.is_gone
}

/// Listings as a table; the last column says what is wrong and what to do.
pub fn list(all: &[ListingView], lang: Lang, pages: &mut table::Pages) -> String {
    let [item, seller, code, option, sku, sent, wrong] = lang.pick(
        ["item", "seller code", "option code", "option", "SKU", "sent", "what is wrong"],
        ["商品番号", "販売者商品コード", "オプションコード", "オプション", "品番", "送信数", "問題"],
    );
    let columns = [
        table::text(item),
        table::text(seller),
        table::text(code),
        table::text(option),
        table::text(sku),
        table::number(sent),
        table::text(wrong),
    ];
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let rows = all.iter().map(|one| {
        vec![
            one.item_code.clone(),
            text(&one.seller_code),
            text(&one.option_code),
            text(&one.option),
            text(&one.sku),
            one.sent_qty.map(|qty| qty.to_string()).unwrap_or_default(),
            trouble(one).map(|trouble| wrong_with(one, trouble, lang)).unwrap_or_default(),
        ]
    });
    pages.page(&columns, rows.collect())
}

fn wrong_with(one: &ListingView, trouble: Trouble, lang: Lang) -> String {
    let (en, ja) = match trouble {
        Trouble::NeverPulled => (
            "mapped by hand, not seen at Qoo10 yet: listings pull",
            "手動登録のみでQoo10では未確認です。listings pull を実行してください",
        ),
        Trouble::NotRead => ("not read yet: listings pull", "未取込です。listings pull を実行してください"),
        Trouble::NotListed => (
            "not on sale: Qoo10 no longer lists the item; nothing to do unless it should be sold",
            "販売対象外: Qoo10の一覧にない商品です。販売する場合のみQoo10側を確認してください",
        ),
        Trouble::Gone => (
            "gone: Qoo10 no longer has this option; nothing to do unless it should be sold",
            "消滅: Qoo10にないオプションです。販売する場合のみQoo10側を確認してください",
        ),
        Trouble::Stopped => (
            "stopped: put it on sale at Qoo10 if it should be sold",
            "販売中止: 販売する場合はQoo10で販売中にしてください",
        ),
        Trouble::Unmapped => (
            "unmapped: listings pull, or map it with listings load",
            "品番なし: listings pull または listings load で登録してください",
        ),
        Trouble::Unusable(why) => return unusable(one, why, lang),
    };
    lang.pick(en, ja).to_owned()
}

fn unusable(one: &ListingView, why: Unusable, lang: Lang) -> String {
    let shown = |code: &Option<String>| excerpt(code.as_deref().unwrap_or_default(), 40);
    let (en, ja) = match why {
        Unusable::SellerCodeMissing => {
            ("no seller item code".to_owned(), "販売者商品コードがありません".to_owned())
        }
        Unusable::OptionCodeMissing => {
            ("no seller option code".to_owned(), "販売者オプションコードがありません".to_owned())
        }
        Unusable::SellerCodeUnusable => {
            let code = shown(&one.seller_code);
            (
                format!("unusable seller item code \"{code}\""),
                format!("販売者商品コード「{code}」は使用できません"),
            )
        }
        Unusable::OptionCodeUnusable => {
            let code = shown(&one.option_code);
            (
                format!("unusable seller option code \"{code}\""),
                format!("販売者オプションコード「{code}」は使用できません"),
            )
        }
    };
    lang.pick(
        format!("{en}: set one of A-Z a-z 0-9 - _ at Qoo10, then listings pull"),
        format!("{ja}。Qoo10で半角英数字と - _ のコードを設定し、listings pull を実行してください"),
    )
}

/// Why an item was not read, and what happens now.
pub fn unread(item_code: &str, why: &Unread, lang: Lang) -> String {
    let why = match why {
        Unread::Unknown => lang
            .pick("Qoo10 lists it, but knows no such item", "一覧にありますが商品情報を取得できません")
            .to_owned(),
        Unread::TypesUnreadable(row) => {
            let row = excerpt(row, 60);
            lang.pick(
                format!("one of its types cannot be taken apart: \"{row}\""),
                format!("タイプ「{row}」を読み取れません"),
            )
        }
        Unread::OptionsUnreadable(count) => {
            return lang.pick(
                format!("item {item_code}: {count} of its options cannot be read and stay as they were known; look at the item in QSM, the next pull tries again"),
                format!("商品{item_code}のオプション{count}件を読み取れず、以前の内容のままです。QSMで商品を確認してください。次回もう一度取得します"),
            );
        }
        Unread::Failed(detail) => lang.of(detail).to_owned(),
    };
    lang.pick(
        format!("item {item_code} was not read and stays as it was known; the next pull tries again ({why})"),
        format!("商品{item_code}を取得できず、以前の内容のままです。次回もう一度取得します({why})"),
    )
}

/// Loading a file as it is told.
pub type Load<'a> = csv_file::Load<'a, crate::desk::listings::Load>;

#[derive(Serialize)]
struct JsonLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonCounts,
    items: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonCounts {
    mapped: usize,
    unmapped: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    line: usize,
    item_code: Option<&'a str>,
    option_code: Option<&'a str>,
    sku: Option<&'a str>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &Load<'_>) -> JsonCounts {
    let count = |change| load.load.count(change);
    JsonCounts {
        mapped: count(Change::Mapped),
        unmapped: count(Change::Unmapped),
        unchanged: count(Change::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn load_json(load: &Load<'_>, lang: Lang) -> serde_json::Result<String> {
    let good = load.load.rows.iter().map(|row| JsonRow {
        line: row.line,
        item_code: Some(&row.item_code),
        option_code: Some(row.option_code.as_str()).filter(|code| !code.is_empty()),
        sku: row.sku.as_deref(),
        outcome: row.change.as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonRow {
        line: row.line,
        item_code: None,
        option_code: None,
        sku: None,
        outcome: "refused",
        reason: Some(word(&row.why)),
        message: Some(refusal(&row.why, lang)),
    });
    let mut items: Vec<JsonRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| item.line);
    serde_json::to_string(&JsonLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonCounts { mapped, unmapped, unchanged, refused } = counts(load);
    let mode = csv_file::mode(load.dry_run, lang);
    let summary = lang.pick(
        format!(
            "listings{mode}: {mapped} mapped, {unmapped} unmapped, {unchanged} unchanged, {refused} refused\n"
        ),
        format!("対応表{mode}: 登録 {mapped}、解除 {unmapped}、変更なし {unchanged}、取込不可 {refused}\n"),
    );
    let plan = if load.dry_run && !load.load.rows.is_empty() {
        plan_table(load, lang, width)
    } else {
        String::new()
    };
    plan + &for_screen(&summary, width)
}

fn plan_table(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let [line, item, option, sku, outcome] = lang.pick(
        ["line", "item", "option code", "SKU", "would be"],
        ["行", "商品番号", "オプションコード", "品番", "予定"],
    );
    let columns =
        [table::number(line), table::text(item), table::text(option), table::text(sku), table::text(outcome)];
    let rows = load.load.rows.iter().map(|row| {
        let outcome = match row.change {
            Change::Mapped => lang.pick("mapped", "登録"),
            Change::Unmapped => lang.pick("unmapped", "解除"),
            Change::Unchanged => lang.pick("unchanged", "変更なし"),
        };
        let sku = row.sku.clone().unwrap_or_default();
        vec![row.line.to_string(), row.item_code.clone(), row.option_code.clone(), sku, outcome.to_owned()]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn refused(load: &Load<'_>, lang: Lang) -> String {
    let rows = load.load.refused.iter();
    rows.map(|row| csv_file::refused(load.file, row.line, &refusal(&row.why, lang))).collect()
}

fn word(why: &Refusal) -> &'static str {
    match why {
        Refusal::Row(fault) => csv_file::word(*fault),
        Refusal::ItemMissing => "item_missing",
        Refusal::ItemCodeUnusable(_) => "item_code_unusable",
        Refusal::SellerCodeUnknown(_) => "seller_code_unknown",
        Refusal::SellerCodeAmbiguous(..) => "seller_code_ambiguous",
        Refusal::OptionCodeMissing => "option_code_missing",
        Refusal::OptionUnknown(_) => "option_unknown",
        Refusal::OptionCodeUnusable(_) => "option_code_unusable",
        Refusal::SkuUnusable(_) => "sku_unusable",
        Refusal::OtherSku { .. } => "other_sku",
    }
}

/// Why a row is not taken, and what would do.
pub fn refusal(why: &Refusal, lang: Lang) -> String {
    let letters = lang.pick("only A-Z a-z 0-9 - _ can be used", "使用できるのは半角英数字と - _ だけです");
    match why {
        Refusal::Row(fault) => csv_file::fault(*fault, lang),
        Refusal::ItemMissing => lang
            .pick(
                "the row names no item: give its item code or its seller code",
                "商品番号か販売者商品コードのどちらかが必要です",
            )
            .to_owned(),
        Refusal::ItemCodeUnusable(code) => lang.pick(
            format!("\"{code}\" is no item code: {letters}"),
            format!("商品番号「{code}」は正しくありません。{letters}"),
        ),
        Refusal::SellerCodeUnknown(code) => lang.pick(
            format!("no item that Qoo10 lists has the seller code \"{code}\"; listings pull brings new ones"),
            format!("販売者商品コード「{code}」の商品がありません。新しい商品は listings pull で取り込んでください"),
        ),
        Refusal::SellerCodeAmbiguous(code, items) => {
            let items = printable(&items.join(", "));
            lang.pick(
                format!("several items have the seller code \"{code}\": {items}; name one by its item code"),
                format!("販売者商品コード「{code}」の商品が複数あります: {items}。商品番号で指定してください"),
            )
        }
        Refusal::OptionCodeMissing => lang
            .pick(
                "the item has options: name one by its seller option code",
                "オプションのある商品です。販売者オプションコードを指定してください",
            )
            .to_owned(),
        Refusal::OptionUnknown(code) => lang.pick(
            format!("the item has no option with the code \"{code}\"; listings list shows them, listings pull brings new ones"),
            format!("オプションコード「{code}」がこの商品にありません。listings list で確認するか、listings pull を実行してください"),
        ),
        Refusal::OptionCodeUnusable(code) => lang.pick(
            format!("the option code \"{code}\" cannot be used: {letters}"),
            format!("オプションコード「{code}」は使用できません。{letters}"),
        ),
        Refusal::SkuUnusable(sku) => lang.pick(
            format!("\"{sku}\" cannot be a SKU: {letters}"),
            format!("品番「{sku}」は使用できません。{letters}"),
        ),
        Refusal::OtherSku { line, sku } => {
            let (en, ja) = match sku.as_str() {
                "" => ("no SKU".to_owned(), "空欄".to_owned()),
                sku => (format!("the SKU \"{sku}\""), format!("品番「{sku}」")),
            };
            lang.pick(
                format!("line {line} gives the same listing {en}; neither was taken"),
                format!("{line}行目で同じ対応に{ja}が指定されています。どちらも取り込みません"),
            )
        }
    }
}
