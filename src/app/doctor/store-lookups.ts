import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { setCredential } from "./commands.ts";
import type { StoreFacts } from "./facts.ts";
import { fail, ok, type Verdict, warn } from "./finding.ts";

/** Given up for one of these, a question is the operator's to mend; the others were about forged or forgotten calls. */
const OURS: ReadonlySet<string | undefined> = new Set(["lookup.misconfigured", "lookup.no-credential"]);

/** Every question to a vendor that has to be asked was answered, and none is overdue. */
export const storeLookups: DoctorCheck = {
  id: "store.lookups",
  needs: "database",
  judge: ({ stores }) => stores.filter(({ adapter }) => adapter?.lookup !== undefined).flatMap(judgeStore),
};

function judgeStore(store: StoreFacts): readonly Verdict[] {
  const { subject, adapter, lookups } = store;
  const title = adapter?.title ?? "";
  const parked = lookups.filter(
    ({ state, reason }) => state === "parked" && reason?.code !== "lookup.unknown" && reason?.code !== "lookup.not-here",
  );
  const closed = parked.filter(({ reason }) => OURS.has(reason?.code));
  const late = lookups.filter(({ state }) => state === "waiting");
  const found: Verdict[] = [];
  if (closed.length > 0)
    found.push(fail(subject, note("doctor.store.lookups-closed", { n: closed.length, title }), setCredential(store), closed[0]?.reason));
  const given = parked.filter((lookup) => !closed.includes(lookup));
  if (given.length > 0) {
    const next = ["intg", "replay", "--failed", "--provider", store.provider, "--apply"];
    found.push(warn(subject, note("doctor.store.lookups-given-up", { n: given.length, title }), next, given[0]?.reason));
  }
  if (late.length > 0) found.push(warn(subject, note("doctor.store.lookups-late", { n: late.length, title }), ["intg", "listen"]));
  return found.length > 0 ? found : [ok(subject, note("doctor.store.lookups-ok", { title }))];
}
