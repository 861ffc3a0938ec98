import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function call(body: string, contentType?: string): InboundRequest {
  const headers = contentType === undefined ? [] : ([["Content-Type", contentType]] as const);
  return new InboundRequest({ method: "POST", target: "/hooks/payt", headers, body: Buffer.from(body) });
}

function formatOf(request: InboundRequest): string {
  const events = payt.normalize(request, CONTEXT);
  return events.ok ? (events.value[0]?.format ?? "") : events.error.code;
}

describe("formats", () => {
  test.each([
    ["nested objects", '{"status":"paid","customer":{"name":"Ana"}}', "payt/v1"],
    ["no customer at all", '{"status":"paid"}', "payt/v1"],
    ["dotted names", '{"status":"paid","customer.name":"Ana"}', "payt/v1-flat"],
    ["dotted names without a customer", '{"status":"lost_cart","link.sources":[]}', "payt/v1-flat"],
    ["a dotted name beside a customer object", '{"status":"paid","customer":{"name":"Ana"},"utm.source":"x"}', "payt/v1"],
    ["a name that only ends in a dot", '{"status":"paid","odd.":1}', "payt/v1"],
    ["a form with brackets", "status=paid&customer%5Bname%5D=Ana", "payt/v1"],
    ["a form with dots", "status=paid&customer.name=Ana", "payt/v1-flat"],
    ["a form whose brackets hold dots", "status=paid&link%5Bquery_params%5D%5Ba.b%5D=1", "payt/v1"],
    ["nothing but the type of a cart", '{"type":"abandoned-cart"}', "payt/v1"],
    ["nothing but a payment status", '{"transaction":{"payment_status":"paid"}}', "payt/v1"],
    ["nothing but a flat payment status", '{"transaction.payment_status":"paid"}', "payt/v1-flat"],
  ])("%s", (_, body, format) => {
    expect(formatOf(call(body))).toBe(format);
  });

  test.each(["application/json", "application/x-www-form-urlencoded", "text/plain", undefined])(
    "do not depend on the content type %s",
    (type) => {
      expect(formatOf(call('{"status":"paid","customer":{}}', type))).toBe("payt/v1");
      expect(formatOf(call("status=paid&customer.name=Ana", type))).toBe("payt/v1-flat");
    },
  );

  test.each([
    ["[]", undefined, "body.not-recognised"],
    ['"paid"', undefined, "body.not-recognised"],
    ["null", undefined, "body.not-recognised"],
    ["{}", undefined, "body.not-recognised"],
    ['{"status":1,"type":null,"transaction":[]}', undefined, "body.not-recognised"],
    ['{"status":" "}', undefined, "body.not-recognised"],
    ["name=Ana", undefined, "body.not-recognised"],
    ['{"status":"pa', undefined, "body.not-json"],
    ["", "application/json", "body.not-json"],
    ["<xml/>", "application/x-www-form-urlencoded", "body.not-form"],
  ])("body %j of type %s is refused as %s", (body, type, code) => {
    const request = call(body, type);

    expect(payt.admit(request)).toEqual({ ok: false, error: { code } });
    expect(payt.normalize(request, CONTEXT)).toEqual({ ok: false, error: { code } });
  });

  test("mean the same when the same sale is told in each of them", () => {
    const [nested, dotted] = ["purchase.approved.v1.form", "purchase.approved.v1-flat.form"].map((name) => {
      const events = payt.normalize(readFixture("payt", name).request, CONTEXT);
      return events.ok ? events.value.map(({ format, keys, transaction, ...facts }) => facts) : [];
    });

    expect(nested).toHaveLength(2);
    expect(nested).toEqual(dotted);
  });
});
