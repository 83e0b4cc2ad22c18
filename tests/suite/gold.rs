//! Reads the inline marks of the gold articles (`data/articles/README.md`). Imports: `newsgloss::{annotation, text}`.

use newsgloss::annotation::{Label, QuotationClass};
use newsgloss::text::Span;

/// Who speaks a quotation, as the mark says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice<'a> {
    /// The key of an entity of the article.
    Entity(&'a str),
    /// The words of the article for a speaker without a name, hyphens for spaces.
    Nominal(&'a str),
    /// Nobody.
    None,
}

/// What a mark says of its stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// A name with its key, or a date or an amount without one.
    Entity(Label, Option<&'a str>),
    /// A quotation; whether it continues the one that the block before left open.
    Quotation(QuotationClass, Voice<'a>, bool),
    /// A policy term.
    Term,
}

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark<'a> {
    /// UTF-8 bytes of the block's text.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) kind: Kind<'a>,
}

/// A headline or paragraph without its marks, and the marks, outer before inner, in order.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// The text as a reader sees it.
    pub(crate) text: String,
    /// Its marks.
    pub(crate) marks: Vec<Mark<'a>>,
}

/// A gold article.
#[derive(Debug)]
pub(crate) struct Article<'a> {
    /// Where it is set.
    pub(crate) country: &'a str,
    /// Its section of the glossary.
    pub(crate) topic: &'a str,
    /// `train` or `test`.
    pub(crate) split: &'a str,
    /// The headline, then the paragraphs.
    pub(crate) blocks: Vec<Block<'a>>,
}

impl<'a> Article<'a> {
    /// Every mark with its words and the number of its block.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (usize, &str, Mark<'a>)> {
        let blocks = self.blocks.iter().enumerate();
        blocks.flat_map(|(at, block)| block.marks.iter().map(move |mark| (at, mark.span.of(&block.text), *mark)))
    }
}

/// The article in `source`; the error quotes the place where the markup breaks the scheme.
pub(crate) fn parse(source: &str) -> Result<Article<'_>, String> {
    let (head, body) = source.split_once("\n\n").ok_or("no blank line after the header")?;
    let mut lines = head.lines();
    let mut field = |name: &str| {
        let value = lines.next().and_then(|line| line.strip_prefix(name)).and_then(|rest| rest.strip_prefix(": "));
        value.ok_or(format!("no {name}: line in its place"))
    };
    let (title, country, topic, split) = (field("title")?, field("country")?, field("topic")?, field("split")?);
    let body = body.strip_suffix('\n').ok_or("no line end at the end")?;
    let blocks = std::iter::once(title).chain(body.split("\n\n")).map(parse_block).collect::<Result<_, _>>()?;
    Ok(Article { country, topic, split, blocks })
}

pub(crate) fn parse_block(source: &str) -> Result<Block<'_>, String> {
    if source.trim() != source || source.is_empty() || source.contains('\n') || source.contains("  ") {
        return Err(format!("stray white space: {}", excerpt(source)));
    }
    let (mut text, mut marks, mut open) = (String::new(), Vec::<Mark<'_>>::new(), Vec::<usize>::new());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '\\' && after.starts_with(['[', ']']) {
            text.push_str(&after[..1]);
            rest = &after[1..];
        } else if c == '[' {
            let (kind, inner) = parse_tag(after).ok_or(format!("not a mark: {}", excerpt(rest)))?;
            if let Some(&outer) = open.iter().find(|&&outer| !may_hold(marks[outer].kind, kind)) {
                return Err(format!("{kind:?} inside {:?}: {}", marks[outer].kind, excerpt(rest)));
            }
            open.push(marks.len());
            marks.push(Mark { span: Span::new(text.len() as u32, 0), kind });
            rest = inner;
        } else if c == ']' {
            let mark = &mut marks[open.pop().ok_or(format!("] without [: {}", excerpt(rest)))?];
            mark.span = Span::new(mark.span.start(), text.len() as u32);
            rest = after;
        } else {
            text.push(c);
            rest = after;
        }
    }
    match open.pop() {
        Some(left) => Err(format!("never closed: {:?}", marks[left].kind)),
        None => Ok(Block { text, marks }),
    }
}

