import { isHttpUrl } from "../core/http-url.ts";
import { fillTemplate, parseTemplate, templateNote } from "../core/message-template.ts";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";

/** Reads what an operator wrote for one setting. */
export type SettingReader = (text: string) => Result<string, Note>;

/** An absolute http or https URL without user and password. A fragment never leaves the client, so it is a mistake. */
export function readUrl(text: string): Result<string, Note> {
  const url = text.trim();
  return isHttpUrl(url) && !url.includes("#") ? ok(url) : err(note("setting.not-url"));
}

/** A URL that paths are put behind: no query, and no slash at its end. */
export function readBaseUrl(text: string): Result<string, Note> {
  const url = readUrl(text);
  if (!url.ok) return url;
  return url.value.includes("?") ? err(note("setting.base-with-query")) : ok(url.value.replace(/\/+$/, ""));
}

/**
 * A URL with places to be filled in, `https://example.com/users/{{email}}`. Scheme and host have none: what a buyer typed
 * must never choose whom we call.
 */
export function readUrlTemplate(text: string): Result<string, Note> {
  const url = text.trim();
  const template = parseTemplate(url, "request");
  if (!template.ok) return err(templateNote(template.error));
  const [start = ""] = template.value;
  if (typeof start !== "string" || (template.value.length > 1 && !/^https?:\/\/[^/?#]+[/?]/i.test(start))) {
    return err(note("setting.open-host"));
  }
  const sample = fillTemplate(template.value, () => "x");
  return sample.ok && readUrl(sample.value).ok ? ok(url) : err(note("setting.not-url"));
}

/** Text with places to be filled in, kept as it is written. */
export function readRequestTemplate(text: string): Result<string, Note> {
  if (text.trim() === "") return err(note("setting.empty"));
  const template = parseTemplate(text, "request");
  return template.ok ? ok(text) : err(templateNote(template.error));
}

export function readWholeNumber(least: number, most: number): SettingReader {
  return (text) => {
    const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? ok(String(number)) : err(note("setting.not-number", { least, most }));
  };
}

/** One of a few words, in whatever case it is written. */
export function readOneOf(words: readonly string[]): SettingReader {
  return (text) => {
    const word = words.find((known) => known.toLowerCase() === text.trim().toLowerCase());
    return word === undefined ? err(note("setting.not-one-of", { words: words.join(", ") })) : ok(word);
  };
}

/** `application/json`, `text/plain; charset=utf-8`. */
export function readContentType(text: string): Result<string, Note> {
  const type = text.trim();
  return /^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w-]+=[\w.-]+)*$/.test(type) ? ok(type) : err(note("setting.not-content-type"));
}
