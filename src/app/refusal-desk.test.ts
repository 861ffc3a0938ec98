import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../test/support/virtual-clock.ts";
import { createIds } from "../config/ids.ts";
import { IntgError } from "../core/errors.ts";
import { InboundRequest } from "../core/http-message.ts";
import type { Refusal } from "../core/refusal.ts";
import { Secret } from "../core/secret.ts";
import { openScratchStore } from "../store/open.ts";
import { CredentialCache } from "./credential-cache.ts";
import type { Outcome } from "./intake.ts";
import type { Store } from "./ports.ts";
import { type DiagnosedRefusal, RefusalDesk } from "./refusal-desk.ts";

const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const BODY = '{"event":"PURCHASE_APPROVED","data":{"buyer":{"email":"ana@example.com"}}}';
const OUTCOME: Outcome = { status: 401, provider: "hotmart", store: "default", refusedFor: "credential.absent", notes: [] };

let store: Store;
let clock: VirtualClock;
beforeEach(async () => {
  store = await openScratchStore();
  clock = new VirtualClock();
  await store.credentials.set(
    { provider: "hotmart", store: "default", name: "hottok", value: new Secret(HOTTOK), at: clock.now() },
    "replace",
  );
});
afterEach(() => store.close());

function call(target = `/hooks/hotmart?hottok=${HOTTOK}`): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target,
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(BODY),
  });
}

interface Desk {
  readonly desk: RefusalDesk;
  readonly found: readonly (DiagnosedRefusal | null)[];
  /** Hands in so many calls. @returns how many were taken. */
  hand(count: number, outcome?: Outcome, request?: InboundRequest): number;
  /** Until all that were taken are looked into: bodies are hashed beside the event loop. */
  settled(): Promise<void>;
}

interface Wishes {
  readonly underWay?: () => number;
  readonly add?: (refusal: Refusal) => Promise<void>;
  readonly endOfTurn?: (work: () => void) => void;
}

function openDesk(wishes: Wishes = {}): Desk {
  const found: (DiagnosedRefusal | null)[] = [];
  const kept = wishes.add === undefined ? store : { ...store, refusals: { ...store.refusals, add: wishes.add } };
  const desk = new RefusalDesk({
    store: kept,
    credentials: new CredentialCache(store),
    clock,
    ids: createIds(clock),
    underWay: wishes.underWay ?? (() => 1),
    endOfTurn: wishes.endOfTurn ?? ((work) => clock.endOfTurn(work)),
    onLookedInto: (_, diagnosed) => found.push(diagnosed),
  });
  let taken = 0;
  const hand = (count: number, outcome = OUTCOME, request = call()) => {
    const now = Array.from({ length: count }, () => desk.take(outcome, "credential.absent", request)).filter(Boolean).length;
    taken += now;
    return now;
  };
  const settled = async () => {
    while (found.length < taken) await clock.flush();
  };
  return { desk, found, hand, settled };
}

