//! What the words beside a person's name say of the person: titles and gender. Imports: `document`, `annotation`,
//! `token`, `lexicon` (word classes).

use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::speech::{Classes, SpeechWords};
use crate::list::WordTable;
use crate::token::{Token, TokenKind, folded};

/// Male or female, as titles, given names and pronouns tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// Titles and gender of a person, from one mention or from several.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub(super) gender: Option<Gender>,
    /// Titles and roles before the name, short forms written out; at most [`MAX_TITLES`].
    pub(super) titles: Vec<String>,
}

/// More titles than this are not kept for a person.
const MAX_TITLES: usize = 12;
/// Words before a name that may belong to its title.
const TITLE_WORDS: usize = 6;
/// How far after a name a pronoun may tell its gender, in tokens.
const PRONOUN_REACH: usize = 40;

const ABBREVIATED: WordTable = WordTable(
    "sen senator|gov governor|rep representative|gen general|lt lieutenant|col colonel|prof professor|\
     pres president|capt captain",
);

impl Context {
    /// What the title before `mention` says.
    pub(super) fn before(document: &Document<'_>, mention: &Mention, words: &SpeechWords) -> Self {
        let mut context = Self::default();
        let mut buffer = String::new();
        let first = document.tokens_in(mention.span).start as usize;
        for at in (first.saturating_sub(TITLE_WORDS)..first).rev() {
            let word = document.word(at);
            let classes = words.look_up(word, &mut buffer).classes;
            if !classes.any(Classes::TITLE) && !classes.any(Classes::ROLE) || !is_word(document.tokens().get(at)) {
                break;
            }
            context.gender = context.gender.or(gender_of(word, words));
            context.titles.push(title(word));
        }
        context
    }

    /// Adds what another mention of the same person says.
    pub(super) fn add(&mut self, other: &Self) {
        self.gender = self.gender.or(other.gender);
        for title in &other.titles {
            if self.titles.len() < MAX_TITLES && !self.titles.contains(title) {
                self.titles.push(title.clone());
            }
        }
    }

    /// Whether the two cannot be one person.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.gender.zip(other.gender).is_some_and(|(one, other)| one != other)
    }

    /// Whether the two share a title.
    pub(super) fn shares_title(&self, other: &Self) -> bool {
        self.titles.iter().any(|title| other.titles.contains(title))
    }
}

/// The gender that a title or given name tells, if it tells one.
pub(super) fn gender_of(word: &str, words: &SpeechWords) -> Option<Gender> {
    let classes = words.look_up(word, &mut String::new()).classes;
    match (classes.any(Classes::MALE), classes.any(Classes::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// Whether `word`, in key form, is a particle of names: `van`, `bin`, `de`.
pub(super) fn is_particle(word: &str, words: &SpeechWords) -> bool {
    words.look_up(word, &mut String::new()).classes.any(Classes::PARTICLE)
}

/// The gender that the first `he` or `she` after mention `index` tells: in its block, outside quotation marks, before
/// any other person's name, and only where no other person stands before it in its sentence.
pub(super) fn gender_after(document: &Document<'_>, mentions: &[Mention], index: usize) -> Option<Gender> {
    let mention = mentions.get(index)?;
    let tokens = document.tokens_in(mention.span);
    let block = document.block_at(tokens.start)?;
    let sentence = document.sentence_at(tokens.start).and_then(|at| document.sentences().get(at))?;
    let start = document.span_of(sentence).start();
    let before = mentions.get(..index)?.iter().rev().take_while(|other| other.span.start() >= start);
    if before.into_iter().any(|other| other.label == Label::Person) {
        return None;
    }
    let next = mentions.get(index + 1..)?.iter().find(|other| other.label == Label::Person);
    let mut quoted = false;
    for at in (tokens.end as usize..).take(PRONOUN_REACH) {
        let token = document.tokens().get(at)?;
        if document.block_at(at as u32) != Some(block)
            || next.is_some_and(|next| token.span.start() >= next.span.start())
        {
            return None;
        }
        match document.word(at) {
            "“" => quoted = true,
            "”" => quoted = false,
            "\"" => quoted = !quoted,
            "he" | "He" if !quoted => return Some(Gender::Male),
            "she" | "She" if !quoted => return Some(Gender::Female),
            _ => {}
        }
    }
    None
}

/// A title or role in the form in which titles are compared.
pub(super) fn title(word: &str) -> String {
    let key = folded(word.trim_end_matches('.'));
    ABBREVIATED.first(&key).map_or(key, str::to_owned)
}

fn is_word(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.kind == TokenKind::Word)
}
