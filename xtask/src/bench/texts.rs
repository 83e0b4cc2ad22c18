//! The texts that are measured: our own articles, over and over with other people and numbers in them, so that what a program
//! remembers of a text does not help it with the next. Imports: `newsgloss`, `eval::gold`, `train::random`, `root`.

use std::{collections::BTreeMap, fs};

use anyhow::{Result, anyhow};
use newsgloss::{
    annotation::{Kind, Label},
    pipeline::{Config, Resources, annotate},
    text::{SourceText, Span},
    wire::{OffsetUnit, Wire},
};
use serde::Serialize;

use crate::{
    eval::gold::{self, Kind as Marked},
    root,
    train::random::Random,
};

/// A text and what Newsgloss must find in it, wherever it runs.
#[derive(Serialize)]
pub(super) struct Sample {
    /// Paragraphs with a blank line between them.
    pub(super) text: String,
    /// The number of annotations.
    pub(super) expected: usize,
    /// Start and end of each in UTF-16 units, and whether it is a quotation.
    pub(super) spans: Vec<(u32, u32, bool)>,
}

/// Texts of about the same length, and how often they are read.
#[derive(Serialize)]
pub(super) struct Case {
    /// The length asked for; a text ends with the paragraph that reaches it.
    pub(super) words: usize,
    /// Other texts of that length.
    pub(super) texts: Vec<Sample>,
    /// Readings that are timed, each of another text than the one before.
    pub(super) runs: usize,
}

/// A block of an article: its text and where it names people.
struct Block {
    text: String,
    people: Vec<Span>,
}

/// Makes texts.
pub(super) struct Stock {
    articles: Vec<Vec<Block>>,
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Stock {
    /// Reads data/articles and data/names.
    pub(super) fn read() -> Result<Self> {
        let root = root::root();
        let entries = fs::read_dir(root.join("data/articles"))?.map(|entry| Ok(entry?.path()));
        let mut paths = entries.collect::<Result<Vec<_>>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        let articles = paths.iter().map(|path| {
            let source = fs::read_to_string(path)?;
            let article = gold::parse(&source).map_err(|error| anyhow!("{}: {error}", path.display()))?;
            Ok(article.blocks.into_iter().map(block).collect())
        });
        let names = |file: &str| -> Result<Vec<String>> {
            let table = fs::read_to_string(root.join("data/names").join(file))?;
            Ok(table.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
        };
        Ok(Self {
            articles: articles.collect::<Result<_>>()?,
            given: names("given.tsv")?,
            surnames: names("surnames.txt")?,
        })
    }

    /// `n_texts` texts of about so many words, each read once at least.
    pub(super) fn case(&self, words: usize, n_texts: usize, runs: usize, resources: &Resources) -> Case {
        let texts = (0..n_texts).map(|nth| expecting(self.text(words, (words + nth) as u64), resources));
        Case { words, texts: texts.collect(), runs }
    }

    /// About `words` words; every `seed`, which is not 0, gives others.
    pub(super) fn text(&self, words: usize, seed: u64) -> String {
        let mut random = Random::new(seed);
        let (mut text, mut count) = (String::new(), 0);
        let mut order: Vec<_> = (0..self.articles.len()).collect();
        loop {
            random.shuffle(&mut order);
            for article in order.iter().map(|&at| &self.articles[at]) {
                let mut renamed = BTreeMap::new();
                for block in article {
                    let block = self.varied(block, &mut renamed, &mut random);
                    count += block.split_whitespace().count();
                    text.push_str(&block);
                    if count >= words {
                        return text;
                    }
                    text.push_str("\n\n");
                }
            }
        }
    }

    /// The block with other numbers and other people, who have the same names wherever `renamed` is the same.
    fn varied<'a>(&'a self, block: &'a Block, renamed: &mut BTreeMap<&'a str, &'a str>, random: &mut Random) -> String {
        let (mut text, mut at) = (String::new(), 0);
        let mut numbers = Random::new(u64::from(random.bits()) + 1);
        for person in &block.people {
            text.push_str(&other_numbers(&block.text[at..person.start() as usize], &mut numbers));
            let words = person.of(&block.text).split(' ').map(|word| {
                let is_name =
                    word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
                let list = if self.given.iter().any(|given| given == word) { &self.given } else { &self.surnames };
                if is_name { *renamed.entry(word).or_insert_with(|| &list[random.below(list.len())]) } else { word }
            });
            text.push_str(&words.collect::<Vec<_>>().join(" "));
            at = person.end() as usize;
        }
        text.push_str(&other_numbers(&block.text[at..], &mut numbers));
        text
    }
}

fn block(block: gold::Block<'_>) -> Block {
    let is_person = |mark: &&gold::Mark<'_>| matches!(mark.kind, Marked::Entity(Label::Person, _));
    Block { people: block.marks.iter().filter(is_person).map(|mark| mark.span).collect(), text: block.text }
}

/// The last day that every month has, and what is taken for a year.
const LAST_DAY: usize = 28;
const YEARS: std::ops::Range<usize> = 1900..2100;

/// `text` with other days, years and amounts of the same length.
fn other_numbers(text: &str, random: &mut Random) -> String {
    let mut varied = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|char: char| char.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|char: char| !char.is_ascii_digit()).unwrap_or(from.len()));
        varied.push_str(before);
        let other = match digits.parse::<usize>() {
            Ok(year) if digits.len() == 4 && YEARS.contains(&year) => 1990 + random.below(36),
            Ok(_) if digits.len() == 1 => 1 + random.below(9),
            Ok(day) if digits.len() == 2 && (10..=31).contains(&day) => 10 + random.below(LAST_DAY - 9),
            _ => 0,
        };
        let kept = if other == 0 { digits.to_owned() } else { other.to_string() };
        varied.push_str(&kept);
        rest = after;
    }
    varied.push_str(rest);
    varied
}

