//! Links that scroll to the words: URL text fragments (WICG Scroll to Text Fragment, section 3).
//!
//! Words that stand more than once in the article get the words before and after them as context.

use super::Value;
use super::value::hex;
use crate::text::{SourceText, Span};
use crate::wire::WireAnnotation;

/// Words of context on each side, and words above which a text is given by its start and end only.
const CONTEXT_WORDS: usize = 3;
const LONG_WORDS: usize = 12;

/// A list with number and link of each of `found`, which count bytes of `source`, the article at `address`; the
/// address's own fragment is left out.
pub fn fragment_links(source: &SourceText, found: &[WireAnnotation<'_>], address: &str) -> Value<'static> {
    let address = address.split('#').next().unwrap_or("");
    let mut links = Vec::with_capacity(found.len());
    for found in found {
        let mut url = [address, "#:~:text="].concat();
        write_directive(source, Span::new(found.start, found.end), &mut url);
        links.push(Value::Object(vec![("id", Value::Number(found.id)), ("url", url.into())]));
    }
    Value::List(links)
}

/// `[prefix-,]start[,end][,-suffix]`
fn write_directive(source: &SourceText, span: Span, url: &mut String) {
    let (text, words) = (source.text(), source.slice(span));
    let unique = text.matches(words).nth(1).is_none();
    let blocks = source.blocks();
    let at = blocks.partition_point(|block| block.span.end() <= span.start());
    let block = blocks.get(at).filter(|_| !unique).map_or(span, |block| block.span);
    let before = words_of(Span::new(block.start(), span.start()).of(text));
    let after = words_of(Span::new(span.end(), block.end()).of(text));
    let prefix = before.get(before.len().saturating_sub(CONTEXT_WORDS)..).unwrap_or(&[]);
    let suffix = after.get(..after.len().min(CONTEXT_WORDS)).unwrap_or(&[]);
    if !prefix.is_empty() {
        encode(prefix, url);
        url.push_str("-,");
    }
    let words = words_of(words);
    if words.len() > LONG_WORDS {
        encode(words.get(..CONTEXT_WORDS).unwrap_or(&[]), url);
        url.push(',');
        encode(words.get(words.len() - CONTEXT_WORDS..).unwrap_or(&[]), url);
    } else {
        encode(&words, url);
    }
    if !suffix.is_empty() {
        url.push_str(",-");
        encode(suffix, url);
    }
}

fn words_of(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Percent-encodes all but letters and digits of ASCII: `-`, `,` and `&` mean something in a directive.
fn encode(words: &[&str], url: &mut String) {
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            url.push_str("%20");
        }
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() {
                url.push(char::from(byte));
            } else {
                url.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
}
