import type { Condition } from "../../core/condition.ts";
import { compileCondition, type DecidingPart, type FactValue } from "../../core/condition-match.ts";
import type { Decision } from "../../core/evaluate.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { eventFields } from "../../core/event-fields.ts";
import type { ActionCall } from "../../core/rule.ts";
import { decidedActions, type Expectation, type Forbidden, isDecided, type WantedAction } from "./expectation.ts";

/** An event with what must be known beside it to judge it; both are empty where nobody asks for them. */
export interface Sighting {
  readonly event: CanonicalEvent;
  readonly decisions: readonly Decision[];
  /** The contact's tags as they are now. */
  readonly tags: readonly string[];
}

/** The first thing by which an event is not what is expected. */
export type Miss =
  | { readonly kind: "provider" | "store" }
  | { readonly kind: "trigger" | "status" | "product" }
  /** @param actual - as it stands in the event, so personal data may be in it. */
  | { readonly kind: "where"; readonly part: DecidingPart | null; readonly actual: FactValue }
  | { readonly kind: "action"; readonly wanted: WantedAction; readonly decided: readonly ActionCall[] };

export interface Verdict {
  /** null when the event is one of those expected. */
  readonly miss: Miss | null;
  readonly forbidden: readonly Forbidden[];
}

export interface Judge {
  readonly needsTags: boolean;
  readonly needsDecisions: boolean;
  /** Whether anything about an event could matter: all others need no decisions and no tags. */
  isAbout(event: CanonicalEvent): boolean;
  judge(sighting: Sighting): Verdict;
}

export function createJudge(expectation: Expectation): Judge {
  const { provider, store, trigger, status, product, actions, forbidden } = expectation;
  const where = expectation.where === null ? null : compileCondition(expectation.where);
  const isAbout = (event: CanonicalEvent) =>
    (provider === null || event.provider === provider) && (store === null || event.store === store);

  const whereMiss = ({ event, tags }: Sighting): Miss | null => {
    if (where === null) return null;
    const facts = eventFields(event, tags);
    const { matched, because } = where(facts);
    return matched ? null : { kind: "where", part: because, actual: because === null ? null : facts(because.field) };
  };

  const missOf = (sighting: Sighting, notWhere: Miss | null, decided: readonly ActionCall[]): Miss | null => {
    const { event } = sighting;
    if (provider !== null && event.provider !== provider) return { kind: "provider" };
    if (store !== null && event.store !== store) return { kind: "store" };
    // Of what could not be read, nothing else is known.
    if (event.status !== status && isUnread(event)) return { kind: "status" };
    if (trigger !== null && !raises(event, trigger)) return { kind: "trigger" };
    if (event.status !== status && notWhere?.kind === "where" && isUntoldBeforeMatch(notWhere.part)) return { kind: "status" };
    if (notWhere !== null) return notWhere;
    if (event.status !== status) return { kind: "status" };
    if (product !== null && event.productSlug !== product) return { kind: "product" };
    const wanted = actions.find((action) => !isDecided(action, decided, event));
    return wanted === undefined ? null : { kind: "action", wanted, decided };
  };

  const isForbidden = (one: Forbidden, event: CanonicalEvent, decided: readonly ActionCall[]): boolean => {
    if (one.kind === "action") return isDecided(one.action, decided, event);
    return event.status !== "duplicate" && raises(event, one.trigger);
  };

  return {
    needsTags: expectation.where !== null && asksForTags(expectation.where),
    needsDecisions: actions.length > 0 || forbidden.some(({ kind }) => kind === "action"),
    isAbout,
    judge(sighting) {
      const { event } = sighting;
      const decided = decidedActions(sighting.decisions);
      const notWhere = whereMiss(sighting);
      const isSubject = isAbout(event) && notWhere === null && (product === null || event.productSlug === product);
      return {
        miss: missOf(sighting, notWhere, decided),
        forbidden: isSubject ? forbidden.filter((one) => isForbidden(one, event, decided)) : [],
      };
    },
  };
}

function raises(event: CanonicalEvent, trigger: CanonicalEvent["trigger"]): boolean {
  return event.trigger === trigger || event.also.includes(trigger);
}

function isUnread({ trigger, status }: CanonicalEvent): boolean {
  return trigger === "unknown" && (status === "pending" || status === "quarantined" || status === "failed");
}

/** Fields that an event has only once it is matched: that it is not is what the operator has to know. */
const AFTER_MATCH: ReadonlySet<string> = new Set(["product.slug", "lead.advertiser", "contact.tags"]);

function isUntoldBeforeMatch(part: DecidingPart | null): boolean {
  return part !== null && AFTER_MATCH.has(part.field);
}

function asksForTags(condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.parts.some(asksForTags);
    case "not":
      return asksForTags(condition.part);
    case "exists":
    case "in":
    case "compare":
      return condition.field === "contact.tags";
    default:
      return condition satisfies never;
  }
}
