import { durationMs } from "../../core/duration.ts";
import { IntgError } from "../../core/errors.ts";
import type { EventStatus } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type Note, note } from "../../core/note.ts";
import type { Link } from "../../core/product.ts";
import type { Result } from "../../core/result.ts";
import type { ActionCall } from "../../core/rule.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { NativeEvent, ProviderAdapter } from "../../providers/contract.ts";
import { findProvider, PROVIDERS } from "../../providers/index.ts";
import { readActionPattern } from "../rule-actions.ts";
import { type FileFault, type FilePath, unknownProduct } from "../rule-file.ts";
import { nativeEventOf } from "../simulate.ts";
import type { AccessWord, Expectation, GivenCall, GivenEvent, RuleTest, SampleCall } from "./model.ts";
import { unknownProvider } from "./shop.ts";
import type { Stock } from "./stock.ts";

/** A test as files write it. */
export interface TestDocument {
  readonly name?: string;
  readonly given: readonly GivenDocument[];
  readonly expect: ExpectDocument;
}

export interface GivenDocument {
  readonly provider: string;
  readonly event?: string;
  readonly file?: string;
  readonly product?: string;
  readonly email?: string;
  readonly sale?: string;
  readonly store?: string;
  readonly after?: string;
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface ExpectDocument {
  readonly do?: string | readonly string[];
  readonly only?: string | readonly string[];
  readonly not?: string | readonly string[];
  readonly tags?: readonly string[];
  readonly sequences?: readonly string[];
  readonly access?: Readonly<Record<string, AccessWord>>;
  readonly status?: EventStatus;
}

/** Where the calls of tests come from. */
export interface CallSources {
  sample(provider: string, fixture: string): SampleCall;
  /** @param path - as the file writes it. */
  file(path: string): Result<InboundRequest, Note>;
  /** For times that a vendor writes without an offset. */
  readonly zone: string;
}

/** Who buys where nobody is named: one and the same person in all of a test. */
export const BUYER = "ana@example.com";
/** Time between two events of which none is said. */
const STEP_MS = 60_000;
/** What an event has that is built of a sample; a call of a file is as it stands there. */
const OF_EVENTS = ["product", "email", "sale"] as const;

/** @param faults - takes everything that is wrong; the tests are of use only when nothing was. */
export function readTests(
  documents: readonly TestDocument[],
  stock: Stock,
  sources: CallSources,
  faults: FileFault[],
): readonly RuleTest[] {
  return documents.map(({ name, given, expect }, at): RuleTest => {
    const path = ["tests", at];
    const sales = new Map<string, Link | undefined>();
    return {
      name: name?.trim() || `test ${at + 1}`,
      given: given.flatMap((one, index) => readGiven(one, [...path, "given", index], index === 0, { stock, sources, sales, faults }) ?? []),
      expected: readExpectation(expect, [...path, "expect"], stock, faults),
    };
  });
}

interface Reading {
  readonly stock: Stock;
  readonly sources: CallSources;
  /** What each named sale of this test is about. */
  readonly sales: Map<string, Link | undefined>;
  readonly faults: FileFault[];
}

function readGiven(document: GivenDocument, path: FilePath, isFirst: boolean, reading: Reading): GivenEvent | null {
  const { faults } = reading;
  const provider = findProvider(document.provider);
  if (provider === undefined) {
    faults.push({ path: [...path, "provider"], problem: unknownProvider(document.provider, PROVIDERS) });
    return null;
  }
  const after = document.after === undefined ? (isFirst ? 0 : STEP_MS) : durationMs(document.after);
  if (after === null) faults.push({ path: [...path, "after"], problem: note("rule-file.bad-duration", { given: document.after ?? "" }) });
  const call =
    document.file === undefined ? readEvent(document, provider, path, reading) : readFile(document, document.file, path, reading);
  if (call === null) return null;
  const request = call.kind === "event" ? call.sample.request : call.request;
  const sets = Object.entries(document.set ?? {}).map(([field, value]) => ({ path: field, value: fieldText(value, request) }));
  return { provider, store: document.store ?? DEFAULT_STORE, afterMs: after ?? 0, sets, call };
}

function readFile(document: GivenDocument, file: string, path: FilePath, { sources, faults }: Reading): GivenCall | null {
  for (const key of ["event", ...OF_EVENTS] as const) {
    if (document[key] !== undefined) faults.push({ path: [...path, key], problem: note("rule-file.not-with-file", { key }) });
  }
  const request = sources.file(file);
  if (request.ok) return { kind: "file", request: request.value };
  faults.push({ path: [...path, "file"], problem: request.error });
  return null;
}

function readEvent(document: GivenDocument, provider: ProviderAdapter, path: FilePath, reading: Reading): GivenCall | null {
  const { stock, sources, sales, faults } = reading;
  const { event: word, product, sale = null, email = BUYER, store = DEFAULT_STORE } = document;
  if (word === undefined) {
    faults.push({ path, problem: note("rule-file.event-wanted") });
    return null;
  }
  const event = eventOf(provider, word);
  if ("code" in event) {
    faults.push({ path: [...path, "event"], problem: event });
    return null;
  }
  const sample = sources.sample(provider.id, event.fixture);
  const saleKey = sale === null ? null : JSON.stringify([provider.id, store, sale]);
  const sold = saleKey === null ? undefined : sales.get(saleKey);
  const isSameProduct = sold !== undefined && (product === undefined || product === sold.product);
  const link = isSameProduct ? { ok: true as const, value: sold } : stock.linkFor({ provider, store, sample, product }, sources.zone);
  if (!link.ok) {
    faults.push({ path: product === undefined ? path : [...path, "product"], problem: link.error });
    return null;
  }
  if (saleKey !== null && sold === undefined) sales.set(saleKey, link.value);
  return { kind: "event", event, sample, link: link.value, email: email.trim().toLowerCase(), sale: saleKey };
}

function eventOf(provider: ProviderAdapter, word: string): NativeEvent | Note {
  try {
    return nativeEventOf(provider, word.trim());
  } catch (error) {
    if (!(error instanceof IntgError) || error.code !== "INTG_UNKNOWN_SIMULATION") throw error;
    const near = error.params.suggestion ?? null;
    const given = { given: word, provider: provider.id };
    return near === null ? note("rule-file.unknown-event", given) : note("rule-file.unknown-event-near", { ...given, near });
  }
}

/** As `setField` reads it: JSON where it parses. Text that would parse stays text where the body is JSON. */
function fieldText(value: unknown, request: InboundRequest): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return request.json().ok && isJson(value) ? JSON.stringify(value) : value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readExpectation(document: ExpectDocument, path: FilePath, stock: Stock, faults: FileFault[]): Expectation {
  for (const product of Object.keys(document.access ?? {})) {
    if (stock.slugs.includes(product)) continue;
    faults.push({ path: [...path, "access", product], problem: unknownProduct(product, stock.slugs) });
  }
  const actions = (key: "do" | "only" | "not") => readPatterns(document[key] ?? [], [...path, key], faults);
  return {
    does: actions("do"),
    doesOnly: document.only === undefined ? null : actions("only"),
    doesNot: actions("not"),
    tags: document.tags ?? null,
    sequences: document.sequences ?? null,
    access: Object.entries(document.access ?? {}),
    status: document.status ?? null,
  };
}

function readPatterns(written: string | readonly string[], path: FilePath, faults: FileFault[]): readonly ActionCall[] {
  const texts = typeof written === "string" ? [written] : written;
  return texts.flatMap((text, at) => {
    const read = readActionPattern(text);
    if (read.ok) return [read.value];
    faults.push({ path: typeof written === "string" ? path : [...path, at], problem: read.error });
    return [];
  });
}
