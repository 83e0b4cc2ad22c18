//! Which mentions are one entity, on the fixtures of `identity/*.txt`: a line `# rule` and the lines of an article up to
//! the next empty line, marked as the gold articles are. The keys of the marks are those that the engine must give.

use newsgloss::annotate::coref::group_mentions;
use newsgloss::annotation::{Entity, Label, Mention};
use newsgloss::document::Document;
use newsgloss::lexicon::speech::SpeechWords;
use newsgloss::text::{BlockKind, SourceText, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::gold::{Block, Kind, parse_block};

static WORDS: LazyLock<SpeechWords> = LazyLock::new(|| crate::lite().speech_words);

const FILES: [(&str, &str); 2] =
    [("people", include_str!("identity/people.txt")), ("others", include_str!("identity/others.txt"))];

/// The text of marked lines, its mentions, and their keys.
pub(crate) fn read(lines: &str) -> (SourceText, Vec<Mention>, Vec<String>) {
    let blocks: Vec<Block<'_>> =
        lines.lines().map(|line| parse_block(line).unwrap_or_else(|fault| panic!("{fault}"))).collect();
    let source = SourceText::from_blocks(blocks.iter().map(|block| (BlockKind::Paragraph, block.text.as_str())));
    let (mut mentions, mut keys) = (Vec::new(), Vec::new());
    for (block, own) in blocks.iter().zip(source.blocks()) {
        for mark in &block.marks {
            if let Kind::Entity(label, key) = mark.kind {
                let start = own.span.start();
                let span = Span::new(start + mark.span.start(), start + mark.span.end());
                mentions.push(Mention { span, label, confidence: 1.0, entity: None });
                keys.push(key.unwrap_or_default().to_owned());
            }
        }
    }
    (source, mentions, keys)
}

fn keys(mentions: &[Mention], entities: &[Entity]) -> Vec<String> {
    let entity = |mention: &Mention| mention.entity.and_then(|id| entities.get(id.0 as usize));
    mentions.iter().map(|mention| entity(mention).map_or_else(String::new, |entity| entity.key.clone())).collect()
}

/// What is wrong with the entities of `fixture`, if anything.
fn check(fixture: &str) -> Option<String> {
    let (rule, lines) = fixture.split_once('\n').expect("a rule and an article");
    let (source, mut mentions, expected) = read(lines);
    let entities = group_mentions(&Document::new(&source), &mut mentions, &WORDS);
    let found = keys(&mentions, &entities);
    (found != expected).then(|| format!("{rule}\n  expected {expected:?}\n  found    {found:?}\n"))
}

#[test]
fn fixtures() {
    let fixtures = FILES.iter().flat_map(|(_, text)| text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()));
    let faults: Vec<_> = fixtures.filter_map(check).collect();
    assert!(faults.is_empty(), "{} fixtures fail\n{}", faults.len(), faults.join("\n"));
}

/// Unsure labels follow the sure ones. `?` before a name: its label is unsure.
#[test]
fn the_label_of_most_mentions_repairs_the_others() {
    use Label::{Organization, Person, Place};
    let check = |lines: &str, expected: &[Label]| {
        let (source, mut mentions, _) = read(&lines.replace('?', ""));
        let unsure = lines.split('[').skip(1).map(|mark| mark.contains('?'));
        for (mention, unsure) in mentions.iter_mut().zip(unsure) {
            mention.confidence = if unsure { 0.5 } else { 1.0 };
        }
        let entities = group_mentions(&Document::new(&source), &mut mentions, &WORDS);
        let labels: Vec<_> = mentions.iter().map(|mention| mention.label).collect();
        assert_eq!(labels, expected, "{lines}");
        assert!(entities.iter().all(|entity| mentions.iter().any(|mention| mention.label == entity.label)));
    };
    check("[place:a Tesla] [place:a Tesla] [organization:a ?Tesla]", &[Place, Place, Place]);
    check("[place:a Tesla] [organization:a Tesla]", &[Place, Organization]);
    check("[person:a Ann Lee Roe] met [place:a ?Roe]", &[Person, Person]);
    check("[person:a Ann Lee Roe] in [place:a ?Roe]", &[Person, Place]);
    check("[organization:a White House] [organization:a White House] [place:a White House]", &[Organization; 3]);
}

