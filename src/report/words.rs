//! Words and sentences in both languages: statuses, reasons, warnings.

use super::{Lang, listings, quantities, shipments};
use crate::domain::claim::Claim;
use crate::domain::codes::{self, Family};
use crate::domain::confirm::Failure;
use crate::domain::ids::OrderNo;
use crate::domain::open_order::NeedsPerson;
use crate::domain::order::Status;
use crate::domain::parcel::NotSent;
use crate::domain::reject::{Problem, RejectReason};
use crate::domain::said::Said;
use crate::plan::push_shipments::NotDue;
use crate::steps::report::{Warning, Why};
use crate::text;

/// A status word of the state file, for people.
pub fn status(lang: Lang, word: &str) -> String {
    text::state(word).map_or_else(|| word.to_owned(), |message| text::text(&message, lang))
}

/// A name of the counts, for people.
pub fn count(lang: Lang, name: &str) -> &str {
    let ja = match name {
        "fetched" => "取得",
        "items" => "商品",
        "listings" => "対応表",
        "new" => "新規",
        "gone" => "消滅",
        "unmapped" => "品番なし",
        "imported" => "取込",
        "unchanged" => "変更なし",
        "rejected" => "取込不可",
        "sent" => "送信",
        "already_sent" => "反映済み",
        "refused" => "番号不正",
        "blocked" => "出荷停止",
        "not_due" => "送信対象外",
        "scheduled" => "登録",
        "already_confirmed" => "登録済み",
        "waiting" => "待機",
        "failed" => "失敗",
        "skipped" => "対象外",
        "paid" => "入金済み",
        "cancelled" => "キャンセル",
        "line_cancelled" => "明細キャンセル",
        "cancel_requested" => "キャンセル要請",
        "cancel_withdrawn" => "要請取下げ",
        "needs_person" => "要対応",
        other => other,
    };
    lang.pick(name, ja)
}

/// A step's name, for people.
pub fn step(lang: Lang, name: &str) -> &str {
    let ja = match name {
        "import" => "出荷指示取込",
        "listings pull" => "対応表取込",
        "sync-status" => "ステータス同期",
        "schedule-date" => "発送予定日登録",
        "push-shipments" => "出荷実績戻し",
        "push-stock" => "在庫連携",
        other => other,
    };
    lang.pick(name, ja)
}

/// Why an outcome is what it is, as the word that scripts rely on.
pub fn reason(why: &Why) -> Option<&'static str> {
    match why {
        Why::Problem(problem) => Some(problem.reason.as_str()),
        Why::Dismissed => Some("dismissed"),
        Why::NeedsPerson { why, .. } => Some(why.as_str()),
        Why::Withdrawn { .. } => None,
        Why::Planned { .. } => None,
        Why::BeyondLimit { .. } => Some("beyond_limit"),
        Why::NotConfirmed { failure, .. } => Some(failure.as_str()),
        Why::Parcel(_) => None,
        Why::NotSent(why) => Some(why.as_str()),
        Why::NotDue(why) => Some(why.as_str()),
        Why::Quantity { .. } => None,
        Why::NotSet { why, .. } => Some(why.as_str()),
    }
}

/// What follows from a cancellation that is no longer asked for.
fn withdrawn(lang: Lang, is_free: bool, now: Status) -> String {
    let word = status(lang, now.as_str());
    match (is_free, now) {
        (false, _) => lang
            .pick(
                "do not ship it: something else about the order is open, see orders show",
                "他に未解決の点があるため、出荷しないでください。orders show で確認してください",
            )
            .to_owned(),
        (true, Status::Ready | Status::Preparing | Status::Working | Status::Inspected) => {
            lang.pick("may be shipped again", "出荷できます").to_owned()
        }
        (true, _) => lang.pick(
            format!("no longer asked to be cancelled; the order stays {word}"),
            format!("キャンセル要請はなくなりました。注文は「{word}」のままです"),
        ),
    }
}

