//! Exact-span scores of names: a port of `../shared/tools/score_entities.py`, held equal to it by a test.
//! Imports: `newsgloss`, `corpus`.

use std::collections::{BTreeMap, BTreeSet};

use newsgloss::text::Span;

/// Found, marked and right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Marked in the corpus.
    pub(crate) gold: u32,
    /// Found.
    pub(crate) found: u32,
    /// Found with the marked span and label.
    pub(crate) right: u32,
}

impl Counts {
    /// Share of the found that is right, 0–1.
    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// Share of the marked that is found, 0–1.
    pub(crate) fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of the two.
    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// The scores of one corpus.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// By label, for the labels asked for.
    pub(crate) labels: BTreeMap<String, Counts>,
    /// With the label ignored.
    pub(crate) untyped: Counts,
}

impl Scores {
    /// Over all labels asked for.
    pub(crate) fn micro(&self) -> Counts {
        let mut sum = Counts::default();
        self.labels.values().for_each(|&counts| sum.add(counts));
        sum
    }

    /// Adds one text with its `gold` and its `found` names. A marked name inside another is not counted.
    pub(crate) fn add(&mut self, text: &str, labels: &[&str], gold: &[(Span, &str)], found: &[(Span, &str)]) {
        let gold = normal(text, gold);
        let enclosed = |span: Span| gold.iter().any(|&(other, _)| other != span && other.contains(span));
        let wanted = |label: &str| labels.contains(&label);
        let gold: BTreeSet<_> =
            gold.iter().copied().filter(|&(span, label)| wanted(label) && !enclosed(span)).collect();
        let found: BTreeSet<_> = normal(text, found).into_iter().filter(|&(_, label)| wanted(label)).collect();
        for &label in labels {
            let of = |names: &BTreeSet<(Span, &str)>| names.iter().filter(|name| name.1 == label).count() as u32;
            let right = gold.intersection(&found).filter(|name| name.1 == label).count() as u32;
            self.labels.entry(label.to_owned()).or_default().add(Counts { gold: of(&gold), found: of(&found), right });
        }
        let spans = |names: &BTreeSet<(Span, &str)>| names.iter().map(|name| name.0).collect::<BTreeSet<_>>();
        let (gold, found) = (spans(&gold), spans(&found));
        let right = gold.intersection(&found).count() as u32;
        self.untyped.add(Counts { gold: gold.len() as u32, found: found.len() as u32, right });
    }
}

/// `names` without white space at the ends, leading article and trailing possessive (the scorer's `--norm`).
fn normal<'a>(text: &str, names: &[(Span, &'a str)]) -> BTreeSet<(Span, &'a str)> {
    names.iter().map(|&(span, label)| (normal_span(text, span), label)).filter(|(span, _)| !span.is_empty()).collect()
}

