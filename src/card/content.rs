//! What a card says, as plain strings.

use crate::wire::WireAnnotation;

/// Which colour marks the card: an entity's label, `"quotation"` or `"term"`.
pub type Accent = &'static str;

/// The texts of one card, in order of reading; empty strings are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardContent {
    /// Colour of the kind.
    pub accent: Accent,
    /// The kind in words.
    pub kind: String,
    /// Name of the entity, speaker or term.
    pub title: String,
    /// Description, definition or how the words were said.
    pub line: String,
    /// Counts and other small print.
    pub note: String,
}

impl CardContent {
    /// The card of `annotation`.
    pub fn new(annotation: &WireAnnotation<'_>) -> Self {
        if let Some(entity) = &annotation.entity {
            return Self {
                accent: entity_accent(annotation.label),
                kind: capitalised(annotation.label),
                title: entity.name.to_owned(),
                line: entity.description.clone().unwrap_or_default(),
                note: match entity.mentions {
                    1 => "Mentioned once in this article".to_owned(),
                    n => ["Mentioned ", &n.to_string(), " times in this article"].concat(),
                },
            };
        }
        if let Some(term) = &annotation.term {
            return Self {
                accent: "term",
                kind: ["Policy term: ", category_name(annotation.label)].concat(),
                title: term.name.to_owned(),
                line: term.definition.unwrap_or_default().to_owned(),
                note: String::new(),
            };
        }
        if annotation.kind == "quotation" {
            return Self::quotation(annotation);
        }
        Self {
            accent: entity_accent(annotation.label),
            kind: capitalised(annotation.label),
            title: annotation.text.to_owned(),
            ..Self::default()
        }
    }

    fn quotation(annotation: &WireAnnotation<'_>) -> Self {
        let kind = match annotation.label {
            "partial" => "Partial quotation",
            "reported" => "Reported speech",
            "phrase" => "Term in quotation marks",
            "title" => "Title of a work",
            _ => "Quotation",
        };
        let (title, line) = match &annotation.speaker {
            Some(speaker) if speaker.tier == "A" => (speaker.name, "Said this, according to the article"),
            Some(speaker) => (speaker.name, "Probably said this, according to the article"),
            None => ("Speaker not certain", "The article does not say clearly who said this"),
        };
        Self {
            accent: "quotation",
            kind: kind.to_owned(),
            title: title.to_owned(),
            line: line.to_owned(),
            note: String::new(),
        }
    }
}

fn entity_accent(label: &str) -> Accent {
    crate::annotation::Label::from_name(label).map_or("", crate::annotation::Label::as_str)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect()
}

/// The glossary's categories in words.
fn category_name(category: &str) -> &str {
    match category {
        "defence" => "defence and security",
        "economy" => "economy and finance",
        "legislature" => "legislature and procedure",
        "law" => "law and courts",
        "trade" => "sanctions and trade",
        "health" => "health and social policy",
        "climate" => "climate and energy",
        "ideology" => "ideology and movements",
        "eu" => "European Union",
        "un" => "UN and development",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{WireEntity, WireSpeaker};

    fn annotation<'a>(kind: &'static str, label: &'a str) -> WireAnnotation<'a> {
        WireAnnotation {
            id: 0,
            kind,
            label,
            start: 0,
            end: 1,
            text: "x",
            confidence: 1.0,
            entity: None,
            speaker: None,
            cue: None,
            group: None,
            term: None,
        }
    }

    #[test]
    fn an_entity_says_how_often_it_is_named() {
        let entity = WireEntity { key: "k", name: "Taiwan", qid: None, description: None, mentions: 3 };
        let content = CardContent::new(&WireAnnotation { entity: Some(entity), ..annotation("entity", "place") });
        assert_eq!((content.kind.as_str(), content.title.as_str()), ("Place", "Taiwan"));
        assert_eq!(content.note, "Mentioned 3 times in this article");
    }

    #[test]
    fn a_speaker_that_is_not_sure_is_called_probable() {
        let speaker = |tier| WireSpeaker { name: "Ada Moreau", start: None, end: None, key: None, qid: None, tier };
        let line = |speaker| CardContent::new(&WireAnnotation { speaker, ..annotation("quotation", "direct") }).line;
        assert!(line(Some(speaker("A"))).starts_with("Said"));
        assert!(line(Some(speaker("B"))).starts_with("Probably"));
        assert!(line(None).contains("does not say clearly"));
    }
}