/// Why an outcome is what it is, and what to do.
pub fn why(lang: Lang, why: &Why) -> String {
    match why {
        Why::Problem(found) => problem(lang, found),
        Why::NeedsPerson { order, why, numbers } => needs_person(lang, order, why, numbers),
        Why::Withdrawn { is_free, status } => withdrawn(lang, *is_free, *status),
        Why::Planned { date: Some(date) } => {
            lang.pick(format!("planned ship date {date}"), format!("発送予定日 {date}"))
        }
        Why::Planned { date: None } => {
            lang.pick("Qoo10 shows no planned ship date", "Qoo10に発送予定日が表示されていません").to_owned()
        }
        Why::BeyondLimit { date } => lang.pick(
            format!("{date} is further away than Qoo10 takes; a later run registers it"),
            format!("発送予定日{date}はAPIで登録できる範囲を超えています。後日の実行で登録します"),
        ),
        Why::Parcel(parcel) => parcel.to_string(),
        Why::NotSent(why) => not_sent(lang, why),
        Why::NotDue(why) => not_due(lang, *why),
        Why::Quantity { listing, qty, was } => quantities::quantity(lang, listing, *qty, *was),
        Why::NotSet { listing, why } => quantities::not_set(lang, listing, why),
        Why::NotConfirmed { failure, code, detail } => not_confirmed(lang, *failure, *code, detail),
        Why::Dismissed => lang
            .pick(
                "still not importable; taken off the list by hand",
                "取込できないままです(一覧から手動で除外済み)",
            )
            .to_owned(),
    }
}

/// Why staff have to look at an order, and what to do.
fn needs_person(lang: Lang, order: &str, why: &NeedsPerson, numbers: &[OrderNo]) -> String {
    let listed: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let (word, is, has) =
        if numbers.len() == 1 { ("order number", "is", "has") } else { ("order numbers", "are", "have") };
    let (number, all) = (format!("{word} {}", listed.join(", ")), listed.join("、"));
    match why {
        NeedsPerson::CancelledPastReady(_) => lang.pick(
            format!("{number} {is} cancelled at Qoo10, but the warehouse has begun: stop the parcel, then orders set {order} --status cancelled"),
            format!("注文番号{all}はQoo10でキャンセル済みですが、出荷作業が始まっています。荷物を止め、orders set {order} --status cancelled を実行してください"),
        ),
        NeedsPerson::UnknownAtQoo10(_) => lang.pick(
            format!("Qoo10 does not know {number} any more: look it up in QSM, then set the order by hand"),
            format!("注文番号{all}がQoo10に見当たりません。QSMで確認し、手動で変更してください"),
        ),
        NeedsPerson::CancelledHereOnly(_) => lang.pick(
            format!("{number} {is} open at Qoo10, but the order was cancelled here by hand: cancel it in QSM too, or take it back with orders set {order} --status ready"),
            format!("注文番号{all}はQoo10でキャンセルされていませんが、こちらでは手動でキャンセル済みです。QSMでもキャンセルするか、orders set {order} --status ready で元に戻してください"),
        ),
        NeedsPerson::OtherClaim(_, claim) => {
            let claim = claim_words(lang, *claim);
            lang.pick(
                format!("{number} {has} a claim at Qoo10 ({claim}): look it up in QSM, then set the order by hand"),
                format!("注文番号{all}はQoo10でクレーム対応中です({claim})。QSMで確認し、手動で変更してください"),
            )
        }
    }
}

/// A code of Qoo10's in plain words, and what to do; none where nobody says what it means.
pub fn code(lang: Lang, families: &[Family], code: i64) -> Option<String> {
    codes::explain(families, code).map(|found| lang.of(&found.said()).to_owned())
}

