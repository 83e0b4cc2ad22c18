//! Where the engine's time goes in wasm, by module: a sampling profile in Node of a build that keeps its names.
//! Imports: `build`, `bench::{scripts, texts}`.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::{scripts::Scripts, texts::Case};
use crate::{
    build::{Recipe, build_variant},
    root,
    step::step,
};

const NAMED: Recipe = Recipe { named: true, ..Recipe::SHIPPED };

/// A profile as V8 writes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    nodes: Vec<Node>,
    samples: Vec<u32>,
    /// Microseconds of each sample.
    time_deltas: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    id: u32,
    call_frame: Frame,
    #[serde(default)]
    children: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Frame {
    function_name: String,
}

/// Shares and functions.
pub(super) struct Shares {
    /// Module → percent of the time in annotating, largest first. What the standard library does counts for who called it.
    pub(super) modules: Vec<(String, f64)>,
    /// Function → percent of the time in itself, largest first.
    pub(super) functions: Vec<(String, f64)>,
}

/// Builds the engine with names and profiles it on the texts of `case`.
pub(super) fn measure(scripts: &Scripts, case: &Case) -> Result<Shares> {
    let folder = root::kept()?.join("bench/named");
    step("build the engine with names", || build_variant(&folder, &NAMED))?;
    let profile = scripts.profiled("profile", json!({ "cases": [case], "folder": folder }))?;
    Ok(shares(&serde_json::from_slice(&profile)?))
}

fn shares(profile: &Profile) -> Shares {
    let names: BTreeMap<_, _> =
        profile.nodes.iter().map(|node| (node.id, node.call_frame.function_name.as_str())).collect();
    let mut parents = BTreeMap::new();
    for node in &profile.nodes {
        parents.extend(node.children.iter().map(|&child| (child, node.id)));
    }
    let stack = |id: u32| {
        std::iter::successors(Some(id), |id| parents.get(id).copied()).filter_map(|id| names.get(&id).copied())
    };
    let (mut modules, mut functions, mut total) = (BTreeMap::<_, f64>::new(), BTreeMap::<_, f64>::new(), 0.0);
    for (&sample, &time) in profile.samples.iter().zip(&profile.time_deltas) {
        if !stack(sample).any(|name| name.contains("Engine>::annotate")) {
            continue;
        }
        total += time;
        let owner = stack(sample).find_map(module).unwrap_or_else(|| "JavaScript".to_owned());
        *modules.entry(owner).or_default() += time;
        *functions.entry(names[&sample].to_owned()).or_default() += time;
    }
    let sorted = |times: BTreeMap<String, f64>| {
        let mut shares: Vec<_> = times.into_iter().map(|(name, time)| (name, 100.0 * time / total)).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    };
    Shares { modules: sorted(modules), functions: sorted(functions) }
}

/// The module of a function of ours, `tagger` or `annotate::link` for example.
fn module(function: &str) -> Option<String> {
    // `<newsgloss[b54d8691]::tagger::model::Model>::emission`, possibly as the parameter of another crate's function; the
    // function's own crate is what comes first.
    let path = function.trim_start_matches(['<', '&']).strip_prefix("newsgloss[")?.split_once("]::")?.1;
    let mut parts = path.split("::");
    let first = parts.next()?;
    let inner = parts.next().filter(|_| first == "annotate");
    Some(inner.map_or(first.to_owned(), |inner| format!("{first}::{inner}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_their_module() {
        let check = |function, expected: Option<&str>| assert_eq!(module(function).as_deref(), expected, "{function}");
        check("<newsgloss[b5]::tagger::model::Model>::emission", Some("tagger"));
        check("newsgloss[b5]::annotate::dates::find_more", Some("annotate::dates"));
        check("<core[44]::str::Chars as core[44]::iter::Iterator>::next", None);
        check("(garbage collector)", None);
    }

    #[test]
    fn what_the_standard_library_does_counts_for_its_caller() {
        let node = |id, name: &str, children: &[u32]| Node {
            id,
            call_frame: Frame { function_name: name.to_owned() },
            children: children.to_vec(),
        };
        let profile = Profile {
            nodes: vec![
                node(1, "(root)", &[2, 5]),
                node(2, "<newsgloss[b5]::web::Engine>::annotate", &[3]),
                node(3, "newsgloss[b5]::token::tokenize", &[4]),
                node(4, "core[4]::memcmp", &[]),
                node(5, "newsgloss[b5]::lexicon::load", &[]),
            ],
            samples: vec![4, 3, 2, 5],
            time_deltas: vec![2.0, 1.0, 1.0, 100.0],
        };
        let shares = shares(&profile);
        assert_eq!(shares.modules, [("token".to_owned(), 75.0), ("web".to_owned(), 25.0)]);
        assert_eq!(shares.functions[0], ("core[4]::memcmp".to_owned(), 50.0));
    }
}
