import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { pagseguro } from "./index.ts";

const CALL = new InboundRequest({
  method: "POST",
  target: "/hooks/pagseguro",
  headers: [],
  body: Buffer.from("notificationCode=4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7&notificationType=transaction"),
});

function events(document: string): readonly EventFacts[] {
  const context = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo", document: Buffer.from(document, "latin1") };
  const read = pagseguro.normalize(CALL, context);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

interface Sale {
  readonly type?: string;
  readonly status?: string;
  readonly method?: string;
  readonly more?: string;
}

/** A `<transaction>`; an empty text leaves its element out. */
function transaction({ type = "1", status = "3", method = "1", more = "" }: Sale = {}): string {
  const element = (name: string, text: string) => (text === "" ? "" : `<${name}>${text}</${name}>`);
  return [
    '<?xml version="1.0" encoding="ISO-8859-1"?><transaction>',
    "<code>3C1D9A70-5B2E-4F88-9A61-0E7D2B44C915</code><lastEventDate>2024-03-11T09:20:41.000-03:00</lastEventDate>",
    element("type", type) + element("status", status),
    `<paymentMethod>${element("type", method)}<code>101</code></paymentMethod>`,
    more,
    "<items><item><id>CURSO-042</id><description>Curso</description></item></items>",
    "<sender><email>Ana@Example.com</email></sender></transaction>",
  ].join("");
}

function triggers(sale: Sale): readonly string[] {
  return events(transaction(sale)).map(({ trigger }) => trigger);
}

const isCalledKnown = (sale: Sale) => events(transaction(sale))[0]?.notes.some(({ code }) => code === "event.no-trigger");

describe("the status of a transaction", () => {
  test.each([
    ["1", "2", ["boleto.issued"]],
    ["1", "11", ["pix.issued"]],
    ["1", "1", ["purchase.pending"]],
    ["1", "3", ["purchase.pending"]],
    ["1", "", ["purchase.pending"]],
    ["2", "1", ["purchase.pending"]],
    ["3", "1", ["purchase.approved"]],
    ["4", "1", ["purchase.approved", "purchase.completed"]],
    ["5", "1", ["purchase.disputed"]],
    ["6", "1", ["purchase.refunded"]],
    ["8", "1", ["purchase.chargeback"]],
    ["9", "1", ["purchase.disputed"]],
    ["0", "1", ["unknown"]],
    ["11", "1", ["unknown"]],
    ["10", "1", ["unknown"]],
    ["99", "1", ["unknown"]],
    ["PAID", "1", ["unknown"]],
    ["", "1", ["unknown"]],
  ])("%j by method %j is %j", (status, method, expected) => {
    expect(triggers({ status, method })).toEqual(expected);
  });

  test("that is known and means nothing is told from one that nobody knows", () => {
    expect(["0", "11", "10", "99", ""].map((status) => isCalledKnown({ status }))).toEqual([true, true, false, false, false]);
  });
});

describe("status 7, which says only that it is over", () => {
  const escrow = "<escrowEndDate>2024-03-25T09:14:05.000-03:00</escrowEndDate>";
  const release = "<paymentReleases><paymentRelease><status>1</status></paymentRelease></paymentReleases>";

  test.each([
    ["2", "", "purchase.expired"],
    ["11", "", "purchase.expired"],
    ["1", "", "purchase.refused"],
    ["8", "", "purchase.refused"],
    ["3", "", "purchase.canceled"],
    ["7", "", "purchase.canceled"],
    ["", "", "purchase.canceled"],
    ["2", "<paymentReleases/>", "purchase.expired"],
    ["1", escrow, "purchase.canceled"],
    ["2", escrow, "purchase.canceled"],
    ["11", release, "purchase.canceled"],
  ])("is by method %j with %j %s, with a note", (method, more, expected) => {
    const [event] = events(transaction({ status: "7", method, more }));

    expect([event?.trigger, event?.notes.map(({ code }) => code)]).toEqual([expected, ["pagseguro.canceled-untold"]]);
  });
});

describe("the type of a transaction", () => {
  test.each(["1", "5", "6", "11"])("%s is a sale", (type) => {
    expect(triggers({ type })).toEqual(["purchase.approved"]);
  });

  test.each(["2", "3", "4", "7", "8", "9", "10", "12", "13", "14"])("%s moves money and sells nothing", (type) => {
    expect(triggers({ type })).toEqual(["unknown"]);
    expect(isCalledKnown({ type })).toBe(true);
  });

  test("of no sale has no buyer, so that nobody becomes a contact by moving money", () => {
    const [moved] = events(transaction({ type: "2", more: "<grossAmount>10.00</grossAmount>" }));

    expect(moved).toMatchObject({ buyer: { email: null }, product: { externalId: null }, amount: { minor: 1000 } });
    expect(events(transaction({ type: "2" }))).toHaveLength(1);
  });

  test.each(["15", "", "x"])("%j is one that nobody knows", (type) => {
    expect(triggers({ type })).toEqual(["unknown"]);
    expect(isCalledKnown({ type })).toBe(false);
  });
});

describe("the charge of a subscription", () => {
  const digest = createHash("sha256").update("ana@example.com").digest("hex").slice(0, 16);

  test("belongs to the one that shares its reference and buyer, and does not say which charge it is", () => {
    const [event] = events(transaction({ type: "11", more: "<reference>CLUBE</reference>" }));

    expect(event).toMatchObject({
      also: [],
      product: { kind: "subscription" },
      transaction: { subscriptionId: `ref:CLUBE:${digest}`, recurrence: null },
    });
  });

  test("belongs to the one that it names, if it names one", () => {
    const more = "<reference>CLUBE</reference><preApprovalCode>5F0A6C1D</preApprovalCode>";

    expect(events(transaction({ type: "11", more }))[0]?.transaction.subscriptionId).toBe("5F0A6C1D");
  });

  test("belongs to none that could be told without a reference", () => {
    expect(events(transaction({ type: "11" }))[0]?.transaction.subscriptionId).toBeNull();
  });

  test("is found again by the end of its subscription", () => {
    const ended =
      "<preApproval><name>Clube</name><code>5F0A</code><status>CANCELLED</status><reference>CLUBE</reference><sender><email>ANA@example.com</email></sender></preApproval>";

    expect(events(ended)[0]).toMatchObject({ trigger: "subscription.canceled", transaction: { subscriptionId: `ref:CLUBE:${digest}` } });
  });
});

describe("the fields of a transaction", () => {
  test("are the direct ones: a status, type, code or date deeper down is another one's", () => {
    const [event] = events(
      "<transaction><paymentReleases><paymentRelease><status>9</status></paymentRelease></paymentReleases><shipping><type>1</type></shipping>" +
        "<sender><documents><document><type>CPF</type><value>1</value></document></documents></sender><paymentMethod><code>101</code></paymentMethod></transaction>",
    );

    expect(event).toMatchObject({ trigger: "unknown", nativeStatus: null, transaction: { id: null }, occurredAt: null });
  });

  test.each([
    ["197.00", 19700],
    ["0.10", 10],
    ["1234567.89", 123456789],
    ["-5.00", -500],
    ["197", 19700],
  ])("grossAmount %s is %i cents", (text, minor) => {
    expect(events(transaction({ more: `<grossAmount>${text}</grossAmount>` }))[0]?.amount).toEqual({ minor, currency: "BRL" });
  });

  test("an amount that is none is said to be none", () => {
    expect(events(transaction({ more: "<grossAmount>abc</grossAmount>" }))[0]).toMatchObject({
      amount: null,
      notes: [{ code: "pagseguro.amount-unreadable", params: { field: "grossAmount" } }],
    });
  });

  test("the reference is another name of the product, unless it is the same", () => {
    expect(events(transaction({ more: "<reference>PED-1</reference>" }))[0]?.product.aliases).toEqual(["PED-1"]);
    expect(events(transaction({ more: "<reference>CURSO-042</reference>" }))[0]?.product.aliases).toEqual([]);
  });

  test("a time in the old summer time is read with its own offset, and one that is missing is the day of the sale", () => {
    const dated = (text: string) => events(`<transaction><type>1</type><status>3</status>${text}</transaction>`)[0]?.occurredAt;

    expect(dated("<lastEventDate>2018-12-11T09:20:41.000-02:00</lastEventDate>")).toBe("2018-12-11T11:20:41.000Z");
    expect(dated("<date>2024-03-11T09:14:05.000-03:00</date>")).toBe("2024-03-11T12:14:05.000Z");
  });

  test("a buyer of the sandbox is noticed", () => {
    const document = transaction().replace("Ana@Example.com", "c1@sandbox.pagseguro.com.br");

    expect(events(document)[0]?.notes).toEqual([{ code: "pagseguro.sandbox", params: {} }]);
  });
});

describe("the keys of a transaction", () => {
  const keys = (document: string) => events(document).map((event) => event.keys);
  const id = "3C1D9A705B2E4F889A610E7D2B44C915";

  test("are its state at its time, and what it means", () => {
    expect(keys(transaction())).toEqual([
      [`transaction:${id}:3:2024-03-11T09:20:41.000-03:00:purchase.approved`, `tx:${id}:purchase.approved`],
    ]);
  });

  test("are the same however the code is written, while the code is shown as it came", () => {
    const other = transaction().replace("3C1D9A70-5B2E-4F88-9A61-0E7D2B44C915", id.toLowerCase());

    expect(keys(other)).toEqual(keys(transaction()));
    expect(events(other)[0]?.transaction.id).toBe(id.toLowerCase());
  });

  test("let available be the approval that paid was, and something new besides", () => {
    const [paid] = keys(transaction({ status: "3" }));
    const [approved, completed] = keys(transaction({ status: "4" }));

    expect(approved?.filter((key) => paid?.includes(key))).toEqual([`tx:${id}:purchase.approved`]);
    expect(completed?.filter((key) => [...(paid ?? []), ...(approved ?? [])].includes(key))).toEqual([]);
  });

  test("differ for every state of one sale", () => {
    const all = ["1", "3", "5", "6", "7", "8", "9"].flatMap((status) => keys(transaction({ status })).flat());

    expect(new Set(all).size).toBe(14);
  });

  test("do not hold the notification else, whose code may lead to a later state tomorrow", () => {
    expect(keys(transaction()).flat().join()).not.toContain("notification");
  });

  test("are the notification's and the meaning's where the document has no code", () => {
    expect(keys("<transaction><type>1</type><status>4</status></transaction>")).toEqual([
      ["notification:4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7:purchase.approved"],
      ["notification:4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7:purchase.completed"],
    ]);
  });
});

describe("several items", () => {
  const items = (...ids: readonly string[]) => `<items>${ids.map((one) => `<item>${one}</item>`).join("")}</items>`;
  const sold = (...ids: readonly string[]) =>
    events(`<transaction><code>T-1</code><type>1</type><status>3</status><grossAmount>10.00</grossAmount>${items(...ids)}</transaction>`);

  test("are an event each, the first with the amount, each once", () => {
    const found = sold("<id>A</id>", "<id>B</id>", "<id>A</id>", "<description>C</description>", "<quantity>1</quantity>");

    expect(
      found.map(({ product, transaction: { id, parentId }, amount }) => [product.externalId ?? product.name, id, parentId, amount?.minor]),
    ).toEqual([
      ["A", "T-1", null, 1000],
      ["B", "T-1", "T-1", undefined],
      ["C", "T-1", "T-1", undefined],
    ]);
    expect(new Set(found.flatMap(({ keys }) => keys)).size).toBe(3);
  });

  test("of a sale without a code are one event, for nothing would tell them apart", () => {
    expect(events(`<transaction><type>1</type><status>3</status>${items("<id>A</id>", "<id>B</id>")}</transaction>`)).toHaveLength(1);
  });

  test("may be none at all", () => {
    expect(events("<transaction><code>T-1</code><type>1</type><status>3</status></transaction>")[0]?.product.externalId).toBeNull();
  });
});

test.each([
  ["an error document", "<errors><error><code>13001</code></error></errors>"],
  ["an order", '{"id":"ORDE_1","charges":[]}'],
  ["a word", "Unauthorized"],
  ["half a document", "<transaction><code>T-1</code>"],
])("an answer that is %s makes nothing of the notification", (_, document) => {
  expect(events(document)).toMatchObject([{ trigger: "unknown", notes: [{ code: "pagseguro.document-unreadable" }] }]);
});
