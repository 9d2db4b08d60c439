//! Why a change by hand is forbidden, and what to do instead.

use super::{Lang, words};
use crate::desk::orders::HeldFor;
use crate::domain::ids::OrderCode;
use crate::domain::order::{HoldReason, Status};
use crate::domain::said::Said;
use crate::domain::status_machine::{Forbidden, leads};

/// Why the change is forbidden, and what to do instead.
pub fn forbidden(code: OrderCode, why: Forbidden) -> (Said, Said) {
    let (why, next) = match why {
        Forbidden::NoWay { from, to } => return no_way(code, from, to),
        Forbidden::NotReady(status) => return not_ready(code, status),
        Forbidden::Held(HoldReason::Payment) => (
            (
                format!("order {code} is not paid yet, so it cannot become ready or go further"),
                format!("注文{code}は入金が確認できていないため、出荷待ち以降に進められません"),
            ),
            (
                format!(
                    "sync-status lifts the hold once Qoo10 shows the payment; by hand: qoo10-bridge orders set {code} --payment-status paid"
                ),
                format!(
                    "Qoo10で入金が確認できると sync-status で保留が解けます。手動では qoo10-bridge orders set {code} --payment-status paid"
                ),
            ),
        ),
        Forbidden::Held(HoldReason::Manual) => (
            (format!("order {code} is held by hand"), format!("注文{code}は手動で保留されています")),
            (
                format!("qoo10-bridge orders release {code} lifts the hold"),
                format!("qoo10-bridge orders release {code} で保留を解除できます"),
            ),
        ),
        Forbidden::CancelledHere { to } => (
            (
                format!("order {code} is cancelled, and cannot become {to} at once"),
                format!("注文{code}はキャンセル済みのため、直接「{}」({to})に変更できません", ja(to)),
            ),
            (
                format!(
                    "Qoo10 has not cancelled it, so it can be taken back first: qoo10-bridge orders set {code} --status ready"
                ),
                format!(
                    "Qoo10ではキャンセルされていないため、先に qoo10-bridge orders set {code} --status ready で元に戻せます"
                ),
            ),
        ),
        Forbidden::HoldNeedsReason => (
            (
                format!("order {code} needs a reason to be held"),
                format!("注文{code}を保留するには理由が必要です"),
            ),
            (
                format!("qoo10-bridge orders hold {code} --reason TEXT"),
                format!("qoo10-bridge orders hold {code} --reason 理由"),
            ),
        ),
        Forbidden::ToldQoo10 => (
            (
                format!(
                    "Qoo10 has been told that order {code} is shipped, so the shipment can be neither changed nor taken back"
                ),
                format!("注文{code}はQoo10に出荷を送信済みのため、訂正も取消もできません"),
            ),
            (
                format!(
                    "if that was a mistake, correct it in QSM; where Qoo10 then no longer shows it as shipped: qoo10-bridge orders set {code} --api-status printed"
                ),
                format!(
                    "間違いの場合は、QSMで訂正してください。Qoo10で出荷済みでなくなったら qoo10-bridge orders set {code} --api-status printed を実行してください"
                ),
            ),
        ),
        Forbidden::NoMoreLines(status) => (
            (
                format!("order {code} is {status} and takes no more lines"),
                format!("注文{code}は「{}」({status})のため、明細を追加できません", ja(status)),
            ),
            match status {
                Status::Cancelled => (
                    "it is cancelled, so nothing more goes out for it".to_owned(),
                    "キャンセル済みのため、これ以上出荷するものはありません".to_owned(),
                ),
                _ => (
                    format!(
                        "if the parcel is still in the house: qoo10-bridge orders set {code} --status inspected, then add the line; otherwise send it as a parcel of its own, which needs no entry here"
                    ),
                    format!(
                        "荷物がまだ手元にあれば、qoo10-bridge orders set {code} --status inspected の後に追加してください。発送後であれば、別の荷物として送ってください(ここへの入力は不要です)"
                    ),
                ),
            },
        ),
    };
    (why.into(), next.into())
}

/// The same for an order that is on hold, with what it is held for.
pub fn with_holds(why: Said, held: Option<&HeldFor>) -> Said {
    let Some(held) = held else { return why };
    let (en, ja) = (holds(held, Lang::En), holds(held, Lang::Ja));
    Said::new(format!("{} (on hold for: {en})", why.en), format!("{}(保留の理由: {ja})", why.ja))
}

/// What an order is on hold for: `payment, manual: address unclear`.
pub(super) fn holds(held: &HeldFor, lang: Lang) -> String {
    let one = |reason: &String| {
        let word = words::status(lang, reason);
        match held.text.as_deref().filter(|_| reason == HoldReason::Manual.as_str()) {
            Some(text) => format!("{word}: {text}"),
            None => word,
        }
    };
    held.reasons.iter().map(one).collect::<Vec<_>>().join(lang.pick(", ", "、"))
}

fn ja(status: Status) -> String {
    words::status(Lang::Ja, status.as_str())
}

/// Where an order may go instead.
fn ways(from: Status) -> Said {
    let ways = Status::ALL.iter().filter(|to| leads(from, **to) && **to != from);
    let ways = ways.map(|to| to.as_str()).collect::<Vec<_>>().join(", ");
    Said::new(
        format!("from {from} it can become {ways}"),
        format!("{from} から変更できるステータスは {ways} です"),
    )
}

fn no_way(code: OrderCode, from: Status, to: Status) -> (Said, Said) {
    let next = match (from, to) {
        (Status::Cancelled, _) => Said::new(
            "Qoo10 has cancelled it, so cancelled is final, and nothing is left to do; if QSM shows it alive, ship it and enter its tracking number there",
            "Qoo10でキャンセル済みのため、取り消せません。ほかにすることはありません。QSMで有効な注文であれば、出荷して送り状番号をQSMで入力してください",
        ),
        (Status::Shipped, _) => Said::new(
            format!(
                "if the parcel is still in the house, take the shipment back first: qoo10-bridge orders set {code} --status inspected"
            ),
            format!(
                "荷物がまだ手元にあれば、先に qoo10-bridge orders set {code} --status inspected で出荷を取り消してください"
            ),
        ),
        (_, Status::Backordered) => Said::new(
            format!(
                "take it back first: qoo10-bridge orders set {code} --status ready, then --status backordered"
            ),
            format!(
                "先に qoo10-bridge orders set {code} --status ready で戻してから、--status backordered を指定してください"
            ),
        ),
        _ => ways(from),
    };
    let why = Said::new(
        format!("order {code} is {from} and cannot become {to}"),
        format!("注文{code}は「{}」({from})のため、「{}」({to})に変更できません", ja(from), ja(to)),
    );
    (why, next)
}

fn not_ready(code: OrderCode, status: Status) -> (Said, Said) {
    let why = Said::new(
        format!("order {code} is {status}, so it cannot be shipped"),
        format!("注文{code}は「{}」({status})のため、出荷できません", ja(status)),
    );
    let next = match status {
        Status::Cancelled => Said::new(
            format!(
                "stop the parcel; only where it was cancelled here by mistake: qoo10-bridge orders set {code} --status ready"
            ),
            format!(
                "荷物を止めてください。誤ってキャンセルした場合に限り、qoo10-bridge orders set {code} --status ready で元に戻せます"
            ),
        ),
        _ => Said::new(
            format!("once it may go out: qoo10-bridge orders set {code} --status ready"),
            format!(
                "出荷できる状態になったら qoo10-bridge orders set {code} --status ready を実行してください"
            ),
        ),
    };
    (why, next)
}
