//! What the shipping desk took, and what it did not: sentences, tables and JSON.

use serde::Serialize;

use super::{Lang, csv_file, forbidden, table};
use crate::desk::shipments::{Change, LONGEST_CARRIER, Note, Refusal, Taken, told};
use crate::domain::carriers;
use crate::domain::ids::OrderCode;
use crate::domain::order::HoldReason;
use crate::domain::said::Said;
use crate::domain::status_machine::Forbidden;
use crate::domain::text::printable;
use crate::domain::time::date_to_text;
use crate::domain::tracking::{Breach, LONGEST, Rule, SHORTEST, Unusable};
use crate::domain::wrap::for_screen;

/// What became of one order.
pub fn taken(taken: &Taken, lang: Lang) -> String {
    let (code, shipment) = (taken.code, printable(&told(&taken.shipment)));
    match taken.change {
        Change::Shipped => lang
            .pick(format!("{code}: shipped, {shipment}"), format!("{code}: 出荷済みにしました({shipment})")),
        Change::Corrected => {
            lang.pick(format!("{code}: corrected, {shipment}"), format!("{code}: 訂正しました({shipment})"))
        }
        Change::Unchanged => lang
            .pick(format!("{code}: nothing to change ({shipment})"), format!("{code}: 変更なし({shipment})")),
    }
}

/// What should be looked at in one order, a line each, for stderr.
pub fn notes(taken: &Taken, lang: Lang) -> String {
    let line = |sentence: String| format!("{}: {}\n", lang.pick("warning", "警告"), printable(&sentence));
    sentences(taken, lang).map(line).collect()
}

fn sentences(taken: &Taken, lang: Lang) -> impl Iterator<Item = String> {
    let order = lang.pick(format!("order {}: ", taken.code), format!("注文{}: ", taken.code));
    taken.notes.iter().map(move |found| format!("{order}{}", note(taken.code, found, lang)))
}

fn note(code: OrderCode, note: &Note, lang: Lang) -> String {
    match note {
        Note::Unmapped { carrier, near, own } => unmapped(carrier, near.as_deref(), own, lang),
        Note::BeforeOrder { shipped_on, ordered_on } => lang.pick(
            format!("shipped on {shipped_on}, before it was ordered ({ordered_on}): is the year right?"),
            format!("出荷日{shipped_on}が注文日{ordered_on}より前です。年の間違いではありませんか"),
        ),
        Note::ZeroRestored(number) => lang.pick(
            format!("the leading zero that was lost is back: {number}"),
            format!("欠けていた先頭の0を補いました: {number}"),
        ),
        Note::Breach(number, breach) => {
            let why = self::breach(*breach, lang);
            lang.pick(format!("tracking number {number}: {why}"), format!("送り状番号{number}: {why}"))
        }
        Note::CancelRequested => lang.pick(
            format!("the buyer asks to cancel it: do not ship, stop the parcel; once it is stopped: orders set {code} --status inspected"),
            format!("キャンセル要請中です。出荷せず、荷物を止めてください。止めたら orders set {code} --status inspected で出荷前に戻せます"),
        ),
        Note::AlsoOn(number, others) => {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            lang.pick(
                format!("tracking number {number} is also on order {}: Qoo10 refuses a number that it has seen with another cart", others.join(", ")),
                format!("送り状番号{number}は注文{}にも使われています。Qoo10は別のカートで使用済みの番号を受け付けません", others.join("、")),
            )
        }
        Note::NeedsPerson => lang
            .pick(
                "sync-status says that it needs a person: look before the parcel leaves",
                "ステータス同期で要対応となっています。荷物が出る前に確認してください",
            )
            .to_owned(),
    }
}

/// A name that nobody knows: what was meant, or else where to say what it means.
fn unmapped(carrier: &str, near: Option<&str>, own: &[String], lang: Lang) -> String {
    let names: Vec<String> = own.iter().cloned().chain(carriers::known().map(str::to_owned)).collect();
    let meant =
        |near: &str| lang.pick(format!("did you mean {near}? "), format!("「{near}」ではありませんか。"));
    let meant = near.map(meant).unwrap_or_default();
    lang.pick(
        format!(
            "nobody knows Qoo10's name for {carrier}, so it cannot be sent; {meant}If it is a typo, give the right name: {}; else add \"{carrier}\" = \"Qoo10's name\" to push_shipments.carriers",
            names.join(", ")
        ),
        format!(
            "配送会社「{carrier}」に対応するQoo10の名称がないため送信できません。{meant}入力間違いなら、正しい名前で入力し直してください({})。そうでなければ、push_shipments.carriersに\"{carrier}\" = \"Qoo10の名称\"を追加してください",
            names.join("、")
        ),
    )
}

