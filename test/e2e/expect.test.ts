import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { type Sale, saleEvent } from "../support/hotmart-sale.ts";
import {
  cleanUp,
  type Finished,
  furnish,
  intgHere,
  intgOk,
  jsonError,
  openToAll,
  ordinaryUser,
  type Running,
  shopHome,
  start,
  startListener,
  tempFolder,
} from "./support.ts";

afterEach(cleanUp);

/** Longer than any look of a test takes; an expectation that is met ends long before. */
const LONG = ["--within", "20s"];

const expecting = (home: string, ...args: readonly string[]) => intgHere(["--home", home, "expect", ...args]);
const sale = (event: string, transaction: string, wishes: Partial<Sale> = {}) => saleEvent(event, { transaction, ...wishes }, 1);

/** Starts to expect, and waits until it watches. */
async function startExpecting(home: string, ...args: readonly string[]): Promise<Running> {
  const one = start(["--home", home, "expect", ...args]);
  await one.stderrMatch(/Waiting up to/);
  return one;
}

async function endOf(one: Running): Promise<Pick<Finished, "code" | "stdout" | "stderr">> {
  const { code } = await one.exited;
  return { code, stdout: one.stdout(), stderr: one.stderr() };
}

/** Starts `listen --ready-file` and waits for the file as a script would. */
async function startReady(home: string, path: string): Promise<Running & { readonly url: string }> {
  const listener = start(["--home", home, "listen", "--port", "0", "--ready-file", path]);
  await Promise.race([appeared(path), listener.exited]);
  if (!existsSync(path)) throw new Error(`no ready file: ${listener.stderr()}`);
  const { url } = JSON.parse(readFileSync(path, "utf8")) as { url: string };
  return { ...listener, url };
}

async function appeared(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(20);
}

describe("in CI", () => {
  test("a listener, a call and an expectation meet, and the result is a JUnit file too", async () => {
    const home = await shopHome();
    const { url } = await startReady(home, join(home, "ready.json"));
    const junit = join(home, "out.xml");
    const where = ["--where", "buyer.email = ana@example.com", "--action", "tag.add comprou", "--forbid", "access.block"];

    const one = await startExpecting(home, "--provider", "hotmart", "--trigger", "purchase.approved", ...where, ...LONG, "--junit", junit);
    await intgOk(["--home", home, "simulate", "hotmart", "purchase", "--email", "ana@example.com", "--product", "curso-x", "--to", url]);
    const { code, stdout } = await endOf(one);

    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^✓ count {16}at least 1 event: hotmart purchase\.approved, where .*, deciding tag\.add comprou {2}\d+ ms$/),
      expect.stringMatching(/^ {4}evt_\w{20} {2}hotmart {2}purchase\.approved {2}curso-x {2}a\*\*\*@example\.com$/),
      "✓ forbid.access.block  nothing decides access.block: hotmart, where buyer.email = ana@example.com",
      "",
    ]);
    expect(code).toBe(0);
    expect(readFileSync(junit, "utf8")).toMatch(/<testsuite name="expect" tests="2" failures="0" errors="0" skipped="0"/);
  });

  test("calls that came before count with --since, and are one JSON document, masked", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(sale("PURCHASE_APPROVED", "HP1"));
    await listener.post(sale("PURCHASE_APPROVED", "HP2"));

    const { code, stdout } = await expecting(home, "--trigger", "purchase.approved", "--count", "2", "--since", "2m", ...LONG, "--json");

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      suite: "expect",
      passed: true,
      came: 2,
      events: [
        { provider: "hotmart", trigger: "purchase.approved", buyer: { email: "a***@example.com" } },
        { provider: "hotmart", trigger: "purchase.approved", buyer: { email: "a***@example.com" } },
      ],
      checks: [{ id: "count", verdict: "passed" }],
    });
    expect(await expecting(home, "--within", "0s")).toMatchObject({ code: 8 });
  });

  test("what is forbidden ends it with 8 as soon as it comes, and the file says so", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(sale("PURCHASE_APPROVED", "HP1"));
    await listener.eventsWhen(1);
    const junit = join(home, "out.xml");

    const one = await startExpecting(home, "--trigger", "purchase.approved", "--forbid", "access.block", ...LONG, "--junit", junit);
    await listener.post(sale("PURCHASE_REFUNDED", "HP1"));
    const { code, stdout } = await endOf(one);

    expect(code).toBe(8);
    expect(stdout).toMatch(
      /^✗ forbid\.access\.block {2}nothing decides access\.block\n {4}came: evt_\w{20} {2}hotmart {2}purchase\.refunded/m,
    );
    expect(readFileSync(junit, "utf8")).toMatch(/<failure message="came: evt_\w{20} {2}hotmart {2}purchase\.refunded/);
  });

  test("what came instead is told: another buyer, another trigger, a product that is not linked with what mends it", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(sale("PURCHASE_APPROVED", "HP1", { email: "bia@example.com" }));
    await listener.post(sale("PURCHASE_REFUNDED", "HP2"));
    await listener.post(sale("PURCHASE_APPROVED", "HP3", { product: "777" }));
    await listener.eventsWhen(3);

    const wanting = ["--trigger", "purchase.approved", "--where", "buyer.email = ana@example.com"];
    const { code, stdout } = await expecting(home, ...wanting, "--since", "2m", "--within", "1s");

    expect(code).toBe(8);
    expect(stdout.split("\n").slice(1)).toEqual([
      "    0 of 1 came in 1 s. 3 other events came:",
      expect.stringMatching(/^ {4}1 × purchase\.approved: unmatched: .*777.* \(evt_\w{20}\)$/),
      "      → intg product link <product> hotmart 777",
      expect.stringMatching(/^ {6}→ intg replay evt_\w{20} --apply$/),
      expect.stringMatching(/^ {4}1 × purchase\.approved: --where does not hold: buyer\.email is b\*\*\*@example\.com \(asked: /),
      expect.stringMatching(/^ {4}1 × purchase\.refunded: another trigger \(evt_\w{20}\)$/),
      "",
    ]);
  });

  test("an empty home is waited for, and none is what came there; the wrong home would look the same, so it warns", async () => {
    const home = join(tempFolder(), "none");

    const none = await expecting(home, "--exactly", "0", "--within", "0s");
    const some = await expecting(home, "--within", "0s");

    expect(none).toMatchObject({ code: 0, stdout: expect.stringMatching(/^! count {2}exactly 0 events/) });
    expect(some).toMatchObject({ code: 8, stdout: expect.stringContaining(`Nothing was ever received in ${home}.`) });
    expect(existsSync(home)).toBe(false);
  });

  test("it may begin before the home is made", async () => {
    const home = join(tempFolder(), "home");
    const one = await startExpecting(home, "--trigger", "purchase.approved", ...LONG);

    await furnish(home);
    await intgOk(["--home", home, "simulate", "hotmart", "purchase", "--product", "curso-x", "--commit"]);

    expect(await endOf(one)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^✓ count/) });
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends it with 130, and not a word", async (signal) => {
    const one = await startExpecting(join(tempFolder(), "none"), ...LONG, "--json");

    one.kill(signal);

    expect(await endOf(one)).toEqual({ code: 130, stdout: "", stderr: expect.stringMatching(/^Waiting up to 20 s\..*\n$/) });
  });

  test.each([
    [["--trigger", "purchase.aproved"], "INTG_UNKNOWN_TRIGGER", "purchase.approved"],
    [["--action", "tag.ad aluno"], "INTG_BAD_VALUE", "tag.add"],
    [["--forbid", "purchase.refunde"], "INTG_BAD_VALUE", "purchase.refunded"],
    [["--where", "buyer.emai = ana"], "INTG_BAD_CONDITION", "buyer.email"],
    [["--within", "30"], "INTG_BAD_VALUE", "30s"],
    [["--count", "1", "--exactly", "1"], "INTG_USAGE", "--exactly"],
  ])("%j is told before anything is waited for", async (args, code, said) => {
    const finished = await expecting(join(tempFolder(), "none"), ...args, "--json");

    expect(finished.code).toBe(2);
    const error = jsonError(finished);
    expect([error.code, `${error.message} ${error.hint}`]).toEqual([code, expect.stringContaining(said)]);
  });
});

