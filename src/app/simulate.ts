import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { HttpFile } from "../core/http-file.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Link } from "../core/product.ts";
import { seededRandom } from "../core/random.ts";
import type { Credentials } from "../core/secret.ts";
import { closest } from "../core/suggest.ts";
import type { NativeEvent, ProviderAdapter, Variation } from "../providers/contract.ts";
import { loadConfiguration } from "./configuration.ts";
import type { Clock, Ids, Store } from "./ports.ts";
import { type Processed, processDelivery } from "./process.ts";
import { receiveCall } from "./receive.ts";

/**
 * The event that a word means: a short word, the vendor's own name, or a canonical trigger; the first row of the
 * provider's table wins, and its current format stands first.
 */
export function nativeEventOf(provider: ProviderAdapter, word: string): NativeEvent {
  const lower = word.toLowerCase();
  const found =
    provider.events.find((row) => row.words.includes(lower)) ??
    provider.events.find((row) => row.native === word) ??
    provider.events.find((row) => row.native.toLowerCase() === lower) ??
    provider.events.find((row) => row.fixture === lower) ??
    provider.events.find((row) => row.trigger === lower) ??
    provider.events.find((row) => row.also.some((trigger) => trigger === lower));
  if (found !== undefined) return found;
  const known = provider.events.flatMap((row) => [...row.words, row.native, row.trigger]);
  throw new IntgError("INTG_UNKNOWN_SIMULATION", { provider: provider.id, given: word, suggestion: closest(word, known) });
}

export interface CallWishes {
  readonly seed: number;
  readonly count: number;
  /** When the first one happens; the others follow a second apart. */
  readonly at: string;
  readonly link: Link | undefined;
  readonly email: string | undefined;
  /** Sale of the first call; every further call is a sale of its own. */
  readonly transaction: string | undefined;
  readonly sets: readonly { readonly path: string; readonly value: string }[];
}

/** Distinct, reproducible calls made of one fixture, unsigned. The same seed gives the same bytes. */
export function buildCalls(provider: ProviderAdapter, fixture: HttpFile, wishes: CallWishes): readonly InboundRequest[] {
  const first = Date.parse(wishes.at);
  return Array.from({ length: wishes.count }, (_, index) => {
    const variation: Variation = {
      random: seededRandom(wishes.seed + index),
      at: new Date(first + index * 1000).toISOString(),
      ...emailOf(wishes.email, index),
      ...(wishes.transaction === undefined || index > 0 ? {} : { transaction: wishes.transaction }),
      ...linkVariation(wishes.link),
    };
    const varied = provider.vary(fixture.request, variation);
    return wishes.sets.reduce((request, { path, value }) => provider.setField(request, path, value), varied);
  });
}

/**
 * Several events, several people: `ana@example.com` for the first, `ana+2@example.com` for the second. Where no e-mail
 * is wished for, the first keeps the fixture's.
 */
function emailOf(wished: string | undefined, index: number): Pick<Variation, "email"> {
  if (index === 0) return wished === undefined ? {} : { email: wished };
  return { email: wished === undefined ? `comprador${index + 1}@example.com` : wished.replace("@", `+${index + 1}@`) };
}

function linkVariation(link: Link | undefined): Partial<Variation> {
  if (link === undefined) return {};
  return {
    productId: link.externalId,
    ...(link.offer === null ? {} : { offer: link.offer }),
    ...(link.plan === null ? {} : { plan: link.plan }),
  };
}

export interface SimulatedCall {
  readonly delivery: Delivery;
  readonly processed: readonly Processed[];
}

/** What calls are taken through. */
export interface SimulationWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly zone: string;
  /** Between two calls, so that others who wait for the database get their turn. */
  readonly pause: () => Promise<void>;
}

/**
 * Takes calls the whole way, from verification to effects, in this process, each in a transaction of its own. A dry run
 * is the real run, taken back at the end of each; `keep` leaves it standing.
 */
export async function runCalls(
  calls: readonly InboundRequest[],
  provider: ProviderAdapter,
  account: { readonly store: string; readonly credentials: Credentials; readonly origin: Delivery["origin"] },
  world: SimulationWorld,
  keep: boolean,
): Promise<readonly SimulatedCall[]> {
  const received = calls.map((request) => {
    const call = { provider, store: account.store, request, origin: account.origin };
    const outcome = receiveCall(call, account.credentials, world.clock, world.ids);
    if (!outcome.ok) throw rejectionError(provider, outcome.error.code);
    return outcome.value.delivery;
  });
  const options = { configuration: await loadConfiguration(world.store), zone: world.zone };
  const done: SimulatedCall[] = [];
  for (const delivery of received) {
    if (done.length > 0) await world.pause();
    const processed = await world.store.transaction(
      async (tx) => {
        await tx.addDelivery(delivery);
        return processDelivery(delivery, tx, options);
      },
      { keep },
    );
    done.push({ delivery, processed });
  }
  return done;
}

function rejectionError(provider: ProviderAdapter, code: string): IntgError {
  if (code.startsWith("credential.")) return new IntgError("INTG_VERIFICATION_FAILED", { reason: code });
  return new IntgError("INTG_BODY_UNREADABLE", { what: "the call", provider: provider.id, reason: code });
}
