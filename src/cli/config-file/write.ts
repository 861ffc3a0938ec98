import { advertiserPages, listingPages } from "../../app/advertisers.ts";
import { advertiserEntry, type Described, describeConfiguration, type Remark } from "../../app/config-file/describe.ts";
import { type ConfigDocument, type ProductEntry, type RuleEntry, SECTIONS, type Section } from "../../app/config-file/document.ts";
import { takePicture } from "../../app/config-file/picture.ts";
import type { Store } from "../../app/ports.ts";
import { IntgError } from "../../core/errors.ts";
import type { MessageKey, Texts } from "../../messages/text.ts";
import { type EntryStyle, yamlComment, yamlEntry } from "../../yaml/write.ts";
import { printable } from "../printable.ts";
import { EXAMPLES } from "./examples.ts";

export interface DumpWishes {
  readonly sections: readonly Section[];
  /** Where editors find the schema. */
  readonly schema: string;
}

const EVERYTHING = { after: null, limit: null } as const;

/**
 * A home as the text of a file, section by section.
 *
 * @throws INTG_CONFIGURATION_CHANGED at the end when it is half of one configuration and half of another.
 */
export async function* configText(store: Store, { sections, schema }: DumpWishes, texts: Texts): AsyncGenerator<string> {
  yield `# yaml-language-server: $schema=${schema}\n${yamlComment(texts("dump.head"))}`;
  for await (const { section, pages } of sectionsOf(store, sections)) {
    yield `\n${yamlComment(texts(`dump.section.${section}` satisfies MessageKey))}`;
    let isEmpty = true;
    for await (const page of pages) {
      if (page.length === 0) continue;
      const lines = page.map(({ entry, remarks }) => entryText(section, entry, remarks, texts)).join("");
      yield isEmpty ? `${section}:\n${lines}` : lines;
      isEmpty = false;
    }
    if (isEmpty) yield `${section}: []\n${exampleText(section, texts)}`;
  }
}

/** The same as a document. */
export async function configDocument(store: Store, sections: readonly Section[]): Promise<ConfigDocument> {
  const document: Record<string, object[]> = {};
  for await (const { section, pages } of sectionsOf(store, sections)) {
    const entries: object[] = [];
    for await (const page of pages) entries.push(...page.map(({ entry }) => entry));
    document[section] = entries;
  }
  return document as ConfigDocument;
}

interface SectionPages {
  readonly section: Section;
  readonly pages: AsyncIterable<readonly Described<object>[]>;
}

async function* sectionsOf(store: Store, sections: readonly Section[]): AsyncGenerator<SectionPages> {
  const version = await store.configurationVersion();
  const described = describeConfiguration(await takePicture(store));
  for (const section of SECTIONS.filter((one) => sections.includes(one))) {
    if (section === "advertisers") yield { section, pages: mapped(advertiserPages(store, EVERYTHING), advertiserEntry) };
    else if (section === "listings") yield { section, pages: mapped(listingPages(store, null, EVERYTHING), (listing) => listing) };
    else yield { section, pages: onePage(described[section]) };
  }
  if ((await store.configurationVersion()) !== version) throw new IntgError("INTG_CONFIGURATION_CHANGED");
}

async function* mapped<T>(pages: AsyncIterable<readonly T[]>, entryOf: (one: T) => object): AsyncGenerator<readonly Described<object>[]> {
  for await (const page of pages) yield page.map((one) => ({ entry: entryOf(one), remarks: [] }));
}

async function* onePage<T>(page: T): AsyncGenerator<T> {
  yield page;
}

function entryText(section: Section, entry: object, remarks: readonly Remark[], texts: Texts): string {
  const said = remarks.map((remark) => ({ path: remark.path, text: remarkText(remark, texts) }));
  return yamlEntry(section, entry, { inline: inlineOf(section, entry), remarks: said });
}

/** What is read better in one line: links, actions, and what there may be thousands of. */
function inlineOf(section: Section, entry: object): NonNullable<EntryStyle["inline"]> {
  switch (section) {
    case "advertisers":
    case "listings":
      return [[]];
    case "products":
      return ((entry as ProductEntry).links ?? []).map((_, at) => ["links", at]);
    case "rules":
      return typeof (entry as RuleEntry).do === "string" ? [] : [["do"]];
    case "stores":
    case "destinations":
      return Object.entries((entry as { secrets?: object }).secrets ?? {}).flatMap(([name, value]) =>
        Array.isArray(value) ? [["secrets", name]] : [],
      );
    case "templates":
      return [];
    default:
      return section satisfies never;
  }
}

function remarkText({ what }: Remark, texts: Texts): string {
  switch (what.kind) {
    case "fingerprint":
      return texts("dump.fingerprint", { fingerprint: what.fingerprints.join(", ") });
    case "setting":
      return printable(what.shown);
    case "disabled":
      return printable(texts.ofNote(what.because));
    default:
      return what satisfies never;
  }
}

/** To be had by taking the `[]` and the marks away. */
function exampleText(section: Section, texts: Texts): string {
  return entryText(section, EXAMPLES[section], [], texts).trimEnd().replace(/^/gm, "#").concat("\n");
}
