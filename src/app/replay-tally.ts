import type { DispatchDraft } from "../core/dispatch.ts";
import type { CanonicalEvent, EventStatus } from "../core/event.ts";
import type { Instant } from "../core/instant.ts";
import { STALE_MESSAGE_MS } from "./outbox/attempt.ts";
import type { KeptEvent } from "./ports.ts";
import type { Processed } from "./process.ts";
import { EFFECT_SORTS, type EffectCount, type PlanRow, type ReplayPlan, SKIP_REASONS, type SkipReason } from "./replay-plan.ts";
import type { Watched } from "./replay-watch.ts";
import type { Change } from "./settle.ts";

type Effect = Omit<EffectCount, "count">;

interface OpenRow extends Pick<PlanRow, "provider" | "product" | "trigger"> {
  events: number;
  changed: number;
  readonly effects: Map<string, { readonly effect: Effect; count: number }>;
}

interface OpenGroup {
  readonly example: CanonicalEvent;
  count: number;
}

const WAITING: ReadonlySet<EventStatus> = new Set<EventStatus>(["unmatched", "quarantined", "failed", "pending"]);

export interface TallyOptions {
  /** By which it is told what is too late to be sent. */
  readonly now: Instant;
  /** Whether a delivery is one of those that are replayed: an event of another one may change with them. */
  readonly isChosen: (deliveryId: string) => boolean;
}

/** Adds up what replayed deliveries do, so that none of them has to be kept. */
export class ReplayTally {
  readonly #options: TallyOptions;
  readonly #rows = new Map<string, OpenRow>();
  readonly #skipped = new Map<string, { readonly reason: SkipReason; readonly destination: string | null; count: number }>();
  readonly #groups = new Map<string, OpenGroup>();
  /** Each event that waits, with where it is counted: a later call of the same sale may end that. */
  readonly #waiting = new Map<string, { readonly group: OpenGroup; readonly row: OpenRow }>();
  /** Each event that comes out otherwise, with where it is counted. */
  readonly #changed = new Map<string, OpenRow>();
  readonly #contacts = new Set<string>();
  #calls = 0;

  constructor(options: TallyOptions) {
    this.#options = options;
  }

