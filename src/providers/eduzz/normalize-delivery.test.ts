import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

const FIELDS: JsonObject = {
  edz_fat_cod: "70000001",
  edz_cnt_cod: "1234567",
  edz_cnt_titulo: "Curso",
  edz_cli_cod: "555001",
  edz_cli_rsocial: "João",
  edz_cli_email: "joao@example.com",
  edz_cli_cel: "11900000004",
  edz_valorpago: "197,90",
};

function call(body: JsonObject): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [], body: new TextEncoder().encode(JSON.stringify(body)) });
}

function read(request: InboundRequest): EventFacts {
  const events = eduzz.normalize(request, CONTEXT);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

const order = (type: string, fields: JsonObject) => read(call({ type, fields: { ...FIELDS, ...fields } }));
const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("an order to give access", () => {
  test.each([
    [{ edz_fat_status: "3" }, "purchase.approved"],
    [{ edz_fat_status: 3, edz_con_cod: "8", edz_con_status_cod: "7" }, "purchase.approved"],
    [{ edz_fat_status: "1", edz_con_cod: "8", edz_con_status_cod: "1" }, "purchase.approved"],
    [{ edz_fat_status: "1", edz_con_cod: "8", edz_con_status_cod: "10" }, "purchase.approved"],
    [{ edz_fat_status: "1" }, "unknown"],
    [{ edz_fat_status: "15", edz_con_cod: "8", edz_con_status_cod: "7" }, "unknown"],
    [{ edz_fat_status: "7", edz_con_cod: "8", edz_con_status_cod: "1" }, "unknown"],
    [{ edz_fat_status: "4", edz_con_cod: "8", edz_con_status_cod: "10" }, "unknown"],
    [{ edz_fat_status: "99" }, "unknown"],
    [{}, "unknown"],
  ])("with %j is %s", (fields, trigger) => {
    const facts = order("create", fields);

    expect(facts.trigger).toBe(trigger);
    if (trigger === "unknown") expect(codes(facts)).toEqual(["event.no-trigger", "eduzz.create-unpaid"]);
  });

  test("by a trial is a sale of nothing, the same that the webhook tells of", () => {
    const facts = order("create", { edz_fat_status: "1", edz_con_cod: "8000001", edz_con_status_cod: "10", edz_valorpago: "0.00" });

    expect(facts).toMatchObject({
      also: ["subscription.started"],
      amount: { minor: 0, currency: "BRL" },
      amountPaid: null,
      transaction: { id: "8000001/trial", subscriptionId: "8000001" },
    });
    expect(codes(facts)).toEqual(["eduzz.free-access"]);
  });

  test("does not say which charge of a contract it is for", () => {
    expect(order("create", { edz_fat_status: "3", edz_con_cod: "8000001" })).toMatchObject({
      also: [],
      product: { kind: "subscription" },
      transaction: { id: "70000001", subscriptionId: "8000001", recurrence: null },
    });
  });
});

describe("an order to take access away", () => {
  test.each([
    [{ edz_fat_status: "7" }, "purchase.refunded", []],
    [{ edz_fat_status: "7", edz_con_cod: "8", edz_con_status_cod: "4" }, "purchase.refunded", []],
    [{ edz_fat_status: "4" }, "purchase.canceled", []],
    [{ edz_fat_status: "6" }, "purchase.canceled", ["eduzz.access-removed"]],
    [{ edz_fat_status: "3" }, "purchase.canceled", ["eduzz.access-removed"]],
    [{ edz_fat_status: "3", edz_con_cod: "0", edz_con_status_cod: "4" }, "purchase.canceled", ["eduzz.access-removed"]],
    [{}, "purchase.canceled", ["eduzz.access-removed"]],
    [{ edz_fat_status: "4", edz_con_cod: "8", edz_con_status_cod: "4" }, "subscription.canceled", []],
    [{ edz_fat_status: "3", edz_con_cod: "8", edz_con_status_cod: "9" }, "subscription.canceled", []],
    [{ edz_fat_status: "15", edz_con_cod: "8", edz_con_status_cod: "3" }, "subscription.canceled", ["eduzz.access-removed"]],
    [{ edz_fat_status: "15", edz_con_cod: "8", edz_con_status_cod: "11" }, "subscription.canceled", ["eduzz.access-removed"]],
    [{ edz_fat_status: "3", edz_con_cod: "8" }, "subscription.canceled", ["eduzz.access-removed"]],
  ])("with %j is %s", (fields, trigger, notes) => {
    const facts = order("remove", fields);

    expect(facts).toMatchObject({ trigger, accessUntil: null });
    expect(codes(facts)).toEqual(notes);
  });

  test("of another type is unknown", () => {
    expect(order("pause", { edz_fat_status: "3" }).trigger).toBe("unknown");
  });
});

describe("keys", () => {
  const webhook = (event: string, items: readonly string[]) => {
    const data = { id: "70000001", items: items.map((productId) => ({ productId })) };
    const events = eduzz.normalize(call({ id: "evt1", event, data }), CONTEXT);
    return events.ok ? events.value.map(({ keys }) => keys) : [];
  };

  test("are shared with the webhook product by product, so that one sale acts once through both", () => {
    const [main = [], extra = []] = webhook("myeduzz.invoice_paid", ["1234567", "1234999"]);
    const [first] = order("create", { edz_fat_status: "3" }).keys;
    const [second] = order("create", { edz_fat_status: "3", edz_cnt_cod: "1234999" }).keys;

    expect([main.includes(first ?? ""), extra.includes(second ?? "")]).toEqual([true, true]);
    expect([main.includes(second ?? ""), extra.includes(first ?? "")]).toEqual([false, false]);
  });

  test("of a refund are shared too", () => {
    expect(webhook("myeduzz.invoice_refunded", ["1234567"])[0]).toEqual(
      expect.arrayContaining([...order("remove", { edz_fat_status: "7" }).keys]),
    );
  });

  test("of giving, taking away and giving by another invoice differ", () => {
    const contract = { edz_con_cod: "8", edz_con_status_cod: "1" };
    const keys = [
      order("create", { edz_fat_status: "3", ...contract }),
      order("remove", { edz_fat_status: "15", edz_fat_cod: "70000002", edz_con_cod: "8", edz_con_status_cod: "7" }),
      order("create", { edz_fat_status: "3", edz_fat_cod: "70000002", ...contract }),
      order("remove", { edz_fat_status: "3", edz_fat_cod: "70000002", edz_con_cod: "8", edz_con_status_cod: "4" }),
    ].flatMap((facts) => facts.keys);

    expect(new Set(keys).size).toBe(4);
  });

  test("exist where neither invoice nor product is named", () => {
    expect(order("create", { edz_fat_cod: null, edz_cnt_cod: null }).keys[0]).toMatch(/^body:/);
    expect(order("create", { edz_fat_status: "3", edz_cnt_cod: null }).keys).toEqual(["tx:70000001:purchase.approved"]);
  });
});

test("what the fields say is read in every notation", () => {
  const fields = { type: "create", ...FIELDS, edz_fat_status: "3", edz_con_cod: "", edz_cnt_paicod: "1234000" };
  const names = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  const multipart = names.map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name=${name}\r\nContent-Type: text/plain\r\n\r\n${value}\r\n`,
  );
  const nested = names.map(([name, value]): [string, string] => [name === "type" ? name : `fields[${name}]`, value]);
  const bodies = [
    JSON.stringify(Object.fromEntries(names)),
    new URLSearchParams(names).toString(),
    new URLSearchParams(nested).toString(),
    `${multipart.join("")}--b--\r\n`,
  ];

  for (const body of bodies) {
    const facts = read(new InboundRequest({ method: "POST", target: "/", headers: [], body: new TextEncoder().encode(body) }));
    expect(facts).toMatchObject({
      trigger: "purchase.approved",
      product: { externalId: "1234567", aliases: ["1234000"], name: "Curso", kind: "one-time" },
      buyer: { name: "João", email: "joao@example.com", phone: "+5511900000004" },
      amount: { minor: 19790, currency: "BRL" },
      amountPaid: { minor: 19790, currency: "BRL" },
    });
  }
});

test("a file among the parts is no field", () => {
  const body =
    '--b\r\nContent-Disposition: form-data; name="edz_fat_cod"; filename="a"\r\n\r\n9\r\n--b\r\nContent-Disposition: form-data; name="type"\r\n\r\ncreate\r\n--b--\r\n';

  expect(read(new InboundRequest({ method: "POST", target: "/", headers: [], body: new TextEncoder().encode(body) })).transaction.id).toBe(
    null,
  );
});

test("the kind is not told where no field of a contract came, and the affiliate 0 is none", () => {
  expect(order("create", { edz_fat_status: "3" }).product.kind).toBe(null);
  expect(order("create", { edz_fat_status: "3", edz_con_cod: "" }).product.kind).toBe("one-time");
  expect(order("create", { edz_gtr_dist: "0" }).tracking).toEqual({});
});
