// The one public entry. Named by a script tag it starts by itself; imported, it does nothing until called, in pages,
// workers and Node alike. Everything else lies beside this file and is fetched when it is needed.

/** The version of this build. */
export const version = NEWSGLOSS_VERSION;

/** Annotates the articles of this page; resolves with an instance when they are painted. */
export async function init(options) {
  if (typeof document === "undefined") throw new Error("init() needs a page; annotate() does not");
  return (await import("./newsgloss_page.js")).init(options);
}

/** Annotates plain text without a page; offsets are UTF-16 code units. */
export async function annotate(text, options) {
  return (await import("./newsgloss_engine.js")).annotate(text, options);
}

/** The script tags that name this file and say what to do, in themselves or elsewhere on the page. */
function tags() {
  const ours = [...document.querySelectorAll("script[type=module][src]")].filter(({ src }) => src === import.meta.url);
  const elsewhere = window.newsglossConfig ?? document.querySelector("script[data-newsgloss-config]");
  return ours.filter((tag) => "root" in tag.dataset || elsewhere);
}

if (typeof document !== "undefined" && tags().length) {
  const start = async () => {
    try {
      (await import("./newsgloss_page.js")).embed(tags());
    } catch (error) {
      // What tells of other failures is in the file that could not be had.
      console.warn("newsgloss: a file of the package could not be fetched (load)", error);
      document.dispatchEvent(new CustomEvent("newsgloss:error", { detail: { code: "load", message: `${error}` } }));
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}
