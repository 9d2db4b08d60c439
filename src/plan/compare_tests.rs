use super::*;

fn known() -> KnownLine {
    let receiver = Party {
        name: Some("見本 花子".into()),
        zip: Some("530-0001".into()),
        tel: Some("06-0000-0000".into()),
        address: Some("大阪府 大阪市北区 梅田1-1".into()),
        ..Party::default()
    };
    KnownLine {
        status: Status::Ready,
        payment_status: PaymentStatus::Paid,
        api_status: ApiStatus::AwaitingPrint,
        is_cancelled: false,
        is_cancel_requested: false,
        item_code: Some("812345678".into()),
        qty: 2,
        carrier: "佐川急便".into(),
        tracking: None,
        receiver,
    }
}

fn listed() -> ListedOrder {
    ListedOrder {
        order_no: OrderNo::new(1).unwrap(),
        status: None,
        ordered: None,
        is_paid: None,
        item_code: None,
        qty: None,
        carrier: None,
        tracking: None,
        receiver: Party::default(),
    }
}

fn found(listed: &ListedOrder, known: &KnownLine, writes: Writes) -> Vec<Difference> {
    let carriers = BTreeMap::from([("社内便".to_owned(), "佐川急便".to_owned())]);
    let rules = CompareRules { writes, carriers: &carriers };
    compare_line(listed, known, rules).into_iter().map(|one| one.what).collect()
}

#[test]
fn a_row_that_says_nothing_differs_in_nothing() {
    assert_eq!(found(&listed(), &known(), Writes::On), []);
}

#[test]
fn each_status_goes_with_its_own_and_while_nothing_is_written_with_what_the_other_program_does() {
    use ListedStatus::{CancelRequested, Cancelled, Confirmed, Delivered, New, Requested, Sent, Unpaid};
    let all = [Unpaid, Requested, New, Confirmed, Sent, Delivered, CancelRequested, Cancelled];
    let line = |change: fn(&mut KnownLine)| {
        let mut line = known();
        change(&mut line);
        line
    };
    for (name, line, on, off) in [
        ("new", known(), vec![Requested, New], vec![Requested, New, Confirmed]),
        ("unpaid", line(|l| l.payment_status = PaymentStatus::Unpaid), vec![Unpaid], vec![Unpaid]),
        (
            "confirmed",
            line(|l| l.api_status = ApiStatus::Printed),
            vec![Requested, Confirmed],
            vec![Requested, Confirmed],
        ),
        (
            "shipped, not told",
            line(|l| (l.status, l.api_status) = (Status::Shipped, ApiStatus::Printed)),
            vec![Requested, Confirmed],
            vec![Requested, Confirmed, Sent, Delivered],
        ),
        (
            "told",
            line(|l| (l.status, l.api_status) = (Status::Shipped, ApiStatus::Shipped)),
            vec![Sent, Delivered],
            vec![Sent, Delivered],
        ),
        (
            "asked to be cancelled",
            line(|l| l.is_cancel_requested = true),
            vec![Requested, New, CancelRequested],
            vec![Requested, New, Confirmed, CancelRequested],
        ),
        ("cancelled", line(|l| l.is_cancelled = true), vec![Cancelled], vec![Cancelled]),
    ] {
        for (writes, wanted) in [(Writes::On, on), (Writes::Off, off)] {
            let fits = |status: &ListedStatus| {
                found(&ListedOrder { status: Some(*status), ..listed() }, &line, writes).is_empty()
            };
            let fitting: Vec<ListedStatus> = all.into_iter().filter(fits).collect();
            assert_eq!(fitting, wanted, "{name}, {writes}");
        }
    }
}

