//! What answers about items and delivery groups show, and the answer to a request for a key.

use super::sample::{Sample, get_text};
use super::watched_call::Observed;
use super::{keys, rows};
use crate::qoo10::method::{self, Method};
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

/// The methods of ItemsLookup.
pub(super) fn observe_items(method: Method, sample: &Sample<'_>, seen: &mut Observed) {
    keys::observe_keys(method, &sample.rows, seen);
    if method == method::GET_INVENTORY && sample.rows.is_empty() {
        rows::observe_empty(Point::NoOptions, sample.get_result(), seen);
    }
    for row in &sample.rows {
        // GetItemDetailInfo writes texts only, whatever the others do.
        for key in ["ShippingFee", "FreeCondition", "Price"] {
            if let Some(raw) = row.get(key) {
                rows::observe_number(raw, seen);
            }
        }
        if method == method::GET_ITEM_DETAIL {
            for key in ["PromotionName", "Keyword", "VideoURL", "Material", "BrandNo"] {
                if let Some(raw) = row.get(key) {
                    rows::observe_blank(raw, seen);
                }
            }
        }
        rows::observe_names(row, &["ItemTitle", "ItemSeriesName", "Name", "Value", "Name1", "Value1"], seen);
    }
}

/// Whether a request for a key got one: nothing of the key itself is looked at.
pub(super) fn observe_new_key(sample: &Sample<'_>, seen: &mut Observed) {
    let Some(raw) = sample.fields.get("ResultObject") else { return };
    let is_empty = get_text(raw).is_none_or(|key| key.trim().is_empty());
    seen.add(Point::FirstKey, if is_empty { Form::EmptyOnce } else { Form::Given });
}
