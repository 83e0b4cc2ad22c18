// Speed in a page: from the DOM to the paint, and how long the page's thread is ours at a time. Other programs on the machine
// only ever make it slower, so the best of several tries counts.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { test } from "node:test";
import { engine, useBrowser } from "./harness.mjs";
import { usePublisher, visit } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const TRIES = 6;
/** What browsers call a long task, in milliseconds. */
const LONG_MS = 50;

const DATA = new URL("../../data/articles/", import.meta.url);
const texts = readdirSync(DATA).filter((name) => name.endsWith(".txt")).map((name) => readFileSync(new URL(name, DATA), "utf8"));
const paragraphs = texts.flatMap((text) => text.split(/\n+/)).filter(Boolean);

/** An article of about so many words, of our own articles over and over. */
function article(words) {
  const body = [];
  for (let at = 0, left = words; left > 0; at += 1) {
    const text = paragraphs[at % paragraphs.length];
    left -= text.split(/\s+/).length;
    body.push(`<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`);
  }
  return `<article>${body.join("\n")}</article>`;
}

/** The first good one of several tries, or the last. Where all are bad on a machine that has other work to do, nothing is shown. */
async function best(t, attempt, isGood) {
  let seen;
  for (let left = TRIES; left > 0 && !(seen && isGood(seen)); left -= 1) seen = await attempt();
  const shown = isGood(seen) || loadavg()[0] <= availableParallelism();
  if (!shown) t.skip("SKIPPED: needs a machine without other work");
  return { ...seen, shown };
}

for (const [words, worker] of [[3_000, false], [20_000, false], [20_000, true], [100_000, undefined]]) {
  test(`${words} words${worker ? " in a worker" : ""}: no long task from the first byte to the panel`, { skip: engine !== "chromium" && "only Chromium tells long tasks" }, async (t) => {
    const url = site.page(`/words-${words}`, article(words));
    const seen = await best(t, async () => {
      await visit(browser, url);
      return browser.run(async (worker) => {
        const tasks = [];
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
        const { init } = await import("/ng/newsgloss.js");
        const annotated = new Promise((done) => document.addEventListener("newsgloss:annotated", ({ detail }) => done(detail), { once: true }));
        await init({ worker: worker ?? undefined });
        const { count, ms } = await annotated;
        await new Promise((done) => setTimeout(done, 800));
        return { count, ms, tasks };
      }, worker);
    }, ({ tasks }) => tasks.every((ms) => ms <= LONG_MS));
    t.diagnostic(`${seen.count} annotations, ${Math.round(seen.ms)} ms of the page's thread, long tasks: ${seen.tasks.join(", ") || "none"}`);
    assert.ok(seen.count > words / 40, `${seen.count} annotations`);
    if (seen.shown) assert.deepEqual(seen.tasks.filter((ms) => ms > LONG_MS), []);
  });
}

test("3,000 words are read and painted within 20 ms", { skip: engine !== "chromium" && "the budget is Chromium's" }, async (t) => {
  await visit(browser, site.page("/paint", article(3_000)));
  const { ms, shown } = await best(t, () => browser.run(async () => {
    const { init } = await import("/ng/newsgloss.js");
    const annotated = new Promise((done) => document.addEventListener("newsgloss:annotated", ({ detail }) => done(detail), { once: true }));
    const instance = await init({ live: false });
    instance.destroy();
    return annotated;
  }), ({ ms }) => ms <= 20);
  t.diagnostic(`${ms.toFixed(1)} ms`);
  if (shown) assert.ok(ms <= 20, `${ms} ms`);
});

/** So long the page's thread may be ours at a time, in milliseconds: half a frame. */
const SLICE_MS = 8;
/** Readings whose longest slices are compared; the middle one counts, so that what the machine does beside a few of them does not. */
const READINGS = 7;

for (const words of [3_000, 20_000, 33_000]) {
  test(`${words} words: the page's thread is ours for at most ${SLICE_MS} ms at a time`, { skip: engine !== "chromium" && "the budget is Chromium's" }, async (t) => {
    await visit(browser, site.page(`/slices-${words}`, article(words)));
    const { longest, slices, first, paint, shown } = await best(t, () => browser.run(async (readings) => {
      const { init } = await import("/ng/newsgloss.js");
      const middle = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
      const runs = [];
      const real = scheduler.yield;
      // The data files are taken in once, in a reading before those that count.
      for (let run = 0; run <= readings; run += 1) {
        const all = [];
        // From each time that we go on to the next time that we stop: from the walk over the article to the paint.
        let begin;
        document.createTreeWalker = (...asked) => {
          begin ??= performance.now();
          return Document.prototype.createTreeWalker.apply(document, asked);
        };
        scheduler.yield = () => {
          if (begin !== undefined) all.push(performance.now() - begin);
          return real.call(scheduler).then(() => (begin = performance.now()));
        };
        const painted = new Promise((done) => document.addEventListener("newsgloss:annotated", () => done(all.push(performance.now() - begin)), { once: true }));
        try {
          const instance = await init({ start: "now", live: false, worker: false, panel: false });
          await painted;
          instance.destroy();
        } finally {
          scheduler.yield = real;
          delete document.createTreeWalker;
        }
        if (run) runs.push({ longest: Math.max(...all), slices: all.length, first: all[0], paint: all.at(-1) });
      }
      return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, middle(runs.map((run) => run[key]))]));
    }, READINGS), ({ longest }) => longest <= SLICE_MS);
    t.diagnostic(`${slices} slices, the longest ${longest.toFixed(1)} ms; the walk over the article ${first.toFixed(1)} ms, the paint ${paint.toFixed(1)} ms`);
    if (shown) assert.ok(longest <= SLICE_MS, `${longest} ms`);
  });
}
