import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { DRAFT } from "../../test/support/dispatch-draft.ts";
import type { ClaimWish, DispatchOutcome, DispatchStore } from "../app/ports.ts";
import type { Dispatch, DispatchDraft } from "../core/dispatch.ts";
import { note } from "../core/note.ts";
import { openDatabase } from "./connection.ts";
import { createDispatchWriter } from "./dispatch-writer.ts";
import { createDispatchStore } from "./dispatches.ts";
import { migrate } from "./migrate.ts";
import { createMutex } from "./mutex.ts";

const at = (time: string) => `2026-11-03T${time}:00.000Z`;
const NOON = at("12:00");
const LEASE = at("12:01");

let db: Database;
let store: DispatchStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createDispatchStore(db, createMutex());
});

/** Puts one in, with an event and a person of its own. @returns its id. */
async function add(occasion: string, changes: Partial<DispatchDraft> = {}): Promise<string> {
  const { addDispatch } = createDispatchWriter(db);
  const own = { eventId: `evt_${occasion}`, lane: `ctc_${occasion}` };
  expect(await addDispatch({ ...DRAFT, object: null, ...own, ...changes, occasion })).toBe(true);
  const all = await store.list({ limit: 1000 });
  return all.find((one) => one.occasion === occasion)?.id ?? "";
}

const WISH: ClaimWish = {
  destination: "crm",
  policy: { concurrency: 100, spacingMs: 0, burst: 1, perDay: null, quiet: null },
  atMost: 100,
  withNext: false,
};

async function claim(now = NOON, wish: Partial<ClaimWish> = {}): Promise<readonly Dispatch[]> {
  const claimed = await store.turn([], [{ ...WISH, ...wish }], now, LEASE);
  return claimed.map(({ dispatch }) => dispatch);
}

function outcome(dispatch: Dispatch, changes: Partial<DispatchOutcome>): DispatchOutcome {
  return {
    id: dispatch.id,
    destination: dispatch.destination ?? "",
    lease: dispatch.nextAt,
    state: "sent",
    at: NOON,
    nextAt: NOON,
    reason: null,
    isUncertain: false,
    attempt: { number: dispatch.attempts, at: NOON, ms: 12, status: 200, reason: null, response: null },
    health: "ok",
    settledAt: null,
    together: [],
    ...changes,
  };
}

/** Ends everything that can be claimed now like this. */
async function end(changes: Partial<DispatchOutcome>): Promise<void> {
  const claimed = await claim();
  const done = claimed.map((dispatch) => outcome(dispatch, changes));
  await store.turn(done, [], NOON, LEASE);
}

const occasions = (dispatches: readonly Dispatch[]) => dispatches.map(({ occasion }) => occasion);

describe("a dispatch", () => {
  test("comes back as it went in, due and not tried", async () => {
    const { addDispatch } = createDispatchWriter(db);
    await addDispatch(DRAFT);

    const { ended: _, ...told } = DRAFT;
    const [found] = await store.list({ limit: 10 });
    expect(found).toEqual({
      ...told,
      id: expect.stringMatching(/^dsp_[0-9a-hjkmnp-tv-z]{20}$/),
      state: "queued",
      nextAt: DRAFT.dueAt,
      attempts: 0,
      isUncertain: false,
      reason: null,
      endedAt: null,
    });
    expect(await store.find(found?.id ?? "")).toEqual(found);
    expect(await store.find("dsp_00000000000000000000")).toBeUndefined();
  });

  test("is put in once for one occasion", async () => {
    const { addDispatch } = createDispatchWriter(db);

    expect([await addDispatch(DRAFT), await addDispatch({ ...DRAFT, rule: "rul_2", eventId: "evt_2" })]).toEqual([true, false]);
    expect(await addDispatch({ ...DRAFT, occasion: "hotmart:default:2" })).toBe(true);
    expect(await addDispatch({ ...DRAFT, destination: "other" })).toBe(true);
  });

  test("that has nowhere to go is dead from the beginning", async () => {
    const reason = note("dispatch.no-channel", { template: "oi" });
    const id = await add("lost", { destination: null, ended: { state: "dead", reason } });

    expect(await store.find(id)).toMatchObject({ destination: null, state: "dead", reason, endedAt: DRAFT.createdAt });
    expect(await store.nextDue("crm")).toBeNull();
  });
});

describe("ids", () => {
  test("are found by their beginning, in order, up to a limit", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 40; index += 1) ids.push(await add(`o${index}`));
    ids.sort();
    const [first = ""] = ids;

    expect(await store.idsFrom("dsp_", 100)).toEqual(ids);
    expect(await store.idsFrom("dsp_", 3)).toEqual(ids.slice(0, 3));
    expect(await store.idsFrom(first, 100)).toEqual([first]);
    expect(await store.idsFrom(first.slice(0, 5), 100)).toEqual(ids.filter((id) => id.startsWith(first.slice(0, 5))));
    expect(await store.idsFrom("evt_", 100)).toEqual([]);
  });
});

