//! Names that are easily mistaken: which record they are linked to, and which words are no names at all.
//!
//! `traps/links.txt`: a line `# rule` and the lines of an article up to the next empty line, in which
//! `[label:key words]` is a name with the key of its record in data/entities, `-` for none; `key?` where no link is right too.
//! The first line of an article is a paragraph; a line that opens with `= ` is a heading.
//!
//! `traps/marks.txt`: the same for the whole pipeline. `[label words]` must be marked so; in `{words}` nothing may be.
//! All are right with the committed model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use newsgloss::annotate::coref::group_mentions;
use newsgloss::annotate::link::{link_entities, settle_labels};
use newsgloss::annotation::{Label, Mention};
use newsgloss::document::Document;
use newsgloss::pipeline::{Config, analyse};
use newsgloss::resources::Resources;
use newsgloss::text::{BlockKind, SourceText, Span};

use crate::tables::{Identity, names};

/// A marked stretch of a fixture: what stands before the words, and where they are in the text.
struct Mark {
    tag: String,
    span: Span,
}

/// The text of a fixture and its marks, of the form `[tag words]` and `{words}`.
fn read(lines: &str) -> (SourceText, Vec<Mark>) {
    let (mut blocks, mut marks) = (Vec::new(), Vec::new());
    for line in lines.lines() {
        let (kind, mut rest) = match line.strip_prefix("= ") {
            Some(heading) => (BlockKind::Heading, heading),
            None => (BlockKind::Paragraph, line),
        };
        let mut text = String::new();
        while let Some(at) = rest.find(['[', '{']) {
            let (before, marked) = rest.split_at(at);
            let (marked, after) = marked[1..].split_once([']', '}']).expect("a mark ends");
            let (tag, words) = if rest[at..].starts_with('[') {
                marked.split_once(' ').expect("a tag and words")
            } else {
                ("", marked)
            };
            text.push_str(before);
            marks.push((blocks.len(), tag.to_owned(), text.len(), words.len()));
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        blocks.push((kind, text));
    }
    let source = SourceText::from_blocks(blocks.iter().map(|(kind, text)| (*kind, text.as_str())));
    let starts: Vec<u32> = source.blocks().iter().map(|block| block.span.start()).collect();
    let mark = |(block, tag, at, len): (usize, String, usize, usize)| {
        let start = starts[block] + at as u32;
        Mark { tag, span: Span::new(start, start + len as u32) }
    };
    let marks = marks.into_iter().map(mark).collect();
    (source, marks)
}

fn fixtures(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n\n").filter_map(|fixture| fixture.trim().split_once('\n'))
}

/// What is wrong with the links of a fixture.
fn check_links(lines: &str, resources: &Resources, known: &BTreeMap<String, Identity>) -> Vec<String> {
    let (source, marks) = read(lines);
    let document = Document::new(&source);
    let parts: Vec<_> = marks.iter().map(|mark| mark.tag.split_once(':').expect("label:key")).collect();
    let mention = |(mark, (label, _)): (&Mark, &(&str, &str))| {
        let label = Label::from_name(label).expect("a label");
        Mention { span: mark.span, label, confidence: 1.0, entity: None }
    };
    let mut mentions: Vec<Mention> = marks.iter().zip(&parts).map(mention).collect();
    let mut entities = group_mentions(&document, &mut mentions, &resources.speech_words);
    link_entities(&document, &mentions, &mut entities, resources);
    let mut faults = Vec::new();
    for (mention, (_, key)) in mentions.iter().zip(parts) {
        let record = mention.entity.and_then(|id| entities[id.0 as usize].record);
        let found = record.map(|record| {
            let facts = resources.names.record(record).expect("a record of the lexicon");
            let country = facts.country.map_or_else(String::new, |code| String::from_utf8_lossy(&code).into_owned());
            (resources.names.main_name(record).expect("a record has a name"), facts.class, country)
        });
        let right = known.get(key.trim_end_matches('?'));
        assert!(key == "-" || right.is_some() || key.ends_with('?'), "{key} is in no table");
        if found.as_ref() != right && !(found.is_none() && key.ends_with('?')) {
            faults.push(format!("{} should be {key}, is {found:?}", source.slice(mention.span)));
        }
    }
    faults
}

/// What is wrong with the names that the whole pipeline finds in a fixture.
fn check_marks(lines: &str, resources: &Resources) -> Vec<String> {
    let (source, marks) = read(lines);
    let analysis = analyse(&Document::new(&source), resources, &Config::ALL);
    let is_name = |mention: &&Mention| !matches!(mention.label, Label::Date | Label::Money);
    let mut faults = Vec::new();
    for mark in &marks {
        let words = source.slice(mark.span);
        let over = analysis.mentions.iter().filter(is_name).find(|mention| mention.span.overlaps(mark.span));
        let found = over.map(|mention| (mention.label.as_str(), mention.span));
        let right = if mark.tag.is_empty() { None } else { Some((mark.tag.as_str(), mark.span)) };
        if found != right {
            let found = over.map_or("nothing".to_owned(), |m| format!("{} {}", m.label.as_str(), source.slice(m.span)));
            faults.push(format!("{} {words}: found {found}", mark.tag));
        }
    }
    faults
}

#[test]
fn links() {
    let (names, known) = names();
    let resources = Resources { names, ..crate::lite() };
    let check = |(rule, lines)| {
        let faults = check_links(lines, &resources, &known);
        (!faults.is_empty()).then(|| format!("{rule}\n  {}\n", faults.join("\n  ")))
    };
    let faults: Vec<_> = fixtures(include_str!("traps/links.txt")).filter_map(check).collect();
    assert!(faults.is_empty(), "{} traps\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn marks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model/en.model");
    let Ok(model) = fs::read(path) else {
        eprintln!("SKIPPED: needs data/model/en.model (cargo xtask train)");
        return;
    };
    let mut resources = crate::lite();
    resources.load("en.model", &model).expect("the committed model loads");
    let check = |(rule, lines)| {
        let faults = check_marks(lines, &resources);
        (!faults.is_empty()).then(|| format!("{rule}\n  {}\n", faults.join("\n  ")))
    };
    let faults: Vec<_> = fixtures(include_str!("traps/marks.txt")).filter_map(check).collect();
    assert!(faults.is_empty(), "{} traps\n{}", faults.len(), faults.join("\n"));
}

/// Labels of the names of one word `name` in `text`, which the tagger took for people.
fn settled(text: &str, name: &str) -> Vec<Label> {
    let source = SourceText::from_plain(text);
    let people = text.split(' ').scan(0, |at, word| {
        let start = *at as u32;
        *at += word.len() + 1;
        Some((start, word))
    });
    let people = people.filter(|(_, word)| word.starts_with(char::is_uppercase) && *word != "He");
    let span = |(start, word): (u32, &str)| Span::new(start, start + word.len() as u32);
    let mention = |span| Mention { span, label: Label::Person, confidence: 1.0, entity: None };
    let mut mentions: Vec<_> = people.map(span).map(mention).collect();
    let (names, _) = names();
    settle_labels(&Document::new(&source), &mut mentions, &names);
    mentions.iter().filter(|it| source.slice(it.span) == name).map(|it| it.label).collect()
}

#[test]
fn a_lone_place_is_nobody() {
    assert_eq!(settled("He told them that Washington asked", "Washington"), [Label::Place]);
    assert_eq!(settled("He left . Washington asked", "Washington"), [Label::Place]);
    assert_eq!(settled("He told Senator Washington so", "Washington"), [Label::Person]);
}
