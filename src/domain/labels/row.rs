//! A row of a label program's file, by the table of its columns: every cell is filled by its source and held
//! against its limit (FIL-6).

use std::borrow::Cow;
use std::cell::OnceCell;
use std::slice;
use std::vec::IntoIter;

use chrono::{Datelike, NaiveDate};

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
use super::{b2, clickpost, ehiden3, slots, wishes, yupuri};
use crate::strings::clean::{cleaned, filled};
use crate::vocabulary::ExportFormat;

/// The headings of a layout in their order; none of a format that is for no label program.
pub fn headings(format: ExportFormat) -> Vec<&'static str> {
    list_columns(format).iter().map(|column| column.heading).collect()
}

/// Makes the rows of a layout. What stands in all of them is made once.
pub struct RowBuilder<'s> {
    format: ExportFormat,
    columns: &'static [LabelColumn],
    settings: &'s LabelSettings,
    receiver_name: Option<FlowFields>,
    receiver_address: Option<FlowFields>,
    goods: Option<FlowFields>,
    sender_name: Option<FlowFields>,
    sender_address: Option<FlowFields>,
    sender: OnceCell<Result<SenderLines, LabelError>>,
    /// By column, what is the same in every row; none where it is not.
    fixed: OnceCell<Vec<Option<Result<String, LabelError>>>>,
}

/// The lines of the sender's texts.
struct SenderLines {
    name: Vec<String>,
    address: Vec<String>,
}

impl<'s> RowBuilder<'s> {
    pub fn new(format: ExportFormat, settings: &'s LabelSettings) -> Self {
        let columns = list_columns(format);
        let find = |text| FlowFields::find(columns, text);
        Self {
            format,
            columns,
            settings,
            receiver_name: find(FlowingText::Name(Side::Receiver)),
            receiver_address: find(FlowingText::Address(Side::Receiver)),
            goods: find(FlowingText::Goods),
            sender_name: find(FlowingText::Name(Side::Sender)),
            sender_address: find(FlowingText::Address(Side::Sender)),
            sender: OnceCell::new(),
            fixed: OnceCell::new(),
        }
    }

    /// The row of an order: one cell for each heading, none longer than the layout takes, all in CP932.
    ///
    /// # Errors
    /// When something that the layout requires is missing, cannot be read or does not fit: nothing is cut.
    pub fn build_row(&self, order: &LabelOrder<'_>) -> Result<Vec<Cow<'_, str>>, LabelError> {
        let format = self.format;
        let service = find_service(order.carrier, self.settings).filter(|service| service.format == format);
        let unmapped = || LabelError::CarrierUnmapped { carrier: order.carrier.to_owned(), format };
        let facts = RowFacts { service: service.ok_or_else(unmapped)?, order, settings: self.settings };
        let receiver_name = facts.flow(self.receiver_name.as_ref())?;
        let receiver_address = facts.flow(self.receiver_address.as_ref())?;
        let sender = self.sender.get_or_init(|| self.flow_sender(&facts));
        let sender = sender.as_ref().map_err(LabelError::clone)?;
        let goods = facts.flow(self.goods.as_ref())?;
        let mut texts = FlowedTexts {
            receiver_name: receiver_name.into_iter(),
            receiver_address: receiver_address.into_iter(),
            sender_name: sender.name.iter(),
            sender_address: sender.address.iter(),
            goods: goods.into_iter(),
        };
        let fixed = self.fixed.get_or_init(|| self.columns.iter().map(|c| facts.fill_fixed(c)).collect());
        let cells = self.columns.iter().zip(fixed).map(|(column, fixed)| {
            if let Some(same) = fixed {
                return same.as_deref().map(Cow::Borrowed).map_err(LabelError::clone);
            }
            match FlowingText::from_column(column) {
                // The lines of a flow are within their limits.
                Some((text, _)) => {
                    let text = texts.take_line(text).unwrap_or_default();
                    check_filled(column, &text)?;
                    Ok(text)
                }
                None => {
                    let text = facts.fill_cell(column)?;
                    check_cell(column, &text)?;
                    Ok(Cow::Owned(text))
                }
            }
        });
        cells.collect()
    }

    fn flow_sender(&self, facts: &RowFacts<'_>) -> Result<SenderLines, LabelError> {
        let name = facts.flow(self.sender_name.as_ref())?;
        Ok(SenderLines { name, address: facts.flow(self.sender_address.as_ref())? })
    }
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

/// The cells that a layout has for a text.
struct FlowFields {
    text: FlowingText,
    first: &'static LabelColumn,
    /// Those that it flows into by itself.
    own: Vec<CellLimit>,
    all: Vec<CellLimit>,
}

impl FlowFields {
    /// None where the layout does not show the text.
    fn find(columns: &'static [LabelColumn], text: FlowingText) -> Option<Self> {
        let (mut own, mut all) = (Vec::new(), Vec::new());
        let mut first = None;
        for column in columns {
            let Some((_, line)) = FlowingText::from_column(column).filter(|(one, _)| *one == text) else {
                continue;
            };
            if line == Line::Own {
                own.push(column.limit);
            }
            all.push(column.limit);
            first = first.or(Some(column));
        }
        Some(Self { text, first: first?, own, all })
    }
}

/// The texts that may take several cells, in the lines that are left of them.
struct FlowedTexts<'s> {
    receiver_name: IntoIter<String>,
    receiver_address: IntoIter<String>,
    sender_name: slice::Iter<'s, String>,
    sender_address: slice::Iter<'s, String>,
    goods: IntoIter<String>,
}

impl<'s> FlowedTexts<'s> {
    fn take_line(&mut self, text: FlowingText) -> Option<Cow<'s, str>> {
        let same = |line: &'s String| Cow::Borrowed(line.as_str());
        match text {
            FlowingText::Name(Side::Receiver) => self.receiver_name.next().map(Cow::Owned),
            FlowingText::Address(Side::Receiver) => self.receiver_address.next().map(Cow::Owned),
            FlowingText::Name(Side::Sender) => self.sender_name.next().map(same),
            FlowingText::Address(Side::Sender) => self.sender_address.next().map(same),
            FlowingText::Goods => self.goods.next().map(Cow::Owned),
        }
    }
}

