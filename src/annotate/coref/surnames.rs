//! Whom a surname, second surname or first name alone means: the one person of the article who can be meant, or nobody.
//! Imports: `document`, `annotation`, `coref::{forms, context, given, people}`.

use super::Article;
use super::context::{Context, gender_after, gender_of, is_particle};
use super::forms::{Form, Forms, the_only};
use super::given::is_family_name_first;
use super::people::people;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::ids::{self, Groups};
use crate::lexicon::speech::SpeechWords;

/// How much a word of a full name is what its bearer is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// The first name: enough only when the full name stands earlier and no surname competes.
    Given,
    /// A word between, perhaps the first of two surnames.
    Inner,
    /// The last word of a long name, perhaps the second of two surnames.
    Last,
    /// The surname.
    Surname,
}

/// Of more bearers of one word than this no one can be told from the others.
pub(super) const MAX_BEARERS: usize = 12;

/// The full names that hold each word, with what the word is in them.
type Bearers = Groups<(usize, Claim)>;

/// A surname under another label than its bearer's is a mistake where the tagger was less sure than this. Measured: with
/// 0.7, 26 of 30 such names in the development news were people's.
const UNSURE: f32 = 0.7;

/// Joins one-word names of people to their bearers among the full names.
pub(super) fn join(article: Article<'_>, forms: &mut Forms) {
    let (singles, full) = people(forms);
    let bearers = bearers(article.words, forms, &full);
    take_in_mislabelled(article, forms, &bearers);
    let contexts = contexts(article, forms, &full);
    for form in singles {
        resolve(article, forms, form, &bearers, &contexts);
    }
}

/// Joins one-word names that are no person's by their label to the only person of that surname, where the label is unsure
/// and the words before do not speak for a place or body.
fn take_in_mislabelled(Article { document, mentions, .. }: Article<'_>, forms: &mut Forms, bearers: &Bearers) {
    for form in 0..forms.list.len() {
        let Some(single) = forms.list.get(form).filter(|form| form.label != Label::Person && form.name.is_single())
        else {
            continue;
        };
        let surname = bearers.get(ids::key(single.name.first())).iter().filter(|(_, claim)| *claim >= Claim::Last);
        let mut roots: Vec<_> = surname.map(|&(bearer, _)| forms.root(bearer)).collect();
        roots.dedup();
        let may_be_person = |&index: &usize| {
            mentions.get(index).is_some_and(|mention| mention.confidence < UNSURE && !is_placed(document, mention))
        };
        if let [only] = roots.as_slice()
            && single.mentions.iter().all(may_be_person)
        {
            forms.join(form, *only);
        }
    }
}

/// Whether the word before `mention` speaks for a place or a body.
fn is_placed(document: &Document<'_>, mention: &Mention) -> bool {
    let first = document.tokens_in(mention.span).start as usize;
    first.checked_sub(1).is_some_and(|before| matches!(document.word(before), "in" | "at" | "near" | "across" | "the"))
}

fn bearers(words: &SpeechWords, forms: &Forms, full: &[usize]) -> Bearers {
    let mut bearers = Bearers::default();
    for &form in full {
        let Some(name) = forms.list.get(form).map(|form| &form.name) else { continue };
        let last = name.words.len().saturating_sub(1);
        let two_surnames = last >= 2 && name.words.get(last - 1).is_some_and(|word| may_be_surname(word, words));
        for (at, word) in name.words.iter().enumerate() {
            let claim = if at == 0 && is_family_name_first(word) {
                Claim::Surname
            } else if at == 0 {
                Claim::Given
            } else if at < last {
                if !may_be_surname(word, words) {
                    continue;
                }
                Claim::Inner
            } else if two_surnames || is_family_name_first(name.first()) {
                Claim::Last
            } else {
                Claim::Surname
            };
            bearers.push(ids::key(word), (form, claim));
            if let Some(rest) = word.strip_prefix("al ") {
                bearers.push(ids::key(rest), (form, claim));
            }
        }
        if let Some(nickname) = &name.nickname {
            bearers.push(ids::key(nickname), (form, Claim::Given));
        }
    }
    bearers.lists.iter_mut().filter(|forms| forms.len() > MAX_BEARERS).for_each(Vec::clear);
    bearers
}

/// Whether a word between the first and the last of a name can be a surname: no initial, particle or given name.
fn may_be_surname(word: &str, words: &SpeechWords) -> bool {
    word.chars().count() > 1 && !is_particle(word, words) && gender_of(word, words).is_none()
}

/// What the article says of each full name's bearer, at the place of its root.
fn contexts(Article { document, mentions, words }: Article<'_>, forms: &Forms, full: &[usize]) -> Vec<Context> {
    let mut contexts = vec![Context::default(); forms.list.len()];
    for &form in full {
        let Some(person) = forms.list.get(form) else { continue };
        let Some(context) = contexts.get_mut(forms.root(form)) else { continue };
        for mention in person.mentions.iter().filter_map(|&index| mentions.get(index)) {
            context.add(&Context::before(document, mention, words));
        }
        context.gender = context.gender.or(gender_of(person.name.first(), words));
    }
    contexts
}

