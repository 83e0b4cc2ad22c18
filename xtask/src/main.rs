//! All automation of the project, one file or folder per command. May import anything; nothing imports it.
//!
//! A command is a module with `Args` (its options, for clap) and `run(&Args)`: add the module, a variant of [`Command`] and
//! its arm in `main`.
#![allow(clippy::print_stdout, reason = "a command talks on standard output")]
#![allow(clippy::disallowed_methods, reason = "a command runs on the host, where there is a clock")]

mod bench;
mod build;
mod corpus;
mod data;
mod eval;
mod fuzz;
mod npm;
mod pictures;
mod root;
mod serve;
mod size;
mod stamp;
mod step;
mod test;
mod train;

use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Everything that builds, tests and measures Newsgloss")]
enum Command {
    /// Measure speed, memory and growth, beside other programs, for docs/benchmarks
    Bench(bench::Args),
    /// Build pkg/: the engine, the loader and the language data
    Build(build::Args),
    /// Build, then serve the demo newspaper on this machine
    Serve(serve::Args),
    /// Compile, check and pack the knowledge tables
    Data(data::Args),
    /// Weigh pkg/ against the budgets in Cargo.toml
    Size(size::Args),
    /// Run the fuzz targets
    Fuzz(fuzz::Args),
    /// Run every check and test
    Test(test::Args),
    /// Take the pictures of the documentation anew
    Pictures(pictures::Args),
    /// Measure the annotators on marked texts
    Eval(eval::Args),
    /// Train the tagger's model
    Train(train::Args),
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Bench(args) => bench::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Data(args) => data::run(&args),
        Command::Size(args) => size::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Pictures(args) => pictures::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Train(args) => train::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
