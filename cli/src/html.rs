//! An HTML page to the source text of its article, by the rules that the widget follows in the page.

use anyhow::{Result, anyhow};
use newsgloss::text::{BlockKind, SourceText, SourceTextBuilder, html};
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// Reads the elements that `root` selects, or `<article>`, `<main>` or `<body>`, whichever there is first.
pub(crate) fn read(page: &str, root: Option<&str>) -> Result<SourceText> {
    let page = Html::parse_document(page);
    let selectors = root.map_or_else(|| vec!["article", "main", "body"], |root| vec![root]);
    let ignored = selector(html::IGNORED)?;
    for name in selectors {
        let roots: Vec<_> = page.select(&selector(name)?).collect();
        if !roots.is_empty() {
            let mut reader = Reader { builder: SourceTextBuilder::new(), nodes: 0, ignored };
            for root in roots {
                reader.element(root, None);
            }
            return Ok(reader.builder.finish());
        }
    }
    Err(anyhow!("nothing in the page matches {}", root.unwrap_or("article, main or body")))
}

fn selector(text: &str) -> Result<Selector> {
    Selector::parse(text).map_err(|error| anyhow!("selector {text}: {error}"))
}

struct Reader {
    builder: SourceTextBuilder,
    nodes: u32,
    ignored: Selector,
}

impl Reader {
    /// Depth-first without recursion: pages nest deeper than a stack.
    fn element(&mut self, root: ElementRef<'_>, outer: Option<BlockKind>) {
        // What is still to do, last first: enter a node inside a block of some kind, or end a block.
        let mut todo = vec![(Some(*root), outer)];
        while let Some((node, outer)) = todo.pop() {
            let Some(node) = node else {
                self.builder.start_block(outer.unwrap_or_default());
                continue;
            };
            match node.value() {
                Node::Text(text) => {
                    self.builder.push_text(self.nodes, text);
                    self.nodes += 1;
                }
                Node::Element(element) if element.name() == "br" => self.builder.push_line_break(),
                Node::Element(element) => {
                    let ignored = ElementRef::wrap(node).is_some_and(|element| self.ignored.matches(&element));
                    if ignored || html::is_skipped(element.name()) {
                        continue;
                    }
                    let kind = html::block_kind(element.name(), outer);
                    if let Some(kind) = kind {
                        self.builder.start_block(kind);
                        todo.push((None, outer));
                    }
                    todo.extend(node.children().rev().map(|child| (Some(child), kind.or(outer))));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_prose_in_blocks_and_leaves_the_rest() {
        let page = "<body><nav>Menu</nav><article><h1>Head</h1><p>One <em>two</em><br>three<script>x</script></p>\
            <p hidden>gone</p><blockquote><p>Said</p></blockquote>tail</article></body>";
        let source = read(page, None).expect("an article");
        let blocks: Vec<_> = source.blocks().iter().map(|block| source.slice(block.span)).collect();
        assert_eq!(blocks, ["Head", "One two\nthree", "Said", "tail"]);
        assert!(read("<p>x", Some("main")).is_err());
    }

    #[test]
    fn deep_nesting_does_not_overflow() {
        let page = format!("<article>{}x", "<div>".repeat(20_000));
        assert_eq!(read(&page, None).expect("an article").blocks().len(), 1);
    }
}
