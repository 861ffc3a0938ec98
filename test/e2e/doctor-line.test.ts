import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, HOTTOK, intg, intgOk, jsonError, post, shopHome, start, startListener, tempFolder } from "./support.ts";

const KEY = "whk-e2e-never-to-be-seen";
const SALE = {
  id: "1",
  event: "PURCHASE_APPROVED",
  version: "2.0.0",
  data: { product: { id: 1001 }, buyer: { email: "ana@example.com" } },
};
const INVOICE = '{"id":"1","event":"myeduzz.invoice_paid","data":{"id":"70000001"}}';
const SIGNATURE = createHmac("sha256", KEY).update(INVOICE).digest("hex");
const UNSEEN = new RegExp(`${HOTTOK}|${KEY}|${SIGNATURE}|ana@example`);

afterEach(cleanUp);

async function homeWithEduzz(): Promise<string> {
  const home = await shopHome();
  await intgOk(["--home", home, "--quiet", "credential", "set", "eduzz", "--secret", "secret=env:KEY"], { env: { KEY } });
  return home;
}

describe("a refused call", () => {
  test("is told with the mistake that explains it; `event list` and `event show` tell more, and nobody tells a secret", async () => {
    const home = await homeWithEduzz();
    const listener = await startListener(home);

    const misplaced = await listener.post(SALE, { path: `/hooks/hotmart?hottok=${HOTTOK}`, hottok: null });
    const rewritten = await listener.post(Buffer.from(JSON.stringify(JSON.parse(INVOICE), null, 2)), {
      path: "/hooks/eduzz",
      hottok: null,
      headers: { "x-signature": SIGNATURE },
    });
    const records = await listener.recordsWhen((all) => all.filter(({ type }) => type === "refused").length >= 2, "two refusals");

    expect([misplaced, rewritten].map(({ status, body }) => [status, body])).toEqual([
      [401, ""],
      [401, ""],
    ]);
    const refused = records.filter(({ type }) => type === "refused");
    expect(refused).toMatchObject([
      { status: 401, provider: "hotmart", refusal: { mistake: "sent-in-query", path: "/hooks/hotmart?hottok" } },
      { status: 401, provider: "eduzz", refusal: { mistake: "body-rewritten", code: "credential.wrong" } },
    ]);

    const list = await intgOk(["--home", home, "event", "list", "--refused", "--json"]);
    const [newest, oldest] = JSON.parse(list) as { id: string; mistake: string }[];
    expect(newest).toEqual((refused[1] as { refusal: object }).refusal);
    expect(oldest?.mistake).toBe("sent-in-query");
    const shown = await intgOk(["--home", home, "event", "show", newest?.id ?? ""]);
    expect(shown).toContain("the signature fits the body as JSON.stringify writes it");
    expect(shown).toContain("intg simulate eduzz purchase --to https://YOUR-ADDRESS/hooks/eduzz");
    const table = await intgOk(["--home", home, "event", "list", "--refused", "--provider", "hotmart"]);
    expect(table).toMatch(/hotmart +401 +the right hottok came in the address/);
    expect(`${listener.stdout()}${listener.stderr()}${list}${shown}${table}`).not.toMatch(UNSEEN);
  });

  test("has its line for people, with the id to ask further with", async () => {
    const home = await homeWithEduzz();
    const listener = start(["--home", home, "listen", "--port", "0"]);
    const [, port = ""] = await listener.stderrMatch(/Listening on http:\/\/127\.0\.0\.1:(\d+)/);

    await post(Number(port), SALE, { hottok: null, headers: { Authorization: `Bearer ${HOTTOK}` } });

    await listener.stderrMatch(/hotmart +answered 401: .*\n +→ ref_[0-9a-z]{20} {2}the right hottok came as `Authorization: Bearer`/);
    expect(listener.stderr()).not.toMatch(UNSEEN);
  });
});

test("of many at once none shows the secret that stands where the store's name should", async () => {
  const home = await homeWithEduzz();
  const listener = await startListener(home);

  await Promise.all(Array.from({ length: 12 }, () => listener.post(SALE, { path: `/hooks/hotmart/${HOTTOK}`, hottok: null })));
  const records = await listener.recordsWhen((all) => all.filter(({ type }) => type === "refused").length >= 12, "twelve refusals");

  expect(records.filter((record) => record.type === "refused" && !("refusal" in record)).length).toBeGreaterThan(0);
  expect(`${listener.stdout()}${listener.stderr()}`).not.toMatch(UNSEEN);
});

describe("a call from a file", () => {
  test("that does not verify is explained with the error", async () => {
    const home = await homeWithEduzz();
    const file = join(tempFolder(), "call.http");
    writeFileSync(
      file,
      `POST /hooks/eduzz HTTP/1.1\r\nContent-Type: application/json\r\nx-signature: sha256=${SIGNATURE}\r\n\r\n${INVOICE}`,
    );

    const failed = await intg(["--home", home, "replay", "--file", file, "--provider", "eduzz", "--json"]);

    expect(failed.code).toBe(5);
    expect(jsonError(failed)).toMatchObject({
      code: "INTG_VERIFICATION_FAILED",
      problems: ["the signature in x-signature is right, but has a prefix like `sha256=` before it"],
    });
  });
});

test("of refused calls neither raw bytes nor filters of events are to be had, and an unknown one is told", async () => {
  const home = await shopHome();
  const run = (...args: readonly string[]) => intg(["--home", home, "--json", "event", ...args]);

  expect(jsonError(await run("show", "ref_01k9d5w2rc"))).toMatchObject({ code: "INTG_REFUSAL_NOT_FOUND" });
  expect(jsonError(await run("show", "ref_01k9d5w2rc", "--raw"))).toMatchObject({ code: "INTG_USAGE" });
  expect(jsonError(await run("list", "--refused", "--status", "failed"))).toMatchObject({ code: "INTG_USAGE" });
  expect((await run("list", "--refused")).stdout).toBe("[]\n");
});
