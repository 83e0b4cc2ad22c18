//! What the annotators find, as plain data with public fields. Imports: `text`.
//!
//! All spans are UTF-8 byte offsets. How these types look to JavaScript and in JSON is `wire`'s business.

use crate::text::Span;

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A person or family.
    Person,
    /// An organization, including institutions known by a building (White House).
    Organization,
    /// A country, region, city or natural place; also when it acts (`Washington said`).
    Place,
    /// A building, airport, base or monument.
    Facility,
    /// A nationality, or an ethnic, religious or political group.
    Group,
    /// A named event.
    Event,
    /// A named law, treaty or court case.
    Law,
    /// The title of a work.
    Work,
    /// A named product, vehicle, weapon or ship.
    Product,
    /// A date or time.
    Date,
    /// An amount of money.
    Money,
}

impl Label {
    /// Every label, in the order of the design.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Facility,
        Self::Group,
        Self::Event,
        Self::Law,
        Self::Work,
        Self::Product,
        Self::Date,
        Self::Money,
    ];

    /// The name in every interface, lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Event => "event",
            Self::Law => "law",
            Self::Work => "work",
            Self::Product => "product",
            Self::Date => "date",
            Self::Money => "money",
        }
    }

    /// The label called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.as_str() == name)
    }
}

/// Index of an [`Entity`] in [`Analysis::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One occurrence of a name, date or amount in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The shortest full name: no article, title or possessive.
    pub span: Span,
    /// What it names.
    pub label: Label,
    /// How sure the annotator is, 0–1.
    pub confidence: f32,
    /// Whom or what it names; none for dates and amounts, and before coreference has run.
    pub entity: Option<EntityId>,
}

/// A person, place or thing that the article names at least once.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// A slug, unique within the article: `antony-blinken`.
    pub key: String,
    /// Its best (longest) name in the article.
    pub name: String,
    /// The label of most of its mentions.
    pub label: Label,
    /// Number of its mentions.
    pub mentions: u32,
    /// Index of its record in the lexicon, where the link is safe.
    pub record: Option<u32>,
    /// What the publisher's server says of it, where that made the annotations.
    pub told: Option<Box<Told>>,
}

/// What another engine with the same data has found out about an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its Wikidata item, the number after the Q.
    pub qid: Option<u32>,
    /// One line with years.
    pub description: Option<String>,
}

/// What a quoted stretch is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationClass {
    /// A whole quotation.
    Direct,
    /// Quoted words inside a sentence of the author's.
    Partial,
    /// What someone said, without marks; core cue verbs only.
    Reported,
    /// A term in quotation marks, nobody's speech.
    Phrase,
    /// The title of a work.
    Title,
}

impl QuotationClass {
    /// Every class, in the order of the design.
    pub const ALL: [Self; 5] = [Self::Direct, Self::Partial, Self::Reported, Self::Phrase, Self::Title];

    /// The class called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// The name in every interface, lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Reported => "reported",
            Self::Phrase => "phrase",
            Self::Title => "title",
        }
    }
}

/// How sure a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Shown.
    A,
    /// Shown as probable.
    B,
    /// Not shown.
    C,
}

impl Tier {
    /// The name in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// What to show: the full name where it is safe, otherwise the words of the article (`officials`, `she`).
    pub name: String,
    /// Where the article names the speaker of this quotation.
    pub span: Option<Span>,
    /// The article entity, where it is one.
    pub entity: Option<EntityId>,
    /// How sure that is.
    pub tier: Tier,
}

/// A quoted stretch or reported statement within one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The words quoted, without the marks.
    pub span: Span,
    /// What it is.
    pub class: QuotationClass,
    /// How sure the annotator is of the class, 0–1.
    pub confidence: f32,
    /// Who said it.
    pub speaker: Option<Speaker>,
    /// The words that say so: `said`, `according to`.
    pub cue: Option<Span>,
    /// Pieces of one quotation over several blocks share this number.
    pub group: u32,
}

/// Index of a glossary entry; `lexicon` resolves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// One occurrence of a policy term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The phrase that carries the term.
    pub span: Span,
    /// Which glossary entry.
    pub term: TermId,
    /// How sure the annotator is, 0–1.
    pub confidence: f32,
    /// Whether this mention is painted (first mentions, within the density guard); all mentions are known.
    pub shown: bool,
}

/// Everything found in one article. Each list is in order of its spans; layers may overlap each other until
/// `resolve` has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Names, dates and amounts.
    pub mentions: Vec<Mention>,
    /// What the names name.
    pub entities: Vec<Entity>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Policy terms.
    pub terms: Vec<Term>,
}

/// Which list of an [`Analysis`] an [`Annotation`] points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// [`Analysis::quotations`].
    Quotation,
    /// [`Analysis::terms`].
    Term,
    /// [`Analysis::mentions`].
    Entity,
}

impl Kind {
    /// The name in every interface, lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Term => "term",
            Self::Entity => "entity",
        }
    }
}

/// One thing to show: a place in the text and what was found there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Where.
    pub span: Span,
    /// In which list.
    pub kind: Kind,
    /// Index in that list.
    pub index: u32,
}
