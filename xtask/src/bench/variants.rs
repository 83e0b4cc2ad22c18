//! What the engine weighs and how fast it is when it is compiled otherwise. Imports: `build`, `bench::{results, scripts, texts}`, `size`.

use std::{collections::BTreeMap, fs};

use anyhow::Result;
use serde_json::json;

use super::{
    results::{Answer, Variant},
    scripts::Scripts,
    statistics::median,
    texts::Case,
};
use crate::{
    build::{Recipe, build_variant},
    root, size,
    step::step,
};

const SHIPPED: Recipe = Recipe::SHIPPED;

/// wasm-opt's own choice for size, but for what brotli makes longer.
const PLAIN: &[&str] = &["-Oz", "--one-caller-inline-max-function-size=0"];

/// The shipped passes without any left out, functions as LLVM orders them.
const WHOLE: &[&str] =
    &["-Oz", "--one-caller-inline-max-function-size=0", "--always-inline-max-function-size=6", "--converge"];

/// Name and recipe.
const RECIPES: [(&str, Recipe); 8] = [
    ("shipped", SHIPPED),
    ("LLVM's threshold", Recipe { inline_threshold: None, ..SHIPPED }),
    ("threshold 60", Recipe { inline_threshold: Some(60), ..SHIPPED }),
    ("plain -Oz", Recipe { passes: PLAIN, ..SHIPPED }),
    ("all passes, in LLVM's order", Recipe { passes: WHOLE, ..SHIPPED }),
    ("wasm-opt -O3", Recipe { passes: &["-O3"], ..SHIPPED }),
    ("opt-level s", Recipe { opt_level: "s", inline_threshold: None, ..SHIPPED }),
    (
        "opt-level 3, wasm-opt -O3",
        Recipe { opt_level: "3", inline_threshold: None, small_std: false, passes: &["-O3"], ..SHIPPED },
    ),
];

/// Builds all, then times them in one process, taking turns.
pub(super) fn measure(scripts: &Scripts, case: &Case) -> Result<Vec<Variant>> {
    let mut built = Vec::new();
    for (nth, (name, recipe)) in RECIPES.iter().enumerate() {
        let folder = root::kept()?.join(format!("bench/variant-{nth}"));
        step(&format!("build the engine: {name}"), || build_variant(&folder, recipe))?;
        built.push((*name, folder));
    }
    let folders: BTreeMap<_, _> = built.iter().map(|(name, folder)| (*name, folder)).collect();
    let answer: Answer<BTreeMap<String, Vec<f64>>> =
        scripts.node("variants", json!({ "cases": [case], "folders": folders, "warmups": case.texts.len() }))?;
    let variant = |(name, folder): (&str, std::path::PathBuf)| {
        let wasm = fs::read(folder.join("newsgloss.wasm"))?;
        let mb_s = median(answer.measured[name].iter().copied());
        Ok(Variant { name: name.to_owned(), raw: wasm.len(), brotli: size::brotli(&wasm)?, mb_s })
    };
    built.into_iter().map(variant).collect()
}
