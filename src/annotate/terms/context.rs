//! Whether a form counts where it stands: its conditions, its capitals, and the names around it.
//! Imports: `document`, `annotation`, `token`, `lexicon::glossary`, `annotate::terms::find`.

use super::find::{Found, Words};
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::glossary::{Code, Demand, Form, Glossary, Rule, Shape, TermKind, Within};
use crate::token::TokenKind;
use std::ops::Range;

/// A sentence longer than this many words to either side is not looked through to its end.
const REACH: u32 = 60;

/// What is known of a document, for many forms.
pub(super) struct Context<'a> {
    document: &'a Document<'a>,
    glossary: &'a Glossary,
    words: &'a Words,
    mentions: &'a [Mention],
    /// For each condition that looks through the whole article: whether it saw one of its phrases.
    seen: Vec<Option<bool>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        document: &'a Document<'_>,
        glossary: &'a Glossary,
        words: &'a Words,
        mentions: &'a [Mention],
    ) -> Self {
        Self { document, glossary, words, mentions, seen: vec![None; glossary.n_rules()] }
    }

    /// Whether `found` counts.
    pub(super) fn allows(&mut self, found: &Found) -> bool {
        let written = found.words.iter().map(|at| self.document.word(*at as usize));
        found.form.capitals.fit(found.plural, written) && self.conditions_hold(found) && !self.is_in_longer_name(found)
    }

    fn conditions_hold(&mut self, found: &Found) -> bool {
        let Form { entry, .. } = found.form;
        debug_assert!(self.glossary.entry(entry).is_some());
        let rules: Vec<_> = self.glossary.rules(&found.form).map(|(at, rule)| (at, *rule)).collect();
        rules.iter().all(|(at, rule)| match rule.demand {
            Demand::Needs => self.is_near(*at, rule, &found.tokens),
            Demand::Blocks => !self.is_near(*at, rule, &found.tokens),
            Demand::NotBefore => !self.phrases_begin(rule, found.tokens.end),
            Demand::NotAfter => !self.phrases_end(rule, found.tokens.start),
        })
    }

    fn is_near(&mut self, rule_idx: u32, rule: &Rule, tokens: &Range<u32>) -> bool {
        if rule.within == Within::Article {
            let known = self.seen.get(rule_idx as usize).copied().flatten();
            return known.unwrap_or_else(|| {
                let seen = self.occurs(rule, 0..self.document.tokens().len() as u32);
                if let Some(slot) = self.seen.get_mut(rule_idx as usize) {
                    *slot = Some(seen);
                }
                seen
            });
        }
        let sentence = self.document.sentence_at(tokens.start).and_then(|at| self.document.sentences().get(at));
        let Some(sentence) = sentence else { return false };
        let before = sentence.start.max(tokens.start.saturating_sub(REACH))..tokens.start;
        let after = tokens.end..sentence.end.min(tokens.end + REACH);
        self.occurs(rule, before) || self.occurs(rule, after)
    }

    /// Whether a phrase of `rule` stands within `tokens`.
    fn occurs(&self, rule: &Rule, tokens: Range<u32>) -> bool {
        self.glossary
            .phrases(rule)
            .any(|phrase| tokens.clone().any(|at| self.phrase_at(phrase, at).is_some_and(|end| end <= tokens.end)))
    }

    fn phrases_begin(&self, rule: &Rule, at: u32) -> bool {
        let skipped = at + u32::from(self.kind(at) == Some(TokenKind::Dash));
        self.glossary.phrases(rule).any(|phrase| self.phrase_at(phrase, skipped).is_some())
    }

    fn phrases_end(&self, rule: &Rule, end: u32) -> bool {
        let skipped = end - u32::from(end > 0 && self.kind(end - 1) == Some(TokenKind::Dash));
        self.glossary.phrases(rule).any(|phrase| {
            let from = skipped.saturating_sub(2 * phrase.len() as u32);
            (from..skipped).any(|at| self.phrase_at(phrase, at) == Some(skipped))
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
            at += u32::from(self.kind(at) == Some(TokenKind::Dash));
            if self.words.code(at) != Some(*code) {
                return None;
            }
        }
        Some(at + 1)
    }

    fn kind(&self, at: u32) -> Option<TokenKind> {
        self.document.tokens().get(at as usize).map(|token| token.kind)
    }

    /// Whether a name goes on past `found`: one that was found there, or one that its neighbours' capitals give away.
    fn is_in_longer_name(&self, found: &Found) -> bool {
        let span = found.span(self.document);
        let first = self.mentions.partition_point(|mention| mention.span.end() <= span.start());
        let mut around = self.mentions.iter().skip(first).take_while(|mention| mention.span.start() < span.end());
        if around
            .any(|mention| mention.span.contains(span) && mention.span.len() > span.len() && is_name(mention.label))
        {
            return true;
        }
        let (Some(start), Some(last)) = (found.words.first(), found.words.last()) else { return false };
        if self.is_in_title_case(*start) {
            return false;
        }
        let office = self.glossary.entry(found.form.entry).is_some_and(|entry| entry.kind == TermKind::Office);
        self.has_capital(*start) && self.goes_on_left(*start)
            || !office && self.has_capital(*last) && self.goes_on_right(*last)
    }

    /// Whether a capital says nothing here, as in most headlines.
    fn is_in_title_case(&self, at: u32) -> bool {
        let sentence = self.document.sentence_at(at).and_then(|at| self.document.sentences().get(at));
        let Some(sentence) = sentence else { return false };
        let near = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
        let words =
            near.filter(|at| self.kind(*at) == Some(TokenKind::Word) && self.document.word(*at as usize).len() > 3);
        let (mut small, mut large) = (0, 0);
        words.for_each(|at| *if self.has_capital(at) { &mut large } else { &mut small } += 1);
        large > 3 * small
    }

    fn has_capital(&self, at: u32) -> bool {
        self.kind(at) == Some(TokenKind::Word) && Shape::of(self.document.word(at as usize)) != Shape::Lower
    }

    fn goes_on_left(&self, start: u32) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| self.has_capital(*before)) else { return false };
        let sentence_start =
            self.document.sentence_at(start).and_then(|at| self.document.sentences().get(at)).map(|it| it.start);
        let word = self.document.word(before as usize);
        let small =
            sentence_start == Some(before) && SENTENCE_OPENERS.iter().any(|opener| opener.eq_ignore_ascii_case(word));
        !small && !is_origin(word) && !self.is_place(before)
    }

    /// Whether token `at` belongs to the name of a country or people: `Puerto Rico Senate`.
    fn is_place(&self, at: u32) -> bool {
        let Some(token) = self.document.tokens().get(at as usize) else { return false };
        let mention = self.mentions.partition_point(|mention| mention.span.end() < token.span.end());
        let mention = self.mentions.get(mention).filter(|mention| mention.span.contains(token.span));
        mention.is_some_and(|mention| matches!(mention.label, Label::Place | Label::Group))
    }

    fn goes_on_right(&self, last: u32) -> bool {
        if self.has_capital(last + 1) {
            return !ROLES.contains(&self.document.word(last as usize + 1));
        }
        self.document.word(last as usize + 1) == "of" && self.has_capital(last + 2)
    }
}

