import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { anExpectation, wanted } from "../../../test/support/expectation.ts";
import { plainView } from "../../../test/support/view.ts";
import { GRANT, TAG } from "../../../test/support/world.ts";
import type { Expectation, Forbidden } from "../../app/expect/expectation.ts";
import type { MissGroup } from "../../app/expect/tally.ts";
import type { WatchOutcome } from "../../app/expect/watch.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import type { View } from "../view/view.ts";
import { expectationChecks } from "./report.ts";

const HOME = "/srv/intg";
const BLOCK: Forbidden = { kind: "action", action: wanted("access.block") };
const VIP: Forbidden = { kind: "action", action: wanted("tag.add", "vip") };
const REFUND: Forbidden = { kind: "trigger", trigger: "purchase.refunded" };
const EXACTLY = (n: number) => ({ kind: "exactly", n }) as const;

/** Nothing came in 30 seconds. */
const NOTHING: WatchOutcome = {
  matched: [],
  violations: [],
  misses: [],
  came: 0,
  reachedMs: null,
  elapsedMs: 30_000.4,
  endedEarly: false,
  hasStore: true,
};

function checked(
  expectation: Partial<Expectation>,
  outcome: Partial<WatchOutcome>,
  { whereText = null, view = plainView() }: { readonly whereText?: string | null; readonly view?: View } = {},
) {
  return expectationChecks({ expectation: anExpectation(expectation), whereText, home: HOME }, { ...NOTHING, ...outcome }, view);
}

/** The lines under the count when only others came. */
function missesTold(groups: readonly MissGroup[], expectation: Partial<Expectation> = {}, view = plainView()) {
  const came = groups.reduce((sum, { count }) => sum + count, 0);
  return checked(expectation, { misses: groups, came }, { view })[0]?.details ?? [];
}

const miss = (what: MissGroup["miss"], event: Partial<CanonicalEvent> = {}, count = 1): MissGroup => ({
  miss: what,
  example: anEvent({ id: "evt_1", ...event }),
  count,
});

describe("the count", () => {
  test("that is reached names what came, the buyer masked, and when it was", () => {
    expect(checked({ trigger: "purchase.approved" }, { matched: [anEvent()], came: 1, reachedMs: 1_234.6 })).toEqual([
      {
        id: "count",
        title: "at least 1 event: purchase.approved",
        verdict: "passed",
        ms: 1235,
        details: ["evt_01k9d5w2rcabcdefghjk  hotmart  purchase.approved  curso-x  m***@example.com"],
      },
    ]);
  });

  test("is asked for in the user's own words", () => {
    const expectation: Partial<Expectation> = {
      provider: "hotmart",
      store: "loja2",
      trigger: "purchase.approved",
      product: "curso-x",
      status: "unmatched",
      actions: [wanted("tag.add", "aluno"), wanted("access.grant")],
      count: { kind: "at-least", n: 2 },
    };

    expect(checked(expectation, {}, { whereText: "amount > 10" })[0]?.title).toBe(
      "at least 2 events: hotmart/loja2 purchase.approved of curso-x, where amount > 10, deciding tag.add aluno, access.grant, unmatched",
    );
    expect(checked({ store: "loja2" }, {})[0]?.title).toBe("at least 1 event: */loja2");
    expect(checked({ count: EXACTLY(0) }, {})[0]?.title).toBe("exactly 0 events");
  });

  test("that is large names the first three", () => {
    const matched = [1, 2, 3, 4, 5].map((number) => anEvent({ id: `evt_${number}` }));

    const [check] = checked({ count: { kind: "at-least", n: 5 } }, { matched, came: 5, reachedMs: 1 });

    expect(check?.details.map((line) => line.split("  ")[0])).toEqual(["evt_1", "evt_2", "evt_3", "and 2 more"]);
  });

  test("that is passed fails", () => {
    const outcome = { matched: [anEvent({ id: "evt_1" }), anEvent({ id: "evt_2" })], came: 2, endedEarly: true };

    const [check] = checked({ count: EXACTLY(1) }, outcome);

    expect([check?.verdict, check?.details[0], check?.details.length]).toEqual(["failed", "2 came.", 3]);
  });

  test("that was not waited for to the end could not be judged", () => {
    const violations = [{ forbidden: BLOCK, event: anEvent() }];

    for (const expectation of [{ forbidden: [BLOCK] }, { forbidden: [BLOCK], count: EXACTLY(0) }]) {
      const reachedMs = "count" in expectation ? 0 : null;
      const [check] = checked(expectation, { violations, came: 1, reachedMs, endedEarly: true });
      expect([check?.verdict, check?.details]).toEqual(["skipped", ["0 came until something forbidden did; not watched to the end."]]);
    }
  });

  test("of exactly none passes after the whole time", () => {
    expect(checked({ count: EXACTLY(0) }, { reachedMs: 0, came: 0 })[0]).toMatchObject({ verdict: "passed", ms: 30_000, details: [] });
  });

  test("of exactly none warns where nothing was ever received: it may be the wrong home", () => {
    expect(checked({ count: EXACTLY(0) }, { reachedMs: 0, hasStore: false })[0]).toMatchObject({
      verdict: "warned",
      details: [expect.stringContaining("/srv/intg")],
    });
  });
});