describe("a refused call", () => {
  it("is looked into after its turn, never before it is answered", async () => {
    const { hand, found, settled } = openDesk();

    expect(hand(1)).toBe(1);
    expect(found).toEqual([]);
    await settled();

    expect(found.map((one) => one?.refusal.mistake.code)).toEqual(["mistake.sent-in-query"]);
  });

  it("is kept without header, body, credential or person", async () => {
    const { hand, found, settled } = openDesk();
    hand(1);
    await settled();

    const [kept] = await store.refusals.list({ limit: 10 });
    expect(kept).toEqual({
      id: expect.stringMatching(/^ref_[0-9a-z]{20}$/),
      at: "2026-11-03T12:00:00.000Z",
      provider: "hotmart",
      store: "default",
      status: 401,
      code: "credential.absent",
      mistake: { code: "mistake.sent-in-query", params: { what: "hottok", place: "X-HOTMART-HOTTOK", name: "hottok" } },
      method: "POST",
      path: "/hooks/hotmart?hottok",
      contentType: "application/json",
      bodyBytes: BODY.length,
      bodySha256: createHash("sha256").update(BODY).digest("hex"),
      leftOut: 0,
    });
    expect(found).toEqual([{ refusal: kept, isKept: true }]);
    expect(JSON.stringify(kept)).not.toMatch(/ana@|Zx8/);
  });

  it("does not show a secret that stands where the name of a field should", async () => {
    const secret = "minha-chave-secreta";
    await store.credentials.set(
      { provider: "hotmart", store: "loja-2", name: "hottok", value: new Secret(secret), at: clock.now() },
      "replace",
    );
    const { hand, settled } = openDesk();
    hand(1, { ...OUTCOME, store: "loja-2" }, call(`/hooks/hotmart/loja-2?${secret}=${secret}`));
    await settled();

    const [kept] = await store.refusals.list({ limit: 10 });
    expect(kept).toMatchObject({ mistake: { code: "mistake.sent-in-query", params: { name: "[secret]" } } });
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it("does not show a secret that stands where the store's name should", async () => {
    const { hand, settled } = openDesk();
    hand(1, { ...OUTCOME, store: HOTTOK }, call(`/hooks/hotmart/${HOTTOK}`));
    await settled();

    const [kept] = await store.refusals.list({ limit: 10 });
    expect(kept).toMatchObject({ store: "…", path: "/hooks/hotmart/…" });
    expect(JSON.stringify(kept)).not.toContain("Zx8");
  });
});

describe("a flood of refused calls", () => {
  it("is looked into five times at once and then once a second, and kept twenty times a minute", async () => {
    const { hand, found, settled } = openDesk();
    let taken = 0;
    for (let second = 0; second < 60; second += 1) {
      taken += hand(1000);
      await settled();
      await clock.advance(1);
    }

    expect(taken).toBe(5 + 59);
    expect(found).toHaveLength(5 + 59);
    const kept = await store.refusals.list({ limit: 1000 });
    // Twenty at once, and nearly twenty more as the minute goes by.
    expect(kept).toHaveLength(20 + 19);
    expect(found.filter((one) => one?.isKept)).toHaveLength(20 + 19);
  });

  it("is counted where it is left out, with the next call that is kept", async () => {
    const { hand, settled } = openDesk();
    hand(1000);
    await settled();
    await clock.advance(600);
    hand(1);
    await settled();

    const kept = await store.refusals.list({ limit: 10 });
    expect(kept.map(({ leftOut }) => leftOut)).toEqual([0, 0, 0, 0, 0, 995]);
  });

  it("is left out while many calls wait for their answers", async () => {
    let underWay = 17;
    const { hand, settled } = openDesk({ underWay: () => underWay });

    expect(hand(3)).toBe(0);
    underWay = 16;
    expect(hand(3)).toBe(3);
    await settled();
    expect((await store.refusals.list({ limit: 10 })).map(({ leftOut }) => leftOut)).toEqual([0, 0, 3]);
  });

  it("waits in a short line only", async () => {
    const turns: (() => void)[] = [];
    const { hand, settled } = openDesk({ endOfTurn: (work) => turns.push(work) });
    let taken = hand(5);
    for (const seconds of [5, 5, 5]) {
      await clock.advance(seconds);
      taken += hand(5);
    }

    expect(taken).toBe(8);
    for (const turn of turns) turn();
    await settled();
  });
});

describe("when the store refuses to keep it", () => {
  it("the call is told all the same, and counted as left out", async () => {
    let isFull = true;
    const add = async (refusal: Refusal) => {
      if (isFull) throw new IntgError("INTG_STORE_FULL");
      await store.refusals.add(refusal);
    };
    const { hand, found, settled } = openDesk({ add });
    hand(2);
    await settled();
    isFull = false;
    hand(1);
    await settled();

    expect(found.map((one) => one?.isKept)).toEqual([false, false, true]);
    expect(found[0]?.refusal.mistake.code).toBe("mistake.sent-in-query");
    expect((await store.refusals.list({ limit: 10 })).map(({ leftOut }) => leftOut)).toEqual([2]);
  });
});

describe("at the end", () => {
  it("what waits is looked into before the desk rests", async () => {
    const { desk, hand, found, settled } = openDesk();
    hand(3);
    const drained = desk.drain();
    await settled();
    await drained;

    expect(found).toHaveLength(3);
    expect(hand(1)).toBe(0);
  });

  it("or told without a diagnosis, when there is no time", async () => {
    const { desk, hand, found, settled } = openDesk();
    hand(3);
    const stopped = desk.stop();
    await settled();
    await stopped;

    expect(found).toEqual([null, null, null]);
    expect(hand(1)).toBe(0);
  });
});
