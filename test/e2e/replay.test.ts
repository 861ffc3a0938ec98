import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { onDatabase } from "./database.ts";
import { cleanUp, type Finished, HOTTOK, intgHere, intgOk, jsonError, shopHome, start, startListener, tempFolder } from "./support.ts";

afterEach(cleanUp);

const FIXTURE = fileURLToPath(new URL("../../fixtures/hotmart/purchase.approved.2.0.0.http", import.meta.url));

/** A shop that sold to so many buyers, one of `curso-x` each, and got a rule since. */
async function shopThatSold(count: number): Promise<string> {
  const home = await shopHome();
  const args = ["--home", home, "--quiet", "simulate", "hotmart", "purchase", "--product", "curso-x"];
  await intgOk([...args, "--count", String(count), "--seed", "1", "--commit"]);
  await intgOk(["--home", home, "--quiet", "rule", "add", "curso-x", "--on", "purchase.approved", "--add-tag", "aluno"]);
  return home;
}

interface Plan {
  readonly dryRun: boolean;
  readonly stopped: boolean;
  readonly chosen: number;
  readonly calls: number;
  readonly changed: number;
  readonly people: number;
  readonly rows: readonly { readonly trigger: string; readonly events: number; readonly effects: readonly { readonly count: number }[] }[];
}

async function plan(home: string, ...args: readonly string[]): Promise<Plan> {
  return JSON.parse(await intgOk(["--home", home, "--json", "replay", ...args])) as Plan;
}

const tagged = (home: string, tag: string) =>
  onDatabase(home, (db) => db.prepare<[string], number>("SELECT count(*) FROM tags WHERE tag = ?").pluck().get(tag) ?? 0);

describe("a replay in bulk", () => {
  test("shows a plan and changes nothing; applied, it does that; again, nothing", async () => {
    const home = await shopThatSold(3);

    const dry = await plan(home, "--since", "30d");
    const [before, files] = [tagged(home, "aluno"), readdirSync(home).filter((file) => file.startsWith("copy-"))];
    const done = await plan(home, "--since", "30d", "--apply");
    const again = await plan(home, "--all", "--apply");

    expect(dry).toMatchObject({ dryRun: true, stopped: false, chosen: 3, calls: 3, changed: 3, people: 3 });
    expect(dry.rows).toMatchObject([
      { trigger: "purchase.approved", events: 3, effects: [{ kind: "tag", change: "added", target: "aluno", count: 3 }] },
    ]);
    expect([before, files]).toEqual([0, []]);
    expect(done).toEqual({ ...dry, dryRun: false, filter: expect.anything() });
    expect(tagged(home, "aluno")).toBe(3);
    expect(again).toMatchObject({ calls: 3, changed: 0, people: 0 });
  });

  test("tells people what changes, on standard output, and that nothing was changed beside it", async () => {
    const home = await shopThatSold(2);

    const dry = await intgHere(["--home", home, "replay", "--provider", "hotmart"]);

    expect(dry.code).toBe(0);
    expect(dry.stdout).toBe(
      [
        "2 calls, 2 events: 2 come out otherwise than now, 2 people concerned",
        "",
        "hotmart  curso-x  purchase.approved  2 events",
        "      2  tag  aluno  added",
        "",
      ].join("\n"),
    );
    expect(dry.stderr).toContain("A dry run: nothing was changed.");
  });

  test.each([
    ["--failed"],
    ["--unmatched"],
    ["--status", "duplicate"],
    ["--trigger", "lead.received"],
    ["--since", "2026-01-01"],
    ["--all"],
  ])("of nothing that is like that says so, and is no failure: %s %s", async (...args) => {
    const home = join(tempFolder(), "home");

    const text = await intgHere(["--home", home, "replay", ...args]);
    const json = await plan(home, ...args);

    expect([text.code, text.stdout]).toEqual([0, ""]);
    expect(text.stderr).toContain("No stored call is like that");
    expect(json).toMatchObject({ chosen: 0, calls: 0, rows: [] });
    expect(existsSync(home)).toBe(false);
  });

  test("mends what was unmatched, by the commands that it names", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", product: "4711" }, 1));
    await listener.eventsWhen(1);
    listener.kill("SIGTERM");
    await listener.exited;

    const dry = await intgHere(["--home", home, "replay", "--unmatched"]);
    expect(dry.stdout).toContain("intg product link <product> hotmart 4711\n");
    expect(dry.stdout).toContain("After that: intg replay --unmatched --apply\n");
    const linked = await intgHere(["--home", home, "product", "link", "curso-x", "hotmart", "4711"]);
    expect(linked.stderr).toContain("1 event waits for it: intg replay --unmatched --provider hotmart --apply\n");
    const other = await intgHere(["--home", home, "product", "link", "curso-x", "hotmart", "4712"]);
    expect(other.stderr).not.toContain("replay");
    const done = await plan(home, "--unmatched", "--apply");

    expect(done.rows).toMatchObject([
      {
        ...{ product: "curso-x", events: 1 },
        effects: [
          { kind: "status", from: "unmatched", to: "processed", count: 1 },
          { kind: "access", change: "granted", count: 1 },
          { kind: "tag", target: "comprou", count: 1 },
          { kind: "funnel", target: "vendas/boas-vindas", count: 1 },
        ],
      },
    ]);
    expect(await plan(home, "--unmatched")).toMatchObject({ chosen: 0 });
  });

  test("applied beside a listener holds no call up, and both do all of theirs", async () => {
    const home = await shopThatSold(120);
    const listener = await startListener(home);

    const replay = start(["--home", home, "--json", "replay", "--all", "--apply"]);
    const answers = [];
    for (let n = 0; n < 20; n += 1) {
      answers.push(await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: `HQ${n}`, email: `buyer${n}@example.com` }, 1)));
    }
    const { code } = await replay.exited;
    await listener.eventsWhen(20);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(code).toBe(0);
    expect(JSON.parse(replay.stdout())).toMatchObject({ stopped: false });
    expect(tagged(home, "aluno")).toBe(140);
  });

  test("stopped by Ctrl-C keeps what is done, says how much, and exits with 130", async () => {
    const home = await shopThatSold(400);

    const replay = start(["--home", home, "replay", "--all", "--apply"]);
    while (tagged(home, "aluno") === 0) await sleep(5);
    replay.kill("SIGINT");
    const { code } = await replay.exited;
    const [, done] = /Stopped: (\d+) of 400 calls are replayed/.exec(replay.stderr()) ?? [];

    expect(code).toBe(130);
    expect(Number(done)).toBeLessThan(400);
    expect(tagged(home, "aluno")).toBe(Number(done));
    expect(/^(\d+) calls?, \d+ events?: (\d+) came out otherwise/.exec(replay.stdout())?.slice(1)).toEqual([done, done]);
    expect(await plan(home, "--all")).toMatchObject({ calls: 400, changed: 400 - Number(done) });
  });

  test("killed leaves whole calls and a home that works", async () => {
    const home = await shopThatSold(200);

    const replay = start(["--home", home, "replay", "--all", "--apply"]);
    while (tagged(home, "aluno") === 0) await sleep(5);
    replay.kill("SIGKILL");
    await replay.exited;
    const [tags, decided] = onDatabase(home, (db) => [
      db.prepare<[], number>("SELECT count(*) FROM tags WHERE tag = 'aluno'").pluck().get(),
      // The new rule is the third, and its decision is kept with the event that it tagged for.
      db.prepare<[], number>("SELECT count(*) FROM events WHERE json_array_length(decisions) = 3").pluck().get(),
    ]);

    expect(tags).toBe(decided);
    expect(await plan(home, "--all", "--apply")).toMatchObject({ calls: 200, changed: 200 - (tags ?? 0) });
    expect(tagged(home, "aluno")).toBe(200);
  });
});

