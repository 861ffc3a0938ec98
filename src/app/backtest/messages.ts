import type { ActionId, Rule } from "../../core/rule.ts";
import type { Configuration } from "../configuration.ts";
import { occasionOf } from "../outbox/occasion.ts";
import { ownerOf } from "../plan.ts";
import type { EventWithDecisions } from "../ports.ts";
import type { Origin } from "./standing.ts";

/** Something that is asked to be sent, once per occasion: a message or the event itself. */
export interface Asked extends Origin {
  readonly action: Extract<ActionId, "notify" | "forward">;
  /** Template with its delay, or destination. */
  readonly target: string;
  readonly contactId: string;
}

/** What the decisions about these events ask to be sent, by what tells one sending from another. */
export function askedFor(
  events: Iterable<EventWithDecisions>,
  { rules, actsOnTests }: Pick<Configuration, "rules" | "actsOnTests">,
): ReadonlyMap<string, Asked> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const asked = new Map<string, Asked>();
  for (const { event, decisions } of events) {
    if (event.isTest && !actsOnTests.has(`${event.provider}/${event.store}`)) continue;
    const contactId = ownerOf(event, event.contactId);
    for (const { rule, fired, actions } of decisions) {
      if (!fired) continue;
      const occasion = occasionOf(event, triggerOf(byId.get(rule), event.trigger));
      for (const { id, target } of actions) {
        if ((id !== "notify" && id !== "forward") || target === null) continue;
        const key = [contactId, id, target, occasion].join("\n");
        if (!asked.has(key)) asked.set(key, { action: id, target, contactId, rule, eventId: event.id });
      }
    }
  }
  return asked;
}

function triggerOf(rule: Rule | undefined, otherwise: Rule["trigger"]): Rule["trigger"] {
  return rule?.trigger ?? otherwise;
}
