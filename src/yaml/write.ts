import { Document, isCollection, isNode, isScalar, type Node } from "yaml";
import type { YamlPath } from "./read.ts";

export interface EntryStyle {
  /** Ways to the collections that stand in one line; an empty way is the entry itself. */
  readonly inline?: readonly YamlPath[];
  /** What is said at the end of a value's line. */
  readonly remarks?: readonly { readonly path: YamlPath; readonly text: string }[];
}

/** One entry of the list `key`, as its lines below `key:`. */
export function yamlEntry(key: string, entry: object, { inline = [], remarks = [] }: EntryStyle = {}): string {
  const document = new Document({ [key]: [entry] });
  const nodeAt = (path: YamlPath): Node | null => {
    const node = document.getIn([key, 0, ...path], true);
    return isNode(node) ? node : null;
  };
  for (const path of inline) {
    const node = nodeAt(path);
    if (isCollection(node)) node.flow = true;
  }
  for (const { path, text } of remarks) {
    const node = nodeAt(path);
    if (isScalar(node) || isCollection(node)) node.comment = ` ${text.replaceAll(/\s+/g, " ")}`;
  }
  return document.toString({ lineWidth: 0 }).replace(/^.*\n/, "").replace(/\n*$/, "\n");
}

/** Text as comment lines. */
export function yamlComment(text: string): string {
  return text
    .split("\n")
    .map((line) => `# ${line}`.trimEnd())
    .join("\n")
    .concat("\n");
}
