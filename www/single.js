// Built into newsgloss.single.js: the package as one classic script with its wasm and the data of the lite profile inside,
// for static pages, files opened without a server, and policies that allow no request.

import { embed } from "./newsgloss_page.js";

export { annotate, init, version } from "./newsgloss.js";

const tag = globalThis.document?.currentScript;

/** What the tag or the page says to do, once the page is read. */
function start() {
  if ("root" in tag.dataset || window.newsglossConfig || document.querySelector("script[data-newsgloss-config]")) embed([tag]);
}

if (tag && document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
else if (tag) start();
