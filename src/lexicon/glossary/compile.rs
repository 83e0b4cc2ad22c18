//! Entries compiled: their forms with all variants as word numbers, the words with all their spellings.
//! Imports: `list`, `text`, `token`, `glossary::{source, form, vocabulary, variants}`.
//!
//! This happens when the data files are built, and for a publisher's glossary in a wasm of its own; the engine only reads
//! what comes of it (`pack`).

use super::form::{Capitals, Form, Shape, is_content, is_word};
use super::source::{Case, Condition, Demand, Inflect, SourceEntry, SourceForm, TermKind, Within};
use super::variants::verb_forms;
use super::vocabulary::Vocabulary;
use super::words::Code;
use crate::text::Span;
use crate::token::{Token, folded, tokenize};

/// Longer forms than this are left out.
const MAX_WORDS: usize = 15;

/// A name of so many content words is nothing else in small letters either (`carbon border adjustment mechanism`).
const LONG_NAME: u32 = 4;

/// Entries with the words of all their forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    pub(super) words: Vocabulary,
    /// One for each source entry, in their order.
    pub(super) entries: Vec<CompiledEntry>,
}

/// What compiling an entry gives.
#[derive(Clone, Debug, Default)]
pub(super) struct CompiledEntry {
    pub(super) forms: Vec<CompiledForm>,
    pub(super) conditions: Vec<CompiledCondition>,
    /// The conditions of each source form.
    pub(super) of_forms: Vec<Vec<CompiledCondition>>,
}

/// A form or a variant of one.
#[derive(Clone, Debug)]
pub(super) struct CompiledForm {
    /// Without its entry and the place of its conditions.
    pub(super) form: Form,
    /// Word numbers.
    pub(super) words: Vec<u32>,
    /// The source form that it is made from.
    pub(super) source: usize,
}

/// A condition with the codes of its phrases.
#[derive(Clone, Debug)]
pub(super) struct CompiledCondition {
    pub(super) demand: Demand,
    pub(super) within: Within,
    pub(super) phrases: Vec<Vec<Code>>,
}

impl Compiled {
    /// Compiles `entries`. Forms without words, and those of more than [`MAX_WORDS`], are left out.
    pub(super) fn new(entries: &[SourceEntry<'_>]) -> Self {
        let mut compiled = Self::default();
        for entry in entries {
            let conditions = compiled.conditions(&entry.conditions);
            let mut new = CompiledEntry { conditions, ..CompiledEntry::default() };
            for (source, form) in entry.forms.iter().enumerate() {
                new.of_forms.push(compiled.conditions(&form.conditions));
                compile(form, entry.kind, &mut compiled.words, &mut |form, words| {
                    new.forms.push(CompiledForm { form, words, source });
                });
            }
            compiled.entries.push(new);
        }
        compiled
    }

    fn conditions(&mut self, conditions: &[Condition<'_>]) -> Vec<CompiledCondition> {
        let compile = |condition: &Condition<'_>| {
            let (demand, within) = (condition.demand, condition.within);
            let codes = |phrase: &&str| split(phrase).iter().map(|word| self.words.add(word)).collect();
            let phrases = condition.phrases.iter().map(codes).collect();
            CompiledCondition { demand, within, phrases }
        };
        conditions.iter().map(compile).collect()
    }
}

/// Keys of `entries` that a text can meet in the same words, capitals and number included: what a source must not have.
pub fn ambiguities<'a>(entries: &[SourceEntry<'a>]) -> Vec<(&'a str, &'a str)> {
    let compiled = Compiled::new(entries);
    let entries_compiled = compiled.entries.iter().enumerate();
    let mut forms: Vec<_> =
        entries_compiled.flat_map(|(index, entry)| entry.forms.iter().map(move |form| (index, form))).collect();
    forms.sort_by_key(|(_, form)| &form.words);
    let pairs = forms.iter().zip(forms.iter().skip(1));
    let same = pairs.filter(|((one, a), (other, b))| one != other && a.words == b.words && a.form.is_met_with(&b.form));
    let key = |index: usize| entries.get(index).map(|entry| entry.key);
    same.filter_map(|((one, _), (other, _))| key(*one).zip(key(*other))).collect()
}

/// The capitals that a form of these `words` asks for.
fn capitals(case: Case, kind: TermKind, words: &[&str]) -> Capitals {
    let mut capital = 0_u16;
    let mut all = true;
    for (at, word) in words.iter().enumerate() {
        match Shape::of(word) {
            Shape::Lower => all = all && !is_content(word),
            _ => capital |= 1 << at,
        }
    }
    match case {
        Case::Exact => Capitals::Exact(words.iter().rev().fold(0, |bits, word| bits << 2 | Shape::of(word) as u32)),
        Case::Title => Capitals::Title,
        Case::Any if capital == 0 => Capitals::Any,
        Case::Any if !all => Capitals::Some(capital),
        Case::Any => match capital.count_ones() {
            1 => Capitals::Title,
            2.. if !is_named(kind) => Capitals::Any,
            LONG_NAME.. => Capitals::Any,
            _ => Capitals::Title,
        },
    }
}

/// Whether the words of such a term, in small letters, would be others (`home office`, `new deal`). Of `attorney general`
/// and `electoral vote` news writes either.
fn is_named(kind: TermKind) -> bool {
    use TermKind::{Clause, Concept, Doctrine, Indicator, Office, Procedure};
    !matches!(kind, Clause | Concept | Doctrine | Indicator | Office | Procedure)
}

