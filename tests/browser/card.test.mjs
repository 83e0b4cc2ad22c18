// The card under the pointer: when it opens and closes, what it says, where it lies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { card, middleOf, pause, point, start, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const shown = () => card(browser);

test("resting on a name opens its card, leaving closes it", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "Geneva"));
  const { title, kind, inside } = await until(shown);
  assert.deepEqual([title, kind, inside], ["Geneva", "Place", true]);
  await point(browser, { x: 1200, y: 700 });
  await until(shown, false);
});

test("passing over a name opens nothing", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "Geneva"));
  await point(browser, { x: 1200, y: 700 });
  await pause(500);
  assert.equal(await shown(), null);
});

test("blank space beside a line is not the line", async () => {
  await start(browser, "/tests/hard.html");
  const { y } = await middleOf(browser, "Japan", "#emoji");
  await point(browser, { x: 1000, y });
  await pause(500);
  assert.equal(await shown(), null);
});

test("the pointer can cross the gap onto the card, and rest there", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "Brazil"));
  const { box } = await until(shown);
  const [x, y] = [Math.round(box.left + 30), Math.round(box.top)];
  await point(browser, { x, y: y - 2 }, { x, y: y + 20 });
  await pause(600);
  assert.equal((await shown())?.title, "Brazil");
});

test("Escape closes without moving the pointer", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "Brazil"));
  await until(shown);
  await browser.driver.actions().sendKeys(Key.ESCAPE).perform();
  await until(shown, false);
});

test("a quotation's card names the speaker", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "We will", "#quoted"));
  const { title, kind } = await until(shown);
  assert.deepEqual([title, kind], ["Angela Merkel", "Quotation"]);
});

test("the card lies inside the viewport at all four corners", async () => {
  await start(browser, "/tests/corners.html");
  for (const name of ["Germany", "Brazil", "Japan", "Canada"]) {
    await point(browser, await middleOf(browser, name));
    const { box, inside } = await until(async () => (await shown())?.title === name && shown());
    assert.ok(inside, `${name}: ${JSON.stringify(box)}`);
    await browser.driver.actions().sendKeys(Key.ESCAPE).perform();
    await point(browser, { x: 640, y: 150 });
  }
});

test("scrolling the box that holds the name closes the card", async () => {
  await start(browser, "/tests/corners.html");
  await browser.run(() => document.querySelector(".deep").scrollIntoView({ block: "center" }));
  await point(browser, await middleOf(browser, "Poland"));
  await until(shown);
  await browser.run(() => document.querySelector(".box").scrollBy(0, 40));
  await until(shown, false);
});

test("a card does not speak for words that changed", async () => {
  await start(browser, "/tests/hard.html");
  const at = await middleOf(browser, "Geneva");
  await browser.run(() => (document.querySelector("h1").lastChild.data = " in Gomorra"));
  await point(browser, at);
  await pause(600);
  assert.equal(await shown(), null);
});

test("the page can show its own card instead", async () => {
  await start(browser, "/tests/hard.html");
  await browser.run(() => {
    document.addEventListener("newsgloss:open", (event) => {
      window.opened = event.detail.annotation.text;
      event.preventDefault();
    });
  });
  await point(browser, await middleOf(browser, "Geneva"));
  assert.equal(await until(() => browser.run(() => window.opened)), "Geneva");
  assert.equal(await shown(), null);
});

test("stopping takes an open card away", async () => {
  await start(browser, "/tests/hard.html");
  await point(browser, await middleOf(browser, "Brazil"));
  await until(shown);
  assert.equal(await browser.run(() => (window.instance.stop(), document.querySelector("news-gloss-card"))), null);
});

test("a speaker who is only likely is called so", async () => {
  await start(browser, "/tests/tiers.html");
  await point(browser, await middleOf(browser, "patient with"));
  const { title, note, kind } = await until(shown);
  assert.deepEqual([title, kind], ["Angela Merkel", "Partial quotation"]);
  assert.match(note, /Probably/i);
  await point(browser, await middleOf(browser, "Nothing is"));
  const sure = await until(async () => (await shown())?.note.includes("Said") && shown());
  assert.doesNotMatch(sure.note.split("|")[0], /Probably/i);
});

test("a name that is written from right to left keeps its direction in a card from left to right", async () => {
  const terms = [{ key: "shura-council", label: "مجلس الشورى", definition: "An advisory council.", forms: ["Shura Council"] }];
  await start(browser, "/tests/tiers.html", { glossary: terms });
  await point(browser, await middleOf(browser, "Shura Council"));
  assert.equal((await until(shown)).title, "مجلس الشورى");
  const directions = await browser.run(() => {
    const root = document.querySelector("news-gloss-card").shadowRoot;
    return [".title", ".card"].map((part) => getComputedStyle(root.querySelector(part)).direction);
  });
  assert.deepEqual(directions, ["rtl", "ltr"]);
});
