//! Texts made to hurt: time grows no faster than the text, what lies past the cap is left alone, and nothing is marked
//! that is not there.
#![allow(clippy::disallowed_methods, reason = "a test runs on the host, where there is a clock")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use newsgloss::document::MAX_BYTES;
use newsgloss::pipeline::{Config, Progress, Resources, annotate};
use newsgloss::text::{BlockKind, SourceText};

/// What is repeated to make a text of one block.
const PIECES: [&str; 62] = [
    // Quotation marks of every shape, that never pair or pair with themselves.
    "\"",
    "“",
    "“”",
    "“‘",
    "\" ",
    "'",
    "' ",
    "''",
    "`",
    "«",
    "“said ",
    "“said” he said ",
    "“No” ",
    "“No.” she said. ",
    "\"We go,\" Ada Moreau said. ",
    "“BELL: We go.” ",
    "“We go?” ",
    "’s ",
    "O’",
    // Names and sentences that never end, or end at once.
    "A",
    "ABCD ",
    "Abcd ",
    "A. ",
    "A.",
    "A-B-",
    "Merkel. ",
    "Angela Merkel ",
    "Bank of ",
    "Act of 2020 ",
    "President ",
    "Ada, who ",
    "Ada and ",
    "Ada Bell Jr., ",
    "U.S. ",
    "A: ",
    "— A ",
    "he said she ",
    "said ",
    "according to ",
    // One word, one letter, one mark.
    "word ",
    "x",
    "a-",
    "al-",
    "sanctions ",
    "One China ",
    "1,",
    "$1 ",
    "3 May 2024 ",
    ".",
    "-",
    "(",
    "(A) ",
    "<b>",
    // Addresses that are none.
    "a@",
    "a.b@",
    "http://",
    "www.a.",
    // What no reader sees.
    "\u{200b}",
    "Ger\u{200b}many \u{200d}",
    "\u{202e}abc\u{202c} ",
    "\u{301}",
    "\0",
];

const SHORT: usize = 8_000;
/// The long text is so many times as long, and may take three times as many times as long: if time grew with the square,
/// it would be twelve.
const TIMES: u32 = 16;
const SLACK: u32 = 3;
/// Less than this is no measure.
const LEAST: Duration = Duration::from_millis(2);
/// Other programs take the machine at times.
const TRIES: usize = 4;

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| {
    let mut resources = crate::lite();
    match fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model/en.model")) {
        Ok(model) => resources.load("en.model", &model).expect("the committed model loads"),
        Err(_) => eprintln!("SKIPPED: needs data/model/en.model (cargo xtask train)"),
    }
    resources
});

/// How long the analysis of `n_bytes` of `piece` takes.
fn time(piece: &str, n_bytes: usize) -> Duration {
    let source = SourceText::from_blocks([(BlockKind::Paragraph, piece.repeat(n_bytes / piece.len()).as_str())]);
    let start = Instant::now();
    let mut progress = Progress::default();
    while !progress.step(&source, &RESOURCES, &Config::ALL) {}
    start.elapsed()
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let slow = |piece: &&str| {
        let mut seen = Vec::new();
        for _ in 0..TRIES {
            let (short, long) = (time(piece, SHORT).max(LEAST), time(piece, SHORT * TIMES as usize));
            if long <= short * TIMES * SLACK {
                return None;
            }
            seen.push((short, long));
        }
        Some(format!("{piece:?}: {seen:?}"))
    };
    let slow: Vec<_> = PIECES.iter().filter_map(slow).collect();
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn past_the_cap_nothing_is_marked_and_before_it_all() {
    let paragraph = "“We will not wait,” said Ada Moreau on 3 May 2024. ";
    let fits = MAX_BYTES / (paragraph.len() + 1);
    let blocks = |n: usize| SourceText::from_blocks((0..n).map(|_| (BlockKind::Paragraph, paragraph)));
    let (whole, long) = (blocks(fits), blocks(fits + fits / 10));
    let lite = crate::lite();
    let expected = annotate(&whole, &lite, &Config::ALL).1;
    let found = annotate(&long, &lite, &Config::ALL).1;
    assert!(expected.len() >= fits * 2);
    assert_eq!(found, expected);
    assert!(found.iter().all(|it| it.span.end() as usize <= MAX_BYTES));
}

#[test]
fn a_block_across_the_cap_is_left_alone_as_a_whole() {
    let source = SourceText::from_blocks([
        (BlockKind::Paragraph, "“We will not wait,” said Ada Moreau."),
        (BlockKind::Paragraph, "Ada Moreau left. ".repeat(MAX_BYTES / 16).as_str()),
    ]);
    let found = annotate(&source, &crate::lite(), &Config::ALL).1;
    let words: BTreeSet<_> = found.iter().map(|it| source.slice(it.span)).collect();
    assert_eq!(words.into_iter().collect::<Vec<_>>(), ["We will not wait,"]);
}

#[test]
fn invisible_and_turning_characters_are_no_words() {
    for text in
        ["\u{200b}\u{feff}\u{2060}", "\u{202e}\u{202d}\u{2066}\u{2069}", "“\u{202e}\u{200b}”", "\u{fffd}\u{fffd}"]
    {
        let source = SourceText::from_plain(text);
        assert_eq!(annotate(&source, &RESOURCES, &Config::ALL).1, [], "{text:?}");
    }
}

#[test]
fn every_mark_has_words() {
    for text in ["“BELL: ” said Ada Bell.", "\"tot\", \"UUU: \"n", "«  » said Ada Bell.", "„She. ” He said “ ”."]
    {
        let source = SourceText::from_plain(text);
        for found in annotate(&source, &RESOURCES, &Config::ALL).0.quotations {
            let words = source.slice(found.span);
            assert!(!words.is_empty() && words == words.trim(), "{found:?} in {text:?}");
        }
    }
}

#[test]
fn marks_without_partners_mark_nothing() {
    for text in ["\" \" \"", "' ' '", "”“", "»«", "' \" ’ ‘", "<b> <i> </p> <", "((((", "“ ”"] {
        let source = SourceText::from_plain(text);
        assert_eq!(annotate(&source, &RESOURCES, &Config::ALL).1, [], "{text:?}");
    }
}
