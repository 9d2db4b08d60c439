//! `[labels]`: what label files need to know of the shop.

use std::collections::BTreeMap;

use super::table::{ConfigTable, explain_found, explain_wrong_value};
use crate::domain::labels::{
    B2Contract, Ehiden3Contract, LabelSender, LabelSettings, Overflow, SlotCodes, YupuriContract,
};
use crate::strings::printable::sanitize;
use crate::vocabulary::{ExportFormat, msg};

pub(super) fn read_labels(mut table: ConfigTable<'_>) -> LabelSettings {
    let overflow = [("refuse", Overflow::Refuse), ("next_line", Overflow::NextLine)];
    let labels = LabelSettings {
        goods_name: table.take_text("goods_name"),
        overflow: table.take_word("overflow", &overflow, Overflow::Refuse),
        sender: read_sender(table.take_nested("sender")),
        carriers: read_carriers(&mut table),
        time_slots: read_time_slots(&mut table),
        b2: read_b2(table.take_nested("b2")),
        ehiden3: read_ehiden3(table.take_nested("ehiden3")),
        yupuri: read_yupuri(table.take_nested("yupuri")),
    };
    table.report_unknown_keys();
    labels
}

/// None where the table is not there; else it is whole.
fn read_sender(mut table: ConfigTable<'_>) -> Option<LabelSender> {
    if table.is_empty() {
        return None;
    }
    let sender = LabelSender {
        name: table.take_required_text("name", "見本商店"),
        zip: table.take_required_text("zip", "530-0001"),
        address: table.take_required_text("address", "大阪府大阪市北区梅田1-1"),
        tel: table.take_required_text("tel", "06-0000-0000"),
    };
    table.report_unknown_keys();
    Some(sender)
}

fn read_carriers(table: &mut ConfigTable<'_>) -> BTreeMap<String, ExportFormat> {
    let mut carriers = BTreeMap::new();
    for (carrier, value) in table.take_entries("carriers") {
        match value.as_str().and_then(|word| word.parse::<ExportFormat>().ok()) {
            Some(format) => {
                carriers.insert(carrier, format);
            }
            None => {
                let all: Vec<&str> = ExportFormat::ALL.iter().map(|format| format.as_str()).collect();
                let wanted = msg!("config-a_format", formats = all.join(", "));
                let key = format!("carriers.{}", sanitize(&carrier));
                table.add_problem(&key, explain_wrong_value(wanted, explain_found(&value)));
            }
        }
    }
    carriers
}

fn read_time_slots(table: &mut ConfigTable<'_>) -> BTreeMap<String, SlotCodes> {
    let mut slots = BTreeMap::new();
    for (slot, value) in table.take_entries("time_slots") {
        let mut codes = table.nest_value(&format!("time_slots.{}", sanitize(&slot)), value);
        let read = SlotCodes {
            b2: codes.take_optional_text("b2"),
            ehiden3: codes.take_optional_text("ehiden3"),
            yupuri: codes.take_optional_text("yupuri"),
        };
        codes.report_unknown_keys();
        slots.insert(slot, read);
    }
    slots
}

fn read_b2(mut table: ConfigTable<'_>) -> B2Contract {
    let contract = B2Contract {
        customer_code: table.take_text("customer_code"),
        classification: table.take_text("classification"),
        freight_no: table.take_text("freight_no"),
    };
    table.report_unknown_keys();
    contract
}

fn read_ehiden3(mut table: ConfigTable<'_>) -> Ehiden3Contract {
    let contract = Ehiden3Contract { customer_code: table.take_text("customer_code") };
    table.report_unknown_keys();
    contract
}

fn read_yupuri(mut table: ConfigTable<'_>) -> YupuriContract {
    let contract = YupuriContract { slip_type: table.take_text("slip_type") };
    table.report_unknown_keys();
    contract
}
