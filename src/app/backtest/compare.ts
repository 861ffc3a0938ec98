import type { Grant } from "../../core/access.ts";
import type { Asked } from "./messages.ts";
import { effectKey, type Origin, type Standing } from "./standing.ts";

export const DIFFERENCE_KINDS = ["access", "tag", "sequence", "message", "forward"] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** `change`: it is there with both rule sets and not the same, such as access that ends earlier. */
export const DIFFERENCE_WAYS = ["lose", "gain", "change"] as const;
export type DifferenceWay = (typeof DIFFERENCE_WAYS)[number];

/** One thing that one contact would have, or be sent, with one of two rule sets and not with the other. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Product slug, tag, `funnel/sequence`, template with its delay, destination. */
  readonly target: string;
  readonly way: DifferenceWay;
  /** The event's id where it names nobody. */
  readonly contactId: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What makes the difference; null where nothing is known of it. */
  readonly cause: Cause | null;
}

export interface Cause extends Origin {
  /** It makes the difference by not happening any more. */
  readonly isGone: boolean;
}

/** What is different about one thing. */
export function compareStandings(before: Standing, after: Standing): readonly Difference[] {
  if (before.value === after.value) return [];
  const { kind, contactId, target } = before;
  const common = { contactId, cause: causeOf(before, after) };
  const way = after.value === null ? "lose" : before.value === null ? "gain" : "change";
  if (kind !== "funnel") return [{ ...common, kind, target, way, before: before.value, after: after.value }];
  const step = (sequence: string | null, one: Omit<Difference, "target" | "contactId" | "cause" | "kind">): readonly Difference[] =>
    sequence === null ? [] : [{ ...common, kind: "sequence", target: `${target}/${sequence}`, ...one }];
  return [
    ...step(before.value, { way: "lose", before: "on", after: null }),
    ...step(after.value, { way: "gain", before: null, after: "on" }),
  ];
}

/** What only one of two rule sets asks to be sent. */
export function compareAsked(before: ReadonlyMap<string, Asked>, after: ReadonlyMap<string, Asked>): readonly Difference[] {
  return [...only(before, after, "lose"), ...only(after, before, "gain")];
}

function only(these: ReadonlyMap<string, Asked>, those: ReadonlyMap<string, Asked>, way: "lose" | "gain"): readonly Difference[] {
  return [...these]
    .filter(([key]) => !those.has(key))
    .map(([, { action, target, contactId, rule, eventId }]) => ({
      kind: action === "notify" ? "message" : "forward",
      target,
      way,
      contactId,
      before: way === "lose" ? "asked" : null,
      after: way === "lose" ? null : "asked",
      cause: { rule, eventId, isGone: way === "lose" },
    }));
}

type Source = NonNullable<Standing["origin"]>;

/** What is new makes a difference before what is gone does: a rule that was rewritten does something else instead. */
function causeOf(before: Standing, after: Standing): Cause | null {
  const [was, is] = before.kind === "access" ? grantOrigins(before.grants, after.grants) : [before.origin, after.origin];
  if (is !== null && before.effects?.includes(effectKey(is)) !== true) return cause(is, false);
  if (was !== null && after.effects?.includes(effectKey(was)) !== true) return cause(was, true);
  return is === null ? null : cause(is, false);
}

/** Of the sale whose grant is not the same. */
function grantOrigins(before: readonly Grant[], after: readonly Grant[]): readonly [Source | null, Source | null] {
  for (const subject of new Set([...before, ...after].map((grant) => grant.subject))) {
    const was = before.find((grant) => grant.subject === subject);
    const is = after.find((grant) => grant.subject === subject);
    if (was?.state !== is?.state || was?.until !== is?.until) return [originOf(was), originOf(is)];
  }
  return [null, null];
}

/** A grant names the event that put it into its state; the value is the one that does. */
function originOf(grant: Grant | undefined): Source | null {
  if (grant === undefined) return null;
  const { rule, eventId, state, until } = grant;
  const given = state === "provisional" ? "provisional" : "granted";
  return { rule, eventId, value: state === "blocked" ? "blocked" : until === null ? given : "ended" };
}

function cause({ rule, eventId }: Origin, isGone: boolean): Cause {
  return { rule, eventId, isGone };
}

/** In the order in which they are told: what weighs most first, and of one thing losses before gains. */
export function sortedDifferences(differences: readonly Difference[]): readonly Difference[] {
  const keyOf = ({ kind, target, way, contactId }: Difference) =>
    [DIFFERENCE_KINDS.indexOf(kind), target, DIFFERENCE_WAYS.indexOf(way), contactId].join("\n");
  return differences
    .map((difference) => [keyOf(difference), difference] as const)
    .sort(([first], [second]) => (first < second ? -1 : first > second ? 1 : 0))
    .map(([, difference]) => difference);
}
