// Articles in shadow roots. The sheets that paint are the document's; Firefox looks for them in the article's own tree.

const PAINT = "::highlight(newsgloss-";

/** Shadow root → painted articles in it. */
const users = new WeakMap();

/** Lends the sheets that paint to the shadow root around `root`, which is returned; nothing outside of shadow roots. */
export function lend(root) {
  const tree = root.getRootNode();
  if (!(tree instanceof ShadowRoot)) return undefined;
  users.set(tree, (users.get(tree) ?? 0) + 1);
  tree.adoptedStyleSheets = [...others(tree), ...document.adoptedStyleSheets.filter(isOurs)];
  return tree;
}

/** Takes them back from what `lend` returned, when no other article is painted there. */
export function takeBack(tree) {
  if (!tree) return;
  users.set(tree, users.get(tree) - 1);
  if (!users.get(tree)) tree.adoptedStyleSheets = others(tree);
}

/** The sheets that came on the document while the engine showed an article. */
const shown = new WeakSet();

/** What `show` returns; the sheets that it brings are ours. */
export function noted(show) {
  const before = new Set(document.adoptedStyleSheets);
  try {
    return show();
  } finally {
    for (const sheet of document.adoptedStyleSheets) if (!before.has(sheet)) shown.add(sheet);
  }
}

/** Takes off the page what an engine that can do nothing any more has left there. */
export function sweep() {
  for (const key of [...(CSS.highlights?.keys() ?? [])]) if (key.startsWith("newsgloss-")) CSS.highlights.delete(key);
  document.adoptedStyleSheets = others(document);
}

const others = (tree) => tree.adoptedStyleSheets.filter((sheet) => !isOurs(sheet));
const isOurs = (sheet) => shown.has(sheet) || [...sheet.cssRules].some(({ cssText }) => cssText.includes(PAINT));
