//! Dates and times, by rule; amounts of money are `money`'s. Imports: `token`, `document`, `annotation`, `annotate::money`.
//!
//! A date that names its month, year or decade is sure; one that needs the day of writing (`Monday`, `last week`, `3 p.m.`)
//! is worth less to a reader and has a lower confidence.

use super::money;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::list::WordList;
use crate::token::{Sentence, TokenKind, folds_to_one_of};
use std::ops::Range;

/// Confidence of a date with a month, a year or a decade, and of an amount.
pub const ABSOLUTE: f32 = 0.95;
/// Confidence of a weekday, a time of day and a date relative to the day of writing.
pub const RELATIVE: f32 = 0.4;

/// Finds dates and amounts in `document`, in order, without overlaps.
pub fn find_dates(document: &Document<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    find_more(document, document.sentences(), &mut found);
    found
}

/// Appends those of some of the document's `sentences` to `found`.
pub(crate) fn find_more(document: &Document<'_>, sentences: &[Sentence], found: &mut Vec<Mention>) {
    for sentence in sentences {
        let mut at = sentence.start as usize;
        let words = Words { document, range: at..sentence.end as usize };
        while at < words.range.end {
            if !words.may_start(at) {
                at += 1;
                continue;
            }
            let date = absolute(&words, at).map(|range| (range, Label::Date, ABSOLUTE));
            let hit = date
                .or_else(|| money::amount(&words, at).map(|range| (range, Label::Money, ABSOLUTE)))
                .or_else(|| relative(&words, at).map(|range| (range, Label::Date, RELATIVE)));
            let Some((range, label, confidence)) = hit else {
                at += 1;
                continue;
            };
            at = range.end.max(at + 1);
            let span = document.span_of(&(range.start as u32..range.end as u32));
            found.push(Mention { span, label, confidence, entity: None });
        }
    }
}

/// The tokens of one sentence; past its ends stand empty words.
pub(super) struct Words<'a> {
    document: &'a Document<'a>,
    range: Range<usize>,
}

impl Words<'_> {
    pub(super) fn get(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.word(at) } else { "" }
    }

    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.range.contains(&at) && self.document.tokens().get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether the word at `at` is one of `list`, whatever its case.
    pub(super) fn among(&self, at: usize, list: WordList) -> bool {
        folds_to_one_of(self.get(at), list)
    }

    /// Whether a date or an amount may start with the word at `at`: all but few words of an article are small ones that none
    /// starts with, and no rule need look at them.
    fn may_start(&self, at: usize) -> bool {
        let is_small = self.get(at).starts_with(|char: char| char.is_ascii_lowercase());
        !(is_small && self.is(at, TokenKind::Word)) || self.among(at, SMALL_STARTS)
    }

    fn before(&self, at: usize, list: WordList) -> bool {
        at.checked_sub(1).is_some_and(|before| self.among(before, list))
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.get(at).starts_with(char::is_uppercase)
    }

    /// Whether the word before `at` has a capital that its place does not explain.
    fn capital_before(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| before > self.range.start && self.is(before, TokenKind::Word) && self.capital(before))
    }

    /// Whether a dash without spaces joins the tokens around `at`.
    pub(super) fn dash(&self, at: usize) -> bool {
        let tokens = self.document.tokens().get(at.saturating_sub(1)..).unwrap_or(&[]);
        match tokens {
            [one, dash, other, ..] => {
                self.is(at, TokenKind::Dash)
                    && one.touches(*dash)
                    && dash.touches(*other)
                    && self.range.contains(&(at + 1))
            }
            _ => false,
        }
    }

    /// The whole number at `at`, with or without an ordinal ending.
    fn number(&self, at: usize) -> Option<(u32, bool)> {
        let word = self.get(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let ending = word.get(digits..)?;
        let ordinal = ["st", "nd", "rd", "th"].contains(&ending);
        (digits > 0 && (ending.is_empty() || ordinal)).then(|| Some((word.get(..digits)?.parse().ok()?, ordinal)))?
    }

    fn day(&self, at: usize) -> bool {
        self.number(at).is_some_and(|(day, _)| (1..=31).contains(&day))
    }

    fn year(&self, at: usize) -> bool {
        self.get(at).len() == 4
            && self.number(at).is_some_and(|(year, ordinal)| !ordinal && (1500..2100).contains(&year))
    }

    fn month(&self, at: usize) -> bool {
        self.capital(at)
            && (self.among(at, MONTHS) || self.among(at, MONTHS_THAT_ARE_WORDS) || self.among(at, SHORT_MONTHS))
    }
}

