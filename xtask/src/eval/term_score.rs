//! Scores of policy terms: a port of `../shared/tools/score_terms.py`, held equal to it by a test. Imports std only.

use std::collections::{BTreeMap, BTreeSet};

/// A marked term.
#[derive(Debug, Clone)]
pub(crate) struct Gold {
    /// The words as they stand.
    pub(crate) text: String,
    /// The corpus's category.
    pub(crate) category: String,
    /// Whether the editor was in doubt: counts for precision, not for recall.
    pub(crate) doubtful: bool,
}

/// Marks found and matched, exactly or loosely.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) gold: u32,
    pub(crate) found: u32,
    /// Of the gold marks, those that were found.
    pub(crate) recalled: u32,
    /// Of what was found, what is gold.
    pub(crate) right: u32,
}

impl Counts {
    /// Precision, recall and their harmonic mean, in per cent.
    pub(crate) fn shares(self) -> [f64; 3] {
        let share = |part: u32, whole: u32| if whole == 0 { 0.0 } else { 100.0 * f64::from(part) / f64::from(whole) };
        let (p, r) = (share(self.right, self.found), share(self.recalled, self.gold));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// The scores of a set.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) exact: Counts,
    pub(crate) loose: Counts,
    /// Gold marks, and those recalled exactly and loosely, by category.
    pub(crate) categories: BTreeMap<String, [u32; 3]>,
    /// Gold marks that nothing found touches, each with its article.
    pub(crate) misses: Vec<(String, String)>,
    /// What was found and touches no gold mark.
    pub(crate) false_hits: Vec<(String, String)>,
}

impl Scores {
    /// Adds an article with its `gold` marks and the words of what was `found`.
    pub(crate) fn add(&mut self, id: &str, gold: &[Gold], found: &[&str]) {
        let mut marks = BTreeMap::new();
        for mark in gold {
            marks.entry(fold(&mark.text)).or_insert(mark);
        }
        let found: BTreeSet<_> = found.iter().map(|words| fold(words)).collect();
        for (words, mark) in marks.iter().filter(|(_, mark)| !mark.doubtful) {
            let exact = found.contains(words);
            let loose = found.iter().any(|other| is_loose(words, other));
            let category = self.categories.entry(mark.category.clone()).or_default();
            for (counts, hit) in [(&mut self.exact, exact), (&mut self.loose, loose)] {
                counts.gold += 1;
                counts.recalled += u32::from(hit);
            }
            for (count, hit) in category.iter_mut().zip([true, exact, loose]) {
                *count += u32::from(hit);
            }
            if !loose {
                self.misses.push((id.to_owned(), words.clone()));
            }
        }
        for words in &found {
            let loose = marks.keys().any(|mark| is_loose(mark, words));
            for (counts, hit) in [(&mut self.exact, marks.contains_key(words)), (&mut self.loose, loose)] {
                counts.found += 1;
                counts.right += u32::from(hit);
            }
            if !loose {
                self.false_hits.push((id.to_owned(), words.clone()));
            }
        }
    }
}

/// The scorer's folding: case, quotes, hyphens, a leading article, a trailing possessive.
pub(crate) fn fold(words: &str) -> String {
    let mut text = String::new();
    for char in words.chars().flat_map(char::to_lowercase) {
        match char {
            '\u{2018}' | '\u{2019}' => text.push('\''),
            '\u{201c}' | '\u{201d}' | '"' => {}
            '\u{2010}'..='\u{2015}' | '-' => text.push(' '),
            _ => text.push(char),
        }
    }
    let trimmed = text.trim();
    let article = ["the", "an", "a"].iter().find_map(|article| {
        let rest = trimmed.strip_prefix(article)?;
        rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
    });
    let text = article.unwrap_or(trimmed);
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix('\'')).unwrap_or(text);
    let mut folded = String::new();
    for char in text.chars() {
        match char {
            _ if !char.is_whitespace() => folded.push(char),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded
}

/// Whether two folded strings are equal or share half of the words of the longer one.
fn is_loose(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let (x, y) = (words(one), words(other));
    let shared = x.intersection(&y).count();
    one == other || shared > 0 && shared * 2 >= x.len().max(y.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;
    use std::process::Command;

    #[test]
    fn folding_is_the_scorers() {
        for (words, expected) in [
            ("The “One China” policy", "one china policy"),
            ("dual‑use", "dual use"),
            ("Congress’s", "congress"),
            ("workers'", "workers"),
            ("a  a", "a"),
            ("theory", "theory"),
        ] {
            assert_eq!(fold(words), expected);
        }
    }

    #[test]
    fn half_of_the_longer_is_loose() {
        assert!(is_loose("economic sanctions", "sanctions") && is_loose("a b c d", "c d"));
        assert!(!is_loose("a b c", "c") && !is_loose("a b", "c d"));
    }

    #[test]
    fn doubtful_marks_count_for_precision_alone() {
        let mark = |text: &str, doubtful| Gold { text: text.to_owned(), category: "law".to_owned(), doubtful };
        let gold = [mark("amnesty", false), mark("parole", true), mark("class action", false)];
        let mut scores = Scores::default();
        scores.add("1", &gold, &["Amnesty", "parole", "class action suit", "vote"]);
        assert_eq!(scores.exact, Counts { gold: 2, found: 4, recalled: 1, right: 2 });
        assert_eq!(scores.loose, Counts { gold: 2, found: 4, recalled: 2, right: 3 });
        assert_eq!(scores.false_hits, [("1".to_owned(), "vote".to_owned())]);
    }

    /// Marks of the development set, every third one changed: the same figures as the Python scorer has.
    #[test]
    fn figures_are_those_of_the_python_scorer() {
        let shared = crate::root::root().join("../shared");
        let (tool, gold) = (shared.join("tools/score_terms.py"), shared.join("data/terms/terms-dev.jsonl"));
        if !tool.exists() || !gold.exists() || Command::new("python3").arg("--version").output().is_err() {
            return eprintln!("SKIPPED: needs python3 and ../shared/tools/score_terms.py, ../shared/data/terms");
        }
        let (mut scores, mut lines) = (Scores::default(), String::new());
        for article in super::super::terms::read_marked(&gold).unwrap() {
            let mut spans = Vec::new();
            for (nth, (span, _)) in article.gold.iter().enumerate() {
                let words = span.of(&article.text);
                let cut = words.rfind(' ').unwrap_or(words.len()) as u32;
                let longer = article.text[span.end() as usize..].chars().next().map_or(0, char::len_utf8) as u32;
                match nth % 4 {
                    0 => spans.push(*span),
                    1 => spans.push(newsgloss::text::Span::new(span.start(), span.start() + cut)),
                    2 => spans.push(newsgloss::text::Span::new(span.start(), span.end() + longer)),
                    _ => {}
                }
            }
            let found: Vec<_> = spans.iter().map(|span| span.of(&article.text)).collect();
            let marks: Vec<_> = article.gold.iter().map(|(_, mark)| mark.clone()).collect();
            scores.add(&article.id, &marks, &found);
            let point = |byte: u32| article.text[..byte as usize].chars().count();
            let terms: Vec<_> = spans
                .iter()
                .map(|span| serde_json::json!({"start": point(span.start()), "end": point(span.end()), "category": ""}))
                .collect();
            writeln!(lines, "{}", serde_json::json!({"id": article.id, "terms": terms})).unwrap();
        }
        let found = std::env::temp_dir().join(format!("newsgloss-terms-{}.jsonl", std::process::id()));
        std::fs::write(&found, lines).unwrap();
        let output = Command::new("python3").arg(tool).arg(gold).arg(&found).arg("--json").output().unwrap();
        std::fs::remove_file(found).unwrap();
        let python: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        for (name, counts) in [("exact", scores.exact), ("loose", scores.loose)] {
            for (key, share) in ["p", "r", "f"].iter().zip(counts.shares()) {
                assert!((python[name][key].as_f64().unwrap() * 100.0 - share).abs() < 1e-9, "{name} {key}");
            }
        }
        assert_eq!(python["misses"].as_array().unwrap().len(), scores.misses.len());
        assert_eq!(python["false"].as_array().unwrap().len(), scores.false_hits.len());
        assert!(scores.exact.right > 20 && scores.exact.shares()[2] < 90.0);
    }
}
