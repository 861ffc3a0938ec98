import { formBody, type InboundRequest } from "./http-message.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** Another text in the place of the one that stands at `path` of a body, or the same. */
export type EditValue = (path: readonly string[], value: string) => string;

/**
 * The request with every value of its body passed through `edit`: JSON, also within a text, multipart, or form. A number of JSON
 * stays one where what stands in for it is one.
 *
 * @returns null for a body that is none of them.
 */
export function editValues(request: InboundRequest, edit: EditValue): InboundRequest | null {
  if (request.body.length === 0) return request;
  const json = request.json();
  if (json.ok) return request.withBody(JSON.stringify(editJsonValue(json.value, [], edit)));
  const text = bytesAsText(request.body);
  if (/^--[^\r\n]{1,200}\r?\ncontent-/i.test(text)) return request.withBody(textAsBytes(editMultipart(text, edit)));
  const form = request.form();
  // Half a JSON body with a `=` in it is no form.
  if (!form.ok || /^\s*[[{<]/.test(text)) return null;
  return request.withBody(formBody(new Map([...form.value].map(([name, value]) => [name, editText(stepsOf(name), value, edit)]))));
}

/**
 * The texts of an XML document passed through `edit`, every other byte as it was. What `edit` puts in is to be ASCII, since the
 * document may be in any encoding that continues it.
 */
export function editXmlTexts(document: Uint8Array, edit: EditValue): Uint8Array {
  const path: string[] = [];
  const edited = bytesAsText(document).replace(
    /<(\/?)([\w:.-]+)([^<>]*)>([^<]*)/g,
    (whole, end: string, name: string, rest: string, text: string) => {
      if (end === "/") path.pop();
      else if (!rest.endsWith("/")) path.push(name);
      if (end === "/" || text.trim() === "") return whole;
      return `<${name}${rest}>${edit([...path], text)}`;
    },
  );
  return textAsBytes(edited);
}

function editJsonValue(value: JsonValue, path: readonly string[], edit: EditValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item, at) => editJsonValue(item, [...path, String(at)], edit));
  if (isObject(value)) {
    const label = labelIn(value, path);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (key === label?.key) return [key, item];
        return [key, editJsonValue(item ?? null, [...path, label?.of === key ? label.text : key], edit)];
      }),
    );
  }
  if (typeof value === "string") return editText(path, value, edit);
  if (typeof value !== "number") return value;
  const [text, edited] = [String(value), edit(path, String(value))];
  return edited === text ? value : /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(edited) ? Number(edited) : edited;
}

interface Label {
  readonly key: string;
  readonly text: string;
  /** What it is the label of. */
  readonly of: string;
}

const MADE_FIELDS = /fields?|campos?|questions?|perguntas?|answers?|respostas?/i;

/** Of fields that a seller made: what is asked stands in one, the answer in the other. `{"label": "CPF", "value": "52998224725"}` */
function labelIn(object: JsonObject, path: readonly string[]): Label | null {
  const key = ["label", "question", "pergunta", "name", "key"].find((name) => typeof object[name] === "string");
  const of = ["value", "answer", "resposta", "valor"].find((name) => typeof object[name] === "string");
  const text = key === undefined ? undefined : object[key];
  if (key === undefined || of === undefined || typeof text !== "string") return null;
  return MADE_FIELDS.test(path.join(".")) ? { key, text, of } : null;
}

/** A text may be JSON itself. One that has nothing to be edited keeps its bytes. */
function editText(path: readonly string[], text: string, edit: EditValue): string {
  if (!/^\s*[[{]/.test(text)) return edit(path, text);
  const inner = jsonIn(text);
  if (inner === undefined) return edit(path, text);
  const edited = JSON.stringify(editJsonValue(inner, path, edit));
  return edited === JSON.stringify(inner) ? text : edited;
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const PART = /(content-disposition:[^\r\n]*?\bname="([^"\r\n]*)"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([\s\S]*?)(?=\r?\n--)/gi;

function editMultipart(text: string, edit: EditValue): string {
  return text.replace(PART, (_, head: string, name: string, value: string) => head + editText(stepsOf(name), value, edit));
}

/** `customer[phone]` is the phone of the customer, as `customer.phone` is. */
function stepsOf(name: string): readonly string[] {
  return name.split(/[[\].]+/).filter((step) => step !== "");
}

/** One character for each byte, so that what is not touched keeps its bytes in every encoding. */
function bytesAsText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function textAsBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
