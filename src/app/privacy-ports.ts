/** The ports of what is done to people's data as a whole: taken out, erased, purged by age. */
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { AuditKind, RetentionClass } from "../core/retention.ts";
import type { Contact } from "./contact-ports.ts";

/** One line of the audit: that something was done, and to how much. Whose data it was is in no line. */
export interface AuditEntry {
  readonly number: number;
  readonly at: Instant;
  readonly kind: AuditKind;
  /** Fingerprints of what the person was known by, made with the home's key; empty for what was about nobody in particular. */
  readonly subjects: readonly string[];
  /** How many, by what they were. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was asked for; nobody's data. */
  readonly details: Readonly<Record<string, string>>;
}

/** A call as one text: what came, what the vendor answered about it, and what was read in it. */
export interface CallText {
  readonly seq: number;
  readonly id: string;
  /** Bytes as one character each. */
  readonly text: string;
}

/** The parts of a call that may name somebody, bytes as one character each. */
export interface CallParts {
  readonly target: string;
  readonly headers: string;
  readonly body: string;
  /** What the vendor answered about it; null where nothing was asked. */
  readonly document: string | null;
}

/** Something that a destination was sent about a person, or may have been. */
export interface ToldDestination {
  readonly destination: string;
  readonly actions: number;
  readonly lastAt: Instant;
}

/** What goes. */
export interface Forgotten {
  readonly contacts: readonly string[];
  readonly calls: readonly string[];
  readonly events: readonly string[];
  /** Beside those of the events. */
  readonly dispatches: readonly string[];
}

/** Erasing, inside one transaction. */
export interface ErasureTx {
  isQueued(deliveryId: string): Promise<boolean>;
  /** Events that belong to these contacts, and the calls they came in. */
  eventsOf(contacts: readonly string[]): Promise<readonly { readonly id: string; readonly deliveryId: string }[]>;
  partsOf(deliveryId: string): Promise<CallParts | undefined>;
  rewrite(deliveryId: string, parts: CallParts): Promise<void>;
  /** Takes the bytes of calls away and leaves what was read in them. */
  purge(calls: readonly string[], at: Instant): Promise<number>;
  /** Hands the dedupe keys of an event on under other names. */
  renameKeys(
    event: { readonly provider: string; readonly store: string; readonly id: string },
    from: readonly string[],
    to: readonly string[],
  ): Promise<void>;
  /** Of what a destination was sent, or may have been. */
  toldBy(forgotten: Pick<Forgotten, "events" | "dispatches">): Promise<readonly ToldDestination[]>;
  /** @returns rows by table. */
  forget(forgotten: Forgotten): Promise<Readonly<Record<string, number>>>;
  audit(entry: Omit<AuditEntry, "number">): Promise<number>;
}

/** What a purge of one class would take away. */
export interface PurgePlan {
  readonly count: number;
  readonly oldest: Instant | null;
  /** Of what is stored, not of the file. */
  readonly bytes: number;
  /** Old enough, and left because it waits for somebody. */
  readonly waiting: number;
}

/** A purge that goes on: where it stands, and what the last step took. */
export interface PurgeStep {
  readonly purged: number;
  /** Null when there is no more. */
  readonly next: number | null;
}

export interface ScrubResult {
  /** Whether the database was written anew. */
  readonly isRewritten: boolean;
  /** How often one of the texts stands in the home's files all the same. */
  readonly remains: number;
}

export interface PrivacyStore {
  /** Calls after a place, in the order in which they came. */
  callTexts(after: number, limit: number): Promise<readonly CallText[]>;
  callCount(): Promise<number>;
  /** Everybody with this id, or this e-mail, phone or document. */
  people(by: {
    readonly id?: string;
    readonly email?: string;
    readonly phone?: string;
    readonly document?: string;
  }): Promise<readonly Contact[]>;
  dispatchesInLanes(lanes: readonly string[]): Promise<readonly string[]>;
  /** Cancels what waits to be sent of these contacts. @returns how much is being sent at this moment. */
  holdBack(contacts: readonly string[], at: Instant, reason: Note): Promise<number>;
  underWay(contacts: readonly string[], at: Instant): Promise<number>;
  /** Ids of rules, and names of templates, that name one of these texts. */
  configurationNaming(texts: readonly string[]): Promise<readonly string[]>;
  /**
   * Leaves nothing of what was erased in the files: the log is emptied, and where one of these texts still stands in free space the
   * database is written anew.
   *
   * @param options.mayRewrite - false where others could not wait for it.
   */
  scrub(
    texts: readonly string[],
    options: { readonly mayRewrite: (bytes: number) => boolean; readonly rest: () => Promise<void> },
  ): Promise<ScrubResult>;
  /** Gives what is free back to the disk. @returns the size of the file in bytes, before and after. */
  compact(): Promise<{ readonly before: number; readonly after: number }>;
  /** Fingerprints under which the audit knows who it was. */
  fingerprints(identifiers: readonly string[]): Promise<readonly string[]>;
  audits(filter: { readonly subjects?: readonly string[]; readonly limit: number }): Promise<readonly AuditEntry[]>;
  addAudit(entry: Omit<AuditEntry, "number">): Promise<number>;
  /** For how long each class is kept, `180d`; those that are kept for ever are not in it. */
  kept(): Promise<ReadonlyMap<RetentionClass, string>>;
  keep(what: RetentionClass, how: string | null): Promise<void>;
  /** @param before - what is older goes. @param now - at which access counts as open. */
  purgePlan(what: RetentionClass, before: Instant, now: Instant): Promise<PurgePlan>;
  /** One short transaction. @param from - 0 at first. */
  purgeStep(what: Exclude<RetentionClass, "contacts">, before: Instant, from: number, limit: number, at: Instant): Promise<PurgeStep>;
  /** Who was not seen for so long, has no access and nothing on its way; at most so many, in order of id after `after`. */
  forgottenPeople(before: Instant, now: Instant, after: string, limit: number): Promise<readonly Contact[]>;
}
