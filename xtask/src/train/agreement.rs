//! Silver marks that several taggers agree on. Imports: `newsgloss`, `corpus`, `train::{articles, schemes}`.
//!
//! Where two models that learnt from different articles and the marks of the corpus say the same, it is most likely right; where
//! they differ, every tag is left open (tri-training with disagreement, Zhou and Li 2005).

use newsgloss::annotation::Label;
use newsgloss::document::Document;
use newsgloss::tagger::model::Model;
use newsgloss::tagger::tag_without_votes;
use newsgloss::tagger::tags;
use newsgloss::text::{SourceText, Span};

use super::articles::SHORT;
use super::schemes::{Reading, Scheme};
use crate::corpus::{Gold, Row};

/// A mark on whose words no two agree.
const OPEN: &str = "?";

/// `row` with the marks that both `models` make, and the corpus where its scheme has the label.
pub(super) fn agreed(row: &Row, scheme: Scheme, models: &[Model; 2]) -> Row {
    let source = SourceText::from_plain(&row.text);
    let document = Document::new(&source);
    let read = |model: &Model| -> Vec<(Span, Label)> {
        tag_without_votes(&document, model)
            .into_iter()
            .map(|name| {
                (document.span_of(&(name.tokens.start as u32..name.tokens.end as u32)), tags::label(name.label))
            })
            .collect()
    };
    let [one, other] = models.each_ref().map(read);
    let marked: Vec<(Span, Reading)> =
        row.entities.iter().map(|gold| (gold.span, scheme.read(&gold.label, &gold.original))).collect();
    let mut spans: Vec<Span> =
        one.iter().chain(&other).map(|name| name.0).chain(marked.iter().map(|mark| mark.0)).collect();
    spans.sort_by_key(|span| (span.start(), span.end()));
    spans.dedup();
    let mut entities = Vec::new();
    for &span in &spans {
        let alone = spans.iter().filter(|other| other.overlaps(span)).count() == 1;
        let label = |names: &[(Span, Label)]| names.iter().find(|name| name.0 == span).map(|name| name.1);
        let mark = marked.iter().find(|mark| mark.0 == span).map(|mark| &mark.1);
        let agreed = label(&one).filter(|&found| {
            let own = match mark {
                Some(Reading::Name(labels)) => labels.contains(&found),
                Some(Reading::Unknown) => true,
                None => scheme.unmarked().contains(&found),
            };
            alone && own && label(&other) == Some(found)
        });
        let label = agreed.and_then(tags::index).map_or(OPEN, |index| SHORT[index]);
        entities.push(Gold { span, label: label.to_owned(), original: label.to_owned() });
    }
    Row { id: row.id.clone(), text: row.text.clone(), entities }
}
