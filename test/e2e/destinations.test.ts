import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LEADLOVERS_TOKEN, type LeadloversServer, startLeadloversServer } from "../support/leadlovers-server.ts";
import { cleanUp, type Finished, furnish, intgHere, intgOk, jsonError, type ProcessOptions, tempFolder } from "./support.ts";

/** A key in an address, which is nobody's business. */
const KEY = "key-in-url-Qz7";

let home: string;
let closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  home = join(tempFolder(), "home");
});

afterEach(async () => {
  await cleanUp();
  for (const close of closing) await close();
  closing = [];
});

function options(more: ProcessOptions = {}): ProcessOptions {
  return { ...more, env: { INTG_HOME: home, ...more.env } };
}

function run(args: readonly string[], more: ProcessOptions = {}): Promise<Finished> {
  return intgHere(["destination", ...args], options(more));
}

function ok(args: readonly string[], more: ProcessOptions = {}): Promise<string> {
  return intgOk(["destination", ...args], options(more));
}

async function json(args: readonly string[], more: ProcessOptions = {}): Promise<unknown> {
  return JSON.parse(await ok([...args, "--json"], more)) as unknown;
}

interface Receiver {
  readonly url: string;
  readonly calls: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  status: number;
  body: string;
}

/** Somebody's webhook on this machine. */
async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", calls: [], status: 200, body: "" };
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    receiver.calls.push({ headers: message.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(receiver.status, { Connection: "close" }).end(receiver.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
}

async function startLeadlovers(): Promise<LeadloversServer> {
  const server = await startLeadloversServer();
  closing.push(() => server.close());
  return server;
}

/** A webhook destination `crm`. @returns the secret that was made for it. */
async function addWebhook(receiver: Receiver): Promise<string> {
  const { generated } = (await json(["add", "crm", "--kind", "webhook", "--url", `${receiver.url}?key=${KEY}`, "--allow-private"])) as {
    generated: { secret: string };
  };
  return generated.secret;
}

async function addLeadlovers(server: LeadloversServer): Promise<void> {
  await ok(["add", "lovers", "--kind", "leadlovers", "--set", `base-url=${server.url}`, "--allow-private", "--secret", "token=env:TOKEN"], {
    env: { TOKEN: LEADLOVERS_TOKEN },
  });
}

describe("a webhook", () => {
  test("is added with a secret that is printed alone, once, and can be used at the receiver", async () => {
    const receiver = await startReceiver();

    const added = await run(["add", "crm", "--kind", "webhook", "--url", receiver.url, "--allow-private"]);
    const tested = await run(["test", "crm"]);

    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n$/);
    expect(added.stderr).toContain("it is not shown again");
    expect(added.stderr).toContain("intg destination test crm");
    expect(added.stderr).toContain("intg rule add '*' --on purchase.approved --forward crm");
    expect(added.stderr).not.toContain("whsec_");
    expect(tested).toMatchObject({ code: 0, stdout: expect.stringMatching(/^crm answered 200 after \d+ ms/) });
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.calls;
    expect(new Webhook(added.stdout.trim()).verify(body, headers as Record<string, string>)).toMatchObject({ type: "intg.test" });
  });

  test("is shown without its secret and without the key in its address", async () => {
    const secret = await addWebhook(await startReceiver());

    const shown = [await ok(["list"]), await ok(["list", "--json"]), await ok(["show", "crm"]), await ok(["show", "crm", "--json"])];

    for (const text of shown) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(KEY);
    }
    expect(JSON.parse(shown[1] ?? "")).toStrictEqual([
      { name: "crm", kind: "webhook", where: expect.stringMatching(/^127\.0\.0\.1:\d+$/), state: "enabled", queued: 0, dead: 0 },
    ]);
    expect(JSON.parse(shown[3] ?? "")).toMatchObject({
      name: "crm",
      kind: "webhook",
      enabled: true,
      disabledBecause: null,
      allowPrivate: true,
      settings: { url: expect.stringMatching(/\?key=\*\*\*$/), method: "POST" },
      defaults: expect.arrayContaining(["method"]),
      secrets: [
        {
          name: "secret",
          required: true,
          values: [{ fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), createdAt: expect.any(String) }],
        },
        { name: "authorization", required: false, values: [] },
      ],
      codes: {},
      waiting: { queued: 0, sending: 0, dead: 0 },
      health: { circuit: "closed", opensAgainAt: null, sentToday: 0 },
      unmapped: [],
    });
  });

  test("keeps its secret encrypted", async () => {
    const secret = await addWebhook(await startReceiver());

    const bytes = Buffer.concat(readdirSync(home).map((file) => readFileSync(join(home, file))));

    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes(secret.slice("whsec_".length))).toBe(false);
  });

  test("is signed with both secrets during a rotation", async () => {
    const receiver = await startReceiver();
    const old = await addWebhook(receiver);

    const edited = (await json(["edit", "crm", "--add"])) as { generated: { secret: string }; set: string[] };
    await ok(["test", "crm"]);
    const retired = await json(["edit", "crm", "--retire"]);
    await ok(["test", "crm"]);

    expect(edited).toMatchObject({ name: "crm", set: ["secret"], retired: [] });
    expect(retired).toMatchObject({ set: [], retired: ["secret"], generated: {} });
    const [both, one] = receiver.calls;
    for (const secret of [old, edited.generated.secret]) {
      expect(() => new Webhook(secret).verify(both?.body ?? "", (both?.headers ?? {}) as Record<string, string>)).not.toThrow();
    }
    expect(String(both?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    expect(String(one?.headers["webhook-signature"]).split(" ")).toHaveLength(1);
    expect(() => new Webhook(old).verify(one?.body ?? "", (one?.headers ?? {}) as Record<string, string>)).toThrow();
  });

  test("that answers no ends the test with 6, and its answer is shown without our secret", async () => {
    const receiver = await startReceiver();
    const secret = await addWebhook(receiver);
    Object.assign(receiver, { status: 401, body: `bad secret: ${secret}` });

    const plain = await run(["test", "crm"]);
    const asJson = await run(["test", "crm", "--json"]);

    expect(plain).toMatchObject({ code: 6, stdout: "" });
    expect(plain.stderr).toContain("its answer begins: bad secret: [secret]");
    expect(plain.stderr).toContain("HTTP 401 after");
    expect(jsonError(asJson)).toMatchObject({ code: "INTG_DESTINATION_FAILED" });
    expect(plain.stderr + asJson.stderr).not.toContain(secret);
  });

  test("on this machine is not called unless that was allowed, and the way to allow it is told", async () => {
    const receiver = await startReceiver();

    const added = await run(["add", "crm", "--kind", "webhook", "--url", receiver.url]);
    const refused = await run(["test", "crm"]);
    await ok(["edit", "crm", "--allow-private"]);
    const allowed = await run(["test", "crm"]);
    await ok(["edit", "crm", "--no-allow-private"]);
    const again = await run(["test", "crm"]);

    expect([added.code, refused.code, allowed.code, again.code]).toStrictEqual([0, 6, 0, 6]);
    expect(added.stderr).toContain("intg destination edit crm --allow-private");
    expect(refused.stderr).toContain("intg destination edit crm --allow-private");
    expect(receiver.calls).toHaveLength(1);
  });

  test("is edited setting by setting, switched off and on, and an empty value takes a setting away", async () => {
    await addWebhook(await startReceiver());

    const edited = await json([
      "edit",
      "crm",
      "--url",
      "https://crm.example.com/v2",
      "--set",
      "method=put",
      "--set",
      "concurrency=2",
      "--disable",
    ]);
    await ok(["edit", "crm", "--set", "method=", "--no-allow-private"]);
    const off = await json(["list"]);
    await ok(["edit", "crm", "--enable"]);

    expect(edited).toStrictEqual({
      name: "crm",
      kind: "webhook",
      enabled: false,
      allowPrivate: true,
      settings: { url: "https://crm.example.com/v2", method: "PUT", concurrency: "2" },
      set: [],
      retired: [],
      generated: {},
    });
    expect(off).toMatchObject([{ state: "disabled", where: "crm.example.com" }]);
    expect(await json(["show", "crm"])).toMatchObject({
      enabled: true,
      allowPrivate: false,
      settings: { method: "POST", concurrency: "2" },
    });
  });

  test("whose body the operator wrote cannot be tested without effects, and that is said", async () => {
    const receiver = await startReceiver();
    await addWebhook(receiver);
    await ok(["edit", "crm", "--set", 'body={"id":"{{id}}"}']);

    const plain = await run(["test", "crm"]);

    expect(plain).toMatchObject({ code: 0, stdout: "" });
    expect(plain.stderr).toContain("try it with a rule");
    expect(await json(["test", "crm"])).toStrictEqual({ name: "crm", ok: null, status: null, ms: null });
    expect(receiver.calls).toHaveLength(0);
  });
});

