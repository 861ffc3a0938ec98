import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import type { DoctorFacts, MachineFacts } from "./facts.ts";
import { HOME, ok, type Verdict, warn } from "./finding.ts";

/** Something was set up here. */
export const homeSetup: DoctorCheck = {
  id: "home.setup",
  needs: "machine",
  judge: (facts) => [judgeHome(facts)],
};

function judgeHome(facts: MachineFacts | DoctorFacts): Verdict {
  if (!facts.home.hasDatabase) return warn(HOME, note("doctor.home.empty", { path: facts.home.path }), ["intg", "init"]);
  if (!("configuration" in facts)) return ok(HOME, note("doctor.home.there", { path: facts.home.path }));
  const { stores, configuration } = facts;
  const { rules, products } = configuration;
  if (stores.length === 0 && products.size === 0)
    return warn(HOME, note("doctor.home.nothing-yet", { path: facts.home.path }), ["intg", "init"]);
  const params = { stores: stores.length, products: products.size, rules: rules.length, path: facts.home.path };
  return ok(HOME, note("doctor.home.setup", params));
}
