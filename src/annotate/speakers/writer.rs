//! From attributions to quotations, block by block: what one block hands on to the next, the class, the speaker's name,
//! the tier. Imports: all of `speakers`, `quotes`, `annotation`, `text`.

use super::Reading;
use super::attach::{self, Attribution, Route};
use super::class;
use super::cues::Cue;
use super::people::{Identity, People};
use super::reported;
use super::subject;
use super::view::{BlockWords, Shape, View};
use crate::annotate::quotes::Stretch;
use crate::annotation::{Entity, Quotation, QuotationClass, Speaker, Tier};
use crate::text::{BlockKind, Span};

/// A cue this strong, in the sentence of the quotation, makes the speaker sure.
const TIER_A: f32 = 9.0;
/// So many quotations back a term is looked up.
const MAX_TERMS: usize = 200;
/// A longer stretch is not looked up among the terms before it.
const MAX_TERM_BYTES: usize = 40;

/// What one block hands on to the next.
#[derive(Clone, Copy, Debug, Default)]
struct Carried {
    speaker: Option<Attribution>,
    /// Block of that speaker's last words.
    block: usize,
    /// Whether the block before ended inside a quotation.
    open: bool,
    /// Who speaks in the blocks of quotations that a colon at the end of a block announces.
    announced: Option<Attribution>,
}

/// What is written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) quotations: Vec<Quotation>,
    /// Blocks that are done.
    pub(super) n_blocks: usize,
    /// The number of the last group.
    group: u32,
    carried: Carried,
}

/// Writes the quotations of the next block, reported speech among them.
pub(super) fn write(
    view: &View<'_>,
    readings: &[Reading],
    people: &People,
    entities: &[Entity],
    stretches: &[Stretch],
    written: &mut Written,
) {
    let (index, mut carried) = (written.n_blocks, written.carried);
    let mut writer = Writer { view, readings, people, entities, written };
    if let Some(block) = view.blocks.get(index) {
        writer.block(index, block, stretches, &mut carried);
    }
    (written.n_blocks, written.carried) = (index + 1, carried);
}

struct Writer<'a> {
    view: &'a View<'a>,
    readings: &'a [Reading],
    people: &'a People,
    entities: &'a [Entity],
    written: &'a mut Written,
}

