//! An entry of the glossary as its sources state it: our TOML, a publisher's JSON or CSV. Imports: `card`.

use super::card::TermCard;

/// Names of an enumeration's values as every interface and file writes them, in their order in the pack.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value),+ }

        impl $name {
            /// Every value, in the order of the pack.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name in files and interfaces.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $text),+ }
            }

            /// The value called `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }
    };
}

named! {
    /// What kind of thing a term is; it decides the wording of the card and how strict capitals are.
    TermKind {
        /// An idea.
        Concept = "concept",
        /// Something done by rule.
        Procedure = "procedure",
        /// An act, bill or regulation.
        Law = "law",
        /// An agreement between states.
        Treaty = "treaty",
        /// A numbered part of a law or treaty.
        Clause = "clause",
        /// A case before a court.
        CourtCase = "court-case",
        /// A declared or named policy.
        Doctrine = "doctrine",
        /// A programme, fund or benefit.
        Programme = "programme",
        /// An institution.
        Institution = "institution",
        /// An office.
        Office = "office",
        /// Something that happens or is held.
        Event = "event",
        /// A weapon or military technology.
        Weapon = "weapon",
        /// A measure.
        Indicator = "indicator",
        /// A movement or current of ideas.
        Movement = "movement",
    }
}

named! {
    /// The field of policy; the label of the annotation.
    Category {
        /// Armed forces, weapons, terrorism.
        Defence = "defence",
        /// Money, budgets, taxes, work.
        Economy = "economy",
        /// Parliaments, governments, bills.
        Legislature = "legislature",
        /// Courts, rights, crimes.
        Law = "law",
        /// Relations between states.
        Diplomacy = "diplomacy",
        /// Sanctions, tariffs, industrial policy.
        Trade = "trade",
        /// Health, welfare, education.
        Health = "health",
        /// Climate, energy, environment.
        Climate = "climate",
        /// Voting and parties.
        Elections = "elections",
        /// Asylum, borders, citizenship.
        Migration = "migration",
        /// Political ideas.
        Ideology = "ideology",
        /// The European Union.
        Eu = "eu",
        /// The United Nations, development.
        Un = "un",
        /// No field of ours: a publisher's.
        General = "general",
    }
}

named! {
    /// Which capitals a form asks for.
    Case {
        /// Those of a name where the form is one, none otherwise.
        Any = "any",
        /// Exactly as written.
        Exact = "exact",
        /// Each content word with a capital.
        Title = "title",
    }
}

named! {
    /// Which variants of its words a form has.
    Inflect {
        /// The plural of the head noun.
        Noun = "noun",
        /// All forms of the first word, a verb.
        Verb = "verb",
        /// None.
        None = "none",
    }
}

named! {
    /// How near a word has to be.
    Within {
        /// In the same sentence.
        Sentence = "sentence",
        /// Anywhere in the article.
        Article = "article",
    }
}

named! {
    /// What a condition asks.
    Demand {
        /// One of the phrases is near.
        Needs = "needs",
        /// None of the phrases is near.
        Blocks = "blocks",
        /// None of the phrases comes right after.
        NotBefore = "not_before",
        /// None of the phrases comes right before.
        NotAfter = "not_after",
    }
}

named! {
    /// A class of named instruments that rules find and no list can hold (`annotate::terms::instruments`).
    Instrument {
        /// A law by its short title.
        Act = "act",
        /// A proposal for a law.
        Bill = "bill",
        /// A numbered or named amendment.
        Amendment = "amendment",
        /// A numbered part of a law that is named beside it.
        Provision = "provision",
        /// A case of two parties.
        CourtCase = "court-case",
        /// A numbered order of a US president.
        ExecutiveOrder = "executive-order",
        /// A numbered resolution of the Security Council.
        Resolution = "resolution",
        /// A directive of the European Union.
        Directive = "directive",
        /// A regulation of the European Union.
        Regulation = "regulation",
        /// A treaty, accord or protocol.
        Treaty = "treaty",
        /// A summit or conference.
        Summit = "summit",
        /// A military or police operation under a code name.
        Operation = "operation",
        /// A committee of a legislature, or a commission.
        Committee = "committee",
        /// An election with its year.
        Election = "election",
        /// A budget with its year.
        Budget = "budget",
    }
}

/// A condition under which an entry or form is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition<'a> {
    /// What it asks.
    pub demand: Demand,
    /// How far it looks; for neighbours of no account.
    pub within: Within,
    /// Words and phrases, compared whole and folded.
    pub phrases: Vec<&'a str>,
}

/// A way to write the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceForm<'a> {
    /// The words.
    pub text: &'a str,
    /// Which capitals it asks for.
    pub case: Case,
    /// Which variants it has.
    pub inflect: Inflect,
    /// Besides those of the entry.
    pub conditions: Vec<Condition<'a>>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry<'a> {
    /// Its stable slug.
    pub key: &'a str,
    /// The title of its card.
    pub label: &'a str,
    /// What kind of thing it is.
    pub kind: TermKind,
    /// Its field.
    pub category: Category,
    /// What its card says; `None` in the pack, where card texts are files of their own.
    pub card: Option<TermCard<'a>>,
    /// How everyday the word is outside policy, 0–100.
    pub generic: u8,
    /// How much a reader would want it explained, 0–100.
    pub salience: u8,
    /// How it is written.
    pub forms: Vec<SourceForm<'a>>,
    /// When it is shown.
    pub conditions: Vec<Condition<'a>>,
    /// The class of named instruments that it explains, if any.
    pub instrument: Option<Instrument>,
}

/// The key that `label` gives: lower-case ASCII letters, digits and single hyphens.
///
/// ```
/// use newsgloss::lexicon::glossary::slug;
/// assert_eq!(slug("Chargé d’affaires (acting)"), "charg-d-affaires-acting");
/// ```
pub fn slug(label: &str) -> String {
    let mut slug = String::with_capacity(label.len());
    for char in label.chars() {
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}
