// Pages made to hurt: deep, shattered, endless. The page stays as it was, the result is right as far as it goes, and
// memory has a bound.

import assert from "node:assert/strict";
import { test } from "node:test";
import { engine, useBrowser } from "./harness.mjs";
import { usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const SAID = "“We are close to a ceasefire,” said Angela Merkel, who spoke in Geneva. ";
const QUOTED = "We are close to a ceasefire,";
/** Other engines take a minute to throw so many nodes away, with or without us. */
const NODES = engine === "chromium" ? 100_000 : 10_000;
/** What the engine may hold at most for a text of a megabyte, its data included: 128 MiB. */
const MOST_WASM_BYTES = 128 * 2 ** 20;

/** The engine's memory is seen as the module is instantiated. */
const WATCH = `for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await original.apply(WebAssembly, given);
    window.memory = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory) ?? window.memory;
    return made;
  };
}`;
site.file("/watch.js", { content: WATCH });

/** Builds the article by `build(article, said)` in the page, annotates it and returns what came of it. */
async function check(name, build, options = {}) {
  await visit(browser, site.page(`/${name.replaceAll(/\W/g, "-")}`, "<article lang=en></article>", { head: '<script src="/watch.js"></script>' }));
  return browser.run(`async (said, nodes, options) => {
    const article = document.querySelector("article");
    article.remove();
    (${build})(article, said, nodes);
    // Millions of characters take a browser long to lay out; that is not what is tried here.
    article.style.display = "none";
    document.body.append(article);
    const shape = () => {
      const walker = document.createTreeWalker(article);
      let count = 0, length = 0;
      while (walker.nextNode()) {
        count += 1;
        length += walker.currentNode.data?.length ?? 0;
      }
      return [count, length, article.attributes.length].join();
    };
    const before = shape();
    const { init } = await import("/ng/newsgloss.js");
    const begin = performance.now();
    const instance = await init({ live: false, ...options });
    const seen = {
      ms: performance.now() - begin,
      same: shape() === before,
      count: instance.annotations.length,
      quoted: [...(CSS.highlights.get("newsgloss-quotation") ?? [])].slice(0, 3).map(String),
      wrong: instance.toJSON().flatMap(({ text, annotations }) => annotations.filter((it) => text.slice(it.start, it.end) !== it.text)).length,
      bytes: window.memory?.buffer.byteLength,
    };
    instance.destroy();
    return { ...seen, left: CSS.highlights.size };
  }`, SAID, NODES, options);
}

for (const [name, build, quoted] of [
  ["10,000 nested inline elements", (article, said) => {
    let inner = article;
    for (let depth = 0; depth < 10_000; depth += 1) {
      const next = document.createElement("span");
      inner.append(next);
      inner = next;
    }
    inner.append(said);
  }, [QUOTED]],
  [`${NODES} text nodes of one character`, (article, said, nodes) => {
    // In paragraphs: Chromium takes time by the square of a highlight's neighbours in one element, with or without us.
    for (let at = 0, paragraph; at < nodes; at += 1) {
      if (at % 720 === 0) article.append((paragraph = document.createElement("p")));
      paragraph.append(document.createTextNode(said[at % said.length]));
    }
  }, ["W", "e", " "]],
  [`${NODES} empty text nodes`, (article, said, nodes) => {
    for (let at = 0; at < nodes; at += 1) article.append(document.createTextNode(""));
    article.append(said);
  }, [QUOTED]],
  ["a megabyte of quotation marks", (article) => article.append("\"".repeat(1_000_000)), []],
  ["a megabyte of opening marks", (article) => article.append("“".repeat(333_333)), []],
  ["a megabyte of capitals", (article) => article.append("A".repeat(1_000_000)), []],
  ["a megabyte of one word", (article) => article.append("word ".repeat(200_000)), []],
  ["tags without partners", (article, said) => {
    article.innerHTML = `<b><i></p></div><p>${said}</b></i></article><p><a href="</p>`;
  }, [QUOTED]],
  ["zero-width and turning characters", (article, said) => {
    article.append([...said].join("\u200b"), "\u202e\u2066\u200f\ufeff".repeat(1000));
  }, [`\u200b${[...QUOTED].join("\u200b")}\u200b`]],
  ["halves of characters", (article, said) => article.append("\ud83d ", said, "\ude00", " \ud83d", document.createTextNode("\ude00 "), said), [QUOTED, QUOTED]],
]) {
  test(name, async (t) => {
    const seen = await check(name, build);
    t.diagnostic(`${Math.round(seen.ms)} ms, ${seen.count} annotations, ${(seen.bytes / 2 ** 20).toFixed(1)} MiB`);
    assert.ok(seen.same, "the article was changed");
    assert.deepEqual(seen.quoted, quoted);
    assert.equal(seen.wrong, 0);
    assert.equal(seen.left, 0);
    // Long texts are read in a worker, whose memory is its own.
    if (seen.bytes) assert.ok(seen.bytes <= MOST_WASM_BYTES, `${seen.bytes} bytes`);
    assert.deepEqual(await warnings(browser), []);
  });
}

test("past two million bytes the rest is left alone, after one warning", { skip: engine !== "chromium" && "once is enough" }, async (t) => {
  const seen = await check("too long", (article, said) => {
    const piece = document.createElement("p");
    piece.textContent = said;
    for (let count = 0; count < 30_000; count += 1) article.append(piece.cloneNode(true));
  });
  t.diagnostic(`${Math.round(seen.ms)} ms, ${seen.count} annotations`);
  assert.equal(seen.wrong, 0);
  // 77 bytes a paragraph with the break after it.
  const fit = Math.floor(2_000_000 / (new TextEncoder().encode(SAID.trim()).length + 2));
  assert.ok(Math.abs(seen.count / fit - 3) < 0.01, `${seen.count} in ${fit} paragraphs`);
  const said = await warnings(browser);
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0], /2,000,000 bytes/);
});

test("halves of characters in plain text keep their places", async () => {
  await visit(browser, site.page("/plain-halves", "<p>none</p>"));
  const wrong = await browser.run(async (said) => {
    const { annotate } = await import("/ng/newsgloss.js");
    const text = `\ud83d ${said}\ude00 \ud83d\ude00 ${said}\ud83d`;
    const found = await annotate(text);
    return [found.length > 4, found.filter(({ start, end, text: words }) => text.slice(start, end) !== words).length];
  }, SAID);
  assert.deepEqual(wrong, [true, 0]);
});
