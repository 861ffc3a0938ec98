import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { answered, exchange, leadloversAccount } from "../../../test/support/leadlovers-exchange.ts";
import { type LeadloversServer, startLeadloversServer } from "../../../test/support/leadlovers-server.ts";
import type { DestinationAccount, Intent, Verdict } from "../contract.ts";
import { leadlovers } from "./index.ts";
import { LEVELS, MACHINES, probe, SEQUENCES, TAGS } from "./queries.ts";

const EMAIL = "marina+curso@example.com";
const PERSON = { name: "Marina Exemplo", email: EMAIL, phone: "+5541900000001", document: null };
const INSERT = anIntent({
  action: "sequence.add",
  target: "vendas/boas-vindas",
  value: "boas-vindas",
  code: "700001/1500002/1",
  person: PERSON,
});
const TAG = anIntent({ action: "tag.add", target: "aluno", value: "on", code: "640001", person: PERSON });
const UNTAG = anIntent({ action: "tag.remove", target: "aluno", value: null, code: "640001", person: PERSON });
const LEAVE = anIntent({ action: "funnel.remove", target: "vendas", value: null, code: "700001/1500002", person: PERSON });

let clock = 0;
let server: LeadloversServer;
let account: DestinationAccount;

beforeEach(async () => {
  clock = 0;
  server = await startLeadloversServer({ now: () => clock, visibleAfterMs: 15_000 });
  account = leadloversAccount({ "base-url": server.url });
});

afterEach(() => server.close());

async function sent(...intents: [Intent, ...Intent[]]): Promise<Verdict> {
  const request = leadlovers.buildRequest(intents, account);
  if (!request.ok) throw new Error(request.error.code);
  return leadlovers.readResponse(await exchange(request.value), intents[0], account);
}

async function confirmed(): Promise<boolean | null | undefined> {
  const request = leadlovers.confirm?.request(INSERT, account);
  return request === undefined ? undefined : leadlovers.confirm?.read(await exchange(request), INSERT);
}

const asked = () => server.calls.map(({ method, path }) => `${method} ${path}`);

describe("with a server in between", () => {
  test("a lead is put into a funnel with its tag, is known after a while, and taken out again", async () => {
    expect(await sent(INSERT, TAG)).toEqual({ kind: "delivered", settleMs: 15_000 });
    expect(server.lead(EMAIL)).toBeUndefined();

    clock += 15_000;
    expect(server.lead(EMAIL)).toEqual({
      email: EMAIL,
      name: "Marina Exemplo",
      phone: "41900000001",
      places: ["700001/1500002/1"],
      tags: [640001],
    });

    expect(await sent(UNTAG)).toEqual({ kind: "delivered" });
    expect(await sent(LEAVE)).toEqual({ kind: "delivered" });
    expect(server.lead(EMAIL)).toMatchObject({ places: [], tags: [] });
    expect(asked()).toEqual(["POST /Lead", "DELETE /Tag", "DELETE /Lead/Funnel"]);
  });

  test("a tag that comes before its lead is tried again until the lead is known", async () => {
    await sent(INSERT);
    expect(await sent(TAG)).toMatchObject({ kind: "retry", reason: { code: "leadlovers.not-found-yet" } });

    clock += 15_000;
    expect(await sent(TAG)).toEqual({ kind: "delivered" });
    expect(server.lead(EMAIL)?.tags).toEqual([640001]);
  });

  test("a lead that is put in with PUT is known at once", async () => {
    account = leadloversAccount({ "base-url": server.url, "insert-method": "put" });

    expect(await sent(INSERT, TAG)).toEqual({ kind: "delivered", settleMs: 15_000 });
    expect(server.lead(EMAIL)).toMatchObject({ places: ["700001/1500002/1"], tags: [640001] });
    expect(asked()).toEqual(["PUT /Lead"]);
  });

  test.each([
    ["bad-machine", "refused"],
    ["unauthorized", "refused"],
    ["failure-in-200", "refused"],
    ["unsuccessful-in-200", "refused"],
    ["rate-limited", "retry"],
    ["broken", "retry"],
    ["html", "uncertain"],
    ["empty", "uncertain"],
  ] as const)("what goes wrong is told: %s", async (fault, kind) => {
    server.fail(fault);

    expect((await sent(INSERT)).kind).toBe(kind);
    expect(await sent(INSERT)).toMatchObject({ kind: "delivered" });
  });

  test("an answer of the CDN's block says when to come back, and is no JSON", async () => {
    server.fail("rate-limited");
    const response = await exchange(probe(account));

    expect(response.status).toBe(429);
    expect(new Map(response.headers).get("retry-after")).toBe("30");
    expect(Buffer.from(response.body).toString()).toBe("error code: 1015");
  });

  test("an insert whose answer breaks off is found once it is known, and not sooner", async () => {
    server.fail("cut");
    await expect(sent(INSERT)).rejects.toThrow();
    expect(await confirmed()).toBe(false);

    clock += 15_000;
    expect(await confirmed()).toBe(true);
  });

  test("an insert that was never taken in is not found", async () => {
    server.fail("hang-up");
    await expect(sent(INSERT)).rejects.toThrow();

    clock += 15_000;
    expect(await confirmed()).toBe(false);
  });

  test("a machine, or a tag, that the account does not have is refused", async () => {
    expect(await sent({ ...INSERT, code: "799999/1/1" })).toMatchObject({
      kind: "refused",
      reason: { params: { status: 400, code: "400" } },
    });
    expect(await sent({ ...TAG, code: "649999" })).toMatchObject({ kind: "refused", reason: { params: { status: 400, code: "400" } } });
  });

  test("a wrong token is refused, for every action and for the probe", async () => {
    account = leadloversAccount({ "base-url": server.url }, { token: "11111111111111111111111111111111" });

    for (const intent of [INSERT, TAG, UNTAG, LEAVE]) {
      expect(await sent(intent)).toMatchObject({ kind: "refused", reason: { code: "leadlovers.unauthorized" } });
    }
    expect(leadlovers.readProbe?.(await exchange(probe(account)))).toMatchObject({ code: "leadlovers.unauthorized" });
    expect(server.lead(EMAIL)).toBeUndefined();
  });

  test("the probe reads who the token belongs to, and changes nothing", async () => {
    expect(leadlovers.probe(account)).toMatchObject({
      method: "GET",
      url: `${server.url}/User?token=00000000000000000000000000000000`,
    });
    expect(leadlovers.readProbe?.(await exchange(probe(account)))).toBeNull();

    server.fail("html");
    expect(leadlovers.readProbe?.(await exchange(probe(account)))).toEqual({ code: "leadlovers.unclear", params: { status: 200 } });
  });
});

