import { durationMs } from "../../core/duration.ts";
import { type Note, note } from "../../core/note.ts";
import type { PurchaseState } from "../../core/purchase.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { WishedMethod } from "../../providers/contract.ts";

/** What can happen in a story, by the word that files use; each provider tells it in its own way, or not at all. */
export const STORY_EVENTS = {
  cart: { trigger: "cart.abandoned", also: null },
  boleto: { trigger: "boleto.issued", also: null },
  pix: { trigger: "pix.issued", also: null },
  purchase: { trigger: "purchase.approved", also: null },
  complete: { trigger: "purchase.completed", also: null },
  refuse: { trigger: "purchase.refused", also: null },
  expire: { trigger: "purchase.expired", also: null },
  cancel: { trigger: "purchase.canceled", also: null },
  refund: { trigger: "purchase.refunded", also: null },
  chargeback: { trigger: "purchase.chargeback", also: null },
  dispute: { trigger: "purchase.disputed", also: null },
  delivery: { trigger: "delivery.updated", also: null },
  subscription: { trigger: "purchase.approved", also: "subscription.started" },
  renewal: { trigger: "purchase.approved", also: "subscription.renewed" },
  late: { trigger: "payment.late", also: null },
  "subscription-cancel": { trigger: "subscription.canceled", also: null },
  lead: { trigger: "lead.received", also: null },
} as const satisfies Readonly<Record<string, { readonly trigger: Trigger; readonly also: Trigger | null }>>;
export type StoryEvent = keyof typeof STORY_EVENTS;

/** One thing that happens. */
export interface StoryStep {
  /** Since the story began. */
  readonly atMs: number;
  readonly event: StoryEvent;
  /** Label of the sale it is about: the same label, the same sale. Null for what is about none. */
  readonly sale: string | null;
  /** Label of the contract that the sale is a charge of. */
  readonly subscription: string | null;
  /** Which of the story's products is sold, from 0. */
  readonly product: number;
  /** Label of the person, first part of the invented address. */
  readonly person: string;
  /** How the sale is paid, where the step says so. */
  readonly method: WishedMethod | null;
  /** The very same call as at this step, sent once more; null for one of its own. */
  readonly repeats: number | null;
  readonly sets: readonly { readonly path: string; readonly value: string }[];
}

/** How the first person stands in the end; what is left out is not looked at. */
export interface StoryEnds {
  /** Per product of the story, in order: whether it may be used. */
  readonly access?: readonly ("active" | "provisional" | "blocked" | "ended" | "none")[];
  /** State of sales, by label. */
  readonly sales?: Readonly<Record<string, PurchaseState>>;
  /** Exactly these. */
  readonly tags?: readonly string[];
  /** Exactly these, as `funnel/sequence`. */
  readonly funnels?: readonly string[];
  /** Templates of the messages that went, each as often as it went, in any order. */
  readonly messages?: readonly string[];
}

export interface Scenario {
  readonly title: string;
  readonly description: string | null;
  readonly steps: readonly StoryStep[];
  readonly ends: StoryEnds;
}

/** A scenario file as its schema lets it be. */
export interface ScenarioDocument {
  readonly title: string;
  readonly description?: string;
  readonly steps: readonly StepDocument[];
  readonly ends?: StoryEnds;
}

interface StepDocument {
  readonly at: string | number;
  readonly event?: StoryEvent;
  readonly sale?: string;
  readonly subscription?: string;
  readonly product?: number;
  readonly person?: string;
  readonly method?: WishedMethod;
  readonly repeat?: number;
  readonly set?: Readonly<Record<string, unknown>>;
}

/** What a schema cannot say; `path` leads to the place in the file. */
export interface ScenarioFault {
  readonly path: readonly (string | number)[];
  readonly problem: Note;
}

/** About no sale: they come before there is one, or there never is. */
const WITHOUT_SALE: ReadonlySet<StoryEvent> = new Set(["cart", "lead"]);
/** They are what is to be paid, so that no other way can be told of them. */
export const ISSUED: ReadonlySet<StoryEvent> = new Set(["boleto", "pix"]);
const FIRST_SALE = "A";
export const FIRST_PERSON = "ana";

/** Reads a file that fits its schema. Faults are added to `faults`, and then what is returned is not to be used. */
export function readScenario(document: ScenarioDocument, faults: ScenarioFault[]): Scenario {
  const steps = document.steps.map((step, at) => readStep(step, at, faults));
  for (const [at, { atMs }] of steps.entries()) {
    const before = steps[at - 1]?.atMs ?? 0;
    if (atMs < before) faults.push({ path: ["steps", at, "at"], problem: note("story.out-of-order") });
  }
  const sales = new Set(steps.map(({ sale }) => sale));
  for (const label of Object.keys(document.ends?.sales ?? {})) {
    if (!sales.has(label)) faults.push({ path: ["ends", "sales", label], problem: note("story.no-such-sale", { sale: label }) });
  }
  return { title: document.title, description: document.description ?? null, steps: resolved(steps), ends: document.ends ?? {} };
}

function readStep(step: StepDocument, at: number, faults: ScenarioFault[]): StoryStep {
  const path = ["steps", at];
  const atMs = step.at === 0 ? 0 : durationMs(String(step.at));
  if (atMs === null) faults.push({ path: [...path, "at"], problem: note("story.bad-time", { given: String(step.at) }) });
  const repeats = step.repeat === undefined ? null : step.repeat - 1;
  if (repeats !== null && repeats >= at) faults.push({ path: [...path, "repeat"], problem: note("story.repeats-later") });
  if (repeats !== null && step.event !== undefined) faults.push({ path: [...path, "event"], problem: note("story.repeat-or-event") });
  if (repeats === null && step.event === undefined) faults.push({ path, problem: note("story.no-event") });
  const event = step.event ?? "purchase";
  if (step.method !== undefined && (ISSUED.has(event) || WITHOUT_SALE.has(event)))
    faults.push({ path: [...path, "method"], problem: note("story.no-method", { event }) });
  return {
    atMs: atMs ?? 0,
    event,
    sale: step.sale ?? (WITHOUT_SALE.has(event) ? null : FIRST_SALE),
    subscription: step.subscription ?? null,
    product: (step.product ?? 1) - 1,
    person: step.person ?? FIRST_PERSON,
    method: step.method ?? null,
    repeats,
    sets: Object.entries(step.set ?? {}).map(([name, value]) => ({
      path: name,
      value: typeof value === "string" ? value : JSON.stringify(value),
    })),
  };
}

/** A repeat is about what it repeats. */
function resolved(steps: readonly StoryStep[]): readonly StoryStep[] {
  return steps.map((step) => {
    const first = step.repeats === null ? undefined : steps[step.repeats];
    return first === undefined ? step : { ...first, atMs: step.atMs, repeats: step.repeats };
  });
}
