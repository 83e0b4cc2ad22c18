// Forced colours: Chromium's by emulation, Firefox's by its preferences. WebKit has none. There only the active annotation is
// painted, and what has no colour of its own any more keeps its borders and shows the focus.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, panel, start, until } from "./article.mjs";
import { engine, useBrowser } from "./harness.mjs";

const browser = useBrowser({ forced: true });
const PAGE = "/tests/reader.html";
const some = engine === "webkit" ? { skip: "WebKit has no forced colours" } : {};
const force = async (value) => {
  if (engine === "chromium") await browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value }] });
};

/** Starts under forced colours, and looks. */
async function forced(look) {
  await start(browser, PAGE, { hint: false });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
  await force("active");
  try {
    assert.ok(await browser.run(() => matchMedia("(forced-colors: active)").matches), "the colours are not forced");
    await look();
  } finally {
    await force("none");
  }
}
const keys = () => browser.run(() => [...CSS.highlights.keys()].filter((key) => key.startsWith("newsgloss-")));
const openGeneva = () => browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));

test("WebKit says that it forces no colours", { skip: engine !== "webkit" }, async () => {
  await browser.open(PAGE);
  assert.equal(await browser.run(() => matchMedia("(forced-colors: active)").matches), false);
});

test("only the active annotation is painted", some, () => forced(async () => {
  await until(async () => (await keys()).length === 1);
  assert.deepEqual(await keys(), ["newsgloss-active"]);
  assert.equal(await browser.run(() => CSS.highlights.get("newsgloss-active").size), 0);
  const shot = () => browser.driver.takeScreenshot();
  const before = await shot();
  await openGeneva();
  await until(() => card(browser));
  assert.equal(await browser.run(() => String([...CSS.highlights.get("newsgloss-active")][0])), "Geneva");
  assert.notEqual(await shot(), before);
}));

test("card, panel and buttons keep their borders, and the focus shows", some, () => forced(async () => {
  await openGeneva();
  await until(() => card(browser));
  await panel(browser, (root) => root.querySelector(".toggle").click());
  const edges = await browser.run(() => [["news-gloss-card", ".card"], ["news-gloss-card", ".steps button"], ["news-gloss", ".toggle"], ["news-gloss", "input"]].map(([host, part]) => {
    const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(document.querySelector(host).shadowRoot.querySelector(part));
    return [part, parseFloat(borderTopWidth) > 0 && borderTopStyle !== "none" && !/^rgba\(.*, 0\)$|transparent/.test(borderTopColor)];
  }));
  assert.deepEqual(edges, edges.map(([part]) => [part, true]));
  const [chosen, other] = await panel(browser, (root) => ["true", "false"].map((it) => getComputedStyle(root.querySelector(`[role=tab][aria-selected=${it}]`)).borderBottomColor));
  assert.notEqual(chosen, other);
  assert.equal(other, "rgb(255, 255, 255)", "a tab that is not chosen has a line");
  const outline = await panel(browser, (root) => {
    root.querySelector(".toggle").focus({ focusVisible: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(root.querySelector(".toggle"));
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
  assert.ok(outline, "the focus cannot be seen");
}));
