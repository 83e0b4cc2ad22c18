//! `cargo xtask eval links`: are the records right that names are linked to, against judgements made by hand (data/links).
//! Imports: `newsgloss`, `corpus`, `data::pack`, `eval::{gold, identity, floors}`, `root`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use newsgloss::annotate::coref::group_mentions;
use newsgloss::annotate::entities::find_mentions;
use newsgloss::annotate::link::link_entities;
use newsgloss::annotation::{Entity, Label, Mention};
use newsgloss::document::Document;
use newsgloss::resources::Resources;
use newsgloss::text::{SourceText, Span};

use super::floors::Floors;
use super::{gold, identity};
use crate::{corpus, data, root};

/// Options of `cargo xtask eval links`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print wrong and missing links
    #[arg(long)]
    show: bool,
    /// Raise the floors to these scores
    #[arg(long)]
    raise: bool,
}

/// What a record is known by in the packed names: its name, class and country.
type Identity = (String, String, String);

/// A name by its code points, and the records that are right.
type Judgement = (usize, usize, Vec<Identity>);

/// A text with its marked names, and for the judged ones the records that are right (none: no link is).
struct Judged {
    kind: &'static str,
    text: SourceText,
    names: Vec<Mention>,
    records: BTreeMap<Span, Vec<Identity>>,
}

/// Counts over judged mentions of people, organizations and places.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    mentions: u32,
    /// Mentions whose entity has a record in the tables.
    linkable: u32,
    linked: u32,
    right: u32,
}

/// Measures, prints, and compares with the floors.
pub(crate) fn run(args: &Args) -> Result<()> {
    let resources = resources()?;
    let known = identities()?;
    let mut judged = articles(&known)?;
    match corpus::folder() {
        Ok(folder) => judged.extend(corpora(&folder, &known)?),
        Err(_) => eprintln!("SKIPPED: needs ../shared/data/entities"),
    }
    let mut sums: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for text in &judged {
        let document = Document::new(&text.text);
        for (names, mut mentions) in [("marked", text.names.clone()), ("found", find_mentions(&document, &resources))] {
            let mut entities = group_mentions(&document, &mut mentions, &resources.speech_words);
            link_entities(&document, &mentions, &mut entities, &resources);
            let counts = compare(text, &mentions, &entities, &resources, args.show && names == "marked");
            for kind in [text.kind, "all"] {
                sums.entry((names, kind)).or_default().add(counts);
            }
        }
    }
    println!(
        "{:7} {:10} {:>8} {:>8} {:>6} {:>6} {:>9}",
        "names", "text", "mentions", "linkable", "linked", "right", "precision"
    );
    let mut scores = Vec::new();
    for ((names, kind), counts) in &sums {
        let share = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
        let (precision, linked) = (share(counts.right, counts.linked), share(counts.linked, counts.mentions));
        println!(
            "{names:7} {kind:10} {:8} {:8} {:6} {:6} {precision:8.1} %   {linked:.1} % linked, {:.1} % of the linkable",
            counts.mentions,
            counts.linkable,
            counts.linked,
            counts.right,
            share(counts.right, counts.linkable)
        );
        if *kind == "all" {
            scores.push(((*names).to_owned(), "precision", precision));
            scores.push(((*names).to_owned(), "linked", linked));
        }
    }
    let floors = Floors::read(&root::root().join("data/links/floors.toml"))?;
    if args.raise { floors.raise(&scores) } else { floors.check(&scores) }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.linkable += other.linkable;
        self.linked += other.linked;
        self.right += other.right;
    }
}

/// Counts the judged names of `text` that are among `mentions`.
fn compare(text: &Judged, mentions: &[Mention], entities: &[Entity], resources: &Resources, show: bool) -> Counts {
    let mut counts = Counts::default();
    for mention in mentions {
        let Some(right) = text.records.get(&mention.span) else { continue };
        let entity = mention.entity.and_then(|id| entities.get(id.0 as usize));
        let record = entity.and_then(|entity| entity.record).and_then(|record| identity_of(record, resources));
        let is_right = record.as_ref().is_some_and(|record| right.contains(record));
        counts.add(Counts {
            mentions: 1,
            linkable: u32::from(!right.is_empty()),
            linked: u32::from(record.is_some()),
            right: u32::from(is_right),
        });
        if show && !is_right && (record.is_some() || !right.is_empty()) {
            let words = text.text.slice(mention.span);
            println!("{:10} {words:30} linked to {record:?}, right is {right:?}", text.kind);
        }
    }
    counts
}

fn identity_of(record: u32, resources: &Resources) -> Option<Identity> {
    let facts = resources.names.record(record)?;
    let country = facts.country.map_or_else(String::new, |code| String::from_utf8_lossy(&code).into_owned());
    Some((resources.names.main_name(record)?, facts.class.as_str().to_owned(), country))
}

