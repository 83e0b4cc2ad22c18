// Real fingers: taps, drags and pinches as the browser makes gestures of them, not events of our own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Origin, Pointer } from "selenium-webdriver/lib/input.js";
import { card, middleOf, pause, start, until } from "./article.mjs";
import { engine, useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";
const shown = () => card(browser);
const chromium = engine === "chromium" ? {} : { skip: "needs Chromium's developer protocol" };
const fingers = engine === "webkit" ? { skip: "WebKit's driver makes a mouse of a finger" } : {};
const command = (name, values = {}) => browser.driver.sendDevToolsCommand(name, values);

async function begin(options = {}) {
  await start(browser, PAGE, { hint: false, ...options });
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot?.querySelector(".toggle"))));
}

/** One finger put down at `from`, drawn by `by` CSS pixels down the window, and lifted. */
async function finger(from, by = 0) {
  const pointer = new Pointer("finger", Pointer.Type.TOUCH);
  const actions = browser.driver.actions();
  const steps = by ? [1, 2, 3, 4, 5, 6].map((step) => pointer.move({ x: from.x, y: Math.round(from.y + (by * step) / 6), duration: 40, origin: Origin.VIEWPORT })) : [];
  actions.insert(pointer, pointer.move({ ...from, duration: 0, origin: Origin.VIEWPORT }), pointer.press(), ...steps, pointer.release());
  await actions.perform();
}

const tap = async (words, selector) => finger(await middleOf(browser, words, selector));

/** The screen of a phone. */
async function narrow() {
  await browser.resize(390, 800);
  await until(() => browser.run(() => matchMedia("(width < 30rem)").matches));
}

/** The card with its text, which comes late. */
const whole = () => until(async () => {
  const loading = await browser.run(() => Boolean(document.querySelector("news-gloss-card")?.shadowRoot.querySelector(".skeleton")));
  return !loading && shown();
});

const hash = () => browser.run(() => location.hash);

test("a tap opens the card, and it stays; a tap elsewhere closes it", async () => {
  await begin();
  await tap("Geneva", "#first");
  assert.equal((await until(shown)).title, "Geneva");
  await pause(700);
  assert.equal((await shown()).title, "Geneva");
  await tap("Elsewhere", "#elsewhere");
  await until(shown, false);
});

test("a tap on another passage moves the card there", async () => {
  await begin();
  await tap("Japan", "#linked");
  await until(async () => (await shown())?.title === "Japan");
  await tap("Merkel", "#first");
  await until(async () => (await shown())?.title === "Angela Merkel");
});

test("a tap on a link follows it, and no card comes", async () => {
  await begin();
  await tap("Canada", "#linked");
  await until(async () => (await hash()) === "#elsewhere");
  await pause(500);
  assert.equal(await shown(), null);
});

test("with linkTap card-first the first tap on a link shows the card, the second follows", fingers, async () => {
  await begin({ linkTap: "card-first" });
  await tap("Canada", "#linked");
  assert.equal((await until(shown)).title, "Canada");
  assert.equal(await hash(), "");
  await tap("Canada", "#linked");
  await until(async () => (await hash()) === "#elsewhere");
});

test("a finger that scrolls opens nothing, wherever it begins", async () => {
  await begin();
  const from = await middleOf(browser, "Germany", "#second");
  await browser.run(() => (document.querySelector("main").style.paddingBlockEnd = "300vh"));
  await finger(from, -180);
  // The other drivers move the finger, and the page stays where it is.
  if (engine === "chromium") await until(async () => (await browser.run(() => scrollY)) > 60);
  await pause(600);
  assert.equal(await shown(), null);
});

test("on a phone a finger pulls the sheet away, and a short pull lets it back", async () => {
  await begin();
  await narrow();
  try {
    await tap("Germany", "#second");
    const { box } = await whole();
    const [height, inner] = await browser.run(() => [innerHeight, document.documentElement.clientWidth]);
    assert.deepEqual([box.left, box.right, Math.round(box.bottom)], [0, inner, height]);
    const grip = { x: Math.round(inner / 2), y: Math.round(box.top + 14) };
    await finger(grip, 40);
    await pause(300);
    assert.equal(Math.round((await shown()).box.top), Math.round(box.top));
    await finger(grip, 130);
    await until(shown, false);
  } finally {
    await browser.resize();
  }
});

test("on a phone the page behind the sheet scrolls, and the sheet stays", chromium, async () => {
  await begin();
  await narrow();
  try {
    await tap("Germany", "#second");
    await until(shown);
    const before = await browser.run(() => scrollY);
    await finger({ x: 190, y: 300 }, -200);
    await until(async () => (await browser.run(() => scrollY)) > before + 60);
    assert.equal((await shown()).title, "Germany");
    assert.equal(await browser.run(() => getComputedStyle(document.body).overflow), "visible");
  } finally {
    await browser.resize();
  }
});

test("two fingers zoom the page, and open nothing", chromium, async () => {
  await begin();
  await narrow();
  await command("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
  try {
    const { x, y } = await middleOf(browser, "Germany", "#second");
    const touch = (type, ...apart) => command("Input.dispatchTouchEvent", { type, touchPoints: apart.flatMap((by) => [{ x, y: y - by, id: 0 }, { x, y: y + by, id: 1 }]) });
    await touch("touchStart", 20);
    for (const by of [30, 50, 70, 90, 110]) await touch("touchMove", by);
    await touch("touchEnd");
    await until(async () => (await browser.run(() => visualViewport.scale)) > 1.3);
    await pause(500);
    assert.equal(await shown(), null);
  } finally {
    await command("Emulation.setTouchEmulationEnabled", { enabled: false });
    await browser.resize();
  }
});
