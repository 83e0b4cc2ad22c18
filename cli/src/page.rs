//! A static page: the text in paragraphs, its annotations as `<mark>` with a title. No script, no style of its own.

use newsgloss::text::{BlockKind, SourceText, Span};
use newsgloss::wire::WireAnnotation;
use std::io::{Result, Write};

/// Prints the page; `annotations` count bytes.
pub(crate) fn print(source: &SourceText, annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Article</title></head>")?;
    writeln!(out, "<body>\n<article>")?;
    for block in source.blocks() {
        let element = match block.kind {
            BlockKind::Heading => "h2",
            BlockKind::Quote => "blockquote",
            _ => "p",
        };
        write!(out, "<{element}>")?;
        marked(source, block.span, annotations, out)?;
        writeln!(out, "</{element}>")?;
    }
    writeln!(out, "</article>\n</body>\n</html>")
}

/// The words of one block. Where annotations nest, the inner one has the mark and the outer one goes on after it.
fn marked(source: &SourceText, block: Span, all: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    let inside: Vec<_> = all.iter().filter(|it| block.contains(Span::new(it.start, it.end))).collect();
    let mut edges: Vec<u32> = inside.iter().flat_map(|it| [it.start, it.end]).collect();
    edges.extend([block.start(), block.end()]);
    edges.sort_unstable();
    edges.dedup();
    for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
        let words = escape(source.slice(Span::new(*start, *end)));
        let covers = inside.iter().filter(|it| it.start <= *start && *end <= it.end);
        match covers.min_by_key(|it| it.end - it.start) {
            Some(it) => {
                write!(out, "<mark class=\"newsgloss-{}\" title=\"{}\">{words}</mark>", it.label, escape(&title(it)))?;
            }
            None => write!(out, "{words}")?,
        }
    }
    Ok(())
}

/// What the mark says on hover.
fn title(annotation: &WireAnnotation<'_>) -> String {
    if let Some(entity) = &annotation.entity {
        let description = entity.description.as_deref().unwrap_or(annotation.label);
        return format!("{}: {description}", entity.name);
    }
    if let Some(term) = &annotation.term {
        return format!("{}: {}", term.name, term.definition.unwrap_or(annotation.label));
    }
    match &annotation.speaker {
        Some(speaker) if speaker.tier == "A" => format!("{} said this", speaker.name),
        Some(speaker) => format!("{} probably said this", speaker.name),
        None => annotation.label.to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
