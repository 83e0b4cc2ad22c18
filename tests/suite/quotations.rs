//! Quotations, their classes and speakers, on the fixtures of `quotations/*.txt`.
//!
//! A fixture is a line `# number rule` and the lines of an article up to the next empty line, each a block. A block may
//! open with `> ` (quoted matter), `= ` (heading), `* ` (list item) or `| ` (caption). `⟦words⟧(class, speaker, tier)`
//! marks a stretch with its answer; `+` after the class for one that goes on with the quotation before it, `-` for a
//! speaker who is not shown; the tier may be left out. What is not marked must not be found.

use newsgloss::annotation::{Analysis, Tier};
use newsgloss::document::Document;
use newsgloss::pipeline::{Config, Resources, analyse};
use newsgloss::text::{BlockKind, SourceText};
use std::sync::LazyLock;

static LITE: LazyLock<Resources> = LazyLock::new(crate::lite);

const FILES: [(&str, &str); 3] = [
    ("marks", include_str!("quotations/marks.txt")),
    ("speakers", include_str!("quotations/speakers.txt")),
    ("classes", include_str!("quotations/classes.txt")),
];

/// A stretch: its words, class, the speaker shown, and the tier where the fixture says one.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    words: String,
    class: String,
    speaker: String,
    tier: String,
}

/// A block without its marks of answers.
fn strip(line: &str, answers: &mut Vec<Answer>) -> (BlockKind, String) {
    let kinds =
        [("> ", BlockKind::Quote), ("= ", BlockKind::Heading), ("* ", BlockKind::ListItem), ("| ", BlockKind::Caption)];
    let kind = kinds.iter().find(|(prefix, _)| line.starts_with(prefix));
    let (kind, mut rest) = kind.map_or((BlockKind::Paragraph, line), |(prefix, kind)| (*kind, &line[prefix.len()..]));
    let mut text = String::new();
    while let Some((before, marked)) = rest.split_once('⟦') {
        let (words, after) = marked.split_once("⟧(").expect("⟧( after ⟦");
        let (answer, after) = after.split_once(')').expect(") after ⟧(");
        let mut fields = answer.split(", ").map(str::to_owned);
        let mut field = || fields.next().unwrap_or_default();
        answers.push(Answer { words: words.to_owned(), class: field(), speaker: field(), tier: field() });
        text.push_str(before);
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (kind, text)
}

fn found(source: &SourceText, analysis: &Analysis) -> Vec<Answer> {
    let mut group = None;
    let mut answer = |quotation: &newsgloss::annotation::Quotation| {
        let goes_on = group.replace(quotation.group) == Some(quotation.group);
        let shown = quotation.speaker.as_ref().filter(|speaker| speaker.tier != Tier::C);
        let speaks = !matches!(quotation.class.as_str(), "phrase" | "title");
        Answer {
            words: source.slice(quotation.span).to_owned(),
            class: format!("{}{}", quotation.class.as_str(), if goes_on { "+" } else { "" }),
            speaker: shown.map_or(if speaks { "-" } else { "" }.to_owned(), |speaker| speaker.name.clone()),
            tier: shown.map_or(String::new(), |speaker| speaker.tier.as_str().to_owned()),
        }
    };
    analysis.quotations.iter().map(&mut answer).collect()
}

/// What is wrong with the analysis of `fixture`, if anything.
fn check(fixture: &str) -> Option<String> {
    let mut answers = Vec::new();
    let (rule, lines) = fixture.split_once('\n').expect("a rule and an article");
    let blocks: Vec<_> = lines.lines().map(|line| strip(line, &mut answers)).collect();
    let source = SourceText::from_blocks(blocks.iter().map(|(kind, text)| (*kind, text.as_str())));
    let mut found = found(&source, &analyse(&Document::new(&source), &LITE, &Config::ALL));
    for (found, answer) in found.iter_mut().zip(&answers) {
        if answer.tier.is_empty() {
            found.tier.clear();
        }
    }
    let show = |answers: &[Answer]| {
        let line = |a: &Answer| format!("\n    ⟦{}⟧({}, {}, {})", a.words, a.class, a.speaker, a.tier);
        answers.iter().map(line).collect::<String>()
    };
    (found != answers).then(|| format!("{rule}\n  expected{}\n  found{}\n", show(&answers), show(&found)))
}

#[test]
fn fixtures() {
    let only = std::env::var("FIXTURE").ok();
    let mut faults = Vec::new();
    for (file, text) in FILES {
        let fixtures = text.split("\n\n").map(str::trim).filter(|fixture| !fixture.is_empty());
        for fixture in fixtures.filter(|f| only.as_ref().is_none_or(|only| f.starts_with(&format!("# {only} ")))) {
            faults.extend(check(fixture).map(|fault| format!("{file}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} fixtures fail\n{}", faults.len(), faults.join("\n"));
}

/// Where a page cuts its text into nodes, no quotation changes.
#[test]
fn nodes_do_not_matter() {
    let text = "“The bridge is safe,” said Ada Bell, who called the report “a fairy tale.”";
    let whole = SourceText::from_blocks([(BlockKind::Paragraph, text)]);
    let wanted = found(&whole, &analyse(&Document::new(&whole), &LITE, &Config::ALL));
    for (at, _) in text.char_indices() {
        let mut builder = newsgloss::text::SourceTextBuilder::new();
        builder.push_text(0, &text[..at]);
        builder.push_text(1, &text[at..]);
        let source = builder.finish();
        let cut = found(&source, &analyse(&Document::new(&source), &LITE, &Config::ALL));
        assert_eq!(cut, wanted, "cut at {at}");
    }
}

/// Any text is read, and a block that never ends stays linear: all its quotations are found at once.
#[test]
fn a_block_without_end() {
    let text = "“The bridge is safe,” Ada Bell said and called Carl Reed a “gift” to the council ".repeat(2_000);
    let source = SourceText::from_blocks([(BlockKind::Paragraph, text.as_str())]);
    let analysis = analyse(&Document::new(&source), &LITE, &Config::ALL);
    assert!(analysis.quotations.len() >= 2_000);
}

/// Without the words of the language stretches are found, and nobody speaks.
#[test]
fn without_words_there_is_silence() {
    let source = SourceText::from_blocks([(BlockKind::Paragraph, "“The bridge is safe,” said Ada Bell on Monday.")]);
    let analysis = analyse(&Document::new(&source), &Resources::default(), &Config::ALL);
    let shown = analysis.quotations.iter().filter_map(|q| q.speaker.as_ref()).filter(|s| s.tier != Tier::C);
    assert_eq!((analysis.quotations.len(), shown.count()), (1, 0));
}

#[test]
fn every_hard_case_has_a_fixture() {
    let all: String = FILES.iter().map(|(_, text)| *text).collect();
    for case in 1..=62 {
        assert!(all.contains(&format!("# {case} ")), "no fixture for case {case}");
    }
}