const MONTHS: WordList = WordList("january february april june july september october november december");
/// Months that are also verbs, adjectives or marches: they need a preposition or a number.
const MONTHS_THAT_ARE_WORDS: WordList = WordList("march may august");
const SHORT_MONTHS: WordList = WordList("jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.");
const WEEKDAYS: WordList = WordList("monday tuesday wednesday thursday friday saturday sunday");
const SEASONS: WordList = WordList("spring summer autumn fall winter");
/// Words after which a bare month or year is a date.
const PREPOSITIONS: WordList = WordList(
    "in since by until till from during of before after between early late mid to through last next this past and \
     around circa or as for",
);
const MONTH_PREPOSITIONS: WordList =
    WordList("in since by until till from during before after early late mid through last next of");
/// Small words in -s that may follow a year; other words in -s are what a number counts (`in 2000 cases`).
const FUNCTION_WORDS: WordList = WordList("was as is has its his this us does");

/// The small words that a date or an amount starts with, by the rules below and in `money`.
const SMALL_STARTS: WordList = WordList(
    "a an one two three four five six seven eight nine ten eleven twelve fifteen twenty fifty few several this last \
     next today yesterday tomorrow tonight spring summer autumn fall winter",
);

/// A date that names its month, year or decade.
fn absolute(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    let weekday = words.capital(at) && words.among(at, WEEKDAYS);
    let start = if weekday { at + 1 + usize::from(words.get(at + 1) == ",") } else { at };
    let end = month_and_day(words, start);
    if weekday {
        return end.map(|end| at..end);
    }
    end.or_else(|| numeric(words, at))
        .or_else(|| month_alone(words, at))
        .or_else(|| year(words, at))
        .or_else(|| season(words, at))
        .map(|end| at..end)
        .or_else(|| decade(words, at))
}

/// `14 March 2024`, `14th of March`, `March 14, 2024`, `March 3–5`, `March 2024`: the end of the match.
fn month_and_day(words: &Words<'_>, at: usize) -> Option<usize> {
    let with_year = |end: usize| match (words.get(end), words.year(end), words.year(end + 1)) {
        (_, true, _) => end + 1,
        (",", _, true) => end + 2,
        _ => end,
    };
    if words.day(at) {
        let last_day = if words.dash(at + 1) && words.day(at + 2) { at + 2 } else { at };
        let month = last_day + 1 + usize::from(words.get(last_day + 1) == "of");
        return words.month(month).then(|| with_year(month + 1));
    }
    if !words.month(at) {
        return None;
    }
    if words.day(at + 1) && words.get(at + 1).len() <= 4 && words.number(at + 1).is_some() && !words.year(at + 1) {
        let end = if words.dash(at + 2) && words.day(at + 3) { at + 4 } else { at + 2 };
        return Some(with_year(end));
    }
    let year = at + 1 + usize::from(matches!(words.get(at + 1), "," | "of"));
    words.year(year).then_some(year + 1)
}

/// `2024-03-14`, `14/03/2024`.
fn numeric(words: &Words<'_>, at: usize) -> Option<usize> {
    let part = |at: usize| words.number(at).is_some_and(|(number, ordinal)| !ordinal && (1..=31).contains(&number));
    let iso = words.year(at) && words.dash(at + 1) && part(at + 2) && words.dash(at + 3) && part(at + 4);
    let slashes =
        part(at) && words.get(at + 1) == "/" && part(at + 2) && words.get(at + 3) == "/" && words.year(at + 4);
    (iso || slashes).then_some(at + 5)
}

