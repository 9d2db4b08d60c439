//! A row of a label program's file, by the table of its columns: every cell is filled by its source and held
//! against its limit (FIL-6).

use std::vec::IntoIter;

use chrono::NaiveDate;

use super::address_flow::LineRoom;
use super::column::{CellLimit, CellSource, ContractCode, DateForm, LabelColumn, Line, Side};
use super::contact::{ContactError, format_zip, pick_phone};
use super::encoding::{find_unencodable, to_cp932_text};
use super::error::{CellCapacity, CellRemedy, LabelError};
use super::goods::{fill_goods, flow_text, list_goods};
use super::order::LabelOrder;
use super::receiver_address::compose_address;
use super::services::{LabelService, find_service};
use super::settings::{LabelSender, LabelSettings, Overflow};
use super::width::{measure_char, to_half_width_kana};
use super::{b2, clickpost, ehiden3, slots, yupuri};
use crate::strings::clean::{cleaned, filled};
use crate::vocabulary::ExportFormat;

/// The headings of a layout in their order; none of a format that is for no label program.
pub fn headings(format: ExportFormat) -> Vec<&'static str> {
    list_columns(format).iter().map(|column| column.heading).collect()
}

/// The row of an order: one cell for each heading, none longer than the layout takes, all in CP932.
///
/// # Errors
/// When something that the layout requires is missing, cannot be read or does not fit: nothing is cut.
pub fn build_row(
    format: ExportFormat,
    order: &LabelOrder<'_>,
    settings: &LabelSettings,
) -> Result<Vec<String>, LabelError> {
    let service = find_service(order.carrier, settings).filter(|service| service.format == format);
    let unmapped = || LabelError::CarrierUnmapped { carrier: order.carrier.to_owned(), format };
    let facts =
        RowFacts { columns: list_columns(format), service: service.ok_or_else(unmapped)?, order, settings };
    let mut texts = FlowedTexts {
        receiver_name: facts.flow(FlowingText::Name(Side::Receiver))?,
        receiver_address: facts.flow(FlowingText::Address(Side::Receiver))?,
        sender_name: facts.flow(FlowingText::Name(Side::Sender))?,
        sender_address: facts.flow(FlowingText::Address(Side::Sender))?,
        goods: facts.flow(FlowingText::Goods)?,
    };
    let fill = |column: &LabelColumn| {
        match FlowingText::from_column(column) {
            // The lines of a flow are within their limits.
            Some((text, _)) => {
                let text = texts.iterate(text).next().unwrap_or_default();
                check_filled(column, &text)?;
                Ok(text)
            }
            None => {
                let text = facts.fill_cell(column)?;
                check_cell(column, &text)?;
                Ok(text)
            }
        }
    };
    facts.columns.iter().map(fill).collect()
}

pub(super) fn list_columns(format: ExportFormat) -> &'static [LabelColumn] {
    match format {
        ExportFormat::Csv => &[],
        ExportFormat::B2 => b2::COLUMNS,
        ExportFormat::Ehiden3 => ehiden3::COLUMNS,
        ExportFormat::Yupuri => yupuri::COLUMNS,
        ExportFormat::Clickpost => clickpost::COLUMNS,
    }
}

/// A text that may take several cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FlowingText {
    Name(Side),
    Address(Side),
    Goods,
}

impl FlowingText {
    /// The text of which a column holds a part.
    fn from_column(column: &LabelColumn) -> Option<(Self, Line)> {
        match column.source {
            CellSource::Name(side, line) => Some((Self::Name(side), line)),
            CellSource::Address(side, line) => Some((Self::Address(side), line)),
            CellSource::Goods => Some((Self::Goods, Line::Own)),
            _ => None,
        }
    }
}

/// The texts that may take several cells, in their lines.
struct FlowedTexts {
    receiver_name: IntoIter<String>,
    receiver_address: IntoIter<String>,
    sender_name: IntoIter<String>,
    sender_address: IntoIter<String>,
    goods: IntoIter<String>,
}

impl FlowedTexts {
    fn iterate(&mut self, text: FlowingText) -> &mut IntoIter<String> {
        match text {
            FlowingText::Name(Side::Receiver) => &mut self.receiver_name,
            FlowingText::Address(Side::Receiver) => &mut self.receiver_address,
            FlowingText::Name(Side::Sender) => &mut self.sender_name,
            FlowingText::Address(Side::Sender) => &mut self.sender_address,
            FlowingText::Goods => &mut self.goods,
        }
    }
}

/// What a row is made of.
struct RowFacts<'a> {
    columns: &'static [LabelColumn],
    service: LabelService,
    order: &'a LabelOrder<'a>,
    settings: &'a LabelSettings,
}

