//! The calendar and the rules of the planned ship date, from configuration and state file.

use super::context::Context;
use std::collections::BTreeMap;

use crate::config::BeyondLimit;
use crate::domain::calendar::Calendar;
use crate::plan::late::PlanRules;
use crate::plan::schedule_date::DateRules;
use crate::store::{Error, Store};

/// Which days are open.
///
/// # Errors
/// When the state file cannot be read.
pub(crate) fn load_calendar(context: &Context, store: &Store) -> Result<Calendar, Error> {
    let config = &context.config.schedule_date;
    let holidays = if config.use_shop_holidays { store.list_shop_holidays()? } else { BTreeMap::new() };
    Ok(Calendar::new(config.closed_weekdays.clone(), holidays, config.national_holidays))
}

/// How planned ship dates are reckoned.
pub(crate) fn build_schedule_rules(context: &Context) -> DateRules {
    let config = &context.config.schedule_date;
    DateRules {
        business_days: config.business_days,
        count_back_days: config.count_back_from_desired_date.then_some(config.count_back_days),
        max_days_ahead: config.max_days_ahead,
        clamp: config.beyond_limit == BeyondLimit::Clamp,
    }
}

/// What planned ship dates are compared with.
///
/// # Errors
/// When the state file cannot be read.
pub(crate) fn load_plan_rules(context: &Context, store: &Store) -> Result<PlanRules, Error> {
    let lead_days = context.config.schedule_date.lead_days.clone();
    Ok(PlanRules { calendar: load_calendar(context, store)?, lead_days })
}
