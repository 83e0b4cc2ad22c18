//! The language data: found beside the program or in the repository's `pkg/`, or where `--data` says.

use anyhow::{Context, Result, bail};
use newsgloss::pipeline::Resources;
use std::path::{Path, PathBuf};

/// The data files in order of loading; the model may be missing, which is the lite profile.
const FILES: [(&str, bool); 3] = [("en.lexicon", true), ("en.names", false), ("en.model", false)];

/// Loads the data of `folder`, or of the first usual place that has them.
pub(crate) fn load(folder: Option<&Path>) -> Result<Resources> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => usual_places().into_iter().find(|place| place.join("en.lexicon").exists()).context(
            "no language data found: run `cargo xtask build` in the repository, or name their folder with --data",
        )?,
    };
    let mut resources = Resources::default();
    for (file, required) in FILES {
        let path = folder.join(file);
        match std::fs::read(&path) {
            Ok(bytes) => resources.load(file, &bytes).with_context(|| path.display().to_string())?,
            Err(error) if required => bail!("{}: {error}", path.display()),
            Err(_) => {}
        }
    }
    load_cards(&mut resources, &folder)?;
    Ok(resources)
}

/// Card texts are in pieces; a program has no reason to load them lazily.
fn load_cards(resources: &mut Resources, folder: &Path) -> Result<()> {
    let mut pieces: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.file_name()).collect();
    pieces.sort();
    for name in pieces.iter().filter_map(|name| name.to_str()).filter(|name| name.starts_with("en.cards-")) {
        let path = folder.join(name);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        resources.load(name, &bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn usual_places() -> Vec<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg");
    std::env::var_os("NEWSGLOSS_DATA").map(PathBuf::from).into_iter().chain(beside).chain([repository]).collect()
}
