import { basename, dirname, resolve } from "node:path";
import type { Store } from "../../app/ports.ts";
import { hasProposal } from "../../app/rule-file.ts";
import { type PresentSetup, type RuleFile, type RuleFileDocument, readRuleFile } from "../../app/rule-tests/read-file.ts";
import type { CallSources } from "../../app/rule-tests/read-tests.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import { readHttpFile } from "../../core/http-file.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Texts } from "../../messages/text.ts";
import { readBounded } from "../../shared/bounded-file.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import type { YamlFile } from "../../yaml/read.ts";
import { problemsIn } from "../file-faults.ts";
import { printable } from "../printable.ts";
import { readYamlFile, yamlError } from "../yaml-file.ts";

const SCHEMA = "rule-file";
/** A call has at most 1 MiB of body; a larger file is no call. */
const MAX_CALL_BYTES = 2 * 1024 * 1024;

/** What a file is to be used for. */
export type RuleFileUse = "tests" | "back-test";

/** Reads a rule file and everything it points to. @throws INTG_YAML_INVALID with every fault and its place. */
export async function readRuleTestFile(path: string, use: RuleFileUse, present: PresentSetup, texts: Texts): Promise<RuleFile> {
  const file = await readYamlFile(path, SCHEMA, texts);
  const document = file.value as RuleFileDocument;
  const missing = missingPart(document, use);
  if (missing !== null) throw yamlError(path, SCHEMA, [{ ...file.placeOf([]), problem: missing }], texts);
  const nameOf = (place: Parameters<YamlFile["placeOf"]>[0]) => `${basename(path)}:${file.placeOf(place).line}`;
  const sources = use === "tests" ? await callSources(document, dirname(path), texts) : null;
  const read = readRuleFile(document, present, nameOf, sources);
  if (read.ok) return read.value;
  throw yamlError(path, SCHEMA, problemsIn(file, read.error, texts), texts);
}

/** What is registered in a home. */
export async function presentSetup(store: Store | null): Promise<PresentSetup> {
  if (store === null) return { products: [], links: [], rules: [] };
  const [products, links, rules] = await Promise.all([store.products.list(), store.products.links(), store.rules.list()]);
  return { products, links, rules };
}

function missingPart(document: RuleFileDocument, use: RuleFileUse): Note | null {
  if (use === "tests") return document.tests === undefined ? note("rule-file.no-tests") : null;
  return hasProposal(document) ? null : note("rule-file.no-rules");
}

/** Sample calls as they ship, and the files that the tests name, read beforehand. */
async function callSources({ tests = [] }: RuleFileDocument, folder: string, texts: Texts): Promise<CallSources> {
  const files = new Map<string, Result<InboundRequest, Note>>();
  for (const { file } of tests.flatMap(({ given }) => given)) {
    if (file !== undefined && !files.has(file)) files.set(file, await readCall(file, resolve(folder, file), texts));
  }
  return {
    sample: (provider, fixture) => ({
      request: readFixture(provider, fixture).request,
      document: readFixtureDocument(provider, fixture),
    }),
    file: (path) => files.get(path) ?? err(note("rule-file.call-unreadable", { file: path, detail: "" })),
    zone: VENDOR_ZONE,
  };
}

async function readCall(file: string, path: string, texts: Texts): Promise<Result<InboundRequest, Note>> {
  const unreadable = (code: string) => {
    const detail = texts.maybe(`reason.${code}`) ?? code;
    return err(note("rule-file.call-unreadable", { file: printable(file), detail }));
  };
  try {
    const read = readHttpFile(await readBounded(path, MAX_CALL_BYTES));
    return read.ok ? ok(read.value.request) : unreadable(read.error);
  } catch (error) {
    if (!(error instanceof IntgError)) throw error;
    return unreadable(String(error.params.reason ?? error.params.limit));
  }
}
