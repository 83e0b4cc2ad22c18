//! Who a speaker is: names grouped to people, pronouns resolved to them only where one stands clearly before the
//! others. Imports: `view`, `sources`, `lexicon`, `annotation`.

use super::sources::{Form, Source};
use super::view::{View, count};
use crate::annotation::{Entity, EntityId, Label, Mention};
use crate::lexicon::speech::Classes;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

/// Somebody, or some body, whose name the article gives.
#[derive(Debug)]
struct Person {
    /// The words of the longest name, without titles.
    words: Range<usize>,
    entity: Option<EntityId>,
    gender: Option<Gender>,
    /// What the name names, where the annotator of names has seen it.
    label: Option<Label>,
    /// Whether this one is the subject of a cue somewhere.
    speaks: bool,
    /// The titles and roles right before the name, as words of the article: `[president] Ada Bell`.
    titles: Vec<usize>,
    sightings: usize,
}

/// A place where the author means a person, by name or by a pronoun that is clear.
#[derive(Clone, Copy, Debug)]
struct Sighting {
    word: usize,
    person: usize,
    block: usize,
    /// Number of the sentence in the article.
    sentence: usize,
    /// Whether it is the subject of a cue …
    cued: bool,
    /// … or of its sentence.
    subject: bool,
}

/// A source as the grouping meets it: where it stands and what it does there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) source: Source,
    pub(super) block: usize,
    pub(super) sentence: usize,
    pub(super) cued: bool,
    pub(super) subject: bool,
}

/// What to show for a speaker.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) entity: Option<EntityId>,
}

/// The people of an article, and where it means them.
#[derive(Debug, Default)]
pub(super) struct People {
    persons: Vec<Person>,
    /// Names and pronouns in order: where, and who that is by name.
    met: Vec<(Occurrence, usize, Option<usize>)>,
    /// How many of these are settled.
    n_settled: usize,
    /// In order of their words.
    sightings: Vec<Sighting>,
}

/// So many persons back a name is compared.
const MAX_PERSONS: usize = 500;
/// Farther back than this many sentences a pronoun does not reach.
const REACH: usize = 12;
/// A person must score this much above the next compatible one to be named for a pronoun.
const MARGIN: f32 = 2.0;

impl People {
    /// Notes the next source of the article. Entities of the mentions win where they are known.
    pub(super) fn meet(&mut self, view: &View<'_>, mentions: &[Mention], occurrence: Occurrence) {
        if let Some(name) = Name::read(view, mentions, &occurrence.source) {
            let person = self.find_or_add(view, &name);
            self.note(person, &name, &occurrence);
            self.met.push((occurrence, name.words.start, Some(person)));
        } else if occurrence.source.form == Form::Pronoun {
            self.met.push((occurrence, occurrence.source.first, None));
        }
    }

    /// Settles whom the pronouns up to block `index` mean, when all names are met: a full name may stand after the
    /// pronoun's person was first named.
    pub(super) fn settle(&mut self, view: &View<'_>, index: usize) {
        while let Some(&(Occurrence { block, sentence, cued, subject, .. }, word, person)) =
            self.met.get(self.n_settled).filter(|(occurrence, ..)| occurrence.block <= index)
        {
            if let Some(person) = person.or_else(|| self.resolve(view, word, block, sentence)) {
                self.sightings.push(Sighting { word, person, block, sentence, cued, subject });
            }
            self.n_settled += 1;
        }
    }

    fn find_or_add(&mut self, view: &View<'_>, name: &Name) -> usize {
        let same = |person: &Person| match (person.entity, name.entity) {
            (Some(a), Some(b)) => a == b,
            _ => compatible(person.label, name.label) && same_name(view, &person.words, &name.words),
        };
        let known = self.persons.iter().enumerate().rev().take(MAX_PERSONS).find(|(_, person)| same(person));
        if let Some((known, _)) = known {
            return known;
        }
        self.persons.push(Person {
            words: name.words.clone(),
            entity: name.entity,
            gender: None,
            label: name.label,
            speaks: false,
            titles: Vec::new(),
            sightings: 0,
        });
        self.persons.len() - 1
    }

    fn note(&mut self, index: usize, name: &Name, occurrence: &Occurrence) {
        let Some(person) = self.persons.get_mut(index) else { return };
        if name.words.len() > person.words.len() && name.words.len() <= 4 {
            person.words.clone_from(&name.words);
        }
        person.entity = person.entity.or(name.entity);
        person.label = person.label.or(name.label);
        person.gender = name.title_gender.or(person.gender).or(name.given_gender);
        person.titles.extend(name.title);
        person.speaks |= occurrence.cued;
        person.sightings += 1;
    }

