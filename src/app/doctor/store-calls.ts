import { note } from "../../core/note.ts";
import { hookPath } from "../hook-path.ts";
import type { DoctorCheck } from "./check.ts";
import { storeFlag } from "./commands.ts";
import type { StoreFacts } from "./facts.ts";
import { ok, unknown, type Verdict, warn } from "./finding.ts";

/** The vendor has called the address of the store at all. */
export const storeCalls: DoctorCheck = {
  id: "store.calls",
  needs: "database",
  judge: ({ stores }) => stores.map(judgeStore),
};

function judgeStore({ subject, adapter, provider, store, calls, lastCall, arrivals }: StoreFacts): Verdict {
  if (adapter === undefined) return unknown(subject, note("doctor.store.unknown-provider", { provider }));
  if (calls === "old") return ok(subject, note("doctor.store.called-once"));
  if (lastCall === null) {
    const found =
      arrivals.length > 0
        ? note("doctor.store.only-ours", { title: adapter.title })
        : note("doctor.store.never-called", { title: adapter.title });
    const advice = note("doctor.store.paste-url", { title: adapter.title, path: hookPath(adapter, store) });
    return warn(subject, found, ["intg", "credential", "show", provider, ...storeFlag(store)], advice);
  }
  const isOnlyTests = arrivals.filter(({ isOurs }) => !isOurs).every(({ isTest }) => isTest) && lastCall.isTest;
  return ok(subject, isOnlyTests ? note("doctor.store.only-tests") : note("doctor.store.called", { lastAt: lastCall.receivedAt }));
}
