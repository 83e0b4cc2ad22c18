//! Names without a model: runs of capitalised words that a title or an institution's own word gives away.
//! Imports: `text`, `token`, `document`, `annotation`, `annotate::entities`.
//!
//! Far fewer names than the tagger finds, and nearly all of them right: where nothing gives the label away, nothing is marked.

use super::entities::{is_title, mention};
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::list::WordList;
use crate::token::{Sentence, TokenKind, folds_to_one_of};
use std::ops::Range;

/// Shares of right names on the development set of our own news (`cargo xtask eval entities --lite`).
const AFTER_TITLE: f32 = 0.84;
const BY_KEY_WORD: f32 = 0.77;

/// Words that make the run of capitals around them an organization.
const KEY_WORDS: WordList = WordList(
    "agency association authority bank bureau commission committee company congress corp. corporation council \
     court department federation foundation inc. institute ltd. ministry parliament party senate tribunal union \
     university",
);

/// Small words that may join two capitalised words of an institution's name.
const JOINTS: WordList = WordList("of for and on");

/// Appends the names in some of the document's `sentences` to `names`, in order, without overlaps.
pub(super) fn find_names(document: &Document<'_>, sentences: &[Sentence], names: &mut Vec<Mention>) {
    for sentence in sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let run = run_at(document, at, sentence.end);
            at = run.end.max(at + 1);
            names.extend(name(document, run));
        }
    }
}

/// The capitalised words from `start` on, with joints between them after a key word (`Ministry of Finance`).
fn run_at(document: &Document<'_>, start: u32, end: u32) -> Range<u32> {
    let word = |at: u32| document.word(at as usize);
    let mut run = start..start;
    let mut key = false;
    for at in start..end {
        let joint = key && run.end == at && JOINTS.has(word(at));
        let article = key && run.end + 1 == at && word(at) == "the" && word(run.end) != "and";
        if is_capital(document, at) {
            key |= is_key_word(word(at));
            run.end = at + 1;
        } else if !joint && !article {
            break;
        }
    }
    run
}

fn is_capital(document: &Document<'_>, token_idx: u32) -> bool {
    let token = document.tokens().get(token_idx as usize);
    token.is_some_and(|token| token.kind == TokenKind::Word)
        && document.word(token_idx as usize).starts_with(char::is_uppercase)
}

fn is_key_word(word: &str) -> bool {
    folds_to_one_of(word, KEY_WORDS)
}

fn name(document: &Document<'_>, run: Range<u32>) -> Option<Mention> {
    let word = |at: u32| document.word(at as usize);
    if run.clone().any(|at| is_key_word(word(at))) {
        let whole = mention(document, run, Label::Organization, BY_KEY_WORD)?;
        // A key word alone, or with an article, names nothing.
        return document.source().slice(whole.span).contains(char::is_whitespace).then_some(whole);
    }
    let title = run.clone().rev().find(|&at| is_title(word(at)))?;
    let rest = title + 1..run.end;
    (!rest.is_empty()).then(|| mention(document, rest, Label::Person, AFTER_TITLE)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn check(text: &str, expected: &[&str]) {
        let source = SourceText::from_plain(text);
        let document = Document::new(&source);
        let mut found = Vec::new();
        find_names(&document, document.sentences(), &mut found);
        let found: Vec<_> =
            found.iter().map(|mention| format!("{} {}", mention.label.as_str(), source.slice(mention.span))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_key_words_give_names_away() {
        check("Then President Jane Roe met Mr. Kato.", &["person Jane Roe", "person Kato"]);
        check(
            "the Ministry of Finance and the World Bank said",
            &["organization Ministry of Finance", "organization World Bank"],
        );
    }

    #[test]
    fn other_capitals_do_not() {
        check("On Monday Jane Roe saw London. The president said Union.", &[]);
        check("The Minister spoke. A Court sat.", &[]);
    }
}
