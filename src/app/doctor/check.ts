import type { DoctorFacts, MachineFacts } from "./facts.ts";
import type { Subject, Verdict } from "./finding.ts";

/** One line of the check-list. Pure: it reads facts that were gathered and says how they stand. */
export type DoctorCheck = {
  /** Stable, `store.credential`; what it looks at is said under `doctor.check.<id>`. */
  readonly id: `${Subject["kind"]}.${string}`;
} & (
  | { readonly needs: "machine"; judge(facts: MachineFacts): readonly Verdict[] }
  | { readonly needs: "database"; judge(facts: DoctorFacts): readonly Verdict[] }
);
