import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../src/app/intake.ts";
import type { Processed } from "../../src/app/process.ts";
import { Service } from "../../src/app/service.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import { IntgError } from "../../src/core/errors.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { listFixtures, readFixture } from "../../src/shared/fixture-files.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { damage } from "../support/junk.ts";
import { setCredential } from "../support/listening.ts";

const NOW = "2026-11-03T12:00:00.000Z";

/** Spoilt first and signed then: the sender is genuine, and only what it says is broken. */
test.each(PROVIDERS)("spoilt calls of $id that are authentic are answered 2xx or 4xx, and none is our fault", async (provider) => {
  const store = await openScratchStore();
  const credentials = provider.sampleCredentials();
  for (const [name, values] of credentials) for (const value of values) await setCredential(store, provider.id, name, value.reveal());
  const processed: Processed[] = [];
  const service = new Service(store, systemClock, createIds(systemClock), {
    zone: "America/Sao_Paulo",
    onProcessed: (batch) => processed.push(...batch),
    onOutcome: () => undefined,
    onRefusal: () => undefined,
    onStorageError: () => undefined,
    sender: () => Promise.reject(new Error("nothing is sent here")),
    random: () => 0.5,
    onDispatched: () => undefined,
    http: async () => ({
      send: async (url) => {
        throw new IntgError("INTG_CALL_FAILED", { url, reason: "nobody is asked here" });
      },
      close: async () => undefined,
    }),
  });
  service.start();
  const fixtures = listFixtures(provider.id).map((name) => readFixture(provider.id, name).request);
  const outcomes: Outcome[] = [];

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fixtures), damage, async (fixture, harm) => {
      outcomes.push(await service.take(provider.id, "default", provider.sign(harm(fixture), credentials, NOW)));
    }),
    { numRuns: 400 },
  );
  await service.drain();

  expect([...new Set(outcomes.map(({ status }) => status))].filter((status) => ![200, 400, 401, 422].includes(status))).toEqual([]);
  expect(outcomes.filter(({ status }) => status === 200).length).toBeGreaterThan(20);
  expect(processed.filter(({ event }) => event.status === "failed")).toEqual([]);
  expect(processed.length).toBeGreaterThan(20);
  await store.close();
});
