//! What the documents of Qoo10's API leave open, and the forms that each of it is known to take
//! (docs/qoo10-api.md; the switches of the practice Qoo10 in docs/sandbox.md bear the same words).

use strum::{IntoStaticStr, VariantArray};

use super::word::{vocabulary, word};
use super::{Message, Step};

/// Something that the documents leave open. In the catalogues `form-WORD` says what it is about; its
/// `meaning`, what a form of it, the fact `form`, means for the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum FormPoint {
    EmptyList,
    Numbers,
    EmptyText,
    StatusText,
    ClaimStatus,
    NoClaim,
    CancelRequested,
    BulkRowId,
    BulkPartFailure,
    BulkRows,
    KeyProblemField,
    WrongKey,
    ExpiredKey,
    FirstKey,
    ResultCode,
    BodyStart,
    Charset,
    ExtraFields,
    /// Documented keys of order and claim rows.
    MissingFields,
    RelatedOrder,
    RowOrder,
    Duplicates,
    /// HTML entities in titles, options and people's texts.
    Names,
    Phones,
    /// `PaymentDate` of orders that are paid.
    PaymentDate,
    AddonCodes,
    /// GetGoodsInventoryInfo of an item without options.
    NoOptions,
    ItemBulkRows,
    MoveEdit,
    Carriers,
    EndBound,
    Messages,
    ItemChanges,
    ShipDateLimit,
    ConfirmAgain,
    SendAgain,
    QtyLowered,
    NoTaxRate,
    /// What is answered when too much is asked.
    RateLimit,
}

vocabulary!(FormPoint, "form");

/// A form that the program knows; several points share a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum AnswerForm {
    Absent,
    Accepted,
    Any,
    Array,
    AtOnce,
    AtOrder,
    AtPayment,
    Bare,
    Blank,
    Bom,
    Both,
    Cleared,
    Comma,
    CommaAddonFirst,
    Decimals,
    Digit,
    Echo,
    Empty,
    EmptyOnce,
    English,
    ErrorCode,
    Escaped,
    Exclusive,
    Filled,
    Given,
    Hidden,
    Inclusive,
    Japan,
    Japanese,
    Kept,
    Known,
    Listed,
    Merge,
    Missing,
    Named,
    National,
    Negative,
    Nested,
    None,
    Null,
    Number,
    OrderNo,
    Others,
    /// A web page in place of an answer.
    Page,
    Phrase,
    PhraseDigit,
    Plain,
    Position,
    QuotedDecimals,
    QuotedPlain,
    Quoted,
    Refused,
    Replace,
    ResultCode,
    Reversed,
    RowCodes,
    ShopOnly,
    Shuffled,
    Singapore,
    Slash,
    Some,
    TenMinutes,
    Text,
    Twice,
    WhiteSpace,
    WithEnglish,
    WithOwn,
    WithZero,
    Zero,
    #[strum(serialize = "-90001")]
    NoSuchApi,
    #[strum(serialize = "-10000")]
    CheckKey,
    #[strum(serialize = "-90004")]
    ExpiredFirst,
    #[strum(serialize = "-90005")]
    ExpiredSecond,
    #[strum(serialize = "90")]
    NinetyDays,
    #[strum(serialize = "10")]
    TenDays,
    #[strum(serialize = "403")]
    Http403,
    #[strum(serialize = "429")]
    Http429,
}

word!(AnswerForm);

/// Why no form of a point was seen yet. In the catalogues `form-WORD`, with the fact `command`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum UnseenReason {
    /// Nothing in the answers could show it.
    NoRows,
    /// The first call that writes shows it.
    FirstWrite,
    /// A probe soon after a quantity was sent shows it.
    AfterWrite,
    /// Shown when Qoo10 refuses a key.
    KeyRefused,
    /// Shown when a key is issued.
    KeyIssued,
    /// Shown when too much is asked.
    TooMuch,
    /// The program does nothing that would show it.
    NeverShown,
}

vocabulary!(UnseenReason, "form");

/// Where a form was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum FormSource {
    Probe,
    /// On record in the state file.
    Earlier,
    NotSeen,
}

word!(FormSource);