impl Writer<'_> {
    fn block(&mut self, index: usize, block: &BlockWords, stretches: &[Stretch], carried: &mut Carried) {
        let Some(reading) = self.readings.get(index) else { return };
        let all_quoted = attach::is_all_quoted(self.view, &block.words);
        if !all_quoted {
            carried.announced = None;
        }
        let mut speaker_here = None;
        // Where the stretch before ends, if that is speech.
        let mut spoken = None;
        if reading.signs {
            carried.open = false;
            return;
        }
        let of_block = stretches.get(block.stretches.clone()).unwrap_or(&[]);
        for (number, stretch) in of_block.iter().enumerate() {
            let (Some(place), Some(&own)) = (reading.places.get(number), reading.attributions.get(number)) else {
                break;
            };
            let continues = number == 0 && carried.open && place.label.is_none();
            let attribution = own
                .filter(|own| own.route == Route::Cue || !continues)
                .or_else(|| carried.speaker.filter(|_| continues))
                .or_else(|| self.inherited(index, all_quoted, carried))
                .or(own);
            let pair = spoken.is_some_and(|end| self.is_pair(end, place.words.start));
            let sentence = reading.sentences.get(place.sentences.0).cloned().unwrap_or(place.words.clone());
            let Some(class) = class::classify(self.view, &sentence, place, stretch.marking, attribution.as_ref())
            else {
                continue;
            };
            let class = self.as_before(stretch.inner, class);
            let class = if pair && class == QuotationClass::Phrase { QuotationClass::Partial } else { class };
            if !continues {
                self.written.group += 1;
            }
            let speech = matches!(class, QuotationClass::Direct | QuotationClass::Partial);
            self.written.quotations.push(Quotation {
                span: place.label.map_or(stretch.inner, |(_, colon)| {
                    Span::new(self.view.at(colon + 1).span.start(), stretch.inner.end())
                }),
                class,
                confidence: if attribution.is_some_and(|a| a.route <= Route::Chain) { 0.95 } else { 0.75 },
                speaker: attribution.filter(|_| speech).map(|attribution| self.speaker(&attribution)),
                cue: attribution.filter(|_| speech).and_then(|a| a.cue).map(|(first, end)| self.view.span(first, end)),
                group: self.written.group,
            });
            spoken = Some(place.words.end).filter(|_| speech);
            if speech {
                speaker_here = attribution.or(speaker_here);
            }
        }
        if let Some(speaker) = speaker_here {
            (carried.speaker, carried.block) = (Some(speaker), index);
        } else if let Some(cue) = reading.cues.last().filter(|cue| cue.weight >= 0.75) {
            (carried.speaker, carried.block) = (Some(carried_from(cue)), index);
        }
        carried.open = of_block.last().is_some_and(|last| !last.closed);
        carried.announced = carried.announced.or_else(|| self.announced(reading, block));
        if block.kind != BlockKind::Heading {
            self.report(reading);
        }
    }

    /// Whether nothing but `and`, `or` or a comma, with an article, stands from word `from` to word `to`: `called it “x” and a
    /// “y”`. What is said of one is said of both.
    fn is_pair(&self, from: usize, to: usize) -> bool {
        let joins = |i: usize| self.view.has(i, Shape::Comma) || self.view.is_any(i, "and or but a an the");
        (1..=3).contains(&to.saturating_sub(from)) && (from..to).all(joins)
    }

    /// A capitalised term once named stays a term wherever it stands in marks again.
    fn as_before(&self, span: Span, class: QuotationClass) -> QuotationClass {
        let words = span.of(self.view.text).trim_end_matches([',', '.']);
        let short = words.len() <= MAX_TERM_BYTES && words.contains(' ') && words.starts_with(char::is_uppercase);
        let term = |known: &&Quotation| {
            matches!(known.class, QuotationClass::Phrase | QuotationClass::Title)
                && known.span.of(self.view.text).trim_end_matches([',', '.']) == words
        };
        if short && self.written.quotations.iter().rev().take(MAX_TERMS).any(|known| term(&known)) {
            QuotationClass::Phrase
        } else {
            class
        }
    }

    /// Who speaks in the next blocks, where this one ends with a colon.
    fn announced(&self, reading: &Reading, block: &BlockWords) -> Option<Attribution> {
        let last = self.view.at(block.words.end.checked_sub(1)?);
        let sentence = reading.sentences.last().filter(|_| last.shape == Shape::Colon && last.outside())?;
        let cue = reading.cues.last().filter(|cue| cue.sentence + 1 == reading.sentences.len());
        if let Some(cue) = cue {
            return Some(Attribution { route: Route::Announced, ..carried_from(cue) });
        }
        let source = subject::first_free(self.view, &reading.sources, sentence)?;
        Some(Attribution { speaker: source, cue: None, route: Route::Announced, score: 0.0 })
    }

    /// The speaker of a quotation that its own block does not attribute.
    fn inherited(&self, index: usize, all_quoted: bool, carried: &Carried) -> Option<Attribution> {
        if let Some(announced) = carried.announced.filter(|_| all_quoted) {
            return Some(announced);
        }
        let near = index - carried.block.min(index) <= 2;
        if let Some(speaker) = carried.speaker.filter(|_| near && (carried.open || all_quoted)) {
            return Some(Attribution { route: Route::Before, ..speaker });
        }
        let before = index.checked_sub(1).filter(|_| all_quoted)?;
        let reading = self.readings.get(before)?;
        if let Some(cue) = reading.cues.last() {
            return Some(carried_from(cue));
        }
        let source = reading.sources.iter().find(|source| attach::is_named(source)).or(reading.sources.first())?;
        Some(Attribution { speaker: *source, cue: None, route: Route::Before, score: 0.0 })
    }

    fn speaker(&self, attribution: &Attribution) -> Speaker {
        let source = &attribution.speaker;
        let span = self.view.span(source.first, source.end);
        let Identity { name, entity } = self
            .people
            .identify(self.view, self.entities, source)
            .unwrap_or_else(|| Identity { name: span.of(self.view.text).to_owned(), entity: None });
        let tier = match attribution.route {
            Route::Cue if attribution.score >= TIER_A => Tier::A,
            Route::Chain => Tier::A,
            Route::Cue | Route::Near | Route::Announced => Tier::B,
            Route::Before | Route::Subject => Tier::C,
        };
        Speaker { name, span: Some(span), entity, tier }
    }

    /// Adds the reported speech of a block.
    fn report(&mut self, reading: &Reading) {
        for cue in &reading.cues {
            let Some(sentence) = reading.sentences.get(cue.sentence) else { continue };
            let Some(words) = reported::extent(self.view, sentence, cue) else { continue };
            self.written.group += 1;
            let attribution = Attribution { speaker: cue.subject, cue: None, route: Route::Cue, score: TIER_A };
            self.written.quotations.push(Quotation {
                span: self.view.span(words.start, words.end),
                class: QuotationClass::Reported,
                confidence: 0.8,
                speaker: Some(self.speaker(&attribution)),
                cue: Some(self.view.span(cue.first, cue.end)),
                group: self.written.group,
            });
        }
    }
}

fn carried_from(cue: &Cue) -> Attribution {
    Attribution { speaker: cue.subject, cue: Some((cue.first, cue.end)), route: Route::Before, score: 0.0 }
}