/// The form of a delivery company's numbers, in few words.
fn rule(rule: Rule, lang: Lang) -> String {
    let ja = match rule {
        Rule::TwelveDigits => "7DR、12桁",
        Rule::JapanPost => "7DR、12桁か11桁",
        Rule::S10 => "S10、RB123456785GBなど",
        Rule::TenDigits => "10桁",
        Rule::Free => "なし",
    };
    lang.pick(rule.to_string(), ja.to_owned())
}

/// How a number breaks its rule.
pub(super) fn breach(breach: Breach, lang: Lang) -> String {
    let rule = rule(breach.rule(), lang);
    match breach {
        Breach::Shape { rule, given, has_letters } => shape(rule, given, has_letters, lang),
        Breach::CheckDigit(_, wanted) => lang.pick(
            format!("its check digit is wrong, {wanted} would be right: a digit was misread (rule: {rule})"),
            format!("検査数字が一致しません。正しくは{wanted}です。番号をご確認ください(規則: {rule})"),
        ),
    }
}

/// What was expected of a number, and what was given.
fn shape(rule: Rule, given: usize, has_letters: bool, lang: Lang) -> String {
    let (expected, digits) = match rule {
        Rule::TwelveDigits => ("12 digits expected", "12桁の数字のはずです"),
        Rule::JapanPost => ("11 or 12 digits expected", "11桁か12桁の数字のはずです"),
        Rule::TenDigits => {
            ("numbers of this company usually have 10 digits", "この配送会社の番号は通常10桁です")
        }
        Rule::S10 => (
            "2 letters, 9 digits, 2 letters expected, such as RB123456785GB",
            "英字2桁・数字9桁・英字2桁(例: RB123456785GB)のはずです",
        ),
        Rule::Free => ("no rule is known", "規則はありません"),
    };
    match (rule, has_letters) {
        (Rule::S10 | Rule::Free, _) => lang.pick(expected, digits).to_owned(),
        (_, true) => {
            lang.pick(format!("{expected}, letters given"), format!("{digits}(英字が含まれています)"))
        }
        (_, false) => lang.pick(format!("{expected}, {given} given"), format!("{digits}(入力は{given}桁)")),
    }
}

/// Why a text is no tracking number.
pub(super) fn unusable(why: Unusable, lang: Lang) -> String {
    match why {
        Unusable::Empty => lang.pick("there is no tracking number", "送り状番号がありません").to_owned(),
        Unusable::Exponent => lang
            .pick(
                "a spreadsheet rounded it, and its digits are lost: take it from the source again, as text (rule: no exponents)",
                "表計算ソフトで丸められ、桁が失われています。元データから文字列として取り直してください(規則: 指数表記は不可)",
            )
            .to_owned(),
        Unusable::Characters => lang
            .pick(
                "it holds more than letters and digits (rule: letters and digits)",
                "英数字以外の文字が含まれています(規則: 英数字のみ)",
            )
            .to_owned(),
        Unusable::TooLong => lang.pick(
            format!("it is longer than {LONGEST} letters (rule: length)"),
            format!("{LONGEST}文字を超えています(規則: 長さ)"),
        ),
        Unusable::Placeholder => lang.pick(
            format!("it stands for a number that is missing (rule: {SHORTEST} letters and digits or more, not all the same)"),
            format!("番号がないことを表す仮の値です(規則: {SHORTEST}文字以上の英数字、同じ文字だけは不可)"),
        ),
        Unusable::OwnNumber => lang
            .pick(
                "it is the order's own code, cart or order number, not its parcel's: is it the right column? (rule: no number of the order)",
                "注文自身の番号(注文コード、カート番号、注文番号)で、荷物の番号ではありません。列の間違いではありませんか(規則: 注文の番号は不可)",
            )
            .to_owned(),
    }
}

