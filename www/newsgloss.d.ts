/** The types of the public entry, newsgloss.js. Offsets count UTF-16 code units. */

export type EntityLabel =
  | "person" | "organization" | "place" | "facility" | "group" | "event" | "law" | "work" | "product" | "date" | "money";
export type QuotationLabel = "direct" | "partial" | "reported" | "phrase" | "title";
export type TermLabel =
  | "defence" | "economy" | "legislature" | "law" | "diplomacy" | "trade" | "health" | "climate" | "elections"
  | "migration" | "ideology" | "eu" | "un";
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
  speaker?: { name: string; start?: number; end?: number; key?: string; qid?: string; tier: "A" | "B" };
  cue?: { start: number; end: number };
  /** Pieces of one quotation over several paragraphs share it. */
  group: number;
}

export interface TermAnnotation extends AnnotationBase {
  kind: "term";
  label: TermLabel;
  /** `definition` is absent until the card texts are loaded. */
  term: { key: string; name: string; definition?: string };
}

export type Annotation = EntityAnnotation | QuotationAnnotation | TermAnnotation;

export interface EngineOptions {
  /** What to show; everything when absent. */
  kinds?: Kind[];
}

export interface Options extends EngineOptions {
  /** The articles: a selector (default "article"), an element, or several. */
  root?: string | Element | Element[];
  /** A selector of what to leave out. */
  exclude?: string;
}

export interface Instance {
  /** The annotations of all its articles, in order. */
  readonly annotations: Annotation[];
  /** Takes highlights, card and listeners away; the page is as it was. */
  stop(): void;
}

/** Annotates articles and resolves when all are painted. */
export function init(options?: Options): Promise<Instance>;

/** Annotates plain text without a page. */
export function annotate(text: string, options?: EngineOptions): Promise<Annotation[]>;

/** The version of this build. */
export const version: string;

export interface AnnotatedEvent extends CustomEvent<{ count: number; ms: number }> {}
export interface OpenEvent extends CustomEvent<{ annotation: Annotation; via: "hover" | "tap" | "keyboard" | "api" }> {}
export interface CloseEvent extends CustomEvent<{ id: number }> {}
export interface ErrorEvent extends CustomEvent<{ code: "csp-wasm" | "engine"; message: string }> {}

declare global {
  interface GlobalEventHandlersEventMap {
    "newsgloss:annotated": AnnotatedEvent;
    "newsgloss:open": OpenEvent;
    "newsgloss:close": CloseEvent;
    "newsgloss:error": ErrorEvent;
  }
}
