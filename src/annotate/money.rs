//! Amounts of money with their currency and magnitude. Imports: `token`, `annotate::dates`.

use super::dates::Words;
use crate::list::WordList;
use crate::token::TokenKind;
use std::ops::Range;

const SYMBOLS: WordList = WordList("$ € £ ¥ ₹ ₩ ₽ ₺ ₦ ₪ ₱ ₴");
/// Letters before a dollar sign or a Brazilian or South African one: `US$`, `HK$`.
const PREFIXES: WordList = WordList("us u.s. a au c ca hk nz s nt r mx");
/// ISO 4217 codes that news texts write out.
const CODES: WordList = WordList("USD EUR GBP CNY RMB JPY INR CHF CAD AUD RUB KRW BRL ZAR SEK NGN");
const MAGNITUDES: WordList = WordList("hundred thousand million billion trillion crore lakh m bn mn tn k");
/// What stands for a magnitude at the end of a number: `20m`, `3.5bn`.
const ENDINGS: WordList = WordList("m bn mn tn k b");
const CURRENCIES: WordList = WordList(
    "dollar dollars euro euros yuan renminbi yen rupee rupees ruble rubles rouble roubles franc francs peso pesos \
     reais dirhams riyals rials kroner kronor zloty lira liras shekels naira shillings baht ringgit cents hryvnia",
);
/// Currencies whose names mean other things too: only after a magnitude.
const CURRENCIES_THAT_ARE_WORDS: WordList = WordList("pound pounds won rand real crowns dinars");
/// Whose dollars, francs or pounds.
const COUNTRIES: WordList =
    WordList("us u.s. american canadian australian singapore taiwan swiss egyptian mexican hong new turkish chinese");
const NUMERALS: WordList =
    WordList("one two three four five six seven eight nine ten eleven twelve fifteen twenty fifty a several");

/// The amount that starts at `at`: `$3.5 billion`, `€20m`, `2 million yuan`, `USD 5`, `50 cents`.
pub(super) fn amount(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    let symbol = if words.get(at + 1) == "$" && words.capital(at) && words.among(at, PREFIXES) { at + 1 } else { at };
    if SYMBOLS.has(words.get(symbol)) || CODES.has(words.get(at)) {
        return number(words, symbol + 1).map(|end| at..magnitude(words, end));
    }
    let spelled = words.among(at, NUMERALS);
    let end = number(words, at).or(spelled.then_some(at + 1))?;
    let scaled = magnitude(words, end);
    let attached = words.is(at, TokenKind::Number) && words.get(at).ends_with(char::is_alphabetic);
    if words.among(at, WordList("a several")) && scaled == end {
        return None;
    }
    currency(words, scaled, scaled > end || attached).map(|end| at..end)
}

/// The end of a number or a range of two at `at`.
fn number(words: &Words<'_>, at: usize) -> Option<usize> {
    let is_number = |at: usize| {
        let ending = words.get(at).trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, '.' | ','));
        words.is(at, TokenKind::Number) && (ending.is_empty() || ENDINGS.has(ending))
    };
    if !is_number(at) {
        return None;
    }
    let second = at + 2 + usize::from(SYMBOLS.has(words.get(at + 2)));
    Some(if words.dash(at + 1) && is_number(second) { second + 1 } else { at + 1 })
}

/// The end of the magnitudes at `at`, joined by a dash or not: `hundred million`, `-million`.
fn magnitude(words: &Words<'_>, at: usize) -> usize {
    let start = at + usize::from(words.dash(at) && words.among(at + 1, MAGNITUDES));
    let mut end = start;
    while words.among(end, MAGNITUDES) {
        end += 1;
    }
    if end > start { end } else { at }
}

/// The end of the name of a currency at `at`, perhaps with the country whose it is.
fn currency(words: &Words<'_>, at: usize, scaled: bool) -> Option<usize> {
    let owned = words.capital(at) && words.among(at, COUNTRIES);
    let name = match (owned, words.among(at + 1, WordList("kong zealand"))) {
        (true, true) => at + 2,
        (true, false) => at + 1,
        _ => at,
    };
    let known = words.among(name, CURRENCIES)
        || (CODES.has(words.get(name)))
        || (words.among(name, CURRENCIES_THAT_ARE_WORDS)
            && (scaled || owned || words.among(name + 1, WordList("sterling"))));
    known.then(|| name + 1 + usize::from(words.among(name + 1, WordList("sterling"))))
}

#[cfg(test)]
mod tests {
    use super::super::dates::find_dates;
    use crate::annotation::Label;
    use crate::document::Document;
    use crate::text::SourceText;

    fn check(text: &str, expected: &[&str]) {
        let source = SourceText::from_plain(text);
        let found = find_dates(&Document::new(&source));
        let found: Vec<_> = found
            .iter()
            .filter(|mention| mention.label == Label::Money)
            .map(|amount| source.slice(amount.span))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn symbols_before_the_number() {
        check("It cost $3.5 billion, €20m, £1,200 or US$5bn.", &["$3.5 billion", "€20m", "£1,200", "US$5bn"]);
        check(
            "$3-5 million, $3–$5 million, a $1.5-million grant, $100-a-barrel oil",
            &["$3-5 million", "$3–$5 million", "$1.5-million", "$100"],
        );
        check("USD 3 million and HK$ 40", &["USD 3 million", "HK$ 40"]);
    }

    #[test]
    fn currencies_after_the_number() {
        check(
            "2 million yuan, 50 cents, two billion euros, 300 Swiss francs",
            &["2 million yuan", "50 cents", "two billion euros", "300 Swiss francs"],
        );
        check(
            "3 trillion won and 5 million pounds sterling, 40 Hong Kong dollars",
            &["3 trillion won", "5 million pounds sterling", "40 Hong Kong dollars"],
        );
        check("a million dollars", &["a million dollars"]);
    }

    #[test]
    fn numbers_without_a_currency() {
        check("2 million people, 40 percent, 3.5 billion", &[]);
        check("20 pounds of rice, 12 won medals, one real problem", &[]);
        check("a dollar store, several euros, the yen fell, U.S. dollars", &[]);
        check("the $ sign, USD fell, 5 New Yorkers", &[]);
    }
}
