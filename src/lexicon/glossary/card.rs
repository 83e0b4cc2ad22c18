//! What a card says of an entry. Imports: nothing.
//!
//! It is kept as one text, in the data files and in memory: the definition, then a line for each further thing that is
//! known, which its first character names.

/// Further names, the region, and links.
const ALSO: char = '+';
const REGION: char = '@';
const LINK: char = '>';

/// What a card says of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermCard<'a> {
    /// One sentence.
    pub definition: &'a str,
    /// What the term is called besides.
    pub also: Vec<&'a str>,
    /// Where the term holds: two small letters of ISO 3166, `uk`, `eu`, or a publisher's words; none for everywhere.
    pub region: Option<&'a str>,
    /// Where more is said.
    pub links: Vec<Link<'a>>,
}

/// A link of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// An address that [`is_safe`] let pass, without spaces.
    pub url: &'a str,
    /// What to call it.
    pub title: &'a str,
}

impl<'a> TermCard<'a> {
    /// The card that [`TermCard::to_text`] made `text` from; none where it is empty.
    pub fn read(text: &'a str) -> Option<Self> {
        let mut lines = text.lines();
        let mut card = Self { definition: lines.next()?, ..Self::default() };
        for line in lines {
            if let Some(name) = line.strip_prefix(ALSO) {
                card.also.push(name);
            } else if let Some(region) = line.strip_prefix(REGION) {
                card.region = Some(region);
            } else if let Some((url, title)) = line.strip_prefix(LINK).and_then(|link| link.split_once(' ')) {
                card.links.push(Link { url, title });
            }
        }
        Some(card)
    }

    /// The card as one text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut put = |parts: &[&str]| {
            for part in parts {
                if part.bytes().any(|byte| byte.is_ascii_control()) {
                    text.extend(part.chars().map(|char| if char.is_control() { ' ' } else { char }));
                } else {
                    text.push_str(part);
                }
            }
            text.push('\n');
        };
        put(&[self.definition]);
        self.also.iter().for_each(|name| put(&["+", name]));
        self.region.iter().for_each(|region| put(&["@", region]));
        self.links.iter().for_each(|link| put(&[">", link.url, " ", link.title]));
        text.pop();
        text
    }
}

/// Whether a page may link to `url`: nothing that runs, and nothing that a space would cut short.
pub fn is_safe(url: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:"];
    let begins = |scheme: &&str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    schemes.iter().any(begins) && !url.contains(|char: char| char.is_whitespace() || char.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_come_back() {
        let link = Link { url: "https://example.org/a", title: "More on it" };
        let full = TermCard { definition: "A road.", also: vec!["A", "B b"], region: Some("us"), links: vec![link] };
        assert_eq!(full.to_text(), "A road.\n+A\n+B b\n@us\n>https://example.org/a More on it");
        for card in [full, TermCard { definition: "A road.", ..TermCard::default() }] {
            assert_eq!(TermCard::read(&card.to_text()), Some(card.clone()));
        }
        assert_eq!(TermCard::read(""), None);
    }

    #[test]
    fn a_line_break_begins_nothing() {
        let card = TermCard { definition: "A\n>javascript:x y", ..TermCard::default() };
        assert_eq!(TermCard::read(&card.to_text()).map(|card| card.links), Some(Vec::new()));
    }

    #[test]
    fn only_addresses_that_lead_somewhere_are_safe() {
        for url in ["https://example.org/", "HTTP://example.org", "mailto:desk@example.org"] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            " https://a",
            "//a",
            "https://a b",
            "https://a\n",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
