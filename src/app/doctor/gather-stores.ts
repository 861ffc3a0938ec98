import type { EventStatus } from "../../core/event.ts";
import { groupBy } from "../../core/group.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { findProvider } from "../../providers/index.ts";
import type { Configuration } from "../configuration.ts";
import { DESTINATION_SECRETS, type Store, type WaitingEvent } from "../ports.ts";
import { REFUSED_DAYS, type StoreFacts, type StrangerFacts, WAITING_DAYS } from "./facts.ts";

const DAY_MS = 86_400_000;
/** Newest events of a provider that are looked at: enough to know a rhythm, and what checkouts leave out. */
const ARRIVALS = 200;
/** How much further back a store is looked for that is called rarely, beside others of the same provider. */
const SEARCHED = 1_000;
/** Waiting events that are looked at, of each status: they lie scattered, so each costs a page. */
const MOST_WAITING = 100;
const MOST_REFUSALS = 500;
const MOST_LOOKUPS = 500;
/** Strangers that are named. */
const MOST_STRANGERS = 10;
/** A question that was due so long ago is asked by nobody. */
const LATE_MS = 10 * 60_000;

interface Key {
  readonly provider: string;
  readonly store: string;
}

/** Every store that was set up, is linked to, or was called lately. */
export async function storeFacts(
  store: Store,
  configuration: Configuration,
  now: Instant,
  keyOpens: boolean,
): Promise<readonly StoreFacts[]> {
  const values = (await store.credentials.list()).filter(({ provider }) => provider !== DESTINATION_SECRETS);
  const waiting = await store.doctor.waiting(instantAfter(now, -WAITING_DAYS * DAY_MS), MOST_WAITING);
  const cut = (status: EventStatus) => waiting.filter((event) => event.status === status).length >= MOST_WAITING;
  const refusals = await store.refusals.list({ since: instantAfter(now, -REFUSED_DAYS * DAY_MS), limit: MOST_REFUSALS });
  const lookups = await store.doctor.stuckLookups(instantAfter(now, -LATE_MS), MOST_LOOKUPS);
  const accounts = (await store.accounts.list()).map(({ provider, name }) => ({ provider, store: name }));
  const registered = [...accounts, ...values, ...configuration.links];
  const providers = [...new Set([...registered, ...waiting].map(({ provider }) => provider))];
  const arrivals = (await Promise.all(providers.map((provider) => store.doctor.arrivals(provider, ARRIVALS)))).flat();
  // A refused call may name any store at all, so it makes none.
  const keys = distinct([...registered, ...arrivals, ...waiting]);
  const facts: StoreFacts[] = [];
  for (const key of keys) {
    const isHere = (one: Key) => one.provider === key.provider && one.store === key.store;
    const own = arrivals.filter(isHere);
    const lastCall = own.find(({ isOurs }) => !isOurs) ?? (await store.doctor.lastCall(key.provider, key.store, SEARCHED)) ?? null;
    const all = arrivals.filter(({ provider }) => provider === key.provider);
    const isOld = lastCall === null && all.length >= ARRIVALS && (await store.doctor.hasEvents(key.provider, key.store));
    facts.push({
      subject: { kind: "store", ...key },
      ...key,
      adapter: findProvider(key.provider),
      credentials: keyOpens ? await store.credentials.load(key.provider, key.store) : null,
      values: values.filter(isHere),
      arrivals: own,
      lastCall,
      calls: lastCall !== null ? "found" : isOld ? "old" : "none",
      refusals: refusals.filter(isHere),
      waiting: waiting.filter(isHere),
      isCut: cut,
      strangers: await strangersOf(store, waiting.filter(isHere)),
      foundSince: await foundSince(store, waiting.filter(isHere)),
      lookups: lookups.filter(isHere),
    });
  }
  return facts;
}

function distinct(keys: readonly Key[]): readonly Key[] {
  const found = new Map(keys.map(({ provider, store }) => [`${provider}/${store}`, { provider, store }]));
  return [...found.values()].sort(byName);
}

/** The default store before its sisters. */
function byName(one: Key, other: Key): number {
  const textOf = ({ provider, store }: Key) => `${provider} ${store === DEFAULT_STORE ? "" : store}`;
  return textOf(one) < textOf(other) ? -1 : 1;
}

/** What leads named in vain when they came, and what would be found now. */
async function foundSince(
  { advertisers }: Pick<Store, "advertisers">,
  waiting: readonly WaitingEvent[],
): Promise<StoreFacts["foundSince"]> {
  const [codes, slugs] = [named(waiting, "match.unknown-listing", "listing"), named(waiting, "match.unknown-advertiser", "advertiser")];
  const listings = await Promise.all(codes.map((code) => advertisers.findListing(code)));
  const owners = await Promise.all(slugs.map((slug) => advertisers.find(slug)));
  return {
    listings: new Set(listings.flatMap((listing) => listing?.code ?? [])),
    advertisers: new Set(owners.flatMap((owner) => owner?.slug ?? [])),
  };
}

function named(waiting: readonly WaitingEvent[], code: string, param: string): readonly string[] {
  const names = waiting.flatMap(({ reason }) => (reason?.code === code ? (reason.params[param] ?? []) : []));
  return [...new Set(names.map(String))];
}

/** What a vendor sells and nobody linked, by the newest event of each. */
async function strangersOf(store: Pick<Store, "events">, waiting: readonly WaitingEvent[]): Promise<readonly StrangerFacts[]> {
  const unlinked = waiting.filter(({ reason }) => reason?.code === "match.unlinked");
  const byId = groupBy(unlinked, ({ reason }) => String(reason?.params.externalId ?? ""));
  const often = [...byId].sort(([, one], [, other]) => other.length - one.length).slice(0, MOST_STRANGERS);
  const strangers: StrangerFacts[] = [];
  for (const [externalId, events] of often) {
    const [newest] = events;
    if (newest === undefined) continue;
    const product = (await store.events.get(newest.id))?.product;
    strangers.push({
      externalId,
      name: product?.name ?? null,
      count: events.length,
      kind: product?.kind ?? null,
      trigger: newest.trigger,
    });
  }
  return strangers;
}