/// The folded words of `text`, as the matcher counts them: hyphens and quotation marks are none.
pub(super) fn split(text: &str) -> Vec<String> {
    tokens(text).iter().map(|token| folded(token.span.of(text))).collect()
}

/// The tokens of a form that are words to the matcher.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    tokens.retain(|token| is_word(token.kind));
    tokens
}

/// Compiles `source`, a form of a term of this `kind`, and its variants. Each goes to `each` with its word numbers.
fn compile(source: &SourceForm<'_>, kind: TermKind, words: &mut Vocabulary, each: &mut dyn FnMut(Form, Vec<u32>)) {
    let text = source.text;
    let tokens = tokens(text);
    if tokens.is_empty() || tokens.len() > MAX_WORDS {
        return;
    }
    let written: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
    let codes: Vec<_> = written.iter().map(|word| words.add(word)).collect();
    let mut add = |words: &mut Vocabulary, varied: &[&str], codes: &[Code], written: &[&str]| {
        add(varied, codes, capitals(source.case, kind, written), source.inflect, words, each);
    };
    add(words, &written, &codes, &written);
    if let (Inflect::Verb, [verb, rest @ ..], [_, other_codes @ ..]) =
        (source.inflect, written.as_slice(), codes.as_slice())
    {
        verb_forms(&folded(verb), |other| {
            let (varied, codes) = ([&[other], rest].concat(), [&[words.add(other)], other_codes].concat());
            add(words, &varied, &codes, &written);
        });
    }
    for (at, pair) in tokens.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let hyphen =
            left.span.end() + 1 == right.span.start() && text.as_bytes().get(left.span.end() as usize) == Some(&b'-');
        let prefix = codes.get(at).is_some_and(|code| words.role(*code).prefix);
        let letters = |token: &&Token| token.span.of(text).chars().all(char::is_alphabetic);
        if (hyphen || prefix) && [left, right].iter().all(letters) {
            let closed = Span::new(left.span.start(), right.span.end());
            let closed: String = closed.of(text).chars().filter(|char| char.is_alphabetic()).collect();
            let (mut written, mut codes) = (written.clone(), codes.clone());
            written.splice(at..at + 2, [closed.as_str()]);
            codes.splice(at..at + 2, [words.add(&closed)]);
            add(words, &written, &codes, &written);
        }
    }
}

/// One sequence of words, with the plurals that `inflect` allows.
fn add(
    written: &[&str],
    codes: &[Code],
    capitals: Capitals,
    inflect: Inflect,
    words: &mut Vocabulary,
    each: &mut dyn FnMut(Form, Vec<u32>),
) {
    let numbers: Vec<_> = codes.iter().map(|code| code.number()).collect();
    let plural = codes.iter().rev().fold(0, |bits, code| bits << 1 | u16::from(code.is_plural()));
    let form = Form { capitals, plural, ..Form::default() };
    let after_head = codes.iter().skip(1).position(|code| words.role(*code).after_head);
    let last = codes.len().saturating_sub(1);
    let after_noun = codes.last().is_some_and(|code| words.role(*code).adjective);
    let head = after_head.unwrap_or(if after_noun { last.saturating_sub(1) } else { last });
    let (Inflect::Noun, Some(noun), Some(&code)) = (inflect, written.get(head), codes.get(head)) else {
        return each(form, numbers);
    };
    each(Form { may_be_plural: 1 << head, ..form }, numbers.clone());
    for own in words.add_plurals(noun, code) {
        let mut numbers = numbers.clone();
        if let Some(number) = numbers.get_mut(head) {
            *number = own.number();
        }
        each(Form { plural: plural & !(1 << head) | u16::from(own.is_plural()) << head, ..form }, numbers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_capitals() {
        let kind = TermKind::Law;
        let check = |case, form: &str, text: &str| {
            let words: Vec<_> = form.split(' ').collect();
            capitals(case, kind, &words).fit(0, text.split(' '))
        };
        assert!(check(Case::Any, "price cap", "Price Cap") && check(Case::Any, "price cap", "price cap"));
        assert!(
            check(Case::Any, "War Powers Act", "War Powers Act")
                && !check(Case::Any, "War Powers Act", "war powers act")
        );
        assert!(
            check(Case::Any, "rules of origin", "rules of origin")
                && check(Case::Any, "Law of the Sea", "Law of the Sea")
        );
        assert!(
            check(Case::Any, "One China policy", "one China policy")
                && !check(Case::Any, "One China policy", "one china policy")
        );
        assert!(check(Case::Exact, "SNAP", "SNAP") && !check(Case::Exact, "SNAP", "Snap"));
        assert!(
            check(Case::Title, "green new deal", "Green New Deal")
                && !check(Case::Title, "green new deal", "green new deal")
        );
        assert!(
            capitals(Case::Any, TermKind::Office, &["Attorney", "General"]).fit(0, ["attorney", "general"].into_iter())
        );
        assert!(!capitals(Case::Any, TermKind::Office, &["Speaker"]).fit(0, ["speaker"].into_iter()));
        assert!(capitals(Case::Exact, TermKind::Weapon, &["ICBM"]).fit(1, ["ICBMs"].into_iter()));
    }
}
