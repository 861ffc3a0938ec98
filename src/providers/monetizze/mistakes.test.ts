import { describe, expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const PRODUCT_KEY = "fedcba9876543210fedcba9876543210";
const SALE = { "produto[codigo]": "400001", "tipoEvento[codigo]": "2", "venda[codigo]": "50000001" };

interface Sent {
  readonly target?: string;
  readonly headers?: HeaderList;
  readonly fields?: Readonly<Record<string, string>>;
}

function call({ target = "/hooks/monetizze", headers = [], fields = {} }: Sent): InboundRequest {
  const body = new TextEncoder().encode(new URLSearchParams({ ...SALE, ...fields }).toString());
  return new InboundRequest({ method: "POST", target, headers, body });
}

describe("the account's key", () => {
  test.each<readonly [string, Sent, string]>([
    ["in the address", { target: `/hooks/monetizze?chave_unica=${KEY}` }, "sent-in-query"],
    ["in the header of the API", { headers: [["X_CONSUMER_KEY", KEY]] }, "sent-in-header"],
    ["as Bearer", { headers: [["Authorization", `Bearer ${KEY}`]] }, "sent-as-bearer"],
    ["in another field", { fields: { chaveUnica: KEY } }, "sent-in-body"],
    ["with blanks around it", { fields: { chave_unica: ` ${KEY} ` } }, "sent-padded"],
  ])("%s is found", async (_, sent, code) => {
    expect(await diagnosed("monetizze", call(sent), { key: [KEY] })).toMatchObject({ code, params: { what: "key", place: "chave_unica" } });
  });

  test("is found where it was kept as the token of the API", async () => {
    const found = await diagnosed("monetizze", call({ fields: { chave_unica: KEY } }), { key: [PRODUCT_KEY], "api-token": [KEY] });

    expect(found).toMatchObject({ code: "stored-under-other-name", params: { secret: "key", under: "api-token" } });
  });
});

describe("the product's key kept in place of the account's", () => {
  const json = {
    chave_unica: KEY,
    tipoEvento: { codigo: "2" },
    produto: { codigo: "400001", chave: PRODUCT_KEY },
    venda: { codigo: "50000001" },
  };

  test.each([
    ["a form", call({ fields: { chave_unica: KEY, "produto[chave]": PRODUCT_KEY } })],
    [
      "JSON",
      new InboundRequest({ method: "POST", target: "/hooks/monetizze", headers: [], body: new TextEncoder().encode(JSON.stringify(json)) }),
    ],
  ])("is found in %s", async (_, request) => {
    expect(await diagnosed("monetizze", request, { key: [PRODUCT_KEY] })).toMatchObject({
      code: "stored-product-key",
      params: { field: "produto.chave", place: "chave_unica" },
    });
  });
});
