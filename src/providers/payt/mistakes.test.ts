import { expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";

const KEY = "00112233445566778899aabbccddeeff";
const OTHER = "ffeeddccbbaa99887766554433221100";
const ORDER = { type: "order", status: "paid", test: false, transaction_id: "A1B2C3", product: { code: "P1" } };

interface Sent {
  readonly target?: string;
  readonly headers?: HeaderList;
  readonly fields?: Readonly<Record<string, unknown>>;
}

function call({ target = "/hooks/payt", headers = [], fields = {} }: Sent): InboundRequest {
  const body = new TextEncoder().encode(JSON.stringify({ ...ORDER, ...fields }));
  return new InboundRequest({ method: "POST", target, headers: [["Content-Type", "application/json"], ...headers], body });
}

test.each<readonly [string, Sent, string]>([
  ["in the address", { target: `/hooks/payt?integration_key=${KEY}` }, "sent-in-query"],
  ["in the address, with a wrong one in the body", { target: `/hooks/payt?k=${KEY}`, fields: { integration_key: OTHER } }, "sent-in-query"],
  ["in a header", { headers: [["integration-key", KEY]] }, "sent-in-header"],
  ["as Bearer", { headers: [["Authorization", `Bearer ${KEY}`]] }, "sent-as-bearer"],
  ["in another field", { fields: { chave_unica: KEY } }, "sent-in-body"],
  ["inside of another object", { fields: { seller: { integration_key: KEY } } }, "sent-in-body"],
  ["with a blank behind it", { fields: { integration_key: `${KEY} ` } }, "sent-padded"],
])("the key %s is found", async (_, sent, code) => {
  expect(await diagnosed("payt", call(sent), { key: [KEY] })).toMatchObject({ code, params: { what: "key", place: "integration_key" } });
});

test("the key kept in capital letters is found", async () => {
  const found = await diagnosed("payt", call({ fields: { integration_key: KEY } }), { key: [KEY.toUpperCase()] });

  expect(found).toMatchObject({ code: "stored-in-other-case", params: { secret: "key" } });
});

test("a call of an account that tries things out is told as a test", async () => {
  const found = await diagnosed("payt", call({ fields: { integration_key: OTHER, test: true } }), { key: [KEY] });

  expect(found.code).toBe("shows-test");
});
