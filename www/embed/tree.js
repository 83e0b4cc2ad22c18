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

const others = (tree) => tree.adoptedStyleSheets.filter((sheet) => !isOurs(sheet));
const isOurs = (sheet) => [...sheet.cssRules].some(({ cssText }) => cssText.includes(PAINT));
