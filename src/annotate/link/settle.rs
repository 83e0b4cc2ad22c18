//! Places and organizations that the tagger takes for each other, told apart by the lexicon. Imports: `document`,
//! `annotation`, `lexicon` (names), `link::candidates`.

use super::candidates::{is_written_so, look_up};
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::Names;

/// A name below this prior (63 of 37,554 articles) may be that of something else here.
const WELL_KNOWN: u8 = 72;

/// Gives the names among `mentions` that are well known as one kind of thing only the label of that kind: `Kremlin` is an
/// organization wherever it stands. People, groups and works are left as they are: they bear the names of places.
pub fn settle_labels(document: &Document<'_>, mentions: &mut [Mention], names: &Names) {
    let settles = |label| matches!(label, Label::Place | Label::Organization | Label::Facility);
    for mention in mentions.iter_mut().filter(|mention| settles(mention.label)) {
        let Some(name) = look_up(document, mention.span, names) else { continue };
        if name.everyday || !is_written_so(&name, document.source().slice(mention.span)) {
            continue;
        }
        let mut records = names.records(&name).filter_map(|record| names.record(record));
        let Some(first) = records.next().filter(|first| !first.shared && first.prior >= WELL_KNOWN) else { continue };
        let label = first.class.label();
        if settles(label) && records.all(|record| record.class.label() == label) {
            mention.label = label;
        }
    }
}
