import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HttpClient, Store } from "../../src/app/ports.ts";
import { systemClock } from "../../src/config/clock.ts";
import type { Credentials } from "../../src/core/secret.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { conform, idsOf } from "../support/conforming.ts";
import { type Listening, setCredential, startListening } from "../support/listening.ts";
import { startVendorApi, type VendorApi } from "../support/vendor-api.ts";

let http: HttpClient;
let store: Store;
let listening: Listening;
let vendor: VendorApi;

beforeAll(() => {
  http = createHttpClient(systemClock);
});
afterAll(() => http.close());
beforeEach(async () => {
  store = await openScratchStore();
  listening = await startListening(store);
  vendor = await startVendorApi(() => ({ status: 404 }));
});
afterEach(async () => {
  await listening.stop();
  await vendor.close();
  await store.close();
});

const ENTRIES = PROVIDERS.map((provider) => ({ provider, path: provider.family === "leads" ? "/grupozap/lead" : `/hooks/${provider.id}` }));

async function register(provider: string, credentials: Credentials): Promise<void> {
  await store.accounts.save({ provider, name: "default", description: null, actOnTests: false, api: vendor.url });
  for (const [name, values] of credentials) for (const value of values) await setCredential(store, provider, name, value.reveal());
}

describe("our own listener", () => {
  test.each(ENTRIES)("passes every check of $provider.id that can be made from outside", async ({ provider, path }) => {
    await register(provider.id, provider.sampleCredentials());
    const findings = await conform(provider, provider.sampleCredentials(), { url: `http://127.0.0.1:${listening.port}${path}` }, http);

    const unseen = provider.conformance.filter(({ kind }) => kind === "unseen" || kind === "tls").map(({ id }) => id);
    expect([idsOf(findings, "failed"), idsOf(findings, "warned")]).toEqual([[], []]);
    expect(idsOf(findings, "skipped")).toEqual(unseen);
    expect(idsOf(findings, "passed").length).toBeGreaterThanOrEqual(12);
  });
});
