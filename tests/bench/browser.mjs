// The parts of `cargo xtask bench` that run in a browser: node browser.mjs PART INPUT OUTPUT, with the variables of
// tests/browser/harness.mjs. Functions that are given to `run` run in the page.

import { readFile, writeFile } from "node:fs/promises";
import { Browser, engine } from "../browser/harness.mjs";
import { Publisher, visit } from "../browser/publisher.mjs";
import { loadPart } from "./load.mjs";
import { memoryPart } from "./memory.mjs";
import { pagePart } from "./page.mjs";

const [part, input, output] = process.argv.slice(2);
/** For a whole measurement in one page, in milliseconds. */
const PATIENCE_MS = 600_000;
/** Clocks are finer in a page that shares its process with no other site. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const given = JSON.parse(await readFile(input, "utf8"));
const site = new Publisher();

/** A fresh browser, with an empty cache. */
async function fresh() {
  const browser = new Browser();
  await browser.start();
  await browser.driver.manage().setTimeouts({ script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  return browser;
}

/** What `work` makes of a fresh browser. */
async function within(work) {
  const browser = await fresh();
  try {
    return await work(browser);
  } finally {
    await browser.stop();
  }
}

/** Serves the bundles and the cases to the pages. */
async function publish() {
  site.file("/bench/speed.mjs", { content: await readFile(given.bundle), headers: { "content-type": "text/javascript" } });
  site.file("/bench/mark.mjs", { content: await readFile(given.mark), headers: { "content-type": "text/javascript" } });
  site.file("/bench/cases.json", { content: JSON.stringify(given.cases ?? []) });
}

const speedPart = () => within(async (browser) => {
  await visit(browser, site.page("/speed", "", { headers: ISOLATED }));
  return browser.run(async (programs, warmups) => {
    const { speed } = await import("/bench/speed.mjs");
    const cases = await (await fetch("/bench/cases.json")).json();
    return speed({ entry: "/ng/newsgloss.js", cases, programs, warmups });
  }, given.programs, given.warmups);
});

const PARTS = { speed: speedPart, page: pagePart, load: loadPart, memory: memoryPart };

await site.start();
try {
  await publish();
  const version = await within(async (browser) => (await browser.driver.getCapabilities()).get("browserVersion"));
  const measured = await PARTS[part]({ site, within, given, engine, isolated: ISOLATED });
  await writeFile(output, JSON.stringify({ runtime: engine, version, measured }));
} finally {
  await site.stop();
}
