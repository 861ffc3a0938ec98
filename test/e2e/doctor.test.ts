import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, HOTTOK, intgHere, intgOk, jsonError, shopHome, startListener, tempFolder } from "./support.ts";

afterEach(cleanUp);

interface Finding {
  readonly id: string;
  readonly level: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly text: string;
  readonly next: string | null;
}

const notWell = (json: string) =>
  (JSON.parse(json) as readonly Finding[]).filter(({ level }) => level !== "ok").map(({ level, id, next }) => `${level} ${id} ${next}`);

describe("intg doctor", () => {
  test("on a home that is not there names the first step, makes nothing, and fails only when it is to be strict", async () => {
    const home = join(tempFolder(), "home");
    const loose = await intgHere(["--home", home, "doctor"]);
    const strict = await intgHere(["--home", home, "doctor", "--strict"]);

    expect(loose).toMatchObject({
      code: 0,
      stdout: `This home\n  ! home.setup  nothing is set up in ${home} yet\n                → intg init\n`,
    });
    expect(loose.stderr).toBe("\n0 red, 1 yellow, 0 green\n");
    expect(strict.code).toBe(8);
    expect(existsSync(home)).toBe(false);
  });

  test("on a shop that receives is green but for what has not happened yet; a rule that cannot fire makes it red", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const before = await intgHere(["--home", home, "doctor", "--json"]);
    await intgOk(["--home", home, "--quiet", "rule", "add", "curso-x", "--on", "lead.received", "--add-tag", "x", "--force"]);
    const after = await intgHere(["--home", home, "doctor", "--json"]);
    listener.kill("SIGTERM");
    await listener.exited;
    const stopped = await intgHere(["--home", home, "doctor", "--only", "home.listener", "--json"]);

    expect([before.code, notWell(before.stdout)]).toEqual([0, ["warn store.calls intg credential show hotmart"]]);
    expect([after.code, notWell(after.stdout)]).toEqual([
      8,
      ["warn store.calls intg credential show hotmart", "fail rule.trigger intg capabilities"],
    ]);
    expect(notWell(stopped.stdout)).toEqual(["warn home.listener intg listen"]);
    expect(before.stdout + after.stdout).not.toContain(HOTTOK);
  });

  test("narrows to a product, a store and to checks, and refuses what it does not know", async () => {
    const home = await shopHome();
    const doctor = (...args: readonly string[]) => intgHere(["--home", home, "doctor", ...args, "--json"]);
    const kinds = async (...args: readonly string[]) => [
      ...new Set((JSON.parse((await doctor(...args)).stdout) as readonly Finding[]).map(({ subject }) => subject.kind)),
    ];

    expect(await kinds("--product", "curso-x")).toEqual(["store", "product", "rule"]);
    expect(await kinds("--store", "hotmart/default", "--only", "store,home")).toEqual(["store"]);
    expect(await kinds("--skip", "home", "--skip", "rule.trigger")).toEqual(["store", "product", "rule"]);
    expect(jsonError(await doctor("--store", "hotmart/norte")).code).toBe("INTG_STORE_NOT_FOUND");
    expect(jsonError(await doctor("--product", "curso-y")).code).toBe("INTG_PRODUCT_NOT_FOUND");
    expect(jsonError(await doctor("--only", "stores")).code).toBe("INTG_BAD_VALUE");
  });

  test("sees a key that others can read, says why credentials were not looked at, and writes JUnit", async () => {
    const home = await shopHome();
    chmodSync(join(home, "key"), 0o644);
    const file = join(home, "doctor.xml");
    const { code, stdout, stderr } = await intgHere(["--home", home, "doctor", "--only", "home,store.credential", "--junit", file]);

    expect(code).toBe(8);
    expect(stdout).toContain(`→ chmod 0600 ${join(home, "key")}`);
    expect(stdout).toContain("? store.credential");
    expect(stderr).toContain("1 could not be looked at");
    expect(readFileSync(file, "utf8")).toMatch(/<testsuite name="doctor" tests="\d+" failures="2" errors="0" skipped="1"/);
  });

  test("lists its checks, in Portuguese too", async () => {
    const table = await intgOk(["doctor", "--list", "--lang", "pt-BR"]);
    const rows = JSON.parse(await intgOk(["doctor", "--list", "--json"])) as readonly { id: string; looksAt: string }[];

    expect(table).toContain("store.calls");
    expect(table).toContain("a plataforma já chamou o endereço da loja");
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(rows.every(({ id, looksAt }) => looksAt !== id)).toBe(true);
  });
});