describe("secrets", () => {
  const ADD = ["add", "crm", "--kind", "webhook", "--url", "https://crm.example.com/hook"];
  const GIVEN = "whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

  test.each(["env", "file", "stdin", "literal"])("come from %s and are not printed", async (place) => {
    const file = join(tempFolder(), "secret");
    writeFileSync(file, `${GIVEN}\n`);
    const source = { env: "env:CRM", file: `file:${file}`, stdin: "stdin", literal: GIVEN }[place];

    const added = await run([...ADD, "--secret", `secret=${source}`], {
      env: { CRM: GIVEN },
      input: place === "stdin" ? `${GIVEN}\n` : "",
    });

    expect(added).toMatchObject({ code: 0, stdout: "" });
    expect(added.stderr).not.toContain(GIVEN);
    expect(added.stderr.includes("shell's history")).toBe(place === "literal");
    // printf %s "$GIVEN" | sha256sum | cut -c1-8
    expect(await json(["show", "crm"])).toMatchObject({ secrets: [{ values: [{ fingerprint: "4cb6d4a7" }] }, {}] });
  });

  test("that have to be told are asked for, which nobody can be in a pipe", async () => {
    const finished = await run(["add", "lovers", "--kind", "leadlovers", "--json"]);

    expect(finished.code).toBe(2);
    expect(jsonError(finished)).toMatchObject({ code: "INTG_MISSING_VALUE", hint: "Give it with --secret token=env:VARIABLE" });
    expect(await json(["list"])).toStrictEqual([]);
  });

  test("lie beside those of providers without being shown as theirs to use", async () => {
    await ok([...ADD, "--secret", "secret=env:CRM"], { env: { CRM: GIVEN } });
    const { code } = await intgHere(["credential", "show", "destination", "--store", "crm"], options());

    expect(code).toBe(2);
  });
});

