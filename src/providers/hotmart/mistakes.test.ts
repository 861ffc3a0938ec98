import { describe, expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { InboundRequest } from "../../core/http-message.ts";

const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const OTHER = "Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0Kk12345";
const JSON_TYPE = ["Content-Type", "application/json"] as const;
const SALE = {
  id: "6d1f1a8e-0000-4000-8000-000000000001",
  creation_date: 1_762_171_361_507,
  event: "PURCHASE_APPROVED",
  version: "2.0.0",
  data: {
    product: { id: 1001, name: "Curso X" },
    buyer: { email: "ana@example.com", name: "Ana Teste" },
    purchase: { transaction: "HP0900000001", status: "APPROVED", price: { value: 197, currency_value: "BRL" } },
  },
};

interface Sent {
  readonly target?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

function call({ target = "/hooks/hotmart", headers = [], body = JSON.stringify(SALE) }: Sent): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers: [JSON_TYPE, ...headers], body: new TextEncoder().encode(body) });
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const form = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams({ prod: "1001", transaction: "HP0900000002", status: "approved", ...fields }).toString();

describe("the hottok in a place where nobody looks", () => {
  test.each<readonly [string, Sent, string, Readonly<Record<string, string>>]>([
    ["in the address", { target: `/hooks/hotmart?hottok=${HOTTOK}` }, "sent-in-query", { name: "hottok" }],
    ["in the address under another name", { target: `/hooks/hotmart?a=1&token=${HOTTOK}` }, "sent-in-query", { name: "token" }],
    ["in the address without a name", { target: `/hooks/hotmart?${HOTTOK}` }, "sent-in-query", { name: "…" }],
    ["in the path", { target: `/hooks/hotmart/${HOTTOK}` }, "sent-in-path", {}],
    ["in another header", { headers: [["X-Hottok", HOTTOK]] }, "sent-in-header", { name: "X-Hottok" }],
    ["in a header of another vendor's", { headers: [["X-Hotmart-Webhook-Token", HOTTOK]] }, "sent-in-header", {}],
    ["as Bearer", { headers: [["Authorization", `Bearer ${HOTTOK}`]] }, "sent-as-bearer", {}],
    ["bare in Authorization", { headers: [["Authorization", HOTTOK]] }, "sent-bare", {}],
    ["as the password of Basic", { headers: [["Authorization", `Basic ${base64(`hotmart:${HOTTOK}`)}`]] }, "sent-as-basic", {}],
    ["as Basic without a user", { headers: [["Authorization", `Basic ${base64(HOTTOK)}`]] }, "sent-as-basic", {}],
    [
      "deep in the body",
      { body: JSON.stringify({ ...SALE, data: { ...SALE.data, hottok: HOTTOK } }) },
      "sent-in-body",
      { name: "data.hottok" },
    ],
    ["in another field of the body", { body: JSON.stringify({ ...SALE, token: HOTTOK }) }, "sent-in-body", { name: "token" }],
    ["in another field of a form", { body: form({ token: HOTTOK }) }, "sent-in-body", { name: "token" }],
    ["in quotes", { headers: [["X-HOTMART-HOTTOK", `"${HOTTOK}"`]] }, "sent-padded", {}],
    ["after the word Bearer", { headers: [["X-HOTMART-HOTTOK", `Bearer ${HOTTOK}`]] }, "sent-padded", {}],
    [
      "beside a wrong one",
      {
        headers: [
          ["X-HOTMART-HOTTOK", OTHER],
          ["X-HOTMART-HOTTOK", HOTTOK],
        ],
      },
      "sent-twice",
      {},
    ],
    [
      "in the header, with another one in the body",
      { headers: [["X-HOTMART-HOTTOK", HOTTOK]], body: JSON.stringify({ ...SALE, hottok: OTHER }) },
      "sent-twice",
      {},
    ],
  ])("%s is found", async (_, sent, code, params) => {
    const found = await diagnosed("hotmart", call(sent), { hottok: [HOTTOK] });

    expect(found).toMatchObject({ code, params: { what: "hottok", place: "X-HOTMART-HOTTOK", ...params } });
  });

  test("is found with an older accepted value too", async () => {
    const found = await diagnosed("hotmart", call({ target: `/hooks/hotmart?hottok=${HOTTOK}` }), { hottok: [OTHER, HOTTOK] });

    expect(found.code).toBe("sent-in-query");
  });

  test("the name of a field that may be a secret itself is not said", async () => {
    const found = await diagnosed("hotmart", call({ target: `/hooks/hotmart?${OTHER}=${HOTTOK}` }), { hottok: [HOTTOK] });

    expect(found).toMatchObject({ code: "sent-in-query", params: { name: "…" } });
  });
});

describe("a call that carries nothing that fits", () => {
  test("a platform that copies Hotmart's format is named", async () => {
    const found = await diagnosed("hotmart", call({ body: form({ hottok: OTHER, payment_engine: "Evermart" }) }), { hottok: [HOTTOK] });

    expect(found).toMatchObject({ code: "shows-clone", params: { engine: "evermart" } });
  });

  test("the panel's test is told as one", async () => {
    const test = {
      ...SALE,
      data: {
        ...SALE.data,
        product: { id: 0, name: "Produto test postback2" },
        buyer: { email: "testeComprador271101postman15@example.com" },
      },
    };
    const found = await diagnosed("hotmart", call({ headers: [["X-HOTMART-HOTTOK", OTHER]], body: JSON.stringify(test) }), {
      hottok: [HOTTOK],
    });

    expect(found.code).toBe("shows-test");
  });

  test("and of any other it is said what it was compared with", async () => {
    const found = await diagnosed("hotmart", call({ headers: [["X-HOTMART-HOTTOK", OTHER]] }), { hottok: [HOTTOK] });

    expect(found.text).toBe("no known mistake explains it; what is kept (fingerprint, since): hottok 0a1b2c3d (2026-10-01)");
  });
});