describe("a replay by id", () => {
  test("takes the beginning of an event's id, and prints its trace", async () => {
    const home = await shopThatSold(1);
    const [{ id = "" } = {}] = JSON.parse(await intgOk(["--home", home, "--json", "event", "list"])) as readonly { readonly id?: string }[];

    const [trace] = JSON.parse(await intgOk(["--home", home, "--json", "replay", id.slice(0, -4)])) as readonly object[];

    expect(trace).toMatchObject({ dryRun: true, event: { id }, changes: [{ kind: "tag", target: "aluno", before: null, after: "on" }] });
  });
});

describe("a replay --to", () => {
  test.each([["--since", "30d"], ["--trigger", "purchase.approved"], ["latest"]])(
    "sends what is chosen, and changes nothing here: %s %s",
    async (...args) => {
      const [home, other] = [await shopThatSold(1), await shopHome()];
      const listener = await startListener(other);

      const sent = await intgHere(["--home", home, "replay", ...args, "--to", `http://127.0.0.1:${listener.port}`, "--resign"]);
      const [came] = await listener.eventsWhen(1);

      expect([sent.code, came]).toMatchObject([0, { trigger: "purchase.approved", status: "processed" }]);
      expect([tagged(home, "aluno"), tagged(other, "comprou")]).toEqual([0, 1]);
    },
  );
});

