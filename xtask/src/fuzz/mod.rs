//! `cargo xtask fuzz`: builds the targets of fuzz/ and runs them under libFuzzer, from seeds that our own data give.
//!
//! The targets are compiled with LLVM's coverage counters and libFuzzer's own C++, which any C++ compiler builds; no
//! sanitizer, because the crate has no unsafe code: what is looked for are panics, failed checks, hangs and memory without end.

mod seeds;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{build, root, step::step};

/// Options of `cargo xtask fuzz`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The targets to run [default: all]
    targets: Vec<String>,
    /// How long each runs, in seconds; 0 for no end
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// How many run at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// Coverage as libFuzzer reads it: counters for each edge, and what comparisons compare.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";

/// An input that takes longer, in seconds, is a finding, as is one that takes more memory, in MiB.
const SLOWEST: u32 = 10;
const LARGEST: u32 = 2048;
/// Longer inputs find little more and are slow; growth has tests of its own.
const LONGEST: u32 = 4000;

/// Builds what is needed and runs the targets.
pub(crate) fn run(args: &Args) -> Result<()> {
    build::run(&build::Args {})?;
    let (_, found) = fuzz(args)?;
    ensure!(found == 0, "{found} of the targets found something");
    Ok(())
}

/// Runs all targets for so many seconds each, four at a time, and counts those that found nothing and something.
pub(crate) fn test(seconds: u32) -> Result<(u32, u32)> {
    lint()?;
    fuzz(&Args { targets: Vec::new(), seconds, jobs: 4 })
}

/// Runs the targets with the package that is built; counts those that found nothing and something.
fn fuzz(Args { targets, seconds, jobs }: &Args) -> Result<(u32, u32)> {
    let programs = step("compile the fuzz targets", compile)?;
    let known = || programs.iter().map(|program| name(program)).collect::<Vec<_>>().join(", ");
    for target in targets {
        ensure!(programs.iter().any(|program| name(program) == *target), "no target {target}; there are {}", known());
    }
    let mut waiting = programs.iter().filter(|program| targets.is_empty() || targets.contains(&name(program)));
    let (mut running, mut sound, mut found) = (Vec::<Run>::new(), 0, 0);
    loop {
        while running.len() < (*jobs).max(1)
            && let Some(program) = waiting.next()
        {
            running.push(Run::start(program, *seconds)?);
        }
        if running.is_empty() {
            return Ok((sound, found));
        }
        thread::sleep(Duration::from_millis(100));
        let mut going = Vec::new();
        for mut run in running {
            match run.child.try_wait()? {
                None => going.push(run),
                Some(status) if run.told(status.success())? => sound += 1,
                Some(_) => found += 1,
            }
        }
        running = going;
    }
}

/// A target that runs.
struct Run {
    name: String,
    log: PathBuf,
    child: Child,
    start: Instant,
}

impl Run {
    fn start(program: &Path, seconds: u32) -> Result<Self> {
        let name = name(program);
        let folder = root::target()?.join("fuzz");
        let (seeds, corpus) = (folder.join("seeds").join(&name), folder.join("corpus").join(&name));
        fs::create_dir_all(&corpus)?;
        seeds::write(&name, &seeds).with_context(|| format!("seeds of {name}"))?;
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log)?;
        let child = Command::new(program)
            .args([&corpus, &seeds])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={SLOWEST}"))
            .arg(format!("-rss_limit_mb={LARGEST}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-artifact_prefix={}/{name}-", folder.display()))
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        Ok(Self { name, log, child, start: Instant::now() })
    }

    /// Prints what became of it, with the end of its log where it found something.
    fn told(&self, sound: bool) -> Result<bool> {
        let log = String::from_utf8_lossy(&fs::read(&self.log)?).into_owned();
        let is_count =
            |line: &&str| line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let last = log.lines().rfind(is_count).unwrap_or_default();
        let field = |name: &str| last.split(name).nth(1)?.split_whitespace().next();
        let runs = last.trim_start_matches('#').split_whitespace().next().unwrap_or("0");
        let (edges, inputs) = (field("cov: ").unwrap_or("0"), field("corp: ").unwrap_or("0"));
        let seconds = self.start.elapsed().as_secs();
        println!("{:<16}{runs:>10} runs {edges:>6} edges {inputs:>14} kept {seconds:>5} s", self.name);
        if !sound {
            let lines: Vec<_> = log.lines().collect();
            let end = lines.get(lines.len().saturating_sub(40)..).unwrap_or_default();
            println!("{}\n{} found this; {} has all of it", end.join("\n"), self.name, self.log.display());
        }
        Ok(sound)
    }
}

fn name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Compiles all targets and returns their programs.
fn compile() -> Result<Vec<PathBuf>> {
    if which::which("c++").is_err() {
        bail!("libFuzzer needs a C++ compiler; on Debian: apt-get install g++");
    }
    let messages = cargo("build", &["--message-format=json"])?;
    let messages = messages.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    Ok(messages.iter().filter_map(|message| message["executable"].as_str()).map(PathBuf::from).collect())
}

/// The targets are formatted and without warnings; they are a workspace of their own.
pub(crate) fn lint() -> Result<()> {
    let shell = Shell::new()?;
    shell.change_dir(root::root().join("fuzz"));
    cmd!(shell, "cargo fmt --check").quiet().run()?;
    cargo("clippy", &["--", "-D", "warnings"]).map(drop)
}

/// Runs cargo's `command` on the targets and returns what it prints.
fn cargo(command: &str, rest: &[&str]) -> Result<String> {
    let shell = Shell::new()?;
    shell.change_dir(root::root().join("fuzz"));
    // With a target named, the flags are not those of build scripts.
    let host = cmd!(shell, "rustc --print host-tuple").quiet().read()?;
    let folder = root::target()?.join("fuzz");
    let run = cmd!(shell, "cargo {command} --quiet --release --bins --target {host} --target-dir {folder} {rest...}");
    Ok(run.env("RUSTFLAGS", COVERAGE).quiet().read()?)
}