describe("listen --ready-file", () => {
  test("is there while calls are accepted, says where and by whom, and goes at the end", async () => {
    const home = await shopHome();
    const path = join(home, "ready.json");
    writeFileSync(path, '{"host":"127.0.0.1","port":1,"url":"http://127.0.0.1:1","pid":1}\n');

    const listener = await startListener(home, { args: ["--ready-file", path] });
    while (!existsSync(path) || readFileSync(path, "utf8").includes('"pid":1}')) await sleep(20);

    const { port, pid } = listener;
    expect(readFileSync(path, "utf8")).toBe(`{"host":"127.0.0.1","port":${port},"url":"http://127.0.0.1:${port}","pid":${pid}}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    listener.kill("SIGTERM");
    expect(await listener.exited).toMatchObject({ code: 0 });
    expect(existsSync(path)).toBe(false);
  });

  test("that cannot be written is an error before anything is listened on", async () => {
    const home = openToAll(tempFolder());
    const uid = ordinaryUser();

    const finished = await intgHere(["--home", join(home, "home"), "listen", "--port", "0", "--json", "--ready-file", "/etc/intg-ready"], {
      ...(uid === undefined ? {} : { uid }),
    });

    expect(finished.code).toBe(7);
    expect(jsonError(finished)).toMatchObject({ code: "INTG_OUTPUT_UNWRITABLE" });
  });

  test("never takes away a file that is none", async () => {
    const path = join(tempFolder(), "notes.txt");
    writeFileSync(path, "my notes\n");

    const finished = await intgHere(["--home", join(tempFolder(), "home"), "listen", "--port", "0", "--json", "--ready-file", path]);

    expect([finished.code, jsonError(finished).code]).toEqual([7, "INTG_OUTPUT_UNWRITABLE"]);
    expect(readFileSync(path, "utf8")).toBe("my notes\n");
  });
});