fn normal_span(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let mut start = span.start() + (name.len() - name.trim_start().len()) as u32;
    let mut rest = name.trim();
    let article = ["the", "a", "an"].into_iter().find_map(|article| {
        let after = rest.get(article.len()..).filter(|_| rest[..article.len()].eq_ignore_ascii_case(article))?;
        let trimmed = after.trim_start();
        (trimmed.len() < after.len() && !trimmed.is_empty()).then_some(trimmed)
    });
    if let Some(after) = article {
        start += (rest.len() - after.len()) as u32;
        rest = after;
    }
    let mut end = rest.len();
    let without_s = rest.strip_suffix(['s', 'S']);
    let marks = ['\'', '\u{2019}'];
    if let Some(stem) = without_s.and_then(|stem| stem.strip_suffix(marks)) {
        end = stem.len();
    } else if let Some(stem) = rest.strip_suffix(marks).filter(|stem| stem.ends_with(['s', 'S'])) {
        end = stem.len();
    }
    // A possessive alone is left as it is.
    let end = if end == 0 { rest.len() } else { end };
    Span::new(start, start + end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn check(name: &str, expected: &str) {
        let text = format!("{name} and");
        let span = normal_span(&text, Span::new(0, name.len() as u32));
        assert_eq!(span.of(&text), expected);
    }

    #[test]
    fn spans_are_normal() {
        check(" the  Kremlin’s ", "Kremlin");
        check("The Hague", "Hague");
        check("Theatre", "Theatre");
        check("an", "an");
        check("workers'", "workers");
        check("Qana’", "Qana’");
        check("'s", "'s");
    }

    /// Our own marks against a version with every third name gone and others moved, renamed and doubled: the same counts as the
    /// Python scorer has.
    #[test]
    fn counts_are_those_of_the_python_scorer() {
        let tool = crate::root::root().join("../shared/tools/score_entities.py");
        let (Ok(folder), true) = (crate::corpus::folder(), tool.exists()) else {
            return eprintln!("SKIPPED: needs ../shared/tools/score_entities.py and ../shared/data/entities");
        };
        if Command::new("python3").arg("--version").output().is_err() {
            return eprintln!("SKIPPED: needs python3");
        }
        let rows = crate::corpus::read(&folder.join("wikipedia-gold-dev.jsonl")).unwrap();
        let labels = ["PER", "ORG", "LOC"];
        let (mut scores, mut gold_lines, mut found_lines) = (Scores::default(), String::new(), String::new());
        for (id, row) in rows.iter().enumerate() {
            let gold: Vec<_> = row.entities.iter().map(|gold| (gold.span, gold.label.as_str())).collect();
            let found: Vec<_> = gold.iter().enumerate().flat_map(|(nth, &name)| alter(&row.text, nth, name)).collect();
            scores.add(&row.text, &labels, &gold, &found);
            gold_lines.push_str(&line(id, &row.text, &gold));
            found_lines.push_str(&line(id, &row.text, &found));
        }
        let path = |name: &str| std::env::temp_dir().join(format!("newsgloss-{name}-{}.jsonl", std::process::id()));
        std::fs::write(path("gold"), gold_lines).unwrap();
        std::fs::write(path("found"), found_lines).unwrap();
        let output = Command::new("python3")
            .arg(tool)
            .args([path("gold"), path("found")])
            .args(["--norm", "--json"])
            .output()
            .unwrap();
        let python: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let ours = scores.labels.iter().map(|(label, counts)| (label.as_str(), *counts));
        for (name, counts) in ours.chain([("micro", scores.micro()), ("untyped", scores.untyped)]) {
            let of = |key: &str| python[name][key].as_u64().unwrap() as u32;
            assert_eq!(counts, Counts { gold: of("gold"), found: of("pred"), right: of("tp") }, "{name}");
            assert!((counts.f1() - python[name]["f"].as_f64().unwrap()).abs() < 1e-9);
        }
        assert!(scores.micro().right > 100 && scores.micro().f1() < 0.9);
        for name in ["gold", "found"] {
            std::fs::remove_file(path(name)).unwrap();
        }
    }

    fn alter<'a>(text: &str, nth: usize, (span, label): (Span, &'a str)) -> Vec<(Span, &'a str)> {
        let before = text[..span.start() as usize].rfind(char::is_whitespace).map_or(0, |at| at as u32);
        let after =
            text[span.end() as usize..].find(char::is_whitespace).map_or(span.end(), |at| span.end() + at as u32);
        match nth % 5 {
            0 => vec![(span, label)],
            1 => vec![(Span::new(before, span.end()), label)],
            2 => vec![],
            3 => vec![(span, "ORG"), (span, label)],
            _ => vec![(Span::new(span.start(), after), label)],
        }
    }

    fn line(id: usize, text: &str, names: &[(Span, &str)]) -> String {
        let point = |byte: u32| text[..byte as usize].chars().count();
        let entities: Vec<_> = names
            .iter()
            .map(|&(span, label)| serde_json::json!({ "start": point(span.start()), "end": point(span.end()), "label": label }))
            .collect();
        format!("{}\n", serde_json::json!({ "id": id, "text": text, "entities": entities }))
    }
}
