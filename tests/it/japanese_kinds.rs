//! Every kind of failure in both languages, by table.

use std::path::Path;

use chrono::NaiveDate;
use qoo10_bridge::desk::{csv_file, late, transition_message};
use qoo10_bridge::domain::calendar;
use qoo10_bridge::domain::holidays::UnknownYear;
use qoo10_bridge::domain::ids::OrderCode;
use qoo10_bridge::domain::order::{HoldReason, Status};
use qoo10_bridge::domain::status_machine::TransitionError;
use qoo10_bridge::domain::time::parse_iso_date;
use qoo10_bridge::error::{Exit, Failure};
use qoo10_bridge::plan::import::window::RangeError;
use qoo10_bridge::qoo10::method::{GET_CLAIMS, SEND_BULK};
use qoo10_bridge::qoo10::transport::Sent;
use qoo10_bridge::render::{Lang, failure};
use qoo10_bridge::steps::{BrakeTripped, StepError};
use qoo10_bridge::store::code_match::CodeMatch;
use qoo10_bridge::store::copy::CopyError;
use qoo10_bridge::store::{self, Store, StoreErrorKind};
use qoo10_bridge::text::localize;
use qoo10_bridge::vocabulary::Message;
use qoo10_bridge::{qoo10, steps};

use crate::support::said::same;

fn both(message: &Message) -> [String; 2] {
    let worded = [Lang::En, Lang::Ja].map(|lang| localize(message, lang));
    same("kind", &worded[0], &worded[1]);
    worded
}

/// Message and hint, and how they are printed.
fn told(error: &Failure) {
    let _ = both(&error.message);
    let _ = both(error.hint.as_ref().unwrap());
    let [en, ja] = [Lang::En, Lang::Ja].map(|lang| failure::render_failure(error, true, lang));
    assert!(en.contains("\nnext: ") && ja.contains("\n対処: "), "{en}\n{ja}");
    assert_eq!([Lang::En, Lang::Ja].map(failure::render_mark), ["error", "エラー"]);
}

fn day() -> NaiveDate {
    parse_iso_date("2026-07-01").unwrap()
}

const STATE: &str = "/srv/shop-7/demo.db";

fn broken(kind: StoreErrorKind) -> store::Error {
    store::Error { kind, message: Message::quoted("disk I/O error 10"), cause: None }
}

#[test]
fn the_state_file_and_its_copies() {
    for kind in [
        StoreErrorKind::Busy,
        StoreErrorKind::Damaged,
        StoreErrorKind::Full,
        StoreErrorKind::ReadOnly,
        StoreErrorKind::CannotOpen,
        StoreErrorKind::Foreign,
        StoreErrorKind::Newer,
        StoreErrorKind::NotKept,
        StoreErrorKind::Disk,
        StoreErrorKind::Other,
    ] {
        let state = Path::new(STATE);
        told(&Failure::from_store(state, &broken(kind)));
        told(&Failure::from_stop(&StepError::Store(broken(kind)), state));
        told(&Failure::from_late(&late::Error::Store(broken(kind)), state));
        for error in [CopyError::Source(broken(kind)), CopyError::Target(broken(kind))] {
            told(&Failure::from_copy(state, Path::new("/mnt/2/copy.db"), &error));
        }
    }
}

#[test]
fn csv_files_calendars_ranges() {
    for error in [
        csv_file::Error::CannotRead(Message::from_system(&std::io::Error::from_raw_os_error(2))),
        csv_file::Error::CannotRead(Message::from_system(&std::io::Error::from_raw_os_error(5))),
        csv_file::Error::CannotRead(Message::from_system(&std::io::Error::from_raw_os_error(21))),
        csv_file::Error::TooLarge(32 << 20),
        csv_file::Error::NotText(csv_file::DetectedFormat::Binary),
        csv_file::Error::Empty,
        csv_file::Error::NoHeader {
            would_do: Vec::new(),
            missing: vec![Message::quoted("sku")],
            found: "a_1,b_2".into(),
            looks_like: vec![qoo10_bridge::vocabulary::ExportFormat::Yupuri],
        },
        csv_file::Error::WrongEncoding(csv_file::DetectedFormat::EucJp),
        csv_file::Error::HeaderTorn { first: 1, last: 3 },
        csv_file::Error::AmbiguousColumn {
            column: Message::quoted("free_qty"),
            headings: ["free_qty".into(), "フリー在庫数".into()],
        },
    ] {
        told(&Failure::from_csv(Path::new("in/stock-7.csv"), &error));
    }
    for error in [
        calendar::Error::UnknownYear(UnknownYear(2100)),
        calendar::Error::NeverOpen(day()),
        calendar::Error::OutOfRange(day()),
    ] {
        told(&Failure::from_calendar(&error));
        told(&Failure::from_late(&late::Error::Calendar(error), Path::new(STATE)));
    }
    for error in [RangeError::Reversed, RangeError::TooWide, RangeError::PastToday] {
        assert_eq!(both(&error.message())[0], error.to_string());
    }
}

