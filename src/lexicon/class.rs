//! Kinds of things that the lexicon names, finer than labels. Imports: `annotation`.

use crate::annotation::Label;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $label:ident),* $(,)?) => {
        /// The kind of a record, as in the class column of data/entities; its number is what the lexicon file holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant),* }

        impl Class {
            /// Every class, in order of its number.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in data/entities.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The label of mentions of such a thing.
            pub fn label(self) -> Label {
                match self { $(Self::$variant => Label::$label),* }
            }
        }
    };
}

classes! {
    /// An independent country.
    Country "country" Place,
    /// A territory with an ISO code of its own.
    Territory "territory" Place,
    /// A state, province or the like; a former country.
    Region "region" Place,
    /// The capital of a country.
    Capital "capital" Place,
    /// Any other city.
    City "city" Place,
    /// A continent, sea, strait, part of a country …
    Geography "place" Place,
    /// What the people and things of a country are called.
    Demonym "demonym" Group,
    /// A people, religious or political group.
    Group "group" Group,
    /// A politician of the world's lists.
    Politician "politician" Person,
    /// A person kept by hand.
    Person "person" Person,
    /// A member of the US Congress.
    Congress "congress" Person,
    /// A governor, mayor or the like in the United States.
    StateOfficial "state-official" Person,
    /// A political party.
    Party "party" Organization,
    /// An international body.
    Body "body" Organization,
    /// A ministry, service or court outside the United States, or an institution known by its building.
    Government "government" Organization,
    /// A body of the US government.
    Agency "agency" Organization,
    /// A committee of the US Congress.
    Committee "committee" Organization,
    /// A US federal court.
    Court "court" Organization,
    /// A parliament or one of its chambers.
    Parliament "parliament" Organization,
    /// A central bank.
    CentralBank "central-bank" Organization,
    /// A company listed in the United States.
    Company "company" Organization,
    /// Another company or online service.
    Firm "firm" Organization,
    /// A news site.
    Outlet "outlet" Organization,
    /// A newspaper in the United States.
    Newspaper "newspaper" Organization,
    /// Another paper, agency or broadcaster.
    Broadcaster "broadcaster" Organization,
    /// A university.
    University "university" Organization,
    /// A charity, union, think tank, church, campaign …
    CivilSociety "civil-society" Organization,
    /// An armed group.
    ArmedGroup "armed-group" Organization,
    /// A building, base or monument.
    Facility "facility" Facility,
    /// A war, attack, movement or meeting with a name.
    Event "event" Event,
}

impl Class {
    /// The class with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The class with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_lead_back() {
        for &class in Class::ALL {
            assert_eq!(Class::from_number(class as u8), Some(class));
            assert_eq!(Class::from_name(class.as_str()), Some(class));
        }
        assert_eq!(Class::from_number(Class::ALL.len() as u8), None);
    }
}
