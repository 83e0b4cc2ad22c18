//! Quoted stretches and reported statements.

use crate::annotation::Quotation;
use crate::document::Document;

/// Finds the quotations in `document`, in order; speakers are still unset.
pub fn find_quotations(_document: &Document<'_>) -> Vec<Quotation> {
    Vec::new()
}
