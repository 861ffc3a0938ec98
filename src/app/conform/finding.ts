import type { CheckVerdict } from "../../core/check.ts";
import type { Note } from "../../core/note.ts";
import type { ConformanceCheck } from "../../providers/conformance.ts";
import type { Exchange } from "./endpoint.ts";

/** What came of one check. */
export interface Finding {
  readonly check: ConformanceCheck;
  readonly verdict: CheckVerdict;
  /** What was found wrong, of which of its calls; of a check that was skipped, why. */
  readonly faults: readonly Fault[];
  readonly exchanges: readonly Exchange[];
  /** Of all its calls together, or of the slowest of the run. */
  readonly ms?: number;
}

export interface Fault {
  readonly variant: Note | null;
  readonly what: Note;
}
