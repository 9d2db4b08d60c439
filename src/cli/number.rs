//! Whole numbers as arguments.

use std::ops::RangeInclusive;

use super::value::{ValueError, value_error};
use crate::vocabulary::msg;

/// Reads a whole number within bounds, and says what it should be.
pub(super) fn parse_whole<T>(
    bounds: RangeInclusive<T>,
) -> impl Fn(&str) -> Result<T, ValueError> + Clone + Send + Sync
where
    T: TryFrom<i128> + Into<i128> + Copy + Send + Sync + 'static,
{
    move |text| {
        let (least, most): (i128, i128) = ((*bounds.start()).into(), (*bounds.end()).into());
        let number: i128 = text.parse().map_err(|_| value_error("usage-wants_whole"))?;
        let fitting = Some(number).filter(|number| (least..=most).contains(number));
        fitting.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
            let (from, to) = (least.to_string(), most.to_string());
            ValueError(match most >= u32::MAX.into() {
                true => msg!("usage-wants_whole_from", from = from),
                false => msg!("usage-wants_whole_within", from = from, to = to),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let read = parse_whole(1..=1_000_000_i64);
        assert_eq!((read("1"), read("1000000")), (Ok(1), Ok(1_000_000)));
        for bad in ["ten", "", "1.5", "１", "1e3"] {
            assert_eq!(read(bad).unwrap_err().to_string(), "should be a whole number such as 3", "{bad}");
        }
        for bad in ["0", "-1", "1000001", "99999999999999999999999"] {
            let told = read(bad).unwrap_err().to_string();
            assert_eq!(told, "should be a whole number from 1 to 1000000", "{bad}");
        }
        assert_eq!(
            parse_whole(1..=u32::MAX)("0").unwrap_err().to_string(),
            "should be a whole number from 1 on"
        );
        assert_eq!(parse_whole(0..=u64::MAX)("18446744073709551615"), Ok(u64::MAX));
    }
}