describe("what cannot be", () => {
  test.each([
    [["add", "crm2", "--kind", "webhok", "--url", "https://example.com/"], 2, "INTG_UNKNOWN_KIND"],
    [["add", "crm2", "--url", "https://example.com/"], 2, "INTG_USAGE"],
    [["add", "crm2", "--kind", "webhook"], 2, "INTG_MISSING_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", "ftp://example.com/"], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", `https://ana:${KEY}@example.com/`], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", "https://example.com/", "--set", "url=https://example.com/"], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", "https://example.com/", "--set", "method"], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", "https://example.com/", "--set", "metod=PUT"], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "webhook", "--url", "https://example.com/", "--secret", "secrett=env:X"], 2, "INTG_UNKNOWN_SECRET"],
    [["add", "crm2", "--kind", "webhook", "--url", "https://example.com/", "--secret", "secret=env:NOT_SET"], 2, "INTG_BAD_VALUE"],
    [["add", "crm2", "--kind", "whatsapp", "--secret", "apikey=made-up"], 2, "INTG_USAGE"],
    [["add", "../crm", "--kind", "webhook", "--url", "https://example.com/"], 2, "INTG_BAD_VALUE"],
    [["add", "crm", "--kind", "webhook", "--url", "https://example.com/"], 3, "INTG_DESTINATION_EXISTS"],
    [["edit", "crm"], 2, "INTG_USAGE"],
    [["edit", "crm", "--enable", "--disable"], 2, "INTG_USAGE"],
    [["edit", "crm", "--url", ""], 2, "INTG_MISSING_VALUE"],
    [["edit", "crn", "--enable"], 3, "INTG_DESTINATION_NOT_FOUND"],
    [["show", "nope"], 3, "INTG_DESTINATION_NOT_FOUND"],
    [["test", "nope"], 3, "INTG_DESTINATION_NOT_FOUND"],
    [["map", "nope", "tag:x", "1"], 3, "INTG_DESTINATION_NOT_FOUND"],
    [["map", "crm", "tag:x", "1"], 2, "INTG_BAD_VALUE"],
    [["map", "crm", "template:x", "1"], 2, "INTG_BAD_VALUE"],
    [["map", "crm", "template:x"], 2, "INTG_USAGE"],
    [["map", "crm", "template:x", "1", "--find"], 2, "INTG_USAGE"],
    [["map", "crm", "template:x", "1", "--remove"], 2, "INTG_USAGE"],
    [["lookup", "crm", "tags"], 2, "INTG_BAD_VALUE"],
    [["remove", "nope"], 3, "INTG_DESTINATION_NOT_FOUND"],
  ])("%j ends with %d and %s", async (args, code, error) => {
    await ok(["add", "crm", "--kind", "webhook", "--url", "https://crm.example.com/"]);

    const finished = await run([...args, "--json"]);

    expect(finished.code).toBe(code);
    expect(jsonError(finished).code).toBe(error);
    expect(finished.stderr).not.toContain(KEY);
    expect(await json(["list"])).toHaveLength(1);
  });
});

