//! How fast `import` is, in ratios: `cargo bench --bench import` (docs/benchmarks.md).
//!
//! - [`large`]: a reply of 100,000 order lines, against the least that any program would have to do;
//! - [`nothing_new`]: runs that find nothing new, with 1,000,000 orders in the state file and with none.

#[path = "import/bare.rs"]
mod bare;
#[path = "import/child.rs"]
mod child;
#[path = "import/large.rs"]
mod large;
#[path = "import/nothing_new.rs"]
mod nothing_new;
#[path = "import/reply.rs"]
mod reply;
#[path = "import/server.rs"]
mod server;

use std::io::Write;
use std::time::Duration;

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut out = std::io::stdout().lock();
    large::run(folder.path(), &mut out)?;
    out.flush()?;
    nothing_new::run(folder.path(), &mut out)
}

/// The one in the middle.
fn median<T: Copy + PartialOrd>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values[values.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
