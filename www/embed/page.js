// Bundled into newsgloss_page.js: what the loader imports when there is something to do on a page.

import { Instance } from "./instance.js";
import { gathered, isOff } from "./options.js";
import { fail, warn } from "./warn.js";

/** Another copy of this package on the page: they share what is annotated, so that nothing is annotated twice. */
const SHARED = Symbol.for("newsgloss");

/** Starts what the script tags ask for. */
export async function embed(tags) {
  const other = document[SHARED];
  if (other && other !== embed) {
    warn("another copy of newsgloss.js runs on this page; this one leaves the articles to it");
    return other(tags);
  }
  document[SHARED] = embed;
  if (tags.length > 1) warn("several script tags name newsgloss.js; they share one engine");
  for (const tag of tags) {
    if (isOff()) return;
    const instance = await begin(tag, undefined, { start: "visible" }).catch(() => null);
    if (instance) document.dispatchEvent(new CustomEvent("newsgloss:ready", { detail: { instance } }));
  }
}

/** Annotates the articles that the options name; rejects where the engine cannot run. */
export async function init(call) {
  return begin(undefined, call, { start: "now" });
}

async function begin(tag, call, defaults) {
  const options = { root: "article", live: true, ...defaults, ...(await gathered(tag, call)) };
  try {
    await options.contentReady;
  } catch (error) {
    warn("contentReady failed", error);
  }
  const instance = new Instance(options);
  try {
    await instance.ready;
  } catch (error) {
    instance.destroy();
    fail(error);
    throw error;
  }
  return instance;
}
