import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpClient } from "../../src/app/ports.ts";
import { systemClock } from "../../src/config/clock.ts";
import type { Credentials } from "../../src/core/secret.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { findProvider } from "../../src/providers/index.ts";
import { conform, idsOf } from "../support/conforming.ts";
import { accepting } from "../support/credentials.ts";
import { FAULTY_PAYMENTS, FIT_PAYMENTS, type PaymentProvider, SECRETS } from "../support/faulty-receivers/payments.ts";
import { type Receive, serve } from "../support/faulty-receivers/receive.ts";

let http: HttpClient;
beforeAll(() => {
  http = createHttpClient(systemClock);
});
afterAll(() => http.close());

function secretsOf(provider: PaymentProvider): Credentials {
  return accepting(Object.fromEntries(Object.entries(SECRETS[provider]).map(([name, value]) => [name, [value]])));
}

async function verdictsOf(provider: PaymentProvider, receive: Receive) {
  const adapter = findProvider(provider);
  if (adapter === undefined) throw new Error(`no provider ${provider}`);
  const served = await serve(receive);
  const findings = await conform(adapter, secretsOf(provider), { url: served.url }, http);
  await served.close();
  return { failed: idsOf(findings, "failed"), warned: idsOf(findings, "warned") };
}

describe("a receiver of sales", () => {
  test.each(Object.keys(FIT_PAYMENTS) as PaymentProvider[])("of %s that does what its vendor says passes", async (provider) => {
    expect(await verdictsOf(provider, FIT_PAYMENTS[provider])).toEqual({ failed: [], warned: [] });
  });

  test.each(FAULTY_PAYMENTS)("of $provider with the fault: $name, is caught", async ({ provider, receive, failed, warned = [] }) => {
    expect(await verdictsOf(provider, receive)).toEqual({ failed, warned });
  });
});
