//! The shipping desk: which parcel an order left in, by hand (`orders ship`) and from a warehouse's file
//! (`shipments load`).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::csv_file::{Column, CsvFile, RowFault};
use crate::domain::carriers;
use crate::domain::codes::Words;
use crate::domain::ids::OrderCode;
use crate::domain::meant::Meant;
use crate::domain::order::{ApiStatus, Status};
use crate::domain::shipment::Shipment;
use crate::domain::status_machine::{self, Forbidden};
use crate::domain::text::{excerpt, filled};
use crate::domain::time::{Jst, date_by_hand};
use crate::domain::tracking::{self, Breach, CheckDigits, Unusable};
use crate::store::shipments::DeskOrder;
use crate::store::{Batch, Error, Store};

/// The columns of a file of shipments. 注文番号 is none of them: at Qoo10 that is the number of a line.
pub const COLUMNS: [Column; 4] = [
    Column::required(&[
        "order",
        "注文",
        "order_code",
        "注文コード",
        "受注番号",
        "カート番号",
        "お客様管理番号",
        "お客様管理ナンバー",
        "管理番号",
    ])
    .not(
        &["注文番号", "order_no", "order_number"],
        Words {
            en: "order no. is a line's number", ja: "注文番号は明細の番号なので使えません"
        },
    ),
    Column::required(&[
        "carrier",
        "配送会社",
        "delivery_company",
        "配送業者",
        "運送会社",
        "運送業者",
        "配送会社名",
        "運送会社名",
    ]),
    Column::required(&[
        "tracking",
        "送り状番号",
        "tracking_number",
        "tracking_no",
        "伝票番号",
        "送り状No",
        "追跡番号",
        "お問い合せ送り状No",
        "お問合せ送り状No",
        "お問い合わせ送り状No",
        "お問い合せ番号",
        "お問合せ番号",
        "お問い合わせ番号",
    ]),
    Column::optional(&["shipped_on", "出荷日", "ship_date", "発送日", "出荷実績日"]),
];

/// A longer name of a delivery company is refused.
pub const LONGEST_CARRIER: usize = 100;

/// A warning names no more orders that have the same number.
const MOST_OTHERS: usize = 3;

/// A warning names no more delivery companies of the shop's own table.
const MOST_OWN: usize = 5;

/// What the desk goes by.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Qoo10's names of delivery companies, by the shop's own.
    pub carriers: &'a BTreeMap<String, String>,
    /// What becomes of a number that breaks its delivery company's rule.
    pub check_digits: CheckDigits,
    /// Now, in Japan.
    pub now: Jst,
}

impl Rules<'_> {
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// What was taken, but should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Nobody knows Qoo10's name for the delivery company, so it cannot be sent.
    Unmapped {
        /// The name as given.
        carrier: String,
        /// The one that was probably meant.
        near: Option<String>,
        /// Names of the shop's own table.
        own: Vec<String>,
    },
    /// A leading zero was put back: this number.
    ZeroRestored(String),
    /// The number breaks its rule.
    Breach(String, Breach),
    /// It is said to have left before it was ordered.
    BeforeOrder {
        /// The ship date.
        shipped_on: NaiveDate,
        /// The day of the order.
        ordered_on: NaiveDate,
    },
    /// A cancellation is asked for.
    CancelRequested,
    /// `sync-status` said that the order needs a person.
    NeedsPerson,
    /// Orders of other carts have the number too.
    AlsoOn(String, Vec<OrderCode>),
}

/// Why a shipment is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its row cannot be read.
    Row(RowFault),
    /// It names no order.
    OrderMissing,
    /// This is no order code.
    OrderUnreadable(String),
    /// There is no such order; what may have been meant.
    OrderUnknown(OrderCode, Meant),
    /// It names no delivery company.
    CarrierMissing,
    /// The name is longer than [`LONGEST_CARRIER`] letters, or no plain text.
    CarrierUnfit,
    /// The text is no tracking number.
    Unusable(String, Unusable),
    /// The number breaks its rule.
    Breach(String, Breach),
    /// This is no date.
    DateUnreadable(String),
    /// The date is yet to come.
    DateAhead(NaiveDate),
    /// The order may not be shipped.
    Forbidden(OrderCode, Forbidden),
    /// A line above says otherwise of the same order.
    OtherShipment {
        /// The line above.
        line: usize,
        /// What it says.
        shipment: Shipment,
    },
}

