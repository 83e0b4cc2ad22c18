//! A text with coloured marks for the terminal, and a legend of what was found.

use anstyle::{AnsiColor, Effects, Style};
use newsgloss::wire::WireAnnotation;
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// Prints `text` with its annotations (byte offsets), then what they are.
pub(crate) fn print(text: &str, annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    marked(text, annotations, out)?;
    legend(annotations, out)
}

fn style(annotation: &WireAnnotation<'_>) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match (annotation.kind, annotation.label) {
        ("quotation", _) => Style::new().effects(Effects::ITALIC).bg_color(Some(AnsiColor::BrightBlack.into())),
        ("term", _) => colour(AnsiColor::Cyan).effects(Effects::UNDERLINE),
        (_, "person") => colour(AnsiColor::BrightBlue).effects(Effects::BOLD),
        (_, "organization") => colour(AnsiColor::Magenta).effects(Effects::BOLD),
        (_, "place" | "facility") => colour(AnsiColor::Green).effects(Effects::BOLD),
        (_, "date" | "money") => colour(AnsiColor::White).effects(Effects::DIMMED),
        _ => colour(AnsiColor::Yellow).effects(Effects::BOLD),
    }
}

/// The text; where annotations nest, the innermost style wins and the outer one goes on after it.
fn marked(text: &str, annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    let mut edges: BTreeMap<u32, Vec<(bool, usize)>> = BTreeMap::new();
    for (index, annotation) in annotations.iter().enumerate() {
        edges.entry(annotation.start).or_default().push((true, index));
        edges.entry(annotation.end).or_default().push((false, index));
    }
    let (mut at, mut open) = (0, Vec::new());
    for (offset, edges) in edges {
        write_piece(text.get(at..offset as usize).unwrap_or(""), &open, annotations, out)?;
        at = offset as usize;
        open.retain(|index| !edges.contains(&(false, *index)));
        open.extend(edges.into_iter().filter(|(starts, _)| *starts).map(|(_, index)| index));
    }
    write_piece(text.get(at..).unwrap_or(""), &open, annotations, out)?;
    writeln!(out)
}

fn write_piece(piece: &str, open: &[usize], annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    match open.last().and_then(|index| annotations.get(*index)) {
        Some(annotation) => {
            let style = style(annotation);
            write!(out, "{style}{piece}{style:#}")
        }
        None => write!(out, "{piece}"),
    }
}

/// Entities with their number of mentions, quotations with their speakers, terms.
fn legend(annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    let mut entities: Vec<&WireAnnotation<'_>> = Vec::new();
    for annotation in annotations {
        if let Some(entity) = &annotation.entity {
            let known = entities.iter().any(|other| other.entity.as_ref().is_some_and(|other| other.key == entity.key));
            if !known {
                entities.push(annotation);
            }
        }
    }
    writeln!(out)?;
    for annotation in entities {
        let Some(entity) = &annotation.entity else { continue };
        let style = style(annotation);
        let qid = entity.qid.as_deref().unwrap_or("");
        let description = entity.description.as_deref().unwrap_or("");
        let row = format!(
            "{:12} {style}{}{style:#}  ×{}  {qid}  {description}",
            annotation.label, entity.name, entity.mentions
        );
        writeln!(out, "{}", row.trim_end())?;
    }
    for annotation in annotations.iter().filter(|annotation| annotation.kind == "quotation") {
        let speaker = annotation
            .speaker
            .as_ref()
            .map_or("no speaker shown".to_owned(), |speaker| format!("{} ({})", speaker.name, speaker.tier));
        writeln!(out, "{:12} {}  — {speaker}", annotation.label, annotation.text.replace('\n', " "))?;
    }
    for annotation in annotations.iter().filter(|annotation| annotation.kind == "term") {
        let Some(term) = &annotation.term else { continue };
        let style = style(annotation);
        writeln!(out, "{:12} {style}{}{style:#}  {}", "term", term.name, term.definition.unwrap_or(""))?;
    }
    Ok(())
}
