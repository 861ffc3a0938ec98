import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { DRAFT } from "../../test/support/dispatch-draft.ts";
import type { DispatchFilter } from "../app/ports.ts";
import type { Dispatch, DispatchDraft } from "../core/dispatch.ts";
import { note } from "../core/note.ts";
import { openDatabase } from "./connection.ts";
import { createDispatchWriter } from "./dispatch-writer.ts";
import { createDispatchStore } from "./dispatches.ts";
import { migrate } from "./migrate.ts";
import { createMutex } from "./mutex.ts";

const at = (time: string) => `2026-11-03T${time}:00.000Z`;

let db: Database;
let list: (filter: DispatchFilter) => Promise<readonly Dispatch[]>;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  list = createDispatchStore(db, createMutex()).list;
});

/** Puts one in, with an event and a person of its own. */
async function add(occasion: string, changes: Partial<DispatchDraft> = {}): Promise<void> {
  const own = { eventId: `evt_${occasion}`, lane: `ctc_${occasion}` };
  expect(await createDispatchWriter(db).addDispatch({ ...DRAFT, object: null, ...own, ...changes, occasion })).toBe(true);
}

const occasions = (dispatches: readonly Dispatch[]) => dispatches.map(({ occasion }) => occasion);

describe("the list", () => {
  test("is newest first, those that wait in the order in which they are due", async () => {
    for (const occasion of ["a", "b", "c"]) await add(occasion);
    await add("soon", { dueAt: at("11:00") });
    await add("later", { dueAt: at("13:00") });

    expect(occasions(await list({ limit: 10 }))).toEqual(["later", "soon", "c", "b", "a"]);
    expect(occasions(await list({ states: ["queued"], limit: 10 }))).toEqual(["soon", "a", "b", "c", "later"]);
    expect(occasions(await list({ states: ["queued", "sending"], limit: 3 }))).toEqual(["soon", "a", "b"]);
    expect(occasions(await list({ limit: 2 }))).toEqual(["later", "soon"]);
    const idOf = async (occasion: string) => (await list({ limit: 10 })).find((one) => occasions([one])[0] === occasion)?.id ?? "";
    expect(occasions(await list({ limit: 2, afterId: await idOf("soon") }))).toEqual(["c", "b"]);
    expect(occasions(await list({ states: ["queued"], limit: 10, afterId: await idOf("b") }))).toEqual(["c", "later"]);
    expect(await list({ limit: 10, afterId: "dsp_gone" })).toEqual([]);
  });

  test("lets through what the filter says, and all of it has to be so", async () => {
    const ended = { state: "dead", reason: note("answer.not-found") } as const;
    await add("a", { eventId: "evt_2", createdAt: at("10:00"), ended });
    await add("b", { eventId: "evt_2", destination: "other", target: "comprador" });
    await add("c", { ended });
    await add("d");

    const listed = async (filter: Omit<DispatchFilter, "limit">) => occasions(await list({ ...filter, limit: 10 }));
    expect(await listed({ states: ["dead"] })).toEqual(["c", "a"]);
    expect(await listed({ states: ["queued"] })).toEqual(["b", "d"]);
    expect(await listed({ states: ["queued", "dead"] })).toEqual(["d", "c", "b", "a"]);
    expect(await listed({ states: [] })).toEqual([]);
    expect(await listed({ destination: "other" })).toEqual(["b"]);
    expect(await listed({ eventId: "evt_2" })).toEqual(["a", "b"]);
    expect(await listed({ eventId: "evt_2", states: ["dead"] })).toEqual(["a"]);
    expect(await listed({ eventId: "evt_2", destination: "other" })).toEqual(["b"]);
    expect(await listed({ eventId: "evt_2", since: at("11:00") })).toEqual(["b"]);
    expect(occasions(await list({ eventId: "evt_2", states: ["queued"], limit: 1 }))).toEqual(["b"]);
    expect(await listed({ since: at("11:00") })).toEqual(["d", "c", "b"]);
    expect(await listed({ since: at("11:00"), states: ["dead"], destination: "crm" })).toEqual(["c"]);
  });
});