/// What a row is made of.
struct RowFacts<'a> {
    service: LabelService,
    order: &'a LabelOrder<'a>,
    settings: &'a LabelSettings,
}

impl RowFacts<'_> {
    /// A text in the cells that the layout has for it.
    fn flow(&self, fields: Option<&FlowFields>) -> Result<Vec<String>, LabelError> {
        let Some(FlowFields { text, first, own, all }) = fields else { return Ok(Vec::new()) };
        if *text == FlowingText::Goods {
            return self.flow_goods(first, all);
        }
        let written = self.write_text(*text)?;
        check_encodable(first, &written)?;
        let allowed = if self.settings.overflow == Overflow::NextLine { all } else { own };
        let too_long = || LabelError::CellTooLong {
            field: first.heading,
            limit: CellCapacity { limit: first.limit, lines: allowed.len() },
            // Where it goes on is worth a hint only if it then fits.
            remedy: match flow_text(&written, all) {
                Some(_) => CellRemedy::Overflow,
                None => find_remedy(first.source),
            },
        };
        flow_text(&written, own).or_else(|| flow_text(&written, allowed)).ok_or_else(too_long)
    }

    fn flow_goods(&self, first: &LabelColumn, limits: &[CellLimit]) -> Result<Vec<String>, LabelError> {
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
        fill_goods(&names, limits).ok_or_else(too_long)
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

    /// What stands in a cell of every row; none where it depends on the order.
    fn fill_fixed(&self, column: &LabelColumn) -> Option<Result<String, LabelError>> {
        match column.source {
            CellSource::Blank
            | CellSource::Fixed(_)
            | CellSource::Code(_)
            | CellSource::Tel(Side::Sender)
            | CellSource::Zip(Side::Sender) => {
                let filled = self.fill_cell(column);
                Some(filled.and_then(|text| check_cell(column, &text).map(|()| text)))
            }
            _ => None,
        }
    }

    /// What stands in a cell that no text flows into.
    fn fill_cell(&self, column: &LabelColumn) -> Result<String, LabelError> {
        let order = self.order;
        Ok(match column.source {
            CellSource::Fixed(text) => text.to_owned(),
            CellSource::OrderCode => order.code.to_owned(),
            CellSource::Product => self.service.product.to_owned(),
            CellSource::ShipDate(form) => format_date(order.ship_date, form),
            CellSource::DesiredDate(form) => wishes::find_date(order, self.service)
                .map_or_else(String::new, |date| format_date(date, form)),
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

    /// A text that nobody can read is refused even where no time is printed: it may say something else.
    fn find_slot(&self) -> Result<String, LabelError> {
        let (text, format) = (self.order.desired_time, self.service.format);
        let unmapped = || LabelError::SlotUnmapped { slot: text.unwrap_or_default().to_owned(), format };
        let code = slots::find_code(text, format, self.settings).ok_or_else(unmapped)?;
        Ok(if self.service.takes_wishes() { code } else { slots::code_of_none(format).to_owned() })
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
    let (year, month, day) = (date.year(), date.month(), date.day());
    match form {
        DateForm::Slashes => format!("{year:04}/{month:02}/{day:02}"),
        DateForm::Digits => format!("{year:04}{month:02}{day:02}"),
    }
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
