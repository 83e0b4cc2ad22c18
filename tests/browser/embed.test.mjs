// The script tag and its options, from all the places where a publisher can put them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const TAG = '<script type="module" src="/ng/newsgloss.js" data-root="article"></script>';
const painted = () => browser.run(() => CSS.highlights.get("newsgloss-quotation")?.size ?? 0);
const rest = (ms) => browser.run((ms) => new Promise((done) => setTimeout(done, ms)), ms);

test("one tag annotates every article, and hands out the instance", async () => {
  await visit(browser, site.page("/two", ARTICLE + ARTICLE + TAG));
  await browser.run(() => window.probe.first("newsgloss:ready", 10_000).then(() => null));
  await browser.run(async () => {
    const { instance } = await window.probe.first("newsgloss:ready", 1000);
    window.instance = instance;
    while (instance.toJSON().length < 2) await new Promise((done) => setTimeout(done, 50));
  });
  assert.equal(await painted(), 2);
  assert.deepEqual(await warnings(browser), []);
});

test("the call wins over data-*, data-* over the function, the function over the JSON block", async () => {
  const json = { kinds: ["terms"], exclude: ".json", start: "now", profile: "lite" };
  const head = `<script type="application/json" data-newsgloss-config>${JSON.stringify(json)}</script>
    <script src="/config.js"></script>`;
  site.file("/config.js", { content: 'window.newsglossConfig = () => ({ kinds: ["entities"], exclude: ".function" });' });
  const tag = TAG.replace("data-root", 'data-kinds="quotations" data-root');
  await visit(browser, site.page("/precedence", ARTICLE + tag, { head }));
  await browser.event("newsgloss:annotated");
  const kinds = await browser.run(async () => {
    const { instance } = await window.probe.first("newsgloss:ready", 5000);
    const ofTag = new Set(instance.annotations.map(({ kind }) => kind));
    instance.destroy();
    const { init } = await import("/ng/newsgloss.js");
    const called = await init({ kinds: [] , live: false });
    return { ofTag: [...ofTag], ofCall: called.annotations.length };
  });
  assert.deepEqual(kinds, { ofTag: ["quotation"], ofCall: 0 });
});

test("a wrong option costs one warning with the nearest name, and nothing else", async () => {
  const head = '<script type="application/json" data-newsgloss-config>{"kindz":["terms"],"__proto__":{"x":1},"start":"nau"}</script>' +
    '<script type="application/json" data-newsgloss-config>{"broken"</script>';
  const tag = TAG.replace("data-root", 'data-exlude=".ad" data-kinds="quotation" data-root');
  await visit(browser, site.page("/wrong", ARTICLE + tag, { head }));
  await browser.event("newsgloss:annotated");
  const said = await warnings(browser);
  const has = (...parts) => said.filter((text) => parts.every((part) => text.includes(part))).length;
  assert.equal(has('"kindz"', '"kinds"'), 1, said.join("\n"));
  assert.equal(has('"exlude"', '"exclude"'), 1);
  assert.equal(has('"quotation"', '"quotations"'), 1);
  assert.equal(has('"nau"', '"now"'), 1);
  assert.equal(has("__proto__"), 1);
  assert.equal(has("JSON block cannot be read"), 1);
  assert.equal(said.length, 6);
  assert.equal(await browser.run(() => ({}).x ?? null), null);
  assert.equal(await painted(), 1);
});

test("giant options are refused with a short warning each, and everything else goes on", async () => {
  await visit(browser, site.page("/giant", ARTICLE));
  const found = await browser.run(async () => {
    const { init } = await import("/ng/newsgloss.js");
    const giant = "p,".repeat(500_000);
    const begin = performance.now();
    const instance = await init({ exclude: giant, kinds: new Array(1_000_000).fill("terms"), shadow: giant, locale: giant, [giant]: 1, live: false });
    return { ms: performance.now() - begin, kinds: [...new Set(instance.annotations.map(({ kind }) => kind))].toSorted() };
  });
  assert.deepEqual(found.kinds.filter((kind) => kind !== "entity"), ["quotation", "term"]);
  const said = await warnings(browser);
  assert.equal(said.length, 5, said.map((text) => text.slice(0, 80)).join("\n"));
  assert.ok(said.every((text) => text.length < 250));
});