impl RowFacts<'_> {
    /// A text in the cells that the layout has for it.
    fn flow(&self, text: FlowingText) -> Result<IntoIter<String>, LabelError> {
        let columns =
            self.columns.iter().filter_map(|column| Some((column, FlowingText::from_column(column)?)));
        let (mut own, mut all) = (Vec::new(), Vec::new());
        let mut first = None;
        for (column, (_, line)) in columns.filter(|(_, (flowing, _))| *flowing == text) {
            if line == Line::Own {
                own.push(column.limit);
            }
            all.push(column.limit);
            first = first.or(Some(column));
        }
        let Some(first) = first else { return Ok(Vec::new().into_iter()) };
        if text == FlowingText::Goods {
            return self.flow_goods(first, &all);
        }
        let written = self.write_text(text)?;
        check_encodable(first, &written)?;
        let allowed = if self.settings.overflow == Overflow::NextLine { &all } else { &own };
        let too_long = || LabelError::CellTooLong {
            field: first.heading,
            limit: CellCapacity { limit: first.limit, lines: allowed.len() },
            // Where it goes on is worth a hint only if it then fits.
            remedy: match flow_text(&written, &all) {
                Some(_) => CellRemedy::Overflow,
                None => find_remedy(first.source),
            },
        };
        let lines = flow_text(&written, &own).or_else(|| flow_text(&written, allowed));
        Ok(lines.ok_or_else(too_long)?.into_iter())
    }

    fn flow_goods(&self, first: &LabelColumn, limits: &[CellLimit]) -> Result<IntoIter<String>, LabelError> {
        let names = list_goods(&self.order.goods, self.settings.goods_name.as_deref());
        if names.is_empty() {
            return Err(LabelError::GoodsMissing);
        }
        names.iter().try_for_each(|name| check_encodable(first, name))?;
        let too_long = || LabelError::CellTooLong {
            field: first.heading,
            limit: CellCapacity { limit: first.limit, lines: limits.len() },
            remedy: find_remedy(first.source),
        };
        Ok(fill_goods(&names, limits).ok_or_else(too_long)?.into_iter())
    }

    /// A name or an address as it is printed.
    fn write_text(&self, text: FlowingText) -> Result<String, LabelError> {
        let (written, missing) = match text {
            FlowingText::Name(Side::Receiver) => {
                (to_cp932_text(self.order.receiver_name), LabelError::NameMissing)
            }
            FlowingText::Address(Side::Receiver) => {
                let address = compose_address(self.order).unwrap_or_default();
                (to_cp932_text(&address), LabelError::AddressMissing)
            }
            FlowingText::Name(Side::Sender) => {
                let sender = self.find_sender()?;
                (to_cp932_text(&sender.name), LabelError::SenderMissing { key: SENDER_NAME })
            }
            FlowingText::Address(Side::Sender) => {
                let sender = self.find_sender()?;
                (to_cp932_text(&sender.address), LabelError::SenderMissing { key: SENDER_ADDRESS })
            }
            FlowingText::Goods => (String::new(), LabelError::GoodsMissing),
        };
        if written.is_empty() { Err(missing) } else { Ok(written) }
    }

    fn find_sender(&self) -> Result<&LabelSender, LabelError> {
        self.settings.sender.as_ref().ok_or(LabelError::SenderMissing { key: SENDER })
    }

    /// What stands in a cell that no text flows into.
    fn fill_cell(&self, column: &LabelColumn) -> Result<String, LabelError> {
        let order = self.order;
        Ok(match column.source {
            CellSource::Fixed(text) => text.to_owned(),
            CellSource::OrderCode => order.code.to_owned(),
            CellSource::Product => self.service.product.to_owned(),
            CellSource::ShipDate(form) => format_date(order.ship_date, form),
            CellSource::DesiredDate(form) => {
                order.desired_date.map_or_else(String::new, |date| format_date(date, form))
            }
            CellSource::DesiredSlot => self.find_slot()?,
            // A reading that is not in kana is none: the field is for the eyes of nobody but B2.
            CellSource::ReceiverKana => {
                let kana = order.receiver_kana.map(to_cp932_text).unwrap_or_default();
                to_half_width_kana(&kana).unwrap_or_default()
            }
            CellSource::Tel(side) => self.find_phone(side)?,
            CellSource::Zip(side) => self.find_zip(side)?,
            CellSource::Code(code) => self.find_code(code, column)?,
            CellSource::Blank | CellSource::Name(..) | CellSource::Address(..) | CellSource::Goods => {
                String::new()
            }
        })
    }

    fn find_slot(&self) -> Result<String, LabelError> {
        let (text, format) = (self.order.desired_time, self.service.format);
        let unmapped = || LabelError::SlotUnmapped { slot: text.unwrap_or_default().to_owned(), format };
        slots::find_code(text, format, self.settings).ok_or_else(unmapped)
    }

    fn find_phone(&self, side: Side) -> Result<String, LabelError> {
        let order = self.order;
        match side {
            Side::Receiver => {
                let numbers = [order.receiver_tel, order.receiver_mobile].into_iter().flatten();
                pick_phone(numbers).map_err(|problem| match problem {
                    ContactError::Missing => LabelError::PhoneMissing,
                    ContactError::Unreadable => LabelError::PhoneUnreadable,
                })
            }
            Side::Sender => {
                let sender = self.find_sender()?;
                pick_phone([sender.tel.as_str()].into_iter())
                    .map_err(|e| describe_sender_problem(e, SENDER_TEL))
            }
        }
    }

    fn find_zip(&self, side: Side) -> Result<String, LabelError> {
        match side {
            Side::Receiver => format_zip(self.order.zip).map_err(|problem| match problem {
                ContactError::Missing => LabelError::ZipMissing,
                ContactError::Unreadable => LabelError::ZipUnreadable,
            }),
            Side::Sender => {
                let sender = self.find_sender()?;
                format_zip(Some(&sender.zip)).map_err(|e| describe_sender_problem(e, SENDER_ZIP))
            }
        }
    }

    fn find_code(&self, code: ContractCode, column: &LabelColumn) -> Result<String, LabelError> {
        let settings = self.settings;
        let given = match code {
            ContractCode::B2Customer => &settings.b2.customer_code,
            ContractCode::B2Classification => &settings.b2.classification,
            ContractCode::B2Freight => &settings.b2.freight_no,
            ContractCode::Ehiden3Customer => &settings.ehiden3.customer_code,
            ContractCode::YupuriSlipType => &settings.yupuri.slip_type,
        };
        let given = given.as_deref().map(cleaned).unwrap_or_default();
        let missing = LabelError::ContractCodeMissing { field: column.heading, key: find_code_key(code) };
        if given.is_empty() && column.is_required { Err(missing) } else { Ok(given) }
    }
}

