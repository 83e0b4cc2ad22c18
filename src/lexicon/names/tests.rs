//! Names found in texts, and files of any bytes.

use proptest::prelude::*;

use super::super::pack::{self, Pack};
use super::super::{Class, LEXICON};
use super::*;
use crate::token::tokenize;

fn record(names: &[&str], class: Class, country: &str, prior: u8) -> NewRecord {
    NewRecord {
        names: names.iter().map(|&name| name.into()).collect(),
        class,
        country: country.as_bytes().try_into().ok(),
        prior,
        shared: false,
    }
}

fn sample() -> Vec<NewRecord> {
    let mut records = vec![
        record(&["Antony Blinken", "Tony Blinken"], Class::Politician, "US", 104),
        record(&["Georgia"], Class::Region, "US", 120),
        record(&["Georgia"], Class::Country, "GE", 90),
        record(&["United Nations", "UN"], Class::Body, "", 120),
        record(&["UN Security Council"], Class::Body, "", 80),
        record(&["NATO", "North Atlantic Treaty Organization"], Class::Body, "", 126),
        record(&["World Health Organization", "WHO"], Class::Body, "", 100),
        record(&["al-Qaeda"], Class::ArmedGroup, "", 110),
        record(&["Recep Tayyip Erdoğan"], Class::Politician, "TR", 90),
        record(&["House Select Subcommittee on the Coronavirus Pandemic"], Class::Committee, "US", 20),
        record(&["Côte d'Ivoire"], Class::Country, "CI", 70),
        record(&["Washington", "Washington, D.C."], Class::Capital, "US", 166),
    ];
    // Enough others that blocks matter.
    records.extend((0..200).map(|number| record(&[&format!("Name Number {number}")], Class::City, "DE", 5)));
    records
}

fn file(records: &[NewRecord]) -> Vec<u8> {
    let written = write(records, |key, _| key == "who", 0, 100);
    let sections: Vec<_> = written.sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    pack::write(LEXICON, &sections)
}

fn names() -> Names {
    let mut names = Names::default();
    names.load(&Pack::open(&file(&sample()), LEXICON).unwrap()).unwrap();
    names
}

/// The names in `text`, found as an annotator would, in brackets.
fn marked(names: &Names, text: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    let (mut marked, mut at, mut next) = (String::new(), 0, 0);
    while let Some(rest) = tokens.get(next..).filter(|rest| !rest.is_empty()) {
        let Some(found) = names.longest_match(text, rest) else {
            next += 1;
            continue;
        };
        let (start, end) = (found.span.start() as usize, found.span.end() as usize);
        marked.extend([&text[at..start], "[", &text[start..end], "]"]);
        (at, next) = (end, next + found.n_tokens);
    }
    marked + &text[at..]
}

#[test]
fn finds_the_longest_name_however_it_is_set() {
    let names = names();
    for expected in [
        "[Antony Blinken] and [Tony Blinken] met.",
        "The [UN Security Council] of the [UN]; the [U.N.] said so.",
        "[United Nations]’s [Washington, D.C.] office, [Washington], where",
        "[Recep Tayyip Erdogan], [Recep\u{a0}Tayyip Erdoğan] and [Cote d’Ivoire]",
        "[Name Number 7] but [Name Number 77] and [Name Number 199].",
        "[House Select Subcommittee on the Coronavirus Pandemic]",
        "[al-Qaeda], [Al Qaeda] and [Al‑Qaeda]-linked; [NATO]-led",
        // Not: parts of names, names across marks, other words that start the same.
        "Antony met Blinken. Antony (Blinken), Select Subcommittee, Natoma, Georgian, al fresco.",
        "House Select Subcommittee on the Coronavirus",
        "",
    ] {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(
            marked(&names, &text).replace("[Washington D.C.]", "[Washington] D.C."),
            expected.replace("[Washington D.C.]", "[Washington] D.C.")
        );
    }
}

fn found(names: &Names, text: &str) -> NameMatch {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    names.longest_match(text, &tokens).unwrap()
}

#[test]
fn case_is_evidence() {
    let names = names();
    for (text, case) in [
        ("NATO", Case::Exact),
        ("Nato", Case::Capital),
        ("ANTONY BLINKEN", Case::Capital),
        ("Antony Blinken", Case::Exact),
        ("Antony blinken", Case::Lower),
        ("Who said so", Case::Capital),
        ("al-Qaeda", Case::Exact),
        ("Al-Qaeda", Case::Capital),
    ] {
        assert_eq!(found(&names, text).case, case, "{text}");
    }
    assert!(found(&names, "Who").everyday && !found(&names, "NATO").everyday);
}

