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
fn marks_of_the_paragraph_before_are_not_its_own() {
    check("Usually they hold.\"\n\n[Exit\"polls] gave her a lead.");
    check("Usually they hold.\n\n[Exit\"polls\"]\n\nThey gave her a lead.");
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
fn sanctions_and_what_is_sanctioned() {
    check("The bank is under [sanctions], and the ministry hid its trade.");
    check("Firms sold [dual-use technologies] and [dual-use goods] to both sides.");
    check("The ministry bought [sanctioned] equipment through a third country.");
    check("The Football League approved a sanctioned match.");
}

#[test]
fn economic_crisis_is_one_of_policy() {
    check("The government blamed the [economic crisis] on [sanctions].");
    check("An identity crisis and the economics of a family.");
}

#[test]
fn article_five_needs_nato_near() {
    check("The North Atlantic allies invoked [Article 5] after the attack.");
    check("[NATO] leaders spoke of an attack on all. It was the first time that [Article 5] was invoked.");
    check("The court ruled on Article 5 of the constitution.");
    check("Under [Article 5] of the [Rome Statute] the court may try such crimes.");
    check("The lease says so in Article 5.");
    let card = |text: &str| {
        let source = SourceText::from_plain(text);
        let (analysis, _) = annotate(&source, &RESOURCES, &Config::ALL);
        analysis.terms.first().and_then(|term| RESOURCES.term(term.term)).map(|term| term.key)
    };
    let nato = card("Article 5 binds all members of the alliance, said NATO.");
    let other = card("Article 5 of the Rome Statute names the crimes.");
    assert!(
        nato.as_deref() == Some("article-5") && other.as_deref() == Some("instrument-provision"),
        "{nato:?} {other:?}"
    );
}

#[test]
fn numbered_parts_of_laws_need_their_law_near() {
    check("The report has a Title II, a Section 5 and an Article II.");
    check("Read Chapter 11 of the novel before class.");
    check("The firm filed for [Chapter 11 bankruptcy] on Monday.");
    check("Students cite [Title IX] and campus rules.");
    check("Platforms rely on [Section 230].");
    check("Turn to Section 230 of the stadium for the best seats.");
}

#[test]
fn everyday_words_are_no_terms() {
    check("Those who will vote left a post at the office.");
    check("The law says that the exchange of gifts is private.");
    check("She went to primary school and does like the idea of that era.");
    check("They share a snap of the party and start to act.");
    check("He read her will, saw the image and paid the rate.");
    check("The order of the day was to stay and draft a report.");
    check("The press wrote of the death, the work, the house and the city service.");
    check("It was an agreement on the export plan, an issue of state.");
    check("Children at recess paid a premium for sweets.");
    check("A surge of water broke the settlement of the dispute over the well.");
    check("Her directive to the delegate at the comic convention was clear.");
    check("The catcher stood near the backstop.");
    check("After the quarrel came a tearful reconciliation.");
    check("The brothers argued over the proposition all night.");
    check("An exchange of letters ended the quarrel, and an exchange student wrote of it.");
}

#[test]
fn acronyms_that_are_words_need_their_field() {
    check("They who went, WHO or not, had no idea. An IDEA of SHARE and an ERA of DOE.");
    check("Doctors of the [World Health Organization], or [WHO], came.");
    check("A cold snap hit. SNAP went the twig.");
    check("Poor families buy food with [SNAP] benefits.");
}

#[test]
fn senses_by_their_company() {
    check("The Senate passed the budget through [reconciliation].");
    check("Voters chose her in the [Republican primary].");
    check("The [Supreme Court] [granted a stay] of the ruling.");
}

#[test]
fn longer_names_keep_their_words() {
    check("The Supreme Court of Cassation heard him.");
    check("The Regional Security Council met.");
    check("The [National Security Council] met.");
    check("Members of the Customs Union Party walked out.");
    check("The Supreme Court of Cassation of Italy and the Texas Supreme Court ruled.");
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