/// A shipment before it is known which day "no date" stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The delivery company, as given.
    carrier: String,
    /// Its numbers, cleaned.
    numbers: Vec<String>,
    /// The ship date, if one was given.
    date: Option<NaiveDate>,
    notes: Vec<Note>,
}

impl Wanted {
    /// Whether it says nothing else than a shipment that is known.
    fn is(&self, known: &Shipment) -> bool {
        let same_day = self.date.is_none_or(|date| date == known.shipped_on);
        same_day && self.carrier == known.carrier && self.numbers == known.tracking_numbers
    }

    fn shipment(&self, today: NaiveDate) -> Shipment {
        Shipment {
            carrier: self.carrier.clone(),
            tracking_numbers: self.numbers.clone(),
            shipped_on: self.date.unwrap_or(today),
        }
    }
}

/// Checks what stands on its own: delivery company, numbers, date.
///
/// # Errors
/// Why the shipment is not taken.
pub fn checked(
    carrier: &str,
    numbers: &[&str],
    date: Option<NaiveDate>,
    rules: &Rules<'_>,
) -> Result<Wanted, Refusal> {
    let carrier = filled(carrier).ok_or(Refusal::CarrierMissing)?;
    if carrier.chars().count() > LONGEST_CARRIER || carrier.chars().any(char::is_control) {
        return Err(Refusal::CarrierUnfit);
    }
    if let Some(ahead) = date.filter(|date| *date > rules.today()) {
        return Err(Refusal::DateAhead(ahead));
    }
    let mut wanted = Wanted { carrier: carrier.to_owned(), numbers: Vec::new(), date, notes: Vec::new() };
    let name = carriers::qoo10_name(carrier, rules.carriers);
    if name.is_none() {
        wanted.notes.push(Note::Unmapped {
            carrier: carrier.to_owned(),
            near: carriers::nearest(carrier, rules.carriers).map(str::to_owned),
            own: rules.carriers.keys().take(MOST_OWN).cloned().collect(),
        });
    }
    let rule = carriers::rule(name.unwrap_or(carrier));
    for text in numbers.iter().filter(|text| filled(text).is_some()) {
        let unusable = |why| Refusal::Unusable(excerpt(text, 40), why);
        let checked = tracking::check(text, rule).map_err(unusable)?;
        if wanted.numbers.contains(&checked.number) {
            continue;
        }
        if checked.zero_restored {
            wanted.notes.push(Note::ZeroRestored(checked.number.clone()));
        }
        match (checked.breach, rules.check_digits) {
            (None, _) | (_, CheckDigits::Off) => {}
            (Some(breach), CheckDigits::Refuse) if breach.may_refuse() => {
                return Err(Refusal::Breach(checked.number, breach));
            }
            (Some(breach), _) => wanted.notes.push(Note::Breach(checked.number.clone(), breach)),
        }
        wanted.numbers.push(checked.number);
    }
    if wanted.numbers.is_empty() {
        return Err(Refusal::Unusable(String::new(), Unusable::Empty));
    }
    Ok(wanted)
}

/// What a shipment does to its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is shipped now.
    Shipped,
    /// It was shipped, in another way.
    Corrected,
    /// It was shipped just so.
    Unchanged,
}

impl Change {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Corrected => "corrected",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A shipment that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The order.
    pub code: OrderCode,
    /// How it left.
    pub shipment: Shipment,
    /// What that does to the order.
    pub change: Change,
    /// What should be looked at.
    pub notes: Vec<Note>,
    order_id: i64,
    before: Option<Shipment>,
    /// Whether Qoo10 knows of it: then there is nothing to warn of.
    is_told: bool,
}

impl Taken {
    /// The number that Qoo10 is told.
    fn number(&self) -> Option<&str> {
        self.shipment.tracking_numbers.first().map(String::as_str)
    }
}