describe("what came instead", () => {
  test("is nothing at all, and where to look then", () => {
    expect(missesTold([])).toEqual([
      "0 of 1 came in 30 s.",
      expect.stringMatching(/^No event came after the start; .* --since 2m\. Does intg listen run with --home \/srv\/intg/),
    ]);
    expect(missesTold([], { since: "2026-11-03T12:00:00.000Z" })[1]).toMatch(/^No event came at all\. /);
    expect(checked({}, { hasStore: false })[0]?.details[1]).toContain("Nothing was ever received in /srv/intg.");
  });

  test("is told with how many of those expected came", () => {
    const outcome = { matched: [anEvent()], misses: [miss({ kind: "trigger" }, {}, 2)], came: 3 };

    expect(checked({ count: { kind: "at-least", n: 2 } }, outcome)[0]?.details.slice(0, 2)).toEqual([
      "1 of 2 came in 30 s. 2 other events came:",
      "2 × purchase.approved: another trigger (evt_1)",
    ]);
  });

  test.each<[string, MissGroup, string]>([
    ["another provider", miss({ kind: "provider" }, { provider: "eduzz" }, 3), "3 × of another provider, eduzz (evt_1)"],
    ["another store", miss({ kind: "store" }, { store: "loja2" }), "1 × of another store, loja2 (evt_1)"],
    ["another product", miss({ kind: "product" }), "1 × purchase.approved: of another product, curso-x (evt_1)"],
    ["no product", miss({ kind: "product" }, { productSlug: null }), "1 × purchase.approved: of no registered product (evt_1)"],
    [
      "other actions",
      miss({ kind: "action", wanted: wanted("tag.add", "vip"), decided: [GRANT, TAG("aluno")] }),
      "1 × purchase.approved: does not decide tag.add vip; it decides access.grant, tag.add aluno (evt_1)",
    ],
    [
      "no action",
      miss({ kind: "action", wanted: wanted("access.grant"), decided: [] }),
      "1 × purchase.approved: does not decide access.grant; it decides nothing (evt_1)",
    ],
    [
      "a repeat",
      miss({ kind: "status" }, { status: "duplicate", reason: note("event.duplicate", { of: "evt_0" }) }),
      "1 × purchase.approved: duplicate: the same event as evt_0 (evt_1)",
    ],
    ["the right status, where another is asked for", miss({ kind: "status" }), "1 × purchase.approved: processed (evt_1)"],
  ])("is %s", (_, group, line) => {
    expect(missesTold([group]).slice(1)).toEqual([line]);
  });

  test("is another buyer, masked, or shown where that is asked for", () => {
    const part = { field: "buyer.email", op: "=", expected: "ana@example.com", actual: "[masked]" } as const;
    const other = miss({ kind: "where", part, actual: "maria@example.com" });
    const line = (actual: string) =>
      `1 × purchase.approved: --where does not hold: buyer.email is ${actual} (asked: buyer.email = ana@example.com) (evt_1)`;

    expect(missesTold([other])[1]).toBe(line("m***@example.com"));
    expect(missesTold([other], {}, plainView({ showPii: true }))[1]).toBe(line("maria@example.com"));
  });

  test("is a value that is not there, or another amount, or other tags", () => {
    const where = (field: "accessUntil" | "amount" | "contact.tags", op: "exists" | ">", actual: string | null | readonly string[]) =>
      missesTold([miss({ kind: "where", part: { field, op, expected: op === "exists" ? null : "200", actual: null }, actual })])[1];

    expect(where("accessUntil", "exists", null)).toContain("accessUntil is - (asked: accessUntil exists)");
    expect(where("amount", ">", "197.00")).toContain("amount is 197.00 (asked: amount > 200)");
    expect(where("contact.tags", "exists", ["aluno", "vip"])).toContain("contact.tags is aluno, vip (asked: contact.tags exists)");
  });

  test("is an event that waits for the operator, with what to run", () => {
    const reason = note("match.unlinked", { provider: "hotmart", id: "1234567", name: "Curso X" });

    const [, line, ...commands] = missesTold([miss({ kind: "status" }, { status: "unmatched", reason })]);

    expect(line).toMatch(/^1 × purchase\.approved: unmatched: .+ \(evt_1\)$/);
    expect(commands).toEqual(["  → intg product link <product> hotmart 1234567", "  → intg replay evt_1 --apply"]);
  });

  test("is at most ten lines, with how many events are left out", () => {
    const groups = Array.from({ length: 20 }, (_, at) => miss({ kind: "provider" }, { provider: `p${at}` }, 2));

    const lines = missesTold(groups);

    expect(lines).toHaveLength(10);
    expect(lines.at(-2)).toBe("2 × of another provider, p7 (evt_1)");
    expect(lines.at(-1)).toBe("and 24 more");
  });

  test("is every line when there are just ten", () => {
    const groups = Array.from({ length: 9 }, (_, at) => miss({ kind: "provider" }, { provider: `p${at}` }));

    expect(missesTold(groups).at(-1)).toBe("1 × of another provider, p8 (evt_1)");
  });

  test("cannot act on the terminal", () => {
    const lines = missesTold([miss({ kind: "store" }, { store: "\u001b[31mred" })]);

    expect(lines.join("")).not.toContain("\u001b");
  });
});

