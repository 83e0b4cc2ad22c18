//! What a term is called besides, from its forms: its acronym, what an acronym stands for, the long form of a name.
//! Imports: `newsgloss::lexicon`.
//!
//! Other forms are plurals, word orders and near synonyms: to the matcher the same, to a reader no other name.

use newsgloss::lexicon::glossary::{Inflect, SourceEntry, TermKind};

/// A card has no more of them.
const MOST: usize = 3;

/// Words that a title writes small and an acronym leaves out.
const SMALL: [&str; 12] = ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"];

/// Before a name these only say whose it is: no longer form.
const WHOSE: [&str; 14] = [
    "US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "NATO", "American", "British", "European", "Federal", "National",
    "United",
];

/// The further names of `entry` among its forms.
pub(super) fn also<'a>(entry: &SourceEntry<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let forms = entry.forms.iter().filter(|form| form.inflect != Inflect::Verb).map(|form| form.text);
    let forms: Vec<_> = forms.filter(|form| letters(form) != letters(entry.label)).collect();
    if is_acronym(entry.label) {
        names.extend(forms.iter().find(|form| stands_for(entry.label, form)));
    } else {
        names.extend(forms.iter().filter(|form| is_acronym(form) && stands_for(form, entry.label)));
        let expands = |acronym: &str, form: &str| {
            stands_for(acronym, form) && (is_named(entry.kind) || letters(form).contains(&letters(entry.label)))
        };
        let acronyms = forms.iter().filter(|form| is_acronym(form));
        let long = forms.iter().filter(|form| is_long_form(form, entry));
        names.extend(long.max_by_key(|form| form.len()));
        names.extend(acronyms.filter(|acronym| forms.iter().any(|form| expands(acronym, form))));
    }
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        if !kept.iter().any(|other| letters(other) == letters(name)) && kept.len() < MOST {
            kept.push(name);
        }
    }
    kept
}

/// For comparison: letters and digits alone, without case.
fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_acronym(form: &str) -> bool {
    let upper = form.chars().filter(|char| char.is_uppercase()).count();
    let lower = form.chars().filter(|char| char.is_lowercase()).count();
    !form.contains(' ') && upper >= 2 && upper > lower
}

/// Whether the words of `form` begin with the letters of `acronym`, small words skipped or not.
fn stands_for(acronym: &str, form: &str) -> bool {
    let words = form.split([' ', '-']).filter(|word| !word.is_empty());
    let initial = |word: &str| word.chars().next().and_then(|char| char.to_lowercase().next());
    let all: String = words.clone().filter_map(initial).collect();
    let content: String = words.filter(|word| !SMALL.contains(word)).filter_map(initial).collect();
    let acronym = letters(acronym);
    form.contains(' ') && (acronym == all || acronym == content)
}

fn is_named(kind: TermKind) -> bool {
    use TermKind::{CourtCase, Institution, Law, Programme, Treaty};
    matches!(kind, Law | Treaty | Institution | Programme | CourtCase)
}

/// Whether `form` is the full name of a named thing of which the label is a part or a short name.
fn is_long_form(form: &str, entry: &SourceEntry<'_>) -> bool {
    let words = |text: &str| text.split(' ').filter(|word| !SMALL.contains(word)).count();
    let capitals =
        form.split(' ').all(|word| SMALL.contains(&word) || word.starts_with(|char: char| !char.is_lowercase()));
    let whose = form.split(' ').next().is_some_and(|first| WHOSE.contains(&first))
        && letters(form).ends_with(&letters(entry.label));
    is_named(entry.kind) && capitals && !whose && words(form) > words(entry.label)
}

#[cfg(test)]
mod tests {
    use newsgloss::lexicon::glossary::{Case, Category, SourceForm};

    use super::*;

    fn check(label: &str, kind: TermKind, forms: &[&str], expected: &[&str]) {
        let form = |text| SourceForm { text, case: Case::Any, inflect: Inflect::Noun, conditions: Vec::new() };
        let entry = SourceEntry {
            key: "",
            label,
            kind,
            category: Category::General,
            card: None,
            generic: 0,
            salience: 0,
            forms: forms.iter().copied().map(form).collect(),
            conditions: Vec::new(),
            instrument: None,
        };
        assert_eq!(also(&entry), expected, "{label}");
    }

    #[test]
    fn acronyms_and_what_they_stand_for() {
        check("value-added tax", TermKind::Concept, &["value-added tax", "VAT"], &["VAT"]);
        check(
            "NAFTA",
            TermKind::Treaty,
            &["NAFTA", "North American Free Trade Agreement"],
            &["North American Free Trade Agreement"],
        );
        check("carbon border levy", TermKind::Concept, &["carbon border adjustment", "CBA"], &[]);
    }

    #[test]
    fn long_forms_of_names() {
        check("Patriot Act", TermKind::Law, &["Patriot Act", "USA Patriot Act"], &["USA Patriot Act"]);
        check("Senate Finance Committee", TermKind::Institution, &["US Senate Finance Committee"], &[]);
        check("tariff", TermKind::Concept, &["customs duty", "tariffs", "import duty"], &[]);
    }
}
