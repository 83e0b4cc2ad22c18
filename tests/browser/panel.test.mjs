// The panel "In this article" and the reader's settings: what it lists, where it leads, what it remembers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { card, focus, panel, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";

/** Starts with a fresh memory and waits for the panel. */
async function begin(options = {}) {
  await browser.open(PAGE);
  await browser.run(() => localStorage.clear());
  await start(browser, PAGE, { hint: false, ...options });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
}

const open = () => panel(browser, (root) => root.querySelector(".toggle").click());
const entries = () => panel(browser, (root) => [...root.querySelectorAll(".entry .name")].map((it) => it.textContent));
const painted = (key) => browser.run((key) => CSS.highlights.get(`newsgloss-${key}`)?.size ?? 0, key);
const select = (tab) => browser.run((tab) => document.querySelector("news-gloss").shadowRoot.getElementById(`tab-${tab}`).click(), tab);

test("closed, it is one button with counts, says them once, and moves nothing", async () => {
  await begin();
  const { text, expanded, hidden } = await panel(browser, (root) => ({
    text: root.querySelector(".toggle").textContent,
    expanded: root.querySelector(".toggle").getAttribute("aria-expanded"),
    hidden: root.querySelector(".panel").hidden,
  }));
  assert.match(text, /^In this article\d+ names, 2 quotations, \d+ terms?$/);
  assert.deepEqual([expanded, hidden], ["false", true]);
  const said = await until(() => panel(browser, (root) => root.querySelector("[role=status]").textContent));
  assert.ok(text.endsWith(said), said);
});

test("names are grouped by kind, each once, with its mentions", async () => {
  await begin();
  await open();
  const groups = await panel(browser, (root) => [...root.querySelectorAll("h3")].map((it) => it.textContent));
  assert.deepEqual(groups.slice(0, 1), ["People"]);
  assert.ok(groups.includes("Places"), String(groups));
  const names = await entries();
  assert.equal(names.filter((name) => name === "Geneva").length, 1);
  assert.ok(names.includes("Angela Merkel") && !names.includes("Merkel"), String(names));
});

test("who said what: quotations by speaker in order", async () => {
  await begin();
  await open();
  await select("whoSaidWhat");
  assert.deepEqual(await panel(browser, (root) => [...root.querySelectorAll("h3")].map((it) => it.firstChild.textContent)), ["Angela Merkel"]);
  assert.deepEqual(await entries(), ["We are close to a ceasefire in Brazil", "Nothing is agreed yet"]);
});

test("terms come with their definitions, loaded when the panel opens", async () => {
  await begin();
  await open();
  await select("terms");
  const text = await until(() => panel(browser, (root) => root.querySelector(".entry .text")?.textContent));
  assert.ok(text.length > 20, text);
});

test("search narrows the list, accents and case aside", async () => {
  await begin();
  await open();
  await panel(browser, (root) => {
    const search = root.querySelector("input");
    search.value = "GENÉVA";
    search.dispatchEvent(new Event("input"));
  });
  assert.deepEqual(await entries(), ["Geneva"]);
});

test("an entry leads to its card and Escape back to the entry", async () => {
  await begin();
  await open();
  await panel(browser, (root) => [...root.querySelectorAll(".entry")].find((it) => it.textContent.startsWith("Geneva")).click());
  const { title, inside } = await until(() => card(browser));
  assert.deepEqual([title, inside], ["Geneva", true]);
  assert.equal((await focus(browser)).name, "title");
  assert.ok((await painted("active")) > 0);
  // The list may be filled anew while the card is open; the entry that it goes back to is still there.
  await browser.run(() => document.dispatchEvent(new CustomEvent("newsgloss:annotated")));
  await browser.driver.actions().sendKeys(Key.ESCAPE).perform();
  await until(() => card(browser), false);
  await until(async () => (await focus(browser)).text.startsWith("Geneva"));
});

test("arrow keys move in the list, which is one stop of the Tab key", async () => {
  await begin();
  await open();
  await panel(browser, (root) => root.querySelector(".entry").focus());
  await browser.driver.actions().sendKeys(Key.ARROW_DOWN).perform();
  const [, second] = await entries();
  assert.ok((await focus(browser)).text.startsWith(second));
  const stops = await panel(browser, (root) => root.querySelectorAll(".entry[tabindex='0']").length);
  assert.equal(stops, 1);
  // Texts that come late fill the list anew; the focus stays on its entry.
  await browser.run(() => document.dispatchEvent(new CustomEvent("newsgloss:annotated")));
  assert.ok((await focus(browser)).text.startsWith(second));
});

test("what the reader turns off is neither painted nor remembered before", async () => {
  await begin();
  assert.equal(await browser.run(() => localStorage.length), 0);
  await open();
  assert.ok((await painted("quotation")) > 0);
  await panel(browser, (root) => root.querySelector(".choice[data-kind=quotations]").click());
  assert.equal(await painted("quotation"), 0);
  assert.deepEqual(await browser.run(() => [Object.keys(localStorage), JSON.parse(localStorage.newsgloss).kinds]), [["newsgloss"], ["entities", "terms"]]);
  await start(browser, PAGE, { hint: false });
  assert.equal(await painted("quotation"), 0);
  assert.ok((await painted("place")) > 0);
});

