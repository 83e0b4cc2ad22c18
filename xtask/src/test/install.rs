//! Installs the browsers and drivers that are missing, where this machine lets us.

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::step::step;

use super::engine::{Engine, is_root};

/// Makes sure that all programs of `engine` are there; an error names the commands that bring them.
pub(crate) fn install(engine: &Engine) -> Result<()> {
    if missing(engine).is_empty() {
        return Ok(());
    }
    let shell = Shell::new()?;
    let (packages, crates) = (engine.packages, engine.crates);
    if is_root() && which::which("apt-get").is_ok() {
        step("install the browser", || {
            shell.set_var("DEBIAN_FRONTEND", "noninteractive");
            cmd!(shell, "apt-get update --quiet --quiet").quiet().run()?;
            cmd!(shell, "apt-get install --yes --no-install-recommends --quiet --quiet {packages...}")
                .quiet()
                .ignore_stdout()
                .run()?;
            Ok(())
        })?;
    }
    for name in crates.iter().filter(|name| which::which(name).is_err()) {
        step("install its driver", || Ok(cmd!(shell, "cargo install --quiet {name}").quiet().run()?))?;
    }
    let missing = missing(engine);
    if !missing.is_empty() {
        let mut commands = vec![format!("apt-get install --no-install-recommends {}", packages.join(" "))];
        commands.extend(crates.iter().map(|name| format!("cargo install {name}")));
        bail!("missing {}; install with `{}`", missing.join(", "), commands.join(" && "));
    }
    Ok(())
}

fn missing(engine: &Engine) -> Vec<&'static str> {
    engine.programs.iter().filter(|program| which::which(program).is_err()).copied().collect()
}
