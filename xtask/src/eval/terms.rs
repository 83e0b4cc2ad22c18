//! `cargo xtask eval terms`: precision and recall of the policy terms that are painted, by category, and how fast they are found.
//! Imports: `newsgloss`, `data::{glossary, speech}`, `eval::{term_score, floors, gold}`, `root`.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use newsgloss::{
    annotate::{entities::find_mentions, terms::find_terms},
    annotation::Kind,
    document::Document,
    lexicon::{LEXICON, pack::write},
    pipeline::{Config, Resources, annotate},
    text::{SourceText, Span},
};
use serde_json::Value;

use super::{
    floors::Floors,
    gold,
    term_score::{Gold, Scores, fold},
};
use crate::{
    data::{
        glossary::{self, source},
        speech,
    },
    root,
};

/// Options of `cargo xtask eval terms`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Measure without the tagger's model, as the lite profile runs
    #[arg(long)]
    lite: bool,
    /// Raise the floors to these scores
    #[arg(long)]
    raise: bool,
}

/// Megabytes of text a second that terms are to be found in.
const LEAST_MB_S: f64 = 20.0;

/// An article with its marks.
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) gold: Vec<(Span, Gold)>,
}

/// Measures, prints, and compares with the floors.
pub(crate) fn run(args: &Args) -> Result<()> {
    let resources = resources(!args.lite)?;
    let dev = root::root().join("../shared/data/terms/terms-dev.jsonl");
    let mut sets = vec![("articles-test", read_articles()?)];
    if dev.exists() {
        sets.insert(0, ("terms-dev", read_marked(&dev)?));
    } else {
        eprintln!("SKIPPED: terms-dev needs ../shared/data/terms");
    }
    speed(sets.iter().flat_map(|(_, articles)| articles), &resources)?;
    let mut floors = Vec::new();
    for (name, articles) in sets {
        let (scores, found) = measure(&articles, &resources);
        println!("\n{name}: {} articles", articles.len());
        print(&scores);
        write_list(name, &scores, &found)?;
        let [exact, loose] = [scores.exact.shares(), scores.loose.shares()];
        floors.push((name.to_owned(), "exact", exact[2]));
        floors.push((name.to_owned(), "loose-precision", loose[0]));
        floors.push((name.to_owned(), "loose-recall", loose[1]));
    }
    if args.lite {
        return Ok(());
    }
    let kept = Floors::read(&glossary::folder().join("floors.toml"))?;
    if args.raise { kept.raise(&floors) } else { kept.check(&floors) }
}

/// The language data from their sources, and the model.
fn resources(with_model: bool) -> Result<Resources> {
    let files = source::read(&glossary::folder())?;
    let entries = source::entries(&files)?;
    let sections = newsgloss::lexicon::glossary::write(&entries, 0);
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let lexicon = write(LEXICON, &sections);
    let mut resources = Resources::default();
    let started = Instant::now();
    resources.load(LEXICON.name, &lexicon)?;
    resources.speech_words = speech::words(&root::root().join("data/lexicon"))?;
    println!("{} entries loaded in {:.1?}", entries.len(), started.elapsed());
    if with_model {
        resources.load("en.model", &fs::read(root::root().join("data/model/en.model"))?)?;
    }
    Ok(resources)
}

/// Times the terms alone, with tokens and names at hand, on all articles: the quickest of many rounds, as others use the
/// machine, too.
fn speed<'a>(articles: impl Iterator<Item = &'a Marked>, resources: &Resources) -> Result<()> {
    const ROUNDS: usize = 30;
    let sources: Vec<_> = articles.map(|article| SourceText::from_plain(&article.text)).collect();
    let documents: Vec<_> = sources.iter().map(Document::new).collect();
    let documents: Vec<_> = documents.iter().map(|it| (it, find_mentions(it, resources))).collect();
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let round = |_| {
        let started = Instant::now();
        let found: usize = documents.iter().map(|(it, mentions)| find_terms(it, mentions, resources).len()).sum();
        (started.elapsed(), found)
    };
    let (quickest, n_terms) = (0..ROUNDS).map(round).min().context("no round")?;
    let rate = bytes as f64 / quickest.as_secs_f64() / 1e6;
    println!("{n_terms} terms in {bytes} bytes of text: {rate:.1} MB/s (at least {LEAST_MB_S})");
    ensure!(rate >= LEAST_MB_S, "terms are found at {rate:.1} MB/s");
    Ok(())
}

