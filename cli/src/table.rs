//! Annotations as CSV, one line each, for spreadsheets.

use anyhow::Result;
use newsgloss::wire::WireAnnotation;
use std::io::Write;

const HEADER: [&str; 11] =
    ["id", "kind", "label", "start", "end", "text", "confidence", "name", "qid", "speaker_tier", "description"];

/// Prints a header and the annotations.
pub(crate) fn print(annotations: &[WireAnnotation<'_>], out: &mut impl Write) -> Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEADER)?;
    for annotation in annotations {
        let entity = annotation.entity.as_ref().map(|it| (it.name, it.qid.clone(), it.description.clone()));
        let speaker = annotation.speaker.as_ref().map(|it| (it.name, it.qid.clone(), None));
        let term = annotation.term.as_ref().map(|it| (it.name.as_str(), None, it.definition.map(str::to_owned)));
        let (name, qid, description) = entity.or(speaker).or(term).unwrap_or_default();
        let [id, start, end] = [annotation.id, annotation.start, annotation.end].map(|number| number.to_string());
        let confidence = annotation.confidence.to_string();
        let (qid, description) = (qid.unwrap_or_default(), description.unwrap_or_default());
        let row: [&str; 11] = [
            &id,
            annotation.kind,
            annotation.label,
            &start,
            &end,
            cell(annotation.text),
            &confidence,
            cell(name),
            &qid,
            annotation.speaker.as_ref().map_or("", |speaker| speaker.tier),
            cell(&description),
        ];
        table.write_record(row)?;
    }
    Ok(table.flush()?)
}

/// A spreadsheet takes what begins like this for a formula (OWASP, "CSV Injection"); such a text is left empty.
fn cell(text: &str) -> &str {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "" } else { text }
}
