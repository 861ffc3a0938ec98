import { IntgError } from "../../core/errors.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import { type AccessStanding, listAccess } from "../access-standing.ts";
import type { ContactReader, Ids, Store } from "../ports.ts";
import type { Processed } from "../process.ts";
import { buildCalls, type CallToMake, runCalls } from "../simulate.ts";
import type { GivenEvent } from "./model.ts";
import { startAnew } from "./world.ts";

export interface PlayOptions {
  readonly ids: Ids;
  readonly zone: string;
}

/** What came of the events of a test. */
export interface Played {
  /** What the last call meant and did. */
  readonly last: readonly Processed[];
  /** The buyer of the last call; undefined where nobody is known. */
  readonly buyer: BuyerStanding | undefined;
}

export interface BuyerStanding {
  readonly tags: Awaited<ReturnType<ContactReader["tags"]>>;
  readonly funnels: Awaited<ReturnType<ContactReader["funnels"]>>;
  readonly access: readonly AccessStanding[];
}

/** When tests begin: the same on every day. */
const BEGIN: Instant = "2026-11-03T12:00:00.000Z";
/** More than anybody buys in a test. */
const MOST_PRODUCTS = 10_000;

/** A call that its provider would not take; the number counts from 1. */
export interface Refusal {
  readonly refused: Note;
  readonly number: number;
}

/** Plays the events of a test, each the whole way, in a world in which nothing has happened yet. */
export async function playEvents(given: readonly GivenEvent[], store: Store, options: PlayOptions): Promise<Played | Refusal> {
  await startAnew(store);
  const sales = new Map<string, SaleIds>();
  let now = BEGIN;
  let last: readonly Processed[] = [];
  for (const [index, event] of given.entries()) {
    now = instantAfter(now, event.afterMs);
    const at = now;
    const { provider } = event;
    const credentials = provider.sampleCredentials();
    const call = callOf(event, at, index, sales);
    const request = provider.sign(call.request, credentials, at);
    const account = { store: event.store, credentials, origin: "simulate" as const };
    const world = { ...options, store, clock: { now: () => at, monotonicMs: () => Date.parse(at) }, pause: async () => undefined };
    try {
      last = (await runCalls([{ ...call, request }], provider, account, world, true)).flatMap(({ processed }) => processed);
    } catch (error) {
      if (!(error instanceof IntgError) || typeof error.params.reason !== "string") throw error;
      return { refused: note(`rejected.${error.params.reason}`), number: index + 1 };
    }
    rememberSale(event, last, sales);
  }
  return { last, buyer: await buyerOf(last, store, now) };
}

/** The ids that a sale of a test got by its first event. */
interface SaleIds {
  readonly transaction: string | undefined;
  readonly subscription: string | undefined;
}

function callOf({ provider, call, sets }: GivenEvent, at: Instant, index: number, sales: ReadonlyMap<string, SaleIds>): CallToMake {
  if (call.kind === "file") {
    return { request: sets.reduce((request, { path, value }) => provider.setField(request, path, value), provider.redact(call.request)) };
  }
  const ids = call.sale === null ? undefined : sales.get(call.sale);
  const wishes = { seed: index, count: 1, at, link: call.link, email: call.email, sets };
  const [built] = buildCalls(provider, call.sample, { ...wishes, transaction: ids?.transaction, subscription: ids?.subscription });
  return built ?? { request: call.sample.request };
}

function rememberSale({ call }: GivenEvent, processed: readonly Processed[], sales: Map<string, SaleIds>): void {
  if (call.kind !== "event" || call.sale === null) return;
  const known = sales.get(call.sale);
  const { id, subscriptionId } = processed[0]?.event.transaction ?? { id: null, subscriptionId: null };
  sales.set(call.sale, {
    transaction: known?.transaction ?? id ?? undefined,
    subscription: known?.subscription ?? subscriptionId ?? undefined,
  });
}

async function buyerOf(processed: readonly Processed[], store: Store, now: Instant): Promise<BuyerStanding | undefined> {
  const contactId = processed.map(({ event }) => event.contactId).find((id) => id !== null);
  if (contactId === undefined || contactId === null) return undefined;
  const [tags, funnels, access] = await Promise.all([
    store.contacts.tags(contactId),
    store.contacts.funnels(contactId),
    listAccess(store, { contactId, product: null, limit: MOST_PRODUCTS }, now),
  ]);
  return { tags, funnels, access };
}
