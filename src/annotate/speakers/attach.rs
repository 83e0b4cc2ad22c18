//! Which cue belongs to which quotation of a block. Imports: `view`, `cues`, `sources`, `sentences`.

use super::cues::{Cue, CueKind};
use super::sentences::final_stop;
use super::sources::{Form, Source};
use super::subject;
use super::view::{Shape, View, count};
use crate::lexicon::speech::Classes;
use std::ops::Range;

/// How a quotation came by its speaker, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Route {
    /// A cue in its own sentence.
    Cue,
    /// The next quotation of one speaker: `“A,” she said. “B.”`
    Chain,
    /// A weak cue, or one in a neighbouring sentence.
    Near,
    /// Announced by a colon at the end of a block before.
    Announced,
    /// The speaker of the block before.
    Before,
    /// The subject of its sentence, without a cue.
    Subject,
}

/// Who speaks, and how that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) speaker: Source,
    pub(super) cue: Option<(usize, usize)>,
    pub(super) route: Route,
    pub(super) score: f32,
}

/// A stretch of a block with its words and sentences.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) words: Range<usize>,
    /// Sentences of its first and last word.
    pub(super) sentences: (usize, usize),
    /// Whether no words of the author's share its sentences.
    pub(super) whole: bool,
    /// The punctuation before its closing mark.
    pub(super) stop: Option<char>,
    /// The speaker's name in capitals with a colon, inside the marks as in a transcript, and the colon.
    pub(super) label: Option<(Source, usize)>,
}

/// A cue scoring this attributes by itself …
const SURE: f32 = 6.0;
/// … and one scoring this where nothing better is found.
const LIKELY: f32 = 4.4;
/// A cue farther than that is the last resort.
const POSSIBLE: f32 = 3.0;

/// How many sentences away a cue is looked at.
const NEIGHBOURS: usize = 3;
/// The score of a label.
pub(super) const LABELLED: f32 = 11.0;
/// What `according to` loses where a verb of the sentence says who speaks.
const RELAYED: f32 = 7.0;

/// Where the stretch over the words `words` stands among `sentences`.
pub(super) fn place(view: &View<'_>, sentences: &[Range<usize>], words: Range<usize>, closed: bool) -> Place {
    let last = words.end.saturating_sub(1).max(words.start);
    let at = |word: usize| sentences.partition_point(|sentence| sentence.end <= word);
    let (a, b) = (at(words.start), at(last));
    let covered = sentences.get(a).map_or(0, |s| s.start)..sentences.get(b).map_or(0, |s| s.end);
    let whole = !covered.into_iter().any(|i| view.outside(i) && view.is_word(i));
    let stop = final_stop(view, last).filter(|_| closed);
    Place { sentences: (a, b), whole, stop, label: label(view, &words), words }
}

/// A label has no more words than this.
const MAX_LABEL: usize = 3;

/// `“BELL: We …`: the label of a speaker at the start of the words `words`.
fn label(view: &View<'_>, words: &Range<usize>) -> Option<(Source, usize)> {
    let first = words.clone().find(|&i| view.is_word(i))?;
    let colon = (first + 1..words.end.min(first + MAX_LABEL + 1)).find(|&i| view.has(i, Shape::Colon))?;
    let capitals = |i: usize| view.word(i).len() > 1 && !view.word(i).chars().any(char::is_lowercase);
    let source = Source { first, end: colon, form: Form::Name, possessive: false, name: Some((first, colon)) };
    let says = || (colon + 1..words.end).any(|i| view.is_word(i));
    ((first..colon).all(capitals) && says()).then_some((source, colon))
}

/// Attributes the stretches at `places` within their block.
pub(super) fn attach(
    view: &View<'_>,
    sentences: &[Range<usize>],
    sources: &[Source],
    cues: &[Cue],
    places: &[Place],
) -> Vec<Option<Attribution>> {
    // `NAME called it a “x”, according to Y`: the verb says who speaks, `according to` who heard it.
    let relayed = |cue: &Cue| {
        cue.kind == CueKind::According
            && of_sentence(cues, cue.sentence).iter().any(|other| matches!(other.kind, CueKind::Verb(_)))
    };
    let best: Vec<Option<(f32, &Cue)>> = places.iter().map(|place| best_cue(view, cues, &relayed, place)).collect();
    let labelled = |place: &Place| {
        let (speaker, colon) = place.label?;
        Some(Attribution { speaker, cue: Some((colon, colon + 1)), route: Route::Cue, score: LABELLED })
    };
    let from = |(score, cue): (f32, &Cue), route| Attribution {
        speaker: cue.subject,
        cue: Some((cue.first, cue.end)),
        route,
        score,
    };
    let sure = |best: Option<(f32, &Cue)>| best.filter(|best| best.0 >= SURE).map(|best| from(best, Route::Cue));
    let mut found: Vec<Option<Attribution>> =
        places.iter().zip(&best).map(|(place, &best)| labelled(place).or_else(|| sure(best))).collect();
    // The last before that is firm, and the number of the next that is sure.
    let (mut before, mut next) = (None::<Attribution>, 0);
    for index in 0..places.len() {
        let (Some(place), Some(best), Some(slot)) = (places.get(index), best.get(index), found.get(index)) else {
            break;
        };
        if slot.is_some() {
            before = *slot;
            continue;
        }
        next = next.max(index);
        while found.get(next).is_some_and(Option::is_none) {
            next += 1;
        }
        let after = found.get(next).copied().flatten();
        let chain = |a: Attribution, score| Attribution { route: Route::Chain, score, ..a };
        let near = best.filter(|best| best.0 >= LIKELY);
        let subject = sentence_subject(view, sentences, sources, place);
        let own_subject = subject.is_some_and(|s| s.form == Form::Pronoun || s.is_person(view));
        let attribution = if let Some(before) =
            before.filter(|_| place.whole || !own_subject && best.is_none_or(|best| best.0 < 4.5))
        {
            Some(chain(before, 5.0))
        } else if let Some(near) = near {
            Some(from(near, Route::Near))
        } else if let Some(subject) = subject {
            Some(Attribution { speaker: subject, cue: None, route: Route::Subject, score: 3.0 })
        } else if let Some(before) = before {
            Some(chain(before, 4.0))
        } else if let Some(after) = after.filter(|_| place.whole) {
            Some(chain(after, 4.0))
        } else {
            best.filter(|best| best.0 >= POSSIBLE).map(|best| from(best, Route::Near))
        };
        before = attribution.filter(|a| a.route <= Route::Chain).or(before);
        if let Some(slot) = found.get_mut(index) {
            *slot = attribution;
        }
    }
    found
}

