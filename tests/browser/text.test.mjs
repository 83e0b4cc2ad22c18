// Text out of a page: what is read, what is skipped, and offsets that agree with JavaScript's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { annotations, start } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();

test("names are found across elements, breaks and invisible characters", async () => {
  await start(browser, "/tests/hard.html");
  const texts = (await annotations(browser)).map(({ text }) => text);
  for (const name of ["Geneva", "Taiwan", "Ukraine", "New\nZealand", "Germany", "Brazil", "Japan", "Niger", "Nigeria",
    "South\u00a0Africa", "Swit\u00adzer\u00adland", "Poland"]) {
    assert.ok(texts.includes(name), `${JSON.stringify(name)} is not in ${JSON.stringify(texts)}`);
  }
});

test("what the page hides, controls and code are not read", async () => {
  await start(browser, "/tests/hard.html");
  const texts = (await annotations(browser)).map(({ text }) => text);
  for (const name of ["Sweden", "Norway", "Denmark", "Finland", "Iceland", "Ireland", "Portugal"]) {
    assert.ok(!texts.includes(name), `${name} is in ${JSON.stringify(texts)}`);
  }
});

test("options leave out what they name", async () => {
  await start(browser, "/tests/hard.html", { exclude: "#quoted, #emoji", kinds: ["entities"] });
  const found = await annotations(browser);
  assert.ok(found.every(({ kind }) => kind === "entity"));
  assert.ok(!found.some(({ text }) => text === "Brazil" || text === "Angela Merkel"));
});

test("offsets are JavaScript's", async () => {
  await start(browser, "/tests/hard.html");
  const wrong = await browser.run(async () => {
    const text = "🦀 From Köln 👩‍🚀 to Ko\u0308ln, Germany; “🇫🇷 yes,” said Angela Merkel of Germany.\n\nJapan 한국 Brazil.";
    const found = await window.newsgloss.annotate(text);
    if (found.length < 5) return `only ${found.length} annotations`;
    return found.filter(({ start, end, text: words }) => text.slice(start, end) !== words);
  });
  assert.deepEqual(wrong, []);
});

test("cutting the text into other nodes changes nothing", async () => {
  await start(browser, "/tests/hard.html");
  const expected = (await annotations(browser)).map(({ id, ...rest }) => rest);
  for (const seed of [1, 2, 3]) {
    await browser.run(async (seed) => {
      window.instance.stop();
      let state = seed;
      const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        for (let at = node.length - 1; at > 0; at -= 1 + Math.floor(random() * 4)) {
          // Not inside a surrogate pair: no editor cuts there, and half a character is none.
          if (!/[\udc00-\udfff]/.test(node.data[at])) node.splitText(at);
        }
      }
      window.instance = await window.newsgloss.init();
    }, seed);
    const found = (await annotations(browser)).map(({ id, ...rest }) => rest);
    assert.deepEqual(found, expected, `seed ${seed}`);
  }
});
