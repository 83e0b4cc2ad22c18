//! The charts of docs/benchmarks: bars and lines on logarithmic axes, light and plain. Imports: `bench::results`.

use std::path::Path;

use anyhow::{Context, Result};
use plotters::{
    coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter},
    prelude::*,
};

use super::results::{Growth, OURS, PageRow, Results, Variant};

const SIZE: (u32, u32) = (760, 400);
const FONT: &str = "sans-serif";
const TEXT: RGBColor = RGBColor(0x33, 0x33, 0x33);
const GRID: RGBColor = RGBColor(0xdd, 0xdd, 0xdd);
/// Distinct in grey and to the colour-blind (Okabe and Ito 2008).
const OUR_COLOUR: RGBColor = RGBColor(0x00, 0x72, 0xb2);
const OTHER_COLOURS: [RGBColor; 4] =
    [RGBColor(0xd5, 0x5e, 0x00), RGBColor(0x00, 0x9e, 0x73), RGBColor(0xcc, 0x79, 0xa7), RGBColor(0xe6, 0x9f, 0x00)];

/// A named line.
struct Line {
    name: String,
    colour: RGBColor,
    points: Vec<(f64, f64)>,
}

/// Writes every chart that there are results for into `folder` and returns their names and what they show.
pub(super) fn draw(results: &Results, folder: &Path) -> Result<Vec<(&'static str, &'static str)>> {
    let mut drawn = Vec::new();
    let mut chart = |name: &'static str, what: &'static str, is_there: bool, draw: &dyn Fn(&Path) -> Result<()>| {
        if is_there {
            draw(&folder.join(name)).with_context(|| name.to_owned())?;
            drawn.push((name, what));
        }
        anyhow::Ok(())
    };
    chart("speed.svg", "text read a second, 3,000 words", !results.wasm.is_empty(), &|path| speed(results, path))?;
    chart("page.svg", "from the DOM to the paint, Chromium", !results.page.is_empty(), &|path| page(results, path))?;
    chart("stages.svg", "where the native engine's time goes", results.engine.is_some(), &|path| {
        stages(results, path)
    })?;
    chart("growth.svg", "time over size", !results.growth.is_empty(), &|path| growth(results, path))?;
    chart("variants.svg", "bytes against speed", !results.variants.is_empty(), &|path| variants(results, path))?;
    Ok(drawn)
}

/// The length whose speeds are drawn.
const DRAWN_WORDS: usize = 3_000;

fn speed(results: &Results, path: &Path) -> Result<()> {
    let rows = results.wasm.iter().chain(&results.node).filter(|row| row.words == DRAWN_WORDS);
    let bars: Vec<_> =
        rows.map(|row| (format!("{}, {}", row.program, row.runtime), row.mb_s, colour(&row.program))).collect();
    bars_chart(path, "megabytes of text a second, logarithmic", &bars, true)
}

fn stages(results: &Results, path: &Path) -> Result<()> {
    let Some(stages) = &results.engine else { return Ok(()) };
    let total = stages.total();
    let bars: Vec<_> =
        stages.ms_per_mb.iter().map(|(stage, ms)| (stage.clone(), 100.0 * ms / total, OUR_COLOUR)).collect();
    bars_chart(path, "percent of the time", &bars, false)
}

fn page(results: &Results, path: &Path) -> Result<()> {
    let series = |program: &str, throttle: u32, colour: RGBColor| {
        let is_member =
            |row: &&PageRow| row.runtime == "chromium" && row.program == program && row.throttle == throttle;
        let point = |row: &PageRow| Some((row.words as f64, row.first?.painted));
        let slow = if throttle == 1 { "" } else { ", processor 4 times slower" };
        Line {
            name: format!("{program}{slow}"),
            colour,
            points: results.page.iter().filter(is_member).filter_map(point).collect(),
        }
    };
    let [orange, green, pink, _] = OTHER_COLOURS;
    let lines =
        [series(OURS, 1, OUR_COLOUR), series(OURS, 4, green), series("mark.js", 1, orange), series("mark.js", 4, pink)];
    lines_chart(path, "words", "milliseconds to the frame that shows the highlights", &lines)
}

fn growth(results: &Results, path: &Path) -> Result<()> {
    let colours = std::iter::once(OUR_COLOUR).chain(OTHER_COLOURS);
    let line = |(growth, colour): (&Growth, RGBColor)| Line {
        name: format!("{}, exponent {:.2}", growth.runtime, growth.exponent),
        colour,
        points: growth.points.iter().map(|(bytes, ms)| (bytes / 1e3, *ms)).collect(),
    };
    let lines: Vec<_> = results.growth.iter().zip(colours).map(line).collect();
    lines_chart(path, "kilobytes of text", "milliseconds", &lines)
}

fn variants(results: &Results, path: &Path) -> Result<()> {
    let root = SVGBackend::new(path, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let extent = |pick: fn(&Variant) -> f64| {
        let values = results.variants.iter().map(pick);
        values.fold((f64::INFINITY, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)))
    };
    let (bytes, speed) = (extent(|variant| variant.brotli as f64 / 1e3), extent(|variant| variant.mb_s));
    let mut chart = ChartBuilder::on(&root)
        .margin(16)
        .x_label_area_size(44)
        .y_label_area_size(56)
        .build_cartesian_2d(bytes.0 * 0.97..bytes.1 * 1.1, speed.0 * 0.8..speed.1 * 1.1)?;
    chart
        .configure_mesh()
        .label_style((FONT, 13).into_font().color(&TEXT))
        .axis_style(GRID)
        .light_line_style(WHITE)
        .bold_line_style(GRID)
        .x_desc("kilobytes of wasm with brotli")
        .y_desc("megabytes of text a second, Node")
        .draw()?;
    // Neighbours have their names at different heights.
    chart.draw_series(results.variants.iter().enumerate().map(|(nth, variant)| {
        let colour = if variant.name.starts_with("shipped") { OUR_COLOUR } else { OTHER_COLOURS[0] };
        EmptyElement::at((variant.brotli as f64 / 1e3, variant.mb_s))
            + Circle::new((0, 0), 4, colour.filled())
            + Text::new(variant.name.clone(), (8, [-20, 14, -6, 4][nth % 4]), (FONT, 12).into_font().color(&TEXT))
    }))?;
    Ok(root.present()?)
}

