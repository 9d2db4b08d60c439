//! Planned ship dates at the fake Qoo10: the bulk call, and `schedule-date` as tests run it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime};
use serde_json::{Map, Value, json};

use super::CONFIRM;
use super::fake::{FakeQoo10, Request};
use super::model::{Model, refusal};
use super::row::{Row, row};
use super::run::Report;
use super::shop::Shop;

/// The names in `counts`, in the order of the contract.
const SCHEDULE_COUNTS: [&str; 5] = ["scheduled", "already_confirmed", "waiting", "blocked", "failed"];

/// What the id of an answer's row means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BulkId {
    #[default]
    OrderNo,
    /// From 1.
    Position,
}

/// The top `ResultCode` when a row failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BulkTop {
    #[default]
    Zero,
    /// The code of the first row that failed.
    Code,
    /// -10010
    Negative,
}

/// Where the rows of an answer are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BulkForm {
    #[default]
    Array,
    /// An array of rows with `ResultCode` and `ResultMsg` next to their own code.
    RowCodes,
    /// An object with `ResultCode`, `ResultMsg` and the array as its own `ResultObject`.
    Nested,
}

/// One row of a bulk call, as it came and as it was answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub order_no: i64,
    /// All that the row said.
    pub row: Map<String, Value>,
    pub code: i64,
}

/// How a bulk call is answered, and what came.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    /// The step that is running makes such calls.
    pub allowed: bool,
    pub id: BulkId,
    pub top: BulkTop,
    pub form: BulkForm,
    /// The answer's rows come in reverse.
    pub reversed: bool,
    /// Numbers and codes are texts.
    pub quoted: bool,
    /// These order numbers have no row in the answer.
    pub silent: Vec<i64>,
    /// The next answers to an order number, before its state is looked at.
    pub forced: BTreeMap<i64, Vec<i64>>,
    pub asked: Vec<Asked>,
    /// The clock of the command that is running.
    pub now: NaiveDateTime,
}

impl Bulk {
    /// The rows of a call; an error text says what no client should send.
    pub fn read(
        &self,
        params: &BTreeMap<String, String>,
        name: &str,
        needed: &[&str],
        known: &[&str],
    ) -> Result<Vec<Map<String, Value>>, String> {
        if let Some(unknown) = params.keys().find(|key| ![name, "returnType"].contains(&key.as_str())) {
            return Err(format!("the call has no parameter {unknown}"));
        }
        let text = params.get(name).ok_or_else(|| format!("no {name}"))?;
        let rows: Vec<Map<String, Value>> =
            serde_json::from_str(text).map_err(|e| format!("{e} in {text}"))?;
        if rows.is_empty() || rows.len() > 500 {
            return Err(format!("{} rows", rows.len()));
        }
        let mut numbers = BTreeSet::new();
        for row in &rows {
            if let Some((key, value)) =
                row.iter().find(|(key, value)| !known.contains(&key.as_str()) || !value.is_string())
            {
                return Err(format!("not as documented: {key}: {value}"));
            }
            if let Some(missing) = needed.iter().find(|key| row.get(**key).is_none_or(|v| v == "")) {
                return Err(format!("no {missing} in {row:?}"));
            }
            if !numbers.insert(row["OrderNo"].as_str()) {
                return Err(format!("twice in one call: {}", row["OrderNo"]));
            }
        }
        Ok(rows)
    }

