import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { HttpClient } from "../../src/app/ports.ts";
import { systemClock } from "../../src/config/clock.ts";
import { IntgError } from "../../src/core/errors.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { eduzz } from "../../src/providers/eduzz/index.ts";
import { grupozap } from "../../src/providers/grupozap/index.ts";
import { conform, idsOf } from "../support/conforming.ts";
import { accepting } from "../support/credentials.ts";
import { fitReceiver, KEY } from "../support/faulty-receivers/leads.ts";
import { FIT_PAYMENTS, SECRETS } from "../support/faulty-receivers/payments.ts";
import { type Receive, type ServedReceiver, serve } from "../support/faulty-receivers/receive.ts";

const CREDENTIALS = accepting({ key: [KEY] });

let http: HttpClient;
let served: ServedReceiver | undefined;
beforeAll(() => {
  http = createHttpClient(systemClock);
});
afterAll(() => http.close());
afterEach(async () => {
  await served?.close();
  served = undefined;
});

async function run(receive: Receive, wishes: { only?: readonly string[]; timeoutMs?: number; provider?: ProviderAdapter } = {}) {
  served = await serve(receive);
  const { provider = grupozap, ...others } = wishes;
  return conform(provider, CREDENTIALS, { url: served.url, ...others }, http);
}

/** The rules of Grupo ZAP with other limits of time. */
function withLimits(limitMs: number, advisedMs: number): ProviderAdapter {
  const conformance = grupozap.conformance.map((check) => (check.kind === "in-time" ? { ...check, limitMs, advisedMs } : check));
  return { ...grupozap, conformance };
}

const slowly =
  (ms: number): Receive =>
  (call) =>
    new Promise((resolve) => setTimeout(() => resolve(fitReceiver(call)), ms));

describe("how long answers take", () => {
  const QUICK = ["lead.current", "duplicate", "slow"];

  test("over the vendor's limit fails, over what is advised warns", async () => {
    const over = await run(slowly(60), { only: QUICK, provider: withLimits(30, 10) });
    await served?.close();
    const between = await run(slowly(60), { only: QUICK, provider: withLimits(60_000, 30) });

    expect([idsOf(over, "failed"), idsOf(between, "failed"), idsOf(between, "warned")]).toEqual([["slow"], [], ["slow"]]);
    expect(over.find(({ check }) => check.id === "slow")?.faults[0]?.what.code).toBe("conform.over-limit");
  });

  test("an answer that never comes fails its check and that of time, and a second one ends the run", async () => {
    const findings = await run(() => new Promise(() => undefined), { timeoutMs: 300 });

    expect(idsOf(findings, "failed")).toEqual(["credential.right", "slow"]);
    expect(findings.find(({ check }) => check.id === "lead.2023")?.faults[0]?.what).toEqual({
      code: "conform.ended",
      params: { id: "credential.right" },
    });
    expect(served?.calls.length).toBe(2);
  });
});

