//! A named step of a command: prints its name when it starts and its time when it ends. Imports std only.

use std::time::Instant;

use anyhow::{Context, Result};

/// Runs `work` under `name`; an error says which step it came from.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("  {name} …");
    let start = Instant::now();
    let result = work().with_context(|| name.to_owned())?;
    println!("  {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

/// Says that `name` was not needed.
pub(crate) fn unchanged(name: &str) {
    println!("  {name}: unchanged");
}
