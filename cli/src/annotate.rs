//! `newsgloss annotate`.

use crate::{html, input, page, pretty, resources, table};
use anyhow::{Context, Result};
use clap::ValueEnum;
use newsgloss::export::{fragment_links, news_article, web_annotations};
use newsgloss::pipeline::{Config, Resources, annotate};
use newsgloss::text::SourceText;
use newsgloss::wire::{AnnotatedText, OffsetUnit, Wire, WireAnnotation};
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
    /// How to print; lines are JSON or one of the standards' formats.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Where the article is published, for the formats that name it.
    #[arg(long, default_value = "")]
    source: String,
    /// What start and end count; the formats of a standard count as it says.
    #[arg(long, value_enum, default_value_t = Offsets::Utf16)]
    offsets: Offsets,
    /// The folder with the language data [default: beside the program, or the repository's pkg/]
    #[arg(long)]
    data: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON, one object: pkg/annotations.schema.json describes it.
    Json,
    /// A list of W3C Web Annotations.
    Webannotation,
    /// A schema.org `NewsArticle` with what it is about, mentions and quotes, as JSON-LD.
    Schemaorg,
    /// A list of links that scroll to the words.
    Textfragments,
    /// One line for each annotation, with a header.
    Csv,
    /// A page with the text, its annotations marked.
    Html,
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

/// A line of `--jsonl` output.
#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
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
    // What sets marks into the text or converts itself counts bytes.
    let as_asked = matches!(arguments.format, Format::Json | Format::Csv);
    let unit = if as_asked { arguments.offsets.into() } else { OffsetUnit::Utf8 };
    let annotations = Wire { source, analysis: &analysis, resources, unit }.annotations(&chosen);
    let value = match arguments.format {
        Format::Webannotation => web_annotations(source, &annotations, &arguments.source),
        Format::Schemaorg => news_article(source, &annotations, &arguments.source),
        Format::Textfragments => fragment_links(source, &annotations, &arguments.source),
        Format::Pretty => return Ok(pretty::print(source.text(), &annotations, out)?),
        Format::Html => return Ok(page::print(source, &annotations, out)?),
        Format::Csv => return table::print(&annotations, out),
        Format::Json => {
            match id {
                Some(id) => serde_json::to_writer(&mut *out, &Output { id, annotations })?,
                None => serde_json::to_writer(&mut *out, &AnnotatedText::new(source, annotations))?,
            }
            return Ok(writeln!(out)?);
        }
    };
    let json = value.to_json();
    match id {
        Some(id) => writeln!(out, "{{\"id\":{id},\"annotations\":{json}}}")?,
        None => writeln!(out, "{json}")?,
    }
    Ok(())
}
