//! What the fuzz targets share: the language data, checks that hold for any text, and how a data file is changed.
//! Imports: `newsgloss`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use newsgloss::annotation::{Analysis, Annotation};
use newsgloss::card;
use newsgloss::pipeline::{Config, Resources, annotate};
use newsgloss::text::{BlockKind, SourceText, Span};
use newsgloss::wire::{OffsetUnit, Wire, WireAnnotation};

pub mod pack;

/// A short article in which all annotators have something to do.
pub const ARTICLE: &str = "Germany and France met in Geneva on 3 May 2024.\n\
    “We will not accept sanctions,” Chancellor Angela Merkel said, “nor a filibuster.” The U.N. spent $4.5 million.\n\
    NATO’s Jens Stoltenberg told al-Jazeera that the “One China” policy of the United States had been agreed.";

/// The language data that ships; the targets run on it.
pub static SHIPPED: LazyLock<Resources> =
    LazyLock::new(|| shipped(&["en.lexicon", "en.names", "en.model", "en.cards-names-00", "en.cards-terms-00"]));

/// What these files of the built package hold.
pub fn shipped(files: &[&str]) -> Resources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg");
    let mut resources = Resources::default();
    for file in files {
        let bytes = std::fs::read(folder.join(file)).expect("the built package: `cargo xtask build` makes it");
        resources.load(file, &bytes).expect("the built package is sound");
    }
    resources
}

/// A source text whose blocks are the lines of `text`; the first character of a line may tell its kind.
pub fn blocks(text: &str) -> SourceText {
    let block = |line: &'_ str| match line.chars().next() {
        Some('=') => (BlockKind::Heading, 1),
        Some('>') => (BlockKind::Quote, 1),
        Some('*') => (BlockKind::ListItem, 1),
        Some('|') => (BlockKind::Caption, 1),
        _ => (BlockKind::Paragraph, 0),
    };
    SourceText::from_blocks(text.lines().map(|line| {
        let (kind, from) = block(line);
        (kind, line.get(from..).unwrap_or_default())
    }))
}

/// As [`check_span`]; and a mark that begins or ends in white space would be seen.
fn check_mark(source: &SourceText, span: Span) {
    check_span(source, span);
    let words = source.slice(span);
    assert_eq!(words, words.trim(), "{span:?} in {:?}", source.text());
}

/// Panics where `span` is no stretch of whole characters, not empty, of one block of `source`.
pub fn check_span(source: &SourceText, span: Span) {
    let fits = source.text().get(span.start() as usize..span.end() as usize).is_some_and(|words| !words.is_empty());
    let after = source.blocks().partition_point(|block| block.span.end() <= span.start());
    let inside = source.blocks().get(after).is_some_and(|block| block.span.contains(span));
    assert!(fits && inside, "{span:?} in {:?}", source.text());
}

/// Analyses `source` and panics where the result breaks what architecture promises of every text.
pub fn check_analysis(source: &SourceText, resources: &Resources) -> (Analysis, Vec<Annotation>) {
    let (analysis, chosen) = annotate(source, resources, &Config::ALL);
    analysis.mentions.iter().for_each(|it| check_mark(source, it.span));
    analysis.terms.iter().for_each(|it| check_mark(source, it.span));
    for quotation in &analysis.quotations {
        check_mark(source, quotation.span);
        quotation.cue.into_iter().for_each(|cue| check_mark(source, cue));
        quotation.speaker.iter().filter_map(|speaker| speaker.span).for_each(|span| check_mark(source, span));
    }
    let starts = chosen.iter().map(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
    assert!(starts.is_sorted(), "annotations out of order: {chosen:?}");
    for (at, one) in chosen.iter().enumerate() {
        let crosses = |other: &&Annotation| {
            let (one, other) = (one.span, other.span);
            one.overlaps(other) && !one.contains(other) && !other.contains(one)
        };
        assert!(chosen.get(at + 1..).unwrap_or_default().iter().find(crosses).is_none(), "{one:?} crosses another");
    }
    (analysis, chosen)
}

/// Everything that a page asks of the annotations of `source`; panics where their offsets are not what they say.
pub fn check_wire(source: &SourceText, resources: &Resources, analysis: &Analysis, chosen: &[Annotation]) {
    let of = |unit| Wire { source, analysis, resources, unit }.annotations(chosen);
    let (utf16, bytes, points) = (of(OffsetUnit::Utf16), of(OffsetUnit::Utf8), of(OffsetUnit::CodePoint));
    let units: Vec<u16> = source.text().encode_utf16().collect();
    for (utf16, bytes) in utf16.iter().zip(&bytes) {
        let words = units.get(utf16.start as usize..utf16.end as usize).map(String::from_utf16_lossy);
        assert_eq!(words.as_deref(), Some(bytes.text));
        assert_eq!(source.slice(Span::new(bytes.start, bytes.end)), bytes.text);
    }
    assert!(points.iter().all(|it| (it.end - it.start) as usize == it.text.chars().count()));
    let ids: BTreeSet<u32> = utf16.iter().map(|it: &WireAnnotation<'_>| it.id).collect();
    card::outline(analysis, chosen);
    ids.into_iter().for_each(|id| drop(card::related(source, analysis, chosen, id)));
}

/// Uses all that `resources` can be asked after a damaged file was loaded.
pub fn use_up(resources: &Resources) {
    let source = SourceText::from_plain(ARTICLE);
    let (analysis, chosen) = check_analysis(&source, resources);
    check_wire(&source, resources, &analysis, &chosen);
    for record in (0..40).chain((0..40).map(|record| record | 1 << 24)) {
        let _ = (resources.qid(record), resources.description(record), resources.name_card_file(record));
        let _ = (resources.names.record(record), resources.names.main_name(record));
    }
    for layer in resources.glossary.layers() {
        for entry in layer.entries() {
            let _ = (layer.key(entry), layer.card(entry));
            resources.glossary.owner(&layer.label(entry));
        }
    }
}
