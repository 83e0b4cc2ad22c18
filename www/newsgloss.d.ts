/** The types of the public entry, newsgloss.js. Offsets count UTF-16 code units. */

export type EntityLabel =
  | "person" | "organization" | "place" | "facility" | "group" | "event" | "law" | "work" | "product" | "date" | "money";
export type QuotationLabel = "direct" | "partial" | "reported" | "phrase" | "title";
export type TermLabel =
  | "defence" | "economy" | "legislature" | "law" | "diplomacy" | "trade" | "health" | "climate" | "elections"
  | "migration" | "ideology" | "eu" | "un" | "general";
export type Kind = "entities" | "quotations" | "terms";

interface AnnotationBase {
  /** Number of the annotation in its article, from 0. */
  id: number;
  start: number;
  /** Exclusive. */
  end: number;
  text: string;
  /** 0 to 1. */
  confidence: number;
}

export interface EntityAnnotation extends AnnotationBase {
  kind: "entity";
  label: EntityLabel;
  /** Absent for dates and amounts of money. */
  entity?: { key: string; name: string; qid?: string; description?: string; mentions: number };
}

export interface QuotationAnnotation extends AnnotationBase {
  kind: "quotation";
  label: QuotationLabel;
  /** Absent where the speaker is not known well enough. */
  speaker?: { name: string; start?: number; end?: number; key?: string; label?: EntityLabel; qid?: string; description?: string; tier: "A" | "B" };
  cue?: { start: number; end: number };
  /** Pieces of one quotation over several paragraphs share it. */
  group: number;
}

export interface TermAnnotation extends AnnotationBase {
  kind: "term";
  label: TermLabel;
  /** All but key and name are absent until the card texts are loaded, and where there is nothing to say. */
  term: {
    key: string;
    name: string;
    definition?: string;
    /** What it is called besides. */
    also?: string[];
    /** Where it holds: a country's two small letters, "uk", "eu", or words of your own glossary. */
    region?: string;
    /** Of your own glossary. */
    links?: { title: string; url: string }[];
  };
}

export type Annotation = EntityAnnotation | QuotationAnnotation | TermAnnotation;

/** Everything found in one text: what the command line writes, and what the `annotations` option takes. */
export interface AnnotatedText {
  /** The version of Newsgloss that made it. */
  version: string;
  /** The text that `start` and `end` count in. */
  text: string;
  annotations: Annotation[];
}

/** W3C Web Annotation Data Model. Positions count code points, as the standard asks. */
export interface WebAnnotation {
  "@context": "http://www.w3.org/ns/anno.jsonld";
  type: "Annotation";
  motivation: "identifying" | "describing" | "classifying";
  body: (
    | { type: "TextualBody"; purpose: "classifying" | "identifying" | "describing"; value: string }
    | { type: "SpecificResource"; purpose: "identifying"; source: string }
  )[];
  target: {
    source?: string;
    selector: [
      { type: "TextQuoteSelector"; exact: string; prefix: string; suffix: string },
      { type: "TextPositionSelector"; start: number; end: number },
    ];
  };
}

/** schema.org: to be merged into your own NewsArticle. */
export interface NewsArticle {
  "@context": "https://schema.org";
  "@type": "NewsArticle";
  "@id"?: string;
  about: SchemaThing[];
  mentions: SchemaThing[];
  hasPart: { "@type": "Quotation"; text: string; spokenByCharacter?: SchemaThing }[];
}

export interface SchemaThing {
  "@type":
    | "Person" | "Organization" | "Place" | "Event" | "Legislation" | "CreativeWork" | "Product" | "Thing" | "DefinedTerm";
  name: string;
  sameAs?: string;
  description?: string;
  termCode?: string;
}

/** A link that scrolls to the words: a URL text fragment. */
export interface TextFragment {
  /** The annotation's number in its article. */
  id: number;
  url: string;
}

