//! The `newsgloss` command: annotates text, HTML and JSON lines with the same library that runs in the page.

mod annotate;
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
}

fn main() -> ExitCode {
    let Command::Annotate(arguments) = Arguments::parse().command;
    match annotate::run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("newsgloss: {error:#}");
            ExitCode::from(input::BAD_INPUT)
        }
    }
}
