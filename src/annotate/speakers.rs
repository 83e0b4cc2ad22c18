//! Who said each quotation.

use crate::annotation::{Entity, Mention, Quotation};
use crate::document::Document;

/// Sets `speaker` and `cue` of each quotation whose speaker is known well enough.
pub fn attribute(_document: &Document<'_>, _mentions: &[Mention], _entities: &[Entity], _quotations: &mut [Quotation]) {
}
