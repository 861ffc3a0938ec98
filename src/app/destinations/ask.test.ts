import { describe, expect, test } from "vitest";
import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import { Secret } from "../../core/secret.ts";
import type { Destination, DestinationQuery } from "../../destinations/contract.ts";
import type { Sender, SendResult } from "../ports.ts";
import { askQuery, snippetOf } from "./ask.ts";
import { findCode } from "./find-code.ts";
import { probeDestination } from "./probe.ts";
import type { OpenDestination } from "./registered.ts";

const GET = { method: "GET", headers: [], body: new Uint8Array() } as const;

/** Answers every line of the body as one row. */
const ROWS: DestinationQuery["read"] = ({ status, body }) =>
  status === 200
    ? ok(
        new TextDecoder()
          .decode(body)
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => line.split("=")),
      )
    : err(note("crm.no-list"));

function query(name: string, takes: readonly string[], hasPages = false): DestinationQuery {
  return {
    name,
    takes,
    columns: ["Code", "Title"],
    request: (_account, args, page) => ({ ...GET, url: `https://crm.example.com/${[name, ...args].join("/")}?page=${page}` }),
    read: ROWS,
    ...(hasPages ? { hasPages: true as const } : {}),
  };
}

const KIND: Destination = {
  id: "crm",
  title: "CRM",
  actions: ["tag.add", "sequence.add"],
  settings: [],
  secrets: [{ name: "token", isRequired: true, whereToFind: "-", check: () => [] }],
  codes: [],
  policy: () => ({ concurrency: 1, spacingMs: 0, burst: 1, perDay: null, quiet: null }),
  doubt: () => "never",
  buildRequest: () => err(note("crm.no")),
  readResponse: () => ({ kind: "delivered" }),
  probe: () => ({ ...GET, url: "https://crm.example.com/me" }),
  queries: [query("tags", []), query("machines", [], true), query("levels", ["machine"])],
};

const OPEN: OpenDestination = {
  destination: { name: "crm", kind: "crm", settings: {}, codes: {}, isEnabled: true, disabledBecause: null },
  kind: KIND,
  account: {
    name: "crm",
    settings: new Map(),
    secrets: new Map([["token", [new Secret("made-up-token")]]]),
    now: "2026-11-03T12:00:00.000Z",
  },
};

function answer(status: number, text: string): Extract<SendResult, { kind: "answered" }> {
  return { kind: "answered", status, headers: [], body: new TextEncoder().encode(text), isCut: false, ms: 12 };
}

/** Answers by path and page, and remembers what it was asked. */
function sender(answers: Readonly<Record<string, SendResult>>): Sender & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    send: async ({ url }) => {
      const path = url.replace("https://crm.example.com", "");
      asked.push(path);
      return answers[path] ?? answer(404, "");
    },
    close: async () => undefined,
  };
}

describe("a query", () => {
  test("without pages is sent once", async () => {
    const api = sender({ "/tags?page=1": answer(200, "1=aluno\n2=comprador") });

    expect(await askQuery(OPEN, api, query("tags", []), [])).toStrictEqual(
      ok([
        ["1", "aluno"],
        ["2", "comprador"],
      ]),
    );
    expect(api.asked).toStrictEqual(["/tags?page=1"]);
  });

  test.each([
    ["brings nothing new", ["1=a\n2=b", "3=c\n4=d", "3=c\n4=d"]],
    ["is empty", ["1=a\n2=b", "3=c\n4=d", ""]],
    ["is shorter than the one before", ["1=a\n2=b\n3=c", "4=d"]],
  ])("with pages is sent until one %s", async (_how, pages) => {
    const api = sender(Object.fromEntries(pages.map((text, at) => [`/machines?page=${at + 1}`, answer(200, text)])));

    expect(await askQuery(OPEN, api, query("machines", [], true), [])).toStrictEqual(
      ok([
        ["1", "a"],
        ["2", "b"],
        ["3", "c"],
        ["4", "d"],
      ]),
    );
    expect(api.asked).toStrictEqual(pages.map((_, at) => `/machines?page=${at + 1}`));
  });

  test("that fails says why", async () => {
    const failed: SendResult = { kind: "failed", reason: note("send.timeout"), isSent: true, ms: 9 };

    expect(await askQuery(OPEN, sender({ "/tags?page=1": failed }), query("tags", []), [])).toStrictEqual(err(note("send.timeout")));
    expect(await askQuery(OPEN, sender({ "/tags?page=1": answer(500, "") }), query("tags", []), [])).toStrictEqual(
      err(note("crm.no-list")),
    );
  });
});

