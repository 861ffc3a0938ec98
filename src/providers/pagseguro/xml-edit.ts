import { asXmlText } from "./xml-text.ts";

/** An element without elements in it: where its text stands in the document. */
interface Leaf {
  /** `transaction.items.item.id`; of several elements of one name, all but the first have their number, `item.1`. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

interface Open {
  readonly path: string;
  readonly contentStart: number;
  readonly children: Map<string, number>;
}

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s<>/!?]+)(?:[^<>"']|"[^"]*"|'[^']*')*>/g;

/**
 * The document with other texts in its innermost elements, every other byte as it was. New texts are written in ASCII, so
 * that they fit whatever encoding the document has.
 *
 * @param edit - the new text, plain; null leaves the element alone. Gets the text as it stands.
 */
export function withTexts(document: Uint8Array, edit: (path: string, text: string) => string | null): Uint8Array {
  const text = bytesAsText(document);
  let edited = "";
  let copied = 0;
  for (const { path, start, end } of scanned(text).leaves) {
    const next = edit(path, text.slice(start, end));
    if (next === null) continue;
    edited += text.slice(copied, start) + asXmlText(next);
    copied = end;
  }
  return copied === 0 ? document : Buffer.from(edited + text.slice(copied), "latin1");
}

/**
 * The document with one element's text set; an element that is missing is put first into its parent. Null when the path does
 * not begin with the document's root.
 */
export function withText(document: Uint8Array, path: string, value: string): Uint8Array | null {
  const wanted = path.replaceAll(/\.0(?=\.|$)/g, "");
  const text = bytesAsText(document);
  const { leaves, parents } = scanned(text);
  if (!parents.has(wanted.split(".", 1)[0] ?? "")) return null;
  if (leaves.some((leaf) => leaf.path === wanted)) return withTexts(document, (at) => (at === wanted ? value : null));
  const [, parent = "", name = ""] = /^(.*)\.([^.\d][^.]*)$/.exec(wanted) ?? [];
  const at = parents.get(parent);
  if (at === undefined || parents.has(wanted)) return document;
  return Buffer.from(`${text.slice(0, at)}<${name}>${asXmlText(value)}</${name}>${text.slice(at)}`, "latin1");
}

/** The innermost elements in their order, and where the content of each other element begins. */
function scanned(text: string): { readonly leaves: readonly Leaf[]; readonly parents: ReadonlyMap<string, number> } {
  const leaves: Leaf[] = [];
  const parents = new Map<string, number>();
  const open: Open[] = [];
  for (const token of text.matchAll(TOKEN)) {
    const [whole, closing, name] = token;
    const end = token.index + whole.length;
    if (name === undefined) continue;
    if (closing === "/") {
      const element = open.pop();
      if (element === undefined) continue;
      if (element.children.size === 0) leaves.push({ path: element.path, start: element.contentStart, end: token.index });
      else parents.set(element.path, element.contentStart);
    } else {
      const path = childPath(open.at(-1), name);
      if (!whole.endsWith("/>")) open.push({ path, contentStart: end, children: new Map() });
    }
  }
  return { leaves, parents };
}

function childPath(parent: Open | undefined, name: string): string {
  if (parent === undefined) return name;
  const before = parent.children.get(name) ?? 0;
  parent.children.set(name, before + 1);
  return `${parent.path}.${name}${before === 0 ? "" : `.${before}`}`;
}

/** One character for each byte: only ASCII is looked at, and every other byte stays. */
function bytesAsText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
