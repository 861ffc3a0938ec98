import type { CallOutline } from "./call-outline.ts";
import type { Instant } from "./instant.ts";
import type { Note } from "./note.ts";

/** One call that was not taken, as it is kept for the operator: no header, nothing of its body, nobody's data. */
export interface Refusal extends CallOutline {
  /** `ref_` and 20 characters. */
  readonly id: string;
  readonly at: Instant;
  readonly provider: string;
  readonly store: string;
  /** What was answered. */
  readonly status: number;
  /** Why, as a code of the provider contract: `credential.wrong`. */
  readonly code: string;
  /** What explains it, or what is left to say: see `MISTAKE_CODES`. */
  readonly mistake: Note;
  /** 64 hexadecimal digits: tells repeats of one call. */
  readonly bodySha256: string;
  /** Calls refused since the one before that is kept, and not kept themselves: anybody can cause any number of them. */
  readonly leftOut: number;
}

/** The ids of refusals begin with it. */
export const REFUSAL_PREFIX = "ref_";
