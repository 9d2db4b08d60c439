//! Why a change by hand is forbidden, and what to do instead.

use super::{Lang, words};
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
                "sync-status lifts the hold once the buyer has paid; --payment-status paid lifts it by hand"
                    .to_owned(),
                "入金されると sync-status で保留が解けます。手動で解くには --payment-status paid を付けてください"
                    .to_owned(),
            ),
        ),
        Forbidden::Held(HoldReason::Manual) => (
            (format!("order {code} is held by hand"), format!("注文{code}は手動で保留されています")),
            (
                format!("qoo10-bridge orders release {code} lifts the hold"),
                format!("qoo10-bridge orders release {code} で保留を解除できます"),
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
                "if that was a mistake, correct it at Qoo10; --api-status says what Qoo10 knows".to_owned(),
                "間違いの場合は、Qoo10で訂正してください。Qoo10の状態は --api-status で記録できます".to_owned(),
            ),
        ),
        Forbidden::NoMoreLines(status) => (
            (
                format!("order {code} is {status} and takes no more lines"),
                format!("注文{code}は「{}」のため、明細を追加できません", ja(status)),
            ),
            (
                "make a new order of it elsewhere".to_owned(),
                "別の注文として、ほかの方法で処理してください".to_owned(),
            ),
        ),
    };
    (why.into(), next.into())
}

fn ja(status: Status) -> &'static str {
    words::status(Lang::Ja, status.as_str())
}

fn no_way(code: OrderCode, from: Status, to: Status) -> (Said, Said) {
    let ways: Vec<&str> =
        Status::ALL.iter().filter(|to| leads(from, **to) && **to != from).map(|to| to.as_str()).collect();
    let next = match ways.is_empty() {
        true => Said::new("it stays as it is", "このままにしてください"),
        false => {
            let ways = ways.join(", ");
            Said::new(
                format!("from {from} it can become {ways}"),
                format!("{from} から変更できるステータスは {ways} です"),
            )
        }
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
            "stop the parcel; the order stays as it is",
            "荷物を止めてください。注文はこのままにします",
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