/** A term of your own; `glossary.schema.json` says what each field does. */
export interface GlossaryTerm {
  /** The key of one of our terms overrides it. Made from the label where it is absent. */
  key?: string;
  label: string;
  definition: string;
  kind?:
    | "concept" | "procedure" | "law" | "treaty" | "clause" | "court-case" | "doctrine" | "programme" | "institution"
    | "office" | "event" | "weapon" | "indicator" | "movement";
  category?: TermLabel;
  /** How the term is written; the label where this is absent. */
  forms?: (string | {
    text: string;
    case?: "any" | "exact" | "title";
    inflect?: "noun" | "verb" | "none";
    needs?: GlossaryCondition;
    blocks?: GlossaryCondition;
  })[];
  needs?: GlossaryCondition;
  blocks?: GlossaryCondition;
  not_before?: string[];
  not_after?: string[];
  generic?: number;
  salience?: number;
  region?: string;
  reviewed?: string;
  also?: string[];
  /** Addresses of https:, http: or mailto:. */
  links?: { title?: string; url: string }[];
}

export interface GlossaryCondition {
  any: string[];
  within?: "article" | "sentence";
}

/** Terms that outrank ours, keys or forms of ours that are not to be marked, or the address of both as JSON or CSV. */
export type Glossary = GlossaryTerm[] | { terms?: GlossaryTerm[]; remove?: string[] } | string;

export interface EngineOptions {
  /** What to show; everything when absent. */
  kinds?: Kind[];
  /** "lite" leaves the statistical model and the less frequent names out: fewer names, a smaller download. Default "full". */
  profile?: "full" | "lite";
  /** The folder of the package's files; default: beside newsgloss.js. */
  assets?: string;
  /** Terms of your own. An address must be on the page's own origin. */
  glossary?: Glossary;
  /** Files that are at hand already, by name: where nothing can be fetched, at an edge for instance. */
  files?: Record<string, BufferSource | Blob | WebAssembly.Module>;
}

export interface TextOptions extends EngineOptions {
  /** What to return: the annotations themselves when absent. */
  format?: "json" | "webannotation" | "schemaorg" | "textfragments";
  /** Where the article is published, for the exports that name it. */
  source?: string;
}

export interface Options extends EngineOptions {
  /** The articles: a selector (default "article"), an element, or several. */
  root?: string | Element | Element[];
  /** A selector of what to leave out. */
  exclude?: string;
  /** When an article is annotated: as it comes near the viewport (the script tag's default), or now (init()'s). */
  start?: "visible" | "now";
  /** Follow the page's changes; default true. */
  live?: boolean;
  /** Analyse in a worker of the page's own origin instead of in slices on its thread. Where that cannot be, one warning. Default: only texts above 200,000 characters, without a warning. */
  worker?: boolean;
  /** A selector of elements in whose open shadow roots `root` is looked for, too. */
  shadow?: string;
  /** Annotations made on the server, or a selector of the JSON block that holds them; nothing is analysed then. */
  annotations?: AnnotatedText | string;
  /** Nothing starts before this is settled: the moment when the page's text is final. */
  contentReady?: Promise<unknown>;
  /** Light or dark; "auto", the default, is as the article's ground is. */
  theme?: "auto" | "light" | "dark";
  /** On paper: nothing (default), the highlights as on the screen, or a numbered list of notes. */
  print?: "off" | "keep" | "notes";
  /** Paint every mention (default), or only the first of each name; the reader may choose otherwise. */
  density?: "all" | "first";
  /** Where the panel goes: "auto" (the page's <news-gloss> elements), "button", "none", or a selector. */
  list?: string;
  /** What a tap on a link in an annotation does: follow it (default), or show the card first. */
  linkTap?: "follow" | "card-first";
  /** How long the pointer rests before a card opens, in milliseconds; default 300. */
  delay?: number;
  /** Keys for the next and previous annotation, as "Alt+Shift+Period" (modifiers and KeyboardEvent.code), or off. */
  keys?: false | { next?: string; previous?: string };
  /** Whether new readers see the one-line hint; default true. */
  hint?: boolean;
  /** Language of cards and panel: "page" (default), "reader" (the browser's), or a language tag. */
  locale?: string;
  /** Words of your own for cards and panel, by the keys of data/interface/en.json. */
  strings?: Record<string, string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string })>;
  /** What the card shows under its title instead; it goes into the page's own DOM, so the page's styles apply. */
  renderCard?: (annotation: Annotation) => Node | undefined;
}

