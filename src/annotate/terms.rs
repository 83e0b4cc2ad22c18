//! Policy terms.

use crate::annotation::{Mention, Term};
use crate::document::Document;
use crate::resources::Resources;

/// Finds the policy terms in `document`, in order.
pub fn find_terms(_document: &Document<'_>, _mentions: &[Mention], _resources: &Resources) -> Vec<Term> {
    Vec::new()
}
