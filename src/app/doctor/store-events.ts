import type { EventStatus } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { listEvents, moreThan } from "./commands.ts";
import { type StoreFacts, WAITING_DAYS } from "./facts.ts";
import { fail, ok, type Verdict } from "./finding.ts";

/** No event of the last days failed or was set aside: each is a sale of which nothing came. */
export const storeEvents: DoctorCheck = {
  id: "store.events",
  needs: "database",
  judge: ({ stores }) => stores.flatMap(judgeStore),
};

function judgeStore(store: StoreFacts): readonly Verdict[] {
  const of = (status: EventStatus) => store.waiting.filter((event) => event.status === status);
  const [failed, quarantined] = [of("failed"), of("quarantined")];
  const found: Verdict[] = [];
  if (failed.length > 0) {
    const text = note("doctor.store.events-failed", { n: failed.length, more: moreThan(store, "failed"), days: WAITING_DAYS });
    found.push(fail(store.subject, text, listEvents(store, "failed"), failed[0]?.reason));
  }
  if (quarantined.length > 0) {
    const text = note("doctor.store.events-quarantined", {
      n: quarantined.length,
      more: moreThan(store, "quarantined"),
      days: WAITING_DAYS,
    });
    found.push(fail(store.subject, text, listEvents(store, "quarantined"), quarantined[0]?.reason));
  }
  return found.length > 0 ? found : [ok(store.subject, note("doctor.store.events-ok", { days: WAITING_DAYS }))];
}
