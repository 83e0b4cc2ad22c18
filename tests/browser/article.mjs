// What the tests of the widget share: start it by hand, find words on the page, move the pointer onto them.

import { Origin } from "selenium-webdriver/lib/input.js";

/** Opens `path` and starts the widget with `options`; the instance is then `window.instance` in the page. */
export async function start(browser, path, options = {}) {
  await browser.open(path);
  // The pointer is where the last test left it; a move to the same place would be none.
  await point(browser, { x: 1200, y: 700 });
  await browser.run(async (options) => {
    if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
    window.before = document.querySelector("article").outerHTML;
    window.instance = await window.newsgloss.init(options);
  }, options);
}

/** The annotations of the started instance. */
export function annotations(browser) {
  return browser.run(() => window.instance.annotations);
}

/** Middle of the first line of `words` inside the element `selector`, in viewport coordinates. */
export function middleOf(browser, words, selector = "article") {
  return browser.run((words, selector) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const { left, top, width, height } = range.getClientRects()[0];
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }
    throw new Error(`no ${words} in ${selector}`);
  }, words, selector);
}

/** Moves the pointer to viewport points, with a tenth of a second between them. */
export async function point(browser, ...points) {
  const actions = browser.driver.actions();
  for (const { x, y } of points) actions.move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).pause(100);
  await actions.perform();
}

/** The open card: its texts and box, or null. */
export function card(browser) {
  return browser.run(() => {
    const root = document.querySelector("body > news-gloss-card")?.shadowRoot;
    const card = root?.querySelector(".card");
    if (!card?.matches(":popover-open")) return null;
    const text = (name) => [...root.querySelectorAll(name)].map((element) => element.textContent).join("|");
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return {
      title: text(".title"), kind: text(".kind"), line: text(".line"), note: text(".note"),
      inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
      box: { left, top, right, bottom },
    };
  });
}

/** Waits until `read()` is truthy (or, with `wanted` false, falsy) and returns it; throws after `ms`. */
export async function until(read, wanted = true, ms = 3000) {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await read();
    if (Boolean(seen) === wanted) return seen;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(seen)} after ${ms} ms`);
    await pause(20);
  }
}

/** Waits `ms` milliseconds. */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs `look` in the page with the shadow root of the panel. */
export function panel(browser, look) {
  return browser.run(`() => (${look})(document.querySelector("news-gloss")?.shadowRoot)`);
}

/** The element with the focus, through shadow roots: its role or name, and its text. */
export function focus(browser) {
  return browser.run(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return { name: element?.id || element?.className || element?.localName, text: element?.textContent };
  });
}
