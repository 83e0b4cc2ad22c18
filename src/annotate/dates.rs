//! Dates, times and amounts of money, by rule.

use crate::annotation::Mention;
use crate::document::Document;

/// Finds dates and amounts in `document`, in order, without overlaps.
pub fn find_dates(_document: &Document<'_>) -> Vec<Mention> {
    Vec::new()
}
