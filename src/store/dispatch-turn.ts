import type { Database } from "better-sqlite3";
import type { ClaimedDispatch, ClaimWish, DispatchOutcome } from "../app/ports.ts";
import { afterNothing, afterOutcome, afterTaking, type SendHealth } from "../core/sending.ts";
import { healthOf, healthReader } from "./destination-health.ts";
import { createClaiming } from "./dispatch-claiming.ts";
import { createSettling } from "./dispatch-settling.ts";

type Turn = (
  done: readonly DispatchOutcome[],
  wishes: readonly ClaimWish[],
  now: string,
  lease: string,
) => { readonly claimed: readonly ClaimedDispatch[] };

/** One turn of a worker as statements; the caller makes it one transaction. */
export function createTurn(db: Database): Turn {
  const settle = createSettling(db);
  const claim = createClaiming(db);
  const read = healthReader(db);
  const write = db.prepare<{ name: string; health: string }>(`
    INSERT INTO destination_health (destination, health) SELECT @name, @health WHERE EXISTS (SELECT 1 FROM destinations WHERE name = @name)
    ON CONFLICT DO UPDATE SET health = @health WHERE health <> @health`);
  return (done, wishes, now, lease) => {
    const healths = new Map<string, SendHealth>();
    const healthNow = (name: string) => healths.get(name) ?? healthOf(read(name));
    settle(done);
    for (const outcome of done) {
      const { destination, health, unused, at } = outcome;
      if (health !== null) healths.set(destination, afterOutcome(healthNow(destination), health, at));
      else if (unused !== undefined) healths.set(destination, afterNothing(healthNow(destination), unused.policy, unused.at));
    }
    const claimed: ClaimedDispatch[] = [];
    for (const wish of wishes) {
      const health = healthNow(wish.destination);
      const taken = claim(wish, health, now, lease);
      if (taken.length === 0) continue;
      claimed.push(...taken);
      healths.set(wish.destination, afterTaking(health, wish.policy, now, taken.length));
    }
    for (const [name, health] of healths) write.run({ name, health: JSON.stringify(health) });
    return { claimed };
  };
}
