//! `cargo xtask train`: the tagger's model, `data/model/en.model`, from the corpora in ../shared.
//! Imports: `newsgloss`, `corpus`, `root`. The same input gives the same bytes.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts and shares, far inside the range of floats"
)]
#![allow(clippy::needless_range_loop, reason = "labels and tags index several arrays at once")]

mod calibrate;
mod chain;
mod crf;
mod examples;
mod lattice;
mod quantise;
mod random;
mod schemes;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use newsgloss::tagger::model::{self, Calibration};
use newsgloss::tagger::table::WordTable;

use crate::{corpus, root};
use crf::{Crf, Rates};
use examples::Examples;
use random::Random;

/// Options of `cargo xtask train`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to write the model, in place of data/model/en.model
    #[arg(long)]
    out: Option<PathBuf>,
    /// Passes over the corpora
    #[arg(long, default_value_t = 10)]
    passes: u32,
    /// Learning rate
    #[arg(long, default_value_t = 0.3)]
    alpha: f32,
    /// Gradient that a weight must gather before it leaves zero
    #[arg(long, default_value_t = 1.0)]
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
    /// Only corpora whose name contains one of these, for quick experiments
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// Fixed: the order of the runs and what is hidden in them follow from it.
const SEED: u64 = 20_261_124;

/// Trains and writes the model.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folder = corpus::folder().context("cargo xtask train learns from corpora outside the repository")?;
    let words = Vec::new();
    let table = WordTable::new(&words);
    let mut examples = Examples::default();
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| name.contains(only.as_str()));
    let corpora: Vec<_> = schemes::CORPORA.into_iter().filter(|corpus| wanted(corpus.name)).collect();
    let bar = progress("reading", corpora.len() as u64)?;
    for corpus in &corpora {
        let rows = corpus::read(&folder.join(corpus.name).with_extension("jsonl"))?;
        for row in &rows {
            examples.add(row, corpus, &table);
        }
        bar.inc(1);
    }
    bar.finish();
    println!("{} runs, {} tokens, {} features", examples.n_runs(), examples.n_tokens(), examples.n_features());

    let crf = learn(args, &examples)?;
    let mut weights = quantise::quantise(&crf, args.bits, args.levels);
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

fn learn(args: &Args, examples: &Examples) -> Result<Crf> {
    let mut crf = Crf::new(args.bits, Rates { alpha: args.alpha, beta: 1.0, l1: args.l1, l2: args.l2 });
    let mut random = Random::new(SEED);
    let mut order: Vec<usize> = (0..examples.n_runs()).collect();
    let bar = progress("learning", u64::from(args.passes) * order.len() as u64)?;
    for pass in 0..args.passes {
        random.shuffle(&mut order);
        let mut loss = 0.0_f64;
        for (nth, &at) in order.iter().enumerate() {
            // In the first pass only what is marked in full: open tags are filled in by what was learnt from it.
            if pass == 0 && !examples.is_full(at) {
                continue;
            }
            loss += f64::from(crf.learn(&examples.run(at, args.hide, &mut random)));
            if nth % 1000 == 0 {
                bar.set_position(u64::from(pass) * order.len() as u64 + nth as u64);
            }
        }
        bar.suspend(|| println!("pass {}: loss {loss:.0}", pass + 1));
    }
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