test("first mentions only, and off altogether", async () => {
  await begin();
  await open();
  const all = await painted("place");
  await panel(browser, (root) => root.querySelector(".choice[data-kind=first]").click());
  const first = await painted("place");
  assert.ok(first > 0 && first < all, `${first} of ${all}`);
  await panel(browser, (root) => root.querySelector(".choice[data-kind=off]").click());
  assert.equal(await painted("place"), 0);
  await panel(browser, (root) => root.querySelector(".choice[data-kind=off]").click());
  assert.equal(await painted("place"), first);
});

test("blocked storage costs the memory and nothing else", async () => {
  await browser.open(PAGE);
  await browser.run(async () => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    window.instance = await window.newsgloss.init({ hint: false });
  });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
  await open();
  await panel(browser, (root) => root.querySelector(".choice[data-kind=terms]").click());
  assert.equal(await painted("term"), 0);
  assert.deepEqual(await browser.troubles(), []);
});

test("the interface speaks the language asked for, with its plurals and direction", async () => {
  await begin({ locale: "ar" });
  const { text, dir } = await panel(browser, (root) => ({ text: root.querySelector(".toggle").textContent, dir: getComputedStyle(root.querySelector(".box")).direction }));
  assert.equal(dir, "rtl");
  assert.match(text, /^في هذا المقال.*اقتباسان/);
  await open();
  const aligned = await panel(browser, (root) => getComputedStyle(root.querySelector(".entry .name")).textAlign);
  assert.equal(aligned, "right", "English words begin where the panel's lines do");
  await begin({ locale: "xx", strings: { panel: "Who is who" } });
  assert.match(await panel(browser, (root) => root.querySelector(".toggle").textContent), /^Who is who.* names/);
});

test("panel and hint follow the page from light to dark", async () => {
  await browser.open(PAGE);
  await browser.run(() => localStorage.clear());
  await start(browser, PAGE);
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss-hint"))));
  const schemes = () => browser.run(() => [["news-gloss", ".box"], ["news-gloss-hint", ".hint"]].map(([host, part]) => getComputedStyle(document.querySelector(host).shadowRoot.querySelector(part)).colorScheme).join());
  assert.equal(await schemes(), "light,light");
  await browser.run(() => document.body.classList.add("dark"));
  await until(async () => (await schemes()) === "dark,dark");
});

test("the hint comes once and goes with its button", async () => {
  await browser.open(PAGE);
  await browser.run(() => localStorage.clear());
  await start(browser, PAGE);
  const hint = () => browser.run(() => document.querySelector("news-gloss-hint")?.shadowRoot.querySelector("p").textContent);
  assert.match(await until(hint), /card/);
  assert.equal(await browser.run(() => localStorage.length), 0);
  await browser.run(() => document.querySelector("news-gloss-hint").shadowRoot.querySelector("button").click());
  assert.equal(await hint(), null);
  await start(browser, PAGE);
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
  assert.equal(await hint(), null);
});

test("without a place it is a button for the keyboard; stopping takes all away", async () => {
  await browser.open(PAGE);
  await browser.run(() => document.querySelector("news-gloss").remove());
  await browser.run(async () => {
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    window.instance = await window.newsgloss.init({ hint: false });
  });
  const at = () => browser.run(() => {
    const box = document.querySelector("body > news-gloss")?.shadowRoot.querySelector(".box");
    return box && { place: getComputedStyle(box).position, clip: getComputedStyle(box).clipPath };
  });
  assert.deepEqual(await until(at), { place: "fixed", clip: "inset(50%)" });
  await panel(browser, (root) => root.querySelector(".toggle").focus());
  assert.equal((await at()).clip, "none");
  await browser.run(() => window.instance.stop());
  await until(() => browser.run(() => document.querySelector("news-gloss, news-gloss-card, news-gloss-hint")), false);
});

test("card texts that cannot be had leave a plain sentence, late ones a skeleton first", async () => {
  await begin();
  await browser.run(() => {
    const { fetch } = window;
    window.fetch = (url, ...rest) => (String(url).includes("cards-terms") ? new Promise((_, fail) => (window.failCards = () => fail(new TypeError("offline")))) : fetch(url, ...rest));
    window.instance.open(window.instance.annotations.find(({ kind }) => kind === "term").id);
  });
  const line = () => browser.run(() => document.querySelector("news-gloss-card")?.shadowRoot.querySelector(".line")?.className);
  await until(async () => (await line()) === "line skeleton");
  await browser.run(() => window.failCards());
  await until(async () => (await line()) === "line");
  assert.match((await card(browser)).line, /cannot be loaded/);
});

test("two articles have one panel, and each entry leads into its own", async () => {
  await browser.open("/tests/tiers.html");
  await browser.run(async () => {
    localStorage.clear();
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    window.instance = await window.newsgloss.init({ hint: false });
  });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
  assert.equal(await browser.run(() => document.querySelectorAll("news-gloss").length), 1);
  await open();
  const names = await until(async () => (await entries()).includes("Lisbon") && entries());
  assert.ok(names.includes("Angela Merkel"), String(names));
  await panel(browser, (root) => [...root.querySelectorAll(".entry")].find((it) => it.textContent.startsWith("Lisbon")).click());
  const { title } = await until(() => card(browser));
  assert.equal(title, "Lisbon");
  const inside = await browser.run(() => {
    const [range] = CSS.highlights.get("newsgloss-active");
    return document.querySelector("#other").contains(range.startContainer);
  });
  assert.ok(inside);
});