fn colour(program: &str) -> RGBColor {
    match program {
        OURS => OUR_COLOUR,
        "compromise" => OTHER_COLOURS[0],
        _ => OTHER_COLOURS[1],
    }
}

/// Horizontal bars, the first on top, each with its value.
fn bars_chart(path: &Path, unit: &str, bars: &[(String, f64, RGBColor)], is_logarithmic: bool) -> Result<()> {
    let height = 70 + 30 * bars.len() as u32;
    let root = SVGBackend::new(path, (SIZE.0, height)).into_drawing_area();
    root.fill(&WHITE)?;
    let most = bars.iter().map(|(_, value, _)| *value).fold(0.0, f64::max) * 1.3;
    let least = if is_logarithmic { bars.iter().map(|(_, value, _)| *value).fold(most, f64::min) / 2.0 } else { 0.0 };
    let rows = 0.0..bars.len() as f64;
    if is_logarithmic {
        draw_bars(&root, (least..most).log_scale(), rows, unit, bars, least)
    } else {
        draw_bars(&root, least..most, rows, unit, bars, least)
    }
}

fn draw_bars<X>(
    root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    x: impl AsRangedCoord<CoordDescType = X, Value = f64>,
    rows: std::ops::Range<f64>,
    unit: &str,
    bars: &[(String, f64, RGBColor)],
    least: f64,
) -> Result<()>
where
    X: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let names_width = 190;
    let mut chart = ChartBuilder::on(root)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(names_width)
        .build_cartesian_2d(x, rows)?;
    chart
        .configure_mesh()
        .disable_y_axis()
        .disable_y_mesh()
        .light_line_style(WHITE)
        .bold_line_style(GRID)
        .axis_style(GRID)
        .label_style((FONT, 13).into_font().color(&TEXT))
        .x_desc(unit)
        .x_label_formatter(&|value| short(*value))
        .draw()?;
    let place = |nth: usize| (bars.len() - 1 - nth) as f64;
    chart.draw_series(bars.iter().enumerate().map(|(nth, (_, value, colour))| {
        Rectangle::new([(least, place(nth) + 0.2), (*value, place(nth) + 0.8)], colour.filled())
    }))?;
    chart.draw_series(bars.iter().enumerate().map(|(nth, (_, value, _))| {
        EmptyElement::at((*value, place(nth) + 0.5))
            + Text::new(short(*value), (6, -6), (FONT, 13).into_font().color(&TEXT))
    }))?;
    chart.draw_series(bars.iter().enumerate().map(|(nth, (name, ..))| {
        EmptyElement::at((least, place(nth) + 0.5))
            + Text::new(name.clone(), (-names_width, -6), (FONT, 13).into_font().color(&TEXT))
    }))?;
    Ok(root.present()?)
}

/// Lines through points, both axes logarithmic.
fn lines_chart(path: &Path, x: &str, y: &str, lines: &[Line]) -> Result<()> {
    let root = SVGBackend::new(path, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let points = || lines.iter().flat_map(|line| line.points.iter().copied());
    let range = |pick: fn((f64, f64)) -> f64| {
        let (least, most) = points()
            .map(pick)
            .fold((f64::INFINITY, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        (least / 1.3..most * 1.6).log_scale()
    };
    let mut chart = ChartBuilder::on(&root)
        .margin(16)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(range(|point| point.0), range(|point| point.1))?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .bold_line_style(GRID)
        .axis_style(GRID)
        .label_style((FONT, 13).into_font().color(&TEXT))
        .x_desc(x)
        .y_desc(y)
        .x_label_formatter(&|value| short(*value))
        .y_label_formatter(&|value| short(*value))
        .draw()?;
    for line in lines.iter().filter(|line| !line.points.is_empty()) {
        let colour = line.colour;
        chart
            .draw_series(LineSeries::new(line.points.iter().copied(), colour.stroke_width(2)).point_size(3))?
            .label(line.name.clone())
            .legend(move |(x, y)| Rectangle::new([(x, y - 4), (x + 14, y + 4)], colour.filled()));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE)
        .border_style(GRID)
        .label_font((FONT, 13).into_font().color(&TEXT))
        .draw()?;
    Ok(root.present()?)
}

/// Three digits, thousands apart.
pub(super) fn short(value: f64) -> String {
    match value.abs() {
        large if large >= 1000.0 => {
            let digits = format!("{value:.0}");
            let (head, tail) = digits.split_at(digits.len() - 3);
            format!("{head},{tail}")
        }
        tens if tens >= 100.0 => format!("{value:.0}"),
        tens if tens >= 10.0 => format!("{value:.1}").trim_end_matches(".0").to_owned(),
        0.0 => "0".to_owned(),
        _ => format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let check = |value, expected: &str| assert_eq!(short(value), expected);
        check(0.0, "0");
        check(0.254, "0.25");
        check(3.0, "3");
        check(12.04, "12");
        check(123.4, "123");
        check(12_345.6, "12,346");
    }
}
