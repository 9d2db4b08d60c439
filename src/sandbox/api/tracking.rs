//! What Qoo10 accepts as carrier and tracking number.

use super::super::model::CartLine;
use super::super::variants::Carriers;
use super::super::world::World;
use super::values::is_digits;

const KNOWN: [&str; 11] = [
    "ヤマト宅急便",
    "ネコポス",
    "クロネコDM便",
    "コンビニ等受取",
    "ゆうパック",
    "ゆうパケット",
    "クリックポスト",
    "佐川急便",
    "福山通運",
    "西濃運輸",
    "Qxpress",
];

/// The code of the refusal: exact carrier name, form of the number, and no other cart's number.
pub(super) fn check(world: &World, line: &CartLine, carrier: &str, tracking_no: &str) -> Result<(), i64> {
    if !is_accepted(world, carrier) {
        return Err(-10120);
    }
    check_form(carrier, tracking_no)?;
    match world.tracking.get(tracking_no) {
        Some(cart) if *cart != line.pack_no => Err(-10103),
        _ => Ok(()),
    }
}

fn is_accepted(world: &World, carrier: &str) -> bool {
    match world.variants.carriers {
        Carriers::Any => true,
        Carriers::Known => KNOWN.contains(&carrier),
        Carriers::WithEnglish => KNOWN.contains(&carrier) || carrier == "Sagawa",
        Carriers::ShopOnly => world.groups.values().any(|group| group.carrier == carrier),
    }
}

fn check_form(carrier: &str, tracking_no: &str) -> Result<(), i64> {
    let lengths: &[usize] = match carrier {
        "ヤマト宅急便" | "ネコポス" | "クロネコDM便" | "佐川急便" | "Sagawa" => &[12],
        "ゆうパック" | "ゆうパケット" | "クリックポスト" => &[11, 12],
        _ => return tracking_no.bytes().all(|b| b.is_ascii_alphanumeric()).then_some(()).ok_or(-10106),
    };
    if !is_digits(tracking_no) {
        return Err(-10106);
    }
    if !lengths.contains(&tracking_no.len()) {
        return Err(-10105);
    }
    let (number, digit) = tracking_no.split_at(tracking_no.len() - 1);
    let remainder = number.bytes().fold(0, |sum, b| (sum * 10 + u64::from(b - b'0')) % 7);
    (digit == remainder.to_string()).then_some(()).ok_or(-10108)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carrier_decides_the_form() {
        let cases = [
            ("佐川急便", "405548424886", Ok(())),
            ("ヤマト宅急便", "444413758703", Ok(())),
            ("ゆうパック", "13112383852", Ok(())),
            ("ゆうパック", "512547514334", Ok(())),
            ("佐川急便", "13112383852", Err(-10105)),
            ("佐川急便", "123456789012", Err(-10108)),
            ("ゆうパック", "111111111111", Err(-10108)),
            ("ヤマト宅急便", "4444-1375-8703", Err(-10106)),
            ("ヤマト宅急便", "４４４４１３７５８７０３", Err(-10106)),
            ("福山通運", "1234567890", Ok(())),
            ("Qxpress", "A1234567890", Ok(())),
            ("Qxpress", "A 123", Err(-10106)),
        ];
        for (carrier, number, expected) in cases {
            assert_eq!(check_form(carrier, number), expected, "{carrier} {number}");
        }
    }

    #[test]
    fn names_are_exact_and_the_list_is_switchable() {
        let mut world = World::empty();
        let accepted = |world: &World, name| is_accepted(world, name);
        assert!(accepted(&world, "佐川急便"));
        assert!(
            !accepted(&world, "佐川急便 ") && !accepted(&world, "ヤマト運輸") && !accepted(&world, "Sagawa")
        );
        world.variants.carriers = Carriers::WithEnglish;
        assert!(accepted(&world, "Sagawa"));
        world.variants.carriers = Carriers::ShopOnly;
        assert!(!accepted(&world, "佐川急便"));
        world.variants.carriers = Carriers::Any;
        assert!(accepted(&world, "何でも"));
    }
}
