/** The ports of the check-list: what it asks of the store and of the machine. Every question reads a bounded number of rows. */
import type { EventStatus } from "../core/event.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { Trigger } from "../core/triggers.ts";

/** An event as the check-list looks at it: how it came, and what of its buyer it tells. */
export interface Arrival {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly trigger: Trigger;
  readonly status: EventStatus;
  readonly receivedAt: Instant;
  /** Null when the vendor told none. */
  readonly occurredAt: Instant | null;
  readonly isTest: boolean;
  /** Made here, by `simulate`, from a file or from a sales history: the vendor did not call. */
  readonly isOurs: boolean;
  readonly has: { readonly name: boolean; readonly email: boolean; readonly phone: boolean };
}

/** An event that waits for the operator. */
export interface WaitingEvent {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly trigger: Trigger;
  readonly status: EventStatus;
  readonly receivedAt: Instant;
  readonly reason: Note | null;
}

/** A vendor's id that an event of a product named. */
export interface NamedId {
  readonly provider: string;
  readonly store: string;
  readonly externalId: string | null;
}

/** A question to a vendor that was given up, or that nobody asks although it is due. */
export interface StuckLookup {
  readonly provider: string;
  readonly store: string;
  readonly state: "parked" | "waiting";
  readonly reason: Note | null;
}

export interface DatabaseFacts {
  /** Number of the newest migration that was applied. */
  readonly schema: number;
  readonly bytes: number;
}

export interface DoctorStore {
  /** The newest events of a provider, newest first. */
  arrivals(provider: string, limit: number): Promise<readonly Arrival[]>;
  /** The newest that a vendor called a store with, among the newest `within` of the provider. */
  lastCall(provider: string, store: string, within: number): Promise<Arrival | undefined>;
  /** Whether there is any event of a store. */
  hasEvents(provider: string, store: string): Promise<boolean>;
  /** Failed, quarantined and unmatched events that were received since, newest first, at most `limit` of each. */
  waiting(since: Instant, limit: number): Promise<readonly WaitingEvent[]>;
  /** The ids that the newest events of a product named, each once, out of at most `within` events. */
  namedIds(product: string, within: number): Promise<readonly NamedId[]>;
  /** @param dueBefore - of those that wait, only those that were due by then. */
  stuckLookups(dueBefore: Instant, limit: number): Promise<readonly StuckLookup[]>;
  /** Slugs of the open advertisers with a document, in order. */
  advertisersWith(document: string, limit: number): Promise<readonly string[]>;
  /** Calls that were stored and not worked out yet. */
  queue(): Promise<{ readonly count: number; readonly oldestAt: Instant | null }>;
  /** When the newest call came; null before the first. */
  newestReceivedAt(): Promise<Instant | null>;
  database(): Promise<DatabaseFacts>;
  /** Reads every page and every reference. Takes minutes where there is much. @returns what is wrong, in SQLite's words. */
  integrity(): Promise<readonly string[]>;
}

/** A file or folder of the home that other users of the machine may read or change. */
export interface ExposedPath {
  readonly path: string;
  /** The mode as it is written, `0755`. */
  readonly mode: string;
  /** The mode that it should have. */
  readonly wanted: string;
}

/** What the machine tells of a home, without opening its database. */
export interface HomeFacts {
  readonly path: string;
  readonly hasDatabase: boolean;
  /** Null where modes of files say nothing. */
  readonly exposed: readonly ExposedPath[] | null;
  /** What an ordinary user may still write on the disk of the home; null when it is not known. */
  readonly freeBytes: number | null;
  readonly databaseBytes: number;
  /** Of the write-ahead log. */
  readonly walBytes: number;
  /** Whether a process receives for this home; null when it is not known. */
  readonly isListening: boolean | null;
}
