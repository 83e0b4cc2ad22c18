//! The exports of an article that is known by its plain form alone, the JSON of `annotations.schema.json`.

use super::{fragment_links, news_article, web_annotations};
use crate::lexicon::glossary::json::Json;
use crate::text::{SourceText, Span, Utf16Offset};
use crate::wire::{WireAnnotation, WireEntity, WireSpeaker, WireTerm};

/// The article as `webannotation`, `schemaorg` or `textfragments`, in JSON; `None` where `format` is another or `article` is
/// no plain form. Beside `text` and `annotations`, `article` may have `blocks`, the text's outline. Annotations that do not lie in the text are left out.
pub fn from_plain_form(format: &str, article: &str, address: &str) -> Option<String> {
    let article = Json::parse(article).ok()?;
    let text = article.get("text")?.text()?;
    let source = match article.get("blocks") {
        Some(blocks) => {
            let outline: Vec<_> = blocks.items().iter().map(|number| number.number().unwrap_or(0)).collect();
            SourceText::with_outline(text, &outline)
        }
        None => SourceText::from_plain(text),
    };
    let found = article.get("annotations")?.items().iter();
    let found: Vec<_> = found.filter_map(|found| annotation(found, &source)).collect();
    let value = match format {
        "webannotation" => web_annotations(&source, &found, address),
        "schemaorg" => news_article(&source, &found, address),
        "textfragments" => fragment_links(&source, &found, address),
        _ => return None,
    };
    Some(value.to_json())
}

/// The annotation as the exports know it: what they do not read is left empty, and offsets count bytes.
fn annotation<'a>(json: &'a Json<'_>, source: &'a SourceText) -> Option<WireAnnotation<'a>> {
    let text = |json: &'a Json<'_>, name| json.get(name).and_then(Json::text);
    let number = |json: &Json<'_>, name| json.get(name).and_then(Json::number);
    let owned = |json: &'a Json<'_>, name| text(json, name).map(str::to_owned);
    let byte = |offset| source.offsets().to_byte(Utf16Offset(offset));
    let span = Span::new(byte(number(json, "start")?), byte(number(json, "end")?));
    let words = source.slice(span);
    let entity = json.get("entity").and_then(|it| {
        Some(WireEntity {
            key: text(it, "key")?,
            name: text(it, "name")?,
            qid: owned(it, "qid"),
            description: owned(it, "description"),
            mentions: number(it, "mentions").unwrap_or(1),
        })
    });
    let speaker = json.get("speaker").and_then(|it| {
        Some(WireSpeaker {
            name: text(it, "name")?,
            start: None,
            end: None,
            key: text(it, "key"),
            label: text(it, "label"),
            qid: owned(it, "qid"),
            description: None,
            tier: text(it, "tier")?,
        })
    });
    let term = json.get("term").and_then(|it| {
        let (key, name, definition) = (text(it, "key")?, text(it, "name")?, text(it, "definition"));
        let (key, name) = (key.to_owned(), name.to_owned());
        Some(WireTerm { key, name, definition, ..WireTerm::default() })
    });
    (!words.is_empty()).then_some(WireAnnotation {
        id: number(json, "id")?,
        kind: text(json, "kind")?,
        label: text(json, "label")?,
        start: span.start(),
        end: span.end(),
        text: words,
        confidence: 0.0,
        entity,
        speaker,
        cue: None,
        group: number(json, "group"),
        term,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Config, Resources, annotate};
    use crate::wire::{AnnotatedText, OffsetUnit, Wire};

    const TEXT: &str =
        "Talks in Geneva 😀\n\n“We will not wait,” said President Ada Moreau.\n“Nothing else,” Moreau said.";

    /// The plain form of [`TEXT`], and its exports without the way through it.
    fn plain_and_direct() -> (String, [String; 3]) {
        let source = SourceText::from_plain(TEXT);
        let resources = Resources::default();
        let (analysis, chosen) = annotate(&source, &resources, &Config::ALL);
        let annotations =
            |unit| Wire { source: &source, analysis: &analysis, resources: &resources, unit }.annotations(&chosen);
        let found = annotations(OffsetUnit::Utf8);
        assert!(found.len() > 2, "{found:?}");
        let plain = AnnotatedText::new(&source, annotations(OffsetUnit::Utf16));
        let direct = [
            web_annotations(&source, &found, "https://example.org/a"),
            news_article(&source, &found, "https://example.org/a"),
            fragment_links(&source, &found, "https://example.org/a"),
        ];
        (serde_json::to_string(&plain).expect("JSON"), direct.map(|value| value.to_json()))
    }

    #[test]
    fn the_way_through_the_plain_form_changes_nothing() {
        let (plain, direct) = plain_and_direct();
        for (format, direct) in ["webannotation", "schemaorg", "textfragments"].into_iter().zip(direct) {
            assert_eq!(from_plain_form(format, &plain, "https://example.org/a"), Some(direct), "{format}");
        }
    }

    #[test]
    fn a_heading_makes_the_article_about_what_it_names() {
        let article = |blocks: &str| {
            let entity = r#"{"key":"bern","name":"Bern","mentions":1}"#;
            let found = format!(r#"{{"id":0,"kind":"entity","label":"place","start":9,"end":13,"entity":{entity}}}"#);
            let plain = format!(r#"{{"text":"Preface\n\nBern\n\nEnd.","blocks":{blocks},"annotations":[{found}]}}"#);
            from_plain_form("schemaorg", &plain, "").expect("an export")
        };
        assert!(article("[0,7,0,9,13,1,15,19,0]").contains(r#""about":[{"@type":"Place","name":"Bern"}]"#));
        assert!(article("[0,7,0,9,13,0,15,19,0]").contains(r#""about":[]"#));
    }

    #[test]
    fn what_is_no_plain_form_gives_nothing_and_wild_offsets_are_left_out() {
        assert_eq!(from_plain_form("webannotation", "[]", ""), None);
        assert_eq!(from_plain_form("webannotation", "{", ""), None);
        assert_eq!(from_plain_form("csv", &plain_and_direct().0, ""), None);
        for (start, end) in [("4000000000", "4000000001"), ("5", "2"), ("-1", "2"), ("\"0\"", "2")] {
            let found = format!(r#"{{"id":0,"kind":"quotation","label":"direct","start":{start},"end":{end}}}"#);
            let plain = format!(r#"{{"text":"Some words.","blocks":[9,1,0,7],"annotations":[{found},null]}}"#);
            assert_eq!(from_plain_form("textfragments", &plain, "").as_deref(), Some("[]"), "{found}");
        }
    }
}
