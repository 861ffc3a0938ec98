import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { leadloversAccount } from "../../../test/support/leadlovers-exchange.ts";
import type { Intent, OutboundRequest } from "../contract.ts";
import { leadlovers } from "./index.ts";

const MARINA = { name: "Marina Exemplo", email: "marina@example.com", phone: "+5541900000001", document: null };
const NOBODY = { name: null, email: null, phone: null, document: null };

const INSERT = anIntent({
  action: "sequence.add",
  target: "vendas/boas-vindas",
  value: "boas-vindas",
  code: "700001/1500002/1",
  person: MARINA,
});
const TAG = anIntent({ action: "tag.add", target: "aluno", value: "on", code: "640001", person: MARINA });
const UNTAG = anIntent({ action: "tag.remove", target: "comprador", value: null, code: "640002", person: MARINA });
const LEAVE = anIntent({ action: "funnel.remove", target: "recuperacao", value: null, code: "700001/1500001", person: MARINA });

const ACCOUNT = leadloversAccount();

function built(intents: readonly [Intent, ...Intent[]], account = ACCOUNT): OutboundRequest {
  const request = leadlovers.buildRequest(intents, account);
  if (!request.ok) throw new Error(request.error.code);
  return request.value;
}

function shown({ method, url, headers, body }: OutboundRequest): string {
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return [...lines, ...(body.length === 0 ? [] : ["", new TextDecoder().decode(body)])].join("\n");
}

function problem(intents: readonly [Intent, ...Intent[]]): unknown {
  const request = leadlovers.buildRequest(intents, ACCOUNT);
  return request.ok ? null : request.error;
}

function bodyOf(request: OutboundRequest): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(request.body)) as Record<string, unknown>;
}

describe("a request of leadlovers", () => {
  test("adds to a funnel with everything that is known, and a tag in the same call", () => {
    expect(shown(built([INSERT, TAG]))).toBe(
      `POST https://llapi.leadlovers.com/webapi/Lead?token=00000000000000000000000000000000
Accept: application/json
Content-Type: application/json

{"Name":"Marina Exemplo","Email":"marina@example.com","Phone":"41900000001","MachineCode":700001,"EmailSequenceCode":1500002,"SequenceLevelCode":1,"Tag":640001,"Score":0}`,
    );
  });

  test("adds to a funnel with the four fields that are needed, and no empty one", () => {
    const intent = { ...INSERT, person: { ...NOBODY, email: "marina@example.com", name: "  " } };

    expect(shown(built([intent]))).toBe(
      `POST https://llapi.leadlovers.com/webapi/Lead?token=00000000000000000000000000000000
Accept: application/json
Content-Type: application/json

{"Email":"marina@example.com","MachineCode":700001,"EmailSequenceCode":1500002,"SequenceLevelCode":1}`,
    );
  });

  test("adds or updates with PUT where that was chosen, and leaves the score alone", () => {
    expect(shown(built([INSERT, TAG], leadloversAccount({ "insert-method": "put" })))).toBe(
      `PUT https://llapi.leadlovers.com/webapi/Lead?token=00000000000000000000000000000000
Accept: application/json
Content-Type: application/json

{"Name":"Marina Exemplo","Email":"marina@example.com","Phone":"41900000001","MachineCode":700001,"EmailSequenceCode":1500002,"SequenceLevelCode":1,"Tag":640001}`,
    );
  });

  test("adds a tag", () => {
    expect(shown(built([{ ...TAG, code: "640002" }]))).toBe(
      `POST https://llapi.leadlovers.com/webapi/Tag?token=00000000000000000000000000000000
Accept: application/json
Content-Type: application/json

{"Email":"marina@example.com","Tag":640002,"Score":0}`,
    );
  });

  test("removes a tag with DELETE, and everything in the query", () => {
    expect(shown(built([UNTAG]))).toBe(
      `DELETE https://llapi.leadlovers.com/webapi/Tag?token=00000000000000000000000000000000&email=marina%40example.com&tag=640002
Accept: application/json`,
    );
  });

  test("removes from a funnel with DELETE, and everything in the query", () => {
    expect(shown(built([LEAVE]))).toBe(
      `DELETE https://llapi.leadlovers.com/webapi/Lead/Funnel?token=00000000000000000000000000000000&machineCode=700001&sequenceCode=1500001&email=marina%40example.com
Accept: application/json`,
    );
  });

  test("goes to the address that was set, with a bearer where one was given", () => {
    const account = leadloversAccount({ "base-url": "http://127.0.0.1:4999/webapi" }, { bearer: "made-up-bearer" });

    expect(shown(built([UNTAG], account))).toBe(
      `DELETE http://127.0.0.1:4999/webapi/Tag?token=00000000000000000000000000000000&email=marina%40example.com&tag=640002
Accept: application/json
Authorization: Bearer made-up-bearer`,
    );
  });

  test.each([UNTAG, LEAVE])("writes a plus in an e-mail as %2B, so that no other lead is meant: $action", (intent) => {
    const { url } = built([{ ...intent, person: { ...MARINA, email: "marina+curso&x=1@example.com" } }]);

    expect(url).toContain("email=marina%2Bcurso%26x%3D1%40example.com");
    expect(new URL(url).searchParams.get("email")).toBe("marina+curso&x=1@example.com");
  });

  test("breaks on no e-mail, however it is broken", () => {
    expect(built([{ ...UNTAG, person: { ...MARINA, email: "marina\uD800@example.com" } }]).url).toContain(
      "email=marina%EF%BF%BD%40example.com",
    );
  });

  test("carries any e-mail so that a server reads the same", () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: "small" }), (email) => {
        fc.pre(email.length <= 100);
        const person = { ...MARINA, email };

        expect(new URL(built([{ ...UNTAG, person }]).url).searchParams.get("email")).toBe(email);
        expect(bodyOf(built([{ ...INSERT, person }])).Email).toBe(email);
      }),
    );
  });

  test.each([
    ["+5541900000001", "41900000001"],
    ["+554130000001", "4130000001"],
    ["+5555900000001", "55900000001"],
    ["+351910000001", "351910000001"],
  ])("sends the phone %s as %s", (phone, sent) => {
    expect(bodyOf(built([{ ...INSERT, person: { ...MARINA, phone } }])).Phone).toBe(sent);
  });

  test.each([
    ["a".repeat(101), "a".repeat(100)],
    [`${"a".repeat(99)}😀b`, "a".repeat(99)],
    [`${"a".repeat(98)}😀b`, `${"a".repeat(98)}😀`],
    [`${"a".repeat(99)} b`, "a".repeat(99)],
  ])("cuts a name to 100 characters, and none in halves", (name, sent) => {
    expect(bodyOf(built([{ ...INSERT, person: { ...MARINA, name } }])).Name).toBe(sent);
  });

  test("takes a tag or a funnel that is a code already", () => {
    const tag = { ...TAG, target: "640002", code: null };
    const funnel = { ...LEAVE, target: "700002/1500009", code: null };

    expect(bodyOf(built([tag])).Tag).toBe(640002);
    expect(built([funnel]).url).toContain("machineCode=700002&sequenceCode=1500009&");
  });

  test("prefers the code that was mapped to a target that looks like one", () => {
    expect(bodyOf(built([{ ...TAG, target: "2026", code: "640002" }])).Tag).toBe(640002);
  });
});

