// What assistive technology meets: axe-core finds nothing, roles and names are right, forced colours and print hold, and the
// pointer costs nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { card, middleOf, pause, panel, point, start, until } from "./article.mjs";
import { engine, useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PAGE = "/tests/reader.html";
const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const chromium = engine === "chromium" ? {} : { skip: "needs Chromium's developer protocol" };

async function begin(options = {}, path = PAGE) {
  await start(browser, path, { hint: false, ...options });
  await until(() => panel(browser, (root) => Boolean(root?.querySelector(".toggle"))));
}

/** Violations that axe finds in the page, one line each. */
async function violations() {
  await browser.driver.executeScript(axe);
  return browser.run(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
  });
}

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing: open card, open panel with each list, hint, ${theme}`, async () => {
    await browser.open(PAGE);
    await browser.run(() => localStorage.clear());
    await begin({ theme, hint: true });
    await browser.run((dark) => document.body.classList.toggle("dark", dark), theme === "dark");
    await until(() => browser.run(() => Boolean(document.querySelector("news-gloss-hint"))));
    assert.deepEqual(await violations(), [], "hint");
    await browser.run(() => document.querySelector("news-gloss-hint").shadowRoot.querySelector("button").click());
    await panel(browser, (root) => root.querySelector(".toggle").click());
    for (const tab of ["names", "whoSaidWhat", "terms"]) {
      await browser.run((tab) => document.querySelector("news-gloss").shadowRoot.getElementById(`tab-${tab}`).click(), tab);
      await pause(100);
      assert.deepEqual(await violations(), [], `panel, ${tab}`);
    }
    await panel(browser, (root) => root.querySelector(".toggle").click());
    for (const words of ["Nothing is", "Geneva", "one-China"]) {
      await point(browser, { x: 1200, y: 100 }, await middleOf(browser, words));
      await until(() => card(browser));
      await pause(400);
      assert.deepEqual(await violations(), [], `card of ${words}`);
    }
  });
}

test("axe finds nothing: the sheet of a phone, light and dark", async () => {
  await begin();
  await browser.resize(390, 800);
  try {
    for (const dark of [false, true]) {
      await browser.run((dark) => document.body.classList.toggle("dark", dark), dark);
      await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
      const { box } = await until(() => card(browser));
      assert.equal(Math.round(box.bottom), await browser.run(() => innerHeight));
      await pause(400);
      assert.deepEqual(await violations(), [], dark ? "dark" : "light");
      await browser.run(() => window.instance.close());
      await until(() => card(browser), false);
    }
  } finally {
    await browser.resize();
  }
});

for (const path of ["/articles/budget-bill.html", "/articles/beijing-visit.html", "/articles/cable-menders.html", "/docs/readers.html", "/docs/own-glossary.html"]) {
  test(`axe finds nothing on ${path}, with the panel open where there is one`, async () => {
    await browser.open(path);
    await browser.event("newsgloss:annotated").catch(() => {});
    await until(() => panel(browser, (root) => !root || Boolean(root.querySelector(".toggle"))));
    await panel(browser, (root) => root?.querySelector(".toggle").click());
    await pause(300);
    assert.deepEqual(await violations(), []);
  });
}

test("card and panel in the accessibility tree", chromium, async () => {
  await begin();
  await panel(browser, (root) => root.querySelector(".toggle").click());
  await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
  await until(() => card(browser));
  const { nodes } = await browser.driver.sendAndGetDevToolsCommand("Accessibility.getFullAXTree", {});
  const seen = nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => `${role?.value} ${name?.value ?? ""}`.trim());
  for (const expected of ["dialog Geneva", "heading Geneva", "button Close", "button Next mention", "region In this article", "tablist", "tabpanel Names 6", "searchbox Search in this list", "group Show in the text"]) {
    const [role, ...name] = expected.split(" ");
    const like = seen.some((node) => (/\d$/.test(expected) ? node.startsWith(`${role} ${name[0]}`) : node === expected));
    assert.ok(like, `no "${expected}" in\n${seen.filter((node) => node.startsWith(role)).join("\n")}`);
  }
});

test("a plain card under the pointer is a tooltip without controls", async () => {
  await begin();
  await point(browser, { x: 1200, y: 100 }, await middleOf(browser, "Japan"));
  await until(() => card(browser));
  const seen = () => browser.run(() => {
    const card = document.querySelector("news-gloss-card").shadowRoot.querySelector(".card");
    return { role: card.getAttribute("role"), controls: card.querySelectorAll("button, a").length };
  });
  const { role, controls } = await seen();
  assert.equal(role, controls ? "dialog" : "tooltip");
});

test("nothing to press is smaller than 24 pixels", async () => {
  await begin();
  await panel(browser, (root) => root.querySelector(".toggle").click());
  await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
  await until(() => card(browser));
  const small = await browser.run(() => ["news-gloss", "news-gloss-card"].flatMap((host) => [...document.querySelector(host).shadowRoot.querySelectorAll("button, a, input")])
    .map((it) => [it.className || it.textContent, it.getBoundingClientRect()])
    .filter(([, { width, height }]) => width && (width < 24 || height < 24)).map(([name]) => name));
  assert.deepEqual(small, []);
});

test("forced colours leave only the active annotation registered", chromium, async () => {
  const force = (value) => browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value }] });
  await begin();
  const keys = () => browser.run(() => [...CSS.highlights.keys()].filter((key) => key.startsWith("newsgloss-")));
  try {
    await force("active");
    await until(async () => (await keys()).length === 1);
    assert.deepEqual(await keys(), ["newsgloss-active"]);
  } finally {
    await force("none");
  }
  await until(async () => (await keys()).length > 1);
});

test("the ground of the article decides between light and dark", async () => {
  await begin();
  const color = () => browser.run(() => getComputedStyle(document.documentElement).getPropertyValue("--newsgloss-person").trim());
  const light = await color();
  await browser.run(() => document.body.classList.add("dark"));
  await until(async () => (await color()) !== light);
  await browser.run(() => document.body.classList.remove("dark"));
  await until(async () => (await color()) === light);
});

test("paper has notes where the publisher wants them, and the screen has none", chromium, async () => {
  await begin({ print: "notes" });
  const shown = () => browser.run(() => {
    const notes = document.querySelector("news-gloss-notes").shadowRoot.querySelector(".notes");
    return { display: getComputedStyle(notes).display, items: notes.querySelectorAll("li").length };
  });
  await until(() => browser.run(() => document.querySelector("news-gloss-notes")?.shadowRoot.querySelectorAll("li").length > 2));
  assert.equal((await shown()).display, "none");
  await browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { media: "print" });
  assert.equal((await shown()).display, "block");
  await browser.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { media: "" });
  const pdf = await browser.driver.sendAndGetDevToolsCommand("Page.printToPDF", {});
  assert.ok(pdf.data.length > 1000);
});

test("text spacing and 400 % zoom cut nothing off", async () => {
  await begin();
  await browser.run(() => document.documentElement.style.setProperty("zoom", "4"));
  await panel(browser, (root) => root.querySelector(".toggle").click());
  // WCAG 1.4.12, as a reader's own sheet would ask for it.
  const spaced = () => browser.run(() => ["news-gloss", "news-gloss-card"].forEach((host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
    document.querySelector(host)?.shadowRoot.adoptedStyleSheets.push(sheet);
  }));
  await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
  await until(() => card(browser));
  await spaced();
  const wide = await panel(browser, (root) => [...root.querySelectorAll(".entry, .choice, .toggle")].filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.textContent));
  assert.deepEqual(wide, []);
  const cut = await browser.run(() => [document.querySelector("news-gloss-card").shadowRoot.querySelector(".card"), ...document.querySelector("news-gloss-card").shadowRoot.querySelectorAll(".card *")]
    .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline").map((it) => it.className));
  assert.deepEqual(cut, []);
  await browser.run(() => document.documentElement.style.removeProperty("zoom"));
});

for (const [width, why] of [[320, "400 % of a window of 1280"], [390, "a phone"]]) {
  for (const locale of ["en", "ar"]) {
    test(`in ${width} pixels, ${why}, card and panel fit, ${locale}`, async () => {
      await begin({ locale });
      await browser.resize(width, 640);
      try {
        await panel(browser, (root) => root.querySelector(".toggle").click());
        await browser.run(() => window.instance.open(window.instance.annotations.find(({ text }) => text === "Geneva").id));
        await until(() => card(browser));
        const wide = await browser.run(() => ["news-gloss", "news-gloss-card"].flatMap((host) => [...document.querySelector(host).shadowRoot.querySelectorAll(".card, .box, .box *, .card *")])
          .filter((it) => it.checkVisibility() && !it.closest("[hidden]") && getComputedStyle(it).clipPath === "none")
          .map((it) => [it.className || it.localName, it.getBoundingClientRect()])
          .filter(([, { left, right, width }]) => width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1)).map(([name]) => name));
        assert.deepEqual(wide, []);
        assert.ok(await browser.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "the page scrolls sideways");
      } finally {
        await browser.resize();
      }
    });
  }
}

test("nothing of ours moves the page", chromium, async () => {
  await browser.open("/articles/budget-bill.html");
  await browser.event("newsgloss:annotated");
  await pause(1500);
  const shift = await browser.run(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
  }));
  assert.equal(shift, 0);
});

for (const count of [10, 10_000]) {
  test(`a pointer move costs at most 0.1 ms beside ${count} annotations`, chromium, async () => {
    await browser.open(PAGE);
    const ms = await browser.run(async (count) => {
      const article = document.querySelector("article");
      const one = document.querySelector("#linked");
      for (let n = 2; n < count; n += 2) article.append(Object.assign(document.createElement("p"), { textContent: "The talks moved to Canada and then to Japan." }));
      one.scrollIntoView();
      if (!window.newsgloss) await new Promise((done) => addEventListener("newsgloss-imported", done, { once: true }));
      window.instance = await window.newsgloss.init({ hint: false });
      await new Promise((done) => setTimeout(done, 500));
      const { left, top } = one.getBoundingClientRect();
      const frames = [];
      const real = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => frames.push(callback);
      // Batches of fifty, of which the quickest counts: the others tell what else the machine was doing.
      let best = Infinity;
      for (let batch = 0; batch < 12 || (best > 0.1 && batch < 200); batch += 1) {
        if (batch % 12 === 11) await new Promise((done) => setTimeout(done, 50));
        const begin = performance.now();
        for (let n = 0; n < 50; n += 1) {
          const clientX = left + ((batch * 50 + n) % 300);
          document.dispatchEvent(new PointerEvent("pointermove", { pointerType: "mouse", clientX, clientY: top + 10 }));
          frames.splice(0).forEach((callback) => callback(begin));
        }
        best = Math.min(best, (performance.now() - begin) / 50);
      }
      window.requestAnimationFrame = real;
      return best;
    }, count);
    console.log(`# pointer move beside ${count} annotations: ${ms.toFixed(3)} ms (quickest mean of 50)`);
    assert.ok(ms <= 0.1, `${ms} ms`);
  });
}
