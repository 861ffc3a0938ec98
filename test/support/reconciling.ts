import type { Asker } from "../../src/app/reconcile/asker.ts";
import { makeRepairs } from "../../src/app/reconcile/repair.ts";
import { type Reconciled, reconcile } from "../../src/app/reconcile/run.ts";
import { replayInBulk } from "../../src/app/replay.ts";
import { requireProvider } from "../../src/app/require-provider.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import type { ApiPlace } from "../../src/providers/contract.ts";
import type { SalesRange } from "../../src/providers/vendor-api.ts";
import { setCredential } from "./listening.ts";
import type { World } from "./world.ts";

/** When reconciliations of tests are; `createWorld` has calls arrive at noon of this day. */
export const NOW = "2026-11-03T18:00:00.000Z";
/** The thirty days before. */
export const RANGE: SalesRange = { from: "2026-10-04T18:00:00.000Z", to: NOW };
/** Milliseconds of a moment `hours` before. */
export const hoursAgo = (hours: number): number => Date.parse(NOW) - hours * 3_600_000;

export interface Reconciling {
  /** Waits that were asked for, in ms; none of them is waited. */
  readonly waits: number[];
  readonly stop: AbortController;
  compare(range?: SalesRange): Promise<Reconciled>;
  /** Makes the calls of what can be mended. */
  calls(): Promise<readonly Delivery[]>;
  /** Takes them the way of all calls. @returns how many there were. */
  repair(): Promise<number>;
  close(): Promise<void>;
}

/** A world whose account at `provider` asks at `place`, and the clock stands still at `NOW`. */
export async function reconciling(
  world: World,
  provider: string,
  place: ApiPlace,
  secrets: Readonly<Record<string, string>>,
): Promise<Reconciling> {
  const { store } = world;
  await store.accounts.save({ provider, name: "default", description: null, actOnTests: false, api: place });
  for (const [name, value] of Object.entries(secrets)) await setCredential(store, provider, name, value);
  const http = createHttpClient(systemClock);
  const clock = { now: () => NOW, monotonicMs: () => systemClock.monotonicMs() };
  const ids = createIds(systemClock);
  const account = { provider: requireProvider(provider), store: "default" };
  const waits: number[] = [];
  const stop = new AbortController();
  const nothing = () => undefined;
  const watcher = { onBegin: nothing, onPage: nothing, onList: nothing, onVerify: nothing, onVerified: nothing };
  const sleep = async (ms: number) => void waits.push(ms);
  const compare = (range = RANGE) =>
    reconcile(account, range, store, { http, clock, sleep, stop: stop.signal, onWait: nothing satisfies AskerWait, watcher });
  const calls = async () => {
    const { history, session, comparison } = await compare();
    const mendable = comparison.differences.filter(({ isMendable }) => isMendable);
    return (await makeRepairs(account, history, mendable, session, { store, zone: "America/Sao_Paulo", clock, ids, onSale: nothing }))
      .deliveries;
  };
  return {
    waits,
    stop,
    compare,
    calls,
    repair: async () => {
      const deliveries = await calls();
      const { done, problem } = await replayInBulk(deliveries, store, {
        zone: "America/Sao_Paulo",
        now: NOW,
        monotonicMs: () => systemClock.monotonicMs(),
        holdMs: null,
        rest: () => Promise.resolve(),
        isStopped: () => false,
        onDone: nothing,
      });
      if (problem !== undefined) throw problem;
      return done;
    },
    close: () => http.close(),
  };
}

type AskerWait = ConstructorParameters<typeof Asker>[2]["onWait"];
