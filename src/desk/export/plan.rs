//! Which orders go into the files, and which do not (FIL-7).

use std::borrow::Cow;

use csv::StringRecord;

use super::content::Content;
use super::format::FileLayout;
use super::label;
use super::request::{ExportItem, ExportPlan, ExportRefusal, ExportRequest};
use super::text;
use crate::desk::hand_over_message::explain_hand_over;
use crate::domain::carriers::normalize_name;
use crate::domain::export::ExportProfile;
use crate::domain::labels::{self, LabelSettings, RowBuilder};
use crate::plan::hand_over::{HandOverRefusal, judge, judge_packing};
use crate::store::order_exports::{ExportFilter, ExportHead, ExportLine, HandOver};
use crate::store::{Error, Store};
use crate::strings::clean::is_blank;
use crate::strings::spreadsheet::defuse_formula;
use crate::vocabulary::{ExportField, ExportFormat, ExportReason, HandOverReason, Message, msg};

/// Why an order is left out, or refused where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Exclusion {
    NotLeaving(HandOverRefusal),
    Other(ExportReason),
}

/// Decides what an export does.
///
/// # Errors
/// When the state file cannot be read.
pub fn plan_export(store: &Store, request: &ExportRequest<'_>) -> Result<ExportPlan, Error> {
    let fields: Vec<ExportField> = match &request.format.layout {
        FileLayout::Fields(profile) => profile.columns.iter().map(|column| column.field).collect(),
        FileLayout::Label(_) => label::FIELDS.to_vec(),
    };
    let filter = ExportFilter {
        statuses: request.statuses.clone(),
        carriers: request.carriers.clone(),
        since: request.since,
        orders: (!request.orders.is_empty()).then(|| request.orders.clone()),
        format: request.format.name.clone(),
    };
    let mut gathering = Gathering {
        store,
        request,
        rows: match &request.format.layout {
            FileLayout::Fields(profile) => RowSource::Fields(profile),
            FileLayout::Label(format) => RowSource::Label(Box::new(RowBuilder::new(*format, request.labels))),
        },
        content: Content::new(request.format),
        plan: ExportPlan::default(),
        order: None,
    };
    store.visit_export_lines(&filter, &fields, &mut |line| gathering.add_line(line))?;
    gathering.finish_order()?;
    let Gathering { content, mut plan, .. } = gathering;
    plan.parts = content.finish();
    // Who asks for one format after the other knows; not who gets nothing, or names a company.
    if request.carriers.is_none() && plan.count_exported() > 0 {
        plan.other_formats.clear();
    }
    Ok(plan)
}

/// A usual line takes so much room; a longer one takes more.
const LINE_BYTES: usize = 512;
const LINE_CELLS: usize = 80;

/// What makes the rows of an order.
enum RowSource<'a> {
    Fields(&'a ExportProfile),
    Label(Box<RowBuilder<'a>>),
}

/// Orders as their lines come one by one.
struct Gathering<'a> {
    store: &'a Store,
    request: &'a ExportRequest<'a>,
    rows: RowSource<'a>,
    content: Content<'a>,
    plan: ExportPlan,
    order: Option<OrderLines>,
}

/// An order with the cells of its lines; without them where it is left out.
struct OrderLines {
    head: ExportHead,
    excluded: Option<Exclusion>,
    lines: Vec<StringRecord>,
}