/// Why an order number got no planned ship date, and what to do.
fn not_confirmed(lang: Lang, failure: Failure, given: Option<i64>, detail: &Said) -> String {
    let of_code = |number| code(lang, &[Family::ConfirmBulk], number);
    let refused = || {
        lang.pick(
            "Qoo10 did not take the date; the next run tries again",
            "Qoo10が登録を受け付けませんでした。次回もう一度登録します",
        )
    };
    let sentence = match failure {
        Failure::Claimed => of_code(-10014),
        Failure::VisitDelivery => of_code(-10015),
        Failure::DateTooFar => of_code(-10017),
        Failure::DateNotAfterToday => of_code(-10018),
        Failure::NotThisShop => of_code(-10004),
        Failure::Refused => given.and_then(of_code),
        Failure::NotPaid => Some(lang.pick(
            "Qoo10 has no payment for it: check the payment there; sync-status takes it over",
            "Qoo10で入金が確認できません。Qoo10で確認してください(ステータス同期で反映されます)",
        ).to_owned()),
        Failure::NotNew => Some(lang.pick(
            "Qoo10 no longer takes a date for it, and lists it nowhere: run sync-status, then look it up in QSM",
            "Qoo10の一覧になく、発送予定日を登録できません。ステータス同期を実行し、QSMで確認してください",
        ).to_owned()),
        Failure::NotMentioned => Some(lang.pick(
            "Qoo10's answer does not mention it, and it is not confirmed; the next run tries again",
            "Qoo10の応答に含まれず、未登録です。次回もう一度登録します",
        ).to_owned()),
        Failure::NoAnswer => Some(lang.pick(
            "no usable answer from Qoo10: the next run reads back before it sends again",
            "Qoo10から応答がありません。次回、登録状況を確認してから再送します",
        ).to_owned()),
        Failure::NoDate => Some(
            lang.pick("the calendar has no such business day", "営業日カレンダーから日付を求められません").to_owned(),
        ),
    };
    let sentence = sentence.unwrap_or_else(|| refused().to_owned());
    match lang.of(detail) {
        "" => sentence,
        detail => format!("{sentence} ({detail})"),
    }
}

/// Why an order was not told to Qoo10 as shipped, and what to do.
fn not_sent(lang: Lang, why: &NotSent) -> String {
    match why {
        NotSent::CancelRequested => refused_by_qoo10(lang, -10101),
        NotSent::ClaimUnreadable => lang
            .pick(
                "Qoo10 has a claim on it that cannot be read: do not ship; look at the claim in QSM, the next run asks again",
                "読み取れないクレームがあります。出荷せず、QSMで確認してください。次回もう一度確認します",
            )
            .to_owned(),
        NotSent::ClaimsUnknown => lang
            .pick(
                "a claim cannot be read, and whether it is about this order is not known yet: look at the claims in QSM, the next run asks again",
                "読み取れないクレームがあり、この注文のものか確認できていません。QSMのクレーム一覧を確認してください。次回もう一度確認します",
            )
            .to_owned(),
        NotSent::Cancelled => lang
            .pick(
                "it is cancelled at Qoo10: do not ship, stop the parcel; then orders set CODE --status cancelled",
                "Qoo10でキャンセル済みです。荷物を止め、orders set 注文 --status cancelled を実行してください",
            )
            .to_owned(),
        NotSent::UnmappedCarrier(name) => lang.pick(
            format!("Qoo10 has no delivery company \"{name}\": add \"{name}\" = \"Qoo10's name\" under [push_shipments.carriers]"),
            format!("配送会社「{name}」の対応がありません。[push_shipments.carriers] に \"{name}\" = \"Qoo10の名称\" を追加してください"),
        ),
        NotSent::NumberBreaksRule(number, breach) => {
            let why = shipments::breach(*breach, lang);
            lang.pick(
                format!("the tracking number {number} is not valid: {why}; correct it with orders ship"),
                format!("送り状番号{number}が正しくありません。{why}。orders ship で修正してください"),
            )
        }
        NotSent::NoNumber(number, why) => {
            let why = shipments::unusable(*why, lang);
            lang.pick(
                format!("\"{number}\" is no tracking number: {why}; correct it with orders ship"),
                format!("送り状番号「{number}」を使用できません。{why}。orders ship で修正してください"),
            )
        }
        NotSent::SentOtherwise { theirs, ours } => lang.pick(
            format!("Qoo10 shows it as sent with {theirs}, not {ours}: correct whichever is wrong; orders set CODE --api-status shipped closes it"),
            format!("Qoo10では送り状番号{theirs}で出荷済みです(こちらは{ours})。誤っている方を修正し、orders set 注文 --api-status shipped で完了にしてください"),
        ),
        NotSent::Refused(code) => refused_by_qoo10(lang, *code),
        NotSent::CallRefused(code) => lang.pick(
            format!("Qoo10 refused the whole call that it was in ({code}); the next run tries again"),
            format!("まとめて送信した呼び出し全体がQoo10に拒否されました({code})。次回もう一度送信します"),
        ),
        NotSent::NotMentioned => lang
            .pick(
                "Qoo10's answer does not mention it, and Qoo10 does not show it as sent; the next run tries again",
                "Qoo10の応答に含まれず、未反映です。次回もう一度送信します",
            )
            .to_owned(),
        NotSent::UnderWay { since, until } => {
            let [since, until] = [since, until].map(|at| at.format("%H:%M:%S"));
            lang.pick(
                format!("the answer to an earlier request ({since}) was lost, and Qoo10 may still carry it out: nothing was sent; a run from {until} on reads back, and sends it if it did not arrive"),
                format!("前回の送信({since})の応答がなく、Qoo10で処理中の可能性があるため、送信していません。{until}以降の実行で反映状況を確認し、届いていなければ送信します"),
            )
        }
        NotSent::NoAnswer => lang
            .pick(
                "no usable answer from Qoo10: the next run reads back before it sends again",
                "Qoo10から応答がありません。次回、反映状況を確認してから再送します",
            )
            .to_owned(),
    }
}

