// Pages and their workers give the same bytes as Node, which runs this file.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PKG, TEXT } from "../node/texts.mjs";
import { useBrowser } from "./harness.mjs";
import { usePublisher, visit } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();

test("a page and a module worker give the bytes that Node gives", async () => {
  const { annotate } = await import(new URL("newsgloss.js", PKG));
  const expected = JSON.stringify(await annotate(TEXT));
  site.file("/worker.js", { content: `import { annotate } from "/ng/newsgloss.js";
    onmessage = async ({ data }) => postMessage(JSON.stringify(await annotate(data)));` });
  await visit(browser, site.page("/runtimes", ""));
  const seen = await browser.run(async (text) => {
    const { annotate } = await import("/ng/newsgloss.js");
    const page = JSON.stringify(await annotate(text));
    const worker = new Worker("/worker.js", { type: "module" });
    const answer = new Promise((resolve, reject) => Object.assign(worker, {
      onmessage: ({ data }) => resolve(data), onerror: ({ message }) => reject(new Error(message)),
    }));
    worker.postMessage(text);
    return { page, worker: await answer };
  }, TEXT);
  assert.deepEqual(seen, { page: expected, worker: expected });
});
