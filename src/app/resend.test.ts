import { describe, expect, test } from "vitest";
import { countingIds } from "../../test/support/home.ts";
import { InboundRequest } from "../core/http-message.ts";
import { type Credentials, Secret } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { findProvider, PROVIDERS } from "../providers/index.ts";
import { listFixtures, readFixture } from "../shared/fixture-files.ts";
import { receiveCall } from "./receive.ts";
import { type Resending, resendOf } from "./resend.ts";

const THEN = "2026-11-03T12:00:00.000Z";
const NOW = "2026-11-28T10:00:00.000Z";
const CLOCK = { now: () => THEN, monotonicMs: () => 0 };

function provider(id: string): ProviderAdapter {
  const found = findProvider(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** Every value another one than the sample. */
function renewed(credentials: Credentials): Credentials {
  return new Map([...credentials].map(([name, values]) => [name, values.map((value) => new Secret(`${value.reveal()}9`))]));
}

/** The fixture as the vendor would have sent it, and as it was then stored. */
function storedCall(called: ProviderAdapter, fixture: string) {
  const credentials = called.sampleCredentials();
  const sent = called.sign(readFixture(called.id, fixture).request, credentials, THEN);
  const received = receiveCall({ provider: called, store: "default", request: sent, origin: "http" }, credentials, CLOCK, countingIds());
  if (!received.ok) throw new Error(`${fixture}: ${received.error.code}`);
  return { sent, delivery: received.value.delivery };
}

function resend(
  called: ProviderAdapter,
  request: InboundRequest,
  wishes: Partial<Omit<Resending, "credentials">> & { credentials?: Credentials } = {},
) {
  const { credentials = called.sampleCredentials(), ...others } = wishes;
  return resendOf({ provider: called, request, id: "dlv_1", resign: false, now: NOW, ...others, credentials: async () => credentials });
}

async function resent(...args: Parameters<typeof resend>) {
  const result = await resend(...args);
  if (!result.ok) throw new Error(`no ${result.error.secret}`);
  return result.value;
}

const bytes = ({ body }: InboundRequest) => Buffer.from(body).toString("latin1");

describe.each(PROVIDERS)("a stored call of $id", (called) => {
  test.each(listFixtures(called.id))("%s proves itself again, with the newest credential, and is otherwise the same", async (fixture) => {
    const { delivery } = storedCall(called, fixture);
    const newest = renewed(called.sampleCredentials());
    const isHint = delivery.isHint === true;

    for (const resign of [false, true]) {
      const { request, isSigned } = await resent(called, delivery.request, { isHint: delivery.isHint, resign, credentials: newest });
      const again = receiveCall({ provider: called, store: "default", request, origin: "http" }, newest, CLOCK, countingIds());
      const timed = resign ? (called.sentAt?.(delivery.request, NOW) ?? delivery.request) : delivery.request;

      expect(again.ok && bytes(again.value.delivery.request)).toBe(bytes(timed));
      expect(again.ok && again.value.delivery.isHint === true).toBe(isHint);
      expect(isSigned).toBe(!isHint);
      expect([request.method, request.target, request.header("x-intg-replay")]).toEqual(["POST", delivery.request.target, "dlv_1"]);
    }
  });

  test.each(listFixtures(called.id))("%s needs the secret that its proof is made with, and it is named", async (fixture) => {
    const { delivery } = storedCall(called, fixture);
    const result = await resend(called, delivery.request, { isHint: delivery.isHint, credentials: new Map() });
    const verifying = called.secrets.filter(({ verifies }) => verifies).map(({ name }) => name);

    expect(result.ok ? delivery.isHint : verifying.includes(result.error.secret)).toBe(true);
  });
});

test("of Eduzz's two proofs the one is asked for that the call has", async () => {
  const needed = async (fixture: string, credentials: Credentials) => {
    const result = await resend(provider("eduzz"), storedCall(provider("eduzz"), fixture).delivery.request, { credentials });
    return result.ok ? null : result.error.secret;
  };
  const only = (name: string): Credentials => new Map([[name, [new Secret("x")]]]);

  expect(await needed("boleto.issued.legacy", only("secret"))).toBe("origin-key");
  expect(await needed("boleto.issued.v3", only("origin-key"))).toBe("secret");
  expect(await needed("boleto.issued.v3", only("secret"))).toBeNull();
});

describe("what a stored call goes without and with", () => {
  test("the key that stood in the body stands first in it; the other bytes are those that were stored", async () => {
    const { delivery } = storedCall(provider("payt"), listFixtures("payt")[0] ?? "");
    const { request } = await resent(provider("payt"), delivery.request);
    const stored = bytes(delivery.request);

    expect(stored).not.toContain("integration_key");
    expect(bytes(request)).toBe(stored.replace("{", '{"integration_key":"0badc0de0badc0de0badc0de0badc0de",'));
  });

  test("what belonged to the connection stays behind, and an older mark too", async () => {
    const headers = [
      ["Host", "a.example.com"],
      ["Content-Length", "99"],
      ["Connection", "X-Hop"],
      ["X-Hop", "1"],
      ["Keep-Alive", "5"],
      ["Transfer-Encoding", "chunked"],
      ["x-intg-replay", "dlv_0"],
      ["Content-Type", "application/json"],
      ["X-Kept", "2"],
    ] as const;
    const call = new InboundRequest({ method: "POST", target: "/grupozap/lead", headers, body: new Uint8Array([123, 125]) });
    const { request } = await resent(provider("grupozap"), call, { id: null });

    expect(request.headers).toEqual([
      ["Content-Type", "application/json"],
      ["X-Kept", "2"],
      ["X-Intg-Replay", "file"],
      ["Authorization", `Basic ${Buffer.from("vivareal:INTG-DEMO-KEY-0001").toString("base64")}`],
    ]);
  });
});

describe("a call out of a file that carries a credential", () => {
  const zap = provider("grupozap");
  const call = readFixture("grupozap", listFixtures("grupozap")[0] ?? "").request.withHeader("Authorization", "Basic bm90OnJpZ2h0");

  test("goes with it, right or wrong, and needs none of ours", async () => {
    const { request, isSigned } = await resent(zap, call, { id: null, credentials: new Map() });

    expect([request.header("authorization"), isSigned]).toEqual(["Basic bm90OnJpZ2h0", false]);
  });

  test("is signed anew where that is wished, and then needs ours", async () => {
    const { request, isSigned } = await resent(zap, call, { id: null, resign: true });

    expect(zap.verify(request, zap.sampleCredentials(), NOW)).toEqual({ ok: true, value: [] });
    expect(isSigned).toBe(true);
    expect(await resend(zap, call, { resign: true, credentials: new Map() })).toEqual({ ok: false, error: { secret: "key" } });
  });
});

test("the time of sending is new only where it is signed anew; when it happened stays", async () => {
  const eduzz = provider("eduzz");
  const { delivery } = storedCall(eduzz, "purchase.approved.v3");
  const before = delivery.request.json();
  const [kept, signed] = await Promise.all([resent(eduzz, delivery.request), resent(eduzz, delivery.request, { resign: true })]);

  expect(kept.request.json()).toEqual(before);
  expect(before.ok && signed.request.json()).toEqual(before.ok && { ok: true, value: { ...(before.value as object), sentDate: NOW } });
});

test("what nobody can sign goes as it is: the receiver asks the vendor about it", async () => {
  const call = readFixture("pagseguro", "boleto.issued.classic").request;

  for (const resign of [false, true]) {
    const { request, isSigned } = await resent(provider("pagseguro"), call, { resign, credentials: new Map() });

    expect([bytes(request), isSigned]).toEqual([bytes(call), false]);
  }
});