/// Why a shipment is not taken.
pub fn refusal(why: &Refusal, lang: Lang) -> String {
    match why {
        Refusal::Row(fault) => csv_file::fault(*fault, lang),
        Refusal::OrderMissing => lang.pick("there is no order", "注文がありません").to_owned(),
        Refusal::OrderUnreadable(text) => lang.pick(
            format!("\"{text}\" is no order code; one looks like 412345678 or 412345678-2"),
            format!("「{text}」は注文コードとして読めません。412345678または412345678-2の形です"),
        ),
        Refusal::OrderUnknown(code, meant) => {
            let why = lang.pick(format!("there is no order {code}"), format!("注文{code}はありません"));
            match meant.said(*code) {
                Some(said) => lang.pick(format!("{why}; {}", said.en), format!("{why}。{}", said.ja)),
                None => why,
            }
        }
        Refusal::CarrierMissing => {
            lang.pick("there is no delivery company", "配送会社がありません").to_owned()
        }
        Refusal::CarrierUnfit => lang.pick(
            format!("the delivery company is longer than {LONGEST_CARRIER} letters, or more than a line"),
            format!("配送会社が{LONGEST_CARRIER}文字を超えているか、改行などを含んでいます"),
        ),
        Refusal::Unusable(_, Unusable::Empty) => unusable(Unusable::Empty, lang),
        Refusal::Unusable(text, why) => {
            let why = unusable(*why, lang);
            lang.pick(format!("tracking number \"{text}\": {why}"), format!("送り状番号「{text}」: {why}"))
        }
        Refusal::Breach(number, found) => {
            let why = breach(*found, lang);
            lang.pick(format!("tracking number {number}: {why}"), format!("送り状番号{number}: {why}"))
        }
        Refusal::DateUnreadable(text) => lang.pick(
            format!("\"{text}\" is no date; write 2026-07-01 or 2026/7/1"),
            format!("「{text}」は日付として読めません。2026-07-01または2026/7/1の形で書いてください"),
        ),
        Refusal::DateAhead(date) => {
            lang.pick(format!("the ship date {date} is yet to come"), format!("出荷日{date}は未来の日付です"))
        }
        Refusal::Forbidden(code, why) => lang.of(&forbidden::forbidden(*code, *why).0).to_owned(),
        Refusal::OtherShipment { line, shipment } => {
            let other = told(shipment);
            lang.pick(
                format!("line {line} ships the same order with another company or on another day ({other}); its parcels need the same company and day"),
                format!("{line}行目に同じ注文の別の出荷があります({other})。1つの注文の荷物は、配送会社と出荷日を同じにしてください"),
            )
        }
    }
}

/// What to do about a shipment that was not taken by hand.
pub fn next(why: &Refusal) -> Said {
    match why {
        Refusal::Unusable(..) => {
            Said::new("take the number from the parcel's label", "送り状の番号を入力してください")
        }
        Refusal::Breach(..) => Said::new(
            "compare it with the parcel's label, and the delivery company too; push_shipments.check_digits = \"warn\" lets it pass",
            "送り状の番号と配送会社を確認してください。push_shipments.check_digits = \"warn\" と設定すると警告だけにできます",
        ),
        Refusal::DateAhead(_) => Said::new(
            "leave --date out for today, or ship it on that day",
            "今日なら --date を省いてください。そうでなければ、その日に入力してください",
        ),
        _ => {
            let example = "qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 405548424886";
            Said::new(example, format!("例: {example}"))
        }
    }
}

/// Loading a file as it is told.
pub type Load<'a> = csv_file::Load<'a, crate::desk::shipments::Load>;

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
    shipped: usize,
    corrected: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    line: usize,
    order: Option<String>,
    carrier: Option<&'a str>,
    tracking_numbers: &'a [String],
    shipped_on: Option<String>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