    /// Whom `source` means: the person whose name is its head, for `he` and `she` the one meant where that is clear, for
    /// `the president` the only one whom the article gives that title.
    pub(super) fn identify(&self, view: &View<'_>, entities: &[Entity], source: &Source) -> Option<Identity> {
        let at = self.sightings.partition_point(|sighting| sighting.word < source.first);
        let sighting = self.sightings.get(at).filter(|sighting| {
            let name = source.name.or_else(|| last_person(view, source));
            sighting.word < source.end
                && (source.form == Form::Pronoun || name.is_some_and(|(first, _)| first <= sighting.word))
        });
        let index = sighting.map(|sighting| sighting.person).or_else(|| self.by_title(view, source))?;
        let person = self.persons.get(index)?;
        let entity = person.entity.and_then(|id| entities.get(id.0 as usize));
        let words = || person.words.clone().map(|i| view.word(i)).collect::<Vec<_>>();
        let name = entity.map_or_else(|| words().join(" "), |entity| entity.name.clone());
        Some(Identity { name, entity: person.entity })
    }

    /// `the president`, `the Secretary of State`: the only person whose name follows that title anywhere in the article.
    fn by_title(&self, view: &View<'_>, source: &Source) -> Option<usize> {
        let linked = source.end >= source.first + 4 && view.is_any(source.end - 2, "of");
        let end = if linked { source.end - 2 } else { source.end };
        let bare = source.form == Form::Nominal
            && source.name.is_none()
            && (2..=3).contains(&(end - source.first))
            && view.is_any(source.first, "the")
            && (source.first + 1..end).all(|i| !view.at(i).capital || view.is(i, Classes::TITLE));
        if !bare || end - source.first == 3 && !view.is(source.first + 1, Classes::TITLE) {
            return None;
        }
        let title = view.word(end - 1);
        let mut holders = (0..).zip(&self.persons).filter(|(_, person)| {
            person.label.is_none_or(|label| label == Label::Person)
                && person.titles.iter().any(|&held| view.word(held).eq_ignore_ascii_case(title))
        });
        let (holder, _) = holders.next()?;
        holders.next().is_none().then_some(holder)
    }

    /// The person that the pronoun at word `at` means, where one stands clearly before the others.
    fn resolve(&self, view: &View<'_>, at: usize, block: usize, sentence: usize) -> Option<usize> {
        let gender = if view.is_any(at, "he") {
            Gender::Male
        } else if view.is_any(at, "she") {
            Gender::Female
        } else {
            return None;
        };
        let mut ranked: Vec<(f32, &Sighting)> = Vec::new();
        for sighting in self.sightings.iter().rev() {
            let distance = sentence - sighting.sentence.min(sentence);
            if distance > REACH {
                break;
            }
            let Some(person) = self.persons.get(sighting.person) else { continue };
            if person.gender.is_some_and(|known| known != gender) || !person.may_be_human() {
                continue;
            }
            let prominent = sighting.cued || sighting.subject;
            let blocks = block - sighting.block.min(block);
            let score = -count(distance) - 0.5 * count(blocks)
                + if sighting.cued { 1.6 } else { 0.0 }
                + if sighting.subject { 1.2 } else { 0.0 }
                // The subject of the sentence before is what the pronoun is about.
                + if prominent && distance == 1 && blocks == 0 { 1.5 } else { 0.0 }
                + if person.gender == Some(gender) { 0.9 } else { 0.0 }
                + if person.speaks { 0.4 } else { 0.0 }
                + 0.1 * count(person.sightings.min(4));
            match ranked.iter_mut().find(|(_, known)| known.person == sighting.person) {
                Some(best) if score > best.0 => *best = (score, sighting),
                Some(_) => {}
                None => ranked.push((score, sighting)),
            }
        }
        let &(score, best) = ranked.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
        // `Mary Lund met Ada Bell. She said`: whoever does not speak there may be outdone by who is met.
        let rival = |other: &Sighting| other.sentence == best.sentence && !best.cued;
        let others = || ranked.iter().filter(|(_, other)| other.person != best.person);
        let clear = others().all(|(next, other)| score - next >= MARGIN && !rival(other));
        clear.then_some(best.person)
    }
}

impl Person {
    /// Whether `he` or `she` can stand for it.
    fn may_be_human(&self) -> bool {
        if let Some(label) = self.label {
            return label == Label::Person;
        }
        self.gender.is_some() || !self.titles.is_empty() || (self.words.len() == 1 && self.speaks)
    }
}

/// A name as it stands in one place.
struct Name {
    words: Range<usize>,
    entity: Option<EntityId>,
    label: Option<Label>,
    /// The title or role right before it, unless it is a former one.
    title: Option<usize>,
    title_gender: Option<Gender>,
    given_gender: Option<Gender>,
}

