//! Who said it: the class and the speaker of every quoted stretch, and reported speech. Imports: `quotes`, `document`,
//! `annotation`, `token`, `text`.
//!
//! The stages, one file each: `view` (words with quotations opaque) → `sentences` → `sources` (who can speak) → `cues`
//! (`verbs`, `devices`) with their `subject` → `attach` (cue to quotation) → `people` (who that is) → `writer` (over the
//! blocks, with `class`). No tagger of parts of speech and no parser: news says who speaks in few ways, and silence is
//! better than a wrong name.

mod attach;
mod class;
mod cues;
mod devices;
mod participles;
mod people;
mod reported;
mod sentences;
mod signature;
mod sources;
mod subject;
mod verbs;
mod view;
mod writer;

use crate::annotate::quotes::Stretch;
use crate::annotation::{Entity, Mention, Quotation};
use crate::document::Document;
use crate::lexicon::speech::SpeechWords;
use attach::{Attribution, Place, Route};
use cues::Cue;
use people::{Occurrence, People};
use sources::Source;
use std::ops::Range;
use view::{BlockWords, View};
use writer::Written;

/// Words that a step of [`Attributing`] reads, and as many more as the last block has.
const AT_ONCE: usize = 100;

/// One block, read.
#[derive(Debug)]
struct Reading {
    sentences: Vec<Range<usize>>,
    sources: Vec<Source>,
    cues: Vec<Cue>,
    places: Vec<Place>,
    attributions: Vec<Option<Attribution>>,
    /// Speakers named inside marks: labels of a transcript, and the signature that the block is.
    named_inside: Vec<Source>,
    /// Whether the block signs the quotation before it.
    signs: bool,
    /// Number of its first sentence in the article.
    first_sentence: usize,
}

/// Gives every stretch its class and speaker and adds reported speech; the result is in order of spans.
/// `mentions` are in order and point into `entities` where these are known. Without `words` nobody is known to speak.
pub fn attribute(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    stretches: &[Stretch],
    words: &SpeechWords,
) -> Vec<Quotation> {
    let mut attributing = Attributing::default();
    loop {
        if let Some(quotations) = attributing.step(document, mentions, entities, stretches, words, usize::MAX) {
            return quotations;
        }
    }
}

/// The work of [`attribute`], as far as it is done. It passes over the blocks three times: the rules look at words of the
/// next block, and a pronoun's person may be named in full only later.
#[derive(Debug, Default)]
pub(crate) struct Attributing {
    view: View<'static>,
    readings: Vec<Reading>,
    people: People,
    written: Written,
}

impl Attributing {
    /// Goes on by `pace` times the usual share, otherwise always with the same arguments; with the last step come the quotations.
    pub(crate) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        entities: &[Entity],
        stretches: &[Stretch],
        words: &SpeechWords,
        pace: usize,
    ) -> Option<Vec<Quotation>> {
        let n_words = AT_ONCE.saturating_mul(pace);
        let mut view = std::mem::take(&mut self.view).of(document.text());
        let n_blocks = document.blocks().len();
        if view.blocks.len() < n_blocks {
            view.read_on(document, mentions, stretches, words, n_words);
        } else if self.readings.len() < n_blocks {
            for index in view.some_blocks(self.readings.len(), n_words) {
                self.read(&view, index, mentions, stretches);
            }
        } else {
            let Self { readings, people, written, .. } = self;
            for index in view.some_blocks(written.n_blocks, n_words) {
                // The speaker may stand in the next block, its signature.
                people.settle(&view, index + 1);
                writer::write(&view, readings, people, entities, stretches, written);
            }
        }
        self.view = view.of("");
        if self.written.n_blocks < n_blocks {
            return None;
        }
        let mut quotations = std::mem::take(&mut self.written.quotations);
        crate::sort::by_key(&mut quotations, |quotation| [quotation.span.start(), quotation.span.end(), 0]);
        Some(quotations)
    }

    /// Reads block `index`, with the signature that it may be of the one before, and notes whom it names.
    fn read(&mut self, view: &View<'_>, index: usize, mentions: &[Mention], stretches: &[Stretch]) {
        let Some(block) = view.blocks.get(index) else { return };
        let first_sentence = self.readings.last().map_or(0, |last| last.first_sentence + last.sentences.len());
        let mut reading = read(view, block, stretches, first_sentence);
        if let Some((before, above)) =
            index.checked_sub(1).and_then(|at| view.blocks.get(at)).zip(self.readings.last_mut())
        {
            sign(view, (before, above), (block, &mut reading), stretches);
        }
        for occurrence in occurrences(view, index, &reading) {
            self.people.meet(view, mentions, occurrence);
        }
        self.readings.push(reading);
    }
}

