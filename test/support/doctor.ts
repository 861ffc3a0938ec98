import type { DoctorCheck } from "../../src/app/doctor/check.ts";
import type { DestinationFacts, DoctorFacts, StoreFacts } from "../../src/app/doctor/facts.ts";
import { gatherFacts, isWhole } from "../../src/app/doctor/gather.ts";
import { examine } from "../../src/app/doctor/index.ts";
import type { Arrival, HomeFacts, Store, WaitingEvent } from "../../src/app/ports.ts";
import { readSamples } from "../../src/cli/doctor/samples.ts";
import { type Note, note } from "../../src/core/note.ts";
import type { Refusal } from "../../src/core/refusal.ts";
import { Secret } from "../../src/core/secret.ts";
import { IDLE } from "../../src/core/sending.ts";
import { findDestinationKind } from "../../src/destinations/index.ts";
import { findProvider } from "../../src/providers/index.ts";
import { openScratchStore } from "../../src/store/open.ts";

/** The moment at which everything is looked at. */
export const NOW = "2026-11-20T12:00:00.000Z";
const MINUTE_MS = 60_000;

/** So many minutes before `NOW`. */
export function ago(minutes: number): string {
  return new Date(Date.parse(NOW) - minutes * MINUTE_MS).toISOString();
}
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** A home with nothing wrong. */
export const WELL: HomeFacts = {
  path: "/home/ana/intg",
  hasDatabase: true,
  exposed: [],
  freeBytes: 20e9,
  databaseBytes: 1e6,
  walBytes: 1000,
  isListening: true,
};

/** What is gathered of a store; of an empty one when absent. */
export async function gathered(store?: Store, home: Partial<HomeFacts> = {}): Promise<DoctorFacts> {
  const opened = store ?? (await openScratchStore());
  const world = { now: NOW, home: { ...WELL, ...home }, open: () => Promise.resolve(opened), samples: readSamples };
  const facts = await gatherFacts(world, { deep: false });
  if (!isWhole(facts)) throw new Error("the store did not open");
  return facts;
}

/** What one check says: level, code of the note, and the command. */
export function said(check: DoctorCheck, facts: Parameters<typeof examine>[0]): readonly string[] {
  return examine(facts, [check]).map(({ level, note: { code }, next }) =>
    [level, code.replace(/^doctor\.\w+\./, ""), ...(next === null ? [] : [`> ${next.join(" ")}`])].join(" "),
  );
}

export function storeOf(provider: string, parts: Partial<StoreFacts> = {}): StoreFacts {
  const adapter = findProvider(provider);
  return {
    subject: { kind: "store", provider, store: "default" },
    provider,
    store: "default",
    adapter,
    credentials: adapter?.sampleCredentials() ?? new Map(),
    values: [],
    arrivals: [],
    lastCall: null,
    calls: "none",
    refusals: [],
    waiting: [],
    isCut: () => false,
    strangers: [],
    foundSince: { listings: new Set(), advertisers: new Set() },
    lookups: [],
    ...parts,
  };
}

/** A store that the vendor called, so many minutes ago each time, newest first. */
export function called(
  provider: string,
  minutes: readonly number[],
  parts: Partial<Arrival> = {},
): Pick<StoreFacts, "arrivals" | "lastCall" | "calls"> {
  const arrivals = minutes.map((at) => arrival({ provider, receivedAt: ago(at), occurredAt: ago(at), ...parts }));
  const lastCall = arrivals.find(({ isOurs }) => !isOurs) ?? null;
  return { arrivals, lastCall, calls: lastCall === null ? "none" : "found" };
}

export function arrival(parts: Partial<Arrival> = {}): Arrival {
  return {
    id: "evt_1",
    provider: "hotmart",
    store: "default",
    trigger: "purchase.approved",
    status: "processed",
    receivedAt: ago(5),
    occurredAt: ago(5),
    isTest: false,
    isOurs: false,
    has: { name: true, email: true, phone: true },
    ...parts,
  };
}

export function waitingEvent(status: WaitingEvent["status"], reason: Note | null = null, parts: Partial<WaitingEvent> = {}): WaitingEvent {
  return {
    id: "evt_9",
    provider: "hotmart",
    store: "default",
    trigger: "purchase.approved",
    status,
    receivedAt: ago(60),
    reason,
    ...parts,
  };
}

export function refusal(code: string, mistake: string, at: string): Refusal {
  return {
    id: "ref_1",
    at,
    provider: "hotmart",
    store: "default",
    status: 401,
    code,
    mistake: note(`mistake.${mistake}`, { title: "Hotmart" }),
    method: "POST",
    path: "/hooks/hotmart",
    contentType: null,
    bodyBytes: 2,
    bodySha256: "0".repeat(64),
    leftOut: 0,
  };
}

export function credentials(values: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly Secret[]> {
  return new Map(Object.entries(values).map(([name, texts]) => [name, texts.map((text) => new Secret(text))]));
}

/** A destination of a kind that is switched on, idle and well. */
export function destinationOf(kind: string, parts: Partial<DestinationFacts> = {}): DestinationFacts {
  const known = findDestinationKind(kind);
  const registered = { name: "crm", kind, settings: {}, codes: {}, isEnabled: true, disabledBecause: null };
  return {
    registered,
    carrier: known === undefined ? undefined : { name: "crm", registered, kind: known },
    problem: null,
    missingSecret: null,
    health: IDLE,
    lastError: null,
    admission: { count: 4, until: null, why: null },
    waiting: 0,
    dead: 0,
    lastDead: null,
    nextDue: null,
    unmapped: [],
    isUsed: true,
    ...parts,
  };
}
