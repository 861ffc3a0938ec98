import type { Match } from "../../app/match.ts";
import type { Processed } from "../../app/process.ts";
import type { Change } from "../../app/settle.ts";
import type { Decision } from "../../core/evaluate.ts";
import { type EventJson, eventJson } from "../../core/event-json.ts";
import type { ActionCall } from "../../core/rule.ts";
import type { View } from "./view.ts";

/** What the event was matched to. */
export type MatchedJson =
  | {
      readonly kind: "product";
      readonly product: string;
      readonly store: string;
      readonly externalId: string;
      readonly offer: string | null;
      readonly plan: string | null;
      readonly linkKind: string;
    }
  | { readonly kind: "lead"; readonly advertiser: string | null }
  | { readonly kind: "none" }
  | { readonly kind: "unmatched" | "quarantined"; readonly reason: string };

export interface DecisionJson {
  readonly rule: string;
  readonly fired: boolean;
  readonly reason: string;
  readonly actions: readonly ActionCall[];
}

export interface TraceJson {
  readonly event: EventJson;
  /** null when nothing was looked for: a duplicate, or a call that could not be read. */
  readonly matched: MatchedJson | null;
  readonly decisions: readonly DecisionJson[];
  readonly changes: readonly Omit<Change, "contactId">[];
}

export function traceJson(processed: Processed, view: Pick<View, "texts" | "showPii">): TraceJson {
  return {
    event: eventJson(processed.event, { showPii: view.showPii, render: (note) => view.texts.ofNote(note) }),
    matched: processed.match === null ? null : matchedJson(processed.match, view),
    decisions: processed.decisions.map((decision) => decisionJson(decision, view)),
    changes: processed.changes.map(({ kind, target, before, after, rule }) => ({ kind, target, before, after, rule })),
  };
}

export function decisionJson({ rule, fired, reason, actions }: Decision, view: Pick<View, "texts">): DecisionJson {
  return { rule, fired, reason: view.texts.ofNote(reason), actions: actions.map(({ id, target }) => ({ id, target })) };
}

function matchedJson(match: Match, view: Pick<View, "texts">): MatchedJson {
  switch (match.kind) {
    case "product": {
      const { product, store, externalId, offer, plan, kind } = match.link;
      return { kind: "product", product, store, externalId, offer, plan, linkKind: kind };
    }
    case "lead":
      return { kind: "lead", advertiser: match.advertiser };
    case "none":
      return { kind: "none" };
    case "unmatched":
    case "quarantined":
      return { kind: match.kind, reason: view.texts.ofNote(match.reason) };
    default:
      return match satisfies never;
  }
}