/// The scores, and the folded words of each term that was found and not painted, with its article.
fn measure(articles: &[Marked], resources: &Resources) -> (Scores, BTreeSet<(String, String)>) {
    let (mut scores, mut unpainted) = (Scores::default(), BTreeSet::new());
    for article in articles {
        let source = SourceText::from_plain(&article.text);
        let (analysis, chosen) = annotate(&source, resources, &Config::ALL);
        let words = analysis.terms.iter().map(|term| source.slice(term.span));
        unpainted.extend(words.map(|words| (article.id.clone(), fold(words))));
        let painted = chosen.iter().filter(|it| it.kind == Kind::Term).map(|it| source.slice(it.span));
        let marks: Vec<_> = article.gold.iter().map(|(_, mark)| mark.clone()).collect();
        scores.add(&article.id, &marks, &painted.collect::<Vec<_>>());
    }
    (scores, unpainted)
}

fn print(scores: &Scores) {
    println!("  {:24} {:>6} {:>6} {:>6} {:>6} {:>6}", "", "P", "R", "F1", "gold", "found");
    for (name, counts) in [("exact", scores.exact), ("loose", scores.loose)] {
        let [p, r, f] = counts.shares();
        println!("  {name:24} {p:6.2} {r:6.2} {f:6.2} {:6} {:6}", counts.gold, counts.found);
    }
    for (category, [gold, exact, loose]) in &scores.categories {
        let share = |hits: &u32| 100.0 * f64::from(*hits) / f64::from((*gold).max(1));
        println!("  {category:24} recall exact {:5.1}, loose {:5.1} of {gold}", share(exact), share(loose));
    }
}

/// Every miss, found or not, and every false hit, for reading.
fn write_list(set: &str, scores: &Scores, found: &BTreeSet<(String, String)>) -> Result<()> {
    let mut text = String::new();
    for (id, words) in &scores.misses {
        let what = if found.contains(&(id.clone(), words.clone())) { "unpainted" } else { "miss" };
        writeln!(text, "{what}\t{words}\t{id}")?;
    }
    for (id, words) in &scores.false_hits {
        writeln!(text, "false\t{words}\t{id}")?;
    }
    let path = root::kept()?.join(format!("terms-{set}.tsv"));
    fs::write(&path, text)?;
    println!("  misses and false hits: {}", path.display());
    Ok(())
}

/// The gold articles that only measure.
fn read_articles() -> Result<Vec<Marked>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root::root().join("data/articles"))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "txt"));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let source = fs::read_to_string(&path)?;
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let article = gold::parse(&source).map_err(anyhow::Error::msg).with_context(|| id.clone())?;
        if article.split != "test" {
            continue;
        }
        let mut marked = Marked { id, text: String::new(), gold: Vec::new() };
        for block in &article.blocks {
            let base = marked.text.len() as u32;
            marked.text.push_str(&block.text);
            marked.text.push_str("\n\n");
            for mark in block.marks.iter().filter(|mark| mark.kind == gold::Kind::Term) {
                let span = Span::new(base + mark.span.start(), base + mark.span.end());
                let text = mark.span.of(&block.text).to_owned();
                marked.gold.push((span, Gold { text, category: article.topic.to_owned(), doubtful: false }));
            }
        }
        articles.push(marked);
    }
    Ok(articles)
}

/// The articles of a file of JSON lines with code point offsets.
pub(crate) fn read_marked(path: &Path) -> Result<Vec<Marked>> {
    let lines = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    lines.lines().filter(|line| !line.trim().is_empty()).map(|line| marked(line).context("a line of terms")).collect()
}

fn marked(line: &str) -> Result<Marked> {
    let row: Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().context("no text")?.to_owned();
    let mut starts: Vec<_> = text.char_indices().map(|(byte, _)| byte as u32).collect();
    starts.push(text.len() as u32);
    let byte =
        |value: &Value| value.as_u64().and_then(|point| starts.get(point as usize).copied()).context("no offset");
    let mut gold = Vec::new();
    for term in row["terms"].as_array().context("no terms")? {
        let span = Span::new(byte(&term["start"])?, byte(&term["end"])?);
        let category = term["category"].as_str().unwrap_or_default().to_owned();
        let doubtful = term["doubtful"].as_bool().unwrap_or_default();
        gold.push((span, Gold { text: span.of(&text).to_owned(), category, doubtful }));
    }
    Ok(Marked { id: row["id"].as_str().context("no id")?.to_owned(), text, gold })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_become_bytes() {
        let row =
            r#"{"id":"1","text":"é “amnesty” é","terms":[{"start":3,"end":10,"category":"law","doubtful":true}]}"#;
        let article = marked(row).unwrap();
        assert_eq!(article.gold[0].1.text, "amnesty");
        assert!(article.gold[0].1.doubtful);
    }
}
