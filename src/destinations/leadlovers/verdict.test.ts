import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { answered, leadloversAccount } from "../../../test/support/leadlovers-exchange.ts";
import type { Intent, Verdict } from "../contract.ts";
import { leadlovers } from "./index.ts";

const INSERT = anIntent({ action: "sequence.add", target: "vendas/boas-vindas", value: "boas-vindas", code: "700001/1500002/1" });
const TAG = anIntent({ action: "tag.add", target: "aluno", value: "on", code: "640001" });
const UNTAG = anIntent({ action: "tag.remove", target: "aluno", value: null, code: "640001" });
const LEAVE = anIntent({ action: "funnel.remove", target: "vendas", value: null, code: "700001/1500001" });
const ALL = [INSERT, TAG, UNTAG, LEAVE] as const;

const QUEUED = '{ "StatusCode": 200, "Message": "Novo lead inserido na fila para processamento.", "Exception": null }';
const HTML = "<!DOCTYPE html><html><body>Manutenção</body></html>";

function verdict(status: number, body: string, intent: Intent): Verdict {
  return leadlovers.readResponse(answered(status, body), intent, leadloversAccount());
}

function brief(status: number, body: string, intent: Intent): string {
  const { kind, ...rest } = verdict(status, body, intent);
  return "reason" in rest ? `${kind} ${rest.reason.code}` : kind;
}

describe("an answer of leadlovers about any action", () => {
  test.each([
    ["a queued insert", 200, QUEUED, "delivered"],
    ["a tag", 200, '{"StatusCode":200,"Message":"Sucesso ao inserir tag"}', "delivered"],
    ["other words, for prose is not compared", 200, '{"StatusCode":200,"Message":"Sucesso!"}', "delivered"],
    ["a lead, without a status code", 200, '{"Code":910001,"Email":"marina@example.com","Name":"Marina Exemplo"}', "delivered"],
    ["any status of 2xx in the body", 201, '{"StatusCode":299,"Success":true,"Error":"","Exception":"  "}', "delivered"],
    ["a number as text", 200, '{"StatusCode":"200"}', "delivered"],
    ["a byte order mark in front", 200, `\uFEFF${QUEUED}`, "delivered"],

    ["a bad machine", 400, '{"StatusCode":400,"Message":"Código da Máquina inválido"}', "refused leadlovers.refused"],
    ["a word as status code", 400, '{"StatusCode":"BadRequest"}', "refused leadlovers.refused"],
    ["a success in the body of an HTTP error", 400, QUEUED, "refused leadlovers.refused"],
    ["an HTTP error without JSON", 422, HTML, "refused leadlovers.refused"],
    ["a redirect", 302, "", "refused leadlovers.refused"],
    ["an address that is gone", 410, "", "refused leadlovers.refused"],
    ["what is not implemented", 501, "", "refused leadlovers.refused"],

    ["a wrong token", 401, '{"StatusCode":"Unauthorized"}', "refused leadlovers.unauthorized"],
    ["a wrong token, told in the body only", 400, '{"StatusCode":"Unauthorized"}', "refused leadlovers.unauthorized"],
    ["a wrong token in a 200", 200, '{"StatusCode":"Unauthorized"}', "refused leadlovers.unauthorized"],
    ["a forbidden call", 403, HTML, "refused leadlovers.unauthorized"],

    ["a failure in a 200", 200, '{"StatusCode":400,"Message":"Código da Máquina inválido"}', "refused leadlovers.refused"],
    ["a failure as text in a 200", 200, '{"StatusCode":"400"}', "refused leadlovers.refused"],
    ["a word in a 200", 200, '{"StatusCode":"BadRequest"}', "refused leadlovers.refused"],
    ["a broken server in a 200: an insert that got a 2xx is never repeated", 200, '{"StatusCode":500}', "refused leadlovers.refused"],
    ["no success", 200, '{"StatusCode":200,"Success":false}', "refused leadlovers.refused"],
    ["an error", 200, '{"StatusCode":200,"Error":"falha"}', "refused leadlovers.refused"],
    ["an exception", 200, '{"StatusCode":200,"Exception":{"Message":"falha"}}', "refused leadlovers.refused"],

    ["the CDN's block, which is no JSON", 429, "error code: 1015", "retry leadlovers.later"],
    ["a broken server", 500, HTML, "retry leadlovers.later"],
    ["a server that is busy", 503, "", "retry leadlovers.later"],
    ["a gateway without a server", 502, HTML, "retry leadlovers.later"],
    ["a request that took too long", 408, "", "retry leadlovers.later"],
    ["a broken server whose body claims success", 500, QUEUED, "retry leadlovers.later"],

    ["a page", 200, HTML, "uncertain leadlovers.unclear"],
    ["nothing", 200, "", "uncertain leadlovers.unclear"],
    ["no content", 204, "", "uncertain leadlovers.unclear"],
    ["half of an answer", 200, QUEUED.slice(0, 40), "uncertain leadlovers.unclear"],
    ["a list", 200, "[]", "uncertain leadlovers.unclear"],
    ["a text", 200, '"ok"', "uncertain leadlovers.unclear"],
    ["null", 200, "null", "uncertain leadlovers.unclear"],
    ["a status code that is neither", 200, '{"StatusCode":302}', "uncertain leadlovers.unclear"],
    ["a word that says yes, which nobody has seen", 200, '{"StatusCode":"OK"}', "uncertain leadlovers.unclear"],
  ])("is read: %s", (_, status, body, expected) => {
    for (const intent of ALL) expect(brief(status, body, intent), intent.action).toBe(expected);
  });

  test("is some verdict, whatever it says, and never tells what the body says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), fc.constantFrom(...ALL), (status, body, intent) => {
        const text = JSON.stringify(verdict(status, `{"StatusCode":"marina@example.com","Message":${JSON.stringify(body)}}`, intent));

        expect(text).toMatch(/^\{"kind":"(delivered|retry|refused|uncertain)"/);
        expect(text).not.toContain("marina");
        expect(["delivered", "retry", "refused", "uncertain"]).toContain(verdict(status, body, intent).kind);
      }),
    );
  });

  test("has its status and its code told", () => {
    expect(verdict(400, '{"StatusCode":"BadRequest","Message":"marina@example.com"}', TAG)).toEqual({
      kind: "refused",
      reason: { code: "leadlovers.refused", params: { status: 400, code: "BadRequest" } },
    });
    expect(verdict(503, "", TAG)).toEqual({
      kind: "retry",
      reason: { code: "leadlovers.later", params: { status: 503, code: "none" } },
    });
  });
});