describe("leadlovers", () => {
  test("is tested by asking whose token it is", async () => {
    const server = await startLeadlovers();
    await addLeadlovers(server);

    expect(await json(["test", "lovers"])).toStrictEqual({ name: "lovers", ok: true, status: 200, ms: expect.any(Number) });
    server.fail("unauthorized");
    const refused = await run(["test", "lovers"]);

    expect(refused).toMatchObject({ code: 6, stdout: "" });
    expect(refused.stderr).not.toContain(LEADLOVERS_TOKEN);
    expect(server.calls.every(({ method }) => method === "GET")).toBe(true);
  });

  test("that fails with a status that says yes fails the test", async () => {
    const server = await startLeadlovers();
    await addLeadlovers(server);
    server.fail("failure-in-200");

    expect((await run(["test", "lovers"])).code).toBe(6);
  });

  test("is looked up, as a table and as JSON", async () => {
    await addLeadlovers(await startLeadlovers());

    expect(await json(["lookup", "lovers"])).toContainEqual({ name: "tags", takes: [], columns: ["Id", "Title"] });
    expect(await json(["lookup", "lovers", "tags"])).toContainEqual({ Id: "640001", Title: "aluno" });
    expect(await json(["lookup", "lovers", "machines"])).toHaveLength(12);
    expect(await ok(["lookup", "lovers", "sequences", "700001"])).toMatch(
      /^SequenceCode +SequenceName\n1500001 +Recuperação\n1500002 +Pós-venda\n$/,
    );
    expect(jsonError(await run(["lookup", "lovers", "levels", "700001", "--json"])).code).toBe("INTG_USAGE");
    expect(jsonError(await run(["lookup", "lovers", "tag", "--json"])).code).toBe("INTG_BAD_VALUE");
  });

  test("that does not answer ends a lookup with 6", async () => {
    const server = await startLeadlovers();
    await addLeadlovers(server);
    server.fail("hang-up");

    const finished = await run(["lookup", "lovers", "tags", "--json"]);

    expect(finished.code).toBe(6);
    expect(jsonError(finished).code).toBe("INTG_DESTINATION_FAILED");
    expect(finished.stderr).not.toContain(LEADLOVERS_TOKEN);
  });

  test("is told what things are called there: by code, by name, or that it is not to hear of them", async () => {
    await addLeadlovers(await startLeadlovers());

    expect(await json(["map", "lovers", "tag:comprou", "640002"])).toStrictEqual({
      destination: "lovers",
      object: "tag:comprou",
      code: "640002",
    });
    await ok(["map", "lovers", "tag:aluno", "ALUNO", "--find"]);
    await ok(["map", "lovers", "sequence:vendas/boas-vindas", "máquina 1/pos-venda/Primeiros passos", "--find"]);
    await ok(["map", "lovers", "funnel:vendas", "700001/Recuperação", "--find"]);
    await ok(["map", "lovers", "tag:interno", "none"]);
    await ok(["map", "lovers", "tag:comprou", "--remove"]);

    expect(await json(["show", "lovers"])).toMatchObject({
      codes: {
        "tag:aluno": "640001",
        "sequence:vendas/boas-vindas": "700001/1500002/2",
        "funnel:vendas": "700001/1500001",
        "tag:interno": "none",
      },
    });
  });

  test("a name that is not there is answered with those that are", async () => {
    await addLeadlovers(await startLeadlovers());

    const plain = await run(["map", "lovers", "tag:aluno", "alunos", "--find"]);
    const asJson = await run(["map", "lovers", "sequence:a/b", "Máquina/1500001/1", "--find", "--json"]);

    expect(plain.code).toBe(3);
    expect(plain.stderr).toContain("640001  aluno");
    expect(jsonError(asJson)).toMatchObject({ code: "INTG_CODE_NOT_FOUND", problems: expect.arrayContaining(["700001  Máquina 1"]) });
    expect((jsonError(asJson) as unknown as { problems: string[] }).problems).toHaveLength(10);
    expect(await json(["show", "lovers"])).toMatchObject({ codes: {} });
  });

  test("names of rules that have no code there are shown with the command that gives them one", async () => {
    await furnish(home);
    await addLeadlovers(await startLeadlovers());
    await ok(["map", "lovers", "tag:comprou", "640002"]);

    const { unmapped } = (await json(["show", "lovers"])) as { unmapped: { object: string; run: string }[] };

    expect(unmapped.map(({ object, run: line }) => [object, line])).toStrictEqual([
      ["sequence:vendas/boas-vindas", "intg destination map lovers sequence:vendas/boas-vindas CODE"],
      ["tag:devolveu", "intg destination map lovers tag:devolveu CODE"],
    ]);
    expect(await ok(["show", "lovers"])).toContain("intg destination map lovers tag:devolveu CODE");
  });
});