/// Somebody whom a one-word name may mean.
struct Candidate {
    root: usize,
    claim: Claim,
    /// Index of the first mention of the full name.
    first: usize,
    context: Context,
}

/// Gives each mention of the one-word form `form` to the person who alone can be meant. Mentions that nothing decides
/// go where the decided ones went if these went to one person, and otherwise stay on their own.
fn resolve(article: Article<'_>, forms: &mut Forms, form: usize, bearers: &Bearers, contexts: &[Context]) {
    let Some(single) = forms.list.get(form) else { return };
    let mut candidates = candidates(forms, single.name.first(), bearers, contexts);
    if candidates.is_empty() {
        return;
    }
    let own = single.mentions.iter().filter(|&&index| forms.form_of(index) == Some(form));
    let own: Vec<_> = own.map(|&index| (index, context_of(article, index, candidates.len() > 1))).collect();
    let mut open = Vec::new();
    let mut chosen = Vec::new();
    for (index, here) in own {
        match decide(index, &here, &candidates) {
            Verdict::Means(bearer) => {
                forms.assign(index, bearer);
                chosen.push(bearer);
                if let Some(bearer) = candidates.iter_mut().find(|candidate| candidate.root == bearer) {
                    bearer.context.add(&here);
                }
            }
            Verdict::Open => open.push((index, here)),
            Verdict::Nobody => {}
        }
    }
    for (index, here) in open {
        match (decide(index, &here, &candidates), the_only(chosen.iter().copied())) {
            (Verdict::Means(bearer), _) | (Verdict::Open, Some(bearer)) => forms.assign(index, bearer),
            _ => {}
        }
    }
}

/// The people who may be called `word`; those whose first name it is only where it is nobody's surname.
fn candidates(forms: &Forms, word: &str, bearers: &Bearers, contexts: &[Context]) -> Vec<Candidate> {
    // `Al-Assad` for a bearer who is also written without the article.
    let whole = bearers.get(ids::key(word));
    let claims = if whole.is_empty() { bearers.get(ids::key(word.strip_prefix("al ").unwrap_or(word))) } else { whole };
    let surnames = claims.iter().any(|&(_, claim)| claim > Claim::Given);
    let mut candidates: Vec<Candidate> = Vec::new();
    for &(bearer, claim) in claims.iter().filter(|&&(_, claim)| !surnames || claim > Claim::Given) {
        let root = forms.root(bearer);
        let first = forms.list.get(bearer).map_or(usize::MAX, Form::first_mention);
        if let Some(known) = candidates.iter_mut().find(|known| known.root == root) {
            (known.claim, known.first) = (known.claim.max(claim), known.first.min(first));
        } else {
            let context = contexts.get(root).cloned().unwrap_or_default();
            candidates.push(Candidate { root, claim, first, context });
        }
    }
    candidates
}

/// What the words around mention `index` say of the person; the pronoun after it only where it is needed.
fn context_of(Article { document, mentions, words }: Article<'_>, index: usize, with_pronoun: bool) -> Context {
    let mut here = mentions.get(index).map(|mention| Context::before(document, mention, words)).unwrap_or_default();
    if here.gender.is_none() && with_pronoun {
        here.gender = gender_after(document, mentions, index);
    }
    here
}

/// Whom one mention of a surname means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Means(usize),
    /// Several candidates, and nothing tells them apart here.
    Open,
    /// None of the candidates.
    Nobody,
}

fn decide(index: usize, here: &Context, candidates: &[Candidate]) -> Verdict {
    let possible: Vec<_> = candidates.iter().filter(|candidate| !here.excludes(&candidate.context)).collect();
    match possible.as_slice() {
        [] => return Verdict::Nobody,
        [only] => {
            let enough = only.claim >= Claim::Last || only.first < index;
            return if enough { Verdict::Means(only.root) } else { Verdict::Nobody };
        }
        _ => {}
    }
    let by_title: Vec<_> = possible.iter().filter(|candidate| here.shares_title(&candidate.context)).collect();
    if let [only] = by_title.as_slice() {
        return Verdict::Means(only.root);
    }
    // The only one whose plain surname it is, if the article named no other bearer since.
    let surname: Vec<_> = possible.iter().filter(|candidate| candidate.claim == Claim::Surname).collect();
    let latest = possible.iter().filter(|candidate| candidate.first < index).max_by_key(|candidate| candidate.first);
    match (surname.as_slice(), latest) {
        ([only], Some(latest)) if only.root == latest.root => Verdict::Means(only.root),
        _ => Verdict::Open,
    }
}