    /// Decides each row by `decide` unless its code is forced, and spells the answer.
    pub fn answer(
        &mut self,
        rows: &[Map<String, Value>],
        id_key: &str,
        mut decide: impl FnMut(i64, &Map<String, Value>) -> i64,
    ) -> Vec<u8> {
        let mut answers = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let order_no: i64 = row["OrderNo"].as_str().unwrap().parse().unwrap_or_default();
            let forced = self.forced.get_mut(&order_no).filter(|codes| !codes.is_empty());
            let code = forced.map_or_else(|| decide(order_no, row), |codes| codes.remove(0));
            self.asked.push(Asked { order_no, row: row.clone(), code });
            if !self.silent.contains(&order_no) {
                let id = if self.id == BulkId::OrderNo { order_no } else { i as i64 + 1 };
                answers.push((id, code, row.get("ShippingCorp").cloned()));
            }
        }
        if self.reversed {
            answers.reverse();
        }
        let failed = answers.iter().map(|(_, code, _)| *code).find(|code| *code != 0);
        let top = match (failed, self.top) {
            (None, _) | (_, BulkTop::Zero) => 0,
            (Some(code), BulkTop::Code) => code,
            (Some(_), BulkTop::Negative) => -10010,
        };
        let rows =
            answers.into_iter().map(|(id, code, carrier)| self.row(id_key, id, code, carrier)).collect();
        let plain = json!({"ResultObject": Value::Array(rows), "ResultCode": self.number(top),
                           "ResultMsg": if top == 0 { "SUCCESS" } else { "constructed" }});
        let whole = if self.form == BulkForm::Nested {
            json!({"ResultObject": plain, "ResultCode": self.number(top), "ResultMsg": "constructed"})
        } else {
            plain
        };
        whole.to_string().into_bytes()
    }

    fn row(&self, id_key: &str, id: i64, code: i64, carrier: Option<Value>) -> Value {
        let mut row = Map::new();
        row.insert(id_key.into(), self.number(id));
        row.insert("result_cd".into(), self.number(code));
        if let Some(carrier) = carrier {
            row.insert("transc_nm".into(), carrier);
        }
        if self.form == BulkForm::RowCodes {
            row.insert("ResultCode".into(), self.number(code));
            row.insert("ResultMsg".into(), json!(if code == 0 { "SUCCESS" } else { "constructed" }));
        }
        row.into()
    }

    fn number(&self, number: i64) -> Value {
        if self.quoted { json!(number.to_string()) } else { json!(number) }
    }

    /// The next answers to an order number.
    pub fn force(&mut self, order_no: i64, codes: &[i64]) {
        self.forced.insert(order_no, codes.to_vec());
    }

    /// Order numbers with what the named field said, sorted; of every row that came.
    pub fn said(&self, field: &str) -> Vec<(i64, String)> {
        let text = |asked: &Asked| asked.row[field].as_str().unwrap().to_owned();
        let mut said: Vec<_> = self.asked.iter().map(|asked| (asked.order_no, text(asked))).collect();
        said.sort();
        said
    }

    /// The order numbers that were done, sorted; twice if they were done twice.
    pub fn done(&self) -> Vec<i64> {
        let mut done: Vec<_> = self.asked.iter().filter(|a| a.code == 0).map(|a| a.order_no).collect();
        done.sort_unstable();
        done
    }
}

impl Model {
    /// Gets ready for a command: what may be asked while it runs, and what time it thinks it is.
    pub fn expect_step(&mut self, args: &[&str], now: &str) {
        const STEPS: [&str; 5] = ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"];
        // Asks nothing, and may run beside a step.
        if args.first() == Some(&"stock") {
            return;
        }
        self.examining = args.contains(&"doctor");
        if self.examining {
            return;
        }
        self.cycling = args.contains(&"cycle");
        self.shelf.allowed = args.iter().any(|arg| ["push-stock", "listings"].contains(arg));
        let is_step = |arg: &&&str| STEPS.contains(arg) || self.cycling && **arg == "cycle";
        let Some(step) = args.iter().find(is_step) else { return };
        self.syncing = ["sync-status", "schedule-date", "push-shipments", "cycle"].contains(step);
        self.searching = *step == "import" && args.contains(&"--order") && !args.contains(&"--from");
        self.confirm.allowed = ["schedule-date", "sync-status", "cycle"].contains(step);
        self.sending.bulk.allowed = ["push-shipments", "cycle"].contains(step);
        let jst = FixedOffset::east_opt(9 * 3600).unwrap();
        let now = DateTime::parse_from_rfc3339(now).map(|t| t.with_timezone(&jst).naive_local());
        self.confirm.now = now.unwrap_or(self.confirm.now);
        self.sending.bulk.now = self.confirm.now;
    }

    /// SetSellerCheckYNBulk.
    pub fn confirm_bulk(&mut self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        let known = ["OrderNo", "EstShipDt", "DelayType", "DelayMemo"];
        let rows = self.confirm.read(params, "SendPlanDtInfoJson", &["OrderNo", "EstShipDt"], &known)?;
        let today = self.confirm.now.date();
        let places = self.places();
        let mut bulk = std::mem::take(&mut self.confirm);
        let answer = bulk.answer(&rows, "cont_no", |order_no, row| match places.get(&order_no) {
            Some(place) => confirm_line(&mut self.rows[*place], row["EstShipDt"].as_str().unwrap(), today),
            None => -10004,
        });
        self.confirm = bulk;
        Ok(answer)
    }