for (const [name, body, head] of [
  ["a meta element opts the page out", ARTICLE + TAG, '<meta name="newsgloss" content="off">'],
  ["an attribute opts an article out", ARTICLE.replace("<article", '<article data-newsgloss="off"') + TAG, ""],
  ["an attribute opts all articles inside out", `<div data-newsgloss-ignore>${ARTICLE}</div>${TAG}`, ""],
  ["an article in another language is left alone", ARTICLE.replace('lang="en"', 'lang="fr"') + TAG, ""],
]) {
  test(name, async () => {
    await visit(browser, site.page(`/${name.replaceAll(" ", "-")}`, body, { head }));
    await rest(700);
    assert.equal(await painted(), 0);
    assert.deepEqual(await warnings(browser), []);
  });
}

test("an attribute opts a part of an article out", async () => {
  const body = ARTICLE.replace("</article>", "<p data-newsgloss=off>“Not this,” said Nora Berg.</p></article>") + TAG;
  await visit(browser, site.page("/part", body));
  await browser.event("newsgloss:annotated");
  assert.equal(await painted(), 1);
});

test("an article far below the viewport waits until it comes near", async () => {
  const head = '<link rel="stylesheet" href="/far.css">';
  site.file("/far.css", { content: ".far { height: 6000px }", headers: { "content-type": "text/css" } });
  await visit(browser, site.page("/far", `<div class="far"></div>${ARTICLE}${TAG}`, { head }));
  await rest(1000);
  const fetched = () => browser.run(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  assert.equal(await fetched(), false);
  await browser.run(() => document.querySelector("article").scrollIntoView());
  await browser.event("newsgloss:annotated");
  assert.equal(await fetched(), true);
});

test("contentReady is waited for", async () => {
  site.file("/ready.js", {
    content: "window.newsglossConfig = { contentReady: new Promise((done) => (window.ready = done)), start: 'now' };",
  });
  await visit(browser, site.page("/content", ARTICLE + TAG, { head: '<script src="/ready.js"></script>' }));
  await rest(500);
  assert.equal(await painted(), 0);
  await browser.run(() => window.ready());
  await browser.event("newsgloss:annotated");
});

test("a second tag warns and shares, also one of another copy", async () => {
  await visit(browser, site.page("/tags", ARTICLE + TAG + TAG + TAG.replace("/ng/", "/copy/")));
  await browser.event("newsgloss:annotated");
  await rest(500);
  const said = (await warnings(browser)).join("\n");
  assert.match(said, /several script tags/);
  assert.match(said, /another copy/);
  assert.equal(await painted(), 1);
  assert.equal(await browser.run(() => window.probe.events.filter(({ name }) => name === "newsgloss:annotated").length), 1);
});

test("the instance filters, steps through cards, is switched off and on, and exports", async () => {
  await visit(browser, site.page("/api", ARTICLE));
  const seen = await browser.run(async () => {
    const { init } = await import("/ng/newsgloss.js");
    const toggles = [];
    document.addEventListener("newsgloss:toggle", ({ detail }) => toggles.push(detail.on));
    const size = () => CSS.highlights.get("newsgloss-quotation")?.size ?? 0;
    const instance = await init();
    const seen = { all: size() };
    instance.setFilter(({ kind }) => kind !== "quotation");
    seen.filtered = [size(), instance.annotations.some(({ kind }) => kind === "quotation")];
    instance.setFilter();
    seen.unfiltered = size();
    const opened = new Promise((done) => document.addEventListener("newsgloss:open", ({ detail }) => done(detail), { once: true }));
    instance.next();
    seen.opened = (await opened).via;
    instance.close();
    instance.disable();
    seen.off = [size(), CSS.highlights.has("newsgloss-quotation")];
    await instance.enable();
    seen.on = size();
    await instance.setKinds(["terms"]);
    seen.terms = size();
    await instance.setKinds(["quotations"]);
    const [whole] = instance.toJSON();
    seen.text = whole.text.includes("ceasefire");
    seen.exact = (await instance.toWebAnnotations())[0].target.selector[0].exact;
    seen.quote = (await instance.toSchemaOrg())[0].hasPart[0].text;
    seen.link = (await instance.toTextFragments("https://example.org/a#x"))[0].url;
    instance.destroy();
    await instance.enable();
    seen.after = [size(), document.querySelectorAll("body > news-gloss-card").length];
    return { ...seen, toggles };
  });
  assert.deepEqual(seen, {
    all: 1, filtered: [0, false], unfiltered: 1, opened: "api", off: [0, false], on: 1, terms: 0, text: true,
    exact: "We are close to a ceasefire,", quote: "We are close to a ceasefire,",
    link: "https://example.org/a#:~:text=We%20are%20close%20to%20a%20ceasefire%2C", after: [0, 0], toggles: [false, true],
  });
});

test("a page that is given all its annotations fetches no model, and knows their terms by key", async () => {
  await visit(browser, site.page("/given", ARTICLE));
  const seen = await browser.run(async () => {
    const text = document.querySelector("p").textContent;
    const at = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, confidence: 0.9 });
    const term = (words, key) => ({ kind: "term", label: "general", ...at(words), term: { key } });
    const annotations = [{ kind: "quotation", label: "direct", ...at("We are close to a ceasefire,"), group: 1 }, term("ceasefire", "truce"), term("Geneva", "unknown")];
    const { init } = await import("/ng/newsgloss.js");
    const glossary = [{ key: "truce", label: "truce", definition: "A pause.", forms: ["truce"] }];
    const instance = await init({ annotations: { text, annotations }, glossary, live: false });
    const found = instance.annotations.map(({ kind, text, term }) => [kind, text, term?.name ?? ""]);
    instance.destroy();
    const fetched = (name) => performance.getEntriesByType("resource").some((it) => it.name.endsWith(name));
    return { found, lexicon: fetched("en.lexicon"), model: fetched("en.model") };
  });
  assert.deepEqual(seen.found, [["quotation", "We are close to a ceasefire,", ""], ["term", "ceasefire", "truce"]]);
  assert.deepEqual([seen.lexicon, seen.model], [true, false]);
});

