import { describe, expect, test } from "vitest";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const PART = 'Content-Disposition: form-data; name="edz_fat_cod"\r\n\r\n1\r\n';

function call(body: string, headers: HeaderList = []): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers, body: new TextEncoder().encode(body) });
}

function formatOf(request: InboundRequest): string {
  const read = eduzz.normalize(request, CONTEXT);
  return read.ok ? (read.value[0]?.format ?? "") : read.error.code;
}

describe("formats", () => {
  test.each([
    ["an envelope", '{"event":"myeduzz.invoice_paid","data":{}}', "eduzz/v3"],
    ["an envelope without data", '{"id":"1","event":"ping"}', "eduzz/v3"],
    ["an envelope that also has fields of the others", '{"event":"x","trans_cod":"1","edz_fat_cod":"1"}', "eduzz/v3"],
    ["a nested delivery", '{"type":"create","fields":{"edz_fat_cod":"1"}}', "eduzz/delivery"],
    ["a flat delivery", '{"edz_fat_cod":"1"}', "eduzz/delivery"],
    ["a delivery that names its type only", "type=remove&x=1", "eduzz/delivery"],
    ["a delivery as multipart", `--b\r\n${PART}--b--\r\n`, "eduzz/delivery"],
    ["multipart with bare line feeds", `--b\r\n${PART}--b--\r\n`.replaceAll("\r", ""), "eduzz/delivery"],
    ["multipart whose delimiter has an equals sign", `--b=c\r\n${PART}--b=c--\r\n`, "eduzz/delivery"],
    ["an invoice", "trans_cod=1", "eduzz/legacy"],
    ["a state without an invoice", '{"trans_status":3}', "eduzz/legacy"],
    ["a contract", '{"type":"contract"}', "eduzz/legacy"],
    ["a name of an event alone", '{"event_name":"contract_canceled"}', "eduzz/legacy"],
    ["a cart", '{"type":"abandonment"}', "eduzz/legacy"],
    ["a cart that names its product only", "product[id]=1", "eduzz/legacy"],
    ["a cart that names its product in JSON", '{"product[id]":"1"}', "eduzz/legacy"],
    ["an event that is no text", '{"event":{"a":1},"data":{}}', "body.not-recognised"],
    ["any object", '{"a":1}', "body.not-recognised"],
    ["a list", "[]", "body.not-recognised"],
    ["any form", "a=1", "body.not-recognised"],
    ["a text", "hello", "body.not-json"],
  ])("%s", (_, body, expected) => {
    expect(formatOf(call(body))).toBe(expected);
    expect(eduzz.admit(call(body)).ok).toBe(expected.startsWith("eduzz/"));
  });

  test("a broken form is told from broken JSON by its content type alone", () => {
    expect(formatOf(call("hello", [["content-type", "application/x-www-form-urlencoded"]]))).toBe("body.not-form");
  });

  test.each([
    '{"edz_cli_origin_secret":"x"}',
    "edz_cli_origin_secret=x&a=1",
    '{"fields":{"edz_cli_apikey":"9f3c"}}',
    '{"edz_fat_cod":"1","edz_cli_origin_secret":"x"}',
    '{"type":"create","sid":"x"}',
    "origin=x&trans_cod=1",
    '{"event":"ping","origin":"x"}',
  ])("%s is read as the same before and after its secrets are cut", (body) => {
    expect(formatOf(eduzz.redact(call(body)))).toBe(formatOf(call(body)));
  });
});

describe("the check of an address", () => {
  const isCheck = (request: InboundRequest) => eduzz.isAddressCheck?.(request);

  test("is an empty body, or a ping that nobody signed", () => {
    expect(isCheck(call(""))).toBe(true);
    expect(isCheck(call('{"event":"ping","data":{"message":"ping"}}'))).toBe(true);
    expect(isCheck(call('{"event":"Ping"}'))).toBe(true);
  });

  test.each([
    ["a signed ping", call('{"event":"ping"}', [["X-Signature", "00"]])],
    ["an event", call('{"event":"myeduzz.invoice_paid","data":{"message":"ping"}}')],
    ["an event that ends so", call('{"event":"nutror.ping"}')],
    ["a ping in a list", call('[{"event":"ping"}]')],
    ["a form", call("event=ping")],
    ["white space", call(" ")],
    ["no JSON", call("ping")],
  ])("is not %s", (_, request) => {
    expect(isCheck(request)).toBe(false);
  });
});
