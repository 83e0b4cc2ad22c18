//! The record that an entity is, where one candidate is well before the others and nothing speaks against it.
//! Imports: `lexicon`, `link::{candidates, evidence}`.

use super::candidates::Candidate;
use super::evidence::Around;
use crate::lexicon::{Class, Record};
use crate::list::WordList;

/// The best candidate must be three times as likely as the next: 12 · log2(3), in the steps of priors.
const MARGIN: i32 = 19;
/// From these priors on (31 and 63 of 37,554 articles) a person and a region need no support by the article.
const KNOWN_PERSON: u8 = 60;
const KNOWN_REGION: u8 = 72;
/// A name of this prior (31 articles) is a rival that only the article, not the prior, can rule out.
const RIVAL: u8 = 60;
/// What mentions that speak for a candidate's country are worth: one makes it ten times as likely, many up to 60 times.
const SUPPORT: i32 = 40;
const MORE_SUPPORT: i32 = 10;
const MAX_SUPPORT: i32 = 70;

/// Titles of people who are hardly in politics: the politician of that name is another.
const OTHER_TRADES: WordList = WordList(
    "actor actress analyst archbishop astronomer author biologist bishop captain coach columnist correspondent \
     curator detective doctor dr economist engineer farmer historian imam journalist judge justice lieutenant \
     manager musician pastor physician physicist professor rabbi reporter researcher scientist sergeant sheriff \
     singer student teacher",
);
/// Titles that members of the US Congress and of state governments bear.
const LEGISLATORS: WordList = WordList("congressman congresswoman representative senator");
const STATE_OFFICES: WordList = WordList("attorney commissioner governor lieutenant mayor secretary treasurer");

/// The record to link, or none.
pub(super) fn choose(candidates: &[Candidate], around: &Around<'_>) -> Option<u32> {
    if around.details.has_namesake && around.details.sense.is_none() {
        return None;
    }
    let mut scored: Vec<(i32, &Candidate)> = candidates
        .iter()
        .filter(|candidate| fits(candidate.facts, around))
        .filter(|candidate| !is_national(candidate.facts.class) || is_supported(candidate, around))
        .map(|candidate| (score(candidate.facts, around), candidate))
        .collect();
    crate::sort::by_key(&mut scored, |&(score, candidate)| [i32::MAX.abs_diff(score), candidate.record, 0]);
    let (best_score, best) = scored.first()?;
    let safe = scored.get(1).is_none_or(|(next_score, next)| {
        let rival = next.facts.prior >= RIVAL && next.facts.country != best.facts.country;
        best_score - next_score >= MARGIN && (!rival || support(best.facts, around) > support(next.facts, around))
    });
    (safe && is_supported(best, around)).then_some(best.record)
}

fn support(facts: Record, around: &Around<'_>) -> u32 {
    facts.country.map_or(0, |country| around.support(country))
}

fn score(facts: Record, around: &Around<'_>) -> i32 {
    let support = support(facts, around);
    let bonus = support.checked_ilog2().map_or(0, |log| (SUPPORT + MORE_SUPPORT * log.cast_signed()).min(MAX_SUPPORT));
    i32::from(facts.prior) + bonus
}

/// Whether nothing that stands beside the names speaks against the candidate.
fn fits(facts: Record, around: &Around<'_>) -> bool {
    let details = around.details;
    let has = |titles: WordList| details.titles.iter().any(|title| titles.has(title));
    match facts.class {
        Class::Region | Class::Capital | Class::City => {
            let inside = details.inside.is_none_or(|country| facts.country.is_none_or(|own| own == country));
            let american = facts.country == Some(*b"US");
            inside
                && match details.sense {
                    None => true,
                    Some("state") => american && facts.class == Class::Region,
                    Some("dc") => american && facts.class == Class::Capital,
                    // A town in a state: which one of its name the lexicon has is not known here.
                    Some(_) => false,
                }
        }
        Class::Country | Class::Territory | Class::Geography => details.sense.is_none(),
        Class::Congress | Class::StateOfficial | Class::Politician => !has(OTHER_TRADES),
        _ => true,
    }
}

/// Whether the article gives the support that a candidate of this kind needs.
fn is_supported(candidate: &Candidate, around: &Around<'_>) -> bool {
    let facts = candidate.facts;
    let supported = support(facts, around) > 0;
    let has = |titles: WordList| around.details.titles.iter().any(|title| titles.has(title));
    if facts.shared {
        return supported
            && match facts.class {
                Class::Congress => has(LEGISLATORS),
                Class::StateOfficial => has(STATE_OFFICES),
                Class::Politician | Class::Person => false,
                _ => true,
            };
    }
    let country = matches!(facts.class, Class::Country | Class::Territory) && candidate.inside_sentence;
    if candidate.everyday && !supported && !country {
        return false;
    }
    match facts.class {
        Class::Country | Class::Territory | Class::Capital | Class::Demonym | Class::Geography | Class::Body => true,
        Class::Company | Class::Firm | Class::Outlet | Class::Broadcaster | Class::ArmedGroup | Class::Event => true,
        Class::Newspaper => supported && candidate.n_words > 1,
        Class::Politician | Class::Person | Class::Congress | Class::StateOfficial => {
            facts.prior >= KNOWN_PERSON || supported
        }
        Class::Region => facts.country.is_none() || facts.prior >= KNOWN_REGION || supported,
        Class::City => supported,
        Class::University | Class::CivilSociety | Class::Facility => candidate.n_words > 1 || supported,
        Class::Group => facts.country.is_none() || supported,
        // The Senate, the Coast Guard: of the country that the article is about.
        _ => facts.country.is_none_or(|country| supported && around.is_setting(country)),
    }
}

/// Whether things of this kind are called alike in many countries, so that those of countries which the article does not
/// speak of are no rivals.
fn is_national(class: Class) -> bool {
    matches!(
        class,
        Class::Party
            | Class::Group
            | Class::Government
            | Class::Agency
            | Class::Committee
            | Class::Court
            | Class::Parliament
            | Class::CentralBank
    )
}
