import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type ServedReceiver, serve } from "../support/faulty-receivers/receive.ts";
import { cleanUp, intg, intgOk, jsonError, type ProcessOptions, shopHome, startListener, tempFolder } from "./support.ts";

let served: ServedReceiver | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
  await cleanUp();
});

const WITH_KEY: ProcessOptions = { env: { ZAP_KEY: "INTG-DEMO-KEY-0001" } };

/** A home with Grupo ZAP's key, and an endpoint that answers as is written down; the last answer repeats. */
async function crm(...statuses: readonly number[]): Promise<{ readonly home: string; readonly url: string }> {
  const home = join(tempFolder(), "home");
  await intgOk(["--home", home, "credential", "set", "grupozap", "--secret", "key=env:ZAP_KEY"], WITH_KEY);
  const script = [...statuses];
  served = await serve(() => ({ status: (script.length > 1 ? script.shift() : script[0]) ?? 200 }));
  return { home, url: served.url };
}

describe("simulate --sender", () => {
  test("plays the re-sends without waiting for them, and ends with 0 when the call got there", async () => {
    const { home, url } = await crm(500, 500, 200);
    const { code, stdout, stderr } = await intg(["--home", home, "simulate", "grupozap", "lead", "--to", url, "--sender"]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ call 1 {2}lead\.received {2}delivered at attempt 3, after 11 min$/m);
    expect(stdout).toMatch(/^ {2}waits +1 min, 10 min, 1 h between attempts +assumed$/m);
    expect(stderr).toContain("Sending as Grupo ZAP would");
    expect(new Set(served?.calls.map(({ body }) => body)).size).toBe(1);
  });

  test("ends with 6 when a 404 has removed the integration, and never sends the calls after it", async () => {
    const { home, url } = await crm(404);
    const done = await intg(["--home", home, "--json", "simulate", "grupozap", "lead", "--count", "3", "--to", url, "--sender"]);
    const [first, second, third, summary] = done.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

    expect([done.code, served?.calls.length]).toEqual([6, 1]);
    expect([first.outcome, second.outcome, third.outcome]).toEqual(["removed", "unsent", "unsent"]);
    expect(summary).toMatchObject({ type: "summary", calls: 3, removed: 1, unsent: 2, endings: [{ kind: "removed", call: 1 }] });
    expect(summary.policies[0].waitsMs).toMatchObject({ certainty: "assumed", source: null });
    expect(summary.policies[0].timeoutMs).toMatchObject({ value: 5_000, certainty: "official" });
    expect(done.stderr).toContain("may take the 404 of call 1 for the end of the integration");
  });

  test("a lead without its listing, refused with 422, is parked without another attempt", async () => {
    const { home, url } = await crm(422);
    const args = ["simulate", "grupozap", "lead", "--set", 'clientListingId=""', "--to", url, "--sender", "--json"];
    const done = await intg(["--home", home, ...args]);

    expect([done.code, served?.calls.length]).toEqual([6, 1]);
    expect(JSON.parse(done.stdout.split("\n")[0] ?? "")).toMatchObject({ outcome: "parked", attempts: [{ status: 422, effect: "parks" }] });
  });

  test("goes with a story, whose calls come when it says", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const to = `http://127.0.0.1:${listener.port}`;
    const args = ["simulate", "hotmart", "--scenario", "boleto-paid-late", "--seed", "1", "--to", to, "--sender", "--json"];
    const done = await intg(["--home", home, ...args]);
    const records = done.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const calls = records.slice(0, -1);

    expect(done.code).toBe(0);
    expect(calls.length).toBeGreaterThanOrEqual(3);
    expect(calls.every(({ outcome }) => outcome === "delivered")).toBe(true);
    expect(new Set(calls.map(({ trigger }) => trigger))).toContain("boleto.issued");
    // More than a day lies between a boleto and its late payment.
    expect(calls.at(-1).dueMs).toBeGreaterThan(86_400_000);
  });

  test("without an event tells how the vendor sends, and needs no home for it", async () => {
    const home = join(tempFolder(), "home");
    const text = await intgOk(["--home", home, "simulate", "eduzz", "--sender"]);
    const json = JSON.parse(await intgOk(["--home", home, "simulate", "hotmart", "--sender", "--json"]));

    expect(text).toMatch(/in backup +every 1 min +official +Developer Hub/);
    expect(json).toMatchObject({
      provider: "hotmart",
      policies: [
        {
          formats: "all",
          known: { timeoutMs: null, delivered: { value: "2xx", certainty: "official" }, attempts: null },
          played: { timeoutMs: { value: 10_000, certainty: "assumed", source: null } },
        },
      ],
    });
  });

  test.each([
    [["lead"], "INTG_MISSING_VALUE", "Give it with --to URL"],
    [["--scenario", "boleto-paid-late"], "INTG_MISSING_VALUE", "Give it with --to URL"],
    [["lead", "--to", "http://127.0.0.1:9", "--print", "curl"], "INTG_BAD_VALUE", "Run: intg simulate --help"],
  ])("%j is a wrong use of it", async (args, code, hint) => {
    const done = await intg(["--home", join(tempFolder(), "home"), "--json", "simulate", "grupozap", ...args, "--sender"]);

    expect(done.code).toBe(2);
    expect(jsonError(done)).toMatchObject({ code, hint });
  });
});