/// What a code of SetSendingInfoBulk means, and what to do.
fn refused_by_qoo10(lang: Lang, number: i64) -> String {
    code(lang, &[Family::SendBulk], number).unwrap_or_else(|| {
        lang.pick(
            "Qoo10 did not take it; the next run tries again",
            "Qoo10が受け付けませんでした。次回もう一度送信します",
        )
        .to_owned()
    })
}

/// Why an order that was asked for is not told to Qoo10 now, and what to do (SHP-8).
fn not_due(lang: Lang, why: NotDue) -> String {
    let (en, ja) = match why {
        NotDue::Unpaid => (
            "it is not paid; sync-status takes the payment over once Qoo10 shows it",
            "入金が確認できていません。Qoo10で入金が確認できると sync-status で反映されます",
        ),
        NotDue::NotShipped => (
            "it is not shipped here; orders ship CODE --carrier C --tracking T enters the parcel",
            "出荷済みではありません。orders ship 注文 --carrier 配送会社 --tracking 送り状番号 で入力してください",
        ),
        NotDue::NoTrackingNumber => (
            "it has no tracking number; orders ship CODE --carrier C --tracking T adds it",
            "送り状番号がありません。orders ship 注文 --carrier 配送会社 --tracking 送り状番号 で登録してください",
        ),
        NotDue::AlreadyTold => ("Qoo10 has been told already", "Qoo10に送信済みです"),
        NotDue::NotScheduled => (
            "Qoo10 has no planned ship date for it yet; schedule-date registers one (if it is registered in QSM: orders set CODE --api-status printed)",
            "Qoo10に発送予定日が登録されていません。schedule-date で登録してください(QSMで登録済みなら orders set 注文 --api-status printed)",
        ),
        NotDue::OtherDay(None) => (
            "it has no ship date; orders ship CODE --carrier C --tracking T --date D enters it",
            "出荷日がありません。orders ship 注文 --carrier 配送会社 --tracking 送り状番号 --date 出荷日 で入力してください",
        ),
        NotDue::OtherDay(Some(day)) => {
            return lang.pick(
                format!("it was shipped on {day}, which is not the day of this run; push-shipments --date {day} sends that day"),
                format!("出荷日が{day}のため、今回の対象日ではありません。push-shipments --date {day} で送信できます"),
            );
        }
    };
    lang.pick(en, ja).to_owned()
}

/// A claim's state, for people.
pub fn claim_words(lang: Lang, claim: Claim) -> &'static str {
    match claim {
        Claim::CancelRequested => lang.pick("cancellation requested", "キャンセル要請"),
        Claim::Cancelling => lang.pick("cancellation under way", "キャンセル中"),
        Claim::Cancelled => lang.pick("cancelled", "キャンセル完了"),
        Claim::ReturnRequested => lang.pick("return requested", "返品要請"),
        Claim::Returning => lang.pick("return under way", "返品中"),
        Claim::Returned => lang.pick("returned", "返品完了"),
        Claim::ExchangeRequested => lang.pick("exchange requested", "交換申請"),
        Claim::ExchangeApproved => lang.pick("exchange approved", "交換承認"),
        Claim::Redelivering => lang.pick("delivered again", "再配送中"),
        Claim::RefundedUnreceived => lang.pick("refunded, never received", "未受取返金完了"),
        Claim::PartlyRefundedUnreceived => lang.pick("partly refunded, never received", "未受取部分返金完了"),
        Claim::UnpaidCancelled => lang.pick("cancelled unpaid", "未納の注文のキャンセル"),
    }
}

