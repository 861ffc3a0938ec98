import type { EffectDraft } from "../actions/contract.ts";
import { actionOf } from "../actions/index.ts";
import type { Effect } from "../core/effect.ts";
import { LINK_RULE } from "../core/effect.ts";
import { type Decision, evaluate, type RuleIndex } from "../core/evaluate.ts";
import { type CanonicalEvent, happenedAt } from "../core/event.ts";
import { eventFields } from "../core/event-fields.ts";
import { asActionCall, type LinkAction, linkAction } from "../core/link-actions.ts";
import { note } from "../core/note.ts";
import type { Link } from "../core/product.ts";
import { rankOf } from "../core/purchase.ts";
import { subjectOf, subscriptionOf } from "../core/subject.ts";
import type { Trigger } from "../core/triggers.ts";

/** What one event decides, and what follows from it. */
export interface Plan {
  readonly decisions: readonly Decision[];
  readonly effects: readonly Effect[];
  /** What rules ask to be sent, each with the trigger that it was asked for on. */
  readonly wishes: readonly OutboxWish[];
}

export interface OutboxWish extends Pick<Effect, "rule" | "action" | "target"> {
  readonly trigger: Trigger;
}

/** Above every unpaid state, below the approval: takes back what was provisional, leaves what was paid. */
const RANK_OF_UNPAID_END = 45;

/**
 * Decides what follows from an event: what its product's link does, then every rule on its triggers.
 *
 * @param contactId - whose effects they are; null for a lead that left neither e-mail nor phone, with which only what
 *   goes outside can be done.
 */
export function planEvent(
  event: CanonicalEvent,
  link: Link | undefined,
  rules: RuleIndex,
  tags: readonly string[],
  contactId: string | null,
): Plan {
  const byLink = link === undefined ? null : linkAction(event, link);
  const decided = evaluate(event, rules, eventFields(event, tags));
  const decisions = byLink === null ? decided : [linkDecision(byLink, event), ...decided];
  const effects = [
    ...(byLink === null ? [] : [linkEffect(byLink, event, contactId)]),
    ...decided.filter((decision) => decision.fired).flatMap((decision) => ruleEffects(decision, event, contactId)),
  ];
  return { decisions, effects: contactId === null ? effects.filter(needsNoContact) : effects, wishes: wishesIn(effects, event, rules) };
}

function wishesIn(effects: readonly Effect[], event: CanonicalEvent, rules: RuleIndex): readonly OutboxWish[] {
  const raised = [event.trigger, ...event.also];
  const triggerOf = (id: string) => raised.find((trigger) => rules.get(trigger)?.some(({ rule }) => rule.id === id)) ?? event.trigger;
  return effects
    .filter(({ kind }) => kind === "outbox")
    .map(({ rule, action, target }) => ({ rule, action, target, trigger: triggerOf(rule) }));
}

/** What goes outside needs nobody here; what takes access back finds its holders by the sale or the subscription. */
function needsNoContact(effect: Effect): boolean {
  return effect.kind === "outbox" || (effect.kind === "access" && (effect.value === "blocked" || effect.value === "ended"));
}

/** Who an event's effects are kept with: its contact, or itself where it has none. */
export function ownerOf(event: Pick<CanonicalEvent, "id">, contactId: string | null): string {
  return contactId ?? event.id;
}

function linkDecision(action: LinkAction, event: CanonicalEvent): Decision {
  return { rule: LINK_RULE, fired: true, reason: note(`link.${action}`, { trigger: event.trigger }), actions: [asActionCall(action)] };
}

function linkEffect(action: LinkAction, event: CanonicalEvent, contactId: string | null): Effect {
  const base = {
    ...common(event, contactId),
    rule: LINK_RULE,
    action: asActionCall(action).id,
    kind: "access" as const,
    target: event.productSlug ?? "",
  };
  switch (action) {
    case "grant":
      return { ...base, value: "granted" };
    case "grant-provisionally":
      return { ...base, value: "provisional" };
    case "take-back":
      return { ...base, value: "blocked" };
    case "take-back-unpaid-only":
      return { ...base, value: "blocked", rank: RANK_OF_UNPAID_END };
    case "end-subscription":
      return { ...base, value: "ended", ...subscriptionScope(event), until: event.accessUntil ?? happenedAt(event) };
    default:
      return action satisfies never;
  }
}

function ruleEffects(decision: Decision, event: CanonicalEvent, contactId: string | null): readonly Effect[] {
  return decision.actions.flatMap((call) =>
    actionOf(call.id)
      .plan(event, call)
      .map((draft) => ({ ...common(event, contactId), ...fromDraft(draft, event), rule: decision.rule, action: call.id })),
  );
}

function fromDraft(draft: EffectDraft, event: CanonicalEvent): Pick<Effect, "kind" | "target" | "value" | "until"> {
  const scope = draft.scope === "subscription" ? subscriptionScope(event) : {};
  return { kind: draft.kind, target: draft.target, value: draft.value, ...scope, until: draft.until ?? null };
}

function common(event: CanonicalEvent, contactId: string | null): Omit<Effect, "rule" | "action" | "kind" | "target" | "value"> {
  return {
    contactId: ownerOf(event, contactId),
    eventId: event.id,
    subject: subjectOf(event),
    rank: rankOf(event.trigger),
    at: happenedAt(event),
    subscription: subscriptionOf(event),
    recurrence: event.transaction.recurrence,
    until: null,
  };
}

function subscriptionScope(event: CanonicalEvent): { readonly subject?: string } {
  const subscription = subscriptionOf(event);
  return subscription === null ? {} : { subject: `subscription:${subscription}` };
}
