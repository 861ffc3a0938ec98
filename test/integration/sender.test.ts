import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { HttpClient } from "../../src/app/ports.ts";
import { callOnce } from "../../src/app/sender/call-once.ts";
import { policyIndexOf, readCall } from "../../src/app/sender/pick-policy.ts";
import { playSender } from "../../src/app/sender/play.ts";
import { asPlayed } from "../../src/app/sender/played-policy.ts";
import type { SenderReport } from "../../src/app/sender/report.ts";
import { summaryOf } from "../../src/app/sender/summary.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { eduzz } from "../../src/providers/eduzz/index.ts";
import { grupozap } from "../../src/providers/grupozap/index.ts";
import { hotmart } from "../../src/providers/hotmart/index.ts";
import { pagseguro } from "../../src/providers/pagseguro/index.ts";
import { readFixture, readFixtureDocument } from "../../src/shared/fixture-files.ts";
import { type Receive, type Reply, type ServedReceiver, serve } from "../support/faulty-receivers/receive.ts";
import { START } from "../support/virtual-clock.ts";

const ZONE = "America/Sao_Paulo";
/** Answers take no time by it, so virtual time is made of waits and limits only. */
const STILL = { now: () => START, monotonicMs: () => 0 };

let http: HttpClient;
let served: ServedReceiver | undefined;
beforeAll(() => {
  http = createHttpClient(STILL);
});
afterAll(() => http.close());
afterEach(async () => {
  await served?.close();
  served = undefined;
});

/** Sends the samples, a second apart, as the vendor would; the answers are written down, the last one repeats. */
async function send(provider: ProviderAdapter, fixtures: readonly string[], replies: readonly Scripted[]): Promise<SenderReport> {
  const script = [...replies];
  served = await serve(() => {
    const reply = script.length > 1 ? script.shift() : script[0];
    return typeof reply === "number" ? { status: reply } : NEVER_OR_GONE[reply ?? "hang-up"]();
  });
  const { url } = served;
  const played = provider.sending.map(asPlayed);
  const calls = fixtures.flatMap((fixture, index) => {
    const { request } = readFixture(provider.id, fixture);
    const document = readFixtureDocument(provider.id, fixture);
    const call = document === undefined ? { request } : { request, document };
    const signed = provider.sign(request, provider.sampleCredentials(), START);
    const reading = readCall(provider, call, START, ZONE);
    const policy = played[policyIndexOf(provider, reading)];
    const admitted = provider.admit(request);
    const rejection = admitted.ok ? null : admitted.error.code;
    const once = (timeoutMs: number) => callOnce(http, url, signed, timeoutMs);
    return policy === undefined ? [] : [{ policy, trigger: reading.trigger, rejection, dueMs: index * 1_000, send: once }];
  });
  return playSender(calls);
}

type Scripted = number | "silence" | "hang-up";

const NEVER_OR_GONE: Readonly<Record<"silence" | "hang-up", () => ReturnType<Receive>>> = {
  silence: () => new Promise<Reply>(() => undefined),
  "hang-up": () => null,
};

/** The provider with another limit of time, for tests that cannot wait for its own. */
function within(timeoutMs: number, provider: ProviderAdapter): ProviderAdapter {
  const limit = { value: timeoutMs, certainty: "guess", source: "this test" } as const;
  return { ...provider, sending: provider.sending.map((policy) => ({ ...policy, timeoutMs: limit })) };
}

const LEAD = "lead.received.2025";
/** What the report says of each attempt: when, what was answered, why that failed. */
const attemptsOf = ({ calls }: SenderReport) =>
  calls.map(({ attempts }) =>
    attempts.map(({ atMs, answer, failure }) => [atMs, answer.kind === "answered" ? answer.status : null, failure]),
  );
const outcomesOf = ({ calls }: SenderReport) => calls.map(({ outcome, waitedMs, wasted }) => [outcome, waitedMs, wasted]);

