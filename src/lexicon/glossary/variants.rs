//! How a word of a form may be written in a text: other spellings, plurals, verb forms. Imports: nothing.
//!
//! All words here are folded (`token::folded`). A variant that is no English word costs a few bytes and matches nothing,
//! so the rules are wide; only a variant that is another word must be kept out.

use crate::list::{WordList, WordTable};

/// What stands before -our in the words that have a spelling in -or (`hour` has none): a closed list.
const OUR: WordList = WordList("lab harb neighb fav hon behavi hum rum endeav arm vig rig col od sav flav cand ferv");

/// Beginnings of words, British and American.
const BRITISH: WordTable = WordTable(
    "defence defense|offence offense|licence license|pretence pretense|programme program|centre center|\
     judgement judgment|enrolment enrollment|fulfilment fulfillment|instalment installment|ageing aging",
);

/// What follows the `is` or `iz` of a verb in -ise or -ize, or the `ys` of one in -yse.
const AFTER_IS: WordList = WordList("e ed es er ers ing ation ations ational");

/// Plurals that no rule gives.
const PLURALS: WordTable = WordTable(
    "man men|woman women|child children|person people|half halves|shelf shelves|life lives|wife wives|\
     knife knives|leaf leaves|thief thieves|loaf loaves|self selves|wolf wolves|foot feet|criterion criteria|\
     phenomenon phenomena|index indices|appendix appendices|matrix matrices|curriculum curricula|formula formulae",
);

/// Past tense and participle that no rule gives.
const PASTS: WordTable = WordTable(
    "arise arose arisen|be is are was were been|bear bore borne|become became|begin began begun|\
     break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen|come came|\
     deal dealt|do did done does|draw drew drawn|drive drove driven|fall fell fallen|fight fought|find found|\
     forbid forbade forbidden|freeze froze frozen|get got gotten|give gave given|go went gone goes|\
     grow grew grown|have has had|hold held|keep kept|lay laid|lead led|leave left|lose lost|make made|meet met|\
     overthrow overthrew overthrown|pay paid|rise rose risen|run ran|seek sought|sell sold|strike struck|\
     take took taken|throw threw thrown|uphold upheld|withdraw withdrew withdrawn",
);

/// Verbs whose past is like the present; they still have -s and -ing.
const UNCHANGED: WordList = WordList("cut put set let hit cast shut split");

/// Calls `each` with the other spellings of `word`: -ise and -ize, -our and -or, defence and defense …
pub(super) fn spellings(word: &str, mut each: impl FnMut(&str)) {
    if !word.is_ascii() || word.len() < 4 || word.starts_with(|char: char| char.is_ascii_digit()) {
        return;
    }
    for suffix in AFTER_IS.words() {
        let Some(stem) = word.strip_suffix(suffix) else { continue };
        let (head, other) = match stem.as_bytes() {
            [.., b'i' | b'y', b's'] => (stem.strip_suffix('s'), "z"),
            [.., b'i' | b'y', b'z'] => (stem.strip_suffix('z'), "s"),
            _ => continue,
        };
        each(&[head.unwrap_or(stem), other, suffix].concat());
        break;
    }
    let first = word.as_bytes().first();
    for stem in OUR.words().filter(|stem| stem.as_bytes().first() == first) {
        let Some(rest) = word.strip_prefix(stem) else { continue };
        if let Some(rest) = rest.strip_prefix("our") {
            each(&[stem, "or", rest].concat());
        } else if let Some(rest) = rest.strip_prefix("or") {
            each(&[stem, "our", rest].concat());
        }
    }
    for (british, WordList(american)) in BRITISH.rows().filter(|(british, _)| british.as_bytes().first() == first) {
        if let Some(rest) = word.strip_prefix(british) {
            each(&[american, rest].concat());
        } else if let Some(rest) = word.strip_prefix(american) {
            each(&[british, rest].concat());
        }
    }
}

/// Calls `each` with the plurals of `word`; a word that is a plural already has none.
pub(super) fn plurals(word: &str, mut each: impl FnMut(&str)) {
    if let Some(plural) = PLURALS.first(word) {
        each(plural);
        if !matches!(word, "person" | "index" | "formula") {
            return;
        }
    }
    let mut with = |stem: &str, ending: &str| each(&[stem, ending].concat());
    match word.as_bytes() {
        [.., b'm', b'a', b'n'] if !matches!(word, "human" | "german" | "roman" | "ottoman" | "norman") => {
            with(word.strip_suffix("an").unwrap_or(word), "en");
        }
        [.., b's', b'i', b's'] => with(word.strip_suffix("is").unwrap_or(word), "es"),
        [.., b'a', b'r', b'c', b'h'] => with(word, "s"),
        [.., b's', b's' | b'h'] | [.., b'u', b's'] | [.., b'c', b'h'] | [.., b'x' | b'z'] => with(word, "es"),
        [.., b's'] => {}
        [.., before, b'y'] if !is_vowel(*before) => with(word.strip_suffix('y').unwrap_or(word), "ies"),
        [.., before, b'o'] if !is_vowel(*before) => {
            with(word, "s");
            with(word, "es");
        }
        [.., b'u', b'm'] => {
            with(word, "s");
            with(word.strip_suffix("um").unwrap_or(word), "a");
        }
        [.., last] if last.is_ascii_alphabetic() || !last.is_ascii() => with(word, "s"),
        _ => {}
    }
}

