//! What each training corpus marks, in terms of our labels, and how much it counts. Imports: `newsgloss`, `corpus`.
//!
//! A corpus that does not mark a label must not teach its absence: outside its marks any name of such a label may
//! stand. Where a corpus's label covers several of ours, each of them will do.

use newsgloss::annotation::Label;
use newsgloss::annotation::Label::{Event, Facility, Group, Law, Organization, Person, Place, Product, Work};

/// What a marked name may be in our scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A name of one of these labels, with just these boundaries.
    Name(Vec<Label>),
    /// Perhaps names, perhaps not.
    Unknown,
}

/// A kind of corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// Our own guide.
    Ours,
    /// People, organizations and places only.
    Coarse,
    /// The same, and works and products.
    Wide,
    /// `CrossNER`: fine labels, some of which are ours.
    CrossNer,
    /// Machine-made labels, trusted for people, organizations and places only.
    Silver,
    /// Silver that two of our own models agree with; what they do not agree on is open.
    Agreed,
}

impl Scheme {
    /// Labels that may stand unmarked in the corpus.
    pub(super) fn unmarked(self) -> &'static [Label] {
        match self {
            Self::Ours | Self::Agreed => &[],
            Self::Coarse | Self::CrossNer | Self::Silver => &[Group, Event, Law, Work, Product],
            Self::Wide => &[Group, Event, Law],
        }
    }

    /// What a name marked `label` (in the fine labels of the corpus `original`) is to us.
    #[expect(clippy::match_same_arms, reason = "one line for each label of a corpus")]
    pub(super) fn read(self, label: &str, original: &str) -> Reading {
        let name = |labels: &[Label]| Reading::Name(labels.to_vec());
        match (if self == Self::Agreed { Self::Ours } else { self }, label, original) {
            (Self::CrossNer, _, "politicalparty" | "band" | "university") => name(&[Organization]),
            (Self::CrossNer, _, "country") => name(&[Place]),
            (Self::CrossNer, _, "book" | "poem" | "song" | "album") => name(&[Work]),
            (Self::CrossNer, _, "magazine" | "academicjournal") => name(&[Work, Organization]),
            (Self::CrossNer, _, "election" | "event" | "conference") => name(&[Event]),
            (Self::Wide, _, "creative-work") => name(&[Work]),
            (Self::Wide, _, "product") => name(&[Product]),
            (_, "PER", _) => name(&[Person]),
            (_, "ORG", _) => name(&[Organization]),
            (Self::Ours, "LOC", _) => name(&[Place]),
            (_, "LOC" | "FAC", _) if self != Self::Ours => name(&[Place, Facility]),
            (Self::Ours, "FAC", _) => name(&[Facility]),
            (Self::Ours | Self::Silver, "NORP", _) => name(&[Group]),
            (Self::Ours, "EVENT", _) => name(&[Event]),
            (Self::Ours, "LAW", _) => name(&[Law]),
            (Self::Ours, "WORK", _) => name(&[Work]),
            (Self::Ours, "PROD", _) => name(&[Product]),
            _ => Reading::Unknown,
        }
    }
}

/// A training corpus.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corpus {
    /// File below ../shared/data/entities, without extension.
    pub(super) name: &'static str,
    /// What it marks.
    pub(super) scheme: Scheme,
    /// Whether its rows are articles, in which names come again.
    pub(super) articles: bool,
    /// Weight of each of its sentences; one of our own news articles has 1.
    pub(super) weight: f32,
}

const fn corpus(name: &'static str, scheme: Scheme, weight: f32) -> Corpus {
    Corpus { name, scheme, articles: false, weight }
}

const fn articles(name: &'static str, scheme: Scheme, weight: f32) -> Corpus {
    Corpus { articles: true, ..corpus(name, scheme, weight) }
}

/// Our own articles, which are in the repository.
pub(super) const ARTICLES: &str = "data/articles";

/// All training corpora. Nothing of `measure-only/` nor our own development sets may stand here.
pub(super) const CORPORA: [Corpus; 23] = [
    articles(ARTICLES, Scheme::Ours, 1.0),
    articles("news-gold-train", Scheme::Ours, 1.0),
    corpus("wikipedia-gold-train", Scheme::Ours, 1.0),
    corpus("uner-ewt-dev", Scheme::Coarse, 0.25),
    corpus("uner-pudwiki-test", Scheme::Coarse, 0.25),
    corpus("crossner-ai-train", Scheme::CrossNer, 0.15),
    corpus("crossner-ai-dev", Scheme::CrossNer, 0.15),
    corpus("crossner-literature-train", Scheme::CrossNer, 0.15),
    corpus("crossner-literature-dev", Scheme::CrossNer, 0.15),
    corpus("crossner-music-train", Scheme::CrossNer, 0.15),
    corpus("crossner-music-dev", Scheme::CrossNer, 0.15),
    corpus("crossner-politics-train", Scheme::CrossNer, 0.15),
    corpus("crossner-politics-dev", Scheme::CrossNer, 0.15),
    corpus("crossner-science-train", Scheme::CrossNer, 0.15),
    corpus("crossner-science-dev", Scheme::CrossNer, 0.15),
    corpus("wnut17-train", Scheme::Wide, 0.15),
    corpus("wnut17-dev", Scheme::Wide, 0.15),
    corpus("btc-a", Scheme::Coarse, 0.15),
    corpus("btc-b", Scheme::Coarse, 0.15),
    corpus("btc-f", Scheme::Coarse, 0.15),
    corpus("btc-g", Scheme::Coarse, 0.15),
    corpus("btc-h", Scheme::Coarse, 0.15),
    corpus("silver-wikipedia", Scheme::Silver, 0.3),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_schemes_are_mapped_or_left_open() {
        let check = |scheme: Scheme, label, original, expected| assert_eq!(scheme.read(label, original), expected);
        check(Scheme::Ours, "LOC", "LOC", Reading::Name(vec![Place]));
        check(Scheme::Coarse, "LOC", "LOC", Reading::Name(vec![Place, Facility]));
        check(Scheme::CrossNer, "MISC", "song", Reading::Name(vec![Work]));
        check(Scheme::CrossNer, "MISC", "award", Reading::Unknown);
        check(Scheme::Silver, "EVENT", "EVENT", Reading::Unknown);
        assert!(
            CORPORA.iter().all(|corpus| !corpus.name.contains("measure") && !corpus.name.starts_with("news-gold-dev"))
        );
    }
}
