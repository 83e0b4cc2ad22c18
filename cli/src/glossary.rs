//! `newsgloss glossary check`.

use crate::{input, resources};
use anyhow::Result;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to do with a publisher's glossary.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Says what is wrong in a glossary, JSON or CSV, and which of our entries it replaces.
    Check {
        /// The file to read; - for standard input.
        file: PathBuf,
        /// The folder with the language data [default: beside the program, or the repository's pkg/]
        #[arg(long)]
        data: Option<PathBuf>,
    },
}

/// Runs the command; faults are on standard error and make the exit code 2.
pub(crate) fn run(command: &Command) -> Result<ExitCode> {
    let Command::Check { file, data } = command;
    let text = input::read_text(file)?;
    let mut resources = resources::load(data.as_deref())?;
    let collisions = resources.collisions(&text);
    let report = resources.add_glossary(&text);
    for key in &report.replaced {
        anstream::println!("{key}: replaces our entry");
    }
    for collision in &collisions {
        anstream::println!(
            "{}: “{}” is a form of our entry {}, which gives way",
            collision.key,
            collision.form,
            collision.ours
        );
    }
    let good = if report.added == 1 { "entry is" } else { "entries are" };
    anstream::println!("{} {good} good, {} not", report.added, report.faults.len());
    for fault in &report.faults {
        anstream::eprintln!("newsgloss: {}: {fault}", file.display());
    }
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(input::BAD_INPUT) })
}
