import { fillTemplate, parseTemplate, templateNote } from "../core/message-template.ts";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";

type Fields = (name: string) => string | null;

/** A body whose filled-in values fit `contentType`; JSON that does not come out as JSON is refused. */
export function fillBody(text: string, contentType: string, fields: Fields): Result<string, Note> {
  const body = filled(text, fields, bodyEscape(contentType));
  return body.ok && isJson(contentType) && !isJsonText(body.value) ? err(note("template.not-json")) : body;
}

/** What is wrong with a body whatever it is filled with: a digit is JSON between quotes and without them. */
export function bodyProblem(text: string, contentType: string): Note | null {
  const sample = fillBody(text, contentType, () => "1");
  return sample.ok ? null : sample.error;
}

/**
 * A URL whose filled-in values are single parts of a path or query. A value of dots alone counts as none: `..` as a part of a
 * path would lead to another address, also when it is encoded.
 */
export function fillUrl(text: string, fields: Fields): Result<string, Note> {
  return filled(text, (name) => withoutDots(fields(name)), percentEncoded);
}

/** Any text, half a surrogate pair too, which `encodeURIComponent` itself throws on. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)));
}

export function isJson(contentType: string): boolean {
  return /^\S+?[/+]json\b/i.test(contentType);
}

function filled(text: string, fields: Fields, escaped: (value: string) => string): Result<string, Note> {
  const template = parseTemplate(text, "request");
  if (!template.ok) return err(templateNote(template.error));
  const result = fillTemplate(template.value, fields, escaped);
  return result.ok ? ok(result.value) : err(note("template.no-value", { fields: result.error.join(", ") }));
}

function bodyEscape(contentType: string): (value: string) => string {
  if (isJson(contentType)) return (value) => JSON.stringify(value).slice(1, -1);
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return percentEncoded;
  if (/^\S+?[/+]xml\b/i.test(contentType)) return (value) => value.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return (value) => value;
}

function withoutDots(value: string | null): string | null {
  return value === null || /^\.*$/.test(value.trim()) ? null : value;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
