import { createRequire } from "node:module";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { decoded, withoutReferences } from "./xml-text.ts";

/** An XML document: the name of its root, and its elements as an object. Every value is text; nothing is read as a number. */
export interface XmlDocument {
  readonly root: string;
  readonly content: JsonObject;
}

type Library = typeof import("fast-xml-parser");

/** Loaded with the first document, and kept by Node: most commands read none, and each would start some 10 ms later. */
function library(): Library {
  return createRequire(import.meta.url)("fast-xml-parser") as Library;
}

/** A sale with a hundred items has 30 KB. */
const LONGEST_BYTES = 512 * 1024;
const DEEPEST = 16;

/** A declaration (DOCTYPE, ENTITY): PagSeguro sends none, and they are how XML reads files and eats memory. */
const DECLARATION = /<!(?!--|\[CDATA\[)/;

/** Elements that repeat: lists even when there is one. */
const LISTS: ReadonlySet<string> = new Set(["item", "document", "error", "paymentRelease"]);

/** @returns null when `bytes` are no well-formed XML, too much of it, or XML that declares something. */
export function readXml(bytes: Uint8Array): XmlDocument | null {
  if (bytes.length > LONGEST_BYTES) return null;
  const text = decoded(bytes).trim();
  if (!text.startsWith("<") || DECLARATION.test(text)) return null;
  const { XMLParser, XMLValidator } = library();
  try {
    if (XMLValidator.validate(text) !== true) return null;
    const parser = new XMLParser({
      ignoreDeclaration: true,
      ignorePiTags: true,
      parseTagValue: false,
      processEntities: false,
      maxNestedTags: DEEPEST,
      isArray: (name) => LISTS.has(name),
    });
    return rootOf(asJson(parser.parse(text)));
  } catch {
    return null;
  }
}

function rootOf(parsed: JsonValue): XmlDocument | null {
  if (!isRecord(parsed)) return null;
  const [first, ...others] = Object.entries(parsed);
  if (first === undefined || others.length > 0) return null;
  const [root, content] = first;
  return { root, content: isRecord(content) ? (content as JsonObject) : {} };
}

function asJson(value: unknown): JsonValue {
  if (typeof value === "string") return withoutReferences(value);
  if (Array.isArray(value)) return value.map((item: unknown) => asJson(item));
  if (!isRecord(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, asJson(child)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
