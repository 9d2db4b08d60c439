//! Charts: drawn as SVG by plotters, in colours that the page's style sheet knows by name and changes for the
//! dark.

use std::error::Error;

use chrono::NaiveDate;
use plotters::prelude::*;

/// How large a chart is drawn; on the page it takes the room that there is, up to the style's limits.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChartSize {
    pub(super) width: u32,
    pub(super) height: u32,
    /// About so many dates stand below the columns.
    dates: usize,
}

/// For a page with room.
pub(super) const LARGE: ChartSize = ChartSize { width: 480, height: 190, dates: 7 };
/// For a phone, where the letters of the large one would be too small to read.
pub(super) const SMALL: ChartSize = ChartSize { width: 300, height: 170, dates: 4 };

/// The library knows whole pixels only: it draws so many times as large.
pub(super) const DRAWING_SCALE: u32 = 4;
/// The library makes letters smaller by this.
const LETTER_SCALE: f64 = 1.24;

// style.css has the same colours: each stands for a variable of its own.
const BAR: RGBColor = RGBColor(0x2F, 0x6F, 0xDE);
const GRID: RGBColor = RGBColor(0xDD, 0xE1, 0xE7);
const TEXT: RGBColor = RGBColor(0x5A, 0x64, 0x72);

/// The upper edge of a chart whose highest column is this: at most five even, round steps above 0.
pub(super) fn compute_edge(most: u64) -> u64 {
    let mut tens: u64 = 1;
    loop {
        for step in [tens, tens.saturating_mul(2), tens.saturating_mul(5)] {
            if step.saturating_mul(5) >= most {
                return step.saturating_mul(most.div_ceil(step)).max(4);
            }
        }
        tens = tens.saturating_mul(10);
    }
}

/// Counts of successive days as columns up to the edge: what belongs between `<svg>` and `</svg>`.
///
/// # Errors
/// Never in practice: the drawing is text in memory.
pub(super) fn render_columns(
    days: &[(NaiveDate, u64)],
    edge: u64,
    size: ChartSize,
) -> Result<String, Box<dyn Error>> {
    // The last day is 0, the one before it -1: so dates are counted back from today.
    let first = 1.0 - days.len() as f64;
    let mut svg = String::new();
    {
        let root =
            SVGBackend::with_string(&mut svg, (size.width * DRAWING_SCALE, size.height * DRAWING_SCALE))
                .into_drawing_area();
        let digits = edge.to_string().len() as u32;
        let mut chart = ChartBuilder::on(&root)
            .margin_top(10 * DRAWING_SCALE)
            .margin_right(18 * DRAWING_SCALE)
            .x_label_area_size(24 * DRAWING_SCALE)
            .y_label_area_size((12 + 8 * digits) * DRAWING_SCALE)
            .build_cartesian_2d(first - 0.5..0.5, 0..edge)?;
        let label = |at: &f64| {
            let day = days.get((at - first).round() as usize).filter(|_| at.fract() == 0.0);
            day.map(|(date, _)| date.format("%m-%d").to_string()).unwrap_or_default()
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID.stroke_width(DRAWING_SCALE))
            .axis_style(GRID.stroke_width(DRAWING_SCALE))
            .set_all_tick_mark_size(4 * DRAWING_SCALE)
            .label_style(
                ("sans-serif", 12.0 * LETTER_SCALE * f64::from(DRAWING_SCALE)).into_font().color(&TEXT),
            )
            .x_labels(size.dates)
            .x_label_formatter(&label)
            .y_labels(6)
            .draw()?;
        let bars = days.iter().enumerate().filter(|(_, (_, count))| *count > 0).map(|(at, (_, count))| {
            let at = first + at as f64;
            Rectangle::new([(at - 0.38, 0), (at + 0.38, *count)], BAR.filled())
        });
        chart.draw_series(bars)?;
        root.present()?;
    }
    let inner = svg.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</svg>")).map(|(inner, _)| inner);
    Ok(inner.unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(counts: &[u64]) -> Vec<(NaiveDate, u64)> {
        let first = NaiveDate::from_ymd_opt(2026, 6, 2).unwrap();
        first.iter_days().zip(counts.iter().copied()).collect()
    }

    #[test]
    fn a_column_for_each_day_on_which_something_happened() {
        for counts in [[0; 30], [7; 30], [1_000_000; 30]] {
            for size in [LARGE, SMALL] {
                let svg = render_columns(&days(&counts), compute_edge(counts[0]), size).unwrap();
                let bars = svg.matches("<rect").count();
                assert_eq!(bars, counts.iter().filter(|count| **count > 0).count(), "{svg}");
                assert!(svg.contains("07-01") && !svg.contains("<svg"), "today has its date: {svg}");
            }
        }
    }

    #[test]
    fn the_edge_is_round_and_its_steps_are_marked() {
        for (most, top) in
            [(0, 4), (4, 4), (5, 5), (6, 6), (19, 20), (21, 25), (51, 60), (100, 100), (1234, 1500)]
        {
            assert_eq!(compute_edge(most), top, "{most}");
            for size in [LARGE, SMALL] {
                let svg = render_columns(&days(&[most; 30]), top, size).unwrap();
                assert!(svg.contains(&format!("\n{top}\n")), "{most}: {top} stands at the edge: {svg}");
            }
        }
        assert!(compute_edge(u64::MAX / 8) >= u64::MAX / 8, "more than any shop sells in a day");
    }

    #[test]
    fn the_style_sheet_knows_every_colour() {
        let svg = render_columns(&days(&[3; 30]), 4, LARGE).unwrap();
        let style = include_str!("style.css");
        for part in ["fill=\"#", "stroke=\"#"] {
            for colour in svg.split(part).skip(1).filter_map(|rest| rest.get(..6)) {
                let selector = format!("[{part}{colour}\"]");
                assert!(style.contains(&selector), "{selector}");
            }
        }
    }
}
