//! How annotations of an article belong together, as numbers: the cards and the panel look up the rest by
//! `Wire::annotation`. Imports: as `wire`.

use serde::Serialize;

/// What the card of one annotation leads to, each by id and in order of the text.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct WireRelated<'a> {
    /// The mentions of the same entity or term, this one among them.
    pub mentions: Vec<u32>,
    /// The other quotations of the same speaker.
    pub others: Vec<u32>,
    /// The annotations that hold this one, the smallest first.
    pub around: Vec<u32>,
    /// What the article calls the speaker here, where that is not the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<&'a str>,
}

/// Everything in an article, grouped; groups in order of their first annotation.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct WireOutline {
    /// The mentions of each entity.
    pub entities: Vec<Vec<u32>>,
    /// What each speaker says; what nobody is sure to have said comes last.
    pub speakers: Vec<Vec<u32>>,
    /// Number of quotations; one over several paragraphs counts once.
    pub quotations: u32,
    /// The mentions of each term.
    pub terms: Vec<Vec<u32>>,
}