fn counts(load: &Load<'_>) -> JsonCounts {
    let count = |change| load.load.count(change);
    JsonCounts {
        shipped: count(Change::Shipped),
        corrected: count(Change::Corrected),
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
        order: Some(row.taken.code.to_string()),
        carrier: Some(&row.taken.shipment.carrier),
        tracking_numbers: &row.taken.shipment.tracking_numbers,
        shipped_on: Some(date_to_text(row.taken.shipment.shipped_on)),
        outcome: row.taken.change.as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonRow {
        line: row.line,
        order: match &row.why {
            Refusal::OrderUnknown(code, _) | Refusal::Forbidden(code, _) => Some(code.to_string()),
            _ => None,
        },
        carrier: None,
        tracking_numbers: &[],
        shipped_on: None,
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
        warnings: load.load.rows.iter().flat_map(|row| sentences(&row.taken, lang)).collect(),
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn load(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonCounts { shipped, corrected, unchanged, refused } = counts(load);
    let mode = csv_file::mode(load.dry_run, lang);
    let summary = lang.pick(
        format!("shipments{mode}: {shipped} shipped, {corrected} corrected, {unchanged} unchanged, {refused} refused\n"),
        format!("出荷{mode}: 出荷済み {shipped}、訂正 {corrected}、変更なし {unchanged}、取込不可 {refused}\n"),
    );
    let plan =
        if load.dry_run && !load.load.rows.is_empty() { plan(load, lang, width) } else { String::new() };
    plan + &for_screen(&summary, width)
}

fn plan(load: &Load<'_>, lang: Lang, width: Option<usize>) -> String {
    let [line, order, carrier, tracking, date, outcome] = lang.pick(
        ["line", "order", "carrier", "tracking", "shipped", "would be"],
        ["行", "注文", "配送会社", "送り状番号", "出荷日", "予定"],
    );
    let texts = [order, carrier, tracking, date, outcome].map(table::text);
    let columns: Vec<table::Column<'_>> = std::iter::once(table::number(line)).chain(texts).collect();
    let rows = load.load.rows.iter().map(|row| {
        let shipment = &row.taken.shipment;
        let outcome = match row.taken.change {
            Change::Shipped => lang.pick("shipped", "出荷済み"),
            Change::Corrected => lang.pick("corrected", "訂正"),
            Change::Unchanged => lang.pick("unchanged", "変更なし"),
        };
        vec![
            row.line.to_string(),
            row.taken.code.to_string(),
            shipment.carrier.clone(),
            shipment.tracking_numbers.join(", "),
            date_to_text(shipment.shipped_on),
            outcome.to_owned(),
        ]
    });
    table::render(&columns, rows.collect(), width)
}

/// The refused rows, one on each line, for stderr.
pub fn refused(load: &Load<'_>, lang: Lang) -> String {
    let rows = load.load.refused.iter();
    rows.map(|row| csv_file::refused(load.file, row.line, &refusal(&row.why, lang))).collect()
}

/// What should be looked at in the good rows, one on each line, for stderr.
pub fn warnings(load: &Load<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for row in &load.load.rows {
        for sentence in sentences(&row.taken, lang) {
            let mark = lang.pick("warning", "警告");
            text += &csv_file::refused(load.file, row.line, &format!("{mark}: {sentence}"));
        }
    }
    text
}

fn word(why: &Refusal) -> &'static str {
    match why {
        Refusal::Row(fault) => csv_file::word(*fault),
        Refusal::OrderMissing => "order_missing",
        Refusal::OrderUnreadable(_) => "order_unreadable",
        Refusal::OrderUnknown(..) => "order_unknown",
        Refusal::CarrierMissing => "carrier_missing",
        Refusal::CarrierUnfit => "carrier_unfit",
        Refusal::Unusable(_, Unusable::Empty) => "tracking_missing",
        Refusal::Unusable(_, Unusable::Exponent) => "tracking_exponent",
        Refusal::Unusable(_, Unusable::Characters) => "tracking_characters",
        Refusal::Unusable(_, Unusable::TooLong) => "tracking_too_long",
        Refusal::Unusable(_, Unusable::Placeholder) => "tracking_placeholder",
        Refusal::Unusable(_, Unusable::OwnNumber) => "tracking_own_number",
        Refusal::Breach(_, Breach::Shape { .. }) => "tracking_shape",
        Refusal::Breach(_, Breach::CheckDigit(..)) => "tracking_check_digit",
        Refusal::DateUnreadable(_) => "date_unreadable",
        Refusal::DateAhead(_) => "date_ahead",
        Refusal::Forbidden(_, Forbidden::Held(HoldReason::Payment)) => "not_paid",
        Refusal::Forbidden(_, Forbidden::Held(HoldReason::Manual)) => "held",
        Refusal::Forbidden(_, Forbidden::ToldQoo10) => "already_sent",
        Refusal::Forbidden(..) => "not_ready",
        Refusal::OtherShipment { .. } => "other_shipment",
    }
}
