//! The records that bear a name of an entity and are of its kind. Imports: `document`, `annotation`, `lexicon`, `token`,
//! `annotate::coref` (abbreviated states).

use crate::annotate::coref::state_written_out;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::{Case, Class, NameMatch, Names, Record};
use crate::text::{Block, BlockKind, Span};
use crate::token::{eq_folded, tokenize};

/// A record that an entity may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its number in the lexicon.
    pub(super) record: u32,
    /// What the lexicon knows of it.
    pub(super) facts: Record,
    /// Words of the name by which it was found.
    pub(super) n_words: usize,
    /// Whether that name is an everyday word too.
    pub(super) everyday: bool,
    /// Whether it stands inside a sentence somewhere, where only names are capitalised.
    pub(super) inside_sentence: bool,
}

/// So many different writings of an entity's name are looked up.
const MAX_FORMS: usize = 8;

/// The records of `label` that the entity with the mentions `own` may be. Where one of its longer names is known, shorter
/// ones do not count; where it has a longer name and none is known, a single word does not count either: `ADB` in an
/// article on the Asian Dance Board is not the Asian Development Bank. A person needs a name of two words, unless the
/// lexicon's own name for the person has one.
pub(super) fn find(
    document: &Document<'_>,
    mentions: &[Mention],
    label: Label,
    own: &[usize],
    names: &Names,
) -> Vec<Candidate> {
    let mut forms: Vec<(usize, &str, Span)> = Vec::new();
    for span in own.iter().filter_map(|&index| mentions.get(index)).map(|mention| mention.span) {
        let text = document.source().slice(span);
        if !forms.iter().any(|&(_, known, _)| known == text) && forms.len() < MAX_FORMS {
            forms.push((text.split_whitespace().count(), text, span));
        }
    }
    crate::sort::by_key(&mut forms, |&(n_words, ..)| [u32::MAX - n_words as u32, 0, 0]);
    let longest = forms.first().map_or(0, |&(n_words, ..)| n_words);
    let mut found: Vec<Candidate> = Vec::new();
    for (n_words, text, span) in forms {
        let known = found.first().is_some_and(|first| first.n_words > 1);
        if n_words == 1 && (known || longest > 1 && label != Label::Place) {
            break;
        }
        let state = state_written_out(text, label);
        let name = state.as_deref().map_or_else(|| look_up(document, span, names), |state| look_up_text(state, names));
        let Some(name) = name.filter(|name| state.is_some() || is_written_so(name, text)) else { continue };
        let everyday = name.everyday && !is_acronym_in_prose(document, span);
        let inside_sentence = is_inside_sentence(document, span);
        for record in names.records(&name) {
            let Some(facts) = names.record(record).filter(|facts| may_be(label, facts.class)) else { continue };
            let mononym = || names.main_name(record).is_some_and(|name| !name.contains([' ', '-'])) && !everyday;
            let whole = n_words > 1 || label != Label::Person || mononym();
            if whole && !found.iter().any(|known| known.record == record) {
                found.push(Candidate { record, facts, n_words, everyday, inside_sentence });
            }
        }
    }
    found
}

/// The name that is all of `span`, or that and the article before it (`The Hague`).
pub(super) fn look_up(document: &Document<'_>, span: Span, names: &Names) -> Option<NameMatch> {
    let tokens = document.tokens_in(span);
    let whole = |start: u32| {
        let tokens = document.slice(&(start..tokens.end));
        names.longest_match(document.text(), tokens).filter(|name| name.n_tokens == tokens.len())
    };
    let article = tokens.start.checked_sub(1).filter(|&at| eq_folded(document.word(at as usize), "the"));
    whole(tokens.start).or_else(|| article.and_then(whole))
}

/// The name that is all of `text`, which need not stand in the article.
fn look_up_text(text: &str, names: &Names) -> Option<NameMatch> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    names.longest_match(text, &tokens).filter(|name| name.n_tokens == tokens.len())
}

/// Whether the writing is evidence for the name: `Who` at the start of a sentence is no writing of `WHO`, `Nato` is one of
/// `NATO`, which is no word. Small particles do not matter: `Haider al-Abadi`.
pub(super) fn is_written_so(name: &NameMatch, text: &str) -> bool {
    let capitals = text.chars().filter(|char| char.is_alphabetic()).all(char::is_uppercase);
    let is_name_word = |word: &str| {
        let word = word.split_once('-').map_or(word, |(first, rest)| if first.len() <= 3 { rest } else { word });
        word.len() <= 3 || word.starts_with(char::is_uppercase)
    };
    match name.case {
        Case::Exact => true,
        Case::Capital => !name.everyday || capitals,
        Case::Lower => text.contains(' ') && text.split_whitespace().all(is_name_word),
    }
}

/// Whether `span` is capitals only in a block that is not: `US` and `IT` in a sentence are no everyday words.
fn is_acronym_in_prose(document: &Document<'_>, span: Span) -> bool {
    let text = document.source().slice(span);
    text.len() > 1 && !text.contains(char::is_lowercase) && block(document, span).is_some()
}

/// Whether `span` stands in prose and not at the start of a sentence.
fn is_inside_sentence(document: &Document<'_>, span: Span) -> bool {
    let first = document.tokens_in(span).start;
    let sentence = document.sentence_at(first).and_then(|sentence| document.sentences().get(sentence));
    block(document, span).is_some_and(|block| block.kind == BlockKind::Paragraph)
        && sentence.is_some_and(|range| range.start < first)
}

/// The block of `span`, if it is not in capitals throughout.
fn block<'a>(document: &Document<'a>, span: Span) -> Option<&'a Block> {
    let block = document.source().blocks().get(document.block_at(document.tokens_in(span).start)?)?;
    document.source().slice(block.span).contains(char::is_lowercase).then_some(block)
}

/// Whether something of kind `class` may be called `label`. Institutions and their buildings are easily taken for each other.
fn may_be(label: Label, class: Class) -> bool {
    let own = class.label();
    own == label
        || matches!((label, own), (Label::Facility, Label::Organization) | (Label::Organization, Label::Facility))
}
