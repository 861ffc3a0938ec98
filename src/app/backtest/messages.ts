import type { Decision } from "../../core/evaluate.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import type { ActionId } from "../../core/rule.ts";
import type { Configuration } from "../configuration.ts";
import { occasionOf } from "../outbox/occasion.ts";
import { ownerOf } from "../plan.ts";
import type { Origin } from "./standing.ts";

/** Something that is asked to be sent, once per occasion: a message or the event itself. */
export interface Asked extends Origin {
  readonly action: Extract<ActionId, "notify" | "forward">;
  /** Template with its delay, or destination. */
  readonly target: string;
  readonly contactId: string;
}

/** Reads off an event's decisions what they ask to be sent, each with what tells one sending from another. */
export type AskedReader = (event: CanonicalEvent, decisions: readonly Decision[]) => readonly (readonly [key: string, asked: Asked])[];

export function askedBy({ rules, actsOnTests }: Pick<Configuration, "rules" | "actsOnTests">): AskedReader {
  const triggers = new Map(rules.map(({ id, trigger }) => [id, trigger]));
  return (event, decisions) => {
    if (event.isTest && !actsOnTests.has(`${event.provider}/${event.store}`)) return [];
    const contactId = ownerOf(event, event.contactId);
    return decisions.flatMap(({ rule, fired, actions }) => {
      if (!fired) return [];
      const occasion = occasionOf(event, triggers.get(rule) ?? event.trigger);
      return actions.flatMap(({ id, target }) => {
        if ((id !== "notify" && id !== "forward") || target === null) return [];
        const asked: Asked = { action: id, target, contactId, rule, eventId: event.id };
        return [[[contactId, id, target, occasion].join("\n"), asked] as const];
      });
    });
  };
}