describe("what is forbidden", () => {
  test("is a check each, in the order in which it was forbidden", () => {
    const checks = checked(
      { provider: "hotmart", forbidden: [BLOCK, VIP, REFUND] },
      { matched: [anEvent()], came: 1, reachedMs: 1 },
      {
        whereText: "amount > 10",
      },
    );

    expect(checks.slice(1)).toEqual([
      { id: "forbid.access.block", title: "nothing decides access.block: hotmart, where amount > 10", verdict: "passed", details: [] },
      { id: "forbid.tag.add:vip", title: "nothing decides tag.add vip: hotmart, where amount > 10", verdict: "passed", details: [] },
      { id: "forbid.purchase.refunded", title: "no purchase.refunded: hotmart, where amount > 10", verdict: "passed", details: [] },
    ]);
  });

  test("fails with the event that did it; the others were not watched to the end", () => {
    const violations = [{ forbidden: BLOCK, event: anEvent({ id: "evt_9", trigger: "purchase.refunded" }) }];

    const [, block, refund] = checked({ forbidden: [BLOCK, REFUND] }, { violations, came: 1, endedEarly: true });

    expect(block).toMatchObject({
      verdict: "failed",
      title: "nothing decides access.block",
      details: ["came: evt_9  hotmart  purchase.refunded  curso-x  m***@example.com", "why: intg explain evt_9"],
    });
    expect(refund).toMatchObject({ verdict: "skipped", details: ["Not watched to the end."] });
  });
});