export interface Instance {
  /** Resolves when the articles that are due are painted. */
  readonly ready: Promise<void>;
  /** The annotations that are shown, article by article. */
  readonly annotations: Annotation[];
  /** Reads the page again, now; an element given is annotated, too. */
  scan(root?: Element): Promise<void>;
  /** Shows these kinds and no others. */
  setKinds(kinds: Kind[]): Promise<void>;
  /** Takes in terms of your own, as the option does, and annotates again. */
  addGlossary(glossary: Glossary): Promise<void>;
  /** Shows the annotations for which `filter` returns true; all where it is absent. */
  setFilter(filter?: (annotation: Annotation) => boolean): void;
  /** Opens the card of an annotation, in the article `root` or the first that has it. */
  open(id: number, root?: Element): void;
  /** Opens the card after the one opened last. */
  next(): void;
  previous(): void;
  close(): void;
  /** Takes everything off the page until enable(). */
  disable(): void;
  enable(): Promise<void>;
  /** Takes highlights, card and listeners away for good; the page is as it was. */
  destroy(): void;
  /** The same as destroy(). */
  stop(): void;
  /** One for each article. */
  toJSON(): AnnotatedText[];
  /** Fetches the export formats when first called, as do the next two. */
  toWebAnnotations(address?: string): Promise<WebAnnotation[]>;
  /** One for each article. */
  toSchemaOrg(address?: string): Promise<NewsArticle[]>;
  toTextFragments(address?: string): Promise<TextFragment[]>;
}

/** Annotates articles and resolves when all are painted. */
export function init(options?: Options): Promise<Instance>;

/** Annotates plain text without a page. */
export function annotate(text: string, options?: TextOptions & { format?: never }): Promise<Annotation[]>;
export function annotate(text: string, options: TextOptions & { format: "json" }): Promise<AnnotatedText>;
export function annotate(text: string, options: TextOptions & { format: "webannotation" }): Promise<WebAnnotation[]>;
export function annotate(text: string, options: TextOptions & { format: "schemaorg" }): Promise<NewsArticle>;
export function annotate(text: string, options: TextOptions & { format: "textfragments" }): Promise<TextFragment[]>;

/** The version of this build. */
export const version: string;

/** An instance that a script tag has started; sent to the document. */
export interface ReadyEvent extends CustomEvent<{ instance: Instance }> {}
/** The words of an article were read, and read anew when they have changed. */
export interface AnnotatedEvent extends CustomEvent<{ count: number; ms: number }> {}
/** A card is about to open; cancel it to show your own. */
export interface OpenEvent extends CustomEvent<{ annotation: Annotation; via: "hover" | "focus" | "tap" | "keyboard" | "panel" | "api" }> {}
export interface CloseEvent extends CustomEvent<{ id: number }> {}
/** Highlights were switched off or on; sent to the document. */
export interface ToggleEvent extends CustomEvent<{ on: boolean }> {}
/** Nothing is annotated, and the page is untouched; sent to the document. */
export interface ErrorEvent extends CustomEvent<{ code: "csp-wasm" | "load" | "engine"; message: string }> {}

declare global {
  interface GlobalEventHandlersEventMap {
    "newsgloss:ready": ReadyEvent;
    "newsgloss:annotated": AnnotatedEvent;
    "newsgloss:open": OpenEvent;
    "newsgloss:close": CloseEvent;
    "newsgloss:toggle": ToggleEvent;
    "newsgloss:error": ErrorEvent;
  }
  interface Window {
    /** Options that JSON cannot say; read once when a script tag or init() starts. */
    newsglossConfig?: Options | (() => Options | Promise<Options>);
  }
}
