//! newsgloss.d.ts against a program that uses it, and against what the engine really says.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use newsgloss::{
    pipeline::{Config, Resources, annotate},
    text::SourceText,
    wire::{OffsetUnit, Wire},
};
use serde_json::{Value, json};
use xshell::{Shell, cmd};

use crate::{npm, root};

use super::outcome::Outcome;

/// What the annotations of tests/types/article.txt must show, so that little of the types is left untried.
const SHOWN: [&str; 7] =
    ["/entity/qid", "/entity/description", "/speaker/qid", "/speaker/tier", "/cue/start", "/group", "/term/definition"];

/// Compiles tests/types/consumer.ts, and the annotations of the built package as values of the declared type.
pub(super) fn test() -> Result<Outcome> {
    let annotations = annotations()?;
    for path in SHOWN {
        let shown = annotations.iter().any(|annotation| annotation.pointer(path).is_some());
        ensure!(shown, "no annotation of tests/types/article.txt has {path}");
    }
    let (folder, project) = (root::kept()?, root::root().join("tests/types"));
    let values = format!(
        "import type {{ Annotation }} from \"newsgloss\";\nexport const all: Annotation[] = {};\n",
        Value::from(annotations)
    );
    fs::write(folder.join("annotations.ts"), values)?;
    let files = [project.join("consumer.ts"), folder.join("annotations.ts")];
    let config = json!({ "extends": project.join("tsconfig.json"), "files": files });
    fs::write(folder.join("tsconfig.json"), config.to_string())?;

    let (shell, tsc) = (Shell::new()?, npm::tool("tsc")?);
    cmd!(shell, "{tsc} --project {folder}").quiet().run()?;
    Ok(Outcome::ONE_PASSED)
}

fn annotations() -> Result<Vec<Value>> {
    let text = fs::read_to_string(root::root().join("tests/types/article.txt"))?;
    let source = SourceText::from_plain(&text);
    let resources = resources(&root::pkg())?;
    let (analysis, chosen) = annotate(&source, &resources, &Config::ALL);
    let wire = Wire { source: &source, analysis: &analysis, resources: &resources, unit: OffsetUnit::Utf16 };
    let annotations = wire.annotations(&chosen).into_iter().map(serde_json::to_value);
    Ok(annotations.collect::<Result<_, _>>()?)
}

/// All language data of `pkg`.
fn resources(pkg: &Path) -> Result<Resources> {
    let mut files = fs::read_dir(pkg)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    // The lexicon first: the card texts are checked against it.
    files.sort_by_key(|file| (file.extension().is_none_or(|extension| extension != "lexicon"), file.clone()));
    let mut resources = Resources::default();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("en.") {
            resources.load(&name, &fs::read(&file)?).with_context(|| name.into_owned())?;
        }
    }
    Ok(resources)
}
