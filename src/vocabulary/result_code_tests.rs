use std::collections::BTreeSet;

use super::*;

/// Every code that Qoo10's documents name, group by group.
const DOCUMENTED: &[(MethodGroup, &[i64])] = &[
    (MethodGroup::Any, &[0, -10000, -90001, -90002, -90003, -90004, -90005]),
    (MethodGroup::Orders, &[-10001, -10002, -10003, -10004]),
    (MethodGroup::Claims, &[-10001, -10002, -10003]),
    (MethodGroup::OrderByNumber, &[-10001, -10002, -10003]),
    (MethodGroup::Cancel, &[-10001, -10002, -10003, -10004]),
    (MethodGroup::Confirm, &[-10001, -10004, -10005, -10010, -10100]),
    (
        MethodGroup::ConfirmBulk,
        &[
            -10001, -10004, -10005, -10006, -10007, -10010, -10011, -10012, -10013, -10014, -10015, -10016,
            -10017, -10018,
        ],
    ),
    (MethodGroup::Send, &[-10001, -10002, -10003, -10004, -10010]),
    (
        MethodGroup::SendBulk,
        &[
            -10001, -10002, -10003, -10004, -10005, -10006, -10007, -10010, -10011, -10101, -10102, -10103,
            -10104, -10105, -10106, -10107, -10108, -10109, -10111, -10112, -10113, -10114, -10115, -10116,
            -10117, -10118, -10119, -10120, -10121, -10122,
        ],
    ),
    (MethodGroup::AnyItem, &[-999, -990, -101]),
    (MethodGroup::ItemList, &[-10001]),
    (MethodGroup::ItemDetail, &[-10001, -10009]),
    (MethodGroup::ItemFile, &[-10005]),
    (MethodGroup::ItemStatus, &[-10002, -10003, -10004, -10005, -10006]),
    (MethodGroup::Quantity, &[-10001, -10101]),
    (MethodGroup::QuantityBulk, &[-1, -2]),
    (MethodGroup::Inventory, &[-10002]),
];

#[test]
fn every_documented_code_is_explained_once_and_no_other() {
    let wanted: Vec<(MethodGroup, i64)> =
        DOCUMENTED.iter().flat_map(|(group, codes)| codes.iter().map(|code| (*group, *code))).collect();
    let real: Vec<(MethodGroup, i64)> = list_known_codes().collect();
    assert_eq!(real.iter().collect::<BTreeSet<_>>(), wanted.iter().collect::<BTreeSet<_>>());
    assert_eq!(real.len(), wanted.len(), "a code is explained twice");
}

#[test]
fn the_same_number_means_what_its_method_says() {
    let of = |groups: &[MethodGroup], code| find_meaning(groups, code).map(|found| found.id().to_owned());
    assert_ne!(of(list_step_groups(Step::Import), -10001), of(list_step_groups(Step::PushShipments), -10001));
    assert_eq!(of(list_step_groups(Step::PushStock), -90004), of(&[], -90005), "codes of any method");
    assert_eq!(of(list_step_groups(Step::ScheduleDate), -10103), None);
    let send = |code| of(list_step_groups(Step::PushShipments), code).unwrap();
    assert_eq!(
        [-10109, -10119, -10112].map(send),
        ["code-not_from_china", "code-japan_post_not_allowed", "code-company_not_allowed"]
    );
    assert!(Step::ALL.iter().all(|step| *step == Step::Purge || !list_step_groups(*step).is_empty()));
}
