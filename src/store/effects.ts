import type { Database } from "better-sqlite3";
import type { ProcessingTx } from "../app/ports.ts";
import { type EffectRow, effectFromRow, effectRow } from "./effect-rows.ts";

type EffectMethods = Pick<ProcessingTx, "addEffect" | "moveEffects" | "removeEffects" | "effectsOn" | "accessEffects" | "accessHolders">;

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
  const move = db.prepare<{ event: string; from: string; to: string }>(
    "UPDATE OR IGNORE effects SET contact_id = @to WHERE contact_id = @from AND event_id = @event",
  );
  const elsewhere = db.prepare<{ contact: string; product: string }, EffectRow>(`
    -- CROSS JOIN keeps own outside: the other way round every effect there is would be read.
    WITH own AS MATERIALIZED (
      SELECT DISTINCT subject, subscription FROM effects WHERE contact_id = @contact AND kind = 'access' AND target = @product
    )
    SELECT e.* FROM own CROSS JOIN effects e ON e.subject = own.subject AND e.kind = 'access'
    WHERE e.value = 'blocked' AND NOT (e.contact_id = @contact AND e.target = @product) AND (
      e.target = @product
      -- A sale of several products takes back the one it names; a product it never gave was only a wrong guess.
      OR NOT EXISTS (
        SELECT 1 FROM effects g
        WHERE g.subject = e.subject AND g.kind = 'access' AND g.target = e.target AND g.value IN ('granted', 'provisional')))
    UNION
    SELECT e.* FROM own CROSS JOIN effects e ON e.subscription = own.subscription AND e.kind = 'access'
    WHERE e.value = 'ended' AND NOT (e.contact_id = @contact AND e.target = @product)`);
  const holders = db.prepare<{ subject: string; subscription: string | null }, { contactId: string; product: string }>(`
    SELECT contact_id AS contactId, target AS product FROM effects
    WHERE kind = 'access' AND subject = @subject AND value IN ('granted', 'provisional')
    UNION
    SELECT contact_id, target FROM effects
    WHERE kind = 'access' AND subscription = @subscription AND value IN ('granted', 'provisional')
    ORDER BY 1, 2`);
  return {
    addEffect: async (effect) => insert.run(effectRow(effect)).changes === 1,
    removeEffects: async (event, contact) => remove.all({ contact, event }).map(effectFromRow),
    effectsOn: async (contact, kind, target) => onTarget.all({ contact, kind, target }).map(effectFromRow),
    moveEffects: async (event, from, to) => void move.run({ event, from, to }),
    accessEffects: async (contact, product) => {
      const own = onTarget.all({ contact, kind: "access", target: product });
      return [...own, ...elsewhere.all({ contact, product })].map(effectFromRow);
    },
    accessHolders: async (subject, subscription) => holders.all({ subject, subscription }),
  };
}
