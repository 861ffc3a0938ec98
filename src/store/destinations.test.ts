import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { DESTINATION_SECRETS, type DestinationStore, type RegisteredDestination } from "../app/ports.ts";
import type { DispatchDraft } from "../core/dispatch.ts";
import { note } from "../core/note.ts";
import { Secret } from "../core/secret.ts";
import { IDLE } from "../core/sending.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { createCredentialStore } from "./credentials.ts";
import { createDestinationStore } from "./destinations.ts";
import { createDispatchWriter } from "./dispatch-writer.ts";
import { createDispatchStore } from "./dispatches.ts";
import { migrate } from "./migrate.ts";
import { createMutex } from "./mutex.ts";

const NOON = "2026-11-03T12:00:00.000Z";
const LEASE = "2026-11-03T12:01:00.000Z";

const crm: RegisteredDestination = {
  name: "crm",
  kind: "webhook",
  settings: { url: "https://example.com/hook" },
  codes: {},
  isEnabled: true,
  disabledBecause: null,
};
const leadlovers: RegisteredDestination = {
  name: "leadlovers",
  kind: "leadlovers",
  settings: {},
  codes: { "tag:aluno": "640001", "sequence:vendas/boas-vindas": "700001/1500002/1" },
  isEnabled: false,
  disabledBecause: note("answer.gone"),
};

let db: Database;
let store: DestinationStore;
let version: () => number;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createDestinationStore(db);
  version = versionReader(db);
});

describe("destinations", () => {
  test("come back as they went in, by name", async () => {
    expect([await store.add(leadlovers), await store.add(crm)]).toEqual([true, true]);

    expect(await store.list()).toEqual([crm, leadlovers]);
    expect(await store.find("leadlovers")).toEqual(leadlovers);
    expect(await store.find("nobody")).toBeUndefined();
  });

  test("have a name each, and whoever had it first keeps what was set", async () => {
    await store.add(crm);

    expect(await store.add({ ...leadlovers, name: "crm" })).toBe(false);
    expect(await store.list()).toEqual([crm]);
  });

  test("change settings and switches, and keep their codes", async () => {
    await store.add(leadlovers);

    await store.update({ ...leadlovers, settings: { "per-minute": "30" }, isEnabled: true, disabledBecause: null });

    expect(await store.find("leadlovers")).toEqual({
      ...leadlovers,
      settings: { "per-minute": "30" },
      isEnabled: true,
      disabledBecause: null,
    });
  });

  test("get, change and lose codes", async () => {
    await store.add(leadlovers);

    await store.setCode("leadlovers", "tag:aluno", "640002");
    await store.setCode("leadlovers", "tag:novo", "640003");
    await store.setCode("leadlovers", "sequence:vendas/boas-vindas", null);

    expect((await store.find("leadlovers"))?.codes).toEqual({ "tag:aluno": "640002", "tag:novo": "640003" });
  });

  test("have no health before the first request", async () => {
    await store.add(crm);

    expect(await store.health("crm")).toEqual(IDLE);
  });
});

describe("the version of the configuration", () => {
  test("counts up with every change, and only then", async () => {
    const seen: number[] = [version()];
    const did = async (work: () => Promise<unknown>) => {
      await work();
      seen.push(version());
    };
    await did(() => store.add(leadlovers));
    await did(() => store.add(leadlovers));
    await did(() => store.update({ ...leadlovers, isEnabled: true, disabledBecause: null }));
    await did(() => store.update({ ...leadlovers, isEnabled: true, disabledBecause: null }));
    await did(() => store.setCode("leadlovers", "tag:aluno", "640002"));
    await did(() => store.setCode("leadlovers", "tag:aluno", "640002"));
    await did(() => store.setCode("leadlovers", "tag:aluno", null));
    await did(() => store.setCode("leadlovers", "tag:aluno", null));
    await did(() => store.remove("leadlovers", NOON));
    await did(() => store.remove("leadlovers", NOON));

    const [start = 0] = seen;
    expect(seen.map((count) => count - start)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  test("does not count what workers write down with every request", async () => {
    await store.add(crm);
    const before = version();
    const { addDispatch } = createDispatchWriter(db);
    await addDispatch(draft("a"));
    const policy = { concurrency: 1, spacingMs: 1000, burst: 1, perDay: null, quiet: null };

    await createDispatchStore(db, createMutex()).turn([], [{ destination: "crm", policy, atMost: 1, withNext: false }], NOON, LEASE);

    expect((await store.health("crm")).pacedFrom).toBe("2026-11-03T12:00:01.000Z");
    expect(version()).toBe(before);
  });
});

describe("to remove a destination", () => {
  test("takes its codes, secrets and health along and drops what waits for it; another's stays", async () => {
    const credentials = createCredentialStore(db, () => Buffer.alloc(32, 7));
    const dispatches = createDispatchStore(db, createMutex());
    const { addDispatch } = createDispatchWriter(db);
    await store.add(crm);
    await store.add({ ...leadlovers, isEnabled: true, disabledBecause: null });
    for (const name of ["crm", "leadlovers"]) {
      await credentials.set(
        { provider: DESTINATION_SECRETS, store: name, name: "token", value: new Secret("fake-token-0001"), at: NOON },
        "replace",
      );
    }
    for (const occasion of ["under way", "waits"]) await addDispatch(draft(occasion));
    await addDispatch({ ...draft("elsewhere"), destination: "leadlovers" });
    await addDispatch({ ...draft("failed"), ended: { state: "dead", reason: note("answer.not-found") } });
    const policy = { concurrency: 1, spacingMs: 1000, burst: 1, perDay: null, quiet: null };
    await dispatches.turn([], [{ destination: "crm", policy, atMost: 1, withNext: false }], NOON, LEASE);

    expect(await store.remove("crm", NOON)).toBe(2);

    expect((await store.list()).map(({ name }) => name)).toEqual(["leadlovers"]);
    expect((await credentials.load(DESTINATION_SECRETS, "crm")).size).toBe(0);
    expect((await credentials.load(DESTINATION_SECRETS, "leadlovers")).size).toBe(1);
    expect(await store.health("crm")).toEqual(IDLE);
    const states = (await dispatches.list({ limit: 10 })).map(({ occasion, state, reason }) => [occasion, state, reason?.code ?? null]);
    expect(Object.fromEntries(states.map(([occasion, ...rest]) => [occasion, rest]))).toEqual({
      "under way": ["dropped", "dispatch.destination-removed"],
      waits: ["dropped", "dispatch.destination-removed"],
      elsewhere: ["queued", null],
      failed: ["dead", "answer.not-found"],
    });
  });

  test("leaves nothing for another of its name", async () => {
    await store.add(leadlovers);
    await store.remove("leadlovers", NOON);

    await store.add({ ...leadlovers, codes: {} });

    expect((await store.find("leadlovers"))?.codes).toEqual({});
  });
});

function draft(occasion: string): DispatchDraft {
  return {
    ...{
      destination: "crm",
      lane: occasion,
      eventId: `evt_${occasion}`,
      rule: "rul_1",
      action: "forward",
      target: "crm",
      value: null,
      occasion,
    },
    ...{ object: null, product: null, sale: null, step: null, happenedAt: NOON, dueAt: NOON, createdAt: NOON, ended: null },
  };
}