  add(processed: readonly Processed[], watched: Watched): void {
    this.#calls += 1;
    this.#countSaved(watched);
    this.#countDrafts(watched);
    for (const { event, decisions, changes } of processed) {
      const row = this.#rowOf(event);
      row.events += 1;
      for (const change of changes) this.#countChange(change, row);
      if (changes.length > 0) this.#change(event);
      if (WAITING.has(event.status)) this.#wait(event);
      else if (!this.#changed.has(event.id)) this.#skip(skipReason(event, decisions));
    }
    const [first] = processed;
    if (first !== undefined && watched.questions > 0)
      count(this.#rowOf(first.event), { ...NOTHING, sort: "question", change: "asked" }, watched.questions);
  }

  plan(): ReplayPlan {
    const rows = [...this.#rows.values()].filter(({ events, effects }) => events > 0 || effects.size > 0).sort(byName);
    const order = (reason: SkipReason) => SKIP_REASONS.indexOf(reason);
    return {
      calls: this.#calls,
      events: rows.reduce((sum, row) => sum + row.events, 0),
      changed: this.#changed.size,
      contacts: this.#contacts.size,
      // Stopped early, what was taken along already is of events that were not reached.
      rows: rows.map((row) => ({
        ...{ provider: row.provider, product: row.product, trigger: row.trigger },
        ...{ events: row.events, unchanged: Math.max(0, row.events - row.changed), effects: effectsOf(row) },
      })),
      skipped: [...this.#skipped.values()].sort(
        (first, second) => order(first.reason) - order(second.reason) || compare(first.destination ?? "", second.destination ?? ""),
      ),
      waiting: [...this.#groups.values()]
        .filter((group) => group.count > 0)
        .sort((first, second) => second.count - first.count)
        .map(({ example, count }) => ({ status: example.status, reason: example.reason, example, count })),
    };
  }

  #countSaved({ saved }: Watched): void {
    for (const { event, before } of saved) {
      const known = this.#waiting.get(event.id);
      if (known !== undefined) {
        known.group.count -= 1;
        this.#waiting.delete(event.id);
        this.#moveRow(event, known.row, this.#rowOf(event));
        if (WAITING.has(event.status)) this.#wait(event);
      }
      const effect = moveOf(event, before);
      if (effect === null) continue;
      this.#change(event);
      count(this.#rowOf(event), effect);
    }
  }

  #countDrafts({ saved, drafts, told }: Watched): void {
    const events = new Map(saved.map(({ event }) => [event.id, event]));
    for (const { draft, isNew } of drafts) {
      const event = events.get(draft.eventId);
      if (event === undefined) continue;
      if (!isNew) {
        this.#skip("told", draft.destination);
        continue;
      }
      this.#change(event);
      this.#meet(draft.lane);
      const { destination, action, target, ended } = draft;
      const change = ended?.state ?? (this.#isTooLate(draft) ? "late" : "queued");
      count(this.#rowOf(event), { ...NOTHING, sort: "outbox", change, target, destination, action, reason: ended?.reason ?? null });
    }
    for (const destination of told) this.#skip("told", destination);
  }

  #isTooLate({ action, dueAt }: DispatchDraft): boolean {
    return action === "notify" && Date.parse(this.#options.now) - Date.parse(dueAt) > STALE_MESSAGE_MS;
  }

  #countChange(change: Change, row: OpenRow): void {
    const effect = effectOf(change);
    if (effect === null) return;
    this.#meet(change.contactId);
    count(row, effect);
  }

  /** An event comes out otherwise; it is counted once, however often. */
  #change(event: CanonicalEvent): void {
    if (this.#changed.has(event.id) || !this.#options.isChosen(event.deliveryId)) return;
    const row = this.#rowOf(event);
    this.#changed.set(event.id, row);
    row.changed += 1;
  }

  #moveRow({ id }: CanonicalEvent, from: OpenRow, to: OpenRow): void {
    from.events -= 1;
    to.events += 1;
    if (this.#changed.get(id) !== from) return;
    this.#changed.set(id, to);
    from.changed -= 1;
    to.changed += 1;
  }

  #wait(event: CanonicalEvent): void {
    if (this.#waiting.has(event.id)) return;
    const key = [event.status, event.store, JSON.stringify(event.reason)].join("\n");
    const group = this.#groups.get(key) ?? { example: event, count: 0 };
    this.#groups.set(key, group);
    group.count += 1;
    this.#waiting.set(event.id, { group, row: this.#rowOf(event) });
  }

  #skip(reason: SkipReason, destination: string | null = null): void {
    const key = `${reason}\n${destination}`;
    const skipped = this.#skipped.get(key) ?? { reason, destination, count: 0 };
    skipped.count += 1;
    this.#skipped.set(key, skipped);
  }

  /** An event that belongs to nobody is kept under its own id. */
  #meet(owner: string): void {
    if (owner.startsWith("ctc_")) this.#contacts.add(owner);
  }

  #rowOf({ provider, productSlug: product, trigger }: CanonicalEvent): OpenRow {
    const key = [provider, product, trigger].join("\n");
    const row = this.#rows.get(key) ?? { provider, product, trigger, events: 0, changed: 0, effects: new Map() };
    this.#rows.set(key, row);
    return row;
  }
}

const NOTHING = { target: null, from: null, to: null, destination: null, action: null, reason: null } as const;

function count(row: OpenRow, effect: Effect, by = 1): void {
  const key = JSON.stringify(effect);
  const known = row.effects.get(key);
  if (known === undefined) row.effects.set(key, { effect, count: by });
  else known.count += by;
}

/** How an event stands otherwise than it did; null when it does not. */
function moveOf(event: CanonicalEvent, before: KeptEvent | undefined): Effect | null {
  const moved = { ...NOTHING, change: "moved" } as const;
  if (before?.status !== event.status) return { ...moved, sort: "status", from: before?.status ?? null, to: event.status };
  if (before.product !== event.productSlug) return { ...moved, sort: "product", from: before.product, to: event.productSlug };
  if (before.trigger !== event.trigger) return { ...moved, sort: "trigger", from: before.trigger, to: event.trigger };
  return null;
}

/** What one change of state is; null for what was put into the outbox, which its draft tells better. */
function effectOf({ kind, target, before, after }: Change): Effect | null {
  switch (kind) {
    case "tag":
      return { ...NOTHING, sort: kind, change: after === null ? "removed" : "added", target };
    case "funnel":
      if (after === null) return { ...NOTHING, sort: kind, change: "left", target };
      return { ...NOTHING, sort: kind, change: before === null ? "entered" : "moved", target: `${target}/${after}` };
    case "access": {
      const [was, is] = [isOpen(before), isOpen(after)];
      return { ...NOTHING, sort: kind, change: is ? (was ? "altered" : "granted") : was ? "taken" : "noted", target };
    }
    case "outbox":
      return before === "queued" ? { ...NOTHING, sort: kind, change: "canceled", target, action: "notify" } : null;
    default:
      return kind satisfies never;
  }
}

function isOpen(access: string | null): boolean {
  return access !== null && access !== "blocked";
}

function skipReason({ status, reason }: CanonicalEvent, decisions: Processed["decisions"]): SkipReason {
  if (status === "duplicate") return "repeat";
  if (reason?.code === "event.test-dry-run") return "test";
  return decisions.some(({ fired }) => fired) ? "done" : "nothing-asked";
}

function effectsOf({ effects }: OpenRow): readonly EffectCount[] {
  const place = ({ sort, destination, target, from, to, change }: Effect) =>
    [EFFECT_SORTS.indexOf(sort), destination, target, from, to, change].join("\n");
  return [...effects.values()]
    .map(({ effect, count }) => ({ ...effect, count }))
    .sort((first, second) => compare(place(first), place(second)));
}

function byName(first: OpenRow, second: OpenRow): number {
  return (
    compare(first.provider, second.provider) || compare(first.product ?? "", second.product ?? "") || compare(first.trigger, second.trigger)
  );
}

function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
