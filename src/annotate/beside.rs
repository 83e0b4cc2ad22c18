//! Words beside a name that settle what it is: `Mr`, `Inc.`, `spoke`. Imports: `token`, `document`, `annotation`, `list`.

use crate::annotation::Label;
use crate::document::Document;
use crate::list::WordList;
use crate::token::{TokenKind, folds_to_one_of};
use std::ops::Range;

/// Only people bear these. (`Dr Pepper`, `Miss World` and `Gov. Island` are none.)
const PERSONAL: WordList = WordList("mr mrs ms sir sen rep");
/// Only firms end so.
const FIRMS: WordList = WordList("inc llc llp ltd plc corp gmbh");
/// Heads of the body that is named after `of`: they are no part of its name …
const HEADS: WordList =
    WordList("president chairman chairwoman chair governor leader leaders rector manager head chief speaker");
/// … and offices: what is named after `of` is their field.
const OFFICES: WordList = WordList("minister secretary director commissioner");
/// Of a language, not of its speakers: before it …
const SPEAKING: WordList = WordList(
    "speak speaks spoke spoken speaking learn learns learned learning teach teaches taught teaching fluent in into",
);
/// … and after it.
const LANGUAGE: WordList = WordList("language languages dialect speaking speaker speakers");
/// Small words that begin something new: no noun follows that the name could qualify.
const ONWARD: WordList =
    WordList("and or at to with as but for on in when while because that is was than by before after since if");
/// So many tokens are read for a list of languages.
const REACH: u32 = 8;

/// The name in `tokens` with what stands beside it taken into account: its tokens and label, or none where it is no name.
pub(super) fn settle(document: &Document<'_>, mut tokens: Range<u32>, label: Label) -> Option<(Range<u32>, Label)> {
    let word = |at: u32| document.word(at as usize);
    let is = |at: u32, list: WordList| folds_to_one_of(word(at).trim_end_matches('.'), list);
    let kind = |at: u32| document.tokens().get(at as usize).map(|token| token.kind);
    let before = tokens.start.checked_sub(1);
    if label == Label::Group && is_language(document, &tokens)
        || label == Label::Work && is_descriptive(document, &tokens)
    {
        return None;
    }
    let office = is(tokens.start, OFFICES);
    if label == Label::Organization
        && (office || is(tokens.start, HEADS))
        && let Some(of) = tokens.clone().find(|&at| word(at) == "of")
    {
        let body = of + 1 + u32::from(word(of + 1) == "the")..tokens.end;
        if office || body.len() < 2 {
            return None;
        }
        tokens = body;
    }
    // `U.S.-led`, `Moscow-based`, `Trump-era`.
    if tokens.len() > 2 && is_participle(word(tokens.end - 1)) && word(tokens.end - 2) == "-" {
        tokens.end -= 2;
    }
    let comma = u32::from(word(tokens.end) == ",");
    if is(tokens.end + comma, FIRMS) && word(tokens.end + comma).starts_with(char::is_uppercase) {
        tokens.end += comma + 1;
    }
    if tokens.len() > 1 && is(tokens.end - 1, FIRMS) {
        return Some((tokens, Label::Organization));
    }
    // An exclamation mark inside a sentence belongs to the name: `Yahoo! said`.
    let inside = word(tokens.end + 1).starts_with(|char: char| char.is_lowercase() || char == ',')
        || kind(tokens.end + 1) == Some(TokenKind::Clitic);
    if word(tokens.end) == "!" && inside && touches(document, tokens.end - 1) {
        tokens.end += 1;
    }
    let titled = tokens.len() < 4
        && (before.is_some_and(|at| is(at, PERSONAL)) || tokens.len() > 1 && is(tokens.start, PERSONAL));
    Some((tokens, if titled { Label::Person } else { label }))
}

/// Whether `word` is of the kind that follows a name and a hyphen and is no part of it.
fn is_participle(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.ends_with("ed")
        || matches!(word, "era" | "style" | "born" | "run" | "held" | "wide")
}

fn touches(document: &Document<'_>, at: u32) -> bool {
    matches!(document.slice(&(at..at + 2)), [one, next] if one.touches(*next))
}

