// Bundled into newsgloss_export.js: what was found in the forms that other programs read, fetched when a page first asks.

import { compiled } from "./newsgloss_engine.js";
import start, { rewrite } from "newsgloss-export-glue";

const WASM = "newsgloss_export.wasm";

let started;

/** `article`, its plain form with its blocks where they are known, as `format`, published at `address`. */
export async function exported(format, article, address = "", options = {}) {
  started ??= compiled(WASM, options).then((module) => start({ module_or_path: module }));
  started.catch(() => (started = undefined));
  await started;
  const json = rewrite(format, JSON.stringify(article), address);
  if (json === undefined) throw new TypeError(`there is no format "${format}"`);
  return JSON.parse(json);
}
