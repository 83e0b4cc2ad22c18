// What the reader's system or the publisher asks for: contrast, less motion, paper, places of the panel, long names, no hint.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, middleOf, panel, pause, point, start, until } from "./article.mjs";
import { engine, useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";
const chromium = engine === "chromium" ? {} : { skip: "needs Chromium's developer protocol" };
const shown = () => card(browser);

async function begin(options = {}) {
  await start(browser, PAGE, { hint: false, ...options });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
}

/** Runs `look` while the system is as `media` says. */
async function emulating(media, look) {
  await browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", media);
  try {
    return await look();
  } finally {
    await browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { media: "", features: [] });
  }
}

/** Style of the paint of quotations and places. */
const paint = () => browser.run(() => {
  const style = (name) => getComputedStyle(document.querySelector("article p"), `::highlight(newsgloss-${name})`);
  const [quotation, place] = [style("quotation"), style("place")];
  return { ground: quotation.backgroundColor, line: place.textDecorationLine, under: quotation.textDecorationLine };
});

test("more contrast: quotations get a line in place of the pale ground", chromium, async () => {
  await begin();
  assert.deepEqual(await paint(), { ground: "rgb(245, 238, 219)", line: "underline", under: "none" });
  const { ground, under } = await emulating({ features: [{ name: "prefers-contrast", value: "more" }] }, paint);
  assert.deepEqual([ground, under], ["rgba(0, 0, 0, 0)", "underline"]);
});

test("less motion: the card appears at once", chromium, async () => {
  await begin();
  const motion = async () => {
    await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
    await until(shown);
    return browser.run(() => getComputedStyle(document.querySelector("news-gloss-card").shadowRoot.querySelector(".card")).animationName);
  };
  assert.equal(await motion(), "appear");
  assert.equal(await emulating({ features: [{ name: "prefers-reduced-motion", value: "reduce" }] }, motion), "none");
});

test("paper has no paint, unless the publisher keeps it", chromium, async () => {
  const onPaper = () => emulating({ media: "print" }, paint);
  await begin();
  assert.deepEqual(await onPaper(), { ground: "rgba(0, 0, 0, 0)", line: "none", under: "none" });
  await begin({ print: "keep" });
  assert.deepEqual(await onPaper(), { ground: "rgb(245, 238, 219)", line: "underline", under: "none" });
});

for (const dark of [false, true]) {
  test(`every line stands out from ${dark ? "a dark" : "a white"} ground`, async () => {
    await begin({ theme: dark ? "dark" : "light" });
    const colors = await browser.run(() => {
      const style = getComputedStyle(document.documentElement);
      return ["person", "organization", "place", "facility", "group", "event", "law", "work", "product", "term"]
        .map((kind) => [kind, style.getPropertyValue(`--newsgloss-${kind}`).trim()]);
    });
    // WCAG's relative luminance and contrast ratio.
    const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const [ground] = dark ? ["#121212"] : ["#ffffff"];
    for (const [kind, color] of colors) {
      const [low, high] = [light(color), light(ground)].sort((a, b) => a - b);
      assert.ok((high + 0.05) / (low + 0.05) >= 4.5, `${kind} ${color}`);
    }
  });
}

test("the buttons of a name's card lead to its mentions, there and back", async () => {
  await begin();
  await point(browser, await middleOf(browser, "Geneva", "h1"));
  await until(shown);
  const steps = () => browser.run(() => document.querySelector("news-gloss-card").shadowRoot.querySelector(".steps span").textContent);
  const press = (name) => browser.run((name) => document.querySelector("news-gloss-card").shadowRoot.querySelector(`[aria-label="${name} mention"]`).click(), name);
  assert.equal(await steps(), "1 of 3");
  await press("Next");
  await until(async () => (await steps()) === "2 of 3");
  assert.ok(await browser.run(() => {
    const [range] = CSS.highlights.get("newsgloss-active");
    return document.querySelector("#first").contains(range.startContainer);
  }), "the second mention is the active one");
  await press("Previous");
  await until(async () => (await steps()) === "1 of 3");
});

test("a name of any length stays inside the card, and the card inside the window", async () => {
  const label = "Interministerialarbeitsgemeinschaft".repeat(3);
  await begin({ glossary: [{ key: "long", label, definition: "A working group.", forms: ["talks moved"] }] });
  await point(browser, await middleOf(browser, "talks moved", "#linked"));
  const { title, inside } = await until(shown);
  assert.deepEqual([title, inside], [label, true]);
  assert.ok(await browser.run(() => {
    const { scrollWidth, clientWidth } = document.querySelector("news-gloss-card").shadowRoot.querySelector(".card");
    return scrollWidth <= clientWidth;
  }));
});

test("the panel goes where the option says: an element, a button, nowhere", async () => {
  const panels = () => browser.run(() => [...document.querySelectorAll("news-gloss")].filter((host) => host.shadowRoot?.childElementCount)
    .map((host) => [host.parentElement.id || host.parentElement.localName, getComputedStyle(host.shadowRoot.querySelector(".box")).position]));
  await begin({ list: "#elsewhere" }).catch(() => {});
  await until(async () => (await panels()).length > 0);
  assert.deepEqual(await panels(), [["elsewhere", "static"]]);
  await start(browser, PAGE, { hint: false, list: "button" });
  await until(async () => (await panels()).length > 0);
  assert.deepEqual(await panels(), [["body", "fixed"]]);
  await start(browser, PAGE, { hint: false, list: "none" });
  await pause(800);
  assert.deepEqual(await panels(), []);
});

test("nothing is announced while the pointer opens cards", async () => {
  await begin();
  const status = () => panel(browser, (root) => root.querySelector("[role=status]").textContent);
  const said = await until(status);
  await browser.run(() => {
    window.spoken = 0;
    const live = [document.body, document.querySelector("news-gloss").shadowRoot];
    live.forEach((root) => new MutationObserver((records) => records.forEach(({ target }) => (window.spoken += target.parentElement?.closest("[role=status],[aria-live]") ? 1 : 0))).observe(root, { subtree: true, childList: true, characterData: true }));
  });
  await point(browser, await middleOf(browser, "Japan", "#linked"));
  await until(shown);
  assert.deepEqual([await status(), await browser.run(() => window.spoken)], [said, 0]);
  const live = await browser.run(() => document.querySelector("news-gloss-card").shadowRoot.querySelectorAll("[aria-live],[role=status],[role=alert]").length);
  assert.equal(live, 0);
});

test("no hint where the publisher wants none", async () => {
  await browser.open(PAGE);
  await browser.run(() => localStorage.clear());
  await begin({ hint: false });
  await pause(600);
  assert.equal(await browser.run(() => document.querySelector("news-gloss-hint")), null);
});