impl Name {
    /// The name at the head of `source`: where the annotator of names saw a person there, that one.
    fn read(view: &View<'_>, mentions: &[Mention], source: &Source) -> Option<Self> {
        let (first, end) = source.name.or_else(|| last_person(view, source))?;
        let mention_of = |i: usize| view.at(i).mention.filter(|&(_, label)| label == Label::Person);
        // `US Secretary of State [Ada Bell]`: the person may stand behind the link.
        let behind = source.end.checked_sub(1).filter(|&last| end < source.end && mention_of(last).is_some());
        let last = (first..end).rev().find(|&i| mention_of(i).is_some()).or(behind);
        let (mut name_first, mut name_end, mut label, mut entity) = (first, end, None, None);
        if let Some(last) = last {
            let mention = mention_of(last).map(|(index, _)| index);
            name_first = (first..=last).rev().take_while(|&i| mention_of(i).map(|(m, _)| m) == mention).last()?;
            name_end = last + 1;
            label = Some(Label::Person);
            entity = mention.and_then(|index| mentions.get(index as usize)).and_then(|mention| mention.entity);
        } else if let Some((index, known)) = (first..end).find_map(|i| view.at(i).mention) {
            label = Some(known);
            entity = mentions.get(index as usize).and_then(|mention| mention.entity);
        }
        let is_title = |i: usize| view.is(i, Classes::TITLE) || !view.at(i).capital && view.is(i, Classes::ROLE);
        if label.is_none() {
            (name_first, name_end) = without_titles(view, name_first, end, source.end, is_title);
        }
        while name_end > name_first + 1 && view.is_any(name_end - 1, "jr jr. sr sr. ii iii") {
            name_end -= 1;
        }
        // `Secretary of State Ada Bell`: the title is the word before `of`.
        let linked = name_first >= source.first + 3 && view.is_any(name_first - 2, "of") && is_title(name_first - 3);
        let title_end = if linked { name_first - 2 } else { name_first };
        let mut title_gender = None;
        let mut former = false;
        for i in (source.first..title_end).rev().take_while(|&i| is_title(i)) {
            title_gender = title_gender.or(gender(view, i));
            former |= view.is_any(i, "former vice deputy first");
        }
        let title = title_end.checked_sub(1).filter(|&i| i >= source.first && is_title(i) && !former);
        let words = name_first..name_end;
        let given_gender = if words.len() >= 2 { gender(view, name_first) } else { None };
        Some(Self { words, entity, label, title, title_gender, given_gender })
    }
}

/// The person named at the end of a phrase without a name of its own: `the fund’s [Ada Bell]`, `the director of Acme [Ada
/// Bell]`; but `a lawyer for Ada Bell` is somebody else.
fn last_person(view: &View<'_>, source: &Source) -> Option<(usize, usize)> {
    let last = view.at(source.end.checked_sub(1)?).mention.filter(|&(_, label)| label == Label::Person)?;
    let own = |&i: &usize| view.at(i).mention == Some(last);
    let first = (source.first..source.end).rev().take_while(own).last()?;
    let before = source.first..first;
    let body =
        first.checked_sub(1).and_then(|i| view.at(i).mention).is_some_and(|(_, label)| label == Label::Organization);
    let free = body || !before.into_iter().any(|i| view.is(i, Classes::PREPOSITION));
    (source.form == Form::Nominal && free).then_some((first, source.end))
}

/// A name that the annotator of names has not seen, without the titles before it: `US Secretary of State [Ada Bell]`.
fn without_titles(
    view: &View<'_>,
    first: usize,
    end: usize,
    source_end: usize,
    is_title: impl Fn(usize) -> bool,
) -> (usize, usize) {
    let (mut first, mut end) = (first, end);
    // The last title of the run, with the word that its `of` links: `Minister of Justice`.
    if let Some(title) = (first..end).rev().find(|&i| is_title(i)) {
        if title + 1 == end && view.is_any(end, "of") && end + 2 < source_end {
            (first, end) = (end + 2, source_end);
        } else if title + 1 < end {
            first = title + 1;
        }
    }
    (first, end)
}

fn gender(view: &View<'_>, at: usize) -> Option<Gender> {
    let word = view.at(at);
    match (word.is(Classes::MALE), word.is(Classes::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn compatible(a: Option<Label>, b: Option<Label>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether two names can be one person's: equal, or one is the other's last or first name. Labels of transcripts are
/// in capitals, so case does not count.
fn same_name(view: &View<'_>, known: &Range<usize>, new: &Range<usize>) -> bool {
    let same = |a: usize, b: usize| view.word(a).eq_ignore_ascii_case(view.word(b));
    // None is empty.
    let lasts = same(known.end.saturating_sub(1), new.end.saturating_sub(1));
    match (known.len(), new.len()) {
        (_, 1) => lasts || known.len() <= 3 && same(known.start, new.start),
        (1, _) => lasts,
        _ => lasts && same(known.start, new.start),
    }
}
