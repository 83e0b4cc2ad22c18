// Bundled into newsgloss_export.js: what was found in the forms that other programs read, and what a server has found put on
// the page. Fetched when a page first asks.

import { compiled } from "./newsgloss_engine.js";
import start, { placed, rewrite } from "newsgloss-export-glue";

const WASM = "newsgloss_export.wasm";

/** No article has more annotations than this. */
const MOST = 5_000;

let started;

function ready(options) {
  started ??= compiled(WASM, options).then((module) => start({ module_or_path: module }));
  started.catch(() => (started = undefined));
  return started;
}

/** `article`, its plain form with its blocks where they are known, as `format`, published at `address`. */
export async function exported(format, article, address = "", options = {}) {
  await ready(options);
  const json = rewrite(format, JSON.stringify(article), address);
  if (json === undefined) throw new TypeError(`there is no format "${format}"`);
  return JSON.parse(json);
}

/** Has `reading`, of `engine`, take over the plain form `given` as far as the page says the same words. */
export async function place(given, reading, engine, options) {
  await ready(options);
  const { text, annotations } = given;
  const list = Array.isArray(annotations) ? annotations.slice(0, MOST) : [];
  const keys = list.map((found) => `${found?.term?.key ?? ""}`.replaceAll("\n", " "));
  const confidences = Float32Array.from(list, (found) => found?.confidence);
  const document = JSON.stringify({ text, annotations: list });
  reading.take(...placed(document, reading.text(), reading.blocks(), engine.terms(keys.join("\n")), confidences));
}
