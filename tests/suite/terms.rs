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