/// Why a row cannot be imported, and what to do.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match lang {
        Lang::En => problem_en(problem),
        Lang::Ja => problem_ja(problem),
    }
}

fn problem_en(problem: &Problem) -> String {
    let Problem { reason, detail } = problem;
    match reason {
        RejectReason::UnreadableRow => {
            format!(
                "{detail}; if the order looks right at Qoo10, report this, for Qoo10's answer has changed"
            )
        }
        RejectReason::OrderNoInOtherCart => {
            format!("order number {detail} was imported with another cart; ask Qoo10 which is right")
        }
        RejectReason::SellerCodeMissing => {
            format!(
                "item {detail} has no seller item code; set one at Qoo10, and the next run imports the cart"
            )
        }
        RejectReason::SellerCodeUnusable => {
            format!(
                "seller item code \"{detail}\" has characters other than A-Z a-z 0-9 - _; change it at Qoo10"
            )
        }
        RejectReason::OptionCodeMissing => {
            format!("the chosen option \"{detail}\" has no seller option code; set one at Qoo10")
        }
        RejectReason::OptionCodeUnusable => {
            format!(
                "seller option code \"{detail}\" has characters other than A-Z a-z 0-9 - _; change it at Qoo10"
            )
        }
        RejectReason::NoDeliveryCompany => {
            format!("item {detail} has no delivery company; choose a delivery group for it at Qoo10")
        }
        RejectReason::LookupFailed => {
            format!("a question about the item got no answer; the next run asks again ({detail})")
        }
        RejectReason::CartRejected if detail.is_empty() => {
            "another row of its cart cannot be imported".to_owned()
        }
        RejectReason::CartRejected => format!("order number {detail} of its cart cannot be imported"),
    }
}

fn problem_ja(problem: &Problem) -> String {
    let Problem { reason, detail } = problem;
    match reason {
        RejectReason::UnreadableRow => format!(
            "注文データを読み取れません({detail})。Qoo10の画面で正しく見える場合は、応答の形式が変わっています。ご報告ください"
        ),
        RejectReason::OrderNoInOtherCart => {
            format!("注文番号{detail}は別のカートで取込済みです。Qoo10にご確認ください")
        }
        RejectReason::SellerCodeMissing => {
            format!("商品{detail}に販売者商品コードがありません。Qoo10で登録すると次回取り込みます")
        }
        RejectReason::SellerCodeUnusable => format!(
            "販売者商品コード「{detail}」に英数字・ハイフン・アンダーバー以外が含まれています。Qoo10で修正してください"
        ),
        RejectReason::OptionCodeMissing => format!(
            "選択されたオプション「{detail}」に販売者オプションコードがありません。Qoo10で登録してください"
        ),
        RejectReason::OptionCodeUnusable => format!(
            "販売者オプションコード「{detail}」に英数字・ハイフン・アンダーバー以外が含まれています。Qoo10で修正してください"
        ),
        RejectReason::NoDeliveryCompany => {
            format!("商品{detail}に配送会社が設定されていません。Qoo10で送料グループを設定してください")
        }
        RejectReason::LookupFailed => {
            format!("商品情報を取得できませんでした。次回もう一度取得します({detail})")
        }
        RejectReason::CartRejected if detail.is_empty() => "同じカートの別の明細が取込できません".to_owned(),
        RejectReason::CartRejected => format!("同じカートの注文番号{detail}が取込できません"),
    }
}