impl Gathering<'_> {
    fn add_line(&mut self, line: &ExportLine<'_>) -> Result<(), Error> {
        let order_id = line.order_id()?;
        if self.order.as_ref().is_none_or(|order| order.head.order_id != order_id) {
            self.finish_order()?;
            let head = line.read_head()?;
            let excluded = find_exclusion(&head, self.request);
            self.order = Some(OrderLines { head, excluded, lines: Vec::new() });
        }
        let Some(order) = self.order.as_mut().filter(|order| order.excluded.is_none()) else {
            return Ok(());
        };
        let mut record = StringRecord::with_capacity(LINE_BYTES, LINE_CELLS);
        for cell in line.cells() {
            record.push_field(&cell?);
        }
        order.lines.push(record);
        Ok(())
    }

    /// Takes the order up whose last line has come.
    fn finish_order(&mut self) -> Result<(), Error> {
        let Some(OrderLines { head, excluded, lines }) = self.order.take() else { return Ok(()) };
        if let Some(why) = excluded {
            return self.leave_out(&head, &why);
        }
        let rows = match &self.rows {
            RowSource::Fields(profile) => {
                Ok((lines.iter().map(|line| fit_line(line, profile)).collect::<Vec<_>>(), None))
            }
            RowSource::Label(builder) => label::build_row(builder, &head, &lines, self.request)?
                .map(|row| (vec![row.cells], row.warning)),
        };
        let ExportHead { order_id, carrier, state, .. } = &head;
        let hand_over = HandOver { order_id: *order_id, carrier: carrier.clone(), status: state.status };
        let added = rows.and_then(|(rows, warning)| {
            let added = self.content.add_order(hand_over, &rows);
            let added = added.map_err(|missing| refuse_character(&head, &rows, missing, self.request));
            added.map(|()| warning)
        });
        let (warning, refusal) = match added {
            Ok(warning) => (warning, None),
            Err(refusal) => (None, Some(refusal)),
        };
        self.plan.items.push(ExportItem { order: head.code, refusal, warning });
        Ok(())
    }

    /// An order that was named is refused with its reason, and so is one that no list of open work would
    /// show; another one is no item.
    fn leave_out(&mut self, head: &ExportHead, why: &Exclusion) -> Result<(), Error> {
        let is_lost =
            matches!(why, Exclusion::NotLeaving(refusal) if refusal.reason == HandOverReason::NoLines);
        if is_lost || !self.request.orders.is_empty() {
            let refusal = Some(self.explain_exclusion(head, why)?);
            self.plan.items.push(ExportItem { order: head.code, refusal, warning: None });
            return Ok(());
        }
        match why {
            Exclusion::NotLeaving(_) => self.plan.not_leaving += 1,
            Exclusion::Other(ExportReason::AlreadyExported) => self.plan.exported_before += 1,
            Exclusion::Other(ExportReason::CarrierUnmapped) => {
                self.plan.unmapped_carriers.insert(head.carrier.clone());
            }
            Exclusion::Other(ExportReason::OtherFormat) => {
                if let Some(own) = find_own_format(&head.carrier, self.request.labels) {
                    let known = self.plan.other_formats.entry(head.carrier.clone());
                    known.or_insert((own, 0)).1 += 1;
                }
            }
            Exclusion::Other(_) => {}
        }
        Ok(())
    }

    fn explain_exclusion(&self, head: &ExportHead, why: &Exclusion) -> Result<ExportRefusal, Error> {
        match why {
            Exclusion::NotLeaving(refusal) => Ok(ExportRefusal {
                reason: refusal.reason.as_str(),
                message: explain_hand_over(self.store, head.code, *refusal)?,
                next: Some(refusal.next_step(head.code)),
            }),
            Exclusion::Other(reason) => Ok(explain_reason(head, *reason, self.request)),
        }
    }
}

/// Why an order is not handed over, the gravest reason; none where it is.
fn find_exclusion(head: &ExportHead, request: &ExportRequest<'_>) -> Option<Exclusion> {
    let label = match &request.format.layout {
        FileLayout::Label(format) => Some(*format),
        FileLayout::Fields(_) => None,
    };
    let is_asked = request.statuses.contains(&head.state.status);
    // A list of what has left is no paper for a parcel; a label always is one.
    let judged = match is_asked && label.is_none() {
        true => judge(&head.state),
        false => judge_packing(&head.state),
    };
    if let Err(refusal) = judged {
        return Some(Exclusion::NotLeaving(refusal));
    }
    let reason = if !is_asked {
        ExportReason::OtherStatus
    } else if !head.is_chosen {
        ExportReason::NotChosen
    } else if let Some(reason) = label.and_then(|format| find_other_format(format, head, request)) {
        reason
    } else if head.was_exported && !request.again {
        ExportReason::AlreadyExported
    } else {
        return None;
    };
    Some(Exclusion::Other(reason))
}

