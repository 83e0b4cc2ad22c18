//! Policy terms of the glossary in running text: what is marked in brackets is found, nothing else is.
//! Imports: `newsgloss`, the glossary as xtask reads it.

use newsgloss::lexicon::{LEXICON, glossary, pack};
use newsgloss::pipeline::{Config, Resources, annotate};
use newsgloss::text::SourceText;
use std::path::Path;
use std::sync::LazyLock;

#[path = "../../xtask/src/data/glossary/source.rs"]
mod source;

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| load().expect("the glossary"));

fn load() -> anyhow::Result<Resources> {
    let files = source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/glossary"))?;
    let sections = glossary::write(&source::entries(&files)?, 0);
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let mut resources = Resources::default();
    resources.load(LEXICON.name, &pack::write(LEXICON, &sections))?;
    Ok(resources)
}

/// All terms of the text of `fixture`, painted or not, must be those in its brackets.
fn check(fixture: &str) {
    let source = SourceText::from_plain(&fixture.replace(['[', ']'], ""));
    let (analysis, _) = annotate(&source, &RESOURCES, &Config::ALL);
    let mut found = String::new();
    let mut at = 0;
    for term in &analysis.terms {
        let (start, end) = (term.span.start() as usize, term.span.end() as usize);
        found.extend([&source.text()[at..start], "[", &source.text()[start..end], "]"]);
        at = end;
    }
    found.push_str(&source.text()[at..]);
    assert_eq!(found, fixture);
}

#[test]
fn one_china_policy_in_five_spellings() {
    check("Nothing in the [One China policy] changed.");
    check("Nothing in the [one-China policy] changed.");
    check("Nothing in the [“One China” policy] changed.");
    check("Nothing in the ['one China' policy] changed.");
    check("Beijing insists on the [One-China principle].");
}

#[test]
fn terms_of_the_day_are_found() {
    check("He spoke for [Taiwan independence] again.");
    check("The package holds [lethal assistance] for the army.");
    check("Firms may not sell [dual-use technologies] there.");
    check("New [sanctions] hit two banks.");
    check("They met at the [Ukraine Recovery Conference] in June.");
    check("The bill would repeal [Section 230] of the [Communications Decency Act].");
    check("Importers will pay under the [carbon border adjustment mechanism], or [CBAM].");
    check("Schools must follow [Title IX] rules.");
    check("Senators kept the [filibuster].");
    check("The bank ended [quantitative easing] in March.");
    check("He signed an [executive order] on Monday.");
    check("The country faces an [economic crisis].");
    check("The court struck down [Roe v. Wade] in June.");
}

#[test]
fn article_five_needs_nato_near() {
    check("The North Atlantic allies invoked [Article 5] after the attack.");
    check("The court ruled on Article 5 of the constitution.");
    check("The lease says so in Article 5.");
}

#[test]
fn everyday_words_are_no_terms() {
    check("Those who will vote left a post at the office.");
    check("The law says that the exchange of gifts is private.");
    check("She went to primary school and does like the idea of that era.");
    check("They share a snap of the party and start to act.");
    check("He read her will, saw the image and paid the rate.");
    check("The order of the day was to stay and draft a report.");
}

#[test]
fn longer_names_keep_their_words() {
    check("The Supreme Court of Cassation heard him.");
    check("The Regional Security Council met.");
    check("The [National Security Council] met.");
    check("Members of the Customs Union Party walked out.");
}

#[test]
fn instruments_are_known_by_their_form() {
    check("She signed the [Alabama Human Life Protection Act] on Tuesday.");
    check("The [Secure Rural Schools Act of 2000] lapsed.");
    check("He backs the [Corker Amendment] and the [Safer Streets Bill].");
    check("Judges cited [Mercer v. City of Duluth] at length.");
    check("He revoked [Executive Order 14999] yesterday.");
    check("The [Security Council] passed [Resolution 2999] late.");
    check("Brussels rewrote the [Package Travel Directive] of the EU.");
    check("They signed the [Treaty of Zaragoza] and the [Tirana Accord].");
    check("Leaders left the [Blue Pacific Summit] early.");
    check("Troops began [Operation Silent Reed] there.");
    check("The [House Oversight and Reform Committee] sat.");
    check("Under [Article 8] of the [Paris Agreement], they pay.");
}

#[test]
fn words_of_instruments_alone_are_none() {
    check("Bill Harper met the Act of the day, a singer.");
    check("The Big Order and the Last Resolution are films.");
    check("In Article 7 the writer asks why.");
    check("Operation of the plant stopped; the Committee met.");
}
