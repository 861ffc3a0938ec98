import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { FAULTY_RECEIVERS, fitReceiver, KEY } from "../support/faulty-receivers/leads.ts";
import { type Receive, type ServedReceiver, serve } from "../support/faulty-receivers/receive.ts";
import { cleanUp, freePort, intg, jsonError, type ProcessOptions, tempFolder } from "./support.ts";

const WITH_KEY: ProcessOptions = { env: { ZAP_KEY: KEY } };
const ASKING = ["--message", "--crm", "CRM Exemplo", "--listing", "CASA-7", "--contact", "erros@example.com"];

let served: ServedReceiver | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
  await cleanUp();
});

async function conform(receive: Receive, ...flags: readonly string[]) {
  served = await serve(receive);
  return intg(["--home", join(tempFolder(), "home"), "conform", "grupozap", served.url, "--key", "env:ZAP_KEY", ...flags], WITH_KEY);
}

function faulty(name: string): Receive {
  const found = FAULTY_RECEIVERS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no receiver: ${name}`);
  return found.receive;
}

describe("intg conform", () => {
  test("of an endpoint that is fit prints a line per check, then the message that asks for homologation, and ends with 0", async () => {
    const { code, stdout, stderr } = await conform(fitReceiver, ...ASKING);

    expect([code, stdout.includes("✗")]).toEqual([0, false]);
    expect(stdout).toMatch(/^✓ lead\.current {2,}a lead of the current contract is accepted/m);
    expect(stdout).toContain("- clientListingId que será utilizado na homologação: CASA-7\n");
    expect(stdout).toContain(`- Endpoint implementado: ${served?.url}\n`);
    expect(stderr).toContain("integracaoleads@grupozap.com (history of the vendor's README, 2018 to 2020)");
    expect(stderr).toContain("127.0.0.1 is a private address");
    // Nothing is kept of a key that is given, and every lead is about the listing that was named.
    expect(stdout + stderr).not.toContain(KEY);
    expect(served?.calls.some(({ body }) => body.includes('"clientListingId":"CASA-7"'))).toBe(true);
  });

  test("of one with a fault says what was answered and what to mend, writes no message, and ends with 8", async () => {
    const folder = tempFolder();
    const junit = join(folder, "conform.xml");
    const { code, stdout, stderr } = await conform(faulty("4xx for a simulation without a listing"), "--junit", junit, ...ASKING);

    expect(code).toBe(8);
    expect(stdout).toContain("    answered 422, expected 2xx\n    Where leadOrigin is MCMV_OLX, accept the lead");
    expect(stdout).not.toContain("Assunto:");
    expect(stderr).toContain("No message was written, since these checks failed: lead.mcmv");
    expect(readFileSync(junit, "utf8")).toMatch(/<testsuite name="conform grupozap" tests="30" failures="1"/);
  });

  test("--json is one document with the level, the rule and every status", async () => {
    const { code, stdout } = await conform(faulty("404 for a path that it does not know"), "--json", "--seed", "5");
    const report = JSON.parse(stdout);
    const [unknown] = report.checks.filter(({ id }: { id: string }) => id === "path.unknown");

    expect(code).toBe(0);
    expect([report.suite, report.provider, report.passed, report.seed]).toEqual(["conform grupozap", "grupozap", true, 5]);
    expect(unknown).toMatchObject({ verdict: "warned", level: "should", certainty: "official", statuses: [404] });
  });

  test("an endpoint that is not there is one error, and ends with 6", async () => {
    const url = `http://127.0.0.1:${await freePort()}/lead`;
    const done = await intg(["--home", join(tempFolder(), "home"), "conform", "grupozap", url, "--key", "env:ZAP_KEY", "--json"], WITH_KEY);

    expect(done.code).toBe(6);
    expect(jsonError(done).code).toBe("INTG_CALL_FAILED");
  });

  test("a server of somebody else's is only called after a yes", async () => {
    const done = await intg(
      ["--home", join(tempFolder(), "home"), "conform", "grupozap", "https://crm.example.com/lead", "--key", "env:ZAP_KEY", "--json"],
      WITH_KEY,
    );

    expect(done.code).toBe(2);
    expect(jsonError(done)).toMatchObject({ code: "INTG_CONFIRMATION_NEEDED", hint: "Add --yes if you mean it." });
  });

  test("without a key it says how to give one; --list needs neither key nor URL", async () => {
    const home = join(tempFolder(), "home");
    const done = await intg(["--home", home, "conform", "grupozap", "http://127.0.0.1:9/lead", "--json"]);
    const listed = await intg(["--home", home, "conform", "eduzz", "--list", "--json"]);

    expect([done.code, jsonError(done).code]).toEqual([3, "INTG_CREDENTIAL_MISSING"]);
    expect(JSON.parse(listed.stdout).map(({ id }: { id: string }) => id)).toContain("delivery.credential");
  });

  const MISTAKES: readonly (readonly [readonly string[], string])[] = [
    [["http://127.0.0.1:9/lead", "--only", "nothing"], "--only cannot be `nothing`"],
    [["http://127.0.0.1:9/lead", "--message", "--crm", "X", "--listing", "Y"], "The address for errors of the integration is missing."],
    [["http://127.0.0.1:9/lead", "--message", "--only", "tls"], "--message cannot be `--only`"],
    [["http://127.0.0.1:9/lead", "--product-id", "1"], "--product-id cannot be `1`"],
    [[], "The URL of the endpoint is missing."],
  ];
  test.each(MISTAKES)("%j is a wrong use", async (args, said) => {
    const { code, stderr } = await intg(["--home", join(tempFolder(), "home"), "conform", "grupozap", ...args]);

    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
