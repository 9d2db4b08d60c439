//! Files for the programs that print shipping labels: a table of columns for each layout, and what makes a
//! row of it (FIL-6).

mod address_flow;
mod b2;
mod clickpost;
mod column;
mod contact;
mod ehiden3;
mod encoding;
mod error;
mod goods;
mod order;
mod receiver_address;
mod row;
mod services;
mod settings;
mod slots;
mod width;
mod wishes;
mod yupuri;

pub use self::clickpost::MAX_ROWS as MAX_CLICKPOST_ROWS;
pub use self::encoding::{encode_cp932, to_cp932_text};
pub use self::error::LabelError;
pub use self::order::LabelOrder;
pub use self::row::{RowBuilder, headings};
pub use self::services::find_format;
pub use self::settings::{
    B2Contract, Ehiden3Contract, LabelSender, LabelSettings, Overflow, SlotCodes, YupuriContract,
};
pub use self::wishes::{UnmetWish, find_unmet_wish};
