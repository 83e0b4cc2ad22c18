//! Remembers what a stage was made from, so that a stage whose inputs and outputs are as they were is not run again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::root;

/// The hash of all that a stage depends on.
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// Begins with the stage's recipe: the source text of the code that runs it.
    pub(crate) fn new(recipe: &str) -> Self {
        let mut inputs = Self(Sha256::new());
        inputs.bytes(recipe.as_bytes());
        inputs
    }

    /// Adds bytes; their length goes first, so that neighbours cannot run together.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds a file, or all files below a folder in the order of their names. What does not exist counts as empty.
    pub(crate) fn path(&mut self, path: &Path) -> Result<()> {
        self.bytes(path.strip_prefix(root::root()).unwrap_or(path).as_os_str().as_encoded_bytes());
        if path.is_dir() {
            let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
            entries.sort();
            entries.iter().try_for_each(|entry| self.path(entry))
        } else {
            self.bytes(&fs::read(path).unwrap_or_default());
            Ok(())
        }
    }

    fn finish(self) -> String {
        BASE64_STANDARD.encode(self.0.finalize())
    }
}

/// Runs `make` unless `inputs` are those of the last run and each of its outputs is still as it was written.
/// Returns the outputs and whether they were made now.
pub(crate) fn unless_fresh(
    stage: &str,
    inputs: Inputs,
    make: impl FnOnce() -> Result<Vec<PathBuf>>,
) -> Result<(Vec<PathBuf>, bool)> {
    let stamp = root::kept()?.join(stage);
    let inputs = inputs.finish();
    if let Some(outputs) = recorded(&stamp, &inputs) {
        return Ok((outputs, false));
    }
    let outputs = make()?;
    let mut lines = vec![inputs];
    for output in &outputs {
        lines.push(format!("{} {}", hash(output)?, output.display()));
    }
    fs::write(stamp, lines.join("\n"))?;
    Ok((outputs, true))
}

fn recorded(stamp: &Path, inputs: &str) -> Option<Vec<PathBuf>> {
    let record = fs::read_to_string(stamp).ok()?;
    let mut lines = record.lines();
    let same = lines.next()? == inputs;
    let outputs = lines.map(|line| line.split_once(' ')).collect::<Option<Vec<_>>>()?;
    let intact = outputs.iter().all(|(written, path)| hash(Path::new(path)).is_ok_and(|now| now == *written));
    (same && intact).then(|| outputs.iter().map(|(_, path)| PathBuf::from(path)).collect())
}

fn hash(path: &Path) -> Result<String> {
    let mut inputs = Inputs::new("");
    inputs.bytes(&fs::read(path)?);
    Ok(inputs.finish())
}
