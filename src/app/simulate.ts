import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Note } from "../core/note.ts";
import type { Link } from "../core/product.ts";
import { seededRandom } from "../core/random.ts";
import type { Credentials } from "../core/secret.ts";
import { closest } from "../core/suggest.ts";
import type { NativeEvent, ProviderAdapter, Variation } from "../providers/contract.ts";
import { loadConfiguration } from "./configuration.ts";
import { explainRefusal } from "./diagnosis-world.ts";
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
  /** Contract of the first call, which its later charges and its end name again. */
  readonly subscription?: string | undefined;
  /** Which charge of its contract the first call is. */
  readonly recurrence?: number | undefined;
  /** What else the first call says of the sale: who buys, what the vendor calls it, how it is paid. */
  readonly told?: Pick<Variation, "name" | "phone" | "productName" | "method">;
  readonly sets: readonly { readonly path: string; readonly value: string }[];
}

/** A call to simulate, and what the vendor would answer when asked about it, where it has to be. */
export interface CallToMake {
  readonly request: InboundRequest;
  readonly document?: Uint8Array;
}

/** Distinct, reproducible calls made of one fixture, unsigned. The same seed gives the same bytes. */
export function buildCalls(
  provider: ProviderAdapter,
  fixture: { readonly request: InboundRequest; readonly document: Uint8Array | undefined },
  wishes: CallWishes,
): readonly CallToMake[] {
  const first = Date.parse(wishes.at);
  return Array.from({ length: wishes.count }, (_, index) => {
    const wished: Omit<Variation, "random"> = {
      at: new Date(first + index * 1000).toISOString(),
      ...emailOf(wishes.email, index),
      ...(wishes.transaction === undefined || index > 0 ? {} : { transaction: wishes.transaction }),
      ...(wishes.subscription === undefined || index > 0 ? {} : { subscriptionId: wishes.subscription }),
      ...(wishes.recurrence === undefined || index > 0 ? {} : { recurrence: wishes.recurrence }),
      ...linkVariation(wishes.link),
      ...(index > 0 ? {} : wishes.told),
    };
    const random = () => seededRandom(wishes.seed + index);
    const request = provider.vary(fixture.request, { ...wished, random: random() });
    const document = fixture.document && provider.lookup?.varyDocument(fixture.document, { ...wished, random: random() });
    return wishes.sets.reduce((call, set) => withField(provider, call, set), document === undefined ? { request } : { request, document });
  });
}

/** Sets a field of what the vendor would answer where the path leads into that, else of the call. */
function withField(provider: ProviderAdapter, call: CallToMake, { path, value }: CallWishes["sets"][number]): CallToMake {
  const document = call.document && provider.lookup?.setDocumentField(call.document, path, value);
  return document ? { ...call, document } : { ...call, request: provider.setField(call.request, path, value) };
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
  calls: readonly CallToMake[],
  provider: ProviderAdapter,
  account: { readonly store: string; readonly credentials: Credentials; readonly origin: Delivery["origin"] },
  world: SimulationWorld,
  keep: boolean,
): Promise<readonly SimulatedCall[]> {
  const received: Delivery[] = [];
  for (const { request, document } of calls) {
    const call = { provider, store: account.store, request, origin: account.origin };
    const outcome = receiveCall(call, account.credentials, world.clock, world.ids);
    if (!outcome.ok) {
      const { code } = outcome.error;
      throw rejectionError(provider, code, [await explainRefusal({ ...call, ...account, code, at: world.clock.now() }, world.store)]);
    }
    const { delivery } = outcome.value;
    received.push(document === undefined ? delivery : { ...delivery, answer: { kind: "document", document } });
  }
  const options = { configuration: await loadConfiguration(world.store), zone: world.zone };
  const done: SimulatedCall[] = [];
  for (const delivery of received) {
    if (done.length > 0) await world.pause();
    const processed = await world.store.transaction(
      async (tx) => {
        await tx.addDelivery(delivery);
        if (delivery.answer?.kind === "document") await tx.keepAnswer(delivery, delivery.answer.document);
        return processDelivery(delivery, tx, options);
      },
      { keep },
    );
    done.push({ delivery, processed });
  }
  return done;
}

/** @param problems - further lines, as which known mistake explains it. */
export function rejectionError(provider: ProviderAdapter, code: string, problems: readonly Note[] = []): IntgError {
  if (code.startsWith("credential.")) return new IntgError("INTG_VERIFICATION_FAILED", { reason: code }, { problems });
  return new IntgError("INTG_BODY_UNREADABLE", { provider: provider.id, reason: code }, { problems });
}