/// Decides what a shipment does to its order. A shipment that is known already is fine even after Qoo10 was told:
/// a file may be loaded again.
fn decide(code: OrderCode, order: &DeskOrder, wanted: &Wanted, today: NaiveDate) -> Result<Taken, Refusal> {
    let is_shipped = order.standing.status == Status::Shipped;
    let known = order.shipment.as_ref().filter(|known| is_shipped && wanted.is(known));
    let (shipment, change) = match known {
        Some(known) => (known.clone(), Change::Unchanged),
        None => {
            status_machine::ship(&order.standing).map_err(|why| Refusal::Forbidden(code, why))?;
            (wanted.shipment(today), if is_shipped { Change::Corrected } else { Change::Shipped })
        }
    };
    let mut notes = Vec::new();
    let is_told = order.standing.api_status == ApiStatus::Shipped;
    if !is_told {
        notes.extend(wanted.notes.iter().cloned());
        let (shipped_on, ordered_on) = (shipment.shipped_on, order.ordered_on);
        notes.extend((shipped_on < ordered_on).then_some(Note::BeforeOrder { shipped_on, ordered_on }));
        notes.extend(order.cancel_requested.then_some(Note::CancelRequested));
        notes.extend(order.needs_person.then_some(Note::NeedsPerson));
    }
    let (order_id, before) = (order.order_id, order.shipment.clone());
    Ok(Taken { code, shipment, change, notes, order_id, before, is_told })
}

/// The orders that a file ships, and those of each number that Qoo10 is told.
#[derive(Default)]
struct InFile {
    codes: HashSet<OrderCode>,
    by_number: HashMap<String, Vec<OrderCode>>,
}

impl InFile {
    fn of<'t>(all: impl Iterator<Item = &'t Taken>) -> Self {
        let mut file = Self::default();
        for taken in all {
            file.codes.insert(taken.code);
            let number = taken.number().unwrap_or_default().to_owned();
            file.by_number.entry(number).or_default().push(taken.code);
        }
        file
    }
}

/// Notes the orders of other carts with the same number: those of the state file that the same file does not ship
/// otherwise, and those of the file.
fn note_others(store: &Store, taken: &mut Taken, file: &InFile) -> Result<(), Error> {
    let cart = taken.code.pack_no;
    let Some(number) = taken.number().filter(|_| !taken.is_told).map(str::to_owned) else { return Ok(()) };
    let same = file.by_number.get(&number).into_iter().flatten();
    let mut others: Vec<OrderCode> =
        same.filter(|other| other.pack_no != cart).take(MOST_OTHERS).copied().collect();
    let more = MOST_OTHERS - others.len();
    if more > 0 {
        others.extend(store.others_with_number(&number, cart, more, |other| !file.codes.contains(&other))?);
    }
    others.sort();
    if !others.is_empty() {
        taken.notes.push(Note::AlsoOn(number, others));
    }
    Ok(())
}

/// `orders ship`
///
/// # Errors
/// When the state file cannot be read or written. Within it, why the shipment is not taken.
pub fn ship(
    store: &mut Store,
    code: OrderCode,
    wanted: &Wanted,
    rules: &Rules<'_>,
) -> Result<Result<Taken, Refusal>, Error> {
    let Some(order) = store.desk_order(code)? else {
        return Ok(Err(Refusal::OrderUnknown(code, store.meant_by(code)?)));
    };
    let mut taken = match decide(code, &order, wanted, rules.today()) {
        Ok(taken) => taken,
        Err(refusal) => return Ok(Err(refusal)),
    };
    note_others(store, &mut taken, &InFile::default())?;
    if taken.change != Change::Unchanged {
        let batch = store.batch()?;
        write(&batch, &taken, rules.now)?;
        batch.commit()?;
    }
    Ok(Ok(taken))
}

/// A row of a file that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its line.
    pub line: usize,
    /// The shipment.
    pub taken: Taken,
}

/// A row of a file that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: Refusal,
}

/// What loading a file does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// The good rows.
    pub rows: Vec<Loaded>,
    /// The others.
    pub refused: Vec<Refused>,
}

impl Load {
    /// How many rows do this.
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.taken.change == change).count()
    }
}

