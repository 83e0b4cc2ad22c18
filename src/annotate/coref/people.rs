//! Which full names are one person: those that agree in every part that both have.
//! Imports: `document`, `annotation`, `coref::{forms, name, context, given, surnames}`.

use super::Article;
use super::context::{gender_of, is_particle};
use super::forms::{Form, Forms, the_only};
use super::given::is_same_given_name;
use super::name::Name;
use super::surnames::MAX_BEARERS;
use crate::annotation::Label;
use crate::ids::{self, Groups, Ids};
use crate::lexicon::speech::SpeechWords;

/// The people among `forms`: those with one name, and those with several.
pub(super) fn people(forms: &Forms) -> (Vec<usize>, Vec<usize>) {
    let is_single = |&form: &usize| forms.list.get(form).is_some_and(|form| form.name.is_single());
    forms.of_label(Label::Person).into_iter().partition(is_single)
}

/// `Bill and Hillary Clinton`: a given name before `and` and a full name takes its surname, and is a full name itself.
pub(super) fn share_surnames(Article { document, mentions, words }: Article<'_>, forms: &mut Forms) {
    let mut known = Ids::default();
    let mut couples = Vec::new();
    for (index, pair) in mentions.windows(2).enumerate() {
        let [mention, next] = pair else { continue };
        let form = |index| forms.form_of(index).and_then(|form| forms.list.get(form));
        let Some((one, other)) = form(index).zip(form(index + 1)) else { continue };
        let between = document.text().get(mention.span.end() as usize..next.span.start() as usize);
        let people = one.label == Label::Person && other.label == Label::Person;
        let given = |name: &Name| gender_of(name.first(), words).is_some();
        let couple = people && one.name.is_single() && !other.name.is_single() && given(&one.name);
        if !couple || !matches!(between, Some(" and " | " & ")) {
            continue;
        }
        let name = Name { words: vec![one.name.first().to_owned(), other.name.last().to_owned()], ..Name::default() };
        let source = document.source();
        let surname = source.slice(next.span).split_whitespace().next_back().unwrap_or_default();
        let written = Some([source.slice(mention.span), " ", surname].concat());
        let id = known.of(ids::key(name.key())) as usize;
        if id == couples.len() {
            couples.push(forms.add(Form { label: Label::Person, name, sense: None, written, mentions: Vec::new() }));
        }
        let Some(&form) = couples.get(id) else { continue };
        forms.assign(index, form);
        if let Some(form) = forms.list.get_mut(form) {
            form.mentions.push(index);
        }
    }
}

/// Joins each full name to the only longer or equally long one that it agrees with.
pub(super) fn join_full_names(Article { words, .. }: Article<'_>, forms: &mut Forms) {
    let (_, mut order) = people(forms);
    let mut by_word = Groups::default();
    for &form in &order {
        let Some(name) = forms.list.get(form).map(|form| &form.name) else { continue };
        for word in [name.first(), name.last()] {
            by_word.push(ids::key(word), form);
        }
    }
    by_word.lists.iter_mut().filter(|forms| forms.len() > 2 * MAX_BEARERS).for_each(Vec::clear);
    crate::sort::by_key(&mut order, |&form| {
        [forms.list.get(form).map_or(0, |form| u32::MAX - form.name.words.len() as u32), 0, 0]
    });
    for form in order {
        let Some(name) = forms.list.get(form).map(|form| &form.name) else { continue };
        let same = |&other: &usize| {
            forms
                .list
                .get(other)
                .is_some_and(|long| long.name.words.len() >= name.words.len() && agree(name, &long.name, words))
        };
        let neighbours = [name.first(), name.last()].into_iter().flat_map(|word| by_word.get(ids::key(word)));
        let found = neighbours.filter(|&&other| other != form).filter(|other| same(other));
        if let Some(only) = the_only(found.map(|&other| forms.root(other))) {
            forms.join(form, only);
        }
    }
}

/// Whether `short` can be the same person's name as `long`, which has at least as many words.
fn agree(short: &Name, long: &Name, words: &SpeechWords) -> bool {
    if short.suffix.is_some() && long.suffix.is_some() && short.suffix != long.suffix {
        return false;
    }
    let (s, l) = (short.words.as_slice(), long.words.as_slice());
    if s == l || l.len() > s.len() && l.ends_with(s) || l.len() == s.len() + 1 && l.starts_with(s) {
        return true;
    }
    let ([s_first, s_middle @ .., s_last], [l_first, l_middle @ .., l_last]) = (s, l) else { return false };
    s_last == l_last && is_same_given_name(s_first, l_first) && may_be_same_middle(s_middle, l_middle, words)
}

/// Whether one list of middle names begins with the other, initials for names allowed: a name may lose its middle names
/// (`George Bush`) but not only the first of them (`George H. W.`, `George W.`).
fn may_be_same_middle(one: &[String], other: &[String], words: &SpeechWords) -> bool {
    let names = |middle: &[String]| middle.iter().filter(|word| !is_particle(word, words)).cloned().collect::<Vec<_>>();
    names(one).iter().zip(&names(other)).all(|(a, b)| a == b || is_initial(a, b) || is_initial(b, a))
}

fn is_initial(one: &str, other: &str) -> bool {
    one.chars().count() == 1 && other.starts_with(one)
}
