import type { Processed } from "../../src/app/process.ts";
import { buildCalls, nativeEventOf, runCalls } from "../../src/app/simulate.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import type { EventFacts } from "../../src/core/event.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { readFixture, readFixtureDocument } from "../../src/shared/fixture-files.ts";
import type { World } from "./world.ts";

const ZONE = "America/Sao_Paulo";

/** What a provider's event sells, as its sample call names it. */
export function soldBy(provider: ProviderAdapter, word: string): EventFacts["product"] {
  const { request, document } = sampleOf(provider, word);
  const context = { receivedAt: "2026-11-03T12:00:00.000Z", zone: ZONE, ...(document === undefined ? {} : { document }) };
  const read = provider.normalize(request, context);
  const [first] = read.ok ? read.value : [];
  if (first === undefined) throw new Error(`${provider.id} ${word} cannot be read`);
  return first.product;
}

/** Links what the event sells to the product, as the kind of sale that it is. */
export async function linkWhat(world: World, product: string, provider: ProviderAdapter, word: string, options = {}): Promise<void> {
  const { externalId, kind } = soldBy(provider, word);
  if (externalId === null) return;
  await world.link(product, externalId, {
    provider: provider.id,
    kind: kind === "subscription" ? "subscription" : "one-time",
    ...options,
  });
}

let made = 0;

/** Takes a simulated call the whole way, as `intg simulate --commit` does. `minute` is when it happens. */
export async function simulated(
  world: World,
  provider: ProviderAdapter,
  word: string,
  wishes: { readonly email?: string; readonly transaction?: string; readonly minute?: number } = {},
): Promise<readonly Processed[]> {
  made += 1;
  const calls = buildCalls(provider, sampleOf(provider, word), {
    seed: made,
    count: 1,
    at: new Date(Date.UTC(2026, 10, 3, 12, wishes.minute ?? 0)).toISOString(),
    link: undefined,
    email: wishes.email ?? "ana@example.com",
    transaction: wishes.transaction,
    sets: [],
  });
  const credentials = provider.sampleCredentials();
  const signed = calls.map((call) => ({ ...call, request: provider.sign(call.request, credentials, systemClock.now()) }));
  const account = { store: "default", credentials, origin: "simulate" as const };
  const place = { store: world.store, clock: systemClock, ids: createIds(systemClock), zone: ZONE, pause: async () => undefined };
  const done = await runCalls(signed, provider, account, place, true);
  return done.flatMap(({ processed }) => processed);
}

function sampleOf(provider: ProviderAdapter, word: string) {
  const { fixture } = nativeEventOf(provider, word);
  return { request: readFixture(provider.id, fixture).request, document: readFixtureDocument(provider.id, fixture) };
}
