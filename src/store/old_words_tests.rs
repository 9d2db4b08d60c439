use super::*;
use crate::store::Store;
use crate::store::log_view::LogFilter;
use crate::vocabulary::{HistoryEvent, RunResult, Step};

/// What an older version of the program left, in both languages.
const OLD_ROWS: &str = "
  INSERT INTO runs (run_id, step, started_at, finished_at, result, exit_code, error) VALUES
    (1, 'import', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:01+09:00', 'failed', 1,
      'Qoo10 did not answer'),
    (2, 'push-stock', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:01+09:00', 'failed', 1,
    'Qoo10から応答がありません'),
    (3, 'push-shipments', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:01+09:00', 'partial', 3, NULL);
  INSERT INTO rejects (pack_no, reason, detail, seen_from, first_at) VALUES
    (11, 'seller_code_missing', '812345678', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:00+09:00'),
    (12, 'lookup_failed', '応答がありません', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:00+09:00'),
    (13, 'unreadable_row', '', '2026-07-01T10:00:00+09:00', '2026-07-01T10:00:00+09:00');
  INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
  imported_at) VALUES
    (1, 21, 0, 'shipped', 'paid', 'printed', 'x', '2026-06-30T09:00:00+09:00', '2026-06-30T10:00:00+09:00'),
    (2, 22, 0, 'shipped', 'paid', 'printed', 'x', '2026-06-30T09:00:00+09:00', '2026-06-30T10:00:00+09:00');
  INSERT INTO order_history (order_id, at, what, by, detail) VALUES
    (1, '2026-07-01T09:00:00+09:00', 'held', 'staff', '住所を確認'),
    (1, '2026-07-01T09:30:00+09:00', 'shipped', 'staff', NULL),
    (2, '2026-07-01T11:00:00+09:00', 'shipment_corrected', 'staff', 'x');
  INSERT INTO api_log (at, run_id, step, order_code, order_no, sku, action, outcome, code, message) VALUES
    ('2026-07-01T10:00:00+09:00', 1, 'import', '11', 1, NULL, 'import', 'rejected', NULL,
      'seller_code_missing: 812345678'),
    ('2026-07-01T10:00:00+09:00', 1, 'import', '14', 2, NULL, 'import', 'gone', NULL,
    'no longer among Qoo10''s unpaid and new orders'),
    ('2026-07-01T10:00:00+09:00', 3, 'push-shipments', '21', 3, NULL, 'send', 'failed', -10108,
      'check_digit 佐川急便 1'),
    ('2026-07-01T10:00:00+09:00', 3, 'push-shipments', '22', 4, NULL, 'send', 'refused', NULL,
    'bad_tracking_number'),
    ('2026-07-01T10:00:00+09:00', 2, 'push-stock', NULL, NULL, 'A', 'set_quantity', 'failed', NULL,
      '812345678 色: 白: no_answer'),
    ('2026-07-01T10:00:00+09:00', 2, 'push-stock', NULL, NULL, 'A', 'set_quantity', 'sent', 0,
    '812345679: 5'),
    ('2026-07-01T10:00:00+09:00', 2, 'sync-status', '21', 3, NULL, 'sync', 'failed', NULL, '誰の言葉でもない');
  INSERT INTO notices (scope, thing, told_at) VALUES
    ('shop', 'seller_key ends_within_days 30', '2026-07-01T10:00:00+09:00'),
    ('import', '11 rejected seller_code_missing', '2026-07-01T10:00:00+09:00'),
    ('push-shipments', '21 missed_shipment', '2026-07-01T10:00:00+09:00'),
    ('import', 'what nobody knows', '2026-07-01T10:00:00+09:00');";

/// A file of an older format with these rows, brought up to date.
fn brought_up(format: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    crate::store::migrate::tests::old_file(&path, format).execute_batch(OLD_ROWS).unwrap();
    let store = Store::open(&path).unwrap();
    (folder, store)
}

#[test]
fn old_rejects_logs_and_runs_are_kinds_with_facts_or_stay_as_they_were() {
    for format in [10, 12] {
        let (_folder, store) = brought_up(format);
        let error = |step| store.find_last_run(step).unwrap().unwrap().error;
        assert_eq!(error(Step::Import), Some(Message::quoted("Qoo10 did not answer")));
        assert_eq!(error(Step::PushStock), Some(Message::quoted("Qoo10から応答がありません")));
        let last = store.find_last_run(Step::PushShipments).unwrap().unwrap();
        assert_eq!((last.error, last.result), (None, Some(RunResult::Partial)));
        let rejects: Vec<(Reason, Message)> =
            store.list_open_rejects().unwrap().into_iter().map(|one| (one.reason, one.message)).collect();
        let problem = |reason, detail| (reason, RowProblem::new(reason, detail).message());
        let wanted = [
            problem(Reason::SellerCodeMissing, "812345678"),
            problem(Reason::LookupFailed, "応答がありません"),
            (Reason::UnreadableRow, Reason::UnreadableRow.message()),
        ];
        assert_eq!(rejects, wanted, "format {format}");
        let mut log = Vec::new();
        let note = &mut |one: crate::store::log_view::LogView| {
            log.push((one.reason, one.message.unwrap()));
            Ok(())
        };
        store.visit_log_entries::<Error>(&LogFilter::default(), note).unwrap();
        let wanted = [
            problem(Reason::SellerCodeMissing, "812345678"),
            (Reason::NotMentioned, msg!("log-gone")),
            (Reason::CheckDigit, Message::quoted("check_digit 佐川急便 1")),
            (Reason::BadTrackingNumber, Message::quoted("bad_tracking_number")),
            (Reason::NoAnswer, Message::quoted("812345678 色: 白: no_answer")),
            (Reason::NotMentioned, Message::quoted("812345679: 5")),
            (Reason::NotMentioned, Message::quoted("誰の言葉でもない")),
        ]
        .map(|(reason, message)| (Some(reason).filter(|one| *one != Reason::NotMentioned), message));
        assert_eq!(log, wanted, "format {format}");
        let history = store.list_history(1).unwrap();
        let staff_wrote = history[0].detail.as_ref().and_then(Message::as_quoted);
        assert_eq!((history[0].what, staff_wrote), (HistoryEvent::Held, Some("住所を確認")));
    }
}

#[test]
fn what_was_not_taken_and_what_was_told_is_known_still() {
    for format in [10, 12] {
        let (_folder, store) = brought_up(format);
        let not_taken: Vec<_> = store.list_failed_shipments().unwrap().into_iter().collect();
        // The other one was corrected since.
        assert_eq!(not_taken, [("21".to_owned(), Outcome::Failed)], "format {format}");
        let told = |scope| store.list_notified(scope).unwrap().into_iter().collect::<Vec<_>>();
        assert_eq!(told("shop"), [Alert::KeyEnds { days: 30 }]);
        let reason = Some(Reason::SellerCodeMissing);
        assert_eq!(told("import"), [Alert::Found { thing: "11".into(), outcome: Outcome::Rejected, reason }]);
        assert_eq!(told("push-shipments"), [Alert::MissedShipment { order: "21".into() }]);
    }
}

#[test]
fn every_kind_of_thing_that_was_told_is_understood() {
    for (words, wanted) in [
        ("seller_key over", Some(Alert::KeyOver)),
        ("seller_key refused", Some(Alert::KeyRefused)),
        ("safety_brake", Some(Alert::SafetyBrake)),
        ("claim_unreadable", Some(Alert::ClaimUnreadable)),
        ("1 shipment_not_taken", Some(Alert::ShipmentNotTaken { order: "1".into() })),
        ("1 no_tracking_number", Some(Alert::NoTrackingNumber { order: "1".into() })),
        ("1 not_scheduled", Some(Alert::NotScheduled { order: "1".into() })),
        (
            "1 cancel_requested",
            Some(Alert::Found { thing: "1".into(), outcome: Outcome::CancelRequested, reason: None }),
        ),
        ("1 failed nobody_knows", None),
        ("", None),
    ] {
        assert_eq!(parse_alert(words), wanted, "{words}");
    }
    assert_eq!(parse_log_text(None, ""), (None, Message::quoted("")));
}