impl FormPoint {
    /// Where a form of it shows itself, where no probe saw one; and the step that does so.
    pub fn explain_unseen(self) -> (UnseenReason, Option<Step>) {
        match self {
            Self::BulkRowId | Self::BulkPartFailure | Self::BulkRows | Self::ShipDateLimit => {
                (UnseenReason::FirstWrite, Some(Step::ScheduleDate))
            }
            Self::Carriers => (UnseenReason::FirstWrite, Some(Step::PushShipments)),
            Self::ItemBulkRows => (UnseenReason::FirstWrite, Some(Step::PushStock)),
            Self::ItemChanges | Self::QtyLowered => (UnseenReason::AfterWrite, Some(Step::PushStock)),
            Self::KeyProblemField | Self::WrongKey | Self::ExpiredKey => (UnseenReason::KeyRefused, None),
            Self::FirstKey => (UnseenReason::KeyIssued, None),
            Self::RateLimit => (UnseenReason::TooMuch, None),
            Self::MoveEdit | Self::ConfirmAgain | Self::SendAgain | Self::NoTaxRate => {
                (UnseenReason::NeverShown, None)
            }
            Self::EmptyList
            | Self::Numbers
            | Self::EmptyText
            | Self::StatusText
            | Self::ClaimStatus
            | Self::NoClaim
            | Self::CancelRequested
            | Self::ResultCode
            | Self::BodyStart
            | Self::Charset
            | Self::ExtraFields
            | Self::MissingFields
            | Self::RelatedOrder
            | Self::RowOrder
            | Self::Duplicates
            | Self::Names
            | Self::Phones
            | Self::PaymentDate
            | Self::AddonCodes
            | Self::NoOptions
            | Self::EndBound
            | Self::Messages => (UnseenReason::NoRows, None),
        }
    }

    /// What a form of it means for the shop.
    pub fn explain(self, form: &str) -> Message {
        self.message().attribute("meaning").with("form", form)
    }

    /// The forms that the program knows, the stronger the later: where several were seen, the last of them
    /// tells most.
    pub fn forms(self) -> &'static [AnswerForm] {
        use AnswerForm as F;
        match self {
            Self::EmptyList | Self::NoOptions => &[F::Null, F::Array, F::Text],
            Self::Numbers => &[F::Decimals, F::Plain, F::QuotedDecimals, F::QuotedPlain],
            Self::EmptyText => &[F::Empty, F::Null, F::Blank],
            Self::StatusText => &[F::Japan, F::Singapore, F::PhraseDigit, F::Number, F::Digit],
            Self::ClaimStatus => &[F::Digit, F::Number, F::PhraseDigit, F::Phrase, F::Japanese],
            Self::NoClaim => &[F::Empty, F::Null, F::Zero],
            Self::CancelRequested => &[F::Listed, F::Hidden],
            Self::BulkRowId => &[F::OrderNo, F::Position],
            Self::BulkPartFailure => &[F::Zero, F::Negative],
            Self::BulkRows => &[F::Array, F::Bare, F::RowCodes, F::Nested],
            Self::KeyProblemField => &[F::ErrorCode, F::ResultCode],
            Self::WrongKey => &[F::NoSuchApi, F::CheckKey],
            Self::ExpiredKey => &[F::ExpiredFirst, F::ExpiredSecond],
            Self::FirstKey => &[F::Given, F::EmptyOnce],
            Self::ResultCode => &[F::Number, F::Quoted],
            Self::BodyStart => &[F::Bare, F::Bom, F::WhiteSpace, F::Both],
            Self::Charset => &[F::Named, F::Missing],
            Self::ExtraFields | Self::MissingFields => &[F::None, F::Some],
            Self::RelatedOrder => &[F::Others, F::WithOwn],
            Self::RowOrder => &[F::Number, F::Reversed, F::Shuffled],
            Self::Duplicates => &[F::None, F::Twice],
            Self::Names => &[F::Plain, F::Escaped],
            Self::Phones => &[F::Plain, F::National, F::WithZero],
            Self::PaymentDate => &[F::Filled, F::Blank],
            Self::AddonCodes => &[F::None, F::Comma, F::Slash, F::CommaAddonFirst],
            Self::ItemBulkRows => &[F::Absent, F::Echo],
            Self::MoveEdit => &[F::Replace, F::Merge],
            Self::Carriers => &[F::Known, F::WithEnglish, F::Any, F::ShopOnly],
            Self::EndBound => &[F::Inclusive, F::Exclusive],
            Self::Messages => &[F::Japanese, F::English],
            Self::ItemChanges => &[F::AtOnce, F::TenMinutes],
            Self::ShipDateLimit => &[F::NinetyDays, F::TenDays],
            Self::ConfirmAgain => &[F::Accepted, F::Refused],
            Self::SendAgain => &[F::Refused, F::Accepted],
            Self::QtyLowered => &[F::AtOrder, F::AtPayment],
            Self::NoTaxRate => &[F::Cleared, F::Kept],
            Self::RateLimit => &[F::Http429, F::Http403, F::Page],
        }
    }

    /// Whether one Qoo10 may show several forms of it from one list to the next, so that a further one is no
    /// news.
    pub fn varies(self) -> bool {
        matches!(
            self,
            Self::RowOrder
                | Self::EmptyText
                | Self::Names
                | Self::Phones
                | Self::PaymentDate
                | Self::Carriers
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_belongs_to_a_point_and_no_point_has_one_twice() {
        for form in AnswerForm::ALL {
            assert!(FormPoint::ALL.iter().any(|point| point.forms().contains(form)), "{form}");
        }
        for point in FormPoint::ALL {
            let mut forms = point.forms().to_vec();
            forms.sort();
            forms.dedup();
            assert_eq!(forms.len(), point.forms().len(), "{point}");
            assert!(forms.len() > 1, "{point}");
        }
    }
}
