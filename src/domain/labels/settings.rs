//! What the shop's configuration says of labels: `[labels]`.

use std::collections::BTreeMap;

use crate::vocabulary::ExportFormat;

/// What becomes of a text that is longer than the fields meant for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Overflow {
    /// The order is refused by name.
    #[default]
    Refuse,
    /// It goes on in the layout's next fitting field.
    NextLine,
}

/// `[labels]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelSettings {
    /// What every label names as the goods; none: the names of the order's lines.
    pub goods_name: Option<String>,
    pub overflow: Overflow,
    pub sender: Option<LabelSender>,
    /// Delivery companies of the shop's own, before the built-in ones.
    pub carriers: BTreeMap<String, ExportFormat>,
    /// Codes for Qoo10's texts of a desired time, before the built-in ones.
    pub time_slots: BTreeMap<String, SlotCodes>,
    pub b2: B2Contract,
    pub ehiden3: Ehiden3Contract,
    pub yupuri: YupuriContract,
}

/// Who sends the parcel: `[labels.sender]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelSender {
    pub name: String,
    pub zip: String,
    pub address: String,
    pub tel: String,
}

/// The codes of a desired time; none: the built-in one. An empty code prints none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlotCodes {
    pub b2: Option<String>,
    pub ehiden3: Option<String>,
    pub yupuri: Option<String>,
}

/// The shop's contract with ヤマト: `[labels.b2]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct B2Contract {
    pub customer_code: Option<String>,
    pub classification: Option<String>,
    pub freight_no: Option<String>,
}

/// The shop's contract with 佐川: `[labels.ehiden3]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ehiden3Contract {
    pub customer_code: Option<String>,
}

/// What is registered in ゆうパックプリントR: `[labels.yupuri]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YupuriContract {
    pub slip_type: Option<String>,
}