const SENDER: &str = "labels.sender";
const SENDER_NAME: &str = "labels.sender.name";
const SENDER_ADDRESS: &str = "labels.sender.address";
const SENDER_TEL: &str = "labels.sender.tel";
const SENDER_ZIP: &str = "labels.sender.zip";

fn describe_sender_problem(problem: ContactError, key: &'static str) -> LabelError {
    match problem {
        ContactError::Missing => LabelError::SenderMissing { key },
        ContactError::Unreadable => LabelError::SenderUnreadable { key },
    }
}

fn find_code_key(code: ContractCode) -> &'static str {
    match code {
        ContractCode::B2Customer => "labels.b2.customer_code",
        ContractCode::B2Classification => "labels.b2.classification",
        ContractCode::B2Freight => "labels.b2.freight_no",
        ContractCode::Ehiden3Customer => "labels.ehiden3.customer_code",
        ContractCode::YupuriSlipType => "labels.yupuri.slip_type",
    }
}

/// What makes the value of a cell fit.
fn find_remedy(source: CellSource) -> CellRemedy {
    match source {
        CellSource::Goods => CellRemedy::Key("labels.goods_name"),
        CellSource::DesiredSlot => CellRemedy::Key("labels.time_slots"),
        CellSource::Code(code) => CellRemedy::Key(find_code_key(code)),
        CellSource::Name(Side::Sender, _) => CellRemedy::Key(SENDER_NAME),
        CellSource::Address(Side::Sender, _) => CellRemedy::Key(SENDER_ADDRESS),
        CellSource::Tel(Side::Sender) => CellRemedy::Key(SENDER_TEL),
        _ => CellRemedy::ByHand,
    }
}

fn format_date(date: NaiveDate, form: DateForm) -> String {
    let form = match form {
        DateForm::Slashes => "%Y/%m/%d",
        DateForm::Digits => "%Y%m%d",
    };
    date.format(form).to_string()
}

fn check_encodable(column: &LabelColumn, text: &str) -> Result<(), LabelError> {
    let not_encodable = |character| LabelError::NotEncodable {
        field: column.heading,
        character,
        remedy: find_remedy(column.source),
    };
    find_unencodable(text).map_or(Ok(()), |character| Err(not_encodable(character)))
}

fn check_filled(column: &LabelColumn, text: &str) -> Result<(), LabelError> {
    let is_missing = column.is_required && filled(text).is_none();
    if is_missing { Err(LabelError::CellMissing { field: column.heading }) } else { Ok(()) }
}

/// Holds a cell against the table.
fn check_cell(column: &LabelColumn, text: &str) -> Result<(), LabelError> {
    let (field, remedy) = (column.heading, find_remedy(column.source));
    check_filled(column, text)?;
    let is_narrow = matches!(column.limit, CellLimit::HalfWidth(_));
    if is_narrow && text.chars().any(|c| measure_char(c) > 1) {
        return Err(LabelError::NotHalfWidth { field, remedy });
    }
    if !LineRoom::new(column.limit, text).fits(text) {
        let limit = CellCapacity { limit: column.limit, lines: 1 };
        return Err(LabelError::CellTooLong { field, limit, remedy });
    }
    Ok(())
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;
