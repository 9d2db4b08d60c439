//! Identifiers as newtypes, so that a cart number is never taken for an order number.

use std::fmt;
use std::str::FromStr;

use crate::strings::clean::cleaned;
use crate::vocabulary::message::Fact;

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The id of a number, which must be positive.
            pub fn new(number: i64) -> Option<Self> {
                (number > 0).then_some(Self(number))
            }

            /// The number in a text of a person or a file, whatever that text is dressed in (FIL-1).
            pub fn by_hand(text: &str) -> Option<Self> {
                cleaned(text).parse().ok()
            }

            /// The number itself, always positive.
            pub fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotANumber;

            fn from_str(text: &str) -> Result<Self, NotANumber> {
                let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                let number = text.parse().ok().filter(|_| digits);
                number.and_then(Self::new).ok_or(NotANumber)
            }
        }
    };
}

number_id! {
    /// A cart number (カート番号, Qoo10 `PackNo`): what the buyer bought at once.
    PackNo
}

number_id! {
    /// An order number (Qoo10 `OrderNo`): one line of a cart.
    OrderNo
}

/// The text is not a positive number of plain ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a positive number")]
pub struct NotANumber;

/// The code of a local order: `pack_no`, or `pack_no-N` when its cart was split (IMP-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderCode {
    /// The cart that the order came from.
    pub pack_no: PackNo,
    /// The N of `pack_no-N`, from 1; none for a cart that became one order.
    pub suffix: Option<u32>,
}

impl OrderCode {
    /// The code in a text of a person or a file, whatever that text is dressed in (FIL-1).
    pub fn parse_loose(text: &str) -> Option<Self> {
        cleaned(text).parse().ok()
    }
}

impl fmt::Display for OrderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.suffix {
            None => self.pack_no.fmt(f),
            Some(n) => write!(f, "{}-{n}", self.pack_no),
        }
    }
}

impl FromStr for OrderCode {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (pack, suffix) = match text.split_once('-') {
            None => (text, None),
            Some((pack, n)) if n.bytes().all(|b| b.is_ascii_digit()) && !n.starts_with('0') => {
                (pack, Some(n.parse().map_err(|_| NotANumber)?))
            }
            Some(_) => return Err(NotANumber),
        };
        Ok(Self { pack_no: pack.parse()?, suffix })
    }
}

impl From<OrderNo> for Fact {
    fn from(order_no: OrderNo) -> Self {
        Self::Text(order_no.to_string())
    }
}

impl From<PackNo> for Fact {
    fn from(pack_no: PackNo) -> Self {
        Self::Text(pack_no.to_string())
    }
}

impl From<OrderCode> for Fact {
    fn from(code: OrderCode) -> Self {
        Self::Text(code.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_codes_round_trip() {
        for code in ["412345678", "412345678-1", "412345678-12"] {
            assert_eq!(code.parse::<OrderCode>().unwrap().to_string(), code);
        }
    }

    #[test]
    fn fil_01_codes_of_people_and_files_are_read_in_any_dress() {
        for (text, wanted) in [
            ("４１２３４５６７９", Some("412345679")),
            (" 412345679 ", Some("412345679")),
            ("412345679.0", Some("412345679")),
            ("'412345679", Some("412345679")),
            ("412000001ー2", Some("412000001-2")),
            ("412000001−1", Some("412000001-1")),
            ("412000001\u{200b}", Some("412000001")),
            ("412000001-0", None),
            ("412000001.5", None),
            ("4120 00001", None),
            ("A-1", None),
            ("", None),
        ] {
            let code = OrderCode::parse_loose(text).map(|code| code.to_string());
            assert_eq!(code.as_deref(), wanted, "{text:?}");
        }
        assert_eq!(PackNo::by_hand("４１２.0"), PackNo::new(412));
        assert_eq!(PackNo::by_hand("412-1"), None);
    }

    #[test]
    fn damaged_ids_are_refused() {
        for bad in ["", "0", "-1", "+1", "4 1", "４１", "99999999999999999999"] {
            assert_eq!(bad.parse::<PackNo>(), Err(NotANumber), "{bad:?}");
        }
        for bad in ["", "1-", "1-0", "1-01", "1--1", "-1", "1-x", "1-+2"] {
            assert_eq!(bad.parse::<OrderCode>(), Err(NotANumber), "{bad:?}");
        }
    }
}
