//! The ratchet of the scores: a table of floors that only go up. Imports: std, toml.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// How far below its floor a score may lie: the rounding of the table, in points.
const ROUNDING: f64 = 0.05;

/// A file `[set]` / `measure = floor`, in points of F1.
#[derive(Debug)]
pub(crate) struct Floors {
    path: PathBuf,
    floors: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Floors {
    /// Reads the file at `path`; no file means no floors.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = if path.exists() { fs::read_to_string(path)? } else { String::new() };
        let floors = toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self { path: path.to_owned(), floors })
    }

    /// Fails where one of `scores` (set, measure, points) lies under its floor.
    pub(crate) fn check(&self, scores: &[(String, &'static str, f64)]) -> Result<()> {
        let low: Vec<_> = scores
            .iter()
            .filter_map(|(set, measure, score)| {
                let floor = *self.floors.get(set)?.get(*measure)?;
                (*score < floor - ROUNDING).then(|| format!("{set} {measure}: {score:.1}, floor {floor:.1}"))
            })
            .collect();
        if low.is_empty() { Ok(()) } else { bail!("below the floor:\n  {}", low.join("\n  ")) }
    }

    /// Writes the file with every floor at its score where that is higher.
    pub(crate) fn raise(mut self, scores: &[(String, &'static str, f64)]) -> Result<()> {
        for (set, measure, score) in scores {
            let floor = self.floors.entry(set.clone()).or_default().entry((*measure).to_owned()).or_insert(0.0);
            *floor = floor.max((score * 10.0).floor() / 10.0);
        }
        let mut text =
            String::from("# Floors of `cargo xtask eval`, in points of F1. They only go up: `--raise` writes them.\n");
        for (set, measures) in &self.floors {
            writeln!(text, "\n[{set}]")?;
            for (measure, floor) in measures {
                writeln!(text, "{measure} = {floor:.1}")?;
            }
        }
        fs::write(&self.path, text).with_context(|| format!("writing {}", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_below_its_floor_is_an_error() {
        let floors = toml::from_str("[news]\nnames = 80.0").unwrap();
        let floors = Floors { path: PathBuf::new(), floors };
        let check = |score| floors.check(&[("news".to_owned(), "names", score), ("other".to_owned(), "names", 1.0)]);
        assert!(check(80.0).is_ok() && check(79.96).is_ok());
        assert!(check(79.9).unwrap_err().to_string().contains("news names: 79.9, floor 80.0"));
    }
}