/// Why the order's company is none of the label format's, if so.
fn find_other_format(
    format: ExportFormat,
    head: &ExportHead,
    request: &ExportRequest<'_>,
) -> Option<ExportReason> {
    match find_own_format(&head.carrier, request.labels) {
        Some(own) if own == format => None,
        Some(_) => Some(ExportReason::OtherFormat),
        None => Some(ExportReason::CarrierUnmapped),
    }
}

/// The format that a company belongs to; `csv` where the shop says that it has no label.
fn find_own_format(carrier: &str, settings: &LabelSettings) -> Option<ExportFormat> {
    let is_without = |(name, format): (&String, &ExportFormat)| {
        *format == ExportFormat::Csv && normalize_name(name) == normalize_name(carrier)
    };
    match settings.carriers.iter().any(is_without) {
        true => Some(ExportFormat::Csv),
        false => labels::find_format(carrier, settings),
    }
}

fn explain_reason(head: &ExportHead, reason: ExportReason, request: &ExportRequest<'_>) -> ExportRefusal {
    if reason == ExportReason::CarrierUnmapped && is_blank(&head.carrier) {
        let message = msg!("export-no_carrier", order = head.code);
        return ExportRefusal {
            reason: reason.as_str(),
            message,
            next: Some(msg!("export-no_carrier.next")),
        };
    }
    let own = find_own_format(&head.carrier, request.labels);
    let with_facts = |message: Message| match reason {
        ExportReason::OtherStatus => message
            .with("order", head.code)
            .with("status", head.state.status.message())
            .with("word", head.state.status.as_str()),
        ExportReason::OtherFormat => {
            let own = own.map(|format| format.as_str()).unwrap_or_default();
            message.with("order", head.code).with("carrier", &head.carrier).with("format", own)
        }
        ExportReason::CarrierUnmapped => message.with("order", head.code).with("carrier", &head.carrier),
        ExportReason::AlreadyExported => {
            message.with("order", head.code).with("format", request.format.name.as_str())
        }
        ExportReason::NotChosen | ExportReason::NotEncodable => message.with("order", head.code),
    };
    let (message, next) = (with_facts(reason.message()), with_facts(reason.next_step()));
    ExportRefusal { reason: reason.as_str(), message, next: Some(next) }
}

/// A line as it stands in a file of fields.
fn fit_line<'l>(line: &'l StringRecord, profile: &ExportProfile) -> Vec<Cow<'l, str>> {
    let fit = |cell: &'l str| {
        let cell = text::fit_text(cell, profile.encoding);
        match (is_whole_number(&cell), cell) {
            (true, cell) => cell,
            (false, Cow::Borrowed(cell)) => defuse_formula(cell),
            (false, Cow::Owned(cell)) => Cow::Owned(defuse_formula(&cell).into_owned()),
        }
    };
    line.iter().map(fit).collect()
}

/// Whether it is a number, such as a discount below 0, and no formula.
fn is_whole_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn refuse_character(
    head: &ExportHead,
    rows: &[Vec<Cow<'_, str>>],
    missing: char,
    request: &ExportRequest<'_>,
) -> ExportRefusal {
    let at = rows.iter().find_map(|row| row.iter().position(|cell| cell.contains(missing)));
    let column = at.and_then(|at| match &request.format.layout {
        FileLayout::Fields(profile) => profile.columns.get(at).map(|column| column.heading.clone()),
        FileLayout::Label(format) => labels::headings(*format).get(at).map(|heading| (*heading).to_owned()),
    });
    let reason = ExportReason::NotEncodable;
    let with_facts = |message: Message| {
        message
            .with("order", head.code)
            .with("column", column.clone().unwrap_or_default())
            .with("character", missing.to_string())
            .with("code", format!("U+{:04X}", u32::from(missing)))
    };
    ExportRefusal {
        reason: reason.as_str(),
        message: with_facts(reason.message()),
        next: Some(with_facts(reason.next_step())),
    }
}
