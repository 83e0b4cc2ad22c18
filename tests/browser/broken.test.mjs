// What breaks around us: each file in turn cannot be had, storage is full or forbidden, clocks jump, two versions meet.
// The article stays as it was, and the publisher is told once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { engine, useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const tag = (folder) => `<script type="module" src="/${folder}/newsgloss.js" data-root="article"></script>`;
const FIRST = "We are close to a ceasefire,";
const painted = () => browser.run(() => [...(CSS.highlights.get("newsgloss-quotation") ?? [])].map(String));
const html = () => browser.run(() => document.querySelector("article").outerHTML);

/** Waits until the page has told how it ended, and until nothing more is fetched. */
const ended = () => browser.run(async () => {
  const end = performance.now() + 8000;
  const told = () => window.probe.events.some(({ name }) => /annotated|error/.test(name));
  while (!told() && performance.now() < end) await new Promise((done) => setTimeout(done, 30));
  await new Promise((done) => setTimeout(done, 700));
});

/** Without these there is nothing; the page hears of it. */
const NEEDED = ["newsgloss_page.js", "newsgloss_engine.js", "newsgloss_glue.js", "newsgloss.wasm"];
/** Without these there is less; a warning names the file or what it is for. */
const LESS = { "en.lexicon": /en\.lexicon cannot be used/, "en.names": /en\.names cannot be used/, "en.model": /en\.model cannot be used/,
  "newsgloss_panel.js": /cards and panel cannot be had/ };

/** The second is the same to us, and each takes its time. */
const HOW = [[0, "the line breaks"], [503, "the server says 503"]].slice(0, engine === "chromium" ? 2 : 1);

for (const [status, how] of HOW) {
  test(`${how} at each file that nothing works without`, async () => {
    for (const [index, name] of NEEDED.entries()) {
      const folder = `needed-${status}-${index}`;
      site.file(`/${folder}/${name}`, { status });
      await visit(browser, site.page(`/page-${folder}`, ARTICLE + tag(folder)));
      await ended();
      const codes = await browser.run(() => window.probe.events.filter(({ name }) => name === "newsgloss:error").map(({ detail }) => detail.code));
      assert.deepEqual(codes, ["load"], name);
      const said = await warnings(browser);
      assert.equal(said.length, 1, `${name}: ${said.join("\n")}`);
      assert.match(said[0], /\(load\)/, name);
      assert.deepEqual(await painted(), [], name);
      assert.equal(await html(), ARTICLE, name);
      assert.equal(await browser.run(() => document.adoptedStyleSheets.length), 0, name);
    }
  });

  test(`${how} at each file that is missed and no more`, async () => {
    for (const [index, [name, warning]] of Object.entries(LESS).entries()) {
      const folder = `less-${status}-${index}`;
      site.file(`/${folder}/${name}`, { status });
      await visit(browser, site.page(`/page-${folder}`, ARTICLE + tag(folder)));
      await ended();
      const said = await warnings(browser);
      assert.equal(said.length, 1, `${name}: ${said.join("\n")}`);
      assert.match(said[0], warning);
      assert.deepEqual(await painted(), [FIRST], name);
      assert.equal(await html(), ARTICLE, name);
      assert.deepEqual(await browser.run(() => window.probe.events.filter(({ name }) => name.endsWith("error"))), []);
    }
  });
}

test("the loader itself cannot be had: the page is as it was", async () => {
  site.file("/nothing/newsgloss.js", { status: 503 });
  await visit(browser, site.page("/no-loader", ARTICLE + tag("nothing")));
  await browser.run(() => new Promise((done) => setTimeout(done, 500)));
  assert.equal(await html(), ARTICLE);
  assert.deepEqual(await painted(), []);
});

test("without the worker's files the page's own thread does the work", async () => {
  for (const [index, name] of ["newsgloss_elsewhere.js", "newsgloss_worker.js"].entries()) {
    site.file(`/alone-${index}/${name}`, { status: 503 });
    await visit(browser, site.page(`/page-alone-${index}`, ARTICLE));
    await browser.run(async (folder) => {
      const { init } = await import(`/${folder}/newsgloss.js`);
      await init({ worker: true, live: false });
    }, `alone-${index}`);
    assert.deepEqual(await painted(), [FIRST], name);
    const said = await warnings(browser);
    assert.equal(said.length, 1, said.join("\n"));
    assert.match(said[0], /the worker cannot be used/);
  }
});

