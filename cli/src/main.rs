//! The `newsgloss` command: annotates text, HTML and JSON lines with the same library that runs in the page.

mod annotate;
mod glossary;
mod html;
mod input;
mod page;
mod pretty;
mod resources;
mod table;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Finds named entities, quotations with their speakers and policy terms.
#[derive(Parser)]
#[command(name = "newsgloss", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Annotates a text, an HTML page or JSON lines.
    Annotate(annotate::Arguments),
    /// Works on a publisher's glossary.
    #[command(subcommand)]
    Glossary(glossary::Command),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Glossary(command) => glossary::run(&command),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("newsgloss: {error:#}");
            ExitCode::from(input::BAD_INPUT)
        }
    }
}
