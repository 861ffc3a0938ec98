import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { sentAt } from "./sent-at.ts";

const AT = "2026-11-28T10:00:00.000Z";

function call(body: string): InboundRequest {
  const headers = [["Content-Type", "application/json"]] as const;
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers, body: Buffer.from(body, "latin1") });
}

const bytes = ({ body }: InboundRequest) => Buffer.from(body).toString("latin1");

describe("the webhook sent at another time", () => {
  test("has a new sentDate, beside its data or inside it, and every other byte as it was", () => {
    const body = (outer: string, inner: string) =>
      `{ "id": "evt1", "sentDate" : "${outer}" , "event":"myeduzz.invoice_paid","data":{"value":197.00,"n":"Jo\\u00e3o \xe3","paidAt":"2026-03-02T11:00:00Z","sentDate":"${inner}"}}\n`;

    expect(bytes(sentAt(call(body("2026-03-02T12:00:05.000Z", "yesterday")), AT))).toBe(body(AT, AT));
  });

  test("is the same request where it says nothing of it, or is of an older format", () => {
    const silent = call('{"id":"evt1","event":"myeduzz.invoice_paid","data":{"buyer":{"sentDate":"2026-03-02T12:00:05.000Z"}}}');
    const form = readFixture("eduzz", "boleto.issued.legacy").request;

    expect(sentAt(silent, AT)).toBe(silent);
    expect(sentAt(form, AT)).toBe(form);
  });
});