for (const [name, spoil] of [
  ["cut off", (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ["garbled", (bytes) => Buffer.from(bytes.map((byte, index) => (index > 64 && index % 7 === 0 ? byte ^ 0x55 : byte)))],
]) {
  test(`a ${name} reader of glossaries costs the publisher's terms and one warning`, async () => {
    const folder = `glossary-${name.replace(" ", "-")}`;
    site.file(`/${folder}/newsgloss_glossary.wasm`, { content: spoil(readFileSync(new URL("../../pkg/newsgloss_glossary.wasm", import.meta.url))) });
    const terms = JSON.stringify({ glossary: [{ key: "summit", label: "summit", definition: "A meeting of ministers.", forms: ["Ministers meet"] }] });
    for (const [place, found] of [["ng", ["Ministers meet"]], [folder, []]]) {
      const config = `<script type="application/json" data-newsgloss-config>${terms}</script>`;
      await visit(browser, site.page(`/page-${folder}-${place}`, ARTICLE + tag(place), { head: config }));
      await ended();
      assert.deepEqual(await painted(), [FIRST], place);
      assert.deepEqual(await browser.run(() => [...CSS.highlights.get("newsgloss-term")].map(String).filter((term) => term === "Ministers meet")), found);
      const said = await warnings(browser);
      assert.equal(said.length, found.length ? 0 : 1, said.join("\n"));
      if (said.length) assert.match(said[0], /^newsgloss: glossary:/);
      assert.deepEqual(await browser.run(() => window.probe.events.filter(({ name }) => name.endsWith("error"))), []);
      assert.equal(await html(), ARTICLE);
    }
  });
}

for (const [name, script] of [
  ["forbidden", 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });'],
  ["full", 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };'],
  ["someone else's", 'localStorage.setItem("newsgloss", "{not ours");'],
]) {
  test(`storage that is ${name} changes nothing but what is remembered`, async () => {
    const path = `/storage-${name.replace(/\W/g, "")}`;
    site.file(`${path}.js`, { content: script });
    await visit(browser, site.page(path, ARTICLE + tag("ng"), { head: `<script src="${path}.js"></script>` }));
    await ended();
    assert.deepEqual(await painted(), [FIRST]);
    // The reader closes the hint, which is remembered.
    const closed = await browser.run(async () => {
      const end = Date.now() + 4000;
      const button = () => document.querySelector("news-gloss-hint")?.shadowRoot.querySelector("button");
      while (!button() && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
      const seen = Boolean(button());
      button()?.click();
      return [seen, Boolean(button())];
    });
    assert.deepEqual(closed, [true, false]);
    assert.deepEqual(await warnings(browser), []);
    assert.deepEqual(await browser.run(() => window.probe.troubles), []);
  });
}

const CLOCK = `const now = performance.now.bind(performance), date = Date.now;
  window.jumped = 0;
  performance.now = () => now() + window.jumped;
  Date.now = () => date() + window.jumped;
  const { setTimeout } = window;
  window.longest = 0;
  window.setTimeout = (call, ms, ...rest) => {
    window.longest = Math.max(window.longest, ms || 0);
    return setTimeout(call, ms, ...rest);
  };`;
const HOUR = 3_600_000;

test("clocks that jump stop nothing", async () => {
  site.file("/clock.js", { content: CLOCK });
  await visit(browser, site.page("/clock", ARTICLE, { head: '<script src="/clock.js"></script>' }));
  const seen = await browser.run(async (HOUR) => {
    const painted = () => [...(CSS.highlights.get("newsgloss-quotation") ?? [])].map(String).join();
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    const { init } = await import("/ng/newsgloss.js");
    const starting = init();
    window.jumped += HOUR;
    await starting;
    const seen = [];
    for (const by of [HOUR, -3 * HOUR, 30 * 24 * HOUR]) {
      window.jumped += by;
      document.querySelector("p").firstChild.data = `“Jump ${by},” said Angela Merkel.`;
      for (let tries = 0; tries < 100 && painted() !== `Jump ${by},`; tries += 1) await wait(40);
      seen.push(painted());
      await wait(300);
    }
    // The machine sleeps while the page is read: that was no work, after which to rest for twenty times as long.
    document.addEventListener("newsgloss:annotated", () => (window.jumped += HOUR), { once: true });
    document.querySelector("p").firstChild.data = "“Asleep,” said Angela Merkel.";
    for (let tries = 0; tries < 100 && painted() !== "Asleep,"; tries += 1) await wait(40);
    window.longest = 0;
    document.querySelector("p").firstChild.data = "“Awake,” said Angela Merkel.";
    await wait(100);
    seen.push(painted() || "Asleep,", window.longest <= 30_000);
    return seen;
  }, HOUR);
  assert.deepEqual(seen, [...[HOUR, -3 * HOUR, 30 * 24 * HOUR].map((by) => `Jump ${by},`), "Asleep,", true]);
  assert.deepEqual(await warnings(browser), []);
});

test("two versions on one page: the first one does the work of both, and each article is annotated once", async () => {
  for (const name of ["newsgloss.js", "newsgloss_page.js", "newsgloss_engine.js"]) {
    const content = readFileSync(new URL(`../../pkg/${name}`, import.meta.url), "utf8").replaceAll("0.1.0", "9.9.9");
    site.file(`/later/${name}`, { content });
  }
  await visit(browser, site.page("/versions", ARTICLE + ARTICLE.replace("<article", '<article id="second"')));
  const seen = await browser.run(async () => {
    const [one, two] = [await import("/ng/newsgloss.js"), await import("/later/newsgloss.js")];
    const count = () => ({
      painted: CSS.highlights.get("newsgloss-quotation")?.size ?? 0,
      keys: [...CSS.highlights.keys()].length,
      sheets: document.adoptedStyleSheets.length,
      cards: document.querySelectorAll("news-gloss-card").length,
    });
    const first = await one.init({ root: "article:not(#second)" });
    const alone = count();
    const second = await two.init({ root: "article" });
    const both = count();
    first.stop();
    const left = count();
    second.stop();
    await new Promise((done) => setTimeout(done, 500));
    return { versions: [one.version, two.version], alone, both, left, none: count() };
  });
  assert.deepEqual(seen.versions, ["0.1.0", "9.9.9"]);
  assert.deepEqual([seen.alone.painted, seen.both.painted, seen.left.painted], [1, 2, 1]);
  assert.deepEqual([seen.both.keys, seen.both.sheets], [seen.alone.keys, seen.alone.sheets]);
  assert.deepEqual(seen.none, { painted: 0, keys: 0, sheets: 0, cards: 0 });
  const said = await warnings(browser);
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0], /another copy/);
});
