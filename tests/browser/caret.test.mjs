// Caret browsing as the browsers have it: a caret that real keys move through the text opens cards, and gets its place back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { card, focus, middleOf, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser({ caret: true });
const shown = () => card(browser);
const press = (...keys) => browser.driver.actions().sendKeys(...keys).perform();
const caret = () => browser.run(() => {
  const { focusNode, focusOffset, isCollapsed } = getSelection();
  return { word: focusNode?.data?.slice(focusOffset - 2, focusOffset + 3), isCollapsed };
});

/** Puts the caret into the line of "Japan" with a click, and takes it to the middle of the word with keys. */
async function begin() {
  await start(browser, "/tests/reader.html", { hint: false });
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot)));
  const at = await middleOf(browser, "talks moved", "#linked");
  await browser.driver.actions().move({ ...at, duration: 0 }).press().release().move({ x: 1200, y: 100, duration: 0 }).perform();
  await press(Key.END);
  await press(Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT);
}

test("a caret that comes into a name opens its card, and leaving closes it", async () => {
  await begin();
  assert.deepEqual(await caret(), { word: "Japan", isCollapsed: true });
  assert.equal((await until(shown)).title, "Japan");
  await press(Key.HOME);
  await until(shown, false);
});

test("Tab goes from the caret into the card, and Escape back to the text", async () => {
  await begin();
  await until(shown);
  await press(Key.TAB);
  await until(async () => (await focus(browser)).name === "title");
  await press(Key.ESCAPE);
  await until(shown, false);
  await until(async () => (await focus(browser)).name === "body");
  await press(Key.ARROW_LEFT);
  await until(async () => (await caret()).word?.includes("Japa"));
});
