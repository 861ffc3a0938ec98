import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTEXT, CREDENTIALS, call, NOW, outcome } from "../../../test/support/hotmart-calls.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { hotmart } from "./index.ts";

describe("junk", () => {
  const KEYS = [
    "event",
    "data",
    "hottok",
    "id",
    "purchase",
    "buyer",
    "product",
    "subscription",
    "plans",
    "line_items",
    "buyerVO",
    "status",
    "transaction",
    "prod",
  ];
  const junk = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(tie("value")), tie("object")),
    object: fc.dictionary(fc.constantFrom(...KEYS), tie("value")),
  }));

  test("never throws, whatever an authentic sender sends", () => {
    fc.assert(
      fc.property(fc.oneof(junk.object, fc.record({ event: fc.string(), data: junk.object })), (body) => {
        const request = call(JSON.stringify(body));
        const isAdmitted = hotmart.admit(request).ok;
        const signed = hotmart.sign(hotmart.vary(request, { random: seededRandom(1), at: NOW }), CREDENTIALS, NOW);

        expect(hotmart.normalize(request, CONTEXT).ok).toBe(isAdmitted);
        expect(outcome(signed)).toBe("accepted");
        expect(Object.hasOwn((hotmart.redact(request).json() as { value: JsonObject }).value, "hottok")).toBe(false);
      }),
    );
  });

  test("never throws on bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => new TextEncoder().encode(`transaction=&status=${text}`)),
        ),
        (body) => {
          const request = new InboundRequest({ method: "POST", target: "/", headers: [], body });

          expect(hotmart.normalize(request, CONTEXT).ok).toBe(hotmart.admit(request).ok);
          expect(["credential.absent", "credential.wrong"]).toContain(outcome(request));
        },
      ),
    );
  });
});