/// The language data, packed afresh from the tables.
fn resources() -> Result<Resources> {
    let folder = root::root().join("target/eval-links");
    let mut resources = Resources::default();
    for path in data::pack(&folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ["en.lexicon", "en.names", "en.model"].contains(&name.as_str()) {
            resources.load(&name, &fs::read(&path)?)?;
        }
    }
    Ok(resources)
}

/// Key → identity, over all tables of data/entities.
fn identities() -> Result<BTreeMap<String, Identity>> {
    let mut known = BTreeMap::new();
    for entry in fs::read_dir(root::root().join("data/entities"))? {
        let path = entry?.path();
        if path.extension().is_none_or(|end| end != "tsv") {
            continue;
        }
        for row in fs::read_to_string(&path)?.lines().skip(1) {
            let columns: Vec<_> = row.split('\t').collect();
            if let [key, _, class, _, name, _, country, ..] = columns.as_slice() {
                known.insert((*key).to_owned(), ((*name).to_owned(), (*class).to_owned(), (*country).to_owned()));
            }
        }
    }
    Ok(known)
}

/// The records of a column `one|other`, or none of `-`.
fn records(column: &str, known: &BTreeMap<String, Identity>) -> Result<Vec<Identity>> {
    let keys = column.split('|').filter(|key| *key != "-");
    keys.map(|key| known.get(key).cloned().with_context(|| format!("{key} is in no table of data/entities"))).collect()
}

fn rows(file: &str) -> Result<Vec<Vec<String>>> {
    let path = root::root().join("data/links").join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.lines().skip(1).map(|row| row.split('\t').map(str::to_owned).collect()).collect())
}

/// The judged articles of our own.
fn articles(known: &BTreeMap<String, Identity>) -> Result<Vec<Judged>> {
    let mut judgements: BTreeMap<String, BTreeMap<String, Vec<Identity>>> = BTreeMap::new();
    for row in rows("articles.tsv")? {
        let [article, entity, record] = row.as_slice() else { bail!("articles.tsv: {row:?}") };
        judgements.entry(article.clone()).or_default().insert(entity.clone(), records(record, known)?);
    }
    let mut judged = Vec::new();
    for (file, source) in identity::sources()? {
        let Some(own) = file.get(..2).and_then(|number| judgements.get(number)) else { continue };
        let article = gold::parse(&source).map_err(|fault| anyhow!("{file}: {fault}"))?;
        let text = identity::plain(&article);
        let (names, keys) = identity::marks(&article, &text);
        let records = keys.iter().filter_map(|(span, key)| Some((*span, own.get(*key)?.clone()))).collect();
        judged.push(Judged { kind: "articles", text, names, records });
    }
    Ok(judged)
}

/// The judged texts of the corpora.
fn corpora(folder: &Path, known: &BTreeMap<String, Identity>) -> Result<Vec<Judged>> {
    let mut judgements: BTreeMap<(String, String), Vec<Judgement>> = BTreeMap::new();
    for row in rows("corpora.tsv")? {
        let [set, id, start, end, record] = row.as_slice() else { bail!("corpora.tsv: {row:?}") };
        let judgement = (start.parse()?, end.parse()?, records(record, known)?);
        judgements.entry((set.clone(), id.clone())).or_default().push(judgement);
    }
    let mut judged = Vec::new();
    for set in ["news-gold-dev", "wikipedia-gold-dev"] {
        for row in corpus::read(&folder.join(set).with_extension("jsonl"))? {
            let Some(own) = judgements.get(&(set.to_owned(), row.id.clone())) else { continue };
            let mut starts: Vec<u32> = row.text.char_indices().map(|(byte, _)| byte as u32).collect();
            starts.push(row.text.len() as u32);
            let byte = |point: usize| starts.get(point).copied().unwrap_or(u32::MAX);
            let records = own.iter().map(|(start, end, right)| (Span::new(byte(*start), byte(*end)), right.clone()));
            let names = row.entities.iter().filter_map(|gold| {
                Some(Mention { span: gold.span, label: label(&gold.label)?, confidence: 1.0, entity: None })
            });
            judged.push(Judged {
                kind: kind(&row.id),
                text: SourceText::from_plain(&row.text),
                names: names.collect(),
                records: records.collect(),
            });
        }
    }
    Ok(judged)
}

fn label(short: &str) -> Option<Label> {
    const SHORT: [&str; 9] = ["PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK", "PROD"];
    SHORT.iter().position(|known| *known == short).and_then(|at| Label::ALL.get(at).copied())
}

fn kind(id: &str) -> &'static str {
    match id.split([':', '-']).next() {
        Some("wikinews") => "wikinews",
        Some("senate") => "releases",
        Some("wikipedia") => "wikipedia",
        _ => "government",
    }
}