#[test]
fn what_ends_a_step() {
    let of = |stop: StepError| told(&Failure::from_stop(&stop, Path::new(STATE)));
    of(StepError::BrakeTripped(BrakeTripped::MassZero {
        zeroed: 7,
        of: 12,
        skus: vec!["CUP-01".into(), "PEN_02".into()],
    }));
    of(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was: 40, now: 3 }));
    of(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was: 40, now: 0 }));
    of(StepError::from_unknown_sku("TS-001"));
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("shop.db")).unwrap();
    let code = "412345678-2".parse::<OrderCode>().unwrap();
    of(steps::StepError::unknown_order(&store, code));
    for meant in [
        CodeMatch::Cart(vec!["412345678-1".into()]),
        CodeMatch::OrderNo("412345690".into()),
        CodeMatch::Rejected,
    ] {
        let _ = both(&meant.message(code).unwrap());
    }
}

#[test]
fn what_qoo10_does_not_do() {
    let (method, sent) = (GET_CLAIMS, Sent::Maybe);
    let detail = Message::quoted("9 s");
    let code = |method, code| qoo10::Error::Code { method, sent, code, message: "Fail 3".into() };
    let refused = |code| qoo10::Error::KeyRefused { method, sent, code, message: String::new() };
    let unreadable = qoo10::Error::Unreadable { method, detail: Message::quoted("ResultObject is 5") };
    for error in [
        qoo10::Error::NoAnswer {
            method,
            attempts: 4,
            sent,
            unreachable: true,
            detail: detail.clone(),
            cause: None,
        },
        qoo10::Error::Deadline { method, sent, last: None, cause: None },
        qoo10::Error::Deadline { method, sent, last: Some(detail), cause: None },
        qoo10::Error::Interrupted { method, sent, signal: "SIGTERM" },
        refused(None),
        refused(Some(-10000)),
        refused(Some(-90005)),
        code(SEND_BULK, -10011),
        code(SEND_BULK, -12345),
        unreadable,
    ] {
        told(&Failure::from_key_issue(&error));
        let stopped = Failure::from_stop(&StepError::Qoo10(error.clone()), Path::new(STATE));
        told(&stopped);
        let [_, ja] = both(&stopped.message);
        assert!(ja.contains("GetClaimInfo_V3") || ja.contains("SetSending"), "{ja}");
    }
}

#[test]
fn changes_by_hand_that_are_forbidden() {
    let code: OrderCode = "412345678-2".parse().unwrap();
    let mut all = vec![
        TransitionError::Held(HoldReason::Payment),
        TransitionError::Held(HoldReason::Manual),
        TransitionError::HoldNeedsReason,
        TransitionError::SentToQoo10,
    ];
    for from in Status::ALL.iter().copied() {
        all.extend([
            TransitionError::NotReady(from),
            TransitionError::NoMoreLines(from),
            TransitionError::LinesStay(from),
        ]);
        all.extend(Status::ALL.iter().map(|to| TransitionError::NotAllowed { from, to: *to }));
    }
    for why in all {
        told(
            &Failure::usage(transition_message::explain_transition(code, why))
                .with_hint(transition_message::suggest_alternative(code, why)),
        );
    }
}

#[test]
fn exit_codes_are_the_same_whatever_the_language() {
    let refused = BrakeTripped::MassZero { zeroed: 7, of: 12, skus: vec!["CUP-01".into(), "PEN_02".into()] };
    assert_eq!(Failure::from_stop(&StepError::BrakeTripped(refused), Path::new(STATE)).exit, Exit::Brake);
}
