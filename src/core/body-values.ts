import { formBody, type InboundRequest } from "./http-message.ts";
import { isObject, type JsonValue } from "./json.ts";

/** Another text in the place of the one that stands at `path` of a body, or the same. */
export type EditValue = (path: readonly string[], value: string) => string;

/**
 * The request with every value of its body passed through `edit`: JSON, multipart, or form; a body that is none of them is left
 * alone. A number of JSON stays one where what stands in for it is one.
 */
export function editValues(request: InboundRequest, edit: EditValue): InboundRequest {
  const json = request.json();
  if (json.ok) return request.withBody(JSON.stringify(editJsonValue(json.value, [], edit)));
  const text = bytesAsText(request.body);
  if (/^--[^\r\n]{1,200}\r?\ncontent-/i.test(text)) return request.withBody(textAsBytes(editMultipart(text, edit)));
  const form = request.form();
  if (!form.ok) return request;
  return request.withBody(formBody(new Map([...form.value].map(([name, value]) => [name, edit(stepsOf(name), value)]))));
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
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, editJsonValue(item ?? null, [...path, key], edit)]));
  }
  if (typeof value === "string") return edit(path, value);
  if (typeof value !== "number") return value;
  const [text, edited] = [String(value), edit(path, String(value))];
  return edited === text ? value : /^(0|[1-9]\d{0,14})$/.test(edited) ? Number(edited) : edited;
}

const PART = /(content-disposition:[^\r\n]*?\bname="([^"\r\n]*)"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([\s\S]*?)(?=\r?\n--)/gi;

function editMultipart(text: string, edit: EditValue): string {
  return text.replace(PART, (_, head: string, name: string, value: string) => head + edit(stepsOf(name), value));
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