describe("the counts", () => {
  test("are of what waits, is being sent and is dead, by destination; what is done with is not counted", async () => {
    for (const occasion of ["a", "b"]) await add(occasion);
    await end({ state: "sent" });
    for (const occasion of ["c", "d", "e"]) await add(occasion);
    await end({ state: "dead", reason: note("answer.not-found") });
    await add("f");
    await claim();
    await add("g");
    await add("h", { destination: "other" });
    await add("i", { destination: null, ended: { state: "dead", reason: note("dispatch.no-channel", { template: "oi" }) } });
    await store.drop([await add("j")], NOON);

    const counts = await store.counts();
    expect(counts).toHaveLength(5);
    expect(counts).toEqual(
      expect.arrayContaining([
        { destination: "crm", state: "queued", count: 1 },
        { destination: "crm", state: "sending", count: 1 },
        { destination: "crm", state: "dead", count: 3 },
        { destination: "other", state: "queued", count: 1 },
        { destination: null, state: "dead", count: 1 },
      ]),
    );
  });
});

describe("the next moment", () => {
  test("is that of what is ready, or of the end of a lease; never that of what waits behind another", async () => {
    expect(await store.nextDue("crm")).toBeNull();
    await add("first", { lane: "ctc_1", dueAt: at("11:00") });
    await add("second", { lane: "ctc_1", dueAt: at("11:10") });
    await add("other", { destination: "other", dueAt: at("09:00") });
    expect(await store.nextDue("crm")).toBe(at("11:00"));

    const [first] = await claim();

    expect(first?.occasion).toBe("first");
    expect(await store.nextDue("crm")).toBe(LEASE);
  });
});

describe("what waits behind another of an event that nobody was known for", () => {
  test("goes on when that other one is handed over to the person whose it is", async () => {
    const nobody = { eventId: "evt_1", lane: "evt_1", action: "notify" as const };
    const first = await add("first", { ...nobody, target: "oi" });
    await add("second", { ...nobody, target: "tchau" });
    const [claimed] = await claim(NOON, { atMost: 1 });
    if (claimed === undefined) throw new Error("one was due");
    await store.turn([outcome(claimed, { state: "queued", nextAt: at("15:00") })], [WISH], NOON, LEASE);
    expect(await store.nextDue("crm")).toBe(at("15:00"));

    const { addDispatch } = createDispatchWriter(db);
    expect(await addDispatch({ ...DRAFT, ...nobody, object: null, target: "oi", occasion: "first", lane: "ctc_1" })).toBe(false);

    expect(await store.find(first)).toMatchObject({ lane: "ctc_1", state: "queued" });
    expect(occasions(await claim())).toEqual(["second"]);
  });
});

describe("the one ahead", () => {
  test("is the first of the same person at the same destination that has not ended", async () => {
    await add("first", { lane: "ctc_1", dueAt: at("11:00") });
    await add("second", { lane: "ctc_1", dueAt: at("11:10") });
    await add("elsewhere", { lane: "ctc_1", dueAt: at("10:00"), destination: "other" });
    await add("somebody else", { lane: "ctc_2", dueAt: at("10:00") });
    const third = (await store.find(await add("third", { lane: "ctc_1", dueAt: at("11:20") }))) as Dispatch;

    expect((await store.ahead(third))?.occasion).toBe("first");
    await claim(at("11:05"));
    expect((await store.ahead(third))?.occasion).toBe("first");
    await store.drop(await store.idsFrom((await store.ahead(third))?.id ?? "-", 1), at("13:00"));
    expect((await store.ahead(third))?.occasion).toBe("second");
    await end({ state: "sent" });
    expect(await store.ahead(third)).toBeUndefined();
  });
});

describe("a retry", () => {
  test("puts back what is dead, dropped or waits, with all attempts, and leaves what was sent or is under way", async () => {
    const sent = await add("sent");
    await end({ state: "sent" });
    const dead = await add("dead");
    await end({ state: "dead", reason: note("answer.not-found") });
    const failed = await add("failed");
    await end({ state: "queued", nextAt: at("15:00"), reason: note("answer.later", { status: 503 }) });
    const sending = await add("sending");
    await claim();
    const dropped = await add("dropped");
    await store.drop([dropped], NOON);

    const ids = [sent, dead, failed, sending, dropped, "dsp_00000000000000000000"];
    expect(await store.retry(ids, at("12:00"))).toBe(3);

    for (const id of [dead, failed, dropped]) {
      expect(await store.find(id)).toMatchObject({ state: "queued", nextAt: NOON, attempts: 0, reason: null, endedAt: null });
    }
    expect(await store.find(sent)).toMatchObject({ state: "sent" });
    expect(await store.find(sending)).toMatchObject({ state: "sending", nextAt: LEASE });
  });

  test("of what had no destination needs one", async () => {
    const id = await add("lost", { destination: null, ended: { state: "dead", reason: note("dispatch.no-channel", { template: "oi" }) } });

    expect(await store.retry([id], NOON)).toBe(0);
    expect(await store.find(id)).toMatchObject({ state: "dead" });
    expect(await store.retry([id], NOON, new Map([[id, "crm"]]))).toBe(1);
    expect(await store.find(id)).toMatchObject({ state: "queued", destination: "crm" });
    expect(occasions(await claim())).toEqual(["lost"]);
  });

  test("of what a killed worker had is possible when its lease is over, and it may have worked", async () => {
    const id = await add("a");
    await claim();

    expect(await store.retry([id], NOON)).toBe(0);
    expect(await store.retry([id], LEASE)).toBe(1);
    expect(await store.find(id)).toMatchObject({ state: "queued", attempts: 0, isUncertain: true });
  });
});

