//! Whom a description without a name means: `the president`, where one person alone is called so.
//! Imports: `document`, `annotation`, `text`, `token`, `annotate::speakers` (word classes), `coref::context`.

use super::context::{Context, title};
use crate::annotate::speakers::lexicon::{Classes, lexicon};
use crate::annotation::{Entity, EntityId, Label, Mention};
use crate::document::Document;
use crate::text::Span;
use crate::token::TokenKind;

/// So many names back a description may reach.
const REACH: usize = 200;
/// Words of an apposition that are looked at: `Yun Seong-min, the foreign minister,`.
const APPOSITION: usize = 6;

/// The person whom the description `span` (`the president`, `the Russian foreign minister`) means: the only one among the
/// names before it that the article calls so, before the name or in apposition after it.
pub fn role_holder(document: &Document<'_>, mentions: &[Mention], entities: &[Entity], span: Span) -> Option<EntityId> {
    let head = head(document, span)?;
    let before = mentions.partition_point(|mention| mention.span.end() <= span.start());
    let reach = mentions.get(before.saturating_sub(REACH)..before)?;
    let mut holder = None;
    for mention in reach.iter().filter(|mention| mention.label == Label::Person) {
        let Some(id) = mention.entity.filter(|id| entities.get(id.0 as usize).is_some()) else { continue };
        if holder == Some(id) || !is_called(document, mention, &head) {
            continue;
        }
        if holder.is_some() {
            return None;
        }
        holder = Some(id);
    }
    holder
}

/// The last role in `span`: `minister`.
fn head(document: &Document<'_>, span: Span) -> Option<String> {
    let mut buffer = String::new();
    let words = document.tokens_in(span).rev().map(|at| document.word(at as usize));
    words.into_iter().find(|word| lexicon().look_up(word, &mut buffer).classes.any(Classes::ROLE)).map(title)
}

fn is_called(document: &Document<'_>, mention: &Mention, head: &str) -> bool {
    if Context::before(document, mention).titles.first().is_some_and(|title| title == head) {
        return true;
    }
    let end = document.tokens_in(mention.span).end as usize;
    if document.word(end) != "," {
        return false;
    }
    let words = (end + 1..).take(APPOSITION);
    let mut apposition = words.take_while(|&at| {
        document
            .tokens()
            .get(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Dash | TokenKind::Clitic))
    });
    let opens = document.word(end + 1);
    let noun_phrase = lexicon().look_up(opens, &mut String::new()).classes.any(Classes::DETERMINER);
    let appositive = noun_phrase || opens.starts_with(char::is_uppercase) || title(opens) == head;
    appositive && apposition.any(|at| title(document.word(at)) == head)
}
