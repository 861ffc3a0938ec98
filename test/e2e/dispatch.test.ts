import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { cleanUp, type Finished, furnish, intgHere, intgOk, type JsonObject, jsonError, startListener, tempFolder } from "./support.ts";

let home: string;
let receiver: Receiver;
let secret: string;
/** A home that is set up once, and copied for each test. */
let furnished: string;

beforeAll(async () => {
  furnished = mkdtempSync(join(tmpdir(), "intg-e2e-furnished-"));
  home = furnished;
  await furnish(home);
  receiver = await startReceiver();
  secret = (await ok("destination", "add", "crm", "--kind", "webhook", "--url", receiver.url, "--allow-private")).trim();
  await ok("rule", "add", "curso-x", "--on", "purchase.approved", "--forward", "crm");
});

afterAll(async () => {
  await receiver.close();
  rmSync(furnished, { recursive: true });
});

beforeEach(() => {
  receiver.reset();
  home = join(tempFolder(), "home");
  cpSync(furnished, home, { recursive: true });
});

afterEach(cleanUp);

function run(...args: readonly string[]): Promise<Finished> {
  return intgHere(["--home", home, ...args]);
}

function ok(...args: readonly string[]): Promise<string> {
  return intgOk(["--home", home, ...args]);
}

/** Commits an approved sale. */
function sell(email = "ana@example.com"): Promise<string> {
  return ok("simulate", "hotmart", "purchase", "--product", "curso-x", "--email", email, "--commit", "--seed", String(email.length));
}

async function listed(...args: readonly string[]): Promise<readonly JsonObject[]> {
  return JSON.parse(await ok("dispatch", "list", "--json", ...args)) as readonly JsonObject[];
}

describe("dispatch run", () => {
  test("sends what is due once, signed so that the receiver can check it, and says so", async () => {
    await sell();

    const first = await run("dispatch", "run");
    const second = await run("dispatch", "run");

    expect(first).toMatchObject({ code: 0, stderr: "1 sent, 0 failed for good, 0 wait.\n" });
    expect(first.stdout).toMatch(/^\d\d:\d\d:\d\d → crm +forward +sent {2}dsp_[0-9a-z]{20}\n$/);
    expect(second).toMatchObject({ code: 0, stdout: "", stderr: "0 sent, 0 failed for good, 0 wait.\n" });
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    const headers = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, String(call?.headers[name])]),
    );
    expect(new Webhook(secret).verify(call?.body ?? "", headers)).toMatchObject({
      type: "purchase.approved",
      data: { buyer: { email: "ana@example.com" }, product: { slug: "curso-x" } },
    });
  });

  test("ends with 6 when a destination refuses for good, and keeps what it answered without the buyer's data", async () => {
    receiver.answer((_call, response) => void response.writeHead(422).end('{"error":"ana@example.com is unknown"}'));
    await sell();

    const done = await run("dispatch", "run", "--json");

    expect(done.code).toBe(6);
    const records = done.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as JsonObject);
    expect(records).toMatchObject([
      { type: "dispatched", destination: "crm", action: "forward", state: "dead", attempts: 1, status: 422 },
      { type: "done", sent: 0, failed: 1, waiting: 0 },
    ]);
    const shown = await ok("dispatch", "show", String(records[0]?.id));
    expect(shown).toContain("HTTP 422");
    expect(shown).toContain('{"error":"a***@example.com is unknown"}');
    expect(shown).not.toContain("ana@example.com");
  });

  test("puts off what fails for now, and shows when it is tried again and why", async () => {
    receiver.answer((_call, response) => void response.writeHead(503, { "Retry-After": "9" }).end());
    await sell();

    const done = await run("dispatch", "run");

    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toMatch(/↻ crm +forward +again at \d\d:\d\d:\d\d: .*503/);
    expect(done.stderr).toMatch(/^0 sent, 0 failed for good, 1 waits\.\nThe next is due at /);
    expect(await listed("--queued")).toMatchObject([
      {
        state: "queued",
        destination: "crm",
        attempts: 1,
        expectedAt: expect.stringMatching(/Z$/),
        waitsFor: { code: "dispatch.waits-retry" },
      },
    ]);
  });

  test("--for stays for what becomes due, and ends by itself", async () => {
    let answers = 0;
    receiver.answer((_call, response) => {
      answers += 1;
      response.writeHead(answers === 1 ? 500 : 200).end();
    });
    await sell();

    const done = await run("dispatch", "run", "--for", "9s");

    expect(done.stderr).toBe("1 sent, 0 failed for good, 0 wait.\n");
    expect(receiver.calls.map(({ headers }) => headers["webhook-id"])).toEqual(Array(2).fill(receiver.calls[0]?.headers["webhook-id"]));
  });

  test.each([
    ["--for", "soon"],
    ["--for", ""],
  ])("%s %j is refused", async (...args) => {
    const refused = await run("dispatch", "run", ...args, "--json");

    expect(refused.code).toBe(2);
    expect(jsonError(refused)).toMatchObject({ code: "INTG_BAD_VALUE" });
  });
});