/// The cues of sentence `sentence`; `cues` are in order of sentences.
pub(super) fn of_sentence(cues: &[Cue], sentence: usize) -> &[Cue] {
    let from = cues.partition_point(|cue| cue.sentence < sentence);
    let to = cues.partition_point(|cue| cue.sentence <= sentence);
    cues.get(from..to).unwrap_or(&[])
}

/// The subject of the sentence that holds a fragment without a cue.
fn sentence_subject(view: &View<'_>, sentences: &[Range<usize>], sources: &[Source], place: &Place) -> Option<Source> {
    let sentence = sentences.get(place.sentences.0).filter(|_| !place.whole)?;
    subject::first_free(view, sources, &(sentence.start..place.words.start))
}

fn best_cue<'c>(
    view: &View<'_>,
    cues: &'c [Cue],
    relayed: &impl Fn(&Cue) -> bool,
    place: &Place,
) -> Option<(f32, &'c Cue)> {
    let mut best: Option<(f32, &Cue)> = None;
    // Cues farther away score too low to matter.
    let from = cues.partition_point(|cue| cue.sentence + NEIGHBOURS < place.sentences.0);
    let near = cues.get(from..).unwrap_or(&[]).iter().take_while(|cue| cue.sentence <= place.sentences.1 + NEIGHBOURS);
    for cue in near {
        let score = score(view, cue, place) - if relayed(cue) { RELAYED } else { 0.0 };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, cue));
        }
    }
    best
}

/// How well `cue` fits the quotation at `place`. Near is better, the same sentence much better, punctuation and
/// word order as in speech better still; numbers fitted by hand on news text.
fn score(view: &View<'_>, cue: &Cue, place: &Place) -> f32 {
    let (first, last) = (place.words.start, place.words.end.saturating_sub(1));
    let at = cue.first;
    let (before, after) = (at < first, at > last);
    let outside = |range: Range<usize>| count(range.filter(|&i| view.outside(i)).count());
    let quoted = |mut range: Range<usize>| range.any(|i| !view.outside(i));
    let set_off = matches!(view.at(last + 1).shape, Shape::Comma | Shape::Dash);
    let score = if after && cue.sentence == place.sentences.1 {
        let mut score = 10.0 - 0.25 * outside(last + 1..at);
        if quoted(last + 1..at) || cue.is_verdict() {
            score -= 3.0;
        }
        if matches!(place.stop, Some(',' | '?' | '!' | '.')) || set_off {
            score += 1.0;
        }
        let nearest = at.min(cue.subject.first);
        if cue.subject.first > last && nearest - last <= 2 {
            score += 1.5;
        }
        if cue.subject.end <= first && !cue.participle {
            score -= 1.5;
        }
        if place.stop.is_none() && cue.subject.first > last && !set_off {
            score -= 3.0;
        }
        score
    } else if before && cue.sentence == place.sentences.0 {
        let distance = outside(at + 1..first);
        let mut score = 9.0 - 0.22 * distance;
        let previous = first.saturating_sub(1);
        if matches!(view.at(previous).shape, Shape::Comma | Shape::Colon) {
            score += 1.2;
        }
        if view.is_any(previous, "that") {
            score += 0.6;
        }
        if distance <= 2.0 {
            score += 1.0;
        }
        if quoted(at + 1..first) {
            score -= 0.8;
        }
        score
    } else if before && cue.sentence + 1 == place.sentences.0 {
        5.2 - 0.03 * count(first - at)
    } else if after && cue.sentence == place.sentences.1 + 1 {
        3.0 - 0.05 * count(at - last)
    } else if before {
        3.5 - 0.02 * count(first - at)
    } else {
        1.5 - 0.02 * count(at.saturating_sub(last))
    };
    let score = if cue.embedded { score - 3.0 } else { score };
    score * (0.55 + 0.45 * cue.weight)
}

/// Whether the block has no words of the author's beside its quotations.
pub(super) fn is_all_quoted(view: &View<'_>, words: &Range<usize>) -> bool {
    !words.clone().any(|i| view.outside(i) && view.is_word(i) && !view.is(i, Classes::EMPTY))
}

/// Whether a source can stand for a person at all, for fallbacks that guess.
pub(super) fn is_named(source: &Source) -> bool {
    source.form == Form::Name || source.name.is_some()
}
