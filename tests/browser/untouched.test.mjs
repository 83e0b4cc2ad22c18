// The page stays as it was: before, during and after.

import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();

test("the article is byte-identical before, during and after", async () => {
  await start(browser, "/tests/hard.html");
  const seen = await browser.run(() => {
    const during = document.querySelector("article").outerHTML;
    const painted = CSS.highlights.get("newsgloss-place").size;
    window.instance.stop();
    return { before: window.before, during, after: document.querySelector("article").outerHTML, painted };
  });
  assert.ok(seen.painted > 5, `${seen.painted} places painted`);
  assert.equal(seen.during, seen.before);
  assert.equal(seen.after, seen.before);
});

test("stopping removes exactly what was added, and can be done twice", async () => {
  await browser.open("/tests/hard.html");
  const seen = await browser.run(async () => {
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    const range = new Range();
    range.selectNodeContents(document.querySelector("h1"));
    const foreign = new Highlight(range);
    CSS.highlights.set("foreign", foreign);
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [sheet];
    const state = () => ({
      keys: [...CSS.highlights.keys()],
      foreign: CSS.highlights.get("foreign") === foreign && foreign.size === 1 && foreign.has(range),
      sheets: document.adoptedStyleSheets.length,
      first: document.adoptedStyleSheets[0] === sheet,
      html: document.documentElement.outerHTML,
    });
    const before = state();
    const instance = await window.newsgloss.init();
    const during = state();
    instance.stop();
    instance.stop();
    return { before, during, after: state() };
  });
  assert.deepEqual(seen.after, seen.before);
  assert.ok(seen.during.foreign && seen.during.first);
  assert.deepEqual(seen.during.keys.filter((key) => !key.startsWith("newsgloss-")), ["foreign"]);
  assert.ok(seen.during.sheets > 1);
});

test("starting and stopping many times leaves nothing behind", async () => {
  await browser.open("/tests/hard.html");
  const seen = await browser.run(async () => {
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    for (let round = 0; round < 30; round += 1) (await window.newsgloss.init()).stop();
    return [document.adoptedStyleSheets.length, CSS.highlights.size, document.querySelectorAll("news-gloss-card").length];
  });
  assert.deepEqual(seen, [0, 0, 0]);
});

test("collecting garbage stops nothing: a script tag keeps no handle", async () => {
  await browser.open("/tests/smoke.html");
  await browser.event("newsgloss:annotated");
  const [before, after] = await browser.run(async () => {
    const painted = () => CSS.highlights.get("newsgloss-place")?.size;
    const before = painted();
    // Enough rubbish for every engine to collect, the handle with it.
    for (let round = 0; round < 40; round += 1) {
      window.rubbish = Array.from({ length: 100_000 }, (_, i) => ({ i }));
      await new Promise((done) => setTimeout(done, 10));
    }
    window.rubbish = null;
    await new Promise((done) => setTimeout(done, 300));
    return [before, painted()];
  });
  assert.ok(before > 0);
  assert.equal(after, before);
});

test("two articles share the paint, and each takes only its own away", async () => {
  await start(browser, "/tests/hard.html");
  const seen = await browser.run(async () => {
    const all = CSS.highlights.get("newsgloss-place").size;
    const second = document.createElement("article");
    second.textContent = "In Germany and Japan.";
    document.body.append(second);
    const other = await window.newsgloss.init({ root: second });
    const both = CSS.highlights.get("newsgloss-place").size;
    window.instance.stop();
    const left = CSS.highlights.get("newsgloss-place").size;
    other.stop();
    return { all, both, left, none: CSS.highlights.has("newsgloss-place") };
  });
  assert.equal(seen.both, seen.all + 2);
  assert.equal(seen.left, 2);
  assert.equal(seen.none, false);
});
