//! Words, surnames and trimming as the scorers of quotations read them: ports of the helpers in
//! `../shared/tools/score_quotations.py` and `score_speakers.py`, on code points. Imports: std only.

use std::collections::BTreeSet;

/// What the scorers trim from both ends of a stretch.
const TRIM: &str = " \t\r\n\u{a0}“”„«»\"'‘’`,.;:!?…-–—()[]";
const STOP: [&str; 24] = [
    "the",
    "a",
    "an",
    "of",
    "and",
    "for",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sen",
    "rep",
    "gov",
    "president",
    "former",
    "in",
    "on",
    "at",
    "to",
    "by",
    "from",
    "with",
    "who",
    "whose",
];
const TITLES: [&str; 32] = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lord",
    "lady",
    "sen",
    "sens",
    "rep",
    "reps",
    "gov",
    "president",
    "senator",
    "governor",
    "secretary",
    "minister",
    "prime",
    "judge",
    "justice",
    "prof",
    "professor",
    "gen",
    "col",
    "capt",
    "lt",
    "sgt",
    "the",
    "jr",
    "sr",
    "ii",
    "iii",
];
const PRONOUNS: [&str; 11] = ["he", "she", "they", "i", "we", "it", "who", "him", "her", "them", "his"];

/// `start..end` without marks, punctuation and white space at its ends.
pub(super) fn trim(text: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && TRIM.contains(text[start]) {
        start += 1;
    }
    while end > start && TRIM.contains(text[end - 1]) {
        end -= 1;
    }
    (start, end)
}

/// The words of `text`: letters and digits, with single hyphens and apostrophes inside.
pub(super) fn words(text: &[char]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        loop {
            while at < text.len() && text[at].is_alphanumeric() {
                at += 1;
            }
            let joins = at + 1 < text.len() && matches!(text[at], '-' | '\'' | '’') && text[at + 1].is_alphanumeric();
            if !joins {
                break;
            }
            at += 1;
        }
        out.push(text[start..at].iter().collect());
    }
    out
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The lower-case words that carry meaning.
pub(super) fn content(text: &[char]) -> BTreeSet<String> {
    let words = words(text).into_iter().map(|word| without_possessive(&word.to_lowercase()).to_owned());
    words.filter(|word| !STOP.contains(&word.as_str())).collect()
}

/// The last capitalised word of the first run of a name, in lower case, titles left out.
pub(super) fn surname(text: &[char]) -> Option<String> {
    let whole: String = text.iter().collect();
    let cut = [",", " who ", " of the ", " for the "].iter().filter_map(|stop| whole.find(stop)).min();
    let head = cut.map_or(whole.as_str(), |cut| &whole[..cut]);
    let named = head.chars().skip(1).any(|char| char.is_ascii_uppercase());
    let text: Vec<char> = if named { head } else { &whole }.chars().collect();
    let words = words(&text);
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !TITLES.contains(&word.to_lowercase().as_str());
    words.iter().map(|word| without_possessive(word)).rfind(capital).map(str::to_lowercase)
}

/// Whether `text` is a pronoun.
pub(super) fn is_pronoun(text: &[char]) -> bool {
    let text: String = text.iter().collect();
    PRONOUNS.contains(&text.to_lowercase().as_str())
}

/// What a gold speaker is: `name`, `pronoun` or `nominal`.
pub(super) fn kind(text: &[char]) -> &'static str {
    if is_pronoun(text) {
        return "pronoun";
    }
    let Some(surname) = surname(text) else { return "nominal" };
    let first = words(text).first().map(|word| word.to_lowercase());
    let article = ["The", "A", "An", "One", "Some", "Many"].iter().any(|article| {
        let head: String = text.iter().take(article.chars().count()).collect();
        head == *article
            && text.get(article.chars().count()).is_none_or(|&char| !(char.is_alphanumeric() || char == '_'))
    });
    if first.as_deref() != Some(surname.as_str()) || !article { "name" } else { "nominal" }
}

/// The last word of a full name, in lower case, for the scorer of full names.
pub(super) fn last_name(name: &str) -> String {
    let keep = |char: char| if char.is_alphanumeric() || matches!(char, '-' | '\'' | '’') { char } else { ' ' };
    let name: String = name.to_lowercase().chars().map(keep).collect();
    let last = name.split_whitespace().rfind(|word| !matches!(*word, "jr" | "sr" | "ii" | "iii"));
    last.unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn names_and_words() {
        for (text, expected) in [
            ("Sen. Ada Bell of the Harbour Board", Some("bell")),
            ("Ada Bell, the mayor", Some("bell")),
            ("the mayor", None),
            ("President Bell’s", Some("bell")),
        ] {
            assert_eq!(surname(&chars(text)).as_deref(), expected, "{text}");
        }
        assert_eq!(words(&chars("Ms. Bell-Ray’s 46-year ‘run’")), ["Ms", "Bell-Ray’s", "46-year", "run"]);
        assert_eq!(kind(&chars("The Harbour Board")), "name");
        assert_eq!(kind(&chars("The mayor")), "nominal");
        assert_eq!(kind(&chars("she")), "pronoun");
        assert_eq!(last_name("Ada Bell Jr."), "bell");
    }
}