fn read(view: &View<'_>, block: &BlockWords, stretches: &[Stretch], first_sentence: usize) -> Reading {
    let sentences = sentences::split(view, &block.words);
    let (mut sources, mut cues) = (Vec::new(), Vec::new());
    for sentence in &sentences {
        sources::find(view, sentence, &mut sources);
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let from = sources.partition_point(|source| source.first < sentence.start);
        let to = sources.partition_point(|source| source.first < sentence.end);
        cues::find(view, sources.get(from..to).unwrap_or(&[]), number, sentence, &mut cues);
    }
    let mut at = block.words.start;
    let places: Vec<_> = block
        .stretches
        .clone()
        .map(|stretch| {
            while at < block.words.end && view.at(at).stretch.is_none_or(|of| (of as usize) < stretch) {
                at += 1;
            }
            let end = (at..block.words.end).find(|&i| view.at(i).stretch != Some(stretch as u32));
            let closed = stretches.get(stretch).is_some_and(|stretch| stretch.closed);
            attach::place(view, &sentences, at..end.unwrap_or(block.words.end), closed)
        })
        .collect();
    let attributions = attach::attach(view, &sentences, &sources, &cues, &places);
    let named_inside = places.iter().filter_map(|place| place.label.map(|(source, _)| source)).collect();
    Reading { sentences, sources, cues, places, attributions, named_inside, signs: false, first_sentence }
}

/// Gives a block of quotation without a speaker the signature that the block `below` is.
fn sign(
    view: &View<'_>,
    (block, reading): (&BlockWords, &mut Reading),
    (next, below): (&BlockWords, &mut Reading),
    stretches: &[Stretch],
) {
    let own = stretches.get(next.stretches.clone()).unwrap_or(&[]);
    let bare = own.iter().all(|stretch| stretch.resumed);
    if block.stretches.is_empty() || !bare || !attach::is_all_quoted(view, &block.words) {
        return;
    }
    let Some(signer) = signature::read(view, &next.words) else { return };
    for slot in reading.attributions.iter_mut().filter(|slot| slot.is_none()) {
        *slot = Some(Attribution { speaker: signer, cue: None, route: Route::Cue, score: attach::LABELLED });
        below.signs = true;
    }
    if below.signs && !own.is_empty() {
        below.named_inside.push(signer);
    }
}

/// The sources of a block, with what they do there.
fn occurrences<'a>(view: &'a View<'_>, block: usize, reading: &'a Reading) -> impl Iterator<Item = Occurrence> + 'a {
    let subjects: Vec<_> =
        reading.sentences.iter().map(|sentence| subject::first_free(view, &reading.sources, sentence)).collect();
    let inside = &reading.named_inside;
    let mut sources: Vec<_> = reading.sources.iter().chain(inside).copied().collect();
    crate::sort::by_key(&mut sources, |source| [source.first as u32, 0, 0]);
    sources.into_iter().map(move |source| {
        let sentence = reading.sentences.partition_point(|sentence| sentence.end <= source.first);
        let subject = subjects.get(sentence).copied().flatten();
        Occurrence {
            source,
            block,
            sentence: reading.first_sentence + sentence,
            cued: reading.signs
                || inside.contains(&source)
                || attach::of_sentence(&reading.cues, sentence).iter().any(|cue| cue.subject.holds(source.first)),
            subject: subject.is_some_and(|subject| subject.first == source.first),
        }
    })
}
