import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import type { MessageTemplate, TemplateStore } from "../app/ports.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { createTemplateStore } from "./templates.ts";

const welcome: MessageTemplate = { name: "boas-vindas", destination: null, text: "Olá, {{primeiro_nome|tudo bem}}!\nAté já 👋" };
const reminder: MessageTemplate = { name: "boleto", destination: "whatsapp", text: "{{linha_digitavel}}" };

let db: Database;
let store: TemplateStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createTemplateStore(db);
});

describe("templates", () => {
  test("come back as they went in, by name", async () => {
    await store.save(reminder);
    await store.save(welcome);

    expect(await store.list()).toEqual([welcome, reminder]);
    expect(await store.find("boleto")).toEqual(reminder);
    expect(await store.find("nada")).toBeUndefined();
  });

  test("are replaced by one of the same name", async () => {
    await store.save(welcome);

    await store.save({ ...welcome, destination: "whatsapp", text: "Oi!" });

    expect(await store.list()).toEqual([{ name: "boas-vindas", destination: "whatsapp", text: "Oi!" }]);
  });

  test("go by name", async () => {
    await store.save(welcome);

    expect([await store.remove("boas-vindas"), await store.remove("boas-vindas")]).toEqual([true, false]);
    expect(await store.list()).toEqual([]);
  });

  test("count the configuration's version up when something changed, and only then", async () => {
    const version = versionReader(db);
    const start = version();
    const seen: number[] = [];
    for (const work of [
      () => store.save(welcome),
      () => store.save(welcome),
      () => store.save({ ...welcome, destination: "whatsapp" }),
      () => store.remove("boas-vindas"),
      () => store.remove("boas-vindas"),
    ]) {
      await work();
      seen.push(version() - start);
    }

    expect(seen).toEqual([1, 1, 2, 3, 3]);
  });
});
