//! Which recorded exchange a request belongs to: by method and form, not by order, for several requests may
//! be under way at once.

use chrono::{NaiveDateTime, TimeDelta};

use super::recording::{RecordedDay, ReplayedExchange};
use crate::sandbox::request::Params;
use crate::vocabulary::{Message, msg};

/// A recording, and what of it was given already.
#[derive(Debug)]
pub(super) struct Matcher {
    exchanges: Vec<ReplayedExchange>,
    given: Vec<bool>,
}

/// Ends of a search, which move with the clock of the run.
const SEARCH_DATES: [&str; 4] = ["SearchStartDate", "SearchEndDate", "search_Sdate", "search_Edate"];
/// A step that goes on for a while asks until a later moment; another run asks later than that.
const MAX_DRIFT: TimeDelta = TimeDelta::minutes(5);
/// Fields that no recording holds.
const SECRETS: [&str; 2] = ["user_id", "pwd"];

/// How a request compares with a recorded one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    /// The same a little earlier or later.
    Near,
    Other,
}

impl Matcher {
    pub(super) fn new(recording: RecordedDay) -> Self {
        let given = vec![false; recording.exchanges.len()];
        Self { exchanges: recording.exchanges, given }
    }

    /// The exchange of a request: the first one that was not given yet; of reads the last one once more.
    ///
    /// # Errors
    /// When there is none: what was asked, and what is nearest.
    pub(super) fn take(&mut self, method: &str, params: &Params) -> Result<&ReplayedExchange, Message> {
        let likeness: Vec<Likeness> =
            self.exchanges.iter().map(|exchange| compare(exchange, method, params)).collect();
        let find = |wanted: Likeness, is_given: bool| {
            let mut places =
                (0..likeness.len()).filter(|at| likeness[*at] == wanted && self.given[*at] == is_given);
            if is_given { places.next_back() } else { places.next() }
        };
        let is_read =
            method.rsplit('.').next().is_some_and(|name| name.to_ascii_lowercase().starts_with("get"));
        let again = |wanted| find(wanted, true).filter(|_| is_read);
        let found = find(Likeness::Same, false)
            .or_else(|| find(Likeness::Near, false))
            .or_else(|| again(Likeness::Same))
            .or_else(|| again(Likeness::Near));
        match found {
            Some(at) => {
                self.given[at] = true;
                Ok(&self.exchanges[at])
            }
            None => Err(self.describe_missing(method, params)),
        }
    }

    /// The files of exchanges that nobody asked for.
    pub(super) fn list_unused(&self) -> Vec<String> {
        let unused = self.exchanges.iter().zip(&self.given).filter(|(_, given)| !**given);
        unused.map(|(exchange, _)| exchange.file.clone()).collect()
    }

    fn describe_missing(&self, method: &str, params: &Params) -> Message {
        let of_method = self.exchanges.iter().filter(|exchange| exchange.method.eq_ignore_ascii_case(method));
        let nearest = of_method
            .map(|exchange| (list_differences(exchange, params), exchange))
            .min_by_key(|(differences, _)| differences.len());
        match nearest {
            None => msg!("replay-no_method", method = method),
            Some((differences, exchange)) if differences.is_empty() => {
                msg!("replay-asked_again", method = method, file = exchange.file.as_str())
            }
            Some((differences, exchange)) => {
                let fields = differences.join(", ");
                msg!("replay-not_recorded", method = method, file = exchange.file.as_str(), fields = fields)
            }
        }
    }
}

fn compare(exchange: &ReplayedExchange, method: &str, params: &Params) -> Likeness {
    if !exchange.method.eq_ignore_ascii_case(method) {
        return Likeness::Other;
    }
    let differences = list_differences(exchange, params);
    let is_drift = |name: &String| {
        SEARCH_DATES.contains(&name.as_str()) && is_near(find_field(exchange, name), params.get(name))
    };
    match differences.is_empty() {
        true => Likeness::Same,
        false if differences.iter().all(is_drift) => Likeness::Near,
        false => Likeness::Other,
    }
}

fn is_near(recorded: &str, asked: &str) -> bool {
    let parse = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok();
    match (parse(recorded), parse(asked)) {
        (Some(recorded), Some(asked)) => (recorded - asked).abs() <= MAX_DRIFT,
        _ => false,
    }
}

