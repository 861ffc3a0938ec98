import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listFixtures, readFixture, readFixtureDocument } from "../shared/fixture-files.ts";
import { packageRoot } from "../shared/package-root.ts";
import { CERTAINTIES, type VendorFact } from "./certainty.ts";
import { REJECTION_CODES } from "./contract.ts";
import { PROVIDERS } from "./index.ts";
import type { SendingPolicy } from "./sending-policy.ts";

const MOST_MS = 60_000;
const DAY_MS = 86_400_000;

const POLICIES = PROVIDERS.flatMap(({ id, sending }) =>
  sending.map((policy) => ({ id, formats: policy.formats === "all" ? id : policy.formats.join(", "), policy })),
);

function factsOf(policy: SendingPolicy): readonly VendorFact<unknown>[] {
  const { formats: _, meanings, elsewhere, ...single } = policy;
  return [...Object.values(single), ...meanings, ...elsewhere].filter((fact) => fact !== null);
}

/** Of a provider, what its README says under `## How it sends`. */
function sectionOf(id: string): string {
  const readme = readFileSync(join(packageRoot(), "src/providers", id, "README.md"), "utf8");
  return /^## How it sends\n([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? "";
}

describe.each(PROVIDERS)("$id", ({ id, sending, events, normalize }) => {
  test("has a policy for every format that its events come in, and one only", () => {
    const formats = [...new Set(events.map(({ format }) => format))];
    const claims = (format: string) => sending.filter((policy) => policy.formats === "all" || policy.formats.includes(format));

    expect(sending.length).toBeGreaterThanOrEqual(1);
    expect(formats.filter((format) => claims(format).length !== 1)).toEqual([]);
    expect(sending.some(({ formats: own }) => own === "all") && sending.length > 1).toBe(false);
  });

  test("has one for every sample call, as the call itself is read", () => {
    const without = listFixtures(id).filter((name) => {
      const document = readFixtureDocument(id, name);
      const context = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
      const read = normalize(readFixture(id, name).request, document === undefined ? context : { ...context, document });
      const format = read.ok ? read.value[0]?.format : undefined;
      return !sending.some(({ formats }) => formats === "all" || (format !== undefined && formats.includes(format)));
    });

    expect(without).toEqual([]);
  });

  test("says in its README how it sends, with the certainty of every fact", () => {
    const section = sectionOf(id);
    const certainties = new Set(sending.flatMap((policy) => factsOf(policy).map(({ certainty }) => certainty.replace("-", " "))));

    expect(section).toMatch(/\S/);
    expect([...certainties].filter((certainty) => !section.includes(certainty))).toEqual([]);
  });
});

describe.each(POLICIES)("the policy of $formats", ({ policy }) => {
  test("names for each fact how sure it is and where it is from", () => {
    for (const { certainty, source } of factsOf(policy)) {
      expect(CERTAINTIES).toContain(certainty);
      expect(source.trim()).toBe(source);
      expect(source).toMatch(/\w{3}/);
    }
  });

  test("has numbers that can be played", () => {
    const { timeoutMs, attempts, waitMs, afterwards } = policy;
    if (timeoutMs !== null) {
      expect(timeoutMs.value).toBeGreaterThanOrEqual(1_000);
      expect(timeoutMs.value).toBeLessThanOrEqual(MOST_MS);
    }
    if (attempts !== null) expect(attempts.value).toBeGreaterThanOrEqual(1);
    if (waitMs !== null) expect(waitMs.value).toBeGreaterThanOrEqual(1_000);
    if (afterwards !== null) expect(afterwards.value.forMs).toBeGreaterThanOrEqual(DAY_MS);
    expect([attempts?.value ?? 1, waitMs?.value ?? 1].every(Number.isInteger)).toBe(true);
  });

  test("gives meanings to failures only, for calls that can be told", () => {
    for (const { value } of policy.meanings) {
      expect(value.from).toBeGreaterThanOrEqual(300);
      expect(value.to).toBeGreaterThanOrEqual(value.from);
      expect(value.onlyFor === null || REJECTION_CODES.includes(value.onlyFor)).toBe(true);
    }
  });
});

/** What the sources say, written down from them once more: changed facts have to be changed twice. */
test.each([
  ["grupozap", 0, { timeoutMs: 5_000, delivered: "2xx", attempts: 4, waitMs: null, afterwards: { kind: "parked", forMs: 14 * DAY_MS } }],
  [
    "eduzz",
    0,
    { timeoutMs: null, delivered: "2xx", attempts: 3, waitMs: null, afterwards: { kind: "backup", everyMs: 60_000, forMs: 2 * DAY_MS } },
  ],
  [
    "eduzz",
    1,
    { timeoutMs: null, delivered: "2xx", attempts: 10, waitMs: null, afterwards: { kind: "backup", everyMs: null, forMs: 2 * DAY_MS } },
  ],
  ["eduzz", 2, { timeoutMs: null, delivered: "200", attempts: null, waitMs: null, afterwards: null }],
  ["pagseguro", 0, { timeoutMs: null, delivered: "2xx", attempts: null, waitMs: null, afterwards: null }],
  ["pagseguro", 1, { timeoutMs: null, delivered: "2xx", attempts: null, waitMs: null, afterwards: null }],
  ["pagseguro", 2, { timeoutMs: null, delivered: "200", attempts: 5, waitMs: 7_200_000, afterwards: null }],
  ["hotmart", 0, { timeoutMs: null, delivered: "2xx", attempts: null, waitMs: null, afterwards: null }],
  ["monetizze", 0, { timeoutMs: null, delivered: "200", attempts: null, waitMs: null, afterwards: null }],
  ["payt", 0, { timeoutMs: null, delivered: "200", attempts: null, waitMs: null, afterwards: null }],
] as const)("%s, policy %i is known so far, and no further", (id, index, expected) => {
  const policy = PROVIDERS.find((provider) => provider.id === id)?.sending[index];
  const known = (name: "timeoutMs" | "delivered" | "attempts" | "waitMs" | "afterwards") => policy?.[name]?.value ?? null;

  expect({
    timeoutMs: known("timeoutMs"),
    delivered: known("delivered"),
    attempts: known("attempts"),
    waitMs: known("waitMs"),
    afterwards: known("afterwards"),
  }).toEqual(expected);
});

test("a 404 is dangerous to Grupo ZAP, and to nobody else that we know of", () => {
  const dangerous = POLICIES.filter(({ policy }) => policy.meanings.some(({ value }) => value.effect === "removes-integration"));

  expect(dangerous.map(({ id }) => id)).toEqual(["grupozap"]);
  expect(dangerous[0]?.policy.meanings[0]?.value).toMatchObject({ from: 404, to: 404, onlyFor: null });
});
