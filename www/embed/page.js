// Bundled into newsgloss_page.js: what the loader imports when there is something to do on a page.

import { Instance } from "./instance.js";
import { gathered, isOff } from "./options.js";
import { fail, warn } from "./warn.js";

/** The copy of this package that came first does the work of all on the page, whatever their versions: nothing is annotated twice. */
const SHARED = Symbol.for("newsgloss");
const OURS = { start, begin };

/** Starts what the script tags ask for. */
export async function embed(tags) {
  return first().start(tags);
}

/** Annotates the articles that the options name; rejects where the engine cannot run. */
export async function init(call) {
  return first().begin(undefined, call, { start: "now" });
}

function first() {
  document[SHARED] ??= OURS;
  if (document[SHARED] !== OURS) warn("another copy of newsgloss.js runs on this page; this one leaves the articles to it");
  return document[SHARED];
}

async function start(tags) {
  if (tags.length > 1) warn("several script tags name newsgloss.js; they share one engine");
  for (const tag of tags) {
    if (isOff()) return;
    const instance = await begin(tag, undefined, { start: "visible" }).catch(() => null);
    if (instance) document.dispatchEvent(new CustomEvent("newsgloss:ready", { detail: { instance } }));
  }
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
