import { expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { wanted } from "../../../test/support/expectation.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import type { Forbidden } from "./expectation.ts";
import type { Miss } from "./judge.ts";
import { Tally } from "./tally.ts";

const BLOCK: Forbidden = { kind: "action", action: wanted("access.block") };
const REFUND: Forbidden = { kind: "trigger", trigger: "purchase.refunded" };

const event = (number: number, changes: Partial<CanonicalEvent> = {}) => anEvent({ id: `evt_${number}`, ...changes });
const missed = (miss: Miss) => ({ miss, forbidden: [] });
const matched = { miss: null, forbidden: [] };

/** `2 status evt_3`: how many, by what, and the newest of them. */
const told = (tally: Tally) => tally.misses.map(({ count, miss, example }) => `${count} ${miss.kind} ${example.id}`);

test("events that miss for one reason are one group, of which the newest is the example", () => {
  const tally = new Tally({ forbidden: [] });

  tally.add(event(1, { trigger: "boleto.issued" }), missed({ kind: "trigger" }));
  tally.add(event(2, { trigger: "pix.issued" }), missed({ kind: "trigger" }));
  tally.add(event(3, { trigger: "boleto.issued" }), missed({ kind: "trigger" }));

  expect(told(tally)).toEqual(["2 trigger evt_3", "1 trigger evt_2"]);
  expect(tally.came).toBe(3);
});

test("the nearest miss is told first, however often the others came", () => {
  const tally = new Tally({ forbidden: [] });
  const kinds = ["provider", "provider", "store", "trigger", "status", "product"] as const;

  for (const [at, kind] of kinds.entries()) tally.add(event(at), missed({ kind }));
  tally.add(event(8), missed({ kind: "where", part: null, actual: null }));
  tally.add(event(9), missed({ kind: "action", wanted: wanted("tag.add"), decided: [] }));

  expect(tally.misses.map(({ miss }) => miss.kind)).toEqual(["action", "product", "status", "where", "trigger", "store", "provider"]);
});

test("repeats are one group, each of which names another event; other statuses are apart by their reason", () => {
  const tally = new Tally({ forbidden: [] });
  const status = missed({ kind: "status" });

  tally.add(event(1, { status: "duplicate", reason: note("event.duplicate", { of: "evt_7" }) }), status);
  tally.add(event(2, { status: "duplicate", reason: note("event.duplicate", { of: "evt_8" }) }), status);
  tally.add(event(3, { status: "unmatched", reason: note("match.unlinked", { id: "1" }) }), status);
  tally.add(event(4, { status: "unmatched", reason: note("match.unlinked", { id: "2" }) }), status);

  expect(told(tally)).toEqual(["2 status evt_2", "1 status evt_3", "1 status evt_4"]);
});

test("buyers that are not the one asked for are apart by what stands in their place", () => {
  const tally = new Tally({ forbidden: [] });
  const because = { field: "buyer.email", op: "=", expected: "ana@example.com", actual: "[masked]" } as const;

  tally.add(event(1), missed({ kind: "where", part: because, actual: "bia@example.com" }));
  tally.add(event(2), missed({ kind: "where", part: because, actual: "caio@example.com" }));
  tally.add(event(3), missed({ kind: "where", part: because, actual: "bia@example.com" }));

  expect(told(tally)).toEqual(["2 where evt_3", "1 where evt_2"]);
});

test("an event that changes counts once, by its last verdict", () => {
  const tally = new Tally({ forbidden: [] });

  tally.add(event(1, { status: "unmatched" }), missed({ kind: "status" }));
  tally.add(event(2, { status: "unmatched" }), missed({ kind: "status" }));
  tally.add(event(1), matched);
  expect([tally.came, tally.matchedCount, told(tally)]).toEqual([2, 1, ["1 status evt_2"]]);

  tally.add(event(2), matched);
  expect([tally.came, tally.matched.map(({ id }) => id), told(tally)]).toEqual([2, ["evt_1", "evt_2"], []]);

  tally.add(event(1, { status: "unmatched" }), missed({ kind: "status" }));
  expect([tally.came, tally.matched.map(({ id }) => id), told(tally)]).toEqual([2, ["evt_2"], ["1 status evt_1"]]);
});

test("of each thing forbidden the first event is kept, in the order in which they were forbidden", () => {
  const tally = new Tally({ forbidden: [BLOCK, REFUND] });

  tally.add(event(1), { miss: null, forbidden: [REFUND] });
  tally.add(event(2), { miss: null, forbidden: [REFUND, BLOCK] });

  expect(tally.violations.map(({ forbidden, event: { id } }) => [forbidden, id])).toEqual([
    [BLOCK, "evt_2"],
    [REFUND, "evt_1"],
  ]);
});

test("more reasons than anybody reads are counted and not kept", () => {
  const tally = new Tally({ forbidden: [] });

  for (let at = 0; at < 1_100; at += 1) tally.add(event(at, { provider: `p${at}` }), missed({ kind: "provider" }));

  expect([tally.came, tally.misses.length]).toEqual([1_100, 1_000]);
});
