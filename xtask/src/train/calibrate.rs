//! Margins to confidence: a logistic curve (Platt 1999) through what was right and wrong on a development set.
//! Imports: `newsgloss`, `corpus`.

use anyhow::Result;
use newsgloss::document::Document;
use newsgloss::tagger::model::{Calibration, Model};
use newsgloss::tagger::tag;
use newsgloss::text::SourceText;

use super::schemes::{Reading, Scheme};
use crate::corpus::Row;

/// The curve for the model in `bytes`, from `rows` marked by our own guide.
pub(super) fn calibrate(bytes: &[u8], rows: &[Row]) -> Result<Calibration> {
    let model = Model::load(bytes)?;
    let mut points = Vec::new();
    for row in rows {
        let source = SourceText::from_plain(&row.text);
        let document = Document::new(&source);
        for name in tag(&document, &model) {
            let span = document.span_of(&name.tokens);
            let right = row.entities.iter().any(|gold| {
                gold.span == span && Scheme::Ours.read(&gold.label, &gold.original) == Reading::Name(vec![name.label])
            });
            points.push((f64::from(name.margin), right));
        }
    }
    Ok(fit(&points))
}

/// Newton's method on the log-likelihood.
fn fit(points: &[(f64, bool)]) -> Calibration {
    // In steps of the mean margin, so that both coefficients are of like size.
    let unit = (points.iter().map(|point| point.0).sum::<f64>() / points.len().max(1) as f64).max(1.0);
    let (mut slope, mut intercept) = (1.0, 0.0);
    for _ in 0..20 {
        let (mut g, mut h) = ([0.0; 2], [1e-3, 0.0, 1e-3]);
        for &(margin, right) in points {
            let x = margin / unit;
            let p = 1.0 / (1.0 + (-(slope * x + intercept)).exp());
            let error = p - f64::from(u8::from(right));
            let spread = p * (1.0 - p);
            g = [g[0] + error * x, g[1] + error];
            h = [h[0] + spread * x * x, h[1] + spread * x, h[2] + spread];
        }
        let determinant = (h[0] * h[2] - h[1] * h[1]).max(1e-9);
        slope -= (h[2] * g[0] - h[1] * g[1]) / determinant;
        intercept -= (h[0] * g[1] - h[1] * g[0]) / determinant;
    }
    Calibration { slope: (slope / unit) as f32, intercept: intercept as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_follows_the_shares() {
        let points: Vec<_> = (0..1000).map(|nth| (f64::from(nth % 100), nth % 100 > 50 || nth % 4 == 0)).collect();
        let Calibration { slope, intercept } = fit(&points);
        let confidence = |margin: f32| 1.0 / (1.0 + (-(slope * margin + intercept)).exp());
        assert!(confidence(0.0) < 0.3 && confidence(99.0) > 0.9);
    }
}