/// A warning as a sentence.
pub fn warning(lang: Lang, warning: &Warning) -> String {
    match warning {
        Warning::AddonsUnavailable { item_code, detail, orders } => {
            let detail = lang.of(detail);
            let orders = orders.join(", ");
            lang.pick(
                format!("the add-on options of item {item_code} could not be had, so the option text was kept whole in order {orders} ({detail})"),
                format!("商品{item_code}の追加型オプションを取得できず、オプションをそのまま取り込みました。対象注文: {orders}({detail})"),
            )
        }
        Warning::RejectGone { pack_no, order_no } => {
            let cart = pack_no.map(|no| no.to_string()).unwrap_or_else(|| "?".to_owned());
            let number = order_no.map(|no| no.to_string()).unwrap_or_else(|| "?".to_owned());
            lang.pick(
                format!("cart {cart} (order number {number}), rejected earlier, is no longer among Qoo10's unpaid and new orders; it leaves the list of rejects without having been imported"),
                format!("取込不可だったカート{cart}(注文番号{number})は、Qoo10の入金待ち・新規注文に見当たりません。取り込まずに一覧から外しました"),
            )
        }
        Warning::ItemNotRead { item_code, why } => listings::unread(item_code, why, lang),
        Warning::DateMoved { order, from, to: Some(to) } => lang.pick(
            format!("order {order}: {from} became {to}, which Qoo10 takes"),
            format!("注文{order}: 発送予定日を{from}から{to}に調整しました"),
        ),
        Warning::DateMoved { order, from, to: None } => lang.pick(
            format!("order {order}: {from} is further away than Qoo10 takes, so it waits for a later run"),
            format!("注文{order}: {from}は登録可能な範囲を超えるため、後日登録します"),
        ),
        Warning::MissedShipments { orders, since } => lang.pick(
            format!("{} order(s) left the house on earlier days, and Qoo10 was never told: {}; push-shipments --since {since} sends them", orders.len(), orders.join(", ")),
            format!("前日以前に出荷済みでQoo10に未反映の注文が{}件あります: {}。push-shipments --since {since} で送信できます", orders.len(), orders.join(", ")),
        ),
        Warning::ShipmentsNotTaken { orders, since } => lang.pick(
            format!("{} order(s) left the house on earlier days, and telling Qoo10 did not work: {}; orders show CODE says why; once that is mended, push-shipments --since {since} sends them", orders.len(), orders.join(", ")),
            format!("前日以前に出荷済みで、Qoo10に反映できなかった注文が{}件あります: {}。orders show 注文 で理由を確認して対処し、push-shipments --since {since} で送信してください", orders.len(), orders.join(", ")),
        ),
        Warning::ShippedWithoutNumber { orders } => lang.pick(
            format!("{} order(s) are shipped without a tracking number, so Qoo10 cannot be told: {}; orders ship CODE --carrier C --tracking T adds it", orders.len(), orders.join(", ")),
            format!("送り状番号がないためQoo10に反映できない出荷済みの注文が{}件あります: {}。orders ship 注文 --carrier 配送会社 --tracking 送り状番号 で登録してください", orders.len(), orders.join(", ")),
        ),
        Warning::NotScheduled { orders } => lang.pick(
            format!("{} order(s) are shipped with a tracking number, but Qoo10 has no planned ship date for them, so it cannot be told: {}; schedule-date registers it (if it is registered in QSM: orders set CODE --api-status printed), then push-shipments sends them", orders.len(), orders.join(", ")),
            format!("送り状番号を入力済みでも、発送予定日が未登録のためQoo10に反映できない出荷済みの注文が{}件あります: {}。schedule-date で登録し(QSMで登録済みなら orders set 注文 --api-status printed)、push-shipments で送信してください", orders.len(), orders.join(", ")),
        ),
        Warning::DoubtfulNumber { order, breach } => {
            let why = shipments::breach(*breach, lang);
            lang.pick(
                format!("order {order}: the tracking number may be wrong: {why}"),
                format!("注文{order}: 送り状番号に誤りの可能性があります。{why}"),
            )
        }
        Warning::NotDue { order } => lang.pick(
            format!("order {order} gets no planned ship date now: it has one, is not paid, or is on hold, backordered or cancelled"),
            format!("注文{order}は発送予定日登録の対象ではありません(登録済み、未入金、保留、入荷待ち、キャンセル)"),
        ),
        Warning::ClaimUnreadable { detail, numbers } if numbers.is_empty() => lang.pick(
            format!("a claim cannot be read, so nobody knows which order must not ship: look at the claims in QSM ({detail})"),
            format!("読み取れないクレームがあります。対象の注文を特定できないため、QSMのクレーム一覧を確認してください({detail})"),
        ),
        Warning::ClaimUnreadable { detail, numbers } => {
            let (all, ja) = (numbers.join(", "), numbers.join("、"));
            lang.pick(
                format!("a claim on {all} cannot be read: do not ship until it can; look at it in QSM ({detail})"),
                format!("{ja}のクレームを読み取れません。読み取れるまで出荷せず、QSMで確認してください({detail})"),
            )
        }
        Warning::ReadBackUnreadable { detail, orders } => {
            let (all, ja) = (orders.join(", "), orders.join("、"));
            lang.pick(
                format!("Qoo10's list has a row that cannot be read, so nobody knows whether it has been told of order {all}; nothing is sent for them until it can be read: look them up in QSM ({detail})"),
                format!("Qoo10の一覧に読み取れない行があり、注文{ja}が反映済みか確認できません。読み取れるまで送信しません。QSMで確認してください({detail})"),
            )
        }
        Warning::NotUtf8 { orders } => {
            let (all, ja) = (orders.join(", "), orders.join("、"));
            lang.pick(
                format!("Qoo10's texts of order {all} hold bytes that are no text, each shown as \u{fffd}: compare names and addresses with QSM before it ships"),
                format!("注文{ja}の文字に読み取れないものがあり、\u{fffd}に置き換えました。出荷前に氏名と住所をQSMで確認してください"),
            )
        }
        Warning::ItemsUnreadable { count } => lang.pick(
            format!("{count} row(s) of Qoo10's item list cannot be read, so no item counts as gone; look at the items in QSM, the next pull tries again"),
            format!("Qoo10の商品一覧に読み取れない行が{count}件あるため、一覧にない商品も消滅とみなしません。QSMで商品を確認してください。次回もう一度取得します"),
        ),
        Warning::LookUpFailed { order_no, detail } => {
            let detail = lang.of(detail);
            lang.pick(
            format!("order number {order_no} is in no list, and looking it up failed; the next run tries again ({detail})"),
            format!("注文番号{order_no}は一覧になく、照会にも失敗しました。次回もう一度照会します({detail})"),
        )
        }
        Warning::UnknownOptions { item_code, options } => {
            let options = options.join(", ");
            lang.pick(
                format!("item {item_code} has options at Qoo10 that are not known here, and were left alone: {options}; listings pull takes them up"),
                format!("商品{item_code}に未登録のオプションがあります(変更していません): {options}。listings pull で取り込んでください"),
            )
        }
        Warning::ClockWentBack { now, last } => {
            let [now, last] = [now, last].map(|at| at.format("%Y-%m-%d %H:%M:%S"));
            lang.pick(
                format!("this machine's clock shows {now}, but the last run ended at {last}: it was set back, or is wrong; check it, for windows and ship dates follow it"),
                format!("この端末の時計は{now}ですが、前回の処理は{last}に終わっています。時計が戻ったか、狂っています。取込範囲と発送予定日に影響するため、時計を確認してください"),
            )
        }
        Warning::KeyEnds { ends_on, days_left: left @ 0.. } => lang.pick(
            format!("the seller key ends on {ends_on}, {left} days from now; qoo10-bridge key issue gets a new one"),
            format!("販売者認証キーの有効期限は{ends_on}です(残り{left}日)。qoo10-bridge key issue で再発行してください"),
        ),
        Warning::KeyEnds { ends_on, .. } => lang.pick(
            format!("the year of the seller key is over since {ends_on}; qoo10-bridge key issue gets a new one"),
            format!("販売者認証キーの有効期限({ends_on})が過ぎています。qoo10-bridge key issue で再発行してください"),
        ),
        Warning::NoticeLost { detail } => {
            let detail = lang.of(detail);
            lang.pick(
            format!("somebody could not be told of this run, which is not harmed by it ({detail})"),
            format!("通知を送信できませんでした。処理には影響ありません({detail})"),
        )
        }
        Warning::NotListed { cart } => lang.pick(
            format!("cart {cart} is imported already, and Qoo10 lists it no more"),
            format!("カート{cart}は取込済みで、Qoo10の一覧にはもうありません"),
        ),
    }
}
