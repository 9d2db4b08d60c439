//! How the shop stands, as Prometheus' textfile collector reads it (docs/commands.md).

use std::fmt::Write as _;

use crate::desk::status::{ShopStatus, StepStatus};
use crate::domain::time::Jst;
use crate::vocabulary::{Outcome, Reason, Writes};

/// How the text begins.
pub const START: &str = "# HELP qoo10_bridge_";

/// Every sample of a metric: its labels beside the shop, and its value.
type Samples = Vec<(Option<(&'static str, &'static str)>, f64)>;

/// A shop with its figures.
pub struct ShopFigures<'a> {
    /// What tells it from others: names and values.
    pub labels: Vec<(&'static str, String)>,
    pub status: &'a ShopStatus,
}

/// The figures of shops, each metric with its help and type once; one that has no figure is left out.
pub fn render_metrics(shops: &[ShopFigures<'_>]) -> String {
    let labels: Vec<String> = shops.iter().map(|shop| format_labels(&shop.labels)).collect();
    let collected: Vec<Vec<Metric>> = shops.iter().map(|shop| collect_metrics(shop.status)).collect();
    let mut text = String::new();
    for (at, (name, help, _)) in collected.first().into_iter().flatten().enumerate() {
        // Every shop has the same metrics, some of them without a sample.
        let samples = labels.iter().zip(&collected).flat_map(|(labels, metrics)| {
            let samples = metrics.get(at).map_or(&[][..], |(.., samples)| samples);
            samples.iter().map(move |sample| (labels, sample))
        });
        let mut samples = samples.peekable();
        if samples.peek().is_some() {
            write_head(&mut text, name, help);
        }
        for (labels, (label, value)) in samples {
            let more = label.map(|(key, word)| format!(",{key}=\"{word}\"")).unwrap_or_default();
            let _ = writeln!(text, "qoo10_bridge_{name}{{{labels}{more}}} {value}");
        }
    }
    text
}

/// Of each shop, by its labels, whether its files could be read.
pub fn render_readable(shops: &[(Vec<(&'static str, String)>, bool)]) -> String {
    let (mut text, name) = (String::new(), "shop_readable");
    write_head(&mut text, name, "Whether the configuration and the state file of a shop could be read.");
    for (labels, is_readable) in shops {
        let (labels, value) = (format_labels(labels), u8::from(*is_readable));
        let _ = writeln!(text, "qoo10_bridge_{name}{{{labels}}} {value}");
    }
    text
}

fn write_head(text: &mut String, name: &str, help: &str) {
    let _ = write!(text, "{START}{name} {help}\n# TYPE qoo10_bridge_{name} gauge\n");
}

fn format_labels(labels: &[(&'static str, String)]) -> String {
    let each = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escape_label(value)));
    each.collect::<Vec<_>>().join(",")
}

fn escape_label(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Name, help and samples.
type Metric = (&'static str, &'static str, Samples);

fn collect_metrics(status: &ShopStatus) -> Vec<Metric> {
    [step_metrics(status), shop_metrics(status), qoo10_metrics(status), stock_metrics(status)].concat()
}

fn step_metrics(status: &ShopStatus) -> Vec<Metric> {
    let steps = |value: &dyn Fn(&StepStatus) -> Option<f64>| -> Samples {
        let sample = |step: &StepStatus| Some((Some(("step", step.step.as_str())), value(step)?));
        // A step that is off leaves no runs: its age would call for somebody.
        status.steps.iter().filter(|step| !step.is_off).filter_map(sample).collect()
    };
    let unix = |at: Jst| at.timestamp() as f64;
    let now = vec![(None, unix(status.at))];
    let is_off = status.writes == Writes::Off;
    vec![
        ("status_time_seconds", "When these figures were taken, in Unix time.", now),
        (
            "writes_off",
            "1 while qoo10.writes is off, so that nothing is sent to Qoo10.",
            vec![(None, f64::from(u8::from(is_off)))],
        ),
        (
            "step_last_run_time_seconds",
            "When the last run of a step began, in Unix time.",
            steps(&|step| step.last.as_ref().map(|run| unix(run.started_at))),
        ),
        (
            "step_last_success_time_seconds",
            "When the last run of a step that ended with ok or partial began, in Unix time.",
            steps(&|step| step.last_success.map(unix)),
        ),
        (
            "step_last_exit_code",
            "The exit code of the last run of a step, if it has ended.",
            steps(&|step| step.last.as_ref()?.exit_code.map(|code| code as f64)),
        ),
        (
            "step_usual_gap_seconds",
            "The median gap between the last runs of a step.",
            steps(&|step| step.usual_gap.map(|gap| gap.num_seconds() as f64)),
        ),
    ]
}

fn stock_metrics(status: &ShopStatus) -> Vec<Metric> {
    let not_sent = [
        (Reason::PartWithoutCount, status.part_without_count),
        (Reason::SetWithOwnCount, status.set_with_own_count),
    ];
    vec![
        (
            "stock_waiting",
            "Listings whose free stock is not what Qoo10 was told.",
            vec![(None, status.stock_waiting as f64)],
        ),
        (
            "stock_not_sent",
            "Listings of sets for which no quantity is sent.",
            not_sent.map(|(reason, n)| (Some(("reason", reason.as_str())), n as f64)).into(),
        ),
    ]
}

fn shop_metrics(status: &ShopStatus) -> Vec<Metric> {
    let count = |n: u64| -> Samples { vec![(None, n as f64)] };
    let orders = &status.orders;
    let by_status = orders.by_status.iter().map(|(word, n)| (Some(("status", word.as_str())), *n as f64));
    let holds = orders.holds.iter().map(|(word, n)| (Some(("reason", word.as_str())), *n as f64));
    vec![
        (
            "open_orders",
            "Orders that are neither cancelled nor known to Qoo10 as shipped.",
            by_status.collect(),
        ),
        ("held_orders", "Open orders on hold.", holds.collect()),
        ("rejects", "Rows that could not be imported.", count(status.rejects)),
        ("cancel_requests", "Open orders whose cancellation is asked for.", count(orders.cancel_requested)),
        (
            Outcome::NeedsPerson.as_str(),
            "Open orders that staff have to look at.",
            count(orders.needs_person),
        ),
        ("missed_shipments", "Orders shipped on earlier days that no run tells Qoo10.", count(orders.missed)),
        (
            "shipments_not_taken",
            "Shipped orders that push-shipments did not get through.",
            count(orders.not_taken.len() as u64),
        ),
        (
            "shipped_without_number",
            "Shipped orders without a tracking number.",
            count(orders.no_number.len() as u64),
        ),
        (
            "shipped_not_scheduled",
            "Shipped orders that Qoo10 has no planned ship date of.",
            count(orders.not_scheduled.len() as u64),
        ),
        (
            "orders_without_lines",
            "Open orders of which every line is cancelled.",
            count(orders.without_lines.len() as u64),
        ),
        (
            "ship_date_unreadable",
            "Orders that get no planned ship date, because Qoo10's text of it cannot be read.",
            count(status.without_date),
        ),
        ("late_orders", "Open orders that are late by Qoo10's delay clock.", count(status.late)),
    ]
}

/// What Qoo10 has, and how its answers are.
fn qoo10_metrics(status: &ShopStatus) -> Vec<Metric> {
    let count = |n: u64| -> Samples { vec![(None, n as f64)] };
    vec![
        ("unknown_carts", "Carts at Qoo10 that no order here has.", count(status.unknown_carts)),
        (
            "answer_forms_unknown",
            "Forms of Qoo10's answers that the program does not know and nobody has marked.",
            count(status.unknown_forms),
        ),
        (
            "answer_forms_new",
            "Forms of Qoo10's answers that are new, read, and not marked.",
            count(status.new_forms),
        ),
        (
            "open_claims",
            "Returns, exchanges and refunds that are not completed, on orders of the last 90 days.",
            count(status.open_claims),
        ),
        (
            "ship_rate",
            "Share of the orders paid in the last 30 days and due that were shipped in time.",
            status.ship_rate.permille().map(|n| (None, n as f64 / 1000.0)).into_iter().collect(),
        ),
        (
            "seller_key_days_left",
            "Days until the seller key ends.",
            status.key.map(|key| (None, key.days_left as f64)).into_iter().collect(),
        ),
    ]
}
