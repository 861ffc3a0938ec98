import { describe, expect, test } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import type { Answer } from "../../app/sender/judge-answer.ts";
import { playSender } from "../../app/sender/play.ts";
import { asPlayed } from "../../app/sender/played-policy.ts";
import { summaryOf } from "../../app/sender/summary.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { eduzz } from "../../providers/eduzz/index.ts";
import { grupozap } from "../../providers/grupozap/index.ts";
import { hotmart } from "../../providers/hotmart/index.ts";
import { pagseguro } from "../../providers/pagseguro/index.ts";
import { payt } from "../../providers/payt/index.ts";
import { senderRemarks, senderView, senderWarnings } from "./sender.ts";
import { senderSummaryJson, sentCallJson } from "./sender-json.ts";
import { policyView } from "./sender-policy.ts";

const VIEW = plainView();

/** Calls a second apart, answered as is written down; the last answer repeats. */
async function played(provider: ProviderAdapter, calls: number, answers: readonly (number | Answer)[], apartMs = 1_000) {
  const script = [...answers];
  const next = (): Answer => {
    const answer = (script.length > 1 ? script.shift() : script[0]) ?? 200;
    return typeof answer === "number" ? { kind: "answered", status: answer, ms: 0 } : answer;
  };
  const [policy] = provider.sending.map(asPlayed);
  if (policy === undefined) throw new Error("no policy");
  const report = await playSender(
    Array.from({ length: calls }, (_, index) => ({
      trigger: "lead.received",
      policy,
      dueMs: index * apartMs,
      rejection: null,
      send: async () => next(),
    })),
  );
  return { report, summary: summaryOf(report) };
}

