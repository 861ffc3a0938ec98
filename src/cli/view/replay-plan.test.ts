import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { plainView } from "../../../test/support/view.ts";
import type { EffectCount, PlanRow, ReplayPlan, WaitingGroup } from "../../app/replay-plan.ts";
import { note } from "../../core/note.ts";
import { replayPlanJson, replayPlanView } from "./replay-plan.ts";

const effect = (changes: Partial<EffectCount> & Pick<EffectCount, "sort" | "change" | "count">): EffectCount => ({
  ...{ target: null, from: null, to: null, destination: null, action: null, reason: null },
  ...changes,
});

const row = (changes: Partial<PlanRow>): PlanRow => ({
  ...{ provider: "hotmart", product: "curso-x", trigger: "purchase.approved", events: 1, unchanged: 0, effects: [] },
  ...changes,
});

const waiting = (externalId: string, count: number, changes: Partial<WaitingGroup> = {}): WaitingGroup => {
  const reason = note("match.unlinked", { provider: "hotmart", store: "default", externalId, name: "Curso Y" });
  const example = anEvent({ status: "unmatched", reason, product: { ...anEvent().product, externalId } });
  return { status: "unmatched", reason, example, count, ...changes };
};

const PLAN: ReplayPlan = {
  calls: 1204,
  events: 1260,
  changed: 16,
  contacts: 14,
  rows: [
    row({
      events: 812,
      unchanged: 796,
      effects: [
        effect({ sort: "status", change: "moved", from: null, to: "processed", count: 1 }),
        effect({ sort: "status", change: "moved", from: "unmatched", to: "processed", count: 12 }),
        effect({ sort: "access", change: "granted", target: "curso-x", count: 12 }),
        effect({ sort: "outbox", change: "queued", destination: "crm", action: "tag.add", target: "comprou", count: 12 }),
        effect({
          ...{ sort: "outbox", change: "dead", action: "notify", target: "oi", count: 3 },
          reason: note("dispatch.no-template", { template: "oi\u001b[2J" }),
        }),
        effect({ sort: "question", change: "asked", count: 2 }),
      ],
    }),
    row({ product: null, trigger: "unknown", events: 448, unchanged: 448 }),
  ],
  skipped: [
    { reason: "done", destination: null, count: 700 },
    { reason: "told", destination: "crm", count: 1400 },
  ],
  waiting: [waiting("4711", 30)],
};

const FRAME = { dryRun: true, filter: { provider: "hotmart" }, isStopped: false, total: 1204 } as const;

describe("a plan", () => {
  test("tells what changes by kind of event, what stays and why, and what mends the rest", () => {
    expect(
      replayPlanView(PLAN, { dryRun: true }, plainView()).join("\n"),
    ).toBe(`1,204 calls, 1,260 events: 16 come out otherwise than now, 14 people concerned

hotmart  curso-x  purchase.approved  812 events
      1  status  new → processed
     12  status  unmatched → processed
     12  access  curso-x                granted
     12  to      crm  tag.add comprou   queued
      3  to      -  notify oi           dead letter: there is no template oi\\u{1b}[2J; write it: intg template set oi\\u{1b}[2J --text TEXT
      2  vendor  asked about the call
    796  nothing changes

hotmart  -  unknown  448 events
    448  nothing changes

Done already, or nothing to do
    700  what the event asks for was done before
  1,400  for crm: in its outbox already, or told the same before

Waits afterwards too
     30  ! unmatched: hotmart product 4711 (Curso Y) is not linked
           intg product link <product> hotmart 4711
  After that: intg replay --unmatched --apply`);
  });

  test("that was done says so", () => {
    const [head] = replayPlanView({ ...PLAN, calls: 1, events: 1, changed: 1, contacts: 1 }, { dryRun: false }, plainView());

    expect(head).toBe("1 call, 1 event: 1 came out otherwise, 1 person concerned");
  });

  test("with many reasons to wait shows the most frequent, and how many more there are", () => {
    const many = Array.from({ length: 23 }, (_, index) => waiting(String(5000 + index), 1));
    const lines = replayPlanView({ ...PLAN, waiting: many }, { dryRun: true }, plainView());

    expect(lines.filter((line) => line.includes("unmatched:"))).toHaveLength(20);
    expect(lines).toContain("  3 more reasons; --json has all");
  });

  test("names the replay that takes in all that can be mended, and none where nothing can", () => {
    const otherKind = note("match.other-kind", {
      product: "clube",
      linked: "one-time",
      sent: "subscription",
      provider: "hotmart",
      externalId: "1",
    });
    const set = waiting("1", 2, {
      status: "quarantined",
      reason: otherKind,
      example: anEvent({ status: "quarantined", reason: otherKind }),
    });
    const bug = note("event.failed", { detail: "TypeError" });
    const broken = waiting("1", 2, { status: "failed", reason: bug, example: anEvent({ status: "failed", reason: bug }) });
    const last = (groups: readonly WaitingGroup[]) => replayPlanView({ ...PLAN, waiting: groups }, { dryRun: true }, plainView()).at(-1);

    expect(last([set])).toBe("  After that: intg replay --failed --apply");
    expect(last([waiting("4711", 1), set])).toBe("  After that: intg replay --unmatched --failed --apply");
    expect(last([broken])).toContain("TypeError");
  });

  test("as JSON has every count, reasons in words and nobody's data", () => {
    const json = replayPlanJson(PLAN, FRAME, plainView());

    expect(json).toMatchObject({
      ...{ dryRun: true, chosen: 1204, stopped: false, calls: 1204, events: 1260, changed: 16, people: 14 },
      filter: { provider: "hotmart", store: null, trigger: null, since: null, contact: null, statuses: null },
      skipped: PLAN.skipped,
    });
    expect(json.rows[0]?.effects[3]).toEqual({
      ...{ kind: "outbox", change: "queued", target: "comprou", from: null, to: null, destination: "crm", action: "tag.add" },
      ...{ reason: null, count: 12 },
    });
    expect(json.waiting).toEqual([
      {
        ...{ status: "unmatched", reason: "hotmart product 4711 (Curso Y) is not linked", count: 30 },
        ...{ example: "evt_01k9d5w2rcabcdefghjk", commands: ["intg product link <product> hotmart 4711"] },
      },
    ]);
    expect(JSON.stringify(json)).not.toContain("maria");
  });
});
