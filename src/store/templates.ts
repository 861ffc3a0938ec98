import type { Database } from "better-sqlite3";
import type { MessageTemplate, TemplateStore } from "../app/ports.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore } from "./errors.ts";

/** Texts of messages, by name. */
export function createTemplateStore(db: Database): TemplateStore {
  const change = configurationChange(db);

  const upsert = db.prepare<MessageTemplate>(`
    INSERT INTO templates (name, destination, text) VALUES (@name, @destination, @text)
    ON CONFLICT DO UPDATE SET destination = @destination, text = @text
    WHERE (destination, text) IS NOT (@destination, @text)`);
  const selectAll = db.prepare<[], MessageTemplate>("SELECT name, destination, text FROM templates ORDER BY name");
  const selectOne = db.prepare<{ name: string }, MessageTemplate>("SELECT name, destination, text FROM templates WHERE name = @name");
  const deleteOne = db.prepare<{ name: string }>("DELETE FROM templates WHERE name = @name");

  return guardedStore(db, {
    save: async ({ name, destination, text }) => void change(() => upsert.run({ name, destination, text })),
    list: async () => selectAll.all(),
    find: async (name) => selectOne.get({ name }),
    remove: async (name) => change(() => deleteOne.run({ name }).changes > 0),
  });
}
