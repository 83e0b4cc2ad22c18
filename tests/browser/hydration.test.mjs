// React 19 renders on the server and hydrates in the page, before or after us: no warning, no doubled text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { createElement, useState } from "react";
import { renderToString } from "react-dom/server";
import { App } from "./apps/app.js";
import { Page } from "./apps/document.js";
import { useBrowser } from "./harness.mjs";
import { usePublisher, visit } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();

/** What React renders: an element of the page, or all of it, as Next and its kind do. */
const WHOLE = { false: "apps/react.js", true: "apps/react-document.js" };

for (const [mode, whole] of [["production", false], ["development", false], ["production", true], ["development", true]]) {
  test(`hydrating ${whole ? "the document" : "an element"} before and after us, and rendering again (${mode})`, async () => {
    const { outputFiles } = await build({
      entryPoints: [new URL(WHOLE[whole], import.meta.url).pathname],
      bundle: true, format: "iife", write: false, minify: mode === "production",
      define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    });
    site.file("/app.js", { content: outputFiles[0].contents });
    const html = renderToString(createElement(whole ? Page : App, { useState, ready() {} }));
    for (const order of ["before", "after"]) {
      const body = `<div id="root">${html}</div><script src="/app.js"></script>`;
      const path = `/${mode}-${order}-${whole}`;
      await visit(browser, whole ? site.document(path, `<!doctype html>${html}`) : site.page(path, body));
      const seen = await browser.run(async (order) => {
        const { init } = await import("/ng/newsgloss.js");
        if (order === "before") await window.hydrate();
        window.instance = await init();
        if (order === "after") await window.hydrate();
        const painted = () => [...(CSS.highlights.get("newsgloss-quotation") ?? [])].map(String);
        const seen = { first: painted() };
        window.rerender();
        const end = Date.now() + 4000;
        while (Date.now() < end && !painted().includes("Everything is agreed,")) await new Promise((done) => setTimeout(done, 50));
        return { ...seen, second: painted(), text: document.querySelector("article").textContent, complaints: window.complaints };
      }, order);
      assert.deepEqual(seen.first, ["We are close to a ceasefire,", "Nothing is agreed,"], order);
      assert.deepEqual(seen.second, ["We are close to a ceasefire,", "Everything is agreed,"], order);
      assert.equal(seen.text, "Ministers meet, update 1“We are close to a ceasefire,” said Angela Merkel, who spoke to the Security " +
        "Council in Geneva.“Everything is agreed,” said Nora Berg.");
      assert.deepEqual(seen.complaints, []);
      assert.deepEqual(await browser.run(() => window.probe.warnings), []);
      assert.deepEqual(await browser.troubles(), []);
    }
  });
}