describe("an endpoint", () => {
  test("that is not there is one error, not a failure per check", async () => {
    const gone = await serve(fitReceiver);
    await gone.close();
    const error = await conform(grupozap, CREDENTIALS, { url: gone.url }, http).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(IntgError);
    expect(error).toMatchObject({ code: "INTG_CALL_FAILED", exitCode: 6 });
  });

  test.each<readonly [string, Receive]>([
    ["hangs up", () => null],
    ["answers without end", () => ({ status: 200, body: "x".repeat(600 * 1024) })],
  ])("that is there and %s from the first call on fails, and is no error", async (_, receive) => {
    const findings = await run(receive);

    expect(idsOf(findings, "failed")).toEqual(["credential.right"]);
    expect(findings[0]?.faults[0]?.what.code).toBe("conform.no-answer");
  });

  test("that dies of a body fails that check, and the rest is not made", async () => {
    let isDead = false;
    const findings = await run((call) => {
      isDead ||= call.body === "";
      return isDead ? null : fitReceiver(call);
    });

    expect(idsOf(findings, "failed")).toEqual(["body.broken"]);
    expect(idsOf(findings, "skipped")).toEqual(["user-agent", "content-type", "tls", "lead.id", "lead.advertiser"]);
    expect(findings.find(({ check }) => check.id === "content-type")?.faults[0]?.what).toEqual({
      code: "conform.ended",
      params: { id: "body.broken" },
    });
  });

  test("that dies of something that is only advised fails all the same", async () => {
    let isDead = false;
    const findings = await run((call) => {
      isDead ||= /\/intg-[0-9a-f]{8}$/.test(call.path);
      return isDead ? null : fitReceiver(call);
    });

    expect(idsOf(findings, "warned")).toEqual(["path.unknown"]);
    expect(idsOf(findings, "failed")).toEqual(["credential.wrong"]);
    expect(findings.find(({ check }) => check.id === "credential.missing")?.faults[0]?.what).toEqual({
      code: "conform.ended",
      params: { id: "path.unknown" },
    });
  });

  test("that hangs up once and is there again goes on being tried", async () => {
    const findings = await run((call) => (call.body.includes("MCMV_OLX") ? null : fitReceiver(call)));

    expect(idsOf(findings, "failed")).toEqual(["lead.mcmv"]);
    expect(idsOf(findings, "skipped")).toEqual(["tls", "lead.id", "lead.advertiser"]);
  });

  test("that redirects fails the check of redirects, and the redirect is not followed", async () => {
    const findings = await run((call) =>
      call.path.endsWith("/") ? fitReceiver(call) : { status: 308, headers: { Location: `${call.path}/` } },
    );

    expect(idsOf(findings, "failed")).toContain("redirect");
    expect(findings.find(({ check }) => check.id === "redirect")?.faults[0]?.what.params).toMatchObject({ status: 308 });
    expect(served?.calls.some(({ path }) => path.endsWith("/"))).toBe(false);
  });

  test("that turns the genuine credential away is not asked what would be turned away as well", async () => {
    const findings = await run(() => ({ status: 401 }));

    expect(idsOf(findings, "failed")).toEqual(["credential.right"]);
    expect(idsOf(findings, "passed")).toEqual([
      "credential.wrong",
      "credential.missing",
      "credential.scheme",
      "redirect",
      "slow",
      "error-inside",
    ]);
    expect(findings.find(({ check }) => check.id === "listing.missing")?.faults[0]?.what).toEqual({
      code: "conform.not-let-in",
      params: { id: "credential.right" },
    });
  });
});

describe("checks that are chosen", () => {
  test("are made alone, with the same calls as in a run of all", async () => {
    await run(fitReceiver);
    const all = served?.calls.map(({ body }) => body) ?? [];
    await served?.close();
    const findings = await run(fitReceiver, { only: ["lead.mcmv"] });

    expect(findings.map(({ check }) => check.id)).toEqual(["lead.mcmv"]);
    expect(served?.calls.length).toBe(1);
    expect(all).toContain(served?.calls[0]?.body);
  });

  test("that look at answers get some, from a call of which nothing is said", async () => {
    const findings = await run(fitReceiver, { only: ["error-inside", "slow"] });

    expect(findings.map(({ check, verdict }) => [check.id, verdict])).toEqual([
      ["slow", "passed"],
      ["error-inside", "passed"],
    ]);
    expect(served?.calls.length).toBe(1);
  });

  test("that look at the URL alone call nobody", async () => {
    const findings = await conform(grupozap, CREDENTIALS, { url: "http://crm.example.com/lead", only: ["tls", "lead.id"] }, http);

    expect(findings.map(({ check, verdict }) => [check.id, verdict])).toEqual([
      ["tls", "warned"],
      ["lead.id", "skipped"],
    ]);
  });
});

test("checks whose secret was not given are left out, and say which it is", async () => {
  served = await serve(FIT_PAYMENTS.eduzz);
  const findings = await conform(eduzz, accepting({ secret: [SECRETS.eduzz.secret] }), { url: served.url }, http);

  expect(idsOf(findings, "failed")).toEqual([]);
  expect(findings.find(({ check }) => check.id === "legacy.sale")?.faults[0]?.what).toEqual({
    code: "conform.needs-secret",
    params: { name: "origin-key" },
  });
  expect(idsOf(findings, "passed")).toContain("signature.bytes");
});
