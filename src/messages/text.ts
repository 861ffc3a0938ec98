import { MASKED } from "../core/condition-match.ts";
import type { Note } from "../core/note.ts";
import type { en } from "./en/index.ts";
import { type Formats, formatsOf } from "./formats.ts";
import type { Language } from "./language.ts";

/** Every text a person reads, by key. One object per language with the same keys; English is the model. */
export type Catalogue = Readonly<Record<string, string>>;
export type MessageKey = keyof typeof en;

/**
 * Finds a text and fills in its parameters: `{slug}` is replaced by the value, `{n:event|events}` by one of the two
 * forms, the first when `n` is 1. A number that is counted, `{n}` or one with forms, is grouped as the language does.
 */
export interface Texts {
  (key: MessageKey, params?: Note["params"]): string;
  readonly language: Language;
  readonly formats: Formats;
  /** For codes that come from the core (notes, errors): a code without a text is shown as it is. */
  ofNote(note: Note, prefix?: "note" | "error" | "hint"): string;
  /** Undefined when there is no such text. */
  maybe(key: string, params?: Note["params"]): string | undefined;
  /** Prose of an adapter, which is English in JSON, in the language; what has no text, as a vendor's menu words, as it is. */
  ofFact(english: string): string;
}

/** Enough to tell one from the other, and what a key can hold. */
const FACT_WORDS = 14;

/** The key of an adapter's prose, made of its words. */
export function factKey(english: string): string {
  const words = english
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return `fact.${words.slice(0, FACT_WORDS).join("-")}`;
}

export function createTexts(catalogue: Catalogue, language: Language = "en"): Texts {
  const formats = formatsOf(language);
  const maybe: Texts["maybe"] = (key, params = {}) => {
    const template = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    return template === undefined ? undefined : fill(template, params, { formats, ofFact, maybe });
  };
  const ofFact = (english: string) => maybe(factKey(english)) ?? english;
  const texts = (key: MessageKey, params?: Note["params"]) => maybe(key, params) ?? key;
  return Object.assign(texts, {
    language,
    formats,
    maybe,
    ofFact,
    ofNote: (note: Note, prefix: "note" | "error" | "hint" = "note") => maybe(`${prefix}.${note.code}`, note.params) ?? note.code,
  });
}

type Words = Pick<Texts, "formats" | "ofFact" | "maybe">;

function fill(template: string, params: Note["params"], language: Words): string {
  return template.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (one !== undefined) return Number(value) === 1 ? one : (many ?? "");
    if (typeof value === "number") return isCount(name, value, template) ? language.formats.number(value) : String(value);
    if (value === undefined) return whole;
    if (value === null) return "-";
    return told(name, value, language);
  });
}

/** A parameter that is a text: what is code or prose of ours in English goes into the language, by its name; all else is somebody's. */
function told(name: string, value: string, { formats, ofFact, maybe }: Words): string {
  if (value === MASKED) return maybe("word.masked") ?? value;
  switch (name) {
    // Prose of an adapter: where a secret is found, what it looks like, the title of a kind of destination.
    case "where":
    case "look":
    case "title":
    case "kind":
      return ofFact(value);
    case "reason":
      return maybe(reasonKey(value)) ?? value;
    // Fingerprints with the days since which they are kept.
    case "compared":
      return value.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, formats.day);
    default:
      return value;
  }
}

/** The key of a reason that is a code, of the system (`ENOENT`) or of ours (`answer timed out`). */
export function reasonKey(code: string): string {
  return `reason.${code.replaceAll(" ", "-")}`;
}

/** A count is written as the language groups it, a decimal with its point; other whole numbers are ports, statuses and the like. */
function isCount(name: string, value: number, template: string): boolean {
  return name === "n" || !Number.isInteger(value) || template.includes(`{${name}:`);
}

/** The catalogue of a language; no other language's texts are loaded. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === "pt-BR" ? (await import("./pt-BR/index.ts")).ptBR : (await import("./en/index.ts")).en;
}

/** The texts of one module in another language than its model. */
export type Translation<Model> = Readonly<Record<keyof Model, string>>;