    /// Where each order number is in `rows`.
    pub fn places(&self) -> BTreeMap<i64, usize> {
        self.rows.iter().enumerate().map(|(place, row)| (row.order_no(), place)).collect()
    }
}

fn confirm_line(line: &mut Row, date: &str, today: NaiveDate) -> i64 {
    let claim = line.claim.as_ref().map_or(0, |claim| claim.status);
    let day = NaiveDate::parse_from_str(date, "%Y%m%d").ok().filter(|_| date.len() == 8);
    match (claim, line.status, day) {
        (3 | 6 | 14 | 15 | 16, ..) => -10007,
        (1.., ..) => -10014,
        (_, 3, _) => -10012,
        (_, 1 | 4 | 5, _) => -10013,
        (_, _, None) => -10016,
        (_, _, Some(day)) if day <= today => -10018,
        (_, _, Some(day)) if day > today + Days::new(90) => -10017,
        (_, _, Some(day)) => {
            *line = line.clone().status(3).set("EstimatedShippingDate", format!("{day} 00:00:00"));
            0
        }
    }
}

/// The first cart of `carts`, as a code.
pub const CODE: &str = "412345678";
/// Its order number.
pub const NO: i64 = 1_062_428_737;

/// The code of the nth cart of `carts`.
pub fn code(n: i64) -> String {
    (412_345_678 + n).to_string()
}

/// So many paid carts of one line: codes from `CODE` on, order numbers from `NO` on.
pub fn carts(count: i64) -> Vec<Row> {
    (0..count).map(|n| row().cart(412_345_678 + n).no(NO + n)).collect()
}

/// Every one of these was done once, and no other.
pub fn exactly_once(bulk: &Bulk, numbers: impl IntoIterator<Item = i64>) {
    let mut wanted: Vec<i64> = numbers.into_iter().collect();
    wanted.sort_unstable();
    assert_eq!(bulk.done(), wanted, "not once each");
}

impl Shop {
    /// Imported at 10:00 of a day on which these rows were ordered and paid; no dates registered yet.
    pub fn imported_on(day: &str, rows: Vec<Row>) -> Self {
        let moved = |row: Row| {
            let is_paid = row.status != 1;
            let row = row.ordered(&format!("{day} 09:08:07"));
            if is_paid { row.paid(&format!("{day} 09:10:00")) } else { row }
        };
        let mut shop = Self::with_rows(rows.into_iter().map(moved).collect());
        shop.at(&format!("{day} 10:00:00"));
        shop.import();
        shop
    }

    /// The usual day, 2026-07-01, a Wednesday.
    pub fn imported(rows: Vec<Row>) -> Self {
        Self::imported_on("2026-07-01", rows)
    }

    /// Runs a command until the kth request of it has been taken in by Qoo10, and kills it there; false if it
    /// ended before.
    pub fn killed_at(&self, args: &[&str], k: usize) -> bool {
        self.fake.clear_log();
        let (gate, held) = super::Reply::held();
        self.fake.nth_fault(|_| true, k, 1, held);
        let mut child = self.spawn(args);
        while self.fake.log().len() <= k && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let is_alive = child.try_wait().unwrap().is_none();
        drop(child.kill());
        child.wait().unwrap();
        drop(gate);
        self.fake.heal();
        is_alive
    }

    /// A step with `--json` and these further arguments; the log holds this run's calls only.
    pub fn step_with(&self, step: &str, args: &[&str], code: i32) -> Report {
        let reports = self.steps_with(step, args, code);
        assert_eq!(reports.len(), 1, "one step, one report: {reports:#?}");
        reports.into_iter().next().unwrap()
    }