#[test]
fn one_name_stands_for_several_records_the_most_frequent_first() {
    let names = names();
    let records: Vec<u32> = names.records(&found(&names, "Georgia")).collect();
    let known: Vec<Record> = records.iter().map(|&record| names.record(record).unwrap()).collect();
    assert_eq!(known[0], Record { class: Class::Region, country: Some(*b"US"), prior: 120, shared: false });
    assert_eq!((known[1].class, known[1].country, known.len()), (Class::Country, Some(*b"GE"), 2));
    let who: Vec<u32> = names.records(&found(&names, "WHO")).collect();
    assert_eq!(names.main_name(who[0]).as_deref(), Some("World Health Organization"));
    assert_eq!(names.record(who[0]).unwrap().country, None);
}

#[test]
fn a_lexicon_without_names_finds_none() {
    let mut names = names();
    names.load(&Pack::open(&pack::write(LEXICON, &[]), LEXICON).unwrap()).unwrap();
    assert_eq!(marked(&names, "Georgia"), "Georgia");
}

#[test]
fn every_record_has_a_place_in_a_piece() {
    let (names, written) = (names(), write(&sample(), |_, _| false, 3, 100));
    assert_eq!(written.pieces.iter().map(Vec::len).sum::<usize>(), sample().len());
    let mut places: Vec<_> = (0..sample().len() as u32).map(|record| names.card_place(record).unwrap()).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), sample().len());
    assert_eq!(names.card_place(sample().len() as u32), None);
}

#[test]
fn the_second_file_adds_names_and_records() {
    let mut names = names();
    let more = [record(&["Georgia Power"], Class::Company, "US", 9), record(&["Georgia"], Class::City, "US", 3)];
    let written = write(&more, |_, _| true, 9, 100);
    let sections: Vec<_> = written.sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    names.load_more(&Pack::open(&pack::write(MORE_NAMES, &sections), MORE_NAMES).unwrap()).unwrap();
    assert_eq!(marked(&names, "Georgia Power of Georgia"), "[Georgia Power] of [Georgia]");
    let georgia = found(&names, "Georgia");
    let records: Vec<u32> = names.records(&georgia).collect();
    assert_eq!(records.len(), 3);
    assert_eq!(names.record(records[2]).unwrap().class, Class::City);
    assert_eq!(names.main_name(records[2]).as_deref(), Some("Georgia"));
    assert!(!georgia.everyday && names.card_place(records[2]).unwrap().piece == 9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_name_written_is_found(words in proptest::collection::vec("[A-Z][a-zé]{1,6}( [A-Z][a-z]{1,6}){0,3}", 1..120)) {
        let records: Vec<NewRecord> = words.iter().map(|name| record(&[name], Class::Person, "", 1)).collect();
        let mut names = Names::default();
        names.load(&Pack::open(&file(&records), LEXICON).unwrap()).unwrap();
        for name in &words {
            let found = found(&names, name);
            prop_assert_eq!(found.span.of(name), name.as_str());
            let record = names.records(&found).next().unwrap();
            prop_assert_eq!(super::super::name_key(&names.main_name(record).unwrap()), super::super::name_key(name));
        }
    }

    #[test]
    fn any_change_to_a_file_never_panics(at in 0_usize..10_000, value: u8) {
        let whole = file(&sample());
        let pack = Pack::open(&whole, LEXICON).unwrap();
        let tags = [*b"NTXT", *b"NPRE", *b"NCNT", *b"NALI", *b"RCLS", *b"RCTR", *b"RPRI", *b"CTRY", *b"RPIE", *b"NEDI"];
        let mut sections: Vec<_> = tags.map(|tag| (tag, pack.section(tag).unwrap().rest().to_vec())).into();
        let n_sections = sections.len();
        let section = &mut sections[at % n_sections].1;
        let place = at % section.len();
        section[place] = value;
        let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
        let changed = pack::write(LEXICON, &sections);
        let mut names = Names::default();
        if names.load(&Pack::open(&changed, LEXICON).unwrap()).is_ok() {
            marked(&names, "The UN Security Council and Name Number 7 of Georgia, al-Qaeda and Antony Blinken of Name Number");
        }
        (0..300).for_each(|record| drop((names.record(record), names.main_name(record))));
    }
}
