//! Runs the scripts of tests/bench in Node and in browsers, with what they need installed and bundled.
//! Imports: `npm`, `root`, `serve`, `step`, `test::{engine, install}`.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{
    npm, root,
    step::step,
    test::{engine::Engine, install},
};

/// What is compared, from npm, with these scripts.
const FOLDER: &str = "tests/bench";
/// Bundled for pages and Node: name below `tests/bench`.
const BUNDLES: [&str; 2] = ["speed.mjs", "mark.mjs"];

/// The scripts, ready to run.
pub(super) struct Scripts {
    /// Where their input and output and the bundles are.
    folder: PathBuf,
}

impl Scripts {
    /// Installs the programs from npm and bundles them.
    pub(super) fn prepare() -> Result<Self> {
        npm::install_in(FOLDER)?;
        let (esbuild, shell) = (npm::tool("esbuild")?, Shell::new()?);
        let folder = root::kept()?.join("bench");
        fs::create_dir_all(&folder)?;
        step("bundle what is compared", || {
            for name in BUNDLES {
                let (source, out) = (root::root().join(FOLDER).join(name), folder.join(name));
                let options = ["--bundle", "--format=esm", "--platform=browser", "--minify", "--log-level=warning"];
                cmd!(shell, "{esbuild} {source} {options...} --outfile={out}").quiet().run()?;
            }
            Ok(())
        })?;
        Ok(Self { folder })
    }

    /// Runs `part` of node.mjs.
    pub(super) fn node<T: DeserializeOwned>(&self, part: &str, input: Value) -> Result<T> {
        self.run("node.mjs", part, input, &[])
    }

    /// Runs `part` of browser.mjs in `engine`, whose programs are installed where they are missing.
    pub(super) fn browser<T: DeserializeOwned>(&self, engine: &Engine, part: &str, input: Value) -> Result<T> {
        install::install(engine)?;
        let (driver, binary) = (engine.start()?, engine.binary()?);
        let variables = [
            ("NEWSGLOSS_BROWSER", engine.name.to_owned()),
            ("NEWSGLOSS_BINARY", binary.display().to_string()),
            ("NEWSGLOSS_DRIVER", driver.url.clone()),
            // These scripts serve their own pages.
            ("NEWSGLOSS_URL", "none".to_owned()),
        ];
        self.run("browser.mjs", part, input, &variables)
    }

    /// Runs `part` of node.mjs and returns the sampling profile that Node takes of it.
    pub(super) fn profiled(&self, part: &str, input: Value) -> Result<Vec<u8>> {
        let name = "bench.cpuprofile";
        let options = format!("--cpu-prof --cpu-prof-interval=500 --cpu-prof-name={name}");
        let folder = format!("--cpu-prof-dir={}", self.folder.display());
        let options = options.split(' ').map(str::to_owned).chain([folder]).collect::<Vec<_>>();
        self.run_with::<Value>(&options, "node.mjs", part, input, &[])?;
        Ok(fs::read(self.folder.join(name))?)
    }

    fn run<T: DeserializeOwned>(
        &self,
        script: &str,
        part: &str,
        input: Value,
        variables: &[(&str, String)],
    ) -> Result<T> {
        self.run_with(&[], script, part, input, variables)
    }

    fn run_with<T: DeserializeOwned>(
        &self,
        options: &[String],
        script: &str,
        part: &str,
        mut input: Value,
        variables: &[(&str, String)],
    ) -> Result<T> {
        input["bundle"] = self.folder.join(BUNDLES[0]).display().to_string().into();
        input["mark"] = self.folder.join(BUNDLES[1]).display().to_string().into();
        let (given, answer) = (self.folder.join("input.json"), self.folder.join("output.json"));
        fs::write(&given, input.to_string())?;
        let (shell, script) = (Shell::new()?, root::root().join(FOLDER).join(script));
        cmd!(shell, "node {options...} {script} {part} {given} {answer}")
            .envs(variables.iter().cloned())
            .quiet()
            .run()?;
        serde_json::from_slice(&fs::read(&answer)?).with_context(|| format!("the answer of {part}"))
    }
}