describe("to drop", () => {
  test("gives up what is dead or waits, and nothing else", async () => {
    const sent = await add("sent");
    await end({ state: "sent" });
    const dead = await add("dead");
    await end({ state: "dead", reason: note("answer.not-found") });
    const sending = await add("sending");
    await claim();
    const queued = await add("queued");

    expect(await store.drop([sent, dead, sending, queued, "dsp_00000000000000000000"], at("12:00"))).toBe(2);

    expect(await store.find(dead)).toMatchObject({ state: "dropped", endedAt: NOON, reason: { code: "answer.not-found" } });
    expect(await store.find(queued)).toMatchObject({ state: "dropped", endedAt: NOON });
    expect([(await store.find(sent))?.state, (await store.find(sending))?.state]).toEqual(["sent", "sending"]);
    expect(await store.drop([dead, queued], at("12:00"))).toBe(0);
  });

  test("gives up what a killed worker had when its lease is over", async () => {
    const id = await add("a");
    await claim();

    expect(await store.drop([id], NOON)).toBe(0);
    expect(await store.drop([id], LEASE)).toBe(1);
  });
});

describe("a turn", () => {
  test("hands out no more than is wished for, may be under way, or is due", async () => {
    for (const occasion of ["a", "b", "c", "d", "e"]) await add(occasion);
    await add("later", { dueAt: at("12:30") });

    expect(occasions(await claim(NOON, { atMost: 2 }))).toEqual(["a", "b"]);
    expect(occasions(await claim(NOON, { policy: { ...WISH.policy, concurrency: 3 } }))).toEqual(["c"]);
    expect(occasions(await claim())).toEqual(["d", "e"]);
    expect(await claim()).toEqual([]);
  });

  test("counts a claim as an attempt, unless it is given back", async () => {
    const id = await add("a");
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ id, state: "sending", attempts: 1, nextAt: LEASE });
    if (claimed === undefined) return;

    await store.turn([outcome(claimed, { state: "queued", attempt: null, health: null })], [], NOON, LEASE);

    expect(await store.find(id)).toMatchObject({ state: "queued", attempts: 0, nextAt: NOON });
    expect(await store.attempts(id)).toEqual([]);
  });

  test("keeps an attempt that failed, and one that worked only if one before had not", async () => {
    const [first, second] = [await add("first"), await add("second")];
    const reason = note("answer.later", { status: 503 });
    const tried = { number: 1, at: NOON, ms: 12, status: 503, reason, response: "busy" };
    const [one, two] = await claim();
    if (one === undefined || two === undefined) throw new Error("two were due");
    await store.turn([outcome(one, {}), outcome(two, { state: "queued", reason, attempt: tried })], [], NOON, LEASE);
    await end({ state: "sent" });

    expect(await store.attempts(first)).toEqual([]);
    expect(await store.attempts(second)).toEqual([tried, { number: 2, at: NOON, ms: 12, status: 200, reason: null, response: null }]);
    expect(await store.find(second)).toMatchObject({ state: "sent", attempts: 2, reason: null });
  });

  test("finds the next of the same event and person, for what may go in one request", async () => {
    await add("first", { lane: "ctc_1", eventId: "evt_1" });
    await add("second", { lane: "ctc_1", eventId: "evt_1", target: "comprador" });
    await add("somebody else", { lane: "ctc_2", eventId: "evt_1", target: "curioso" });

    const claimed = await store.turn([], [{ ...WISH, withNext: true }], NOON, LEASE);

    expect(claimed.map(({ dispatch, next }) => [dispatch.occasion, next?.occasion])).toEqual([
      ["first", "second"],
      ["somebody else", undefined],
    ]);
  });

  test("marks what comes back from a killed worker as in doubt", async () => {
    await add("a");
    await claim();

    expect(await claim(at("12:00"))).toEqual([]);
    const [again] = (await store.turn([], [WISH], LEASE, at("12:02"))).map(({ dispatch }) => dispatch);

    expect(again).toMatchObject({ occasion: "a", isUncertain: true, attempts: 2, nextAt: at("12:02") });
  });

  test("is all or nothing", async () => {
    const [first, second] = [await add("first"), await add("second")];
    const [one, two] = await claim();
    if (one === undefined || two === undefined) throw new Error("two were due");
    const broken = { ...outcome(two, {}), state: "lost" as "sent" };

    await expect(store.turn([outcome(one, {}), broken], [], NOON, LEASE)).rejects.toThrow();

    expect(await store.find(first)).toMatchObject({ state: "sending" });
    expect(await store.find(second)).toMatchObject({ state: "sending" });
  });
});