/// Whether the group in `tokens` is a language here: `spoke Arabic and French at home`, `French-speaking`, `in Dutch`.
fn is_language(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let word = |at: u32| document.word(at as usize);
    let hyphen = u32::from(touches(document, tokens.end.saturating_sub(1)) && word(tokens.end) == "-");
    if LANGUAGE.has(word(tokens.end + hyphen)) {
        return true;
    }
    let is_joint = |at: &u32| matches!(word(*at), "," | "and" | "or" | "both");
    let is_capital = |at: u32| word(at).starts_with(char::is_uppercase);
    // Behind the last of a list of them: `Dutch and Belgian ports`.
    let mut end = tokens.end;
    while let Some(next) = (end..end + REACH).find(|at| !is_joint(at)).filter(|&next| next > end && is_capital(next)) {
        end = next + 1;
    }
    let next = word(end);
    let qualifies = next.starts_with(char::is_alphabetic) && !ONWARD.has(next) && !next.ends_with("ly");
    let mut before = (tokens.start.saturating_sub(REACH)..tokens.start).rev();
    let before = before.find(|at| !is_joint(at) && !is_capital(*at)).map_or("", word);
    // `Americans` and `Swiss` are people.
    !qualifies && hyphen == 0 && SPEAKING.has(before) && !word(tokens.end.saturating_sub(1)).ends_with('s')
}

/// Whether the words in quotation marks describe something and are no title: `called it a “Great Leap”`.
fn is_descriptive(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let is_mark = |at: u32| {
        let kind = document.tokens().get(at as usize).map(|token| token.kind);
        matches!(kind, Some(TokenKind::DoubleMark | TokenKind::SingleMark))
    };
    let first = if is_mark(tokens.start) { Some(tokens.start) } else { tokens.start.checked_sub(1) };
    let article = first.filter(|&at| is_mark(at)).and_then(|at| at.checked_sub(1));
    article.is_some_and(|at| matches!(document.word(at as usize), "a" | "an"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceText, Span};

    /// Settles the name in square brackets; an empty string where it is none.
    fn check(marked: &str, label: Label, expected: &str) {
        let text = marked.replace(['[', ']'], "");
        let source = SourceText::from_plain(&text);
        let document = Document::new(&source);
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let tokens = document.tokens_in(Span::new(start as u32, end as u32));
        let settled = settle(&document, tokens, label);
        let found =
            settled.map(|(tokens, label)| format!("{} {}", label.as_str(), source.slice(document.span_of(&tokens))));
        assert_eq!(found.unwrap_or_default(), expected, "{marked}");
    }

    #[test]
    fn titles_make_people_and_forms_make_firms() {
        check("said Mr. [Okello] and", Label::Work, "person Okello");
        check("said [Mrs Vance] and", Label::Place, "person Mrs Vance");
        check("as Dr [Pepper] fell", Label::Product, "product Pepper");
        check("at [Marlow Finch] LLP in", Label::Person, "organization Marlow Finch LLP");
        check("of [Tarn], Inc., which", Label::Place, "organization Tarn, Inc.");
        check("the [Finch] corp of", Label::Person, "person Finch");
    }

    #[test]
    fn heads_and_offices_are_no_bodies() {
        check(
            "the [Chairman of the Subcommittee on Water] said",
            Label::Organization,
            "organization Subcommittee on Water",
        );
        check("the [Governor General of Canada] said", Label::Organization, "");
        check("the [Minister of Foreign Affairs] said", Label::Organization, "");
        check("the [Bank of England] said", Label::Organization, "organization Bank of England");
        check("at [Chief Oil] today", Label::Organization, "organization Chief Oil");
    }

    #[test]
    fn marks_and_participles_at_the_end() {
        check("so [Yahoo]! said", Label::Organization, "organization Yahoo!");
        check("to [Rome]! They", Label::Place, "place Rome");
        check("the [Moscow-based] bank", Label::Place, "place Moscow");
        check("with [Moon Jae-in] there", Label::Person, "person Moon Jae-in");
    }

    #[test]
    fn languages_are_no_groups() {
        check("spoke [French] at home", Label::Group, "");
        check("wrote in Dutch and [Welsh].", Label::Group, "");
        check("wrote in [Dutch], and most left", Label::Group, "");
        check("spoke [French]-style prose", Label::Group, "group French");
        check("the [Portuguese]-speaking north", Label::Group, "");
        check("spoke to [French] officials", Label::Group, "group French");
        check("in [Dutch] and Belgian ports", Label::Group, "group Dutch");
        check("feared in [Americans] then", Label::Group, "group Americans");
    }

    #[test]
    fn phrases_after_an_article_are_no_titles() {
        check("called it a “[Great Leap]”", Label::Work, "");
        check("her novel “[Great Leap]”", Label::Work, "work Great Leap");
    }
}