/// Decides what loading a file does; nothing is written. The first good row of an order counts; those below it
/// may only say the same.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan_load(store: &Store, file: &CsvFile<4>, rules: &Rules<'_>) -> Result<Load, Error> {
    store.reading(|store| {
        let mut firsts: HashMap<OrderCode, (usize, Taken)> = HashMap::new();
        let mut load = Load::default();
        for row in file.rows() {
            let (line, row) = match row {
                Ok(row) => (row.line, of_cells(&row.cells, rules)),
                Err(bad) => (bad.line, Err(Refusal::Row(bad.fault))),
            };
            let taken = match row {
                Ok((code, wanted)) => match firsts.get(&code) {
                    Some((above, first)) => again(*above, first, &wanted),
                    None => first(store, code, &wanted, rules)?,
                },
                Err(why) => Err(why),
            };
            match taken {
                Ok(taken) => {
                    firsts.entry(taken.code).or_insert_with(|| (line, taken.clone()));
                    load.rows.push(Loaded { line, taken });
                }
                Err(why) => load.refused.push(Refused { line, why }),
            }
        }
        let in_file = InFile::of(firsts.values().map(|(_, taken)| taken));
        for row in load.rows.iter_mut().filter(|row| firsts[&row.taken.code].0 == row.line) {
            note_others(store, &mut row.taken, &in_file)?;
        }
        Ok(load)
    })
}

fn first(
    store: &Store,
    code: OrderCode,
    wanted: &Wanted,
    rules: &Rules<'_>,
) -> Result<Result<Taken, Refusal>, Error> {
    match store.desk_order(code)? {
        Some(order) => Ok(decide(code, &order, wanted, rules.today())),
        None => Ok(Err(Refusal::OrderUnknown(code, store.meant_by(code)?))),
    }
}

/// A row about an order that a line above is about too.
fn again(line: usize, first: &Taken, wanted: &Wanted) -> Result<Taken, Refusal> {
    if wanted.is(&first.shipment) {
        Ok(Taken { change: Change::Unchanged, notes: Vec::new(), ..first.clone() })
    } else {
        Err(Refusal::OtherShipment { line, shipment: first.shipment.clone() })
    }
}

fn of_cells(cells: &[Option<String>; 4], rules: &Rules<'_>) -> Result<(OrderCode, Wanted), Refusal> {
    let [order, carrier, numbers, date] = cells;
    let order = order.as_deref().ok_or(Refusal::OrderMissing)?;
    let code = order_code(order).ok_or_else(|| Refusal::OrderUnreadable(excerpt(order, 40)))?;
    let date = date
        .as_deref()
        .map(|text| date_by_hand(text).ok_or_else(|| Refusal::DateUnreadable(excerpt(text, 20))));
    let numbers = numbers.as_deref().unwrap_or_default();
    let numbers: Vec<&str> = numbers.split([',', ';', '、', '，', '；']).collect();
    Ok((code, checked(carrier.as_deref().unwrap_or_default(), &numbers, date.transpose()?, rules)?))
}

/// An order code, whose digits may be full-width.
fn order_code(text: &str) -> Option<OrderCode> {
    let narrow = |c: char| match c {
        '０'..='９' | '－' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect::<String>().parse().ok()
}

/// Takes the good rows in, all at once.
///
/// # Errors
/// When the state file cannot be written: then nothing was taken in.
pub fn apply_load(store: &mut Store, load: &Load, rules: &Rules<'_>) -> Result<(), Error> {
    let changes = load.rows.iter().filter(|row| row.taken.change != Change::Unchanged);
    let mut changes = changes.peekable();
    if changes.peek().is_none() {
        return Ok(());
    }
    let batch = store.batch()?;
    for row in changes {
        write(&batch, &row.taken, rules.now)?;
    }
    batch.commit()
}

fn write(batch: &Batch<'_>, taken: &Taken, now: Jst) -> Result<(), Error> {
    batch.put_shipment(taken.order_id, &taken.shipment)?;
    let what = match taken.change {
        Change::Corrected => "shipment_corrected",
        Change::Shipped | Change::Unchanged => "shipped",
    };
    let now_so = told(&taken.shipment);
    let detail = match &taken.before {
        Some(before) if taken.change == Change::Corrected => format!("{} -> {now_so}", told(before)),
        _ => now_so,
    };
    batch.add_history(taken.order_id, now, what, super::orders::STAFF, None, Some(&detail))
}

/// `2026-07-01 佐川急便 405548424886, 444413758703`
pub fn told(shipment: &Shipment) -> String {
    format!("{} {} {}", shipment.shipped_on, shipment.carrier, shipment.tracking_numbers.join(", "))
}

#[cfg(test)]
#[path = "shipments_tests.rs"]
mod tests;
