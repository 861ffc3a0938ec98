import { ERROR_CODES, IntgError } from "../core/errors.ts";
import { type Note, note } from "../core/note.ts";
import type { ProviderAdapter, ReplyMeaning, VendorQuestion } from "../providers/contract.ts";
import { findProvider } from "../providers/index.ts";
import { apiPlaceOf, ask } from "./ask-vendor.ts";
import type { CredentialCache } from "./credential-cache.ts";
import type { Clock, DueLookup, HttpClient, Store } from "./ports.ts";

/**
 * Waits between one attempt and the next, in seconds: quick at first, because a document is sometimes not there yet,
 * then about as long as vendors themselves repeat a call that was not answered (PagSeguro: every 2 hours, 5 times).
 */
const WAITS_S = [5, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600] as const;

/** A vendor that says five times over ten minutes that it does not know a code will not know it later. */
const NOT_THERE_ATTEMPTS = 5;

const AT_ONCE = 4;
/** Longer than an attempt can take; after a crash the question comes back when it is over. */
const LEASE_MS = 60_000;

/** Why a question is given up that new credentials may answer. */
export const CREDENTIAL_REASONS = ["lookup.misconfigured", "lookup.no-credential"] as const;
/** Why a question is given up that another of the vendor's systems may answer. */
export const PLACE_REASONS = [...CREDENTIAL_REASONS, "lookup.not-here", "lookup.unknown", "lookup.later"] as const;

export interface LookupsParts {
  readonly store: Pick<Store, "lookups" | "accounts" | "configurationVersion" | "credentials">;
  readonly credentials: CredentialCache;
  /** Opened when there is first something to ask. */
  readonly http: () => Promise<HttpClient>;
  readonly clock: Clock;
  /** A delivery was queued to be processed again. */
  readonly onSettled: () => void;
  readonly onStorageError: (error: unknown) => void;
}

/** Asks vendors about the calls that carry only a code, and keeps what they answer. Each question is a durable job. */
export class Lookups {
  readonly #parts: LookupsParts;
  #running: Promise<void> | undefined;
  #stopped = false;
  #isCut = false;

  constructor(parts: LookupsParts) {
    this.#parts = parts;
  }

  /** Asks what is due, unless it is being asked already. */
  poll(): void {
    if (this.#running !== undefined || this.#stopped) return;
    this.#running = this.#run()
      .catch(this.#parts.onStorageError)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Ends after the questions in hand; what is left is asked after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Ends at once: what is being asked is not written down, and comes back when its lease is over. */
  cut(): void {
    this.#stopped = true;
    this.#isCut = true;
  }

  async #run(): Promise<void> {
    const { store, clock } = this.#parts;
    while (!this.#stopped) {
      const now = clock.now();
      const lease = later(now, LEASE_MS);
      const due = await store.lookups.claimDue(now, lease, AT_ONCE);
      if (due.length === 0) return;
      // One that fails, by storage or by a fault of ours, leaves the others alone; its lease brings it back.
      await Promise.all(due.map((one) => this.#settle(one, lease).catch(this.#parts.onStorageError)));
      if (!this.#isCut) this.#parts.onSettled();
    }
  }

  async #settle(due: DueLookup, lease: string): Promise<void> {
    const { store, clock } = this.#parts;
    const { id } = due.delivery;
    const outcome = await this.#ask(due);
    if (this.#isCut) return;
    if (outcome.kind === "document") return store.lookups.answer(id, outcome.document);
    const waitS = waitAfter(due.attempts, outcome);
    if (waitS === null) return store.lookups.park(id, lease, outcome.reason);
    return store.lookups.again(id, lease, later(clock.now(), waitS * 1000), outcome.reason);
  }

  async #ask({ delivery }: DueLookup): Promise<Outcome> {
    const provider = findProvider(delivery.provider);
    const credentials = await this.#parts.credentials.of(delivery.provider, delivery.store);
    const place = await apiPlaceOf(this.#parts.store, delivery.provider, delivery.store);
    const questions = provider?.lookup?.questions(delivery.request, credentials, place) ?? [];
    if (provider?.lookup === undefined || questions.length === 0) return missing("misconfigured", "no-credential", provider);
    return askInOrder(provider, questions, await this.#parts.http());
  }
}

type Outcome =
  | { readonly kind: "document"; readonly document: Uint8Array }
  | { readonly kind: Exclude<ReplyMeaning, "document">; readonly reason: Note };

/** The first document counts; without one, what the last vendor's word was that says more than "not here". */
async function askInOrder(provider: ProviderAdapter, questions: readonly VendorQuestion[], http: HttpClient): Promise<Outcome> {
  let outcome: Outcome = missing("not-here", "not-here", provider);
  for (const question of questions) {
    const reply = await ask(question, http).catch(asLater);
    if ("reason" in reply) return { kind: "later", reason: note("lookup.later", { title: provider.title, reason: reply.reason }) };
    const meaning = provider.lookup?.read(reply) ?? "later";
    if (meaning === "document") return { kind: "document", document: reply.body };
    if (meaning === "later") return { kind: "later", reason: note("lookup.later", { title: provider.title, reason: reply.status }) };
    if (meaning !== "not-here") outcome = missing(meaning, meaning, provider);
  }
  return outcome;
}

function missing(kind: Exclude<ReplyMeaning, "document" | "later">, code: string, provider: ProviderAdapter | undefined): Outcome {
  return { kind, reason: note(`lookup.${code}`, { title: provider?.title ?? "", provider: provider?.id ?? "" }) };
}

/** A call that could not be made at all; anything else is our bug. */
function asLater(error: unknown): { readonly reason: string } {
  if (error instanceof IntgError && ERROR_CODES[error.code] === "dispatch") return { reason: String(error.params.reason) };
  throw error;
}

/** @returns null when the question is given up. */
function waitAfter(attempts: number, { kind }: Outcome): number | null {
  const wait = WAITS_S[attempts] ?? null;
  switch (kind) {
    case "later":
      return wait;
    case "not-here":
      return attempts + 1 < NOT_THERE_ATTEMPTS ? wait : null;
    case "unknown":
      // Told once it may only be too early; told twice it is so.
      return attempts === 0 ? wait : null;
    case "misconfigured":
    case "document":
      return null;
    default:
      return kind satisfies never;
  }
}

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
