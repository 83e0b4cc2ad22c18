// The analysis in a worker: a file of the package, so that it starts under `worker-src 'self'`. Where that is impossible, or
// fails, the page's own thread does the work.

import { warn } from "./warn.js";

const FILE = "newsgloss_worker.js";

/** One worker for the page; null once it has failed. */
let worker;
/** Number of a request → how it is answered. */
const waiting = new Map();
let requests = 0;

/** Has the worker analyse `reading`, which takes the result; false where it is left to be done here. */
export async function analysed(reading, options) {
  const text = reading.text();
  if (text === undefined) return true;
  if (worker === null) return false;
  try {
    worker ??= start(options);
    const { kinds, profile, files } = options;
    const assets = options.assets && new URL(options.assets, document.baseURI).href;
    const { numbers, texts } = await ask({ text, blocks: reading.blocks(), options: { kinds, profile, files, assets } });
    reading.take(numbers, texts);
    return true;
  } catch (error) {
    // Nobody has asked for it: nobody need be told.
    if (worker !== null && options.worker) warn("the worker cannot be used; the page's own thread does its work", error);
    worker?.terminate();
    worker = null;
    return false;
  }
}

function start({ assets }) {
  const folder = assets ? new URL(assets.replace(/\/?$/, "/"), document.baseURI) : new URL(".", import.meta.url);
  const { href, origin } = new URL(FILE, folder);
  if (origin !== location.origin) throw new Error("it is not of this page's origin");
  const policy = globalThis.trustedTypes?.createPolicy("newsgloss", { createScriptURL: (url) => url });
  const started = new Worker(policy ? policy.createScriptURL(href) : href, { type: "module" });
  started.onmessage = ({ data }) => settle(data);
  started.onerror = (event) => {
    event.preventDefault();
    for (const id of [...waiting.keys()]) settle({ id, error: event.message || "it does not start" });
  };
  return started;
}

function ask(request) {
  requests += 1;
  const id = requests;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...request });
  });
}

function settle({ id, error, ...answer }) {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (error) reject?.(new Error(error));
  else resolve?.(answer);
}
