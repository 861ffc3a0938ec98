import type { Note } from "../core/note.ts";
import { en } from "./en/index.ts";

/** Every text a person reads, by key. One object per language with the same keys; English is the model. */
export type Catalogue = Readonly<Record<string, string>>;
export type MessageKey = keyof typeof en;

export const LANGUAGES = ["en", "pt-BR"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Finds a text and fills in its parameters: `{slug}` is replaced by the value, `{n:event|events}` by one of the two
 * forms, the first when `n` is 1.
 */
export interface Texts {
  (key: MessageKey, params?: Note["params"]): string;
  /** For codes that come from the core (notes, errors): a code without a text is shown as it is. */
  ofNote(note: Note, prefix?: "note" | "error" | "hint"): string;
  /** Undefined when there is no such text. */
  maybe(key: string, params?: Note["params"]): string | undefined;
}

export function createTexts(catalogue: Catalogue): Texts {
  const maybe: Texts["maybe"] = (key, params = {}) => {
    const template = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    return template === undefined ? undefined : fill(template, params);
  };
  const texts = (key: MessageKey, params?: Note["params"]) => maybe(key, params) ?? key;
  return Object.assign(texts, {
    maybe,
    ofNote: (note: Note, prefix: "note" | "error" | "hint" = "note") => maybe(`${prefix}.${note.code}`, note.params) ?? note.code,
  });
}

function fill(template: string, params: Note["params"]): string {
  return template.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (one !== undefined) return Number(value) === 1 ? one : (many ?? "");
    return value === undefined ? whole : value === null ? "-" : String(value);
  });
}

/** The catalogue of a language. Portuguese stands beside English later; until then it reads English. */
export function catalogueOf(_language: Language): Catalogue {
  return en;
}
