import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpClient } from "../../src/app/ports.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { grupozap } from "../../src/providers/grupozap/index.ts";
import { conform, idsOf } from "../support/conforming.ts";
import { accepting } from "../support/credentials.ts";
import { FAULTY_RECEIVERS, fitReceiver, KEY } from "../support/faulty-receivers/leads.ts";
import { serve } from "../support/faulty-receivers/receive.ts";

const CREDENTIALS = accepting({ key: [KEY] });
/** What nobody can see from outside, and a test on a private address. */
const SKIPPED = ["tls", "lead.id", "lead.advertiser"];

let http: HttpClient;
beforeAll(() => {
  http = createHttpClient(systemClock);
});
afterAll(() => http.close());

describe("a receiver of leads", () => {
  test("that does what the vendor's manual says passes every check that can be made", async () => {
    const served = await serve(fitReceiver);
    const findings = await conform(grupozap, CREDENTIALS, { url: served.url }, http);
    await served.close();

    expect([idsOf(findings, "failed"), idsOf(findings, "warned"), idsOf(findings, "skipped")]).toEqual([[], [], SKIPPED]);
    expect(idsOf(findings, "passed").length).toBe(grupozap.conformance.length - SKIPPED.length);
  });

  test.each(FAULTY_RECEIVERS)("with the fault: $name, is caught", async ({ receive, failed, warned = [] }) => {
    const served = await serve(receive);
    const findings = await conform(grupozap, CREDENTIALS, { url: served.url }, http);
    await served.close();

    expect({ failed: idsOf(findings, "failed"), warned: idsOf(findings, "warned") }).toEqual({ failed, warned });
  });

  test("sees only invented people, each in leads of one id, and never another key than wrong ones in place of the right", async () => {
    const served = await serve(fitReceiver);
    await conform(grupozap, CREDENTIALS, { url: served.url }, http);
    await served.close();

    const leads = served.calls.filter(({ body }) => body.endsWith("}") && !body.endsWith(",}")).map(({ body }) => JSON.parse(body));
    const emails = leads.map(({ email }) => email).filter((email) => typeof email === "string" && email !== "");
    expect(leads.length).toBeGreaterThan(30);
    expect(emails.filter((email) => !/^conform-[0-9a-f]{10}@example\.com$/.test(email))).toEqual([]);
    expect(leads.filter(({ name }) => name !== "Pessoa Inventada (intg conform)")).toEqual([]);
    // One lead is sent twice on purpose.
    expect(new Set(leads.map(({ originLeadId }) => originLeadId)).size).toBe(leads.length - 1);
  });
});