/// Calls `each` with the forms of the verb `word` other than itself: recuses, recused, recusing.
pub(super) fn verb_forms(word: &str, mut each: impl FnMut(&str)) {
    let pasts = PASTS.row(word);
    let unchanged = UNCHANGED.has(word);
    pasts.iter().flat_map(|pasts| pasts.words()).for_each(&mut each);
    let mut with = |stem: &str, endings: &[&str]| {
        let wanted = endings.iter().filter(|ending| !ending.ends_with("ed") || pasts.is_none() && !unchanged);
        wanted.for_each(|ending| each(&[stem, ending].concat()));
    };
    match word.as_bytes() {
        [.., b'i', b'e'] => {
            with(word, &["s", "d"]);
            with(word.strip_suffix("ie").unwrap_or(word), &["ying"]);
        }
        [.., b'e'] => {
            with(word, &["s"]);
            with(word.strip_suffix('e').unwrap_or(word), &["ed", "ing"]);
        }
        [.., before, b'y'] if !is_vowel(*before) => {
            with(word.strip_suffix('y').unwrap_or(word), &["ies", "ied"]);
            with(word, &["ing"]);
        }
        [.., b's' | b'x' | b'z' | b'o'] | [.., b'c' | b's', b'h'] => with(word, &["es", "ed", "ing"]),
        [.., before, vowel, last] if doubles(*before, *vowel, *last) => {
            let last = word.get(word.len() - 1..).unwrap_or_default();
            with(&[word, last].concat(), &["ed", "ing"]);
            with(word, &["s"]);
            // Whether the stress is on the last syllable (`refer`, `filibuster`) is not to be seen: both.
            if word.bytes().filter(|byte| is_vowel(*byte)).count() > 1 {
                with(word, &["ed", "ing"]);
            }
        }
        _ => with(word, &["s", "ed", "ing"]),
    }
}

/// Whether a verb that ends in these letters may double the last one.
fn doubles(before: u8, vowel: u8, last: u8) -> bool {
    !is_vowel(before)
        && is_vowel(vowel)
        && last.is_ascii_alphabetic()
        && !is_vowel(last)
        && !matches!(last, b'w' | b'y')
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variants: impl Fn(&str, &mut dyn FnMut(&str)), word: &str, expected: &[&str]) {
        let mut found = Vec::new();
        variants(word, &mut |variant| found.push(variant.to_owned()));
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn spelling_goes_both_ways() {
        for (one, other) in [
            ("nationalise", "nationalize"),
            ("organisations", "organizations"),
            ("demilitarised", "demilitarized"),
            ("labour", "labor"),
            ("favoured", "favored"),
            ("defence", "defense"),
            ("programmes", "programs"),
            ("centre", "center"),
        ] {
            check(|word, each| spellings(word, each), one, &[other]);
            check(|word, each| spellings(word, each), other, &[one]);
        }
        for word in ["tour", "four", "hour", "sanctions", "use", "crisis"] {
            check(|word, each| spellings(word, each), word, &[]);
        }
    }

    #[test]
    fn plurals_by_rule_and_list() {
        for (word, expected) in [
            ("sanction", &["sanctions"][..]),
            ("policy", &["policies"]),
            ("convoy", &["convoys"]),
            ("tax", &["taxes"]),
            ("caucus", &["caucuses"]),
            ("oligarch", &["oligarchs"]),
            ("crisis", &["crises"]),
            ("veto", &["vetos", "vetoes"]),
            ("referendum", &["referendums", "referenda"]),
            ("chairman", &["chairmen"]),
            ("person", &["people", "persons"]),
            ("nachrüstung", &["nachrüstungs"]),
        ] {
            check(|word, each| plurals(word, each), word, expected);
        }
        for word in ["sanctions", "politics", "230", "u.s."] {
            check(|word, each| plurals(word, each), word, &[]);
        }
    }

    #[test]
    fn verbs_by_rule_and_list() {
        for (verb, expected) in [
            ("recuse", &["recuses", "recused", "recusing"][..]),
            ("ratify", &["ratifies", "ratified", "ratifying"]),
            ("veto", &["vetoes", "vetoed", "vetoing"]),
            ("impeach", &["impeaches", "impeached", "impeaching"]),
            ("bar", &["barred", "barring", "bars"]),
            ("commit", &["committed", "committing", "commits", "commited", "commiting"]),
            ("uphold", &["upheld", "upholds", "upholding"]),
            ("cut", &["cutting", "cuts"]),
        ] {
            check(|word, each| verb_forms(word, each), verb, expected);
        }
    }
}
