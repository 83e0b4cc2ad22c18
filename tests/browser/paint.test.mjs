// What the reader sees, in pixels: lines under names and terms, grounds behind quotations, and the card.

import assert from "node:assert/strict";
import { test } from "node:test";
import UPNG from "upng-js";
import { card, middleOf, pause, point, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();

/** The window in pixels, and how many of them make a CSS pixel. */
async function look() {
  const image = UPNG.decode(Buffer.from(await browser.driver.takeScreenshot(), "base64"));
  const { width } = image;
  const scale = width / (await browser.run(() => innerWidth));
  return { width, scale, pixels: new Uint32Array(UPNG.toRGBA8(image)[0]) };
}

/** How many pixels of the rectangle differ between two looks. */
function changed(before, after, { left, top, right, bottom }) {
  let count = 0;
  for (let y = Math.round(top * before.scale); y < bottom * before.scale; y += 1) {
    for (let x = Math.round(left * before.scale); x < right * before.scale; x += 1) {
      count += before.pixels[y * before.width + x] === after.pixels[y * after.width + x] ? 0 : 1;
    }
  }
  return count;
}

/** The box of a word, and the strip below its letters. */
async function places(word, selector) {
  const { x, y } = await middleOf(browser, word, selector);
  return { word: { left: x - 12, right: x + 12, top: y - 9, bottom: y + 2 }, strip: { left: x - 12, right: x + 12, top: y + 4, bottom: y + 14 } };
}

test("names and terms have lines, quotations a ground, and other words neither", async () => {
  await start(browser, "/tests/reader.html", { hint: false });
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot?.querySelector(".toggle"))));
  await pause(200);
  const painted = await look();
  await browser.run(() => window.instance.stop());
  await pause(200);
  const plain = await look();
  const count = async (word, selector, part) => changed(plain, painted, (await places(word, selector))[part]);
  assert.ok((await count("Japan", "#linked", "strip")) > 10, "a line under a name");
  assert.ok((await count("no-confidence", "#term", "strip")) > 10, "a line under a term");
  assert.ok((await count("agreed", "#second", "word")) > 120, "a ground behind a quotation");
  // A letter's edge may fall otherwise where a line begins or ends; a ground would change ten times as much.
  assert.ok((await count("Japan", "#linked", "word")) < 40, "no ground behind a name");
  for (const part of ["word", "strip"]) assert.equal(await count("moved", "#linked", part), 0);
});

test("the card is on the screen", async () => {
  await start(browser, "/tests/reader.html", { hint: false });
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot?.querySelector(".toggle"))));
  const without = await look();
  await point(browser, await middleOf(browser, "Japan", "#linked"));
  const { box } = await until(() => card(browser));
  await pause(600);
  const shown = await look();
  assert.ok(changed(without, shown, { left: box.left + 10, right: box.left + 160, top: box.top + 8, bottom: box.top + 50 }) > 300);
});
