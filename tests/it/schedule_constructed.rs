//! The constructed replies of both bulk calls: described, and taken as they say by schedule-date.

use std::fs;
use std::path::PathBuf;

use crate::support::{CODE, CONFIRM, Reply, Shop, carts, code};

const DIR: &str = "SetSellerCheckYNBulk";

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Three orders, and a first bulk call that is answered by the fixture, Qoo10 having done what it says.
fn shop(name: &str) -> Shop {
    let shop = Shop::imported(carts(3));
    let reply = fs::read_to_string(fixtures().join("qoo10").join(DIR).join(format!("{name}.json"))).unwrap();
    if name.starts_with("refused") {
        shop.fake.fault(CONFIRM, 1, Reply::json(&reply).undone());
    } else {
        shop.fake.fault(CONFIRM, 1, Reply::json(&reply));
        let failed = i64::from(name.starts_with("one_failed"));
        shop.fake.model(|m| m.confirm.force(crate::support::NO + 1, &[-10007][..failed as usize]));
    }
    shop
}

#[test]
fn answers_are_taken_as_they_say() {
    for name in ["done", "done_japanese", "done_by_position"] {
        let shop = shop(name);
        assert_eq!(shop.schedule().scheduled(), [3, 0, 0, 0], "{name}");
        assert_eq!(shop.with_api_status("printed"), 3, "{name}");
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
        let report = shop.schedule_with(&[], 3);
        assert_eq!(report.scheduled(), [2, 0, 0, 1], "{name}: {report:#?}");
        assert_eq!(report.codes("failed", &code(1)), [-10007], "{name}: {report:#?}");
        assert_eq!(shop.api_status(CODE), "printed", "{name}");
        assert_eq!(shop.schedule().scheduled(), [1, 0, 0, 0], "{name}");
    }
    for name in ["refused", "refused_without_object"] {
        let shop = shop(name);
        assert_eq!(shop.schedule().scheduled(), [3, 0, 0, 0], "{name}: halved, and refused no more");
        assert_eq!(shop.fake.calls(CONFIRM), 3, "{name}");
    }
}

#[test]
fn every_fixture_is_described() {
    let readme = fs::read_to_string(fixtures().join("README.md")).unwrap();
    for method in [DIR, "SetSendingInfoBulk"] {
        for entry in fs::read_dir(fixtures().join("qoo10").join(method)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(readme.contains(&format!("`{name}`")), "{name} is not in fixtures/README.md");
        }
    }
}
