// The one public entry. As a module script with data-root it starts by itself; imported, it does nothing until called.
// Everything else — engine, language data, card texts — lies beside this file and is fetched when it is needed.

/** The version of this build. */
export const version = NEWSGLOSS_VERSION;

const OPTIONS = ["root", "kinds", "exclude"];
// The build fills in NEWSGLOSS_INTEGRITY: the SRI hash of each file of the package. One that is not in the package is not fetched.
const DATA = ["en.lexicon", "en.model"].filter((name) => name in NEWSGLOSS_INTEGRITY);
const beside = (name) => new URL(name, import.meta.url).href;
const request = (name) => fetch(beside(name), { integrity: NEWSGLOSS_INTEGRITY[name] });

let engine;

/** The engine with its language data, fetched once. A file that cannot be had means fewer annotations, not none. */
function load() {
  engine ??= (async () => {
    const fetched = DATA.map((name) => bytes(name).catch((error) => warn(`${name} cannot be loaded`, error)));
    const glue = await import(beside("newsgloss_glue.js"));
    await glue.default({ module_or_path: request("newsgloss.wasm") });
    const made = new glue.Engine();
    for (const [index, name] of DATA.entries()) {
      const data = await fetched[index];
      try {
        if (data) made.load(name, data);
      } catch (error) {
        warn(`${name} cannot be used`, error);
      }
    }
    return made;
  })();
  engine.catch(() => (engine = undefined));
  return engine;
}

async function bytes(name) {
  const answer = await request(name);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * Annotates the articles that `options.root` names: a selector, an element, or several. Resolves when all are painted.
 */
export async function init(options = {}) {
  for (const name of Object.keys(options)) if (!OPTIONS.includes(name)) warn(`there is no option ${name}`);
  const { root = "article", ...rest } = options;
  const roots = typeof root === "string" ? [...document.querySelectorAll(root)] : [root].flat();
  if (!roots.length) warn(`nothing on this page matches the root ${root}`);
  const widgets = [];
  const stop = () => widgets.splice(0).forEach((widget) => widget.stop());
  try {
    const made = roots.length ? await load() : null;
    for (const article of roots) {
      widgets.push(made.start(article, typeof root === "string" ? { ...rest, root } : rest));
    }
  } catch (error) {
    stop();
    fail(error);
    throw error;
  }
  return { get annotations() { return widgets.flatMap((widget) => widget.annotations()); }, stop };
}

/** Annotates plain text without a page; offsets are UTF-16 code units. */
export async function annotate(text, options) {
  return (await load()).annotate(text, options);
}

function warn(...what) {
  console.warn("newsgloss:", ...what);
}

/** Whatever went wrong, the article stays as it was: our paint and our card go, and the page is told. */
function fail(error) {
  if (typeof document === "undefined") return;
  const ours = [...(globalThis.CSS?.highlights?.keys() ?? [])].filter((key) => key.startsWith("newsgloss-"));
  ours.forEach((key) => CSS.highlights.delete(key));
  document.querySelectorAll("body > news-gloss-card").forEach((card) => card.remove());
  const detail = { code: error instanceof WebAssembly.CompileError ? "csp-wasm" : "engine", message: `${error}` };
  document.dispatchEvent(new CustomEvent("newsgloss:error", { detail }));
}

const tag =
  typeof document === "undefined"
    ? null
    : [...document.querySelectorAll("script[type=module][data-root]")].find((script) => script.src === import.meta.url);
if (tag) {
  const { root, kinds, exclude } = tag.dataset;
  const options = { root, ...(kinds && { kinds: kinds.split(/[\s,]+/) }), ...(exclude && { exclude }) };
  const start = () => init(options).catch((error) => warn(error));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}
