//! Every spelling of the bulk answer that the documents leave open leads to the same orders.

use crate::support::{BulkForm, BulkId, BulkTop, CODE, NO, Shop, carts, code, exactly_once};

#[test]
fn the_row_that_failed_is_found_in_every_form_of_the_answer() {
    for id in [BulkId::OrderNo, BulkId::Position] {
        for top in [BulkTop::Zero, BulkTop::Code, BulkTop::Negative] {
            for form in [BulkForm::Array, BulkForm::RowCodes, BulkForm::Nested] {
                for quoted in [false, true] {
                    let shop = Shop::imported(carts(4));
                    shop.fake.model(|m| {
                        (m.confirm.id, m.confirm.top, m.confirm.form) = (id, top, form);
                        m.confirm.quoted = quoted;
                        m.confirm.force(NO + 2, &[-10007]);
                    });
                    let case = format!("{id:?} {top:?} {form:?} quoted: {quoted}");
                    let report = shop.schedule_with(&[], 3);
                    assert_eq!(report.scheduled(), [3, 0, 0, 1], "{case}: {report:#?}");
                    assert_eq!(report.codes("failed", &code(2)), [-10007], "{case}: {report:#?}");
                    assert_eq!(shop.api_status(&code(2)), "awaiting_print", "{case}");
                    assert_eq!(shop.with_api_status("printed"), 3, "{case}");
                }
            }
        }
    }
}

#[test]
fn rows_may_come_in_any_order() {
    for id in [BulkId::OrderNo, BulkId::Position] {
        let shop = Shop::imported(carts(4));
        shop.fake.model(|m| {
            (m.confirm.id, m.confirm.reversed) = (id, true);
            m.confirm.force(NO, &[-10007]);
        });
        let report = shop.schedule_with(&[], 3);
        assert_eq!(report.orders("failed"), [CODE], "{id:?}: {report:#?}");
        assert_eq!(shop.with_api_status("printed"), 3, "{id:?}");
    }
}

#[test]
fn all_rows_failed_in_every_form() {
    for top in [BulkTop::Zero, BulkTop::Code, BulkTop::Negative] {
        let shop = Shop::imported(carts(2));
        shop.fake.model(|m| {
            m.confirm.top = top;
            m.confirm.force(NO, &[-10010]);
            m.confirm.force(NO + 1, &[-10015]);
        });
        let report = shop.schedule_with(&[], 3);
        assert_eq!(report.scheduled(), [0, 0, 0, 2], "{top:?}: {report:#?}");
        assert_eq!(report.codes("failed", CODE), [-10010], "{top:?}");
        assert_eq!(report.codes("failed", &code(1)), [-10015], "{top:?}");
    }
}

#[test]
fn a_number_that_the_answer_leaves_out_is_settled_by_reading_back() {
    let shop = Shop::imported(carts(3));
    shop.fake.model(|m| m.confirm.silent = vec![NO + 1]);
    let run = shop.run(&["schedule-date", "--json"]);
    assert!(matches!(run.code, 0 | 3), "{run:#?}");
    assert_eq!(shop.api_status(CODE), "printed");
    shop.fake.model(|m| m.confirm.silent.clear());
    shop.schedule();
    assert_eq!(shop.with_api_status("printed"), 3);
    exactly_once(&shop.fake.model(|m| m.confirm.clone()), NO..NO + 3);
}