describe("a code by its name", () => {
  const api = () =>
    sender({
      "/tags?page=1": answer(200, "10=Aluno\n11=Pós-venda\n12=pos venda\n13=POS-VENDA\n14=10"),
      "/machines?page=1": answer(200, "1=Vendas\n2=Recuperação"),
      "/machines?page=2": answer(200, ""),
      "/levels/2?page=1": answer(200, "5=Boas vindas"),
    });
  const find = (names: readonly string[], text: string) => {
    const asking = api();
    return findCode(KIND, names, text, (one, args) => askQuery(OPEN, asking, one, args));
  };

  test.each([
    ["aluno", "10"],
    [" ALUNO ", "10"],
    ["11", "11"],
    ["10", "10"],
  ])("%j is %s", async (text, code) => {
    expect(await find(["tags"], text)).toStrictEqual(ok(code));
  });

  test.each([
    ["recuperacao/boas  vindas", "2/5"],
    ["2 / 5", "2/5"],
    ["Recuperação/5", "2/5"],
  ])("%j is %s, part by part", async (text, code) => {
    expect(await find(["machines", "levels"], text)).toStrictEqual(ok(code));
  });

  test("that several have, or none, is answered with candidates, those that hold it first", async () => {
    expect(await find(["tags"], "pós-venda")).toMatchObject({
      ok: false,
      error: {
        kind: "unclear",
        part: "pós-venda",
        candidates: [
          ["11", "Pós-venda"],
          ["13", "POS-VENDA"],
          ["10", "Aluno"],
          ["12", "pos venda"],
          ["14", "10"],
        ],
      },
    });
    expect(await find(["machines", "levels"], "2/x")).toMatchObject({
      ok: false,
      error: { kind: "unclear", part: "x", query: "levels", args: ["2"], candidates: [["5", "Boas vindas"]] },
    });
  });

  test("has as many parts as the code", async () => {
    expect(await find(["machines", "levels"], "Vendas")).toStrictEqual(err({ kind: "parts", parts: ["machines", "levels"] }));
  });

  test("is not found when the destination does not answer", async () => {
    expect(await find(["machines", "levels"], "1/5")).toStrictEqual(err({ kind: "unanswered", reason: note("crm.no-list") }));
  });
});

describe("the probe", () => {
  const probed = (sent: SendResult, open = OPEN) => probeDestination(open, sender({ "/me": sent }));

  test("is well when the status says so", async () => {
    expect(await probed(answer(204, ""))).toStrictEqual({ problem: null, status: 204, ms: 12, response: null });
  });

  test("is not well otherwise, and shows the answer without our secrets", async () => {
    expect(await probed(answer(401, '{ "error":\n  "made-up-token is wrong" }'))).toStrictEqual({
      problem: note("destination.status", { status: 401 }),
      status: 401,
      ms: 12,
      response: '{ "error": "[secret] is wrong" }',
    });
  });

  test("is read by the kind where the status does not say it all", async () => {
    const kind = { ...KIND, readProbe: () => note("crm.closed") };

    expect(await probed(answer(200, "closed"), { ...OPEN, kind })).toMatchObject({
      problem: note("crm.closed"),
      status: 200,
      response: "closed",
    });
  });

  test("may get no answer, or not be allowed to go", async () => {
    expect(await probed({ kind: "failed", reason: note("send.refused"), isSent: false, ms: 3 })).toMatchObject({
      problem: note("send.refused"),
      status: null,
      ms: 3,
    });
    expect(await probed({ kind: "forbidden", reason: note("send.forbidden-address") })).toMatchObject({ status: null, ms: null });
  });

  test("is not sent without the secrets that it needs, nor where the kind has none", async () => {
    const bare = { ...OPEN, account: { ...OPEN.account, secrets: new Map() } };
    const api = sender({});

    expect(await probeDestination(bare, api)).toMatchObject({ problem: note("secret.missing", { name: "token" }), status: null });
    expect(await probeDestination({ ...OPEN, kind: { ...KIND, problem: () => note("crm.no-instance") } }, api)).toMatchObject({
      problem: note("crm.no-instance"),
    });
    expect(await probeDestination({ ...OPEN, kind: { ...KIND, probe: () => null } }, api)).toBeNull();
    expect(api.asked).toStrictEqual([]);
  });
});

test("a long answer is cut, after the secrets were taken out", () => {
  const snippet = snippetOf(answer(500, `${"é".repeat(295)}made-up-token and more`), OPEN);

  expect(snippet).toBe(`${"é".repeat(295)}[secr...`);
});
