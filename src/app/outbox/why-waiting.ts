import type { Dispatch } from "../../core/dispatch.ts";
import type { Instant } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import { admission } from "../../core/sending.ts";
import type { Carrier } from "../configuration.ts";
import { policyOf } from "../destinations/account.ts";
import type { Store } from "../ports.ts";

/** Why a dispatch that is queued has not gone yet, the reason that holds longest first; null for one that has ended. */
export async function whyWaiting(
  dispatch: Dispatch,
  carrier: Carrier | undefined,
  store: Pick<Store, "dispatches" | "destinations">,
  now: Instant,
): Promise<Note | null> {
  if (dispatch.state !== "queued" && dispatch.state !== "sending") return null;
  // When its lease is over nobody waits for an answer any more: its worker was killed, and it waits as if it were queued.
  if (dispatch.state === "sending" && dispatch.nextAt > now) return note("dispatch.waits-for-answer", { until: dispatch.nextAt });
  const destination = dispatch.destination ?? "-";
  if (carrier === undefined) return note("dispatch.no-destination", { destination });
  if (!carrier.registered.isEnabled) return note("dispatch.waits-disabled", { destination });
  const isDue = dispatch.nextAt <= now;
  const health = await store.destinations.health(carrier.name);
  const { count, until, why } = admission(health, policyOf(carrier.registered, carrier.kind), isDue ? now : dispatch.nextAt);
  if (why === "circuit" && count === 0) return note("dispatch.waits-circuit", { destination, until });
  if (why === "quiet" && count === 0) return note("dispatch.waits-quiet", { until });
  if (!isDue) {
    return note(dispatch.attempts === 0 ? "dispatch.waits-due" : "dispatch.waits-retry", {
      at: dispatch.nextAt,
      attempts: dispatch.attempts,
    });
  }
  const ahead = await store.dispatches.ahead(dispatch);
  if (ahead !== undefined) return note("dispatch.waits-behind", { id: ahead.id });
  if (count === 0 && why === "spacing") return note("dispatch.waits-spacing", { destination, until });
  if (count === 0 && why === "quota") return note("dispatch.waits-quota", { destination, until });
  return note("dispatch.waits-worker");
}
