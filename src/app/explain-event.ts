import type { Dispatch } from "../core/dispatch.ts";
import type { Effect } from "../core/effect.ts";
import { LINK_RULE } from "../core/effect.ts";
import { type Decision, explainAll } from "../core/evaluate.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { eventFields } from "../core/event-fields.ts";
import type { Rule } from "../core/rule.ts";
import type { EventWithDecisions, OpenQuestion, Store } from "./ports.ts";

/** How a rule of then stands to the rules of today. */
export type RuleAge = "kept" | "removed" | "added";

export interface ExplainedDecision {
  readonly decision: Decision;
  /** `added`: not there when the event was processed; the decision is what it would be now. */
  readonly age: RuleAge;
}

/** What one effect of the event has come to since. */
export interface ExplainedEffect {
  readonly effect: Effect;
  /** The value that holds now; null when nothing does. */
  readonly now: string | null;
  /** The event that the present value comes from; null when there is none. */
  readonly nowBy: string | null;
}

/** The story of one event. */
export interface Explanation {
  readonly event: CanonicalEvent;
  /** What was decided about it, then what rules added since would decide. */
  readonly decisions: readonly ExplainedDecision[];
  /** Today's rules that wait for other triggers. */
  readonly waiting: readonly Decision[];
  readonly effects: readonly ExplainedEffect[];
  /** What it sent outside, or is to send. */
  readonly dispatches: readonly Dispatch[];
  /** What the vendor is still being asked about it. */
  readonly question: OpenQuestion | null;
}

export async function explainEvent(
  store: Pick<Store, "events" | "rules" | "contacts" | "lookups" | "dispatches">,
  found: EventWithDecisions,
): Promise<Explanation> {
  const { event, decisions } = found;
  const rules = await store.rules.list();
  const dispatches = await store.dispatches.list({ eventId: event.id, limit: DISPATCHES_OF_ONE_EVENT });
  const tags = event.contactId === null ? [] : (await store.contacts.tags(event.contactId)).map(({ tag }) => tag);
  const raised: ReadonlySet<string> = new Set([event.trigger, ...event.also]);
  const today = explainAll(event, rules, eventFields(event, tags));
  const triggerOf = new Map(rules.map((rule) => [rule.id, rule.trigger]));
  const isOnTrigger = (decision: Decision) => raised.has(triggerOf.get(decision.rule) ?? "");
  // An event that waits for the operator asked no rule, so none of today's is newer than its answer.
  const wasDecided = event.status === "processed";
  const decided = new Set(decisions.map(({ rule }) => rule));
  return {
    event,
    decisions: [
      ...decisions.map((decision) => ({ decision, age: ageOf(decision, rules) })),
      ...today
        .filter((decision) => wasDecided && isOnTrigger(decision) && !decided.has(decision.rule))
        .map((decision) => ({ decision, age: "added" as const })),
    ],
    waiting: today.filter((decision) => !isOnTrigger(decision)),
    question: (await store.lookups.open(event.deliveryId)) ?? null,
    effects: await Promise.all((await store.events.effects(event)).map((effect) => withStanding(effect, store, dispatches))),
    dispatches,
  };
}

function ageOf(decision: Decision, rules: readonly Rule[]): RuleAge {
  return decision.rule === LINK_RULE || rules.some((rule) => rule.id === decision.rule) ? "kept" : "removed";
}

async function withStanding(effect: Effect, store: Pick<Store, "contacts">, dispatches: readonly Dispatch[]): Promise<ExplainedEffect> {
  const { contactId, target } = effect;
  switch (effect.kind) {
    case "tag": {
      const held = (await store.contacts.tags(contactId)).find(({ tag }) => tag === target);
      return { effect, now: held === undefined ? null : "on", nowBy: held?.eventId ?? null };
    }
    case "funnel": {
      const held = (await store.contacts.funnels(contactId)).find(({ funnel }) => funnel === target);
      return { effect, now: held?.sequence ?? null, nowBy: held?.eventId ?? null };
    }
    case "access": {
      const grants = await store.contacts.grants({ contactId, product: target, after: null, limit: GRANTS_OF_ONE_PRODUCT });
      // An ending stands under its subscription, the grants it closed under their charges.
      const held = grants.find((grant) => grant.subject === effect.subject) ?? grants.find((grant) => grant.eventId === effect.eventId);
      return { effect, now: held?.state ?? null, nowBy: held?.eventId ?? null };
    }
    case "outbox": {
      const sent = dispatches.find((dispatch) => dispatch.action === effect.action && dispatch.target === target);
      return { effect, now: sent?.state ?? null, nowBy: sent?.eventId ?? null };
    }
    default:
      return effect.kind satisfies never;
  }
}

/** A subscription of a lifetime, charged every month. */
const GRANTS_OF_ONE_PRODUCT = 1200;
/** More than rules could make of one event. */
const DISPATCHES_OF_ONE_EVENT = 10_000;
