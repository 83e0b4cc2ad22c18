//! Short names for what a wasm imports and exports, in it and in its glue: the long ones are the same bytes twice.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

/// What wasm-opt is asked: it tells the new names on its standard output.
pub(super) const PASS: &str = "--minify-imports-and-exports-and-modules";

/// The module that wasm-opt makes all imports come from.
const MODULE: &str = "a";

#[derive(Deserialize)]
struct Renamed {
    /// Module, old name, new name.
    imports: Vec<[String; 3]>,
    /// Old name, new name.
    exports: Vec<[String; 2]>,
}

/// `glue` with the names that wasm-opt told in `told`. wasm-bindgen calls exports `wasm.NAME`, and imports by names that
/// nothing else has.
pub(super) fn rename(glue: &str, told: &str) -> Result<String> {
    let renamed: Renamed = serde_json::from_str(told)?;
    let imports: BTreeMap<_, _> = renamed.imports.iter().map(|[_, old, new]| (old.as_str(), new.as_str())).collect();
    let exports: BTreeMap<_, _> = renamed.exports.iter().map(|[old, new]| (old.as_str(), new.as_str())).collect();
    let is_identifier = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '$');
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_identifier) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|char| !is_identifier(char)).unwrap_or(from.len()));
        text.push_str(before);
        let known = if text.ends_with("wasm.") { exports.get(name) } else { imports.get(name) };
        text.push_str(known.copied().unwrap_or(name));
        rest = after;
    }
    text.push_str(rest);
    let module = renamed.imports.first().map_or("", |[module, ..]| module);
    Ok(text.replace(&format!("\"{module}\": import"), &format!("\"{MODULE}\": import")))
}

#[test]
fn names_are_whole_and_exports_follow_the_wasm() {
    let told = r#"{ "imports": [["./x.js", "__wbg_a_1", "b"]], "exports": [["add", "c"], ["memory", "d"]] }"#;
    let glue = "const add = wasm.add(wasm.memory.buffer, wasm.address); return { \"./x.js\": import0, __wbg_a_1: __wbg_a_12 };";
    let expected = "const add = wasm.c(wasm.d.buffer, wasm.address); return { \"a\": import0, b: __wbg_a_12 };";
    assert_eq!(rename(glue, told).unwrap(), expected);
}