describe("an answer of leadlovers about one action", () => {
  test.each([
    [404, '{"StatusCode":"NotFound","Message":"Lead não encontrado (texto inventado)"}'],
    [404, HTML],
    [400, '{"StatusCode":404}'],
    [200, '{"StatusCode":"NotFound"}'],
  ])("that finds no lead has a tag tried again, for the lead may be queued (HTTP %i %s)", (status, body) => {
    expect(brief(status, body, TAG)).toBe("retry leadlovers.not-found-yet");
    expect(ALL.filter((intent) => intent !== TAG).map((intent) => brief(status, body, intent))).toEqual([
      "refused leadlovers.not-found",
      "refused leadlovers.not-found",
      "refused leadlovers.not-found",
    ]);
  });

  test.each([504, 524])("that never reached the gateway leaves an insert in doubt (HTTP %i)", (status) => {
    expect(brief(status, HTML, INSERT)).toBe("uncertain leadlovers.no-answer");
    expect([TAG, UNTAG, LEAVE].map((intent) => brief(status, HTML, intent))).toEqual(Array(3).fill("retry leadlovers.later"));
  });

  test("has what follows an insert wait until the lead is known, as long as was set", () => {
    const settled = (settings: Record<string, string>) =>
      leadlovers.readResponse(answered(200, QUEUED), INSERT, leadloversAccount(settings));

    expect(settled({})).toEqual({ kind: "delivered", settleMs: 15_000 });
    expect(settled({ "settle-delay": "1m" })).toEqual({ kind: "delivered", settleMs: 60_000 });
    expect(leadlovers.readResponse(answered(200, QUEUED), INSERT)).toEqual({ kind: "delivered", settleMs: 15_000 });
  });

  test("has nothing wait after a tag or a removal", () => {
    for (const intent of [TAG, UNTAG, LEAVE]) expect(verdict(200, '{"StatusCode":200}', intent)).toEqual({ kind: "delivered" });
  });
});
