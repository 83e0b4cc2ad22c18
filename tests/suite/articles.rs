//! The gold articles keep the scheme of `data/articles/README.md`. Imports: `gold`, `newsgloss::annotation`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use newsgloss::annotation::{Label, QuotationClass};

use crate::gold::{Article, Kind, Voice, parse};

const TOPICS: [&str; 13] = [
    "climate",
    "defence",
    "diplomacy",
    "economy",
    "elections",
    "eu",
    "health",
    "ideology",
    "law",
    "legislature",
    "migration",
    "trade",
    "un",
];

/// Words equal to a name of the same article that are not that name: two languages and a price.
const NOT_NAMES: [(&str, &str); 3] = [("08", "Russian"), ("27", "Price"), ("40", "Māori")];

/// Runs `check` on every article and fails with the list of what it reports.
fn check(check: impl Fn(&str, &Article<'_>, &mut Vec<String>)) {
    let mut faults = Vec::new();
    for (file, source) in sources() {
        match parse(&source) {
            Ok(article) => {
                let mut own = Vec::new();
                check(&file, &article, &mut own);
                faults.extend(own.into_iter().map(|fault| format!("{file}: {fault}")));
            }
            Err(fault) => faults.push(format!("{file}: {fault}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// File name and content of every article, in order.
fn sources() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let files = fs::read_dir(&folder).expect("data/articles is in the repository").filter_map(Result::ok);
    let named = files.map(|file| (file.file_name().to_string_lossy().into_owned(), file.path()));
    let articles = named.filter(|(_, path)| path.extension().is_some_and(|end| end == "txt"));
    articles.map(|(name, path)| (name, fs::read_to_string(path).expect("an article is UTF-8"))).collect()
}

#[test]
fn splits_and_topics_are_balanced() {
    let sources = sources();
    let articles: Vec<_> = sources.values().map(|source| parse(source).unwrap()).collect();
    let count = |split| articles.iter().filter(|article| article.split == split).count();
    assert!(articles.len() >= 40, "{} articles", articles.len());
    assert_eq!((count("train"), count("test")), (articles.len() / 2, articles.len() / 2));
    for split in ["train", "test"] {
        let topics: BTreeSet<_> = articles.iter().filter(|a| a.split == split).map(|a| a.topic).collect();
        assert!(topics.into_iter().eq(TOPICS), "topics of {split}");
    }
    assert!(articles.iter().map(|article| article.country).collect::<BTreeSet<_>>().len() >= 25);
    for (at, file) in sources.keys().enumerate() {
        assert!(file.starts_with(&format!("{:02}-", at + 1)), "{file} is number {}", at + 1);
    }
}

#[test]
fn lengths_and_term_density_are_those_of_the_guide() {
    check(|_, article, faults| {
        let words: usize = article.blocks[1..].iter().map(|block| block.text.split_whitespace().count()).sum();
        let terms = article.marks().filter(|(.., mark)| mark.kind == Kind::Term).count();
        if !(250..=500).contains(&words) || !(45..=110).contains(&(words / terms.max(1))) {
            faults.push(format!("{words} words, {terms} terms"));
        }
    });
}

#[test]
fn names_have_the_shortest_boundaries() {
    check(|_, article, faults| {
        for (block, words, mark) in article.marks() {
            let is_title = matches!(mark.kind, Kind::Entity(Label::Work, _));
            if matches!(mark.kind, Kind::Quotation(..)) {
                continue;
            }
            let lower = words.to_lowercase();
            let article_first = ["the ", "a ", "an "].iter().any(|first| lower.starts_with(first)) && !is_title;
            let loose_end = words.ends_with([',', ';', ':', '!', '?', '"', ' ']) || words.starts_with(['"', ' ']);
            let possessive = words.ends_with("'s") || words.ends_with("’s");
            let text = &article.blocks[block].text;
            let (start, end) = (mark.span.start() as usize, mark.span.end() as usize);
            let cut = text[..start].ends_with(char::is_alphanumeric) || text[end..].starts_with(char::is_alphanumeric);
            if words.is_empty() || article_first || loose_end || possessive || cut {
                faults.push(format!("boundary of {words:?}"));
            }
        }
    });
}

#[test]
fn a_key_has_one_label_and_speakers_are_entities_of_the_article() {
    check(|_, article, faults| {
        let mut labels = BTreeMap::new();
        for (_, words, mark) in article.marks() {
            if let Kind::Entity(label, Some(key)) = mark.kind
                && *labels.entry(key).or_insert(label) != label
            {
                faults.push(format!("{key} is also {} ({words})", label.as_str()));
            }
        }
        let text: Vec<_> = article.blocks.iter().map(|block| hyphenated(&block.text)).collect();
        for (_, words, mark) in article.marks() {
            let Kind::Quotation(class, voice, _) = mark.kind else { continue };
            let sound = match voice {
                Voice::Entity(key) => labels.get(key).is_some_and(|label| can_speak(*label)),
                Voice::Nominal(phrase) => text.iter().any(|block| block.contains(&hyphenated(phrase))),
                Voice::None => true,
            };
            let speechless = matches!(class, QuotationClass::Phrase | QuotationClass::Title);
            if !sound || speechless && voice != Voice::None {
                faults.push(format!("speaker {voice:?} of {words}"));
            }
        }
    });
}

fn hyphenated(text: &str) -> String {
    text.to_lowercase().replace(' ', "-").replace('’', "'")
}

fn can_speak(label: Label) -> bool {
    // A law is what a quotation from its text comes from.
    matches!(label, Label::Person | Label::Organization | Label::Place | Label::Group | Label::Law)
}

#[test]
fn quotations_begin_and_end_with_marks_or_go_on_in_the_next_block() {
    check(|_, article, faults| {
        let mut left_open = None;
        for (block, words, mark) in article.marks() {
            let Kind::Quotation(_, voice, continues) = mark.kind else { continue };
            let (opens, closes) = (words.starts_with(OPENERS), words.chars().count() > 2 && words.ends_with(CLOSERS));
            if !opens || continues && left_open != Some((block, voice)) {
                faults.push(format!("start of {words}"));
            }
            let at_block_end = mark.span.end() as usize == article.blocks[block].text.len();
            left_open = (!closes && at_block_end).then_some((block + 1, voice));
            let goes_on = |(next, _, other): (usize, &str, crate::gold::Mark<'_>)| {
                next == block + 1 && matches!(other.kind, Kind::Quotation(_, by, true) if by == voice)
            };
            let ends_well = closes || at_block_end && article.marks().any(goes_on);
            if !ends_well {
                faults.push(format!("end of {words}"));
            }
        }
    });
}

const OPENERS: [char; 6] = ['“', '„', '«', '"', '‘', '\''];
const CLOSERS: [char; 5] = ['”', '»', '"', '’', '\''];

#[test]
fn every_quotation_mark_belongs_to_a_quotation() {
    check(|_, article, faults| {
        for (at, block) in article.blocks.iter().enumerate() {
            let quoted = |offset: usize| {
                let marks = block.marks.iter().filter(|mark| matches!(mark.kind, Kind::Quotation(..)));
                marks.into_iter().any(|mark| mark.span.contains_offset(offset as u32))
            };
            for (offset, c) in block.text.char_indices() {
                let inches = c == '"' && block.text[..offset].ends_with(|before: char| before.is_ascii_digit());
                if "“”„«»\"‘".contains(c) && !inches && !quoted(offset) {
                    faults.push(format!("{c} at {offset} of block {at}"));
                }
            }
        }
    });
}

#[test]
fn every_mention_of_a_marked_name_is_marked() {
    check(|file, article, faults| {
        let keyed = article.marks().filter(|(.., mark)| matches!(mark.kind, Kind::Entity(_, Some(_))));
        let names: BTreeSet<_> = keyed.map(|(_, words, _)| words).collect();
        for block in &article.blocks {
            let entities = || block.marks.iter().filter(|mark| matches!(mark.kind, Kind::Entity(..)));
            for name in names.iter().filter(|name| !NOT_NAMES.contains(&(&file[..2], name))) {
                for (at, _) in block.text.match_indices(name) {
                    let (before, after) = (&block.text[..at], &block.text[at + name.len()..]);
                    let inside = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
                    if !inside && !entities().any(|mark| mark.span.contains_offset(at as u32)) {
                        faults.push(format!("{name} unmarked in {:?}", before.get(at.saturating_sub(30)..)));
                    }
                }
            }
        }
    });
}

#[test]
fn terms_are_marked_once_at_their_first_mention() {
    check(|_, article, faults| {
        let mut seen = BTreeSet::new();
        for (at, words, mark) in article.marks().filter(|(.., mark)| mark.kind == Kind::Term) {
            let words = words.to_lowercase();
            let (text, start) = (&article.blocks[at].text, mark.span.start() as usize);
            let mut earlier = article.blocks[..at].iter().map(|block| block.text.as_str()).chain([&text[..start]]);
            if earlier.any(|text| is_phrase_of(&words, text)) || !seen.insert(words.clone()) {
                faults.push(words);
            }
        }
    });
}

/// Whether `phrase`, in lower case, stands in `text` as whole words.
fn is_phrase_of(phrase: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(phrase).any(|(at, _)| {
        let after = &text[at + phrase.len()..];
        !text[..at].ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}
