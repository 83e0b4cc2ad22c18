//! Mentions of people, organizations, places and the like: the tagger's names, cut to the house rules for boundaries.
//! Imports: `text`, `token`, `document`, `annotation`, `tagger`, `annotate::{beside, capitals, kickers, link}`.
//!
//! The house rule is the shortest full name: no leading article, no title or role, no possessive, no marks around it.

use super::link::Settling;
use super::{beside, capitals, kickers};
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::list::WordList;
use crate::resources::Resources;
use crate::tagger::{TaggedName, Tagging};
use crate::token::{TokenKind, eq_folded, folds_to_one_of};
use std::ops::Range;

/// Finds the names in `document`, in order, without overlaps; `entity` is still unset. Without a model, only those
/// that a title or a word like “Ministry” gives away.
pub fn find_mentions(document: &Document<'_>, resources: &Resources) -> Vec<Mention> {
    let mut naming = Naming::default();
    loop {
        if let Some(mentions) = naming.step(document, resources, usize::MAX) {
            return mentions;
        }
    }
}

/// Sentences, and names, that a step of [`Naming`] takes beside those of the tagger.
const AT_ONCE: usize = 16;

/// The work of [`find_mentions`], as far as it is done.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    tagging: Tagging,
    /// What the tagger found, once it is done.
    names: Option<Vec<TaggedName>>,
    found: Vec<Mention>,
    settling: Settling,
    /// Sentences, or else names, that are read.
    n_read: usize,
}

impl Naming {
    /// Goes on by `pace` times the usual share, otherwise always with the same arguments; with the last step come the mentions.
    pub(crate) fn step(&mut self, document: &Document<'_>, resources: &Resources, pace: usize) -> Option<Vec<Mention>> {
        let share = AT_ONCE.saturating_mul(pace);
        let Some(model) = &resources.model else {
            let left = document.sentences().get(self.n_read..).unwrap_or(&[]);
            capitals::find_names(document, left.get(..share).unwrap_or(left), &mut self.found);
            self.n_read = self.n_read.saturating_add(share);
            return (left.len() <= share).then(|| std::mem::take(&mut self.found));
        };
        if let Some(names) = &self.names {
            let left = names.get(self.n_read..).unwrap_or(&[]);
            let some = left.get(..share).unwrap_or(left).iter();
            self.found.extend(some.filter_map(|name| {
                let (tokens, label) = beside::settle(document, name.tokens.clone(), name.label)?;
                mention(document, tokens, label, model.confidence(name.margin))
            }));
            self.n_read = self.n_read.saturating_add(share);
            if left.is_empty() && self.settling.step(document, &mut self.found, &resources.names, share) {
                kickers::drop_unknown(document, &mut self.found, &resources.names);
                return Some(std::mem::take(&mut self.found));
            }
        } else if self.tagging.step(document, model) {
            self.names = Some(self.tagging.names(document, model));
        }
        None
    }
}

/// The mention of the name in `tokens`, cut to its boundaries; none where nothing is left.
pub(super) fn mention(document: &Document<'_>, tokens: Range<u32>, label: Label, confidence: f32) -> Option<Mention> {
    let tokens = cut(document, tokens, label);
    let span = document.span_of(&tokens);
    (!span.is_empty()).then_some(Mention { span, label, confidence, entity: None })
}

/// `tokens` without what the house rules leave outside.
fn cut(document: &Document<'_>, mut tokens: Range<u32>, label: Label) -> Range<u32> {
    let word = |token_idx: u32| document.word(token_idx as usize);
    let kind = |token_idx: u32| document.tokens().get(token_idx as usize).map(|token| token.kind);
    while tokens.len() > 1 {
        let (first, last) = (tokens.start, tokens.end - 1);
        let article = label != Label::Work && is_article(word(first));
        let title = label == Label::Person && is_title(word(first)) && word(first + 1).starts_with(char::is_uppercase);
        if article || title || kind(first).is_some_and(is_mark) && word(first) != "(" {
            tokens.start += 1;
        } else if kind(last) == Some(TokenKind::Clitic)
            || kind(last).is_some_and(is_mark) && !closes_inside(document, &tokens)
        {
            tokens.end -= 1;
        } else {
            break;
        }
    }
    let lone = tokens.len() == 1
        && (kind(tokens.start).is_none_or(|kind| is_mark(kind) || kind == TokenKind::Clitic)
            || is_article(word(tokens.start)));
    if lone { tokens.start..tokens.start } else { tokens }
}

/// Marks that are no part of a name at its edge. `Yahoo!` and `C++` keep theirs.
fn is_mark(kind: TokenKind) -> bool {
    use TokenKind::{Bracket, Dash, DoubleMark, SingleMark};
    matches!(kind, Bracket | Dash | DoubleMark | SingleMark)
}

/// Whether the last of `tokens` closes a bracket or mark that stands inside the name: `Monitor (Kenya)`.
fn closes_inside(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let inner = tokens.start..tokens.end - 1;
    document.word(inner.end as usize) == ")" && inner.into_iter().any(|at| document.word(at as usize) == "(")
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| eq_folded(word, article))
}

/// Titles and roles that stand before a person's name and are no part of it, folded, with and without full stop; sorted.
const TITLES: WordList = WordList(
    "adm admiral ambassador archbishop baroness bishop brig brigadier capt captain cardinal chancellor cmdr col \
     colonel commander congressman congresswoman corporal councillor cpl dame dr gen general gov governor hon \
     imam judge justice king lady lieutenant lord lt madam maj major mayor minister miss mr mrs ms mx officer \
     pope premier president prince princess prof professor queen rabbi rep representative rev reverend secretary \
     sen senator sergeant sgt sheikh sheriff sir speaker",
);

/// Whether `word` is a title that may stand before a person's name.
pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase) && folds_to_one_of(word, TITLES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    /// Cuts the name in square brackets.
    fn check(marked: &str, label: Label, expected: &str) {
        let text = marked.replace(['[', ']'], "");
        let source = SourceText::from_plain(&text);
        let document = Document::new(&source);
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let tokens = document.tokens_in(crate::text::Span::new(start as u32, end as u32));
        let span = mention(&document, tokens, label, 1.0).map_or("", |mention| source.slice(mention.span));
        assert_eq!(span, expected);
    }

    #[test]
    fn articles_titles_and_possessives_are_outside() {
        check("[The White House’s] plan", Label::Organization, "White House");
        check("met [President Xi Jinping]", Label::Person, "Xi Jinping");
        check("met [Sen. Roe]", Label::Person, "Roe");
        check("[“Acme”] said", Label::Organization, "Acme");
        check("in [Paris -] they", Label::Place, "Paris");
    }

    #[test]
    fn what_belongs_to_the_name_stays() {
        check("read [The Road]", Label::Work, "The Road");
        check("met [General]", Label::Person, "General");
        check("of [Major League Baseball]", Label::Organization, "Major League Baseball");
        check("the [Monitor (Kenya)] said", Label::Organization, "Monitor (Kenya)");
        check("in [Washington D.C.]", Label::Place, "Washington D.C.");
        check("at [Yahoo!]", Label::Organization, "Yahoo!");
    }

    #[test]
    fn nothing_may_be_left() {
        check("so [“] he", Label::Work, "");
        check("so [the] he", Label::Organization, "");
    }
}
