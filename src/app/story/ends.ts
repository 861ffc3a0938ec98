import type { CheckResult } from "../../core/check.ts";
import type { StandingState } from "../access-standing.ts";
import type { Played } from "./play.ts";
import type { StoryEnds, StoryEvent, StoryStep } from "./scenario.ts";
import type { PersonStanding } from "./standing.ts";

/** One expectation of a scenario, and what came of it. */
export interface EndCheck extends Pick<CheckResult, "verdict"> {
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

/** What a scenario's product and sale labels stand for in the run. */
export interface StoryNames {
  /** Slugs of the products, in the story's order. */
  readonly products: readonly (string | undefined)[];
  /** The vendor's ids by label. */
  readonly transactions: ReadonlyMap<string, string>;
  /** Address of the first person. */
  readonly email: string;
}

/** What moves neither a sale nor access, so that an end may be judged without it. */
const WITHOUT_WEIGHT: ReadonlySet<StoryEvent> = new Set(["cart", "delivery", "complete", "dispute", "late"]);

/** What rules make of any event, so that each one that is left out may be what is lacking. */
const OF_RULES: ReadonlySet<string> = new Set(["tags", "funnels", "messages"]);

/**
 * Whether a story ended as its scenario says. Where the provider never tells of something that matters, the end that it would
 * have is not to be had.
 *
 * @param leftOut - what the provider never tells.
 */
export function judgeEnds(ends: StoryEnds, played: Played, names: StoryNames, leftOut: readonly StoryStep[]): readonly EndCheck[] {
  const isLacking = leftOut.some(({ event }) => !WITHOUT_WEIGHT.has(event));
  return checksOf(ends, played, names).map((one) => {
    const isFair = !isLacking && (leftOut.length === 0 || !OF_RULES.has(one.id));
    return one.verdict === "failed" && !isFair ? { ...one, verdict: "skipped" } : one;
  });
}

function checksOf(ends: StoryEnds, played: Played, names: StoryNames): readonly EndCheck[] {
  const person = played.people.find(({ contact }) => contact.email === names.email) ?? played.people[0];
  return [
    ...(ends.access ?? []).map((expected, index) => check(`access ${index + 1}`, expected, accessOf(person, names.products[index]))),
    ...Object.entries(ends.sales ?? {}).map(([label, expected]): EndCheck => {
      const transaction = names.transactions.get(label);
      if (transaction === undefined) return { id: `sale ${label}`, expected, found: "-", verdict: "skipped" };
      const purchase = played.people.flatMap(({ purchases }) => purchases).find((one) => one.transaction === transaction);
      return check(`sale ${label}`, expected, purchase?.state ?? "none");
    }),
    ...(ends.tags === undefined ? [] : [list("tags", ends.tags, person?.tags ?? [])]),
    ...(ends.funnels === undefined ? [] : [list("funnels", ends.funnels, person?.funnels ?? [])]),
    ...(ends.messages === undefined ? [] : [list("messages", ends.messages, messagesSent(played))]),
  ];
}

/** The templates of the messages that went. */
export function messagesSent({ moments }: Pick<Played, "moments">): readonly string[] {
  return moments.flatMap((moment) =>
    moment.kind === "sending" && moment.dispatch.action === "notify" && moment.outcome.state === "sent"
      ? [moment.dispatch.target.split("@")[0] ?? ""]
      : [],
  );
}

function accessOf(person: PersonStanding | undefined, product: string | undefined): StandingState | "none" {
  const standing = person?.access.find((one) => one.product === product);
  if (standing === undefined) return "none";
  const states = standing.grants.map(({ state }) => state);
  return states.find((state) => state === "active") ?? states.find((state) => state === "provisional") ?? states[0] ?? "none";
}

function check(id: string, expected: string, found: string): EndCheck {
  return { id, expected, found, verdict: expected === found ? "passed" : "failed" };
}

function list(id: string, expected: readonly string[], found: readonly string[]): EndCheck {
  return check(id, [...expected].sort().join(", ") || "-", [...found].sort().join(", ") || "-");
}