#[test]
fn dates_and_amounts_have_no_entity() {
    let (source, mut mentions, _) = read("[person:a Ann Roe] paid [money $3] in [date May]");
    let entities = group_mentions(&Document::new(&source), &mut mentions, &WORDS);
    assert_eq!(entities.len(), 1);
    assert_eq!(mentions.iter().map(|mention| mention.entity.is_some()).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn names_are_the_longest_well_formed_ones() {
    let check = |lines: &str, name: &str, mentions_of_it: u32| {
        let (source, mut mentions, _) = read(lines);
        let entities = group_mentions(&Document::new(&source), &mut mentions, &WORDS);
        assert_eq!((entities[0].name.as_str(), entities[0].mentions), (name, mentions_of_it));
    };
    check("[person:a ANN ROE’S] day [person:a Ann Roe]", "Ann Roe", 2);
    check("[organization:a WHO] [organization:a World Health Organization]", "World Health Organization", 2);
    check("[person:a Bill] and [person:b Hillary Clinton]", "Bill Clinton", 1);
    check("[place:a TAIPEI] [place:a Taipei]", "Taipei", 2);
}

proptest! {
    /// Whatever a tagger marks, grouping neither fails nor leaves a name without entity, and keys are unique.
    #[test]
    fn any_mentions_are_grouped(
        words in proptest::collection::vec("([A-Z][a-z]{0,3}|[A-Z]{2,3}|al-[A-Z]a|of|Jr\\.|“X”|and|İ|ß|,|’s|[ -~]{0,3})", 0..40),
        cuts in proptest::collection::vec((0_usize..3, 0_usize..11), 0..20),
    ) {
        let text = words.join(" ");
        let source = SourceText::from_blocks([(BlockKind::Paragraph, text.as_str())]);
        let document = Document::new(&source);
        let (mut at, mut mentions) = (0, Vec::new());
        for (gap, label) in cuts {
            let (start, end) = (at + gap, at + gap + 1 + label % 3);
            let (Some(first), Some(last)) = (document.tokens().get(start), document.tokens().get(end - 1)) else { break };
            let span = first.span.cover(last.span);
            mentions.push(Mention { span, label: Label::ALL[label], confidence: 0.6, entity: None });
            at = end;
        }
        let entities = group_mentions(&document, &mut mentions, &WORDS);
        let mut keys: Vec<_> = entities.iter().map(|entity| &entity.key).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), entities.len());
        prop_assert_eq!(entities.iter().map(|entity| entity.mentions as usize).sum::<usize>(),
            mentions.iter().filter(|mention| mention.entity.is_some()).count());
        for mention in &mentions {
            let dated = matches!(mention.label, Label::Date | Label::Money);
            prop_assert_eq!(mention.entity.is_none(), dated);
        }
    }
}

/// Twice the mentions take about twice the work: many bearers of one surname, one acronym, one place.
#[test]
fn time_grows_with_the_number_of_mentions() {
    let article = |n: usize| -> String {
        let line = |i: usize| {
            format!(
                "[person:a Ann{i} Roe] and [person:b Bill] and [person:c Sue Roe], [organization:d North East{i} West \
                 Zone] (NEWZ), [organization:e NEWZ], [place:f Paris], [place:g Texas], [person:h Roe]\n"
            )
        };
        (0..n).map(line).collect()
    };
    let time = |n: usize| {
        let (source, mentions, _) = read(&article(n));
        let document = Document::new(&source);
        let run = || {
            let mut mentions = mentions.clone();
            #[allow(clippy::disallowed_methods, reason = "a test on the host may look at the clock")]
            let start = std::time::Instant::now();
            group_mentions(&document, &mut mentions, &WORDS);
            start.elapsed().as_secs_f64()
        };
        // The best of several: other programs share the machine.
        (0..5).map(|_| run()).fold(f64::MAX, f64::min)
    };
    let (short, long) = (time(500), time(4_000));
    assert!(long < 40.0 * short.max(0.002), "500 lines in {short} s, 4,000 lines in {long} s");
}
