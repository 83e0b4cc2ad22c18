// What publishers are told: short warnings on the console, an event where something failed. Readers are told nothing.

/** At most this many warnings on a page: a console full of ours helps nobody. */
const MOST = 20;
let count = 0;

export function warn(...what) {
  count += 1;
  if (count <= MOST) console.warn("newsgloss:", ...what);
  if (count === MOST) console.warn("newsgloss: no further warnings on this page");
}

/** What to do about an error that has this code. */
const ADVICE = {
  "csp-wasm": "the page's Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src",
  load: "a file of the package could not be fetched, or is not the one that belongs to this version",
  engine: "the engine failed",
};

/** The codes of `newsgloss:error`. */
export const CODES = Object.keys(ADVICE);

/** One of the codes of `newsgloss:error`. */
export function codeOf(error) {
  if (error instanceof WebAssembly.CompileError) return "csp-wasm";
  return error?.code in ADVICE ? error.code : "engine";
}

/** Errors that were told: several articles may wait for the same engine. */
const told = new WeakSet();

/** Says once what went wrong, to the console and to the page. */
export function fail(error) {
  if (told.has(error)) return;
  if (error instanceof Error) told.add(error);
  const code = codeOf(error);
  warn(ADVICE[code], `(${code})`, error);
  document.dispatchEvent(new CustomEvent("newsgloss:error", { detail: { code, message: `${error}` } }));
}