test("annotations from the server are painted, and only where the page says the words", async () => {
  await visit(browser, site.page("/server", ARTICLE));
  const seen = await browser.run(async () => {
    const { init } = await import("/ng/newsgloss.js");
    const first = await init({ live: false });
    const [given] = first.toJSON();
    first.destroy();
    const again = await init({ annotations: given, live: false });
    const same = JSON.stringify(again.toJSON()) === JSON.stringify([given]);
    again.destroy();
    // Who a name is can only come from the server: here nothing is analysed.
    const qid = "Q999999";
    const told = JSON.parse(JSON.stringify(given), (key, value) => (["entity", "speaker"].includes(key) ? { ...value, qid, description: "told <b>here</b>" } : value));
    const knowing = await init({ annotations: told, live: false });
    const known = knowing.annotations.flatMap(({ entity, speaker }) => entity ?? speaker ?? []).every((who) => who.qid === qid && who.description === "told <b>here</b>");
    knowing.destroy();
    document.querySelector("p").firstChild.data = "“We are far from a ceasefire,” said Angela Merkel.";
    const stale = await init({ annotations: given, live: false });
    const kept = stale.annotations.filter(({ kind }) => kind === "quotation").length;
    stale.destroy();
    const bad = { text: "x", annotations: [{ kind: "quotation", label: "direct", start: -1, end: 1e99 }, null, 7] };
    const hostile = await init({ annotations: bad, live: false });
    return { same, known, kept, hostile: hostile.annotations.length };
  });
  assert.deepEqual(seen, { same: true, known: true, kept: 0, hostile: 0 });
});
