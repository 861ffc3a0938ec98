import { ERROR_CODES, type ErrorCode, IntgError } from "../core/errors.ts";
import type { InboundRequest } from "../core/http-message.ts";
import { type Note, note } from "../core/note.ts";
import type { Result } from "../core/result.ts";
import type { ProviderAdapter, Rejection, RejectionCode } from "../providers/contract.ts";
import { findProvider, REJECTION_STATUS } from "../providers/index.ts";
import type { CredentialCache } from "./credential-cache.ts";
import type { Inbox } from "./inbox.ts";
import type { Clock, Ids, Store } from "./ports.ts";
import { type Received, receiveCall } from "./receive.ts";
import type { VendorKeys } from "./vendor-keys.ts";

/** What to answer to one call, and what to tell the operator about it. */
export interface Outcome {
  readonly status: number;
  readonly retryAfterSeconds?: number;
  /** It could not be stored: the fault is our storage's, not the call's. */
  readonly isUnstored?: true;
  readonly provider: string;
  readonly store: string;
  /** Set when the call was stored. */
  readonly deliveryId?: string;
  /** Set when it proved nothing, or cannot be used. */
  readonly refusedFor?: RejectionCode;
  /** Why it was not taken, or a remark on how it was. */
  readonly notes: readonly Note[];
}

const RETRY_AFTER_SECONDS = 5;

/** Nothing is wrong with storage, and yet the call cannot be taken now. */
const COME_AGAIN: ReadonlySet<string> = new Set<ErrorCode>(["INTG_VENDOR_KEY_UNAVAILABLE", "INTG_TOO_MANY_HINTS"]);

/** Open questions to vendors at most: anybody may cause one, and a vendor's patience has an end. */
const MOST_QUESTIONS = 2_000;

/** The way of one call from the socket to the disk; answers only when the call is safe there, or refused. */
export class Intake {
  readonly #store: Store;
  readonly #credentials: CredentialCache;
  readonly #keys: VendorKeys;
  readonly #inbox: Inbox;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(parts: { store: Store; credentials: CredentialCache; keys: VendorKeys; inbox: Inbox; clock: Clock; ids: Ids }) {
    this.#store = parts.store;
    this.#credentials = parts.credentials;
    this.#keys = parts.keys;
    this.#inbox = parts.inbox;
    this.#clock = parts.clock;
    this.#ids = parts.ids;
  }

  async take(providerId: string, store: string, request: InboundRequest): Promise<Outcome> {
    const from = { provider: providerId, store };
    try {
      return { ...from, ...(await this.#decide(providerId, store, request)) };
    } catch (error) {
      if (error instanceof IntgError && (ERROR_CODES[error.code] === "storage" || COME_AGAIN.has(error.code))) {
        const unstored = COME_AGAIN.has(error.code) ? {} : { isUnstored: true as const };
        return { ...from, status: 503, retryAfterSeconds: RETRY_AFTER_SECONDS, ...unstored, notes: [note(error.code, error.params)] };
      }
      // Our bug. The vendor sends again, and the operator reads of it.
      return { ...from, status: 500, notes: [note("INTG_BUG", { detail: error instanceof Error ? error.name : "error" })] };
    }
  }

  async #decide(providerId: string, store: string, request: InboundRequest): Promise<Omit<Outcome, "provider" | "store">> {
    const provider = findProvider(providerId);
    if (provider === undefined) return { status: 404, notes: [] };
    if (provider.isAddressCheck?.(request) === true) {
      return { status: 200, notes: [note("lookup.address-check", { title: provider.title })] };
    }
    const received = await this.#receive(provider, store, request);
    if (!received.ok) {
      const { code } = received.error;
      return { status: REJECTION_STATUS[code], refusedFor: code, notes: [note(`rejected.${code}`)] };
    }
    const { delivery, notes } = received.value;
    if (delivery.isHint === true && (await this.#store.lookups.waiting()) >= MOST_QUESTIONS) {
      throw new IntgError("INTG_TOO_MANY_HINTS", { title: provider.title, n: MOST_QUESTIONS });
    }
    const closed = await this.#closedAdvertiser(provider, delivery.request);
    if (closed !== null) return { status: 404, notes: [note("lead.advertiser-closed", { advertiser: closed })] };
    await this.#inbox.accept(delivery);
    return { status: 200, deliveryId: delivery.id, notes };
  }

  /** A signature that fits no key we keep is tried once more with the key that the vendor has now. */
  async #receive(provider: ProviderAdapter, store: string, request: InboundRequest): Promise<Result<Received, Rejection>> {
    const call = { provider, store, request, origin: "http" as const };
    const received = receiveCall(call, await this.#credentials.of(provider.id, store), this.#clock, this.#ids);
    if (received.ok || received.error.code !== "credential.key-unknown") return received;
    if (!(await this.#keys.refresh(provider, store))) return received;
    return receiveCall(call, await this.#credentials.of(provider.id, store), this.#clock, this.#ids);
  }

  /**
   * The one 404 there is: the operator closed the advertiser that the path or host names, and wants Grupo ZAP to forget
   * the integration. On the common endpoint it is never answered: there it would speak for every advertiser.
   */
  async #closedAdvertiser(provider: ProviderAdapter, request: InboundRequest): Promise<string | null> {
    if (provider.family !== "leads") return null;
    const read = provider.normalize(request, { receivedAt: this.#clock.now(), zone: "UTC" });
    const address = read.ok ? read.value[0]?.lead?.address : undefined;
    const named = address?.path ?? address?.hostLabel ?? null;
    const advertiser = named === null ? undefined : await this.#store.advertisers.find(named);
    return advertiser?.closed === true ? advertiser.slug : null;
  }
}