describe("Grupo ZAP", () => {
  test("and an endpoint that is well: one call, one attempt", async () => {
    const report = await send(grupozap, [LEAD], [200]);

    expect(outcomesOf(report)).toEqual([["delivered", 0, 0]]);
    expect(attemptsOf(report)).toEqual([[[0, 200, null]]]);
  });

  test("sends the same bytes again after two failures, by the waits that are assumed", async () => {
    const report = await send(grupozap, [LEAD], [500, 500, 200]);

    expect(outcomesOf(report)).toEqual([["delivered", 660_000, 0]]);
    expect(attemptsOf(report)).toEqual([
      [
        [0, 500, "server-error"],
        [60_000, 500, "server-error"],
        [660_000, 200, null],
      ],
    ]);
    const sent = served?.calls.map(({ headers, body }) => [headers.authorization, headers["content-type"], body]) ?? [];
    expect(sent.length).toBe(3);
    expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test("parks a lead after three re-sends, a redirect included", async () => {
    const report = await send(grupozap, [LEAD], [301]);

    expect(outcomesOf(report)).toEqual([["parked", null, 0]]);
    expect(attemptsOf(report)).toEqual([
      [
        [0, 301, "redirect"],
        [60_000, 301, "redirect"],
        [660_000, 301, "redirect"],
        [4_260_000, 301, "redirect"],
      ],
    ]);
  });

  test("removes the integration for a 404: the leads after it are never sent", async () => {
    const report = await send(grupozap, [LEAD, LEAD, LEAD], [200, 404, 200]);

    expect(outcomesOf(report)).toEqual([
      ["delivered", 0, 0],
      ["removed", null, 0],
      ["unsent", null, 0],
    ]);
    expect(served?.calls.length).toBe(2);
    expect(report.endings.map(({ kind, atMs, index }) => [kind, atMs, index])).toEqual([["removed", 1_000, 1]]);
  });

  test("gives up an answer after its limit, and what it sends again may be there already", async () => {
    const report = await send(within(500, grupozap), [LEAD], ["silence", 200]);

    expect(outcomesOf(report)).toEqual([["delivered", 60_500, 1]]);
    expect(attemptsOf(report)).toEqual([
      [
        [0, null, "too-late"],
        [60_500, 200, null],
      ],
    ]);
  });

  test("sends again to an endpoint that hangs up, and wastes nothing by it", async () => {
    const report = await send(grupozap, [LEAD], ["hang-up", 200]);

    expect(outcomesOf(report)).toEqual([["delivered", 60_000, 0]]);
    expect(attemptsOf(report)).toEqual([
      [
        [0, null, "no-answer"],
        [60_000, 200, null],
      ],
    ]);
  });
});

describe("Eduzz", () => {
  const [V3, LEGACY, DELIVERY] = ["purchase.approved.v3", "purchase.approved.legacy", "purchase.approved.delivery"];

  test("takes 201 for delivered, but where it delivers a product: there only 200 counts", async () => {
    const now = await send(eduzz, [V3, LEGACY], [201]);
    await served?.close();
    const delivery = await send(eduzz, [DELIVERY], [201]);

    expect(outcomesOf(now)).toEqual([
      ["delivered", 0, 0],
      ["delivered", 0, 0],
    ]);
    expect(outcomesOf(delivery)).toEqual([["lost", null, 3]]);
    expect(attemptsOf(delivery)[0]?.map(([, status, failure]) => [status, failure])).toEqual(Array(4).fill([201, "other-success"]));
  });

  test("keeps later events behind one that failed three times, and lets them go in order", async () => {
    // In the order of virtual time: 1 and 2 fail at once and after a minute, 1 for the third time after 11 minutes, then once from
    // the backup. 2 was stored when its third attempt was due.
    const report = await send(eduzz, [V3, V3], [500, 500, 500, 500, 500, 200]);

    expect(outcomesOf(report)).toEqual([
      ["delivered", 720_000, 0],
      ["delivered", 719_000, 0],
    ]);
    expect(attemptsOf(report).map((attempts) => attempts.map(([atMs]) => atMs))).toEqual([
      [0, 60_000, 660_000, 720_000],
      [1_000, 61_000, 720_000],
    ]);
    expect(report.calls[1]?.storedBehind).toBe(0);
    expect(report.backups.map(({ fromMs, untilMs, stored }) => [fromMs, untilMs, stored])).toEqual([[660_000, 720_000, 1]]);
  });

  test("switches the webhook off after two days, and what it delivers otherwise goes on", async () => {
    const report = await send(eduzz, [V3, V3, DELIVERY], [500, 500, 200, 500]);

    // The third call was the delivery's.
    expect(report.calls.map(({ outcome }) => outcome)).toEqual(["deleted", "deleted", "delivered"]);
    expect(report.endings.map(({ kind, atMs, policy }) => [kind, atMs, policy.policy.formats])).toEqual([
      ["switched-off", 660_000 + 172_800_000, ["eduzz/v3"]],
    ]);
    expect(report.calls[0]?.attemptsCounted).toBe(2_880 - 5);
  });
});

describe("PagSeguro", () => {
  test("sends a classic notification every two hours, five times, and an order by what is assumed", async () => {
    const report = await send(pagseguro, ["purchase.approved.classic", "purchase.approved.orders"], [503]);
    const times = attemptsOf(report).map((attempts) => attempts.map(([atMs]) => atMs));

    expect(times).toEqual([
      [0, 7_200_000, 14_400_000, 21_600_000, 28_800_000],
      [1_000, 61_000, 661_000, 4_261_000],
    ]);
    expect(report.calls.map(({ trigger }) => trigger)).toEqual(["purchase.approved", "purchase.approved"]);
    expect(report.calls.map(({ outcome, policy }) => [outcome, policy.waitsMs.certainty, policy.timeoutMs.certainty])).toEqual([
      ["lost", "public-code", "assumed"],
      ["lost", "assumed", "assumed"],
    ]);
  });
});

test("the summary adds everything up", async () => {
  const report = await send(hotmart, ["purchase.approved.2.0.0", "purchase.refunded.2.0.0"], [500, 200, "hang-up"]);
  const { policies, ...summary } = summaryOf(report);

  expect(summary).toEqual({
    calls: 2,
    outcomes: { delivered: 1, parked: 0, lost: 1, removed: 0, deleted: 0, unsent: 0 },
    atFirstAttempt: 1,
    asAssumed: 0,
    attempts: 5,
    wasted: 0,
    longestWaitMs: 0,
  });
  expect(policies.length).toBe(1);
});

test("a port that nobody listens on is no answer, not an error", async () => {
  served = await serve(() => ({ status: 200 }));
  const { url } = served;
  await served.close();
  served = undefined;

  expect(await callOnce(http, url, readFixture("grupozap", LEAD).request, 2_000)).toEqual({
    kind: "no-answer",
    reason: "ECONNREFUSED",
  });
});
