//! What became of a change by hand, and what it leaves to do.

use super::{Lang, words};
use crate::desk::orders::{Change, Done, Note, difference};
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::status_machine::Standing;
use crate::domain::text::printable;

/// A change that is done.
pub fn done(code: OrderCode, change: &Change, done: &Done, lang: Lang) -> String {
    let changed = lang.pick(difference(&done.was, &done.next), difference_ja(&done.was, &done.next));
    match (change, done.line) {
        (Change::AddLine { sku, qty, .. }, Some(line)) => {
            let sku = printable(sku);
            lang.pick(
                format!("{code}: line {line} added: {sku} x {qty}"),
                format!("{code}: {line}行目を追加しました({sku} x {qty})"),
            )
        }
        (Change::Set(_), _) if done.was.status == Status::Cancelled && waits_for_payment(&done.next) => {
            format!("{code}: {changed}\n{}", still_held(code, lang))
        }
        (Change::Release, _) if waits_for_payment(&done.next) => {
            format!("{code}: {changed}\n{}", still_held(code, lang))
        }
        _ if changed.is_empty() => lang.pick(format!("{code}: done"), format!("{code}: 完了")),
        _ => format!("{code}: {changed}"),
    }
}

/// `保留(入金確認) → 出荷待ち、入金: 未入金 → 入金済み`, in the words of `orders show`.
fn difference_ja(was: &Standing, next: &Standing) -> String {
    let word = |word| words::status(Lang::Ja, word);
    let status = |standing: &Standing| {
        let reasons = standing.hold_reasons.iter().map(|reason| word(reason.as_str()));
        match reasons.collect::<Vec<_>>().join(",") {
            reasons if reasons.is_empty() => word(standing.status.as_str()).to_owned(),
            reasons => format!("{}({reasons})", word(standing.status.as_str())),
        }
    };
    let [paid, told] = [|of: &Standing| of.payment_status.as_str(), |of: &Standing| of.api_status.as_str()];
    let parts = [
        ("", status(was), status(next)),
        ("入金: ", word(paid(was)).to_owned(), word(paid(next)).to_owned()),
        ("APIステータス: ", word(told(was)).to_owned(), word(told(next)).to_owned()),
    ];
    let told = |(name, from, to): &(&str, String, String)| format!("{name}{from} → {to}");
    parts.iter().filter(|(_, from, to)| from != to).map(told).collect::<Vec<_>>().join("、")
}

/// An order that stands so already.
pub fn already(code: OrderCode, change: &Change, standing: &Standing, lang: Lang) -> String {
    if matches!(change, Change::Release) && waits_for_payment(standing) {
        return still_held(code, lang);
    }
    let status = words::status(lang, standing.status.as_str());
    lang.pick(format!("{code}: nothing to change ({status})"), format!("{code}: 変更なし({status})"))
}

fn waits_for_payment(standing: &Standing) -> bool {
    standing.hold_reasons.contains(&HoldReason::Payment)
}

fn still_held(code: OrderCode, lang: Lang) -> String {
    lang.pick(
        format!("{code}: still on hold: it waits for payment; sync-status releases it when Qoo10 shows it paid (by hand: qoo10-bridge orders set {code} --payment-status paid)"),
        format!("{code}: 入金待ちのため保留のままです。Qoo10で入金が確認できると sync-status で解除されます(手動では qoo10-bridge orders set {code} --payment-status paid)"),
    )
}

/// What a change leaves to do, a line each, for stderr.
pub fn notes(code: OrderCode, notes: &[Note], lang: Lang) -> String {
    let line = |found| format!("{}: {}\n", lang.pick("warning", "警告"), printable(&note(code, found, lang)));
    notes.iter().map(line).collect()
}

fn note(code: OrderCode, note: &Note, lang: Lang) -> String {
    match note {
        Note::NoTracking => lang.pick(
            format!("{code} has no tracking number: push-shipments cannot tell Qoo10; give it with qoo10-bridge orders ship {code} --carrier C --tracking T"),
            format!("{code}には送り状番号がないため、push-shipments でQoo10に送信できません。qoo10-bridge orders ship {code} --carrier 配送会社 --tracking 送り状番号 で入力してください"),
        ),
        Note::OpenAtQoo10 => lang.pick(
            format!("nothing says that Qoo10 has cancelled {code}, so Qoo10 still counts the days: cancel it in QSM too; back, while Qoo10 has not cancelled it: qoo10-bridge orders set {code} --status ready"),
            format!("{code}はQoo10でのキャンセルが確認できていません。Qoo10では出荷の期限が進み続けるため、QSMでもキャンセルしてください。Qoo10でキャンセルされるまでは qoo10-bridge orders set {code} --status ready で元に戻せます"),
        ),
        Note::NoParcel(before) => lang.pick(
            format!("no parcel of {code} is known here, so Qoo10 is never told of one, and the order leaves late and status; back: qoo10-bridge orders set {code} --api-status {before}"),
            format!("{code}は出荷済みでないか送り状番号がないため、Qoo10は出荷を把握していません。以後 late と status にも表示されません。元に戻すには qoo10-bridge orders set {code} --api-status {before} を実行してください"),
        ),
        Note::UnknownSku(sku, None) => lang.pick(
            format!("neither the free stock nor a listing has the SKU {sku}: is it written so?"),
            format!("品番{sku}はフリー在庫にも対応表にもありません。間違いがないか確認してください"),
        ),
        Note::UnknownSku(sku, Some(near)) => lang.pick(
            format!("neither the free stock nor a listing has the SKU {sku}; did you mean {near}?"),
            format!("品番{sku}はフリー在庫にも対応表にもありません。{near}ではありませんか"),
        ),
    }
}