describe("nothing is sent to leadlovers", () => {
  test.each([
    [
      { ...TAG, code: null },
      { object: "tag:aluno", example: "640001" },
    ],
    [
      { ...UNTAG, code: null },
      { object: "tag:comprador", example: "640001" },
    ],
    [
      { ...LEAVE, code: null },
      { object: "funnel:recuperacao", example: "700001/1500002" },
    ],
    [
      { ...INSERT, code: null },
      { object: "sequence:vendas/boas-vindas", example: "700001/1500002/1" },
    ],
  ])("for a target without a code, and the reason names it: $1.object", (intent, params) => {
    expect(problem([intent])).toEqual({ code: "leadlovers.not-mapped", params });
  });

  test.each([
    [{ ...TAG, code: "aluno" }, "leadlovers.bad-tag"],
    [{ ...LEAVE, code: "1500001" }, "leadlovers.bad-funnel"],
    [{ ...INSERT, code: "700001/1500002" }, "leadlovers.bad-sequence"],
  ])("for a code that is none", (intent, code) => {
    expect(problem([intent])).toMatchObject({ code });
  });

  test.each([
    [null, "leadlovers.no-email"],
    ["  ", "leadlovers.no-email"],
    [`${"a".repeat(90)}@example.com`, "leadlovers.long-email"],
  ])("without an e-mail that it can keep", (email, code) => {
    for (const intent of [INSERT, TAG, UNTAG, LEAVE]) {
      expect(problem([{ ...intent, person: { ...MARINA, email } }])).toMatchObject({ code });
    }
  });

  test.each(["access.grant", "access.block", "notify", "forward"] as const)("for %s", (action) => {
    expect(problem([anIntent({ action })])).toEqual({ code: "leadlovers.other-action", params: { action } });
  });

  test("with a joined tag whose code is none", () => {
    expect(problem([INSERT, { ...TAG, code: "aluno" }])).toMatchObject({ code: "leadlovers.bad-tag" });
  });

  test("with a bearer that no header can carry", () => {
    const request = leadlovers.buildRequest([TAG], leadloversAccount({}, { bearer: "chave-é" }));

    expect(request).toEqual({ ok: false, error: { code: "secret.not-header", params: { name: "bearer" } } });
  });

  test("and the reason tells neither token nor buyer", () => {
    const unmapped = [INSERT, TAG, UNTAG, LEAVE].map((intent) => JSON.stringify(problem([{ ...intent, code: null }])));

    expect(unmapped).toHaveLength(4);
    for (const text of unmapped) expect(text).not.toMatch(/0{32}|marina|9000000/i);
  });
});

describe("joining", () => {
  const joins = (first: Intent, next: Intent) => leadlovers.joins?.(first, next);

  test("takes a tag into the insert that goes before it", () => {
    expect(joins(INSERT, TAG)).toBe(true);
  });

  test.each([
    ["two tags", TAG, TAG],
    ["a tag that is taken away", INSERT, UNTAG],
    ["a second insert", INSERT, INSERT],
    ["a tag after a removal", LEAVE, TAG],
    ["an insert after a tag", TAG, INSERT],
    ["a tag without a code, which is not to hold up the insert", INSERT, { ...TAG, code: null }],
  ])("leaves apart %s", (_, first, next) => {
    expect(joins(first, next)).toBe(false);
  });
});
