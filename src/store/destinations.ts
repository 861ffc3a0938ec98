import type { Database } from "better-sqlite3";
import { DESTINATION_SECRETS, type DestinationStore, type RegisteredDestination } from "../app/ports.ts";
import type { Note } from "../core/note.ts";
import { note } from "../core/note.ts";
import { configurationChange } from "./configuration.ts";
import { healthOf, healthReader } from "./destination-health.ts";
import { guardedStore } from "./errors.ts";

interface DestinationRow {
  readonly name: string;
  readonly kind: string;
  readonly settings: string;
  readonly enabled: number;
  readonly disabled_because: string | null;
}

/** Where actions go, as the operator registered it. */
export function createDestinationStore(db: Database): DestinationStore {
  const change = configurationChange(db);
  const columns = "name, kind, settings, enabled, disabled_because";

  const selectAll = db.prepare<[], DestinationRow>(`SELECT ${columns} FROM destinations ORDER BY name`);
  const selectOne = db.prepare<{ name: string }, DestinationRow>(`SELECT ${columns} FROM destinations WHERE name = @name`);
  const selectCodes = db.prepare<{ name: string }, { object: string; code: string }>(
    "SELECT object, code FROM destination_codes WHERE destination = @name ORDER BY object",
  );
  const withCodes = (row: DestinationRow): RegisteredDestination => ({
    name: row.name,
    kind: row.kind,
    settings: JSON.parse(row.settings) as Record<string, string>,
    codes: Object.fromEntries(selectCodes.all({ name: row.name }).map(({ object, code }) => [object, code])),
    isEnabled: row.enabled === 1,
    disabledBecause: row.disabled_because === null ? null : (JSON.parse(row.disabled_because) as Note),
  });

  const insert = db.prepare<DestinationRow>(`
    INSERT INTO destinations (name, kind, settings, enabled, disabled_because)
    VALUES (@name, @kind, @settings, @enabled, @disabled_because) ON CONFLICT DO NOTHING`);
  const putCode = db.prepare<{ name: string; object: string; code: string }>(`
    INSERT INTO destination_codes (destination, object, code) VALUES (@name, @object, @code)
    ON CONFLICT DO UPDATE SET code = @code WHERE code <> @code`);
  const dropCode = db.prepare<{ name: string; object: string }>(
    "DELETE FROM destination_codes WHERE destination = @name AND object = @object",
  );
  const update = db.prepare<DestinationRow>(`
    UPDATE destinations SET kind = @kind, settings = @settings, enabled = @enabled, disabled_because = @disabled_because
    WHERE name = @name AND (kind, settings, enabled, disabled_because) IS NOT (@kind, @settings, @enabled, @disabled_because)`);
  const dropSecrets = db.prepare<{ provider: string; name: string }>(
    "DELETE FROM credentials WHERE provider = @provider AND store = @name",
  );
  const dropWaiting = db.prepare<{ name: string; at: string; reason: string }>(`
    UPDATE dispatches SET state = 'dropped', ended_at = @at, reason = @reason
    WHERE destination = @name AND state IN ('queued', 'sending')`);
  // Another of this name may be another account, which was told nothing.
  const forgetTold = db.prepare<{ name: string }>("UPDATE dispatches SET object = NULL WHERE destination = @name AND object IS NOT NULL");
  const dropOne = db.prepare<{ name: string }>("DELETE FROM destinations WHERE name = @name");
  const health = healthReader(db);

  return guardedStore(db, {
    add: async (destination) =>
      change(() => {
        if (insert.run(rowOf(destination)).changes === 0) return false;
        for (const [object, code] of Object.entries(destination.codes)) putCode.run({ name: destination.name, object, code });
        return true;
      }),
    list: async () => selectAll.all().map(withCodes),
    find: async (name) => {
      const row = selectOne.get({ name });
      return row === undefined ? undefined : withCodes(row);
    },
    update: async (destination) => void change(() => update.run(rowOf(destination))),
    remove: async (name, at) =>
      change(() => {
        const reason = JSON.stringify(note("dispatch.destination-removed", { destination: name }));
        const { changes } = dropWaiting.run({ name, at, reason });
        forgetTold.run({ name });
        dropSecrets.run({ provider: DESTINATION_SECRETS, name });
        dropOne.run({ name });
        return changes;
      }),
    setCode: async (name, object, code) =>
      void change(() => (code === null ? dropCode.run({ name, object }) : putCode.run({ name, object, code }))),
    health: async (name) => healthOf(health(name)),
  });
}

function rowOf(destination: Omit<RegisteredDestination, "codes">): DestinationRow {
  const { name, kind, settings, isEnabled, disabledBecause } = destination;
  return {
    name,
    kind,
    settings: JSON.stringify(settings),
    enabled: Number(isEnabled),
    disabled_because: disabledBecause === null ? null : JSON.stringify(disabledBecause),
  };
}