describe("dead letters", () => {
  beforeEach(async () => {
    receiver.answer((_call, response) => void response.writeHead(404).end());
    await sell("ana@example.com");
    await sell("bia.maria@example.com");
    await run("dispatch", "run");
    receiver.answer((_call, response) => void response.writeHead(200).end());
  });

  test("are listed with their reason, masked, and retried in bulk only with a yes", async () => {
    const list = await run("dispatch", "list");
    const unsure = await run("dispatch", "retry", "--all");
    const sure = await run("dispatch", "retry", "--all", "--yes");
    const done = await run("dispatch", "run");

    expect(list.stdout).toMatch(/✗ failed for good +crm +forward +b\*\*\*@example\.com .* 1 .*404.* dsp_/);
    expect(list.stdout).not.toContain("ana@example.com");
    expect(unsure).toMatchObject({ code: 2, stdout: "" });
    expect(unsure.stderr).toMatch(/^This is about 2:\n {2}2 {2}crm {2}forward {2}failed for good\n/);
    expect(sure).toMatchObject({ code: 0, stdout: "" });
    expect(sure.stderr).toMatch(/2 are in line again\.\n$/);
    expect(done.stderr).toBe("2 sent, 0 failed for good, 0 wait.\n");
    expect(receiver.calls).toHaveLength(4);
    expect(await listed()).toEqual([]);
  });

  test("are chosen by a condition over the dispatch and its event", async () => {
    await ok("dispatch", "drop", "--where", "destination = crm and buyer.email = ana@example.com", "--yes");

    const states = await listed("--state", "dead", "--state", "dropped");

    expect(states.map(({ state, for: person }) => [state, (person as JsonObject).email])).toEqual([
      ["dead", "b***@example.com"],
      ["dropped", "a***@example.com"],
    ]);
  });

  test("are named by the beginning of their id", async () => {
    const [dead] = await listed("--dead");
    const id = String(dead?.id);

    expect(JSON.parse(await ok("dispatch", "retry", id.slice(0, 14), "--json"))).toEqual({ retried: 1, left: 0 });
    expect(JSON.parse(await ok("dispatch", "show", id, "--json"))).toMatchObject({
      ...{ id, state: "queued", attempts: 0 },
      history: [{ number: 1, status: 404 }],
    });
  });

  test("when nothing is like that, nothing is asked and nothing is done", async () => {
    const done = await run("dispatch", "drop", "--where", "destination = nobody");

    expect(done).toMatchObject({ code: 0, stdout: "", stderr: "No dispatch is like that; nothing was changed.\n" });
  });
});

describe("what is meant by nobody", () => {
  test.each([
    [["retry"], "INTG_MISSING_VALUE", 2],
    [["drop", "dsp_nothing0000"], "INTG_DISPATCH_NOT_FOUND", 3],
    [["retry", "--where", "destinatoin = crm"], "INTG_BAD_CONDITION", 2],
    [["drop", "--all", "dsp_x"], "INTG_BAD_VALUE", 2],
    [["list", "--state", "lost"], "INTG_BAD_VALUE", 2],
    [["show", "dsp"], "INTG_DISPATCH_NOT_FOUND", 3],
  ])("%j is refused with %s", async (args, code, exit) => {
    const refused = await run("dispatch", ...args, "--json");

    expect(refused.code).toBe(exit);
    expect(jsonError(refused)).toMatchObject({ code });
  });
});

describe("a running listener", () => {
  test("sends what a call causes, and tells of it", async () => {
    const listener = await startListener(home);

    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    const records = await listener.recordsWhen((all) => all.some(({ type }) => type === "dispatched"), "the dispatch");

    expect(records.find(({ type }) => type === "dispatched")).toMatchObject({
      destination: "crm",
      action: "forward",
      state: "sent",
      status: 200,
    });
    expect((await listener.get("/metrics")).body).toMatch(/intg_dispatches_total\{destination="crm",outcome="sent"\} 1\n/);
  });

  test("killed while a request is under way leaves nothing behind and sends nothing twice that was confirmed", async () => {
    receiver.answer(() => undefined);
    const listener = await startListener(home);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    const [first] = await receiver.callsWhen(1);
    listener.kill("SIGKILL");
    await listener.exited;
    receiver.answer((_call, response) => void response.writeHead(200).end());

    const early = await run("dispatch", "run");
    const [waiting] = await listed("--queued");

    // It is the killed worker's until its lease is over; then anybody may send it again, under the same id.
    expect(early.stderr).toMatch(/^0 sent, 0 failed for good, 1 waits\.\n/);
    expect(waiting).toMatchObject({ state: "sending", waitsFor: { code: "dispatch.waits-for-answer" } });
    expect(first?.headers["webhook-id"]).toBe(waiting?.id);
  });

  test("asked to stop finishes what is under way, and says what waits", async () => {
    let hold = (): void => undefined;
    receiver.answer((_call, response) => {
      hold = () => void response.writeHead(200).end();
    });
    const listener = await startListener(home);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await receiver.callsWhen(1);

    listener.kill("SIGTERM");
    await listener.stderrMatch(/SIGTERM/);
    hold();

    expect(await listener.exited).toMatchObject({ code: 0 });
    expect(await listed("--state", "sent")).toHaveLength(1);
  });
});

test("a destination that says it is gone is disabled, and what waits goes when it is enabled again", async () => {
  receiver.answer((_call, response) => void response.writeHead(410).end());
  await sell();

  const done = await run("dispatch", "run");
  const [waiting] = await listed("--queued");
  const shown = await ok("destination", "show", "crm");

  expect(done).toMatchObject({ code: 0 });
  expect(waiting).toMatchObject({ state: "queued", expectedAt: null, waitsFor: { code: "dispatch.waits-disabled" } });
  expect(shown).toMatch(/STATE +disabled: .*410/);
  receiver.answer((_call, response) => void response.writeHead(200).end());
  await ok("destination", "edit", "crm", "--enable");
  expect((await run("dispatch", "run")).stderr).toBe("1 sent, 0 failed for good, 0 wait.\n");
});

test("an address of this machine is not called unless the destination allows it, and the reason is told", async () => {
  await ok("destination", "edit", "crm", "--no-allow-private");
  await sell();

  const done = await run("dispatch", "run");

  expect(done.code).toBe(6);
  expect(done.stdout).toMatch(/✗ crm +forward +failed for good: .*127\.0\.0\.1/);
  expect(receiver.calls).toEqual([]);
});