#[test]
fn every_other_column_is_compared_after_cleaning_and_only_where_both_sides_have_something() {
    let text = |text: &str| Some(text.to_owned());
    let with = |change: &dyn Fn(&mut ListedOrder)| {
        let mut row = listed();
        change(&mut row);
        found(&row, &known(), Writes::On)
    };
    assert_eq!(with(&|l| l.is_paid = Some(false)), [Difference::PaymentDiffers]);
    assert_eq!(with(&|l| l.is_paid = Some(true)), []);
    assert_eq!(with(&|l| l.qty = Some(3)), [Difference::QtyDiffers]);
    assert_eq!(with(&|l| l.item_code = text("9")), [Difference::ItemDiffers]);
    assert_eq!(with(&|l| l.carrier = text("ヤマト宅急便")), [Difference::CarrierDiffers]);
    assert_eq!(with(&|l| l.carrier = text("ｻｶﾞﾜ急便")), [Difference::CarrierDiffers]);
    assert_eq!(with(&|l| l.carrier = text("社内便")), [], "its name at Qoo10 is the same");
    assert_eq!(with(&|l| l.tracking = text("4000-0000-0006")), [Difference::TrackingDiffers]);
    assert_eq!(with(&|l| l.tracking = text("")), [], "it has none here either");
    for (party, wanted) in [
        (Party { name: text("見本　花子"), ..Party::default() }, vec![]),
        (Party { name: text("別人 花子"), ..Party::default() }, vec![Difference::ReceiverDiffers]),
        (Party { zip: text("5300001"), ..Party::default() }, vec![]),
        (Party { zip: text("530-0002"), ..Party::default() }, vec![Difference::ReceiverDiffers]),
        (Party { tel: text("+81-6-0000-0000"), ..Party::default() }, vec![]),
        (Party { tel: text("-"), mobile: text("090-0000-0000"), ..Party::default() }, vec![]),
        (Party { address: text("大阪府大阪市北区梅田１－１"), ..Party::default() }, vec![]),
        (
            Party { address: text("大阪府大阪市北区梅田1-2"), ..Party::default() },
            vec![Difference::ReceiverDiffers],
        ),
    ] {
        assert_eq!(with(&|l| l.receiver = party.clone()), wanted, "{party:?}");
    }
}

#[test]
fn what_the_warehouse_did_and_qoo10_does_not_know_yet_is_no_difference() {
    let line = KnownLine {
        status: Status::Shipped,
        api_status: ApiStatus::Printed,
        carrier: "ヤマト宅急便".into(),
        tracking: Some("400000000006".into()),
        ..known()
    };
    let (carrier, tracking) = (Some("佐川急便".to_owned()), Some(String::new()));
    let row = ListedOrder { status: Some(ListedStatus::Confirmed), carrier, tracking, ..listed() };
    assert_eq!(found(&row, &line, Writes::On), []);
    let told = KnownLine { api_status: ApiStatus::Shipped, ..line };
    let row = ListedOrder { status: Some(ListedStatus::Sent), ..row };
    assert_eq!(found(&row, &told, Writes::On), [Difference::CarrierDiffers, Difference::TrackingDiffers]);
}

#[test]
fn of_a_cancelled_line_only_that_counts() {
    let cancelled = KnownLine { is_cancelled: true, ..known() };
    let row = ListedOrder { status: Some(ListedStatus::Cancelled), qty: Some(0), ..listed() };
    assert_eq!(found(&row, &cancelled, Writes::On), []);
    assert_eq!(found(&row, &known(), Writes::On), [Difference::StatusDiffers]);
}

#[test]
fn a_character_that_the_files_encoding_lost_makes_no_other_receiver() {
    for (listed, known, wanted) in [
        ("??田花子", "𠮷田花子", true),
        ("?田花子", "𠮷田花子", true),
        ("見本〓子", "見本鷗子", true),
        ("見本花?", "見本花𠮷", true),
        ("??田太郎", "𠮷田花子", false),
        ("見本?", "別人𠮷", false),
        ("?子", "見本花子", false),
        ("見本花子", "見本花子子", false),
    ] {
        assert_eq!(is_same_but_lost(listed, known), wanted, "{listed} {known}");
    }
}
