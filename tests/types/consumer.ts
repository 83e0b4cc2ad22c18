// Uses all of newsgloss.d.ts as a publisher's program would; `tsc` in strict mode is the test, nothing runs.

import { annotate, init, version } from "newsgloss";
import type { Annotation, Instance, Kind, Options } from "newsgloss";

const kinds: Kind[] = ["entities", "quotations", "terms"];
const options: Options = {
  root: [document.body], kinds, exclude: ".ad", theme: "dark", print: "notes", density: "first", list: "#list", delay: 500,
  linkTap: "card-first", glossary: "/glossary.csv", keys: { next: "Alt+KeyN" }, hint: false, locale: "de", strings: { close: "Zu" },
  renderCard: (annotation) => (annotation.kind === "term" ? document.createTextNode(annotation.text) : undefined),
};

/** What a card could show. Without a default: a kind that is added to the union fails here. */
function title(annotation: Annotation): string {
  switch (annotation.kind) {
    case "entity":
      return annotation.entity?.name ?? annotation.text;
    case "quotation":
      return `${annotation.label}, ${annotation.speaker?.tier ?? "speaker unknown"}`;
    case "term":
      return annotation.term.definition ?? annotation.term.name;
  }
}

const readers: Options = {
  theme: "dark", print: "notes", density: "first", list: "#list", linkTap: "card-first", delay: 500, hint: false,
  keys: { next: "Alt+KeyN" }, locale: "uk", strings: { close: "Shut", countNames: { one: "{n} name", other: "{n} names" } },
  renderCard: (annotation) => document.createTextNode(title(annotation)),
};

export async function run(): Promise<string[]> {
  const instance: Instance = await init({ ...options, ...readers });
  const found: Annotation[] = [...instance.annotations, ...(await annotate("Mara Lindqvist spoke.", { kinds }))];
  await instance.ready;
  await instance.scan(document.body);
  await instance.setKinds(["terms"]);
  await instance.addGlossary([{ label: "ring road", definition: "A road around a town.", links: [{ url: "https://example.org/" }] }]);
  await instance.addGlossary({ remove: ["filibuster"] });
  instance.setFilter((annotation) => annotation.confidence > 0.5);
  instance.setFilter();
  instance.open(0, document.body);
  instance.next();
  instance.previous();
  instance.close();
  instance.disable();
  await instance.enable();
  const [whole] = instance.toJSON();
  if (whole) await init({ annotations: whole, start: "visible", live: false, shadow: "x-story", profile: "lite" });
  const quote = (await instance.toWebAnnotations("https://example.org/")).map(({ target }) => target.selector[0].exact);
  const things = (await instance.toSchemaOrg()).flatMap(({ about, mentions }) => [...about, ...mentions]).map(({ name }) => name);
  const links = (await instance.toTextFragments()).map(({ url }) => url);
  const article = await annotate("Mara Lindqvist spoke.", { format: "schemaorg", source: "https://example.org/" });
  found.push(...(await annotate("Mara Lindqvist spoke.", { format: "json", files: {} })).annotations);
  instance.destroy();
  instance.stop();
  console.log(quote, things, links, article.hasPart.length);
  return [version, ...found.map((annotation) => `${title(annotation)} ${annotation.end - annotation.start}`)];
}

window.newsglossConfig = async () => ({ contentReady: document.fonts.ready, root: "article" });
document.addEventListener("newsgloss:ready", ({ detail }) => detail.instance.close());
document.addEventListener("newsgloss:toggle", ({ detail }) => detail.on);
document.addEventListener("newsgloss:annotated", ({ detail }) => detail.count.toFixed() + detail.ms.toFixed());
document.addEventListener("newsgloss:open", (event) => {
  if (event.detail.via === "hover" && event.detail.annotation.kind === "term") event.preventDefault();
});
document.addEventListener("newsgloss:close", ({ detail }) => detail.id.toFixed());
document.addEventListener("newsgloss:error", ({ detail }) => detail.message + detail.code);

// @ts-expect-error There is no such kind.
init({ kinds: ["people"] });
// @ts-expect-error There is no such option.
init({ roots: "article" });
// @ts-expect-error A term has a definition.
init({ glossary: [{ label: "ring road" }] });
// @ts-expect-error There is no such format.
annotate("", { format: "xml" });
// @ts-expect-error The annotations are read only.
run().then(async () => ((await init()).annotations = []));
// @ts-expect-error A quotation has no entity.
export const wrong = (annotation: Annotation) => annotation.kind === "quotation" && annotation.entity;