describe("the report", () => {
  test("is a block of facts, a block for each call with its attempts in virtual time, and a line about them all", async () => {
    const silent = { kind: "too-late" } as const;
    const { report, summary } = await played(grupozap, 2, [500, silent, 301, 200]);

    expect(senderView(grupozap, report, summary, VIEW)).toEqual([
      "How Grupo ZAP sends",
      "  time limit  5 s                                    official",
      "  delivered   any 2xx                                official",
      "  sent again  after any failure                      official",
      "  attempts    4                                      official",
      "  waits       1 min, 10 min, 1 h between attempts    assumed",
      "  afterwards  parked for 14 d, then only on request  official",
      "",
      "assumed: nobody knows it of Grupo ZAP. The same is assumed of every vendor.",
      "",
      "✓ call 1  lead.received  delivered at attempt 3, after 11 min",
      "    0 s     500  failed",
      "    1 min   301  a redirect is no success",
      "    11 min  200  delivered",
      "",
      "✓ call 2  lead.received  delivered at attempt 2, after 1 min 5 s",
      "    0 s        -    no answer within 5 s; the endpoint may have taken it",
      "    1 min 5 s  200  delivered",
      "    1 attempt more than needed, if the endpoint took an earlier one",
      "",
      "2 calls: 2 delivered, 0 at the first attempt; 5 attempts, 1 wasted; the longest wait was 11 min",
    ]);
    expect(senderWarnings(grupozap, report, summary, VIEW.texts)).toEqual([]);
  });

  test("of a removed integration tells which calls never came, and warns", async () => {
    const { report, summary } = await played(grupozap, 3, [404]);
    const lines = senderView(grupozap, report, summary, VIEW);

    expect(lines.slice(-7, -1)).toEqual([
      "✗ call 1  lead.received  answered 404: the vendor may remove the integration",
      "    0 s  404  taken for the end of the integration",
      "",
      "✗ call 2  lead.received  never sent: the integration was removed or switched off before",
      "✗ call 3  lead.received  never sent: the integration was removed or switched off before",
      "",
    ]);
    expect(lines.at(-1)).toBe("3 calls: 0 delivered, 1 answered so that the integration goes, 2 never sent; 1 attempt, 0 wasted");
    expect(senderWarnings(grupozap, report, summary, VIEW.texts)).toEqual([
      "Grupo ZAP may take the 404 of call 1 for the end of the integration and delete it. Answer it only for an advertiser that you have closed. 2 later calls were not sent.",
    ]);
  });

  test("of a backup tells what was stored, and what was counted rather than made", async () => {
    const { report, summary } = await played(eduzz, 2, [500]);
    const lines = senderView(eduzz, report, summary, VIEW);

    expect(lines).toContain("✗ call 1  lead.received  deleted with the backup, which lasted 2 d");
    expect(lines).toContain("    2,875 more attempts until the end of the backup, counted and not made");
    expect(lines).toContain("    stored behind call 1");
    expect(senderRemarks(eduzz, report, VIEW.texts)).toEqual(["Eduzz kept 1 call behind call 1 for 2 d."]);
    expect(senderWarnings(eduzz, report, summary, VIEW.texts)).toEqual([
      "Eduzz switches the address off 2 d after call 1 went into backup, and deletes what it stored.",
    ]);
  });

  test("needs one line for a call that is taken at once, and says when calls come that are far apart", async () => {
    const { report, summary } = await played(hotmart, 4, [200, 204, 500, 200], 172_800_000);

    expect(senderView(hotmart, report, summary, VIEW).slice(10)).toEqual([
      "✓ call 1  lead.received  delivered at the first attempt, 200",
      "✓ call 2  lead.received  at 2 d  delivered at the first attempt, 204",
      "",
      "✓ call 3  lead.received  at 4 d  delivered at attempt 2, after 1 min",
      "    0 s    500  failed",
      "    1 min  200  delivered",
      "",
      "✓ call 4  lead.received  at 6 d  delivered at the first attempt, 200",
      "",
      "4 calls: 4 delivered, 3 at the first attempt; 5 attempts, 0 wasted; the longest wait was 1 min",
    ]);
  });

  test("says of no call when it comes while they come one after the other, however many there are", async () => {
    const { report, summary } = await played(hotmart, 100, [200]);

    expect(senderView(hotmart, report, summary, VIEW)).toContain("✓ call 100  lead.received  delivered at the first attempt, 200");
  });

  test("warns when a call got there only because re-sends are assumed", async () => {
    const warningsFor = async (provider: ProviderAdapter, answers: readonly number[]) => {
      const { report, summary } = await played(provider, 1, answers);
      return senderWarnings(provider, report, summary, VIEW.texts);
    };

    expect(await warningsFor(payt, [500, 200])).toEqual([
      "Whether PayT sends again after such a failure is not known; 1 call was delivered because that is assumed.",
    ]);
    // Of PagSeguro's orders that is known of a 5xx.
    expect(await warningsFor(pagseguro, [400, 200])).toHaveLength(1);
    expect(await warningsFor(pagseguro, [503, 200])).toEqual([]);
    expect(await warningsFor(payt, [200])).toEqual([]);
  });

  test("warns of what a vendor may do after errors, only when there were some", async () => {
    const [failed, well] = [await played(hotmart, 1, [500, 200]), await played(hotmart, 1, [200])];
    const warningsOf = ({ report, summary }: Awaited<ReturnType<typeof played>>) => senderWarnings(hotmart, report, summary, VIEW.texts);

    expect(warningsOf(failed)).toEqual([
      "Hotmart switches off an address that keeps failing; after how many errors is not known (official).",
    ]);
    expect(warningsOf(well)).toEqual([]);
  });

  test("says in words that a connection was closed, and lets no reason act on the terminal", async () => {
    const gone = (reason: string) => ({ kind: "no-answer", reason }) as const;
    const { report, summary } = await played(grupozap, 1, [gone("UND_ERR_SOCKET"), gone("\u001b[2J"), 200]);
    const text = senderView(grupozap, report, summary, VIEW).join("\n");

    expect(text).toContain("the connection was closed without an answer");
    expect(text).not.toContain("\u001b");
  });
});

