import { type Note, note } from "./note.ts";
import { err, ok, type Result } from "./result.ts";
import { closest } from "./suggest.ts";
import { isMessageField, isRequestField, MESSAGE_FIELDS, REQUEST_FIELDS } from "./template-fields.ts";

/** A text with places to be filled in, read once. */
export type Template = readonly (string | TemplatePlace)[];

export interface TemplatePlace {
  readonly field: string;
  /** Stands in when the field has no value; null when the place must have one. */
  readonly fallback: string | null;
}

export const TEMPLATE_PROBLEM_CODES = ["unknown-field", "no-field", "unclosed"] as const;
export type TemplateProblemCode = (typeof TEMPLATE_PROBLEM_CODES)[number];

/** What is wrong with a template, where, and what was probably meant. */
export interface TemplateProblem {
  /** Column where `found` begins, from 0. */
  readonly at: number;
  readonly code: TemplateProblemCode;
  /** The field as it was written; for the other problems the place from its braces on. */
  readonly found: string;
  readonly suggestion: string | null;
}

/** A message is read by a buyer; a request also says what the destination calls things. */
export type TemplateUse = "message" | "request";

/** Four braces, or a place that the first `}}` ends. Blanks around the field and around its fallback do not count. */
const PLACE = /\{\{\{\{|\{\{(?<inside>.*?)\}\}|\{\{/gs;

/**
 * Reads a template: `Oi {{first_name|amigo}}, seu boleto: {{boleto}}`.
 *
 * What stands between `{{` and the first `}}` is a field, and after a `|` what stands in for it when it has no value (which
 * may be nothing: `{{due|}}`). `{{{{` is two braces as text; `}}` outside of a place is text anyway. Nothing else has a
 * meaning, so JSON can be written as it is. A field that does not exist is refused here and not when a message is due.
 */
export function parseTemplate(text: string, use: TemplateUse = "message"): Result<Template, TemplateProblem> {
  const parts: (string | TemplatePlace)[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === "{{{{") parts.push("{{");
    else {
      const place = readPlace(match, use);
      if (!place.ok) return place;
      parts.push(place.value);
    }
  }
  parts.push(text.slice(end));
  return ok(parts.filter((part) => part !== ""));
}

function readPlace(match: RegExpExecArray, use: TemplateUse): Result<TemplatePlace, TemplateProblem> {
  const inside = match.groups?.inside;
  if (inside === undefined) return err({ at: match.index, code: "unclosed", found: match.input.slice(match.index), suggestion: null });
  const bar = inside.indexOf("|");
  const written = bar === -1 ? inside : inside.slice(0, bar);
  const field = written.trim();
  if (field === "") return err({ at: match.index, code: "no-field", found: match[0], suggestion: null });
  if (!isField(field, use)) {
    const at = match.index + 2 + written.indexOf(field);
    return err({ at, code: "unknown-field", found: field, suggestion: closestField(field, use) });
  }
  return ok({ field, fallback: bar === -1 ? null : inside.slice(bar + 1).trim() });
}

function isField(name: string, use: TemplateUse): boolean {
  return isMessageField(name) || (use === "request" && isRequestField(name));
}

/** `emial` means `email`, `traking.src` means `tracking.src`, `externalId` means `product.externalId`. */
function closestField(field: string, use: TemplateUse): string | null {
  const known = use === "request" ? [...MESSAGE_FIELDS, ...REQUEST_FIELDS] : MESSAGE_FIELDS;
  const [group = "", ...rest] = field.split(".");
  if (rest.join(".") !== "" && closest(group, ["tracking"]) !== null) return `tracking.${rest.join(".")}`;
  const last = known.find((name) => name.toLowerCase().endsWith(`.${field.toLowerCase()}`));
  return last ?? closest(field, known);
}

/**
 * The text with every place filled in.
 *
 * @param escaped - makes a value (a fallback too) fit what the template is, a URL or JSON; the template's own text stays.
 * @returns the fields that have neither value nor fallback, each once: a message with a hole must not go out.
 */
export function fillTemplate(
  template: Template,
  fields: (name: string) => string | null,
  escaped: (text: string) => string = (text) => text,
): Result<string, readonly string[]> {
  const holes = new Set<string>();
  const texts = template.map((part) => {
    if (typeof part === "string") return part;
    const value = fields(part.field);
    const shown = value === null || value.trim() === "" ? part.fallback : value;
    if (shown === null) holes.add(part.field);
    return shown === null ? "" : escaped(shown);
  });
  return holes.size === 0 ? ok(texts.join("")) : err([...holes]);
}

/** The problem in words, for whoever wrote the template. */
export function templateNote({ code, found, at, suggestion }: TemplateProblem): Note {
  const column = at + 1;
  if (code === "unclosed") return note("template.unclosed", { column });
  if (code === "no-field") return note("template.no-field", { found, column });
  if (suggestion === null) return note("template.unknown-field", { found, column });
  return note("template.unknown-field-near", { found, column, suggestion });
}