/// `text` with what is found in it natively.
fn expecting(text: String, resources: &Resources) -> Sample {
    let source = SourceText::from_plain(&text);
    let (analysis, chosen) = annotate(&source, resources, &Config::ALL);
    let annotations =
        Wire { source: &source, analysis: &analysis, resources, unit: OffsetUnit::Utf16 }.annotations(&chosen);
    let is_quotation = |kind| kind == Kind::Quotation.as_str();
    let spans = annotations.iter().map(|found| (found.start, found.end, is_quotation(found.kind))).collect();
    let expected = annotations.len();
    Sample { text, expected, spans }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_long_as_asked_for_and_differ() {
        let stock = Stock::read().unwrap();
        let texts = [1, 2].map(|seed| stock.text(3_000, seed));
        for text in &texts {
            let words = text.split_whitespace().count();
            assert!((3_000..3_200).contains(&words), "{words}");
            assert!(!text.contains(['[', ']']));
        }
        assert_ne!(texts[0], texts[1]);
        assert_eq!(texts[0], stock.text(3_000, 1));
    }

    #[test]
    fn people_have_other_names_and_one_each() {
        let block = Block {
            text: "Mara Lindqvist met Ida of Oslo. Lindqvist left.".to_owned(),
            people: vec![Span::new(0, 14), Span::new(19, 22), Span::new(32, 41)],
        };
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let stock = Stock { articles: vec![], given: names(&["Mara", "Ida"]), surnames: names(&["Abel"]) };
        let text = stock.varied(&block, &mut BTreeMap::new(), &mut Random::new(7));
        let given = text.split(' ').next().unwrap();
        assert!(
            ["Mara", "Ida"].contains(&given) && text.contains(" Abel met ") && text.ends_with(" of Oslo. Abel left."),
            "{text}"
        );
    }

    #[test]
    fn numbers_keep_their_shape() {
        let other = other_numbers("on 14 March 2024, 1,250 of 7 said v2", &mut Random::new(3));
        let shape = |text: &str| text.replace(|char: char| char.is_ascii_digit(), "0");
        assert_eq!(shape(&other), "on 00 March 0000, 0,000 of 0 said v0");
        assert_ne!(other, "on 14 March 2024, 1,250 of 7 said v2");
    }
}
