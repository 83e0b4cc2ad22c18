// The pictures of the documentation, from the demo newspaper as it is: `cargo xtask pictures` runs this in Chromium.

import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import UPNG from "upng-js";
import { card, middleOf, pause, point, until } from "./article.mjs";
import { useBrowser } from "./harness.mjs";

const FOLDER = new URL("../../www/img/", import.meta.url);
/** No picture is larger, in bytes; letters on plain ground need no more colours. */
const MOST = 80_000;
const COLORS = 64;
const DESKTOP = { width: 1000, height: 800, deviceScaleFactor: 1.5, mobile: false };
const PHONE = { width: 390, height: 720, deviceScaleFactor: 1.5, mobile: true };

const browser = useBrowser();
const command = (name, values) => browser.driver.sendAndGetDevToolsCommand(name, values);

/** Opens `path` on `screen` with the article painted and the hint gone, and brings `words` to `top` of the window. */
async function show(path, screen, words, { top = 120, scheme = "light" } = {}) {
  await command("Emulation.setDeviceMetricsOverride", screen);
  await command("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  await browser.open(path);
  await browser.run(() => localStorage.setItem("newsgloss", JSON.stringify({ hinted: true })));
  await browser.driver.navigate().refresh();
  await browser.event("newsgloss:annotated");
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss")?.shadowRoot)));
  const { y } = await middleOf(browser, words);
  await browser.run((by) => scrollTo({ top: scrollY + by, behavior: "instant" }), y - top);
}

/** Points at `words` and waits for the whole card. */
async function rest(words) {
  await point(browser, { x: 5, y: 5 }, await middleOf(browser, words));
  await until(() => card(browser));
  await until(() => browser.run(() => !document.querySelector("news-gloss-card").shadowRoot.querySelector(".skeleton")));
  await pause(300);
}

/** Writes the rectangle of the window to the picture `name`. */
async function picture(name, { x, y, width, height }) {
  const { data } = await command("Page.captureScreenshot", { format: "png", clip: { x, y: y + (await browser.run(() => scrollY)), width, height, scale: 1 } });
  const full = UPNG.decode(Buffer.from(data, "base64"));
  const png = Buffer.from(UPNG.encode(UPNG.toRGBA8(full), full.width, full.height, COLORS));
  console.log(`# ${name}: ${png.length} bytes`);
  await writeFile(new URL(`readers-${name}.png`, FOLDER), png);
  if (png.length > MOST) throw new Error(`${name} has ${png.length} bytes`);
}

test("a name", async () => {
  await show("/articles/beijing-visit.html", DESKTOP, "The Commission has asked");
  await rest("The Commission has asked");
  await picture("name", { x: 160, y: 92, width: 680, height: 372 });
});

test("a quotation", async () => {
  await show("/articles/beijing-visit.html", DESKTOP, "Fang Wenqing");
  await rest("A foundation is");
  await picture("quotation", { x: 160, y: 96, width: 680, height: 372 });
});

test("a term, in the dark", async () => {
  await show("/articles/beijing-visit.html", DESKTOP, "The visit nearly came", { scheme: "dark" });
  await rest("One China");
  await picture("term", { x: 160, y: 60, width: 680, height: 372 });
});

test("a phone", async () => {
  await show("/articles/beijing-visit.html", PHONE, "Lu Zhenhai");
  await rest("Xi Jinping");
  await picture("phone", { x: 0, y: 0, width: 390, height: 720 });
});

test("who said what", async () => {
  await show("/articles/beijing-visit.html", DESKTOP, "BEIJING");
  await browser.run(() => {
    const { shadowRoot } = document.querySelector("news-gloss");
    shadowRoot.querySelector(".toggle").click();
    shadowRoot.getElementById("tab-whoSaidWhat").click();
    document.querySelector("news-gloss").scrollIntoView();
  });
  await pause(300);
  const box = await browser.run(() => document.querySelector("news-gloss").getBoundingClientRect().toJSON());
  await picture("panel", { x: box.x - 12, y: box.y - 8, width: box.width + 24, height: Math.min(box.height + 16, 560) });
});
