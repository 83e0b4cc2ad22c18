//! Cues: the words and marks that say who speaks, each with its subject. Imports: `view`, `lexicon`, `sources`, `verbs`,
//! `devices`.

use super::devices;
use super::sources::Source;
use super::verbs;
use super::view::{Shape, View};
use crate::lexicon::speech::{COGNITION, COURSE, VERDICT, Verb};
use std::ops::Range;

/// What kind of cue it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CueKind {
    Verb(Verb),
    /// `according to NAME`.
    According,
    /// `“…” — NAME`.
    Dash,
    /// `NAME: “…”`.
    Colon,
}

/// A sentence as the search for cues reads it.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) words: &'a Range<usize>,
    /// The sources of the sentence, in order.
    pub(super) sources: &'a [Source],
    /// The cues found in it so far.
    pub(super) earlier: &'a [Cue],
}

/// A cue with its subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Its words.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Index of its sentence in the block.
    pub(super) sentence: usize,
    pub(super) subject: Source,
    pub(super) kind: CueKind,
    /// How surely it says that someone speaks, 0–1.
    pub(super) weight: f32,
    /// Whether the subject follows.
    pub(super) inverted: bool,
    /// Whether it is a participle: `saying`.
    pub(super) participle: bool,
    /// Whether it is part of what an earlier cue of its sentence says.
    pub(super) embedded: bool,
}

impl Cue {
    /// A cue of the words `first..end` that says surely that `subject`, which follows it, speaks.
    pub(super) fn new(first: usize, end: usize, subject: Source, kind: CueKind) -> Self {
        Self { first, end, sentence: 0, subject, kind, weight: 1.0, inverted: true, participle: false, embedded: false }
    }

    /// Whether it judges: then what it quotes follows it.
    pub(super) fn is_verdict(&self) -> bool {
        matches!(self.kind, CueKind::Verb(verb) if verb.category == VERDICT)
    }

    /// Whether a relative pronoun joins it to its subject: `an architect who said`.
    pub(super) fn is_relative(&self, view: &View<'_>) -> bool {
        let after = self.subject.end + usize::from(view.has(self.subject.end, Shape::Comma));
        let joined = after < self.first && view.is_any(after, "who which that");
        joined || view.is_any(self.subject.first, "who")
    }
}

/// Below this a cue is not surely a verb.
const SURE_VERB: f32 = 0.7;

/// Appends the cues of the sentence `words`, the block's number `index`, to `cues`, in order.
pub(super) fn find(view: &View<'_>, sources: &[Source], index: usize, words: &Range<usize>, cues: &mut Vec<Cue>) {
    let first_new = cues.len();
    for at in words.clone().filter(|&at| view.outside(at)) {
        let clause = Clause { view, words, sources, earlier: cues.get(first_new..).unwrap_or(&[]) };
        let word = view.at(at);
        let cue = match (word.shape, word.verb()) {
            (Shape::Word, Some(verb)) => verbs::known(clause, at, verb),
            (Shape::Word, None) => devices::phrase(clause, at).or_else(|| verbs::unknown(clause, at)),
            (Shape::Dash, _) => devices::dash(clause, at),
            (Shape::Colon, _) => devices::colon(clause, at),
            _ => None,
        };
        if let Some(cue) = cue {
            let embedded = clause.earlier.iter().any(|outer| governs(view, outer, &cue));
            cues.push(Cue { sentence: index, embedded, ..cue });
        }
    }
}

/// Between a verb of asking and the `to` of what is asked for stand no more words.
const MAX_ASKED: usize = 4;

/// Whether the cue `cue`, a form of `verb`, asks someone to do something: `asked Beijing to remain “x”`. That is an act
/// that the sentence tells of, where it stands in what someone says.
fn is_request(view: &View<'_>, verb: Verb, cue: &Cue) -> bool {
    verb.has(Verb::HEARER) && (cue.end..=cue.end + MAX_ASKED).any(|i| view.is_any(i, "to"))
}

/// Whether the cue `cue` stands in a relative clause and quotes nothing there: `said anybody who complains about it is “x”`.
fn is_aside(view: &View<'_>, cue: &Cue) -> bool {
    let next = view.at(cue.end);
    cue.is_relative(view) && next.outside() && next.is_word() && !view.is_any(cue.end, "that")
}

/// Whether `inner` is part of what `outer` says: `NAME said the committee thought it “x”`. A verb of saying proper
/// inside starts a quotation of its own.
fn governs(view: &View<'_>, outer: &Cue, inner: &Cue) -> bool {
    let weak = |verb: Verb| verb.ambiguous || matches!(verb.category, VERDICT | COGNITION | COURSE);
    let (CueKind::Verb(outside), CueKind::Verb(inside)) = (outer.kind, inner.kind) else { return false };
    let between = outer.end..inner.subject.first;
    let breaks = |i: usize| {
        !view.outside(i) || view.has(i, Shape::Comma) && view.is_any(i + 1, "and but while as although though")
    };
    !weak(outside)
        && (weak(inside) || inner.weight < SURE_VERB || is_request(view, inside, inner) || is_aside(view, inner))
        && !outer.inverted
        && !inner.inverted
        && outer.end <= inner.subject.first
        && !between.into_iter().any(breaks)
}