describe("the report as JSON", () => {
  test("has a record for each call, and numbers calls and policies from 1", async () => {
    const { report, summary } = await played(eduzz, 2, [500, 500, 500, 500, 500, 200]);

    expect(report.calls.map((call) => sentCallJson(call, "http://127.0.0.1/x", summary.policies))[1]).toEqual({
      type: "call",
      call: 2,
      trigger: "lead.received",
      url: "http://127.0.0.1/x",
      policy: 1,
      dueMs: 1_000,
      outcome: "delivered",
      deliveredAtAttempt: 3,
      waitedMs: 719_000,
      wastedAttempts: 0,
      resentAsAssumed: false,
      attemptsCounted: 0,
      storedBehind: 1,
      attempts: [
        { attempt: 1, atMs: 1_000, status: 500, tookMs: 0, failure: "server-error", effect: null, reason: null },
        { attempt: 2, atMs: 61_000, status: 500, tookMs: 0, failure: "server-error", effect: null, reason: null },
        { attempt: 3, atMs: 720_000, status: 200, tookMs: 0, failure: null, effect: null, reason: null },
      ],
    });
  });

  test("ends with what was used, each fact with its certainty", async () => {
    const { report, summary } = await played(eduzz, 1, [200]);

    expect(senderSummaryJson(eduzz, report, summary)).toMatchObject({
      type: "summary",
      provider: "eduzz",
      calls: 1,
      delivered: 1,
      attempts: 1,
      policies: [
        {
          formats: ["eduzz/v3"],
          timeoutMs: { value: 10_000, certainty: "assumed", source: null },
          attempts: { value: 3, certainty: "official" },
          waitsMs: { value: [60_000, 600_000, 3_600_000], certainty: "assumed", source: null },
          afterwards: { value: { kind: "backup", everyMs: 60_000, forMs: 172_800_000 }, certainty: "official" },
        },
      ],
    });
  });
});

describe("how a vendor sends", () => {
  test("is told fact by fact with certainty and source, what is assumed without one", () => {
    const lines = policyView(grupozap, VIEW).map((line) => line.replace(/ {2,}/g, "  ").trim());

    expect(lines.slice(0, 6)).toEqual([
      "How Grupo ZAP sends",
      "time limit  5 s  official  manual of 2020-03; since 2020-07 it has 15 s, the stricter is played",
      "delivered  any 2xx  official  manual of 2020-03; a redirect is a failure",
      "sent again  after any failure  official  manual of 2020-03",
      "attempts  4  official  manual of 2020-03: sent again 3 times",
      "waits  1 min, 10 min, 1 h between attempts  assumed",
    ]);
    expect(lines).toContain(
      "answer 4xx  parks the call at once: a lead without a listing  official  manual of 2020-03: a lead without clientListingId is parked for analysis",
    );
    expect(lines).toContain("elsewhere  6 attempts, 30 min between them, kept for 14 d  official  manual 1.0, 2017-11");
  });

  test("assumes that a call is sent again, and says beside what is known of it", () => {
    const linesOf = (provider: ProviderAdapter) => policyView(provider, VIEW).map((line) => line.replace(/ {2,}/g, "  ").trim());

    expect(linesOf(payt)).toContain("sent again  after any failure  assumed");
    expect(linesOf(pagseguro)).toContain("sent again  after any failure  assumed");
    expect(linesOf(pagseguro)).toContain(
      "known of it  after a 5xx only  official  the vendor's WooCommerce module answers 503 so that PagBank sends again",
    );
  });

  test("has a block for each way of sending", () => {
    const heads = policyView(eduzz, VIEW).filter((line) => line.startsWith("How "));

    expect(heads).toEqual(["How Eduzz sends eduzz/v3", "How Eduzz sends eduzz/legacy", "How Eduzz sends eduzz/delivery"]);
  });
});