describe("removing", () => {
  test("what nothing waits for needs no yes, and says which rules still send there", async () => {
    await addWebhook(await startReceiver());
    const rule = (await intgOk(["rule", "add", "*", "--on", "purchase.approved", "--forward", "crm"], options())).trim();

    const removed = await run(["remove", "crm", "--json"]);

    expect(removed.code).toBe(0);
    expect(JSON.parse(removed.stdout)).toStrictEqual({ removed: "crm", dropped: 0, rules: [rule], templates: [] });
    expect(removed.stderr).toContain(rule);
    expect(await json(["list"])).toStrictEqual([]);
  });

  test("what dispatches wait for is refused until it is confirmed, and then they are dropped", async () => {
    await furnish(home);
    await addWebhook(await startReceiver());
    await intgOk(["rule", "add", "*", "--on", "purchase.approved", "--forward", "crm"], options());
    await intgOk(["simulate", "hotmart", "purchase", "--product", "curso-x", "--commit"], options());
    expect(await json(["list"])).toMatchObject([{ queued: 1 }]);

    const refused = await run(["remove", "crm", "--json"]);

    expect(refused.code).toBe(2);
    expect(jsonError(refused).code).toBe("INTG_CONFIRMATION_NEEDED");
    expect(await json(["remove", "crm", "--yes"])).toMatchObject({ removed: "crm", dropped: 1 });
  });
});