fn is_name(label: Label) -> bool {
    !matches!(label, Label::Date | Label::Money)
}

/// Words that begin a sentence with a capital and no name.
const SENTENCE_OPENERS: [&str; 40] = [
    "a", "about", "after", "all", "an", "and", "as", "at", "because", "before", "but", "by", "despite", "during",
    "for", "from", "how", "if", "in", "its", "many", "more", "most", "new", "no", "of", "on", "our", "some", "since",
    "such", "that", "the", "their", "these", "this", "under", "what", "when", "with",
];

/// Roles that follow the name of an institution.
const ROLES: [&str; 22] = [
    "Chair",
    "Chairman",
    "Chairwoman",
    "Chief",
    "Commissioner",
    "Deputy",
    "Director",
    "Governor",
    "Judge",
    "Justice",
    "Justices",
    "Leader",
    "Member",
    "Members",
    "Minister",
    "Ministers",
    "President",
    "Resolution",
    "Resolutions",
    "Secretary",
    "Speaker",
    "Vice",
];

/// Whether `word` says which country's a thing is: `U.S. Supreme Court`, `German Bundestag`.
fn is_origin(word: &str) -> bool {
    const SHORT: [&str; 22] = [
        "US", "U.S.", "UK", "U.K.", "UN", "U.N.", "EU", "E.U.", "NATO", "French", "German", "Greek", "Dutch", "Swiss",
        "Czech", "Thai", "Obama", "Trump", "Biden", "Bush", "Afghan", "Israeli",
    ];
    const ENDINGS: [&str; 8] = ["ian", "ean", "can", "ish", "ese", "aqi", "ani", "wan"];
    SHORT.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}
