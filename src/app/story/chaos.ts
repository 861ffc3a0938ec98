import type { Instant } from "../../core/instant.ts";
import type { Random } from "../../core/random.ts";
import type { StoryCall } from "./calls.ts";
import { type Arrival, inOrder } from "./play.ts";
import type { Notice } from "./standing.ts";

/** What vendors and networks do to the calls of a story. */
export const CHAOS_KINDS = ["swapped", "doubled", "re-sent", "shuffled"] as const;
export type ChaosKind = (typeof CHAOS_KINDS)[number];

/** One way in which the calls of a story may arrive. */
export interface Disorder {
  readonly kind: ChaosKind;
  readonly arrivals: readonly Arrival[];
}

/** A way that ended otherwise than the story. */
export interface Difference {
  readonly kind: ChaosKind;
  /** The two calls whose order matters; the same call twice where its repeat does. Null when no single pair was found. */
  readonly pair: readonly [StoryCall, StoryCall] | null;
  /** What the clean end has and this one has not, and the other way round. */
  readonly missing: readonly Notice[];
  readonly added: readonly Notice[];
}

export interface ChaosReport {
  readonly runs: number;
  readonly differences: readonly Difference[];
}

const SHUFFLES = 24;
/** Of a shuffled story every third call or so comes twice. */
const DOUBLED_SHARE = 1 / 3;

/** Every neighbouring pair swapped, every call doubled, every call lost and sent again last, and a few shuffles of it all. */
export function disorders(calls: readonly StoryCall[], random: Random): readonly Disorder[] {
  const each = calls.map((_, index) => index);
  return [
    ...each.slice(1).map((index): Disorder => ({ kind: "swapped", arrivals: arriving(swappedAt(calls, index - 1)) })),
    ...each.map(
      (index): Disorder => ({ kind: "doubled", arrivals: arriving(calls.toSpliced(index, 0, ...calls.slice(index, index + 1))) }),
    ),
    ...each.slice(0, -1).map((index): Disorder => ({ kind: "re-sent", arrivals: arriving(movedLast(calls, index)) })),
    ...Array.from({ length: SHUFFLES }, (): Disorder => ({ kind: "shuffled", arrivals: arriving(shuffled(calls, random)) })),
  ];
}

/**
 * Plays the story in every disorder and compares how everybody stands in the end.
 *
 * @param endOf - plays one order of arrival in a world of its own and gives the end.
 */
export async function findDifferences(
  calls: readonly StoryCall[],
  random: Random,
  endOf: (arrivals: readonly Arrival[]) => Promise<readonly Notice[]>,
  onRun: () => void,
): Promise<ChaosReport> {
  const clean = await endOf(inOrder(calls));
  const found: Difference[] = [];
  const all = disorders(calls, random);
  for (const { kind, arrivals } of all) {
    const end = await endOf(arrivals);
    onRun();
    if (isSame(end, clean)) continue;
    const pair = await pairOf(kind, calls, arrivals, clean, endOf);
    if (found.some((earlier) => isSamePair(earlier.pair, pair))) continue;
    found.push({ kind, pair, missing: without(clean, end), added: without(end, clean) });
  }
  return { runs: all.length, differences: found };
}

/**
 * The pair that does not commute: on the way from the clean order to the one that ended otherwise, neighbour by neighbour, the
 * first exchange after which the end is another.
 */
async function pairOf(
  kind: ChaosKind,
  calls: readonly StoryCall[],
  arrivals: readonly Arrival[],
  clean: readonly Notice[],
  endOf: (arrivals: readonly Arrival[]) => Promise<readonly Notice[]>,
): Promise<Difference["pair"]> {
  const wanted = [...new Set(arrivals.map(({ call }) => call))];
  let order: readonly StoryCall[] = calls;
  for (const { exchanged, next } of exchanges(calls, wanted)) {
    order = next;
    if (!isSame(await endOf(arriving(order)), clean)) return exchanged;
  }
  const doubled = calls.find((call) => arrivals.filter((arrival) => arrival.call === call).length > 1);
  return kind === "doubled" && doubled !== undefined ? [doubled, doubled] : null;
}

/** The exchanges of neighbours that lead from one order to the other, each with the order after it. */
function exchanges(
  from: readonly StoryCall[],
  to: readonly StoryCall[],
): readonly { readonly exchanged: readonly [StoryCall, StoryCall]; readonly next: readonly StoryCall[] }[] {
  const done: { readonly exchanged: readonly [StoryCall, StoryCall]; readonly next: readonly StoryCall[] }[] = [];
  let order = from;
  for (const [place, call] of to.entries()) {
    for (let at = order.indexOf(call); at > place; at -= 1) {
      const before = order[at - 1];
      if (before === undefined) break;
      order = swappedAt(order, at - 1);
      done.push({ exchanged: [before, call], next: order });
    }
  }
  return done;
}

/** Nothing arrives before it happened, nor before what arrived before it. */
function arriving(calls: readonly StoryCall[]): readonly Arrival[] {
  let now: Instant = "";
  return calls.map((call) => {
    now = call.at > now ? call.at : now;
    return { at: now, call };
  });
}

function swappedAt(calls: readonly StoryCall[], index: number): readonly StoryCall[] {
  const [first, second] = calls.slice(index, index + 2);
  return first === undefined || second === undefined ? calls : calls.toSpliced(index, 2, second, first);
}

function movedLast(calls: readonly StoryCall[], index: number): readonly StoryCall[] {
  return [...calls.toSpliced(index, 1), ...calls.slice(index, index + 1)];
}

function shuffled(calls: readonly StoryCall[], random: Random): readonly StoryCall[] {
  const drawn = calls.flatMap((call) => (random() < DOUBLED_SHARE ? [call, call] : [call]));
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [one, two] = [drawn[last], drawn[other]];
    if (one !== undefined && two !== undefined) [drawn[last], drawn[other]] = [two, one];
  }
  return drawn;
}

function isSame(first: readonly Notice[], second: readonly Notice[]): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function without(notices: readonly Notice[], others: readonly Notice[]): readonly Notice[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return notices.filter((notice) => !known.has(JSON.stringify(notice)));
}

function isSamePair(first: Difference["pair"], second: Difference["pair"]): boolean {
  if (first === null || second === null) return first === second;
  return first[0] === second[0] && first[1] === second[1];
}
