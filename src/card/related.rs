//! How annotations belong together: mentions of one entity, quotations of one speaker, what lies around what.
//! Imports: `annotation`, `wire`.

use crate::annotation::{Analysis, Annotation, EntityId, Kind, Label, Quotation, QuotationClass, TermId, Tier};
use crate::ids::Ids;
use crate::text::SourceText;
use crate::wire::{WireOutline, WireRelated};

/// Whether `annotation` is shown in the text and has a card there: not dates and amounts, reported speech, and marks
/// around phrases and titles.
pub fn is_shown(analysis: &Analysis, annotation: &Annotation) -> bool {
    let index = annotation.index as usize;
    match annotation.kind {
        Kind::Term => true,
        Kind::Quotation => {
            let class = analysis.quotations.get(index).map(|quotation| quotation.class);
            matches!(class, Some(QuotationClass::Direct | QuotationClass::Partial))
        }
        Kind::Entity => {
            let label = analysis.mentions.get(index).map(|mention| mention.label);
            label.is_some_and(|label| !matches!(label, Label::Date | Label::Money))
        }
    }
}

/// What annotations of one group share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group<'a> {
    Entity(EntityId),
    Term(TermId),
    /// A speaker that is an entity, or one that has only a name.
    Speaker(EntityId),
    Named(&'a str),
    /// Quotations whose speaker is not certain.
    Nobody,
}

/// The group of `annotation`; `None` where it is in none: not shown, or a name that is no entity. What the author only
/// reports is in none: its words are the author's, and nobody is quoted with them.
fn group<'a>(analysis: &'a Analysis, annotation: &Annotation) -> Option<Group<'a>> {
    let index = annotation.index as usize;
    let shown = is_shown(analysis, annotation);
    match annotation.kind {
        Kind::Entity => analysis.mentions.get(index)?.entity.filter(|_| shown).map(Group::Entity),
        Kind::Term => analysis.terms.get(index).map(|term| Group::Term(term.term)),
        Kind::Quotation => {
            let quotation = analysis.quotations.get(index)?;
            shown.then(|| speaker(quotation))
        }
    }
}

fn speaker(quotation: &Quotation) -> Group<'_> {
    match &quotation.speaker {
        Some(speaker) if speaker.tier != Tier::C => speaker.entity.map_or(Group::Named(&speaker.name), Group::Speaker),
        _ => Group::Nobody,
    }
}

/// What the card of annotation `id`, an index in `chosen`, leads to.
pub fn related<'a>(source: &'a SourceText, analysis: &Analysis, chosen: &[Annotation], id: u32) -> WireRelated<'a> {
    let Some(this) = chosen.get(id as usize) else { return WireRelated::default() };
    let own = group(analysis, this).filter(|own| *own != Group::Nobody);
    let alike = |annotation: &Annotation| own.is_some() && group(analysis, annotation) == own;
    let mut group: Vec<_> = (0..).zip(chosen).filter(|(_, it)| alike(it)).map(|(id, _)| id).collect();
    let holds = |&(other, annotation): &(u32, &Annotation)| {
        let (outer, inner) = (annotation.span, this.span);
        let holds = outer.start() <= inner.start() && inner.end() <= outer.end();
        other != id && holds && is_shown(analysis, annotation)
    };
    let mut around: Vec<_> = (0..).zip(chosen).filter(holds).collect();
    crate::sort::by_key(&mut around, |(_, annotation)| [annotation.span.len(), 0, 0]);
    let around = around.into_iter().map(|(id, _)| id).collect();
    if this.kind != Kind::Quotation {
        return WireRelated { mentions: group, around, ..WireRelated::default() };
    }
    group.retain(|other| *other != id);
    let speaker = analysis.quotations.get(this.index as usize).and_then(|it| it.speaker.as_ref());
    let called = speaker.filter(|it| it.tier != Tier::C).and_then(|it| {
        let words = source.slice(it.span?);
        // A shorter form of the name tells nothing.
        let said = it.name.as_bytes().windows(words.len().max(1)).any(|part| part == words.as_bytes());
        (!said).then_some(words)
    });
    WireRelated { others: group, around, called, ..WireRelated::default() }
}

