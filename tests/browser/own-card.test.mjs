// What a publisher puts into our card: by renderCard, and through each slot; and what the article itself calls a speaker.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, middleOf, point, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";

/** The words of the open card that are on the screen, its own and the publisher's. */
const visible = () => browser.run(() => {
  const host = document.querySelector("news-gloss-card");
  const seen = (node) => node.checkVisibility?.() ?? node.getClientRects().length > 0;
  const ours = [...host.shadowRoot.querySelectorAll(".kind, .title, .line, .note, .steps, .links")];
  const theirs = [...host.querySelectorAll("*")].filter((it) => !it.childElementCount);
  const texts = (nodes) => nodes.filter(seen).map((it) => it.className || it.textContent).map((text) => text.split(" ")[0]);
  return { ours: [...new Set(texts(ours))], theirs: theirs.filter(seen).map((it) => it.textContent) };
});

async function hover(words, selector) {
  await point(browser, { x: 1200, y: 700 }, await middleOf(browser, words, selector));
  return until(() => card(browser));
}

/** Adds a child of the card with this slot; `null` takes all of them away. */
const fill = (slot) => browser.run((slot) => {
  const host = document.querySelector("news-gloss-card");
  if (slot) host.append(Object.assign(document.createElement("p"), { slot, textContent: `theirs, ${slot}` }));
  else host.replaceChildren();
}, slot);

test("slots: the body is replaced under kind and title, the end comes after it", async () => {
  await start(browser, PAGE, { hint: false });
  await hover("Geneva", "#first");
  const plain = await visible();
  assert.deepEqual(plain.ours.slice(0, 2), ["kind", "title"]);
  assert.ok(plain.ours.includes("steps"), String(plain.ours));
  assert.deepEqual(plain.theirs, []);
  await fill("end");
  assert.deepEqual(await visible(), { ours: plain.ours, theirs: ["theirs, end"] });
  const [end, last] = await browser.run(() => {
    const host = document.querySelector("news-gloss-card");
    return [host.querySelector("[slot=end]").getBoundingClientRect().top, host.shadowRoot.querySelector(".steps").getBoundingClientRect().bottom];
  });
  assert.ok(end >= last, `${end} is not below ${last}`);
  await fill("body");
  assert.deepEqual(await visible(), { ours: ["kind", "title"], theirs: ["theirs, end", "theirs, body"] });
  // They stay for the next card.
  await hover("Nothing is", "#second");
  assert.deepEqual(await visible(), { ours: ["kind", "title"], theirs: ["theirs, end", "theirs, body"] });
  await fill(null);
  assert.ok((await visible()).ours.includes("note"));
});

test("renderCard: its node is the body, nothing leaves ours, and the publisher's end stays", async () => {
  await start(browser, PAGE, { hint: false });
  await browser.run(async () => {
    window.instance.stop();
    window.asked = [];
    const renderCard = (annotation) => {
      window.asked.push([annotation.kind, annotation.text]);
      if (annotation.kind !== "entity") return undefined;
      const fragment = document.createDocumentFragment();
      fragment.append(Object.assign(document.createElement("p"), { textContent: `About ${annotation.text}` }));
      return fragment;
    };
    window.instance = await window.newsgloss.init({ hint: false, renderCard });
  });
  await hover("Japan", "#linked");
  assert.deepEqual(await visible(), { ours: ["kind", "title"], theirs: ["About Japan"] });
  await fill("end");
  await hover("Nothing is", "#second");
  const quotation = await visible();
  assert.deepEqual(quotation.theirs, ["theirs, end"]);
  assert.ok(quotation.ours.includes("note"), String(quotation.ours));
  await hover("Germany", "#second");
  assert.deepEqual(await visible(), { ours: ["kind", "title"], theirs: ["theirs, end", "About Germany"] });
  assert.deepEqual(await browser.run(() => window.asked.slice(0, 1)), [["entity", "Japan"]]);
});

test("a quotation's card says what the article calls the speaker", async () => {
  await start(browser, "/articles/budget-bill.html", { hint: false }).catch(() => {});
  const called = await browser.run(async () => {
    const end = performance.now() + 8000;
    const instance = () => window.probe.events.find(({ name }) => name === "newsgloss:ready")?.detail.instance;
    while (!instance()?.annotations.length && performance.now() < end) await new Promise((done) => setTimeout(done, 50));
    const text = document.querySelector("article").textContent.replace(/\s+/g, " ");
    const seen = [];
    for (const { id, kind, speaker } of instance().annotations) {
      if (kind !== "quotation" || !speaker) continue;
      instance().open(id);
      const root = () => document.querySelector("news-gloss-card")?.shadowRoot;
      for (let tries = 0; !root()?.querySelector(":popover-open") && tries < 60; tries += 1) await new Promise((done) => setTimeout(done, 30));
      const words = [...root().querySelectorAll(".note")].map((it) => /^In the text: “(.+)”$/.exec(it.textContent)?.[1]).find(Boolean);
      if (words) seen.push({ words, title: root().querySelector(".title").textContent, said: text.includes(words.replace(/\s+/g, " ")) });
    }
    return seen;
  });
  assert.ok(called.length > 0, "no card of the article says it");
  for (const { words, title, said } of called) {
    assert.ok(said, `the article does not say ${words}`);
    assert.notEqual(words, title);
  }
});
