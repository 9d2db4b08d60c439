//! Charts: drawn as SVG by plotters, in colours that the page's style sheet knows by name and changes for the dark.

use std::error::Error;

use chrono::NaiveDate;
use plotters::prelude::*;

/// As wide and high as the units of the drawing; on the page it takes the room that there is.
pub(super) const SIZE: (u32, u32) = (420, 180);

// style.css has the same colours: each stands for a variable of its own.
const BAR: RGBColor = RGBColor(0x2F, 0x6F, 0xDE);
const GRID: RGBColor = RGBColor(0xDD, 0xE1, 0xE7);
const TEXT: RGBColor = RGBColor(0x5A, 0x64, 0x72);

/// Counts of successive days as columns: what belongs between `<svg>` and `</svg>`.
///
/// # Errors
/// Never in practice: the drawing is text in memory.
pub(super) fn daily(days: &[(NaiveDate, u64)]) -> Result<String, Box<dyn Error>> {
    let most = days.iter().map(|(_, count)| *count).max().unwrap_or(0).max(4);
    let end = days.len() as f64 - 0.5;
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let digits = most.to_string().len() as u32;
        let mut chart = ChartBuilder::on(&root)
            .margin_top(10)
            .margin_right(14)
            .x_label_area_size(26)
            .y_label_area_size(14 + 8 * digits)
            .build_cartesian_2d(-0.5..end, 0..most + most / 10)?;
        let label = |at: &f64| {
            let day = days.get(at.round() as usize).filter(|_| at.fract() == 0.0);
            day.map(|(date, _)| date.format("%m-%d").to_string()).unwrap_or_default()
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID)
            .axis_style(GRID)
            .label_style(("sans-serif", 13).into_font().color(&TEXT))
            .x_labels(7)
            .x_label_formatter(&label)
            .y_labels(5)
            .draw()?;
        let bars = days.iter().enumerate().filter(|(_, (_, count))| *count > 0).map(|(at, (_, count))| {
            let at = at as f64;
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
            let svg = daily(&days(&counts)).unwrap();
            let bars = svg.matches("<rect").count();
            assert_eq!(bars, counts.iter().filter(|count| **count > 0).count(), "{svg}");
            assert!(svg.contains("06-02") && !svg.contains("<svg"), "{svg}");
        }
    }

    #[test]
    fn the_style_sheet_knows_every_colour() {
        let svg = daily(&days(&[3; 30])).unwrap();
        let style = include_str!("style.css");
        for part in ["fill=\"#", "stroke=\"#"] {
            for colour in svg.split(part).skip(1).filter_map(|rest| rest.get(..6)) {
                let selector = format!("[{part}{colour}\"]");
                assert!(style.contains(&selector), "{selector}");
            }
        }
    }
}
