//! `newsgloss annotate`.

use crate::{html, input, pretty, resources};
use anyhow::{Context, Result};
use clap::ValueEnum;
use newsgloss::pipeline::{Config, Resources, annotate};
use newsgloss::text::SourceText;
use newsgloss::wire::{OffsetUnit, Wire, WireAnnotation};
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `newsgloss annotate`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file to read; - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Reads HTML; offsets count in the article's text, which the output then carries.
    #[arg(long, conflicts_with = "jsonl")]
    html: bool,
    /// With --html: a selector of the article [default: article, main or body]
    #[arg(long, requires = "html")]
    root: Option<String>,
    /// Reads lines {"id", "text"} and writes lines {"id", "annotations"} in order.
    #[arg(long)]
    jsonl: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// What start and end count.
    #[arg(long, value_enum, default_value_t = Offsets::Utf16)]
    offsets: Offsets,
    /// The folder with the language data [default: beside the program, or the repository's pkg/]
    #[arg(long)]
    data: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON, one object.
    Json,
    /// The text with coloured marks, and a legend.
    Pretty,
}

#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Bytes.
    Utf8,
    /// Unicode code points, as Python counts.
    Codepoint,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Utf16 => Self::Utf16,
            Offsets::Utf8 => Self::Utf8,
            Offsets::Codepoint => Self::CodePoint,
        }
    }
}

/// A line of `--jsonl` input; other fields are ignored.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Output<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    annotations: Vec<WireAnnotation<'a>>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let resources = resources::load(arguments.data.as_deref())?;
    // Colours are left out where standard output is no terminal.
    let mut out = BufWriter::new(anstream::stdout().lock());
    if arguments.jsonl {
        let code = lines(arguments, &resources, &mut out)?;
        out.flush()?;
        return Ok(code);
    }
    let text = input::read_text(&arguments.file)?;
    let source = if arguments.html {
        html::read(&text, arguments.root.as_deref()).with_context(|| arguments.file.display().to_string())?
    } else {
        SourceText::from_plain(&text)
    };
    print(arguments, &resources, &source, None, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Annotates each line; a line that cannot be read is named on standard error and the others are still written.
fn lines(arguments: &Arguments, resources: &Resources, out: &mut impl Write) -> Result<ExitCode> {
    let bytes = input::read_bytes(&arguments.file)?;
    let mut code = ExitCode::SUCCESS;
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line>(line) {
            Ok(line) => print(arguments, resources, &SourceText::from_plain(&line.text), Some(&line.id), out)?,
            Err(error) => {
                anstream::eprintln!("newsgloss: {}: line {number}: {error}", arguments.file.display());
                code = ExitCode::from(input::BAD_INPUT);
            }
        }
    }
    Ok(code)
}

fn print(
    arguments: &Arguments,
    resources: &Resources,
    source: &SourceText,
    id: Option<&serde_json::Value>,
    out: &mut impl Write,
) -> Result<()> {
    let (analysis, chosen) = annotate(source, resources, &Config::ALL);
    let pretty = arguments.format == Format::Pretty;
    // The marks are set into the text by bytes.
    let unit = if pretty { OffsetUnit::Utf8 } else { arguments.offsets.into() };
    let annotations = Wire { source, analysis: &analysis, resources, unit }.annotations(&chosen);
    if pretty {
        return Ok(pretty::print(source.text(), &annotations, out)?);
    }
    serde_json::to_writer(&mut *out, &Output { id, text: arguments.html.then(|| source.text()), annotations })?;
    Ok(writeln!(out)?)
}