/// `in March`, `last June`: not the given name, the verb or the march.
fn month_alone(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.month(at) || (words.is(at + 1, TokenKind::Word) && words.capital(at + 1)) || words.capital_before(at) {
        return None;
    }
    let introduced =
        words.before(at, MONTH_PREPOSITIONS) || (at >= 2 && words.dash(at - 1) && words.among(at - 2, WordList("mid")));
    let sure = words.among(at, MONTHS) && at > words.range.start && !words.is(at + 1, TokenKind::Dash);
    (introduced || sure).then_some(at + 1)
}

/// `in 2019`, `(2019)`, `2019–2021`, `2019–20`.
fn year(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.year(at) {
        return None;
    }
    if words.dash(at + 1) && (words.year(at + 2) || (words.get(at + 2).len() == 2 && words.number(at + 2).is_some())) {
        return Some(at + 3);
    }
    let next = words.get(at + 1);
    let counts = next.ends_with('s') && next.starts_with(char::is_lowercase) && !FUNCTION_WORDS.has(next);
    let unit = words.among(at + 1, WordList("people percent per men women children million % km or"));
    let bracketed = at.checked_sub(1).is_some_and(|before| words.get(before) == "(") && next == ")";
    ((words.before(at, PREPOSITIONS) && !counts && !unit && !words.dash(at + 1)) || bracketed).then_some(at + 1)
}

/// `summer 2019`, `winter of 2020`.
fn season(words: &Words<'_>, at: usize) -> Option<usize> {
    let year = at + 1 + usize::from(words.get(at + 1) == "of");
    (words.year(year) && words.among(at, SEASONS)).then_some(year + 1)
}

