import type { Instant } from "../core/instant.ts";
import type { Refusal } from "../core/refusal.ts";

export interface RefusalFilter {
  readonly provider?: string;
  readonly store?: string;
  readonly since?: Instant;
  readonly limit: number;
}

/** The newest refused calls; older ones make room for them. */
export interface RefusalStore {
  add(refusal: Refusal): Promise<void>;
  /** Newest first. */
  list(filter: RefusalFilter): Promise<readonly Refusal[]>;
  find(id: string): Promise<Refusal | undefined>;
  /** Ids that begin with `prefix`, in order, at most `limit`. */
  idsFrom(prefix: string, limit: number): Promise<readonly string[]>;
}
