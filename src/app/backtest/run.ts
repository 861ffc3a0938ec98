import type { Effect } from "../../core/effect.ts";
import { indexRules } from "../../core/evaluate.ts";
import type { Instant } from "../../core/instant.ts";
import type { Rule } from "../../core/rule.ts";
import { type Configuration, loadConfiguration } from "../configuration.ts";
import type { ProcessingTx, Store } from "../ports.ts";
import { processDelivery } from "../process.ts";
import { settle } from "../settle.ts";
import { compareAsked, compareStandings, type Difference, type DifferenceKind, sortedDifferences } from "./compare.ts";
import { type Asked, askedBy } from "./messages.ts";
import { type Standing, standingOf } from "./standing.ts";
import { watch } from "./watch.ts";
import type { Window } from "./window.ts";

export interface BackTestOptions {
  readonly zone: string;
  /** The moment at which access counts as open or over. */
  readonly now: Instant;
  /** Called once for every call that is read, two times for each. */
  readonly onStep: () => void;
}

/** What would be different if the proposed rules had stood in place of the present ones. */
export interface BackTest {
  readonly differences: readonly Difference[];
  readonly rows: readonly BackTestRow[];
}

/** One product, tag, sequence, template or destination about which something is different, in numbers. */
export interface BackTestRow extends Pick<Difference, "kind" | "target"> {
  /** With the present rules: people of the calls who have it; of messages, how many are asked for. */
  readonly now: number;
  readonly gain: number;
  readonly lose: number;
  readonly change: number;
}

/**
 * Takes a window of stored calls the whole way two times, with the present rules and with proposed ones, and compares where that
 * leads. Both begin where everybody would stand without these calls, and decide in the order in which they came, so the only
 * difference is the rules.
 *
 * @param store - a passing copy: it is changed.
 */
export async function backTest(store: Store, window: Window, proposed: readonly Rule[], options: BackTestOptions): Promise<BackTest> {
  const present = await loadConfiguration(store);
  await store.transaction((tx) => takeBack(window, tx));
  const before = await play(store, window, present, options);
  const after = await play(store, window, { ...present, rules: proposed, ruleIndex: indexRules(proposed) }, options);
  const differences: Difference[] = [];
  const held: Standing[] = [];
  for (const key of new Set([...before.standings.keys(), ...after.standings.keys()])) {
    // What only one of them touched stands with the other as it stood before both.
    const was = before.standings.get(key) ?? after.base.get(key);
    const is = after.standings.get(key) ?? before.base.get(key);
    if (was === undefined || is === undefined) continue;
    if (was.value !== null) held.push(was);
    differences.push(...compareStandings(was, is));
  }
  differences.push(...compareAsked(before.asked, after.asked));
  return { differences: sortedDifferences(differences), rows: rowsOf(sortedDifferences(differences), held, before.asked) };
}

/** What the calls did before is taken back, as if they were still to come. */
async function takeBack({ events }: Window, tx: ProcessingTx): Promise<void> {
  const removed: Effect[] = [];
  for (const { id, owner } of events) removed.push(...(await tx.removeEffects(id, owner)));
  // Together: what several of them had to do with is read off the ledger once.
  await settle([], removed, tx);
}

interface Played {
  readonly base: ReadonlyMap<string, Standing>;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly asked: ReadonlyMap<string, Asked>;
}

/** Plays the calls, notes where it leads, and takes it back. */
function play(store: Store, { deliveryIds }: Window, configuration: Configuration, options: BackTestOptions): Promise<Played> {
  const processing = { configuration, zone: options.zone, isSilent: true as const };
  return store.transaction(
    async (tx) => {
      const watched = watch(tx, askedBy(configuration), options.now);
      for (const id of deliveryIds) {
        const delivery = await store.deliveries.find(id);
        if (delivery !== undefined) await processDelivery(delivery, watched.tx, processing);
        options.onStep();
      }
      const standings = new Map<string, Standing>();
      for (const [key, thing] of watched.before) standings.set(key, await standingOf(thing, tx, options.now));
      return { base: watched.before, standings, asked: watched.asked() };
    },
    { keep: false },
  );
}

function rowsOf(differences: readonly Difference[], held: readonly Standing[], asked: ReadonlyMap<string, Asked>): readonly BackTestRow[] {
  const now = new Map<string, number>();
  const count = (kind: DifferenceKind, target: string) => now.set(`${kind}\n${target}`, (now.get(`${kind}\n${target}`) ?? 0) + 1);
  for (const { kind, target, value } of held) {
    if (kind === "funnel") count("sequence", `${target}/${value}`);
    else count(kind, target);
  }
  for (const { action, target } of asked.values()) count(action === "notify" ? "message" : "forward", target);
  const rows = new Map<string, BackTestRow>();
  for (const { kind, target, way } of differences) {
    const key = `${kind}\n${target}`;
    const row = rows.get(key) ?? { kind, target, now: now.get(key) ?? 0, gain: 0, lose: 0, change: 0 };
    rows.set(key, { ...row, [way]: row[way] + 1 });
  }
  return [...rows.values()];
}