fn find_field<'e>(exchange: &'e ReplayedExchange, name: &str) -> &'e str {
    exchange.form.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
}

/// The names of the fields that are not alike.
fn list_differences(exchange: &ReplayedExchange, params: &Params) -> Vec<String> {
    let recorded = exchange.form.iter().map(|(name, _)| name);
    let mut names: Vec<&String> = recorded.chain(params.0.iter().map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&String| {
        !SECRETS.contains(&name.as_str())
            && sort_rows(find_field(exchange, name)) != sort_rows(params.get(name))
    };
    names.into_iter().filter(differs).cloned().collect()
}

/// Rows of a bulk call in whatever order are the same call.
fn sort_rows(value: &str) -> String {
    if !value.starts_with('[') {
        return value.to_owned();
    }
    match serde_json::from_str::<Vec<serde_json::Value>>(value) {
        Ok(rows) => {
            let mut rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            rows.sort_unstable();
            rows.join(",")
        }
        Err(_) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher(exchanges: &[&str]) -> Matcher {
        let read = |(at, text): (usize, &&str)| {
            let exchange: ReplayedExchange = serde_json::from_str(text).unwrap();
            ReplayedExchange { file: format!("{at}.json"), ..exchange }
        };
        Matcher::new(RecordedDay { exchanges: exchanges.iter().enumerate().map(read).collect() })
    }

    fn take(matcher: &mut Matcher, method: &str, pairs: &[(&str, &str)]) -> Result<String, String> {
        let taken = matcher.take(method, &Params::from_pairs(pairs));
        taken.map(|exchange| exchange.file.clone()).map_err(|message| message.to_string())
    }

    const LIST: &str = "ShippingBasic.GetShippingInfo_v3";

    #[test]
    fn answers_are_found_by_their_request_in_whatever_order() {
        let mut matcher = matcher(&[
            r#"{"method":"A.GetX","form":[["ItemCode","1"]]}"#,
            r#"{"method":"A.GetX","form":[["ItemCode","2"]]}"#,
            r#"{"method":"A.GetX","form":[["ItemCode","2"]],"failure":null}"#,
        ]);
        let mut ask = |code: &str| take(&mut matcher, "a.getx", &[("ItemCode", code)]).unwrap();
        assert_eq!([ask("2"), ask("1"), ask("2"), ask("2")], ["1.json", "0.json", "2.json", "2.json"]);
        assert!(matcher.list_unused().is_empty());
    }

    #[test]
    fn a_write_is_answered_as_often_as_it_was_recorded() {
        let mut matcher = matcher(&[r#"{"method":"A.SetX","form":[["OrderNo","1"]]}"#]);
        assert!(take(&mut matcher, "A.SetX", &[("OrderNo", "1")]).is_ok());
        let again = take(&mut matcher, "A.SetX", &[("OrderNo", "1")]).unwrap_err();
        assert!(again.contains("replay-asked_again"), "{again}");
    }

    #[test]
    fn rows_in_another_order_are_the_same_call() {
        let mut matcher = matcher(&[r#"{"method":"A.SetX","form":[["Rows","[{\"N\":1},{\"N\":2}]"]]}"#]);
        assert!(take(&mut matcher, "A.SetX", &[("Rows", r#"[{"N":1},{"N":3}]"#)]).is_err());
        assert!(take(&mut matcher, "A.SetX", &[("Rows", r#"[{"N":2},{"N":1}]"#)]).is_ok());
    }

    #[test]
    fn a_search_may_end_a_little_later_but_not_in_another_run() {
        let recorded = format!(
            r#"{{"method":"{LIST}","form":[["ShippingStatus","2"],["SearchEndDate","20260701100000"]]}}"#
        );
        let mut matcher = matcher(&[&recorded]);
        let mut ask = |status: &str, end: &str| {
            take(&mut matcher, LIST, &[("ShippingStatus", status), ("SearchEndDate", end)])
        };
        assert!(ask("2", "20260701101000").unwrap_err().contains("SearchEndDate"));
        assert!(ask("1", "20260701100001").unwrap_err().contains("ShippingStatus"));
        assert!(ask("2", "20260701100004").is_ok());
        let other = take(&mut matcher, "A.GetY", &[]).unwrap_err();
        assert!(other.contains("replay-no_method"), "{other}");
    }
}
