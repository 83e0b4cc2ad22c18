// Without a mouse: keys, caret and links open cards; touch, sheet and clicks that are not for us.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { card, focus, middleOf, pause, point, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";
const shown = () => card(browser);
const ready = () => until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot?.querySelector(".toggle"))));
const press = (...keys) => keys.reduce((actions, key) => actions.sendKeys(key), browser.driver.actions()).perform();

async function begin(options = {}) {
  await start(browser, PAGE, { hint: false, ...options });
  await ready();
}

/** A key as the page hears it: drivers type characters, not places on the keyboard. */
const shortcut = (code, held = { altKey: true, shiftKey: true }) =>
  browser.run((code, held) => document.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...held })), code, held);

test("keys step through the annotations, and back", async () => {
  await begin();
  await shortcut("Period");
  const first = (await until(shown)).title;
  assert.equal((await focus(browser)).name, "title");
  await shortcut("Period");
  const second = (await until(async () => (await shown())?.title !== first && shown())).title;
  await shortcut("Comma");
  assert.equal((await until(async () => (await shown())?.title !== second && shown())).title, first);
});

test("bare letters and other keys do nothing; the keys can be others, or off", async () => {
  await begin();
  await shortcut("Period", {});
  await shortcut("Period", { altKey: true, shiftKey: true, ctrlKey: true });
  await pause(150);
  assert.equal(await shown(), null);
  await begin({ keys: { next: "Control+KeyJ" } });
  await shortcut("KeyJ", { ctrlKey: true });
  await until(shown);
  await begin({ keys: false });
  await shortcut("Period");
  await pause(150);
  assert.equal(await shown(), null);
});

test("a link in the text shows its card while it has the focus", async () => {
  await begin();
  await browser.run(() => document.querySelector("#link").focus({ focusVisible: true }));
  assert.equal((await until(shown)).title, "Canada");
  assert.equal((await focus(browser)).name, "link");
  await press(Key.ESCAPE);
  await until(shown, false);
  assert.equal((await focus(browser)).name, "link");
});

test("a caret moved by keys shows the card of what it stands in; a selection shows none", async () => {
  await begin();
  const caret = (from, to) => browser.run((from, to) => {
    const text = document.querySelector("#linked").lastChild;
    const at = text.data.indexOf("Japan");
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    getSelection().setBaseAndExtent(text, at + from, text, at + to);
  }, from, to);
  await caret(2, 2);
  assert.equal((await until(shown)).title, "Japan");
  await press(Key.ESCAPE);
  await until(shown, false);
  await caret(0, 4);
  await point(browser, await middleOf(browser, "Japan"));
  await pause(500);
  assert.equal(await shown(), null);
});

test("Tab past the last control closes the card and goes back", async () => {
  await begin();
  await shortcut("Period");
  await until(shown);
  for (let i = 0; i < 12 && (await shown()); i += 1) await press(Key.TAB);
  assert.equal(await shown(), null);
  await until(async () => (await focus(browser)).name === "body");
});

test("Tab goes from a link into its card, and past its end on in the text", async () => {
  await begin();
  await press(Key.TAB);
  assert.equal((await until(shown)).title, "Canada");
  await press(Key.TAB);
  await until(async () => (await focus(browser)).name === "title");
  await pause(600);
  assert.ok(await shown(), "it stays while the focus is in it");
  const seen = [];
  for (let i = 0; i < 12 && (await shown()); i += 1) {
    await press(Key.TAB);
    seen.push((await focus(browser)).name);
  }
  assert.ok(seen.includes("close"), String(seen));
  assert.equal(seen.at(-1), "toggle", String(seen));
  await pause(500);
  assert.equal(await shown(), null);
});

for (const [name, ...keys] of [["Shift+Tab", Key.SHIFT, Key.TAB], ["Escape", Key.ESCAPE]]) {
  test(`${name} in the card goes back to the link, and the card stays away`, async () => {
    await begin();
    await press(Key.TAB);
    await until(shown);
    await press(Key.TAB);
    await until(async () => (await focus(browser)).name === "title");
    await browser.driver.actions().keyDown(keys[0]).sendKeys(...keys.slice(1)).keyUp(keys[0]).perform();
    await until(shown, false);
    assert.equal((await focus(browser)).name, "link");
    await pause(600);
    assert.equal(await shown(), null);
    await press(Key.TAB);
    assert.equal((await focus(browser)).name, "toggle");
  });
}

