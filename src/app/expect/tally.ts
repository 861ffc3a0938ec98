import type { CanonicalEvent } from "../../core/event.ts";
import type { Expectation, Forbidden } from "./expectation.ts";
import type { Miss, Verdict } from "./judge.ts";

/** Events that are not what is expected for one and the same reason. */
export interface MissGroup {
  readonly miss: Miss;
  /** The newest of them. */
  readonly example: CanonicalEvent;
  readonly count: number;
}

/** An event that must not have come. */
export interface Violation {
  readonly forbidden: Forbidden;
  readonly event: CanonicalEvent;
}

/** Nearness to what is expected: what misses by the last thing that is looked at comes first. */
const NEAREST_FIRST: readonly Miss["kind"][] = ["action", "product", "status", "where", "trigger", "store", "provider"];

/** Reasons that are kept apart; a busy listener must not fill memory with strangers. */
const MOST_GROUPS = 1000;
/** Events whose last verdict is remembered, in case it changes. */
const MOST_REMEMBERED = 10_000;

/** What came so far, each event by its last verdict. */
export class Tally {
  readonly #expectation: Pick<Expectation, "forbidden">;
  readonly #matched = new Map<string, CanonicalEvent>();
  readonly #groups = new Map<string, MissGroup>();
  readonly #groupOf = new Map<string, string>();
  readonly #violations = new Map<Forbidden, CanonicalEvent>();
  #came = 0;

  constructor(expectation: Pick<Expectation, "forbidden">) {
    this.#expectation = expectation;
  }

  add(event: CanonicalEvent, { miss, forbidden }: Verdict): void {
    this.#forget(event.id);
    this.#came += 1;
    for (const one of forbidden) if (!this.#violations.has(one)) this.#violations.set(one, event);
    if (miss === null) this.#matched.set(event.id, event);
    else this.#miss(event, miss);
  }

  get came(): number {
    return this.#came;
  }

  get matched(): readonly CanonicalEvent[] {
    return [...this.#matched.values()];
  }

  get matchedCount(): number {
    return this.#matched.size;
  }

  /** In the order in which they were forbidden. */
  get violations(): readonly Violation[] {
    return this.#expectation.forbidden.flatMap((forbidden) => {
      const event = this.#violations.get(forbidden);
      return event === undefined ? [] : [{ forbidden, event }];
    });
  }

  /** Nearest first, then the most frequent. */
  get misses(): readonly MissGroup[] {
    const nearness = ({ miss }: MissGroup) => NEAREST_FIRST.indexOf(miss.kind);
    return [...this.#groups.values()].sort((one, other) => nearness(one) - nearness(other) || other.count - one.count);
  }

  #miss(event: CanonicalEvent, miss: Miss): void {
    const key = keyOf(event, miss);
    const group = this.#groups.get(key);
    if (group === undefined && this.#groups.size >= MOST_GROUPS) return;
    this.#groups.set(key, { miss, example: event, count: (group?.count ?? 0) + 1 });
    this.#groupOf.set(event.id, key);
    if (this.#groupOf.size > MOST_REMEMBERED) this.#groupOf.delete(this.#groupOf.keys().next().value ?? "");
  }

  /** An event that changed is judged anew. */
  #forget(id: string): void {
    const key = this.#groupOf.get(id);
    if (key === undefined && !this.#matched.has(id)) return;
    this.#came -= 1;
    this.#matched.delete(id);
    this.#groupOf.delete(id);
    const group = key === undefined ? undefined : this.#groups.get(key);
    if (key === undefined || group === undefined) return;
    if (group.count === 1) this.#groups.delete(key);
    else this.#groups.set(key, { ...group, count: group.count - 1 });
  }
}

/** The same for events that miss for one reason. */
function keyOf(event: CanonicalEvent, miss: Miss): string {
  return JSON.stringify([miss.kind, ...reasonOf(event, miss)]);
}

function reasonOf(event: CanonicalEvent, miss: Miss): readonly unknown[] {
  switch (miss.kind) {
    case "provider":
      return [event.provider];
    case "store":
      return [event.store];
    case "trigger":
      return [event.trigger];
    case "product":
      return [event.trigger, event.productSlug];
    case "status":
      // Every repeat names another event.
      return event.status === "duplicate" ? [event.trigger, "duplicate"] : [event.trigger, event.status, event.reason];
    case "where":
      return [event.trigger, miss.part?.field, miss.part?.op, miss.part?.expected, miss.actual];
    case "action":
      return [event.trigger, miss.wanted, miss.decided];
    default:
      return miss satisfies never;
  }
}
