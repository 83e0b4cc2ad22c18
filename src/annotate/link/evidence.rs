//! What the article says beside the names: the countries it speaks of, the states and countries after the names of places,
//! the titles before those of people. Imports: `document`, `annotation`, `lexicon`, `annotate::coref`.

use super::candidates::Candidate;
use crate::annotate::coref::{sense_of_place, titles_before};
use crate::annotation::{Entity, Label, Mention};
use crate::document::Document;
use crate::ids::{self, Groups};
use crate::lexicon::Class;
use crate::lexicon::speech::SpeechWords;

/// ISO 3166-1 alpha-2.
pub(super) type Country = [u8; 2];

/// An entity speaks for its country by at most so many of its mentions.
const MAX_MENTIONS: u32 = 5;
/// A city or body below this prior (63 of 37,554 articles) does not speak for a country: it may be a namesake …
const WELL_KNOWN: u8 = 72;
/// … nor a person below this (15 articles).
const KNOWN_PERSON: u8 = 48;
/// Mentions whose titles are read, for each person.
const MAX_TITLED: usize = 8;

/// The evidence of an article.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// Mentions that speak for each country.
    countries: Vec<(Country, u32)>,
    /// For each entity: the country that it speaks for itself and with how many mentions.
    own: Vec<Option<(Country, u32)>>,
    /// What is said beside the names of each entity, as far as that is read.
    pub(super) details: Vec<Details>,
}

/// What is said beside one entity's names.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    /// `state`, `dc`, or the US state that a place lies in, where the text says so.
    pub(super) sense: Option<&'static str>,
    /// The country that follows the name of a place (`Paris, France`).
    pub(super) inside: Option<Country>,
    /// Whether the article has another place of that name.
    pub(super) has_namesake: bool,
    /// Titles and roles before a person's name, folded.
    pub(super) titles: Vec<String>,
}

/// The evidence for one entity: that of the others, and what is said beside its own names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    article: &'a Article,
    own: Option<(Country, u32)>,
    pub(super) details: &'a Details,
}

impl Article {
    /// Reads the evidence around the next entity, whose mentions are `members`, when the `candidates` of all are known.
    pub(super) fn read(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        (entity, members): (&Entity, &[usize]),
        candidates: &[Vec<Candidate>],
        words: &SpeechWords,
    ) {
        let country = candidates.get(self.details.len()).and_then(|candidates| spoken_for(candidates));
        let own = country.map(|country| (country, entity.mentions.min(MAX_MENTIONS)));
        if let Some((country, weight)) = own {
            match self.countries.iter_mut().find(|(known, _)| *known == country) {
                Some((_, sum)) => *sum += weight,
                None => self.countries.push((country, weight)),
            }
        }
        self.own.push(own);
        self.details.push(match entity.label {
            Label::Place => place(document, mentions, members, candidates),
            Label::Person => person(document, mentions, members, words),
            _ => Details::default(),
        });
    }

    /// Marks the places of one name, when the evidence around all of `entities` is read.
    pub(super) fn mark_namesakes(&mut self, entities: &[Entity]) {
        let mut by_name = Groups::default();
        let base = |entity: &Entity| ids::key(entity.name.split(',').next().unwrap_or_default());
        entities.iter().filter(|entity| entity.label == Label::Place).for_each(|place| by_name.push(base(place), ()));
        for (entity, details) in entities.iter().zip(&mut self.details) {
            details.has_namesake = entity.label == Label::Place && by_name.get(base(entity)).len() > 1;
        }
    }

    /// The evidence for entity `id`.
    pub(super) fn around(&self, id: usize) -> Around<'_> {
        const NOTHING: &Details = &Details { sense: None, inside: None, has_namesake: false, titles: Vec::new() };
        Around {
            article: self,
            own: self.own.get(id).copied().flatten(),
            details: self.details.get(id).unwrap_or(NOTHING),
        }
    }
}

impl Around<'_> {
    /// Whether `country` is among those that the article speaks of most: at least a third as often as of any other.
    pub(super) fn is_setting(&self, country: Country) -> bool {
        let most = self.article.countries.iter().map(|&(_, weight)| weight).max().unwrap_or(0);
        3 * self.support(country) >= most
    }

    /// Mentions of other entities that speak for `country`.
    pub(super) fn support(&self, country: Country) -> u32 {
        let all = self.article.countries.iter().find(|(known, _)| *known == country).map_or(0, |&(_, weight)| weight);
        let own = self.own.filter(|(own, _)| *own == country).map_or(0, |(_, weight)| weight);
        all.saturating_sub(own)
    }
}

/// The country that an entity with these candidates speaks for, whichever it is.
fn spoken_for(candidates: &[Candidate]) -> Option<Country> {
    let country = candidates.first()?.facts.country?;
    let speaks = |candidate: &Candidate| {
        let is_person = candidate.facts.class.label() == Label::Person;
        let least = if is_person { KNOWN_PERSON } else { WELL_KNOWN };
        let known = candidate.facts.prior >= least && !candidate.facts.shared;
        let place = matches!(
            candidate.facts.class,
            Class::Country | Class::Territory | Class::Region | Class::Capital | Class::Demonym
        );
        candidate.facts.country == Some(country) && !candidate.everyday && (place || known)
    };
    candidates.iter().all(speaks).then_some(country)
}

fn place(document: &Document<'_>, mentions: &[Mention], members: &[usize], candidates: &[Vec<Candidate>]) -> Details {
    let mut details = Details::default();
    for &index in members {
        details.sense = details.sense.or_else(|| sense_of_place(document, mentions, index));
        let Some((mention, next)) = mentions.get(index).zip(mentions.get(index + 1)) else { continue };
        let between = document.text().get(mention.span.end() as usize..next.span.start() as usize);
        if between == Some(", ") && next.label == Label::Place {
            let inside = next.entity.and_then(|id| candidates.get(id.0 as usize)).and_then(|next| container(next));
            details.inside = details.inside.or(inside);
        }
    }
    details
}

/// The country of a place with these candidates that towns may lie in.
fn container(candidates: &[Candidate]) -> Option<Country> {
    let country = candidates.first()?.facts.country?;
    let holds = |candidate: &Candidate| {
        let class = candidate.facts.class;
        candidate.facts.country == Some(country) && matches!(class, Class::Country | Class::Territory | Class::Region)
    };
    candidates.iter().all(holds).then_some(country)
}

fn person(document: &Document<'_>, mentions: &[Mention], members: &[usize], words: &SpeechWords) -> Details {
    let named = members.iter().take(MAX_TITLED).filter_map(|&index| mentions.get(index));
    Details {
        titles: named.flat_map(|mention| titles_before(document, mention, words)).collect(),
        ..Details::default()
    }
}
