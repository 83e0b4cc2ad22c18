// An engine that traps is given up: its memory is overwritten, so that the next call into it traps for real. The page is as it
// was, hears of it once, and can start again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { middleOf, pause, point, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const FIRST = "We are close to a ceasefire,";
/** In the page: Firefox gives scripts of its driver modules of their own. */
const SPOIL = `window.begin = async (options) => (await import("/ng/newsgloss.js")).init(options);
window.spoil = async () => {
  const { glue } = await import("/ng/newsgloss_glue.js");
  while (!glue.exports()) await new Promise((done) => setTimeout(done, 5));
  const memory = Object.values(glue.exports()).find((it) => it instanceof WebAssembly.Memory);
  // Every second word leads out of the memory; the first of each value, which says whether it is in use, says no.
  new BigUint64Array(memory.buffer).fill(0xffff_ffff_0000_0000n);
};`;

/** What there is of us on the page. */
const left = () => browser.run(() => ({
  keys: [...CSS.highlights.keys()].filter((key) => key.startsWith("newsgloss-")),
  sheets: document.adoptedStyleSheets.length,
  elements: [...document.querySelectorAll("body > *")].map(({ localName }) => localName).filter((name) => name.startsWith("news-gloss")),
  painted: [...(CSS.highlights.get("newsgloss-quotation") ?? [])].map(String),
}));
const NOTHING = { keys: [], sheets: 0, elements: [], painted: [] };

/** Opens a page that is `started`, spoils the engine where `act` does, and starts `again`. */
async function check(name, act) {
  const path = `/trap-${name.replaceAll(" ", "-")}`;
  site.file("/spoil.js", { content: SPOIL + SPOIL_DATA });
  await visit(browser, site.page(path, ARTICLE, { head: '<script src="/spoil.js"></script>' }));
  await browser.run(act);
  const codes = () => browser.run(() => window.probe.events.filter(({ name }) => name === "newsgloss:error").map(({ detail }) => detail.code));
  await until(async () => (await codes()).length);
  await until(async () => (await left()).elements.length, false);
  assert.deepEqual(await left(), NOTHING);
  // What listens yet says nothing.
  await point(browser, { x: 1200, y: 700 }, await middleOf(browser, FIRST), await middleOf(browser, "Angela Merkel"));
  await pause(600);
  assert.deepEqual(await left(), NOTHING);
  assert.deepEqual(await codes(), ["engine"]);
  const said = await warnings(browser);
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0], /the engine failed \(engine\)/);
  assert.equal(await browser.run(() => document.querySelector("article").outerHTML), ARTICLE);
  await browser.run(async () => {
    if (window.instance) await window.instance.enable();
    else window.instance = await window.begin();
    window.instance.next();
  });
  await until(() => browser.run(() => document.querySelector("news-gloss-card")?.shadowRoot.querySelector(":popover-open")?.textContent));
  assert.deepEqual((await left()).painted, [FIRST]);
  await browser.run(() => window.instance.stop());
  await until(async () => (await left()).elements.length, false);
  assert.deepEqual(await left(), NOTHING);
  assert.deepEqual(await browser.run(() => window.probe.troubles), []);
}

/** Spoils an engine that is about to take in its data, `times` times. */
const SPOIL_DATA = `window.spoilData = (times) => {
  const { fetch } = window;
  window.fetch = async (address, options) => {
    const answer = await fetch(address, options);
    if (String(address).endsWith("en.names") && times-- > 0) await window.spoil();
    return answer;
  };
};`;

test("a trap while the data are taken in, the second time too", () => check("data", async () => {
  window.spoilData(2);
  const error = await window.begin({ hint: false }).then(() => "none", (error) => error.constructor.name);
  if (error !== "RuntimeError") throw new Error(`init ended with ${error}`);
}));

test("after one trap while the data are taken in a new engine takes them", async () => {
  site.file("/spoil.js", { content: SPOIL + SPOIL_DATA });
  await visit(browser, site.page("/trap-once", ARTICLE, { head: '<script src="/spoil.js"></script>' }));
  await browser.run(async () => {
    window.spoilData(1);
    window.instance = await window.begin({ hint: false });
  });
  assert.deepEqual((await left()).painted, [FIRST]);
  assert.deepEqual(await warnings(browser), []);
  assert.deepEqual(await browser.run(() => window.probe.events.filter(({ name }) => name === "newsgloss:error")), []);
  await browser.run(() => window.instance.stop());
  await until(async () => (await left()).elements.length, false);
  assert.deepEqual(await left(), NOTHING);
});

for (const [name, act] of [
  ["an article is read", async () => {
    const other = document.body.appendChild(document.createElement("section"));
    other.textContent = "“That is new,” said Angela Merkel.";
    await window.instance.scan(other).catch(() => {});
    other.remove();
  }],
  ["a page that changed is read again", async () => {
    const failed = new Promise((done) => document.addEventListener("newsgloss:error", done, { once: true }));
    const added = document.querySelector("article").appendChild(document.createElement("p"));
    added.textContent = "“That is new,” said Angela Merkel.";
    await failed;
    added.remove();
  }],
  ["a glossary is taken in", () => window.instance.addGlossary([{ key: "summit", label: "summit", definition: "A meeting of ministers.", forms: ["Ministers meet"] }]).catch(() => {})],
]) {
  test(`a trap while ${name}`, () => check(name, `async () => {
    window.instance = await window.begin({ hint: false });
    window.instance.next();
    const card = () => document.querySelector("news-gloss-card")?.shadowRoot.querySelector(":popover-open");
    for (let tries = 0; !card() && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 30));
    if (!card()) throw new Error("no card");
    await window.spoil();
    await (${act})();
  }`));
}
