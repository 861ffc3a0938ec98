import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damage } from "../../test/support/junk.ts";
import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import { seededRandom } from "../core/random.ts";
import { isTrigger } from "../core/triggers.ts";
import { listFixtures, readFixture } from "../shared/fixture-files.ts";
import type { ProviderAdapter } from "./contract.ts";
import { PROVIDERS } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const CONTEXT = { receivedAt: NOW, zone: "America/Sao_Paulo" };
const RUNS = { numRuns: 3_400 };

/** Three properties of 3,400 runs each: what arrives from the internet is never an exception and never taken for genuine. */
describe.each(PROVIDERS)("provider $id keeps calm", (provider) => {
  const fixtures = listFixtures(provider.id).map((name) => readFixture(provider.id, name).request);

  it("when the body is random bytes", () => {
    fc.assert(
      fc.property(headers(provider), target, fc.uint8Array({ maxLength: 300 }), (list, path, body) => {
        probe(provider, new InboundRequest({ method: "POST", target: path, headers: list, body }));
      }),
      RUNS,
    );
  });

  it("when the body is random JSON", () => {
    fc.assert(
      fc.property(headers(provider), target, fc.jsonValue(), (list, path, json) => {
        const body = new TextEncoder().encode(JSON.stringify(json));
        probe(provider, new InboundRequest({ method: "POST", target: path, headers: list, body }));
      }),
      RUNS,
    );
  });

  it("when the body is a damaged fixture", () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), headers(provider), damage, (fixture, list, harm) => {
        probe(provider, harm(fixture).withHeaders([...fixture.headers, ...list]));
      }),
      RUNS,
    );
  });
});

/** Calls everything that touches a request from outside, and checks what the pipeline relies on. */
function probe(provider: ProviderAdapter, request: InboundRequest): void {
  const credentials = provider.sampleCredentials();
  const admitted = provider.admit(request);
  const read = provider.normalize(request, CONTEXT);
  const redacted = provider.redact(request);
  const varied = provider.vary(request, { random: seededRandom(1), at: NOW, email: "v@example.com", phone: "41900000001" });

  expect(provider.verify(request, credentials, NOW).ok).toBe(false);
  expect(typeof provider.verify(provider.sign(request, credentials, NOW), credentials, NOW).ok).toBe("boolean");
  expect(provider.redact(redacted)).toEqual(redacted);
  expect(varied.method).toBe(request.method);
  if (admitted.ok) expect(read.ok).toBe(true);
  if (read.ok) {
    expect(read.value.length).toBeGreaterThan(0);
    expect(read.value.every((event) => isTrigger(event.trigger) && event.keys.length > 0)).toBe(true);
  }
}

const target = fc.oneof(
  fc.string().map((text) => `/${text}`),
  fc.webPath().map((path) => `/grupozap/lead${path}`),
);

const headerValue = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.base64String().map((text) => `Basic ${text}`),
  fc.string().map((text) => `Basic ${Buffer.from(text).toString("base64")}`),
  fc.string().map((text) => `Bearer ${text}`),
);

function headers(provider: ProviderAdapter): fc.Arbitrary<HeaderList> {
  const name = fc.constantFrom(...provider.secretHeaders, "Host", "Content-Type", "X-Junk");
  return fc.array(fc.tuple(name, headerValue), { maxLength: 3 });
}
