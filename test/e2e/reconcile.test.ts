import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HOTMART_KEYS, type HotmartApi, startHotmartApi } from "../support/hotmart-api.ts";
import { cleanUp, intg, intgOk, start, tempFolder } from "./support.ts";

let home: string;
let api: HotmartApi;

beforeEach(async () => {
  home = join(tempFolder(), "home");
  api = await startHotmartApi();
  const secrets = { hottok: "invented-hottok-0000000000000000000001", ...HOTMART_KEYS };
  const env = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`V_${name.replace("-", "_")}`, value]));
  const flags = Object.keys(secrets).flatMap((name) => ["--secret", `${name}=env:V_${name.replace("-", "_")}`]);
  await intgOk(["--home", home, "credential", "set", "hotmart", ...flags, "--api", api.url], { env });
});

afterEach(async () => {
  await cleanUp();
  await api.close();
});

test("a repair of the built command is there for the next one, which finds nothing more", async () => {
  const orderedAt = Date.now() - 48 * 3_600_000;
  api.sales = [{ transaction: "HP0000000001", status: "APPROVED", orderedAt, approvedAt: orderedAt + 5000 }];

  const shown = await intg(["--home", home, "reconcile", "hotmart", "--json"]);
  const repaired = await intg(["--home", home, "reconcile", "hotmart", "--repair"]);
  const again = await intg(["--home", home, "reconcile", "hotmart"]);

  expect([shown.code, repaired.code, again.code]).toEqual([8, 0, 0]);
  expect(JSON.parse(shown.stdout)).toMatchObject({ remaining: 1, repair: { dryRun: true, calls: 1 } });
  expect(again.stdout).toMatch(/1 sale at 127\.0\.0\.1:\d+, 1 agrees here/);
  expect(await intgOk(["--home", home, "event", "list"])).toContain("purchase.approved (repair)");
});

test("Ctrl-C ends it at once while Hotmart keeps it waiting, with 130 and nothing changed", async () => {
  const asked = new Promise<void>((resolve) => {
    api.disturb = ({ path }) => {
      if (!path.endsWith("/history")) return null;
      resolve();
      return "slow";
    };
  });

  const running = start(["--home", home, "reconcile", "hotmart", "--repair"]);
  await asked;
  running.kill("SIGINT");

  expect(await running.exited).toEqual({ code: 130, signal: null });
  expect(running.stdout()).toBe("");
  expect(await intgOk(["--home", home, "event", "list", "--json"])).toBe("[]\n");
  // Less than Hotmart may take for an answer.
}, 25_000);

test("a refused credential ends the check with 8, and none of it is shown", async () => {
  const secret = "11111111-2222-4333-8444-555555555555";
  await intgOk(["--home", home, "credential", "set", "hotmart", "--secret", "client-secret=stdin"], { input: secret });

  const { code, stdout, stderr } = await intg(["--home", home, "credential", "check", "hotmart"]);

  expect(code).toBe(8);
  expect(stdout).toContain("✗ Hotmart refuses");
  expect(stdout + stderr).not.toContain(secret);
});
