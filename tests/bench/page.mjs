// From the DOM to the paint, against mark.js wrapping the same spans.

import { visit } from "../browser/publisher.mjs";

/** For so long mark.js may go on, in milliseconds. */
const LIMIT_MS = 30_000;

/** An article with one element a paragraph and nothing between them, so that positions are easily converted. */
function article(text) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<article>${escaped.split("\n\n").map((block) => `<p>${block}</p>`).join("")}</article>`;
}

/** The spans in the concatenated text of the elements, which lacks the two line ends between paragraphs. */
function inElements({ text, spans }) {
  const breaks = [...text.matchAll(/\n\n/g)].map(({ index }) => index);
  let passed = 0;
  return spans.map(([start, end, isQuotation]) => {
    while (breaks[passed] < start) passed += 1;
    return { start: start - 2 * passed, length: end - start, isQuotation };
  });
}

/** For each case and rate of the processor: what both need, in fresh pages and once more in the same page. */
export async function pagePart({ site, within, given, engine, isolated }) {
  const measured = [];
  for (const { words, texts, runs } of given.cases) {
    for (const throttle of engine === "chromium" ? given.throttles : [1]) {
      const times = { newsgloss: [], "mark.js": [] };
      for (let run = 0; run < runs; run += 1) {
        const text = texts[run % texts.length];
        const url = site.page(`/page-${words}-${run}`, article(text.text), { headers: isolated });
        for (const program of ["newsgloss", "mark.js"]) {
          // A limit that was reached once is reached again.
          if (times[program].some(({ first }) => first === null)) continue;
          times[program].push(await within(async (browser) => {
            await visit(browser, url);
            if (engine === "chromium") await browser.driver.sendDevToolsCommand("Emulation.setCPUThrottlingRate", { rate: throttle });
            return program === "newsgloss" ? browser.run(paint, text.expected) : browser.run(mark, inElements(text), LIMIT_MS);
          }));
        }
      }
      measured.push({ words, throttle, expected: texts[0].expected, times });
    }
  }
  return measured;
}

/** In the page: twice, the engine being loaded: first as on any page, then with code that is warm. */
async function paint(expected) {
  const tasks = [];
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  }
  await (await import("/ng/newsgloss_engine.js")).load({});
  await import("/ng/newsgloss_page.js");
  const { init } = await import("/ng/newsgloss.js");
  const seen = [];
  for (const again of [false, true]) {
    await new Promise((done) => setTimeout(done, 200));
    const annotated = new Promise((done) => document.addEventListener("newsgloss:annotated", ({ detail }) => done(detail), { once: true }));
    const begin = performance.now();
    const instance = await init({ live: false });
    const { count, ms } = await annotated;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const end = performance.now();
    if (count !== expected) throw new Error(`${count} annotations, expected ${expected}`);
    seen.push({ again, ms, painted: end - begin, begin, end });
    await new Promise((done) => setTimeout(done, 300));
    instance.destroy();
  }
  const long = ({ begin, end }) => tasks.filter((task) => task.startTime + task.duration > begin && task.startTime < end).map(({ duration }) => duration);
  const [first, again] = seen.map((run) => ({ ms: run.ms, painted: run.painted, tasks: long(run) }));
  return { first, again };
}

/** In the page: the same with mark.js; null where it had not ended at the limit. */
async function mark(spans, limit) {
  const tasks = [];
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  }
  await import("/bench/mark.mjs");
  const root = document.querySelector("article");
  const length = (ranges) => ranges.reduce((sum, range) => sum + range.length, 0);
  const seen = [];
  for (const again of [false, true]) {
    await new Promise((done) => setTimeout(done, 200));
    const begin = performance.now();
    const marker = new Mark(root);
    const each = () => {
      if (performance.now() - begin > limit) throw new Error("limit");
    };
    try {
      for (const isQuotation of [true, false]) {
        marker.markRanges(spans.filter((span) => span.isQuotation === isQuotation), { each, className: isQuotation ? "quotation" : "word" });
      }
    } catch (error) {
      if (error.message === "limit") return { first: null, again: null };
      throw error;
    }
    const ms = performance.now() - begin;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const end = performance.now();
    const marked = [...root.querySelectorAll("mark.word")].reduce((sum, element) => sum + element.textContent.length, 0);
    const wanted = length(spans.filter((span) => !span.isQuotation));
    if (marked !== wanted) throw new Error(`mark.js marks ${marked} characters, expected ${wanted}`);
    seen.push({ again, ms, painted: end - begin, begin, end });
    await new Promise((done) => setTimeout(done, 300));
    await new Promise((done) => marker.unmark({ done }));
  }
  const long = ({ begin, end }) => tasks.filter((task) => task.startTime + task.duration > begin && task.startTime < end).map(({ duration }) => duration);
  const [first, again] = seen.map((run) => ({ ms: run.ms, painted: run.painted, tasks: long(run) }));
  return { first, again };
}