/// The kind of the mark that begins `source` (after its bracket), and what follows the tag.
fn parse_tag(source: &str) -> Option<(Kind<'_>, &str)> {
    let (tag, inner) = source.split_once(' ')?;
    let kind = match tag.split_once(':') {
        None if tag == "term" => Kind::Term,
        None => Kind::Entity(Label::from_name(tag).filter(|label| !has_key(*label))?, None),
        Some((name, voice)) if name.starts_with("quote.") => {
            let name = name.strip_prefix("quote.")?;
            let class = class_from_name(name.trim_end_matches('+'))?;
            let voice = match voice.strip_prefix('?') {
                Some(words) => Voice::Nominal(words),
                None if voice == "-" => Voice::None,
                None => Voice::Entity(voice),
            };
            Kind::Quotation(class, voice, name.ends_with('+'))
        }
        Some((name, key)) => {
            let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let key = Some(key).filter(|key| key.chars().all(slug) && !key.is_empty());
            Kind::Entity(Label::from_name(name).filter(|label| has_key(*label))?, Some(key?))
        }
    };
    Some((kind, inner))
}

fn has_key(label: Label) -> bool {
    !matches!(label, Label::Date | Label::Money)
}

fn class_from_name(name: &str) -> Option<QuotationClass> {
    use QuotationClass::{Direct, Partial, Phrase, Title};
    [Direct, Partial, Phrase, Title].into_iter().find(|class| class.as_str() == name)
}

/// A quotation holds names and terms, a term names and quotation marks, a name at most a nickname in marks.
fn may_hold(outer: Kind<'_>, inner: Kind<'_>) -> bool {
    match (outer, inner) {
        (Kind::Quotation(..), Kind::Quotation(..)) | (Kind::Term, Kind::Term) => false,
        (Kind::Entity(..), inner) => matches!(inner, Kind::Quotation(QuotationClass::Phrase, ..)),
        _ => true,
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(50).collect()
}

#[test]
fn marks_become_spans_of_the_plain_text() {
    let source = "title: [place:oslo Oslo] waits\ncountry: Norway\ntopic: law\nsplit: test\n\n\
        [quote.direct:?officials “We \\[all\\] like [term [law:pact Pact]],”] officials said in [date May].\n";
    let article = parse(source).unwrap();
    assert_eq!(article.blocks[1].text, "“We [all] like Pact,” officials said in May.");
    let found: Vec<_> = article.marks().map(|(block, words, mark)| (block, words, mark.kind)).collect();
    let expected = [
        (0, "Oslo", Kind::Entity(Label::Place, Some("oslo"))),
        (1, "“We [all] like Pact,”", Kind::Quotation(QuotationClass::Direct, Voice::Nominal("officials"), false)),
        (1, "Pact", Kind::Term),
        (1, "Pact", Kind::Entity(Label::Law, Some("pact"))),
        (1, "May", Kind::Entity(Label::Date, None)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn markup_that_breaks_the_scheme_is_an_error() {
    let broken = [
        "[person:ann Ann",
        "Ann]",
        "[planet:mars Mars]",
        "[person Ann]",
        "[person:Ann Ann]",
        "[date:may May]",
        "[person:ann Ann [place:oslo Oslo]]",
        "[person:ann [term Ann]]",
        "[term a [term b]]",
        "[quote.direct:ann “a [quote.phrase:- ‘b’]”]",
        "[quote.reported:ann “a”]",
        "two  spaces",
    ];
    for block in broken {
        assert!(parse_block(block).is_err(), "accepted: {block}");
    }
}
