import type { Database } from "better-sqlite3";
import type { ProcessingTx } from "../app/ports.ts";
import { type EffectRow, effectFromRow, effectRow } from "./effect-rows.ts";

type EffectMethods = Pick<ProcessingTx, "addEffect" | "removeEffects" | "effectsOn" | "accessEffects" | "subscribers">;

/** The ledger of effects, as the processor writes and reads it. */
export function createEffects(db: Database): EffectMethods {
  const insert = db.prepare<EffectRow>(`
    INSERT INTO effects (contact_id, kind, target, event_id, rule, action, value, subject, rank, at, subscription, recurrence, until)
    VALUES (@contact_id, @kind, @target, @event_id, @rule, @action, @value, @subject, @rank, @at, @subscription, @recurrence, @until)
    ON CONFLICT DO NOTHING`);
  // What went to the outbox stays: it cannot be taken back, and must not go twice.
  const remove = db.prepare<{ contact: string; event: string }, EffectRow>(
    "DELETE FROM effects WHERE contact_id = @contact AND event_id = @event AND kind <> 'outbox' RETURNING *",
  );
  const onTarget = db.prepare<{ contact: string; kind: string; target: string }, EffectRow>(
    "SELECT * FROM effects WHERE contact_id = @contact AND kind = @kind AND target = @target",
  );
  const endings = db.prepare<{ contact: string; product: string }, EffectRow>(`
    SELECT * FROM effects
    WHERE kind = 'access' AND value = 'ended' AND contact_id <> @contact AND subscription IN (
      SELECT subscription FROM effects
      WHERE contact_id = @contact AND kind = 'access' AND target = @product AND subscription IS NOT NULL)`);
  const holders = db.prepare<{ subscription: string }, { contactId: string; product: string }>(`
    SELECT DISTINCT contact_id AS contactId, target AS product FROM effects
    WHERE subscription = @subscription AND kind = 'access' ORDER BY contact_id, target`);
  return {
    addEffect: async (effect) => insert.run(effectRow(effect)).changes === 1,
    removeEffects: async (event, contact) => remove.all({ contact, event }).map(effectFromRow),
    effectsOn: async (contact, kind, target) => onTarget.all({ contact, kind, target }).map(effectFromRow),
    accessEffects: async (contact, product) => {
      const own = onTarget.all({ contact, kind: "access", target: product });
      const subscribed = own.some((row) => row.subscription !== null);
      return [...own, ...(subscribed ? endings.all({ contact, product }) : [])].map(effectFromRow);
    },
    subscribers: async (subscription) => holders.all({ subscription }),
  };
}
