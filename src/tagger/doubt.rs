//! Everyday words that only seem to be names, by what the article itself says against them, and the other way round.
//! Imports: `document`, `annotation`, `tagger`.

use super::seen::Forms;
use super::words::Word;
use super::{Model, TaggedName};
use crate::annotation::Label;
use crate::document::Document;

/// Adds to `names` the everyday word that is a given name too, where it starts a sentence before a surname: the model takes `Will`
/// for the verb, but only a name explains the second capital.
pub(super) fn add_missed(document: &Document<'_>, words: &[Word], names: &mut Vec<TaggedName>) {
    for (three, at) in words.windows(3).zip(0..) {
        let [given, surname, next] = three else { continue };
        // `In` and `So` are given names somewhere.
        let long = document.word(at as usize).len() > 2;
        let is_pair = long && given.initial && given.entry.is_given() && given.small_entry.is_everyday();
        if is_pair && surname.marked && surname.entry.is_only_surname() && !next.capital {
            let place = names.partition_point(|name| name.tokens.end <= at);
            if names.get(place).is_none_or(|name| name.tokens.start >= at + 2) {
                names.insert(place, TaggedName { tokens: at..at + 2, label: Label::Person, margin: 0 });
            }
        }
    }
}

/// An everyday word is taken for a name from this confidence on.
const SURE: f32 = 0.8;

/// Keeps those of `names` that nothing speaks against. In doubt are names with one capital, on their first word:
/// - where that capital says nothing (first words, headlines), if the article writes the word small at least as often
///   (`Turkey prices … turkey`);
/// - an everyday word that is nowhere surely a name inside a sentence, nor part of a longer one (`Nice weather`);
/// - with a small tail, if the article writes the word small as often (`House party … the house`);
/// - an everyday word as a person or firm after an article (`the Bill`), and any word before itself in small letters.
pub(super) fn keep_certain(
    document: &Document<'_>,
    words: &[Word],
    forms: &Forms,
    names: &mut Vec<TaggedName>,
    model: &Model,
) {
    let mut sure_forms = vec![false; forms.len()];
    for name in names.iter() {
        for at in name.tokens.clone().map(|at| at as usize) {
            let marked = words.get(at).is_some_and(|word| word.marked);
            let sure = name.tokens.len() > 1 || marked && model.confidence(name.margin) >= SURE;
            if let Some(form) = forms.form(at).and_then(|form| sure_forms.get_mut(form)) {
                *form |= sure;
            }
        }
    }
    names.retain(|name| {
        let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
        let Some(own @ [first, ..]) = words.get(start..end) else { return false };
        if !first.capital || own.iter().filter(|word| word.capital).count() > 1 {
            return true;
        }
        let (seen, next, alone) = (forms.seen(start), words.get(end), own.len() == 1);
        // In a line of capitals no word is an acronym for having them.
        let acronym = (first.marked || first.initial) && !document.word(start).contains(char::is_lowercase);
        let written_small = !acronym && seen.small > 0 && seen.small >= seen.capital;
        let everyday = alone && first.small_entry.is_everyday();
        let article = start.checked_sub(1).is_some_and(|at| matches!(document.word(at), "the" | "The" | "a" | "A"));
        let takes_none = name.label == Label::Person || name.label == Label::Organization && first.entry.is_company();
        let generic = everyday && article && takes_none && next.is_none_or(|next| !next.capital);
        let elsewhere = forms.form(start).and_then(|form| sure_forms.get(form)) == Some(&true);
        let unsupported = everyday && !acronym && !elsewhere && name.label != Label::Group;
        let echoed = next.is_some_and(|next| next.small && next.lower == first.lower);
        !(echoed || generic || unsupported || written_small && (!alone || !first.marked))
    });
}
