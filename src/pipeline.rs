//! From a source text to its annotations: straight-line calls of the annotators. Imports: all layers below.

use crate::annotate::{coref, dates, entities, link, quotes, speakers, terms};
use crate::annotation::{Analysis, Annotation};
use crate::document::Document;
use crate::resolve::resolve;
use crate::sort;
use crate::text::SourceText;

pub use crate::resources::{Resources, TermInfo};

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Names, dates and amounts.
    pub entities: bool,
    /// Quotations and their speakers.
    pub quotations: bool,
    /// Policy terms.
    pub terms: bool,
}

impl Config {
    /// Everything.
    pub const ALL: Self = Self { entities: true, quotations: true, terms: true };
}

/// Runs every annotator that `config` asks for. Layers may overlap; [`annotate`] resolves them.
///
/// Quotations need names for their speakers and terms need names for their limits, so names are always found and
/// left out of the result where they are not wanted.
pub fn analyse(document: &Document<'_>, resources: &Resources, config: &Config) -> Analysis {
    let mut analysis = Analysis { mentions: entities::find_mentions(document, resources), ..Analysis::default() };
    analysis.mentions.extend(dates::find_dates(document));
    sort::by_key(&mut analysis.mentions, |mention| [mention.span.start(), mention.span.end(), 0]);
    analysis.entities = coref::group_mentions(document, &mut analysis.mentions, &resources.speech_words);
    link::link_entities(document, &analysis.mentions, &mut analysis.entities, resources);
    if config.quotations {
        let stretches = quotes::find_stretches(document);
        analysis.quotations =
            speakers::attribute(document, &analysis.mentions, &analysis.entities, &stretches, &resources.speech_words);
    }
    if config.terms {
        analysis.terms = terms::find_terms(document, &analysis.mentions, resources);
    }
    if !config.entities {
        analysis.mentions.clear();
    }
    analysis
}

/// Analyses `source` and chooses what to show. The same text, data and options give the same result everywhere.
pub fn annotate(source: &SourceText, resources: &Resources, config: &Config) -> (Analysis, Vec<Annotation>) {
    let analysis = analyse(&Document::new(source), resources, config);
    let chosen = resolve(&analysis);
    (analysis, chosen)
}