/// All groups of the annotations `chosen`.
pub fn outline(analysis: &Analysis, chosen: &[Annotation]) -> WireOutline {
    let mut groups: Vec<(Group<'_>, Vec<u32>)> = Vec::new();
    // The place of a group is looked up, not searched, where it has a number: an article may have thousands.
    let mut entities = vec![usize::MAX; analysis.entities.len()];
    let mut passages = Ids::default();
    for (id, annotation) in (0..).zip(chosen) {
        let Some(own) = group(analysis, annotation) else { continue };
        let known = match own {
            Group::Entity(entity) => entities.get(entity.0 as usize).copied().filter(|place| *place < groups.len()),
            own => groups.iter().position(|(other, _)| *other == own),
        };
        let place = known.unwrap_or_else(|| {
            groups.push((own, Vec::new()));
            groups.len() - 1
        });
        if let Group::Entity(entity) = own {
            entities.get_mut(entity.0 as usize).into_iter().for_each(|slot| *slot = place);
        }
        groups.get_mut(place).into_iter().for_each(|(_, ids)| ids.push(id));
        let quotation = analysis.quotations.get(annotation.index as usize);
        if let Some(quotation) = quotation.filter(|_| annotation.kind == Kind::Quotation) {
            passages.of(u64::from(quotation.group));
        }
    }
    let mut outline = WireOutline { quotations: passages.len() as u32, ..WireOutline::default() };
    let mut nobody = None;
    for (group, ids) in groups {
        match group {
            Group::Entity(_) => outline.entities.push(ids),
            Group::Term(_) => outline.terms.push(ids),
            Group::Speaker(_) | Group::Named(_) => outline.speakers.push(ids),
            Group::Nobody => nobody = Some(ids),
        }
    }
    outline.speakers.extend(nobody);
    outline
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Entity, Mention, Speaker, Term};
    use crate::text::Span;

    /// Reads `0-4 person=0; 5-9 said=0 direct; 6-7 term=3`: an annotation each, with its entity, speaker or term.
    fn check(annotations: &str, expected_outline: &str, id: u32, expected_related: &str) {
        let mut analysis = Analysis::default();
        let mut chosen = Vec::new();
        for line in annotations.split("; ") {
            let words: Vec<_> = line.split(' ').collect();
            let (start, end) = words[0].split_once('-').expect("a span");
            let span = Span::new(start.parse().expect("a number"), end.parse().expect("a number"));
            let (kind, of) = words[1].split_once('=').unwrap_or((words[1], ""));
            let number = of.parse::<u32>().ok();
            let index = match kind {
                "term" => {
                    let term = TermId(number.expect("a term"));
                    analysis.terms.push(Term { span, term, confidence: 1.0, shown: true });
                    analysis.terms.len()
                }
                "said" => {
                    let class = match words[2] {
                        "reported" => QuotationClass::Reported,
                        "phrase" => QuotationClass::Phrase,
                        _ => QuotationClass::Direct,
                    };
                    let tier = if of.starts_with('?') { Tier::C } else { Tier::A };
                    let entity = number.map(EntityId);
                    let speaker = Speaker { name: of.to_owned(), span: Some(Span::new(0, 3)), entity, tier };
                    let speaker = Some(speaker).filter(|_| !of.is_empty());
                    let group = analysis.quotations.len() as u32 / 2;
                    analysis.quotations.push(Quotation { span, class, confidence: 1.0, speaker, cue: None, group });
                    analysis.quotations.len()
                }
                label => {
                    let (label, entity) = (Label::from_name(label).expect("a label"), number.map(EntityId));
                    analysis.mentions.push(Mention { span, label, confidence: 1.0, entity });
                    analysis.mentions.len()
                }
            };
            let kind = match kind {
                "term" => Kind::Term,
                "said" => Kind::Quotation,
                _ => Kind::Entity,
            };
            chosen.push(Annotation { span, kind, index: index as u32 - 1 });
        }
        let (key, name) = (String::new(), String::new());
        let entity = Entity { key, name, label: Label::Person, mentions: 0, record: None, told: None };
        analysis.entities = vec![entity; 3];
        let found = outline(&analysis, &chosen);
        let found = format!("{:?} {:?} {:?} {}", found.entities, found.terms, found.speakers, found.quotations);
        assert_eq!(found, expected_outline, "outline of {annotations}");
        let source = SourceText::from_plain("She said so, and more.");
        let found = related(&source, &analysis, &chosen, id);
        let called = found.called.unwrap_or_default();
        let found = format!("{:?} {:?} {:?} {called}", found.mentions, found.others, found.around);
        assert_eq!(found.trim_end(), expected_related, "related to {id} in {annotations}");
    }

    #[test]
    fn mentions_are_grouped_by_entity_in_order_of_the_first() {
        check("0-4 person=1; 5-9 place=0; 10-14 person=1", "[[0, 2], [1]] [] [] 0", 2, "[0, 2] [] []");
        check("0-4 date; 5-9 person=2", "[[1]] [] [] 0", 0, "[] [] []");
    }

    #[test]
    fn terms_are_grouped_by_entry() {
        check("0-4 term=7; 5-9 term=3; 10-14 term=7", "[] [[0, 2], [1]] [] 0", 0, "[0, 2] [] []");
    }

    #[test]
    fn quotations_are_grouped_by_speaker_and_the_unsure_come_last() {
        // What is only reported is in no group.
        check(
            "0-2 said=? direct; 3-5 said=0 direct; 6-7 said=officials direct; 8-9 said=0 reported",
            "[] [] [[1], [2], [0]] 2",
            1,
            "[] [] [] She",
        );
        // Pieces of one passage count once, phrases are nobody's speech, what is unsure leads nowhere.
        check("0-2 said direct; 3-5 said direct; 6-7 said=0 phrase", "[] [] [[0, 1]] 1", 0, "[] [] []");
        check("0-2 said=? reported", "[] [] [] 0", 0, "[] [] []");
    }

    #[test]
    fn a_name_in_a_quotation_leads_to_it_and_not_the_other_way() {
        check("0-20 said=0 direct; 2-6 place=1; 30-34 person=0", "[[1], [2]] [] [[0]] 1", 1, "[1] [] [0]");
        check("0-20 said=0 direct; 2-6 place=1; 30-34 person=0", "[[1], [2]] [] [[0]] 1", 0, "[] [] [] She");
    }
}