describe("a replay of a file", () => {
  test("reads whose call it is from its path", async () => {
    const home = await shopHome();
    const file = join(tempFolder(), "call.http");
    copyFileSync(FIXTURE, file);

    const [trace] = JSON.parse(await intgOk(["--home", home, "--json", "replay", "--file", file])) as readonly object[];

    expect(trace).toMatchObject({ dryRun: true, event: { provider: "hotmart", store: "default", trigger: "purchase.approved" } });
  });

  const curl = (event: string, transaction: string, email: string, minute: number, path = "/hooks/hotmart") =>
    [
      `curl -X POST https://example.com${path} -H 'Content-Type: application/json' -H 'X-Hotmart-Hottok: ${HOTTOK}'`,
      `--data-raw '${JSON.stringify(saleEvent(event, { transaction, email }, minute))}'`,
    ].join(" ");

  test("with several calls shows each as it comes out after those before it, and keeps none", async () => {
    const home = await shopHome();
    const file = join(tempFolder(), "calls.sh");
    const calls = ["PURCHASE_APPROVED", "PURCHASE_REFUNDED"].map((event, index) => curl(event, "HP1", "ana@example.com", index));
    writeFileSync(file, `${calls.join("\n")}\n`);

    const traces = JSON.parse(await intgOk(["--home", home, "--json", "replay", "--file", file])) as readonly {
      readonly changes: readonly { readonly kind: string; readonly before: string | null; readonly after: string | null }[];
    }[];

    expect(traces.map(({ changes }) => changes.filter(({ kind }) => kind === "access"))).toMatchObject([
      [{ before: null, after: "active" }],
      [{ before: "active", after: "blocked" }],
    ]);
    expect(JSON.parse(await intgOk(["--home", home, "--json", "event", "list"]))).toEqual([]);
  });

  test("with many calls tells people a plan, and applied keeps them all", async () => {
    const home = await shopHome();
    const file = join(tempFolder(), "calls.sh");
    const calls = Array.from({ length: 21 }, (_, n) => curl("PURCHASE_APPROVED", `HP${n}`, `buyer${n}@example.com`, n));
    writeFileSync(file, calls.join("\n"));

    const dry = await intgOk(["--home", home, "replay", "--file", file]);
    const done = await intgOk(["--home", home, "replay", "--file", file, "--apply"]);

    const effects = [
      "hotmart  curso-x  purchase.approved  21 events",
      "     21  status  new → processed",
      "     21  access  curso-x             granted",
      "     21  tag     comprou             added",
      "     21  funnel  vendas/boas-vindas  entered",
    ];
    expect(dry.split("\n").slice(2, 7)).toEqual(effects);
    expect(done.split("\n").slice(2, 7)).toEqual(effects);
    expect(tagged(home, "comprou")).toBe(21);
  });

  test("of which one does not prove itself keeps none, and says which it is", async () => {
    const home = await shopHome();
    const file = join(tempFolder(), "calls.sh");
    const [first, second] = ["HP1", "HP2"].map((transaction) => curl("PURCHASE_APPROVED", transaction, "ana@example.com", 1));
    writeFileSync(file, `${first}\n${second?.replace(HOTTOK, "hottok-of-somebody-else")}\n`);

    const failed = await intgHere(["--home", home, "replay", "--file", file, "--apply"]);

    expect(failed.code).toBe(5);
    expect(failed.stderr).toContain("In the call at line 2:");
    expect(JSON.parse(await intgOk(["--home", home, "--json", "event", "list"]))).toEqual([]);
  });

  test("that does not say whose call it is wants the provider", async () => {
    const file = join(tempFolder(), "call.http");
    writeFileSync(file, "POST /somewhere HTTP/1.1\nContent-Type: application/json\n\n{}");

    const failed = await intgHere(["--home", join(tempFolder(), "home"), "--json", "replay", "--file", file]);

    expect([failed.code, jsonError(failed).code]).toEqual([2, "INTG_MISSING_VALUE"]);
    expect(jsonError(failed).hint).toContain("--provider");
  });
});

describe("flags that do not go together", () => {
  test.each<[readonly string[], string, string]>([
    [[], "INTG_MISSING_VALUE", "what to replay is missing."],
    [["latest", "--since", "2d"], "INTG_USAGE", "latest and --since do not go together"],
    [["latest", "--all"], "INTG_USAGE", "latest and --all do not go together"],
    [["latest", "--file", "x.http"], "INTG_USAGE", "--file and latest do not go together"],
    [["--file", "x.http", "--failed"], "INTG_USAGE", "--file and --failed do not go together"],
    [["--all", "--provider", "hotmart"], "INTG_USAGE", "--all and --provider do not go together"],
    [["--since", "yesterday"], "INTG_BAD_VALUE", "--since cannot be `yesterday`"],
    [["--trigger", "purchase.aproved"], "INTG_UNKNOWN_TRIGGER", "There is no trigger `purchase.aproved`."],
    [["--status", "lost"], "INTG_BAD_VALUE", "--status cannot be `lost`"],
    [["--provider", "hotmrt"], "INTG_UNKNOWN_PROVIDER", "There is no provider `hotmrt`."],
    [["--all", "--apply", "--to", "http://127.0.0.1:1"], "INTG_USAGE", "--apply and --to do not go together"],
    [["--all", "--resign"], "INTG_USAGE", "add --to URL"],
    [["--store", "../x y"], "INTG_BAD_VALUE", "--store cannot be `../x y`"],
  ])("%j", async (args, code, message) => {
    const failed: Finished = await intgHere(["--home", join(tempFolder(), "home"), "--json", "replay", ...args]);

    expect([failed.code, jsonError(failed).code]).toEqual([2, code]);
    expect(jsonError(failed).message).toContain(message);
  });
});
