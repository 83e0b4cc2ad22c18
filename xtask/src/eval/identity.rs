//! `cargo xtask eval identity`: which mentions of the gold articles are put together, as B-cubed (Bagga and Baldwin, 1998).
//! Imports: `newsgloss`, `gold`, `eval::floors`, `root`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Result, anyhow};
use newsgloss::annotate::coref::group_mentions;
use newsgloss::annotate::entities::find_mentions;
use newsgloss::annotation::{EntityId, Label, Mention};
use newsgloss::document::Document;
use newsgloss::text::{BlockKind, SourceText, Span};

use super::floors::Floors;
use super::gold::{self, Kind};
use crate::root;

/// Options of `cargo xtask eval identity`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print what is put together wrongly in the articles that may be read
    #[arg(long)]
    show: bool,
    /// Raise the floors to these scores
    #[arg(long)]
    raise: bool,
}

/// Measures, prints, and compares with the floors.
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut resources = super::lite()?;
    resources.load("en.model", &fs::read(root::root().join("data/model/en.model"))?)?;
    let mut sums: BTreeMap<(&str, &str), BCubed> = BTreeMap::new();
    for (file, source) in sources()? {
        let article = gold::parse(&source).map_err(|fault| anyhow!("{file}: {fault}"))?;
        let text = plain(&article);
        let document = Document::new(&text);
        let (mut marked, keys) = marks(&article, &text);
        group_mentions(&document, &mut marked, &resources.speech_words);
        let split = if article.split == "train" { "train" } else { "test" };
        let score = BCubed::of(&keys, &marked);
        if args.show && split == "train" && score.f1() < 1.0 {
            println!("{file}: {:.1}", 100.0 * score.f1());
            show(&text, &keys, &marked);
        }
        sums.entry((split, "marked")).or_default().add(&score);
        let mut found = find_mentions(&document, &resources);
        group_mentions(&document, &mut found, &resources.speech_words);
        let spans: Vec<_> = found.iter().map(|mention| mention.span).collect();
        let (keys, shared): (Vec<_>, Vec<_>) = keys
            .into_iter()
            .filter_map(|(span, key)| {
                let at = spans.binary_search(&span).ok()?;
                Some(((span, key), found.get(at)?.clone()))
            })
            .unzip();
        sums.entry((split, "found")).or_default().add(&BCubed::of(&keys, &shared));
    }
    println!("{:6} {:7} {:>6} {:>6} {:>6} {:>9}", "split", "names", "P", "R", "F1", "mentions");
    let mut scores = Vec::new();
    for ((split, names), sum) in &sums {
        let [p, r, f] = [sum.precision(), sum.recall(), sum.f1()].map(|share| 100.0 * share);
        println!("{split:6} {names:7} {p:6.2} {r:6.2} {f:6.2} {:9}", sum.mentions);
        if *split == "test" {
            scores.push(("articles-test".to_owned(), if *names == "marked" { "marked" } else { "found" }, f));
        }
    }
    let floors = Floors::read(&root::root().join("data/entities/identity-floors.toml"))?;
    if args.raise { floors.raise(&scores) } else { floors.check(&scores) }
}

/// File name and content of every gold article, in order.
pub(crate) fn sources() -> Result<BTreeMap<String, String>> {
    let mut sources = BTreeMap::new();
    for entry in fs::read_dir(root::root().join("data/articles"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            sources.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(sources)
}

/// The text of `article`, block by block.
pub(crate) fn plain(article: &gold::Article<'_>) -> SourceText {
    SourceText::from_blocks(
        article
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| (if at == 0 { BlockKind::Heading } else { BlockKind::Paragraph }, block.text.as_str())),
    )
}

/// The marked names of `article` as mentions of `text`, with their keys.
pub(crate) fn marks<'a>(article: &gold::Article<'a>, text: &SourceText) -> (Vec<Mention>, Vec<(Span, &'a str)>) {
    let mut names = Vec::new();
    for (block, own) in article.blocks.iter().zip(text.blocks()) {
        for mark in &block.marks {
            if let Kind::Entity(label, key) = mark.kind {
                let start = own.span.start();
                let span = Span::new(start + mark.span.start(), start + mark.span.end());
                names.push((Mention { span, label, confidence: 1.0, entity: None }, key));
            }
        }
    }
    names.retain(|(mention, _)| !matches!(mention.label, Label::Date | Label::Money));
    let keys = names.iter().filter_map(|(mention, key)| Some((mention.span, (*key)?))).collect();
    (names.into_iter().map(|(mention, _)| mention).collect(), keys)
}

/// Sums of precision and recall over mentions.
#[derive(Debug, Default)]
struct BCubed {
    precision: f64,
    recall: f64,
    mentions: usize,
}

impl BCubed {
    /// The sums of one article: its marked names with their keys, and the same mentions as put together.
    fn of(keys: &[(Span, &str)], mentions: &[Mention]) -> Self {
        let mut pairs: BTreeMap<(&str, Option<EntityId>), f64> = BTreeMap::new();
        let mut by_key: BTreeMap<&str, f64> = BTreeMap::new();
        let mut by_entity: BTreeMap<Option<EntityId>, f64> = BTreeMap::new();
        for ((_, key), mention) in keys.iter().zip(mentions) {
            *pairs.entry((key, mention.entity)).or_default() += 1.0;
            *by_key.entry(key).or_default() += 1.0;
            *by_entity.entry(mention.entity).or_default() += 1.0;
        }
        let mut sums = Self { mentions: mentions.len(), ..Self::default() };
        for ((key, entity), together) in pairs {
            sums.precision += together * together / by_entity.get(&entity).copied().unwrap_or(1.0);
            sums.recall += together * together / by_key.get(key).copied().unwrap_or(1.0);
        }
        sums
    }

    fn add(&mut self, other: &Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.mentions += other.mentions;
    }

    fn precision(&self) -> f64 {
        self.precision / (self.mentions.max(1)) as f64
    }

    fn recall(&self) -> f64 {
        self.recall / (self.mentions.max(1)) as f64
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// Prints the keys that are apart and the entities that hold several keys.
fn show(text: &SourceText, keys: &[(Span, &str)], mentions: &[Mention]) {
    let mut of_key: BTreeMap<&str, BTreeMap<u32, Vec<&str>>> = BTreeMap::new();
    let mut of_entity: BTreeMap<u32, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for ((span, key), mention) in keys.iter().zip(mentions) {
        let (words, id) = (text.slice(*span), mention.entity.map_or(u32::MAX, |id| id.0));
        of_key.entry(key).or_default().entry(id).or_default().push(words);
        of_entity.entry(id).or_default().entry(key).or_default().push(words);
    }
    for (key, entities) in of_key.iter().filter(|(_, entities)| entities.len() > 1) {
        println!("  apart: {key} {:?}", entities.values().collect::<Vec<_>>());
    }
    for keys in of_entity.values().filter(|keys| keys.len() > 1) {
        println!("  together: {keys:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_cubed_of_a_worked_example() {
        let mention =
            |id| Mention { span: Span::default(), label: Label::Person, confidence: 1.0, entity: Some(EntityId(id)) };
        let keys: Vec<_> = ["a", "a", "a", "b"].map(|key| (Span::default(), key)).into();
        let score = BCubed::of(&keys, &[mention(0), mention(0), mention(1), mention(1)]);
        assert!((score.precision() - (1.0 + 1.0 + 0.5 + 0.5) / 4.0).abs() < 1e-9);
        assert!((score.recall() - (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
    }
}
