//! Medians, and the exponent of a growth. Imports nothing.

/// The middle of `values`, or the mean of the two in the middle; 0 of none.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}

/// The exponent `b` of `time = a · size^b` through the points `(size, time)`: least squares of their logarithms.
pub(super) fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<_> = points.iter().map(|(size, time)| (size.ln(), time.ln())).collect();
    let n = logs.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| logs.iter().map(pick).sum::<f64>() / n;
    let (size, time) = (mean(|log| log.0), mean(|log| log.1));
    let together: f64 = logs.iter().map(|log| (log.0 - size) * (log.1 - time)).sum();
    together / logs.iter().map(|log| (log.0 - size).powi(2)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle_whatever_the_order() {
        assert!((median([9.0, 1.0, 2.0]) - 2.0).abs() < 1e-12);
        assert!((median([4.0, 1.0, 100.0, 2.0]) - 3.0).abs() < 1e-12);
        assert!(median([]).abs() < 1e-12);
    }

    #[test]
    fn exponents_tell_linear_from_quadratic_growth() {
        let grown = |power: f64| [1e3, 1e4, 1e5].map(|size: f64| (size, 3.0 * size.powf(power)));
        assert!((exponent(&grown(1.0)) - 1.0).abs() < 1e-9);
        assert!((exponent(&grown(2.0)) - 2.0).abs() < 1e-9);
        // A constant part, a start-up for example, makes growth look slower than it is, never faster.
        assert!(exponent(&grown(1.0).map(|(size, time)| (size, time + 500.0))) < 1.0);
    }
}
