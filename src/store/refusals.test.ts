import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../app/ports.ts";
import type { Refusal } from "../core/refusal.ts";
import { openScratchStore } from "./open.ts";

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});
afterEach(() => store.close());

function refusal(number: number, change: Partial<Refusal> = {}): Refusal {
  return {
    id: `ref_${String(number).padStart(20, "0")}`,
    at: new Date(Date.UTC(2026, 10, 3, 12, 0, number)).toISOString(),
    provider: "hotmart",
    store: "default",
    status: 401,
    code: "credential.wrong",
    mistake: { code: "mistake.sent-in-query", params: { what: "hottok", place: "X-HOTMART-HOTTOK", name: "hottok" } },
    method: "POST",
    path: "/hooks/hotmart?hottok",
    contentType: "application/json",
    bodyBytes: 2031,
    bodySha256: "0".repeat(64),
    leftOut: 0,
    ...change,
  };
}

describe("refused calls", () => {
  it("come back as they were put in", async () => {
    const [plain, bare] = [refusal(1), refusal(2, { contentType: null, leftOut: 7, mistake: { code: "mistake.usable", params: {} } })];
    await store.refusals.add(plain);
    await store.refusals.add(bare);

    expect(await store.refusals.find(plain.id)).toEqual(plain);
    expect(await store.refusals.list({ limit: 10 })).toEqual([bare, plain]);
    expect(await store.refusals.find("ref_none")).toBeUndefined();
  });

  it("make room for new ones: the newest 500 are kept", async () => {
    for (let number = 1; number <= 503; number += 1) await store.refusals.add(refusal(number));

    const kept = await store.refusals.list({ limit: 1000 });
    expect(kept).toHaveLength(500);
    expect([kept[0]?.id, kept.at(-1)?.id]).toEqual([refusal(503).id, refusal(4).id]);
  });

  it("are found by provider, store and time", async () => {
    const [first, second, third] = [refusal(1), refusal(2, { provider: "eduzz" }), refusal(3, { store: "loja-2" })];
    for (const one of [first, second, third]) await store.refusals.add(one);
    const ids = async (filter: object) => (await store.refusals.list({ ...filter, limit: 10 })).map(({ id }) => id);

    expect(await ids({ provider: "hotmart" })).toEqual([third.id, first.id]);
    expect(await ids({ store: "default" })).toEqual([second.id, first.id]);
    expect(await ids({ since: second.at })).toEqual([third.id, second.id]);
    expect(await ids({ provider: "payt" })).toEqual([]);
  });

  it("are found by the beginning of their ids", async () => {
    for (const number of [1, 2, 10]) await store.refusals.add(refusal(number));

    expect(await store.refusals.idsFrom("ref_0000000000000000000", 5)).toEqual([refusal(1).id, refusal(2).id]);
    expect(await store.refusals.idsFrom("ref_0000000000000000000", 1)).toEqual([refusal(1).id]);
    expect(await store.refusals.idsFrom("ref_%", 5)).toEqual([]);
  });

  it("outlive a dry run that runs meanwhile, and a rebuild", async () => {
    await store.transaction(async () => void store.refusals.add(refusal(1)), { keep: false });
    await store.transaction((tx) => tx.resetDerived());

    expect((await store.refusals.list({ limit: 10 })).map(({ id }) => id)).toEqual([refusal(1).id]);
  });
});