describe("what can be looked up", () => {
  test.each([
    ["machines", [], ["MachineCode", "MachineName"]],
    ["sequences", ["machine"], ["SequenceCode", "SequenceName"]],
    ["levels", ["machine", "sequence"], ["Sequence", "Subject", "ModelCode (not the level)"]],
    ["tags", [], ["Id", "Title"]],
  ])("%s", (name, takes, columns) => {
    expect(leadlovers.queries.find((query) => query.name === name)).toMatchObject({ takes, columns });
  });

  test("machines, page by page", async () => {
    const pages = await Promise.all([1, 2, 3].map(async (page) => MACHINES.read(await exchange(MACHINES.request(account, [], page)))));
    const rows = pages.map((page) => (page.ok ? page.value : []));

    expect(rows.map((page) => page.length)).toEqual([10, 2, 0]);
    expect(rows[0]?.[0]).toEqual(["700001", "Máquina 1"]);
    expect(rows[1]?.at(-1)).toEqual(["700012", "Máquina 12"]);
  });

  test("funnels of a machine, levels of a funnel with what is taken for them by mistake, and tags", async () => {
    expect(SEQUENCES.read(await exchange(SEQUENCES.request(account, ["700001"], 1)))).toEqual({
      ok: true,
      value: [
        ["1500001", "Recuperação"],
        ["1500002", "Pós-venda"],
      ],
    });
    expect(LEVELS.read(await exchange(LEVELS.request(account, ["700001", "1500002"], 1)))).toEqual({
      ok: true,
      value: [
        ["1", "Boas-vindas", "9300011"],
        ["2", "Primeiros passos", "9300012"],
      ],
    });
    expect(TAGS.read(await exchange(TAGS.request(account, [], 1)))).toEqual({
      ok: true,
      value: [
        ["640001", "aluno"],
        ["640002", "comprador"],
      ],
    });
    expect(server.calls.map(({ method, path, query }) => `${method} ${path} ${[...query].slice(1).join(" ")}`.trim())).toEqual([
      "GET /EmailSequences machineCode,700001",
      "GET /Levels machineCode,700001 sequenceCode,1500002",
      "GET /Tags",
    ]);
  });

  test.each([
    ["unauthorized", { code: "leadlovers.unauthorized", params: { status: 401, code: "Unauthorized" } }],
    ["rate-limited", { code: "leadlovers.not-told", params: { status: 429, code: "none" } }],
    ["html", { code: "leadlovers.unclear", params: { status: 200 } }],
  ] as const)("not when the answer is none: %s", async (fault, error) => {
    server.fail(fault);

    expect(TAGS.read(await exchange(TAGS.request(account, [], 1)))).toEqual({ ok: false, error });
  });

  test("without what has no code, and with a title that is missing left blank", () => {
    expect(TAGS.read(answered(200, '{"Tags":[{"Title":"sem código"},{"Id":640003},"x",null]}'))).toEqual({
      ok: true,
      value: [["640003", ""]],
    });
  });

  test("an account without tags is a list with nothing in it, and an answer without a list is an error", () => {
    expect(TAGS.read(answered(200, '{"Tags":[]}'))).toEqual({ ok: true, value: [] });
    expect(TAGS.read(answered(200, '{"Items":[]}'))).toMatchObject({ ok: false });
  });

  test("an argument cannot reach beyond its place in the address", () => {
    const url = new URL(SEQUENCES.request(account, ["1&token=x#/y"], 1).url);

    expect([...url.searchParams]).toEqual([
      ["token", "00000000000000000000000000000000"],
      ["machineCode", "1&token=x#/y"],
    ]);
  });
});