test("passing a link with Tab opens nothing", async () => {
  await begin();
  await press(Key.TAB, Key.TAB);
  assert.equal((await focus(browser)).name, "toggle");
  await pause(500);
  assert.equal(await shown(), null);
});

test("a name in a quotation has a switch to the quotation and back", async () => {
  await begin();
  await point(browser, await middleOf(browser, "Brazil", "#first"));
  await until(shown);
  const press = (text) => browser.run((text) => {
    const buttons = [...document.querySelector("news-gloss-card").shadowRoot.querySelectorAll(".around button")];
    buttons.find((button) => button.textContent.includes(text)).click();
  }, text);
  await press("Quotation");
  assert.equal((await until(async () => (await shown())?.kind === "Quotation" && shown())).title, "Angela Merkel");
  await press("Brazil");
  assert.equal((await until(async () => (await shown())?.kind === "Place" && shown())).title, "Brazil");
});

test("a quotation's card leads to the speaker's other words", async () => {
  await begin();
  await point(browser, await middleOf(browser, "Nothing is", "#second"));
  await until(shown);
  const others = await browser.run(() => [...document.querySelector("news-gloss-card").shadowRoot.querySelectorAll(".others button")].map((it) => it.textContent));
  assert.deepEqual(others, ["We are close to a ceasefire in Brazil"]);
});

test("a modified click passes, a click opens and stays, one elsewhere closes", async () => {
  await begin();
  const click = (selector, words, init = {}) => middleOf(browser, words, selector).then(({ x, y }) => browser.run((x, y, init) => {
    const event = new PointerEvent("click", { clientX: x, clientY: y, bubbles: true, cancelable: true, pointerType: "touch", ...init });
    document.elementFromPoint(x, y).dispatchEvent(event);
    return event.defaultPrevented;
  }, x, y, init));
  await click("#linked", "Japan", { ctrlKey: true });
  assert.equal(await shown(), null);
  await click("#linked", "Japan");
  assert.equal((await until(shown)).title, "Japan");
  await click("#elsewhere", "Elsewhere");
  await until(shown, false);
  assert.equal(await click("#linked", "Canada"), false);
  assert.equal(await shown(), null);
});

test("with linkTap card-first the first tap on a link shows the card, the second follows", async () => {
  await begin({ linkTap: "card-first" });
  const { x, y } = await middleOf(browser, "Canada");
  const tap = () => browser.run((x, y) => {
    const event = new PointerEvent("click", { clientX: x, clientY: y, bubbles: true, cancelable: true, pointerType: "touch" });
    document.elementFromPoint(x, y).dispatchEvent(event);
    return event.defaultPrevented;
  }, x, y);
  assert.equal(await tap(), true);
  await until(shown);
  assert.equal(await tap(), false);
});

test("scrolling cancels a card that was about to open", async () => {
  await begin();
  await point(browser, await middleOf(browser, "Japan"));
  await browser.run(() => scrollBy(0, 200));
  await pause(500);
  assert.equal(await shown(), null);
  await browser.run(() => scrollTo(0, 0));
});

test("a phone gets a sheet at the bottom that is pulled away, and the page still scrolls", async () => {
  await begin();
  await browser.resize(390, 800);
  try {
    await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
    const { box } = await until(shown);
    const { width, height } = await browser.run(() => ({ width: document.documentElement.clientWidth, height: innerHeight }));
    assert.deepEqual([box.left, box.right, Math.round(box.bottom)], [0, width, height]);
    assert.ok(box.top > height * 0.4, "the sheet leaves the text in sight");
    assert.equal(await browser.run(() => (scrollTo(0, 50), Math.round(scrollY))), 50);
    const grip = { x: 195, y: Math.round(box.top + 12) };
    const drag = (by) => browser.driver.actions().move({ ...grip, duration: 0 }).press().move({ x: grip.x, y: grip.y + by, duration: 60 }).release().perform();
    await drag(40);
    assert.ok(await shown());
    await drag(120);
    await until(shown, false);
  } finally {
    await browser.resize();
  }
});
