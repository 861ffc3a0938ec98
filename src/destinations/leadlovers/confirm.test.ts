import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { answered, leadloversAccount } from "../../../test/support/leadlovers-exchange.ts";
import { leadlovers } from "./index.ts";

const INSERT = anIntent({
  action: "sequence.add",
  target: "vendas/boas-vindas",
  value: "boas-vindas",
  code: "700001/1500002/1",
  person: { name: "Marina Exemplo", email: "marina+a@example.com", phone: null, document: null },
});

const PLACE = {
  LeadCode: 910001,
  LeadEmail: "marina+a@example.com",
  MachineCode: 700001,
  MachineName: "Máquina 1",
  SequenceCode: 1500002,
  SequenceName: "Pós-venda",
  Level: 1,
};

const read = (status: number, body: unknown) =>
  leadlovers.confirm?.read(answered(status, typeof body === "string" ? body : JSON.stringify(body)), INSERT);

describe("an insert in doubt", () => {
  test("is asked about first, and everything else repeated, since a set can be told twice", () => {
    const doubts = leadlovers.actions.map((action) => [action, leadlovers.doubt(anIntent({ action }))]);

    expect(doubts).toEqual([
      ["funnel.remove", "repeat"],
      ["sequence.add", "ask"],
      ["tag.add", "repeat"],
      ["tag.remove", "repeat"],
    ]);
  });

  test("is asked about by where the lead is", () => {
    const request = leadlovers.confirm?.request(INSERT, leadloversAccount());

    expect(request?.method).toBe("GET");
    expect(request?.url).toBe(
      "https://llapi.leadlovers.com/webapi/LeadLocation?token=00000000000000000000000000000000&email=marina%2Ba%40example.com",
    );
    expect(request?.headers).toEqual([["Accept", "application/json"]]);
    expect(request?.body).toHaveLength(0);
  });

  test.each([
    ["in machine and funnel", [PLACE], true],
    ["in them, and further on", [{ ...PLACE, Level: 7 }], true],
    ["in them among others", [{ ...PLACE, SequenceCode: 1500001 }, PLACE], true],
    ["in them, told as text", [{ ...PLACE, MachineCode: "700001", SequenceCode: "1500002" }], true],
    ["in another funnel", [{ ...PLACE, SequenceCode: 1500001 }], false],
    ["in a funnel of another machine", [{ ...PLACE, MachineCode: 700002 }], false],
    ["nowhere", [], false],
  ])("worked or not, as the lead is %s", (_, items, expected) => {
    expect(read(200, { Items: items })).toBe(expected);
  });

  test.each([
    ["the lead is not known", 404, '{"StatusCode":"NotFound"}', false],
    ["the lead is not known, in a 200", 200, '{"StatusCode":"NotFound"}', false],
    ["the token is refused", 401, '{"StatusCode":"Unauthorized"}', null],
    ["the CDN blocks", 429, "error code: 1015", null],
    ["the server is broken", 500, "", null],
    ["there is no list", 200, '{"StatusCode":200}', null],
    ["the list is none", 200, '{"Items":null}', null],
    ["the answer is a page", 200, "<html></html>", null],
    ["the answer is empty", 200, "", null],
  ])("is told by an answer or not: %s", (_, status, body, expected) => {
    expect(read(status, body)).toBe(expected);
  });

  test("is not told for a sequence whose code was taken away meanwhile", () => {
    expect(leadlovers.confirm?.read(answered(200, JSON.stringify({ Items: [PLACE] })), { ...INSERT, code: null })).toBeNull();
  });
});
