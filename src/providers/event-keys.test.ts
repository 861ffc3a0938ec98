import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { InboundRequest } from "../core/http-message.ts";
import { keysOf, saleKey } from "./event-keys.ts";

const sale = { id: "T1", parentId: null, recurrence: null };
const told = { native: "paid", isTest: false };

test.each([
  ["the transaction and the trigger", sale, told, "tx:T1:purchase.approved"],
  ["no number for the first charge", { ...sale, recurrence: 1 }, told, "tx:T1:purchase.approved"],
  ["the number of a later charge", { ...sale, recurrence: 3 }, told, "tx:T1:3:purchase.approved"],
  ["the variant", sale, { ...told, variant: "partial" }, "tx:T1:purchase.approved:partial"],
  ["the product of a further item", { ...sale, parentId: "T1" }, { ...told, productId: "P2" }, "tx:T1:purchase.approved:item:P2"],
  [
    "no product of an order bump that is a sale of its own",
    { ...sale, parentId: "T0" },
    { ...told, productId: "P2" },
    "tx:T1:purchase.approved",
  ],
  ["nothing without a transaction", { ...sale, id: null }, told, null],
  ["nothing for a test call", sale, { ...told, isTest: true }, null],
] as const)("the key of a sale holds %s", (_, transaction, detail, expected) => {
  expect(saleKey(transaction, "purchase.approved", detail)).toBe(expected);
});

test("events that nobody knows are told apart by the vendor's name", () => {
  expect(saleKey(sale, "unknown", { native: "moon", isTest: false })).toBe("tx:T1:unknown:moon");
});

test("without any key the stored body is the key", () => {
  const body = Buffer.from("a=1");
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from("a=1&key=s") });
  const redact = (sent: InboundRequest) => sent.withBody(body);

  expect(keysOf(request, redact, [null, "k", null])).toEqual(["k"]);
  expect(keysOf(request, redact, [null])).toEqual([`body:${createHash("sha256").update(body).digest("hex")}`]);
});
