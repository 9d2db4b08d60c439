//! The constructed replies of SetSendingInfoBulk, taken as they say by push-shipments.

use std::path::PathBuf;

use crate::support::{CODE, NO, Reply, SEND, Shop, carts, code, valid_number};

/// Three orders, and a first bulk call that is answered by the fixture, Qoo10 having done what it says.
fn shop(name: &str) -> Shop {
    let shop = Shop::imported(carts(3));
    for n in 0..3 {
        shop.print_and_ship(&code(n), &valid_number(n));
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/qoo10/SetSendingInfoBulk");
    let reply = Reply::json(&std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap());
    if name.starts_with("refused") {
        shop.fake.fault(SEND, 1, reply.undone());
    } else {
        shop.fake.fault(SEND, 1, reply);
        let failed = usize::from(name.starts_with("one_failed"));
        shop.fake.model(|m| m.sending.bulk.force(NO + 1, &[-10103][..failed]));
    }
    shop
}

#[test]
fn answers_are_taken_as_they_say() {
    for name in ["done", "done_japanese", "done_by_position"] {
        let shop = shop(name);
        assert_eq!(shop.push().pushed(), [3, 0, 0, 0, 0], "{name}");
        assert_eq!(shop.with_api_status("shipped"), 3, "{name}");
    }
    for name in [
        "one_failed",
        "one_failed_by_position",
        "one_failed_negative_top",
        "one_failed_nested",
        "one_failed_row_codes",
        "one_failed_quoted",
    ] {
        let shop = shop(name);
        let report = shop.push_with(&[], 3);
        assert_eq!(report.count("sent"), 2, "{name}: {report:#?}");
        assert_eq!(report.orders("sent"), [CODE.to_owned(), code(2)], "{name}");
        assert_eq!(shop.api_status(&code(1)), "printed", "{name}");
    }
    for name in ["refused", "refused_without_object"] {
        let shop = shop(name);
        assert_eq!(shop.push().pushed(), [3, 0, 0, 0, 0], "{name}: halved, and refused no more");
        assert_eq!(shop.fake.calls(SEND), 3, "{name}");
    }
}