/// `1990s`, `’90s`.
fn decade(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    let is_decade = |word: &str, length: usize| {
        let digits = word.strip_suffix('s').unwrap_or("");
        digits.len() == length && digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_decade(words.get(at), 4) && (words.get(at).starts_with("20") || words.get(at).starts_with('1')) {
        return Some(at..at + 1);
    }
    (words.is(at, TokenKind::SingleMark) && is_decade(words.get(at + 1), 2)).then_some(at..at + 2)
}

/// A date that depends on the day of writing, or a time of day.
fn relative(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    time(words, at)
        .or_else(|| day_of_speaking(words, at))
        .or_else(|| period(words, at))
        .or_else(|| ago(words, at))
        .map(|end| at..end)
}

/// `Monday`, `yesterday`; not `Sunday Times` or `Black Friday`.
fn day_of_speaking(words: &Words<'_>, at: usize) -> Option<usize> {
    let weekday = words.capital(at) && words.among(at, WEEKDAYS);
    let named = (words.is(at + 1, TokenKind::Word) && words.capital(at + 1)) || words.capital_before(at);
    ((weekday && !named) || words.among(at, WordList("today yesterday tomorrow tonight"))).then_some(at + 1)
}

/// `last week`, `this year`, `next Monday`.
fn period(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.among(at, WordList("last next this")) {
        return None;
    }
    let unit = words.among(at + 1, WordList("week month year decade night weekend century quarter"))
        || words.among(at + 1, WordList("spring summer autumn fall"))
        || (words.capital(at + 1) && words.among(at + 1, WEEKDAYS));
    unit.then_some(at + 2)
}

/// `three days ago`, `a year earlier`.
fn ago(words: &Words<'_>, at: usize) -> Option<usize> {
    const COUNTS: WordList = WordList("a an one two three four five six seven eight nine ten several few");
    let counted = || words.among(at, COUNTS) || words.number(at).is_some_and(|(_, ordinal)| !ordinal);
    let unit = ["minute", "hour", "day", "week", "month", "year", "decade"]
        .iter()
        .any(|unit| words.get(at + 1).strip_prefix(unit).is_some_and(|ending| ending.is_empty() || ending == "s"));
    (unit && counted() && words.among(at + 2, WordList("ago earlier"))).then_some(at + 3)
}

/// `3:30 p.m.`, `5 a.m. GMT`, `at 15:30`; not the score `3:1` nor the verse `John 3:16`.
fn time(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.is(at, TokenKind::Number) {
        return None;
    }
    let word = words.get(at);
    let (hour, minute) = word.split_once(':').map_or((word, None), |(hour, minute)| (hour, Some(minute)));
    let hour_ok = hour.len() <= 2 && hour.parse::<u8>().is_ok_and(|hour| hour < 25);
    let minute_ok =
        minute.is_none_or(|minute| minute.len() == 2 && minute.parse::<u8>().is_ok_and(|minute| minute < 60));
    let zone =
        |at: usize| at + usize::from(["GMT", "UTC", "EST", "EDT", "ET", "CET", "BST", "PST"].contains(&words.get(at)));
    if !hour_ok || !minute_ok {
        return None;
    }
    if words.among(at + 1, WordList("a.m. p.m. a.m p.m am pm")) {
        return Some(zone(at + 2));
    }
    let zoned = zone(at + 1) > at + 1;
    let introduced = words.before(at, WordList("at by from until to around about before after"));
    (minute.is_some() && (zoned || introduced)).then(|| zone(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn find(text: &str) -> Vec<(String, f32)> {
        let source = SourceText::from_plain(text);
        let found = find_dates(&Document::new(&source));
        found
            .iter()
            .map(|date| (format!("{} {}", date.label.as_str(), source.slice(date.span)), date.confidence))
            .collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text).into_iter().map(|date| date.0).collect();
        let expected: Vec<_> = expected.iter().map(|date| format!("date {date}")).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn none(text: &str) {
        assert_eq!(find(text), [], "{text}");
    }

    #[test]
    fn days_and_months() {
        check(
            "On 14 March 2024 and March 14, 2024, on Monday, Nov. 5.",
            &["14 March 2024", "March 14, 2024", "Monday, Nov. 5"],
        );
        check("It ran from the 3rd of May to June 5.", &["3rd of May", "June 5"]);
        check("He left in March and May, 2021; since May she led.", &["March", "May, 2021", "May"]);
        check("From mid-August until late December", &["August", "December"]);
    }

    #[test]
    fn ranges_and_numbers() {
        check("Held March 3–5, then 3-5 May 2020, over 2019–20.", &["March 3–5", "3-5 May 2020", "2019–20"]);
        check("dated 2024-03-14 or 14/03/2024", &["2024-03-14", "14/03/2024"]);
        check("in 2019 the bank (1694) of 2001", &["2019", "1694", "2001"]);
        check("In the 1990s and the ’80s", &["1990s", "’80s"]);
        check("since the winter of 2020", &["winter of 2020"]);
    }

    #[test]
    fn what_depends_on_the_day_of_writing_is_less_sure() {
        check("He said on Monday that yesterday at 3:30 p.m. GMT it fell.", &["Monday", "yesterday", "3:30 p.m. GMT"]);
        check(
            "Last week, a year ago, they met at 15:30 next Friday.",
            &["Last week", "a year ago", "15:30", "next Friday"],
        );
        assert!(find("on Monday in March").iter().map(|date| date.1).eq([RELATIVE, ABSOLUTE]));
    }

    #[test]
    fn months_that_are_names_or_verbs() {
        none("May said she may go. Theresa May won.");
        none("the March on Washington was an august body");
        none("Judge April Smith and June Carter sang");
        none("March they did. August Wilson wrote.");
    }

    #[test]
    fn numbers_that_are_no_dates() {
        none("in 2000 cases, by 1800 votes, of 1999 people, to 2024-strong");
        none("won 3:1, as John 3:16 has it, and flew a Boeing 1950");
        none("the second man in 30 seconds, a decade of decay, day 3 of it");
        none("3/4 of them and 99/100/7");
    }

    #[test]
    fn names_with_a_day_in_them() {
        none("The Sun newspaper and the Sunday Times, Black Friday sales, Bloody Sunday");
        none("the last man this time");
    }
}
