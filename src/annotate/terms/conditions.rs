//! Whether the conditions of a form hold where it stands: words that must or must not be near, neighbours.
//! Imports: `document`, `token`, `lexicon::glossary`, `annotate::terms::{find, view}`.

use super::find::{Found, Words};
use super::view::{REACH, View};
use crate::lexicon::glossary::{Code, Demand, Layer, Rule, Within};
use crate::token::TokenKind;
use std::ops::Range;

/// For each condition that looks through the whole article: whether it saw one of its phrases, where that has been asked.
pub(super) type Seen = Vec<Option<bool>>;

/// The conditions of a layer of the glossary in one document.
pub(super) struct Conditions<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) layer: &'a Layer,
    pub(super) words: &'a Words,
    pub(super) seen: &'a mut Seen,
}

impl Conditions<'_> {
    /// Whether all conditions of `found` hold.
    pub(super) fn hold(&mut self, found: &Found) -> bool {
        let layer = self.layer;
        layer.rules(&found.form).all(|(at, rule)| match rule.demand {
            Demand::Needs => self.is_near(at, rule, &found.tokens),
            Demand::Blocks => !self.is_near(at, rule, &found.tokens),
            Demand::NotBefore => !self.phrase_begins(rule, found.tokens.end),
            Demand::NotAfter => !self.phrase_ends(rule, found.tokens.start),
        })
    }

    fn is_near(&mut self, rule_idx: u32, rule: &Rule, tokens: &Range<u32>) -> bool {
        if rule.within == Within::Sentence {
            let sentence = self.view.sentence(tokens.start);
            let before = sentence.start.max(tokens.start.saturating_sub(REACH))..tokens.start;
            let after = tokens.end..sentence.end.min(tokens.end + REACH);
            return self.occurs(rule, &before) || self.occurs(rule, &after);
        }
        if let Some(known) = self.seen.get(rule_idx as usize).copied().flatten() {
            return known;
        }
        let seen = self.occurs(rule, &(0..self.view.document.tokens().len() as u32));
        self.seen.resize(self.layer.n_rules(), None);
        if let Some(slot) = self.seen.get_mut(rule_idx as usize) {
            *slot = Some(seen);
        }
        seen
    }

    /// Whether a phrase of `rule` stands within `tokens`.
    fn occurs(&self, rule: &Rule, tokens: &Range<u32>) -> bool {
        self.layer.phrases(rule).any(|phrase| {
            let first = phrase.first().and_then(|code| self.words.first(*code));
            let ends = |at| self.phrase_at(phrase, at).is_some_and(|end| end <= tokens.end);
            first.is_some_and(|first| (tokens.start.max(first)..tokens.end).any(ends))
        })
    }

    fn phrase_begins(&self, rule: &Rule, at: u32) -> bool {
        let at = at + u32::from(self.is_dash(at));
        self.layer.phrases(rule).any(|phrase| self.phrase_at(phrase, at).is_some())
    }

    fn phrase_ends(&self, rule: &Rule, end: u32) -> bool {
        let end = end - u32::from(end > 0 && self.is_dash(end - 1));
        self.layer.phrases(rule).any(|phrase| {
            let from = end.saturating_sub(2 * phrase.len() as u32);
            (from..end).any(|at| self.phrase_at(phrase, at) == Some(end))
        })
    }

    /// Where `phrase` ends if it begins at token `at`; hyphens between its words do not count.
    fn phrase_at(&self, phrase: &[Code], mut at: u32) -> Option<u32> {
        let (first, rest) = phrase.split_first()?;
        if self.words.code(at) != Some(*first) {
            return None;
        }
        for code in rest {
            at += 1;
            at += u32::from(self.is_dash(at));
            if self.words.code(at) != Some(*code) {
                return None;
            }
        }
        Some(at + 1)
    }

    fn is_dash(&self, at: u32) -> bool {
        self.view.kind(at) == Some(TokenKind::Dash)
    }
}