    /// The same for a command that may run several steps: one report a line.
    pub fn steps_with(&self, step: &str, args: &[&str], code: i32) -> Vec<Report> {
        self.fake.clear_log();
        let all: Vec<&str> = [step, "--json"].iter().chain(args).copied().collect();
        let run = self.run(&all).expect(code);
        let reports = run.lines();
        let words = ["ok", "failed", "", "partial", "busy", "refused", "failed"];
        for report in &reports {
            let (result, code) = (report["result"].as_str().unwrap(), report["exit_code"].as_u64().unwrap());
            assert!(result == words[code as usize] || code == 6 && result == "refused", "{run:#?}");
        }
        let last = reports.last().unwrap();
        if reports.len() == 1 {
            assert_eq!((&last["step"], &last["exit_code"]), (&step.into(), &code.into()), "{run:#?}");
        }
        reports.into_iter().map(Report).collect()
    }

    /// `schedule-date --json`.
    pub fn schedule_with(&self, args: &[&str], code: i32) -> Report {
        self.step_with("schedule-date", args, code)
    }

    pub fn schedule(&self) -> Report {
        self.schedule_with(&[], 0)
    }

    /// The dates that came for each order number, `20260706`, sorted by number.
    pub fn dates(&self) -> Vec<(i64, String)> {
        self.fake.model(|m| m.confirm.said("EstShipDt"))
    }

    /// Forgets which dates and shipments came, not what they did.
    pub fn forget_asked(&self) {
        self.fake.model(|m| {
            m.confirm.asked.clear();
            m.sending.bulk.asked.clear();
        });
    }

    /// Changes the state file as no command could, or not as fast.
    pub fn sql(&self, statement: &str) {
        rusqlite::Connection::open(self.path("demo.db")).unwrap().execute_batch(statement).unwrap();
    }

    /// The API status of an order.
    pub fn api_status(&self, code: &str) -> String {
        self.show(code)["api_status"].as_str().unwrap().to_owned()
    }

    /// How many orders have this API status.
    pub fn with_api_status(&self, api_status: &str) -> usize {
        self.orders().iter().filter(|order| order["api_status"] == api_status).count()
    }
}

impl Report {
    /// The named counts, in the order asked for; no other name is there.
    pub fn counted<const N: usize>(&self, names: [&str; N]) -> [u64; N] {
        super::run::assert_keys(&self.0["counts"], &names);
        names.map(|name| self.count(name))
    }

    /// scheduled, already_confirmed, waiting, failed; nothing was blocked.
    pub fn scheduled(&self) -> [u64; 4] {
        let [scheduled, confirmed, waiting, blocked, failed] = self.counted(SCHEDULE_COUNTS);
        assert_eq!(blocked, 0, "{self:#?}");
        [scheduled, confirmed, waiting, failed]
    }

    /// Qoo10's codes in the items of an order with this outcome, sorted.
    pub fn codes(&self, outcome: &str, order: &str) -> Vec<i64> {
        let items = self.items(outcome);
        let mut codes: Vec<i64> =
            items.iter().filter(|i| i["order"] == order).filter_map(|i| i["code"].as_i64()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// What is said to people of an order: messages of its items, and warnings that name it.
    pub fn told(&self, order: &str) -> String {
        let items = self.0["items"].as_array().unwrap().iter().filter(|item| item["order"] == order);
        let messages = items.filter_map(|item| item["message"].as_str());
        let warnings = self.0["warnings"].as_array().unwrap().iter().filter_map(Value::as_str);
        messages.chain(warnings.filter(|text| text.contains(order))).collect::<Vec<_>>().join("\n")
    }
}

impl FakeQoo10 {
    /// The next `times` bulk calls for planned ship dates, after the first `after`, go wrong.
    pub fn confirm_fault(&self, after: usize, times: usize, reply: super::Reply) {
        self.nth_fault(|r| r.method == CONFIRM, after, times, reply);
    }

    /// The requests that `which` names go wrong, after the first `after` of them.
    pub fn nth_fault(
        &self,
        which: impl Fn(&Request) -> bool + Send + 'static,
        after: usize,
        times: usize,
        reply: super::Reply,
    ) {
        let seen = std::sync::atomic::AtomicUsize::new(0);
        let when =
            move |r: &Request| which(r) && seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst) >= after;
        self.fault_when(when, times, reply);
    }
}

/// A refusal of the whole call.
pub fn refused(code: i64) -> super::Reply {
    super::Reply::Body(refusal(code, "constructed")).undone()
}
