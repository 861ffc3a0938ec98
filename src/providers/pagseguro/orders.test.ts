import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { pagseguro } from "./index.ts";

function call(body: object): InboundRequest {
  return new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from(JSON.stringify(body)) });
}

function events(body: object, receivedAt = "2026-11-03T12:00:00.000Z"): readonly EventFacts[] {
  const read = pagseguro.normalize(call(body), { receivedAt, zone: "America/Sao_Paulo" });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function first(body: object, receivedAt?: string): EventFacts {
  const [event] = events(body, receivedAt);
  if (event === undefined) throw new Error("nothing read");
  return event;
}

interface ChargeParts {
  readonly id?: string;
  readonly status: string;
  readonly type?: string;
  readonly paid?: unknown;
  readonly refunded?: unknown;
  readonly value?: unknown;
  readonly created_at?: string;
  readonly more?: object;
  readonly method?: object;
}

function charge({ id = "CHAR_0001", status, type = "CREDIT_CARD", paid, refunded, value = 1000, created_at, more, method }: ChargeParts) {
  return {
    id,
    status,
    created_at: created_at ?? "2025-05-06T10:04:40-03:00",
    amount: { value, currency: "BRL", summary: { total: value, paid, refunded } },
    payment_method: { type, ...method },
    ...more,
  };
}

function order(...charges: readonly object[]) {
  return { id: "ORDE_0001", reference_id: "PED-1", items: [{ reference_id: "CURSO", name: "Curso" }], charges };
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("the status of a charge", () => {
  test.each([
    ["WAITING", "BOLETO", "boleto.issued"],
    ["WAITING", "PIX", "pix.issued"],
    ["WAITING", "CREDIT_CARD", "purchase.pending"],
    ["WAITING", "SOMETHING", "purchase.pending"],
    ["AUTHORIZED", "CREDIT_CARD", "purchase.pending"],
    ["IN_ANALYSIS", "CREDIT_CARD", "purchase.pending"],
    ["PAID", "PIX", "purchase.approved"],
    ["paid", "PIX", "purchase.approved"],
    ["DECLINED", "CREDIT_CARD", "purchase.refused"],
    ["CANCELED", "CREDIT_CARD", "purchase.canceled"],
    ["CANCELLED", "CREDIT_CARD", "purchase.canceled"],
    ["ORDER.PAID", "PIX", "unknown"],
    ["SOMETHING_NEW", "PIX", "unknown"],
    ["", "PIX", "unknown"],
  ])("%j by %s is %s, in an order and alone", (status, type, trigger) => {
    const one = charge({ status, type });

    expect([first(order(one)).trigger, first(one).trigger]).toEqual([trigger, trigger]);
  });

  test.each(["0", 0, null, undefined])("paid with %j given back is an approval", (refunded) => {
    expect(first(order(charge({ status: "PAID", paid: 1000, refunded })))).toMatchObject({ trigger: "purchase.approved" });
  });
});

describe("money given back", () => {
  const read = (parts: ChargeParts) => {
    const event = first(order(charge(parts)));
    return [event.trigger, event.isPartialRefund ?? false, event.keys[0]];
  };
  const whole = "tx:CHAR_0001:purchase.refunded";

  test.each([
    ["CANCELED", 1000, 1000, ["purchase.refunded", false, whole]],
    ["CANCELLED", 1000, 1000, ["purchase.refunded", false, whole]],
    ["CANCELED", 1000, 0, ["purchase.refunded", false, whole]],
    ["CANCELED", 0, 1000, ["purchase.refunded", false, whole]],
    ["CANCELED", "1000", "1000", ["purchase.refunded", false, whole]],
    ["CANCELED", 600, 600, ["purchase.refunded", false, whole]],
    ["CANCELED", 1000, 300, ["purchase.refunded", true, `${whole}:partial:300`]],
    ["PAID", 1000, 300, ["purchase.refunded", true, `${whole}:partial:300`]],
    ["PAID", 1000, 301, ["purchase.refunded", true, `${whole}:partial:301`]],
    ["PAID", 700, 700, ["purchase.refunded", true, `${whole}:partial:700`]],
    ["PAID", 1000, 1000, ["purchase.refunded", false, whole]],
    ["CANCELED", 0, 0, ["purchase.canceled", false, "tx:CHAR_0001:purchase.canceled"]],
    ["DECLINED", 0, 300, ["purchase.refused", false, "tx:CHAR_0001:purchase.refused"]],
  ])("%s with %j paid and %j given back", (status, paid, refunded, expected) => {
    expect(read({ status, paid, refunded })).toEqual(expected);
  });

  test("in part says so, and keeps the sale's amounts", () => {
    const event = first(order(charge({ status: "PAID", paid: 1000, refunded: 300 })));

    expect(codes(event)).toEqual(["pagseguro.partial-refund"]);
    expect([event.amount?.minor, event.amountPaid?.minor]).toEqual([1000, 1000]);
  });
});

describe("a canceled charge that was never paid", () => {
  const boleto = (due_date: string) => charge({ status: "CANCELED", type: "BOLETO", method: { boleto: { due_date } } });
  const pix = (expiration_date?: string) => ({
    ...order(charge({ status: "CANCELED", type: "PIX" })),
    qr_codes: [{ text: "0002", expiration_date }],
  });

  test("lapsed when the day of its boleto is over where the seller is", () => {
    expect(first(order(boleto("2026-11-02")), "2026-11-03T03:00:00.000Z").trigger).toBe("purchase.expired");
    expect(first(order(boleto("2026-11-02")), "2026-11-03T02:59:59.000Z").trigger).toBe("purchase.canceled");
    expect(first(boleto("2026-11-01")).trigger).toBe("purchase.expired");
  });

  test("lapsed when the time of its QR code is over", () => {
    expect(first(pix("2026-11-03T08:59:00-03:00")).trigger).toBe("purchase.expired");
    expect(first(pix("2026-11-03T09:01:00-03:00")).trigger).toBe("purchase.canceled");
    expect(first(pix()).trigger).toBe("purchase.canceled");
  });

  test("was canceled when its day is told by nothing, or is none", () => {
    expect(first(order(boleto(""))).trigger).toBe("purchase.canceled");
    expect(first(order(boleto("2026-13-99"))).trigger).toBe("purchase.canceled");
  });
});

describe("several charges in one order", () => {
  const at = (minute: number) => `2025-05-06T10:0${minute}:00-03:00`;
  const chosen = (...charges: readonly object[]) => first(order(...charges)).transaction.id;

  test.each([
    [
      "the paid one, wherever it stands",
      [charge({ id: "D", status: "DECLINED", created_at: at(1) }), charge({ id: "P", status: "PAID", created_at: at(2) })],
      "P",
    ],
    [
      "the paid one, also before a newer attempt",
      [charge({ id: "P", status: "PAID", created_at: at(1) }), charge({ id: "W", status: "WAITING", created_at: at(2) })],
      "P",
    ],
    [
      "the newest of two paid ones",
      [charge({ id: "P2", status: "PAID", created_at: at(2) }), charge({ id: "P1", status: "PAID", created_at: at(1) })],
      "P2",
    ],
    [
      "the newest attempt",
      [charge({ id: "W", status: "WAITING", created_at: at(3) }), charge({ id: "D", status: "DECLINED", created_at: at(1) })],
      "W",
    ],
    [
      "the last one of one time",
      [charge({ id: "D1", status: "DECLINED", created_at: at(1) }), charge({ id: "D2", status: "DECLINED", created_at: at(1) })],
      "D2",
    ],
    [
      "what was given back, before a newer attempt that failed",
      [
        charge({ id: "R", status: "CANCELED", paid: 1000, refunded: 1000, created_at: at(1) }),
        charge({ id: "D", status: "DECLINED", created_at: at(2) }),
      ],
      "R",
    ],
    [
      "an attempt, before one without a time",
      [charge({ id: "D", status: "DECLINED", created_at: at(1) }), charge({ id: "X", status: "DECLINED", created_at: "soon" })],
      "D",
    ],
  ] as [string, object[], string][])("mean %s", (_, charges, id) => {
    expect(chosen(...charges)).toBe(id);
    expect(events(order(...charges))).toHaveLength(1);
  });
});

describe("an order without a charge", () => {
  test("waits for Pix when it has a QR code, in either spelling", () => {
    const qr = { text: "0002BR", expiration_date: "2026-11-04T09:00:00-03:00", amount: { value: 1990 } };

    for (const body of [
      { ...order(), qr_codes: [qr] },
      { id: "ORDE_0001", qr_code: qr },
    ]) {
      expect(first(body)).toMatchObject({
        trigger: "pix.issued",
        transaction: { id: "ORDE_0001" },
        amount: { minor: 1990 },
        payment: { method: "pix", pixCode: "0002BR", expiresAt: "2026-11-04T12:00:00.000Z" },
      });
    }
  });

  test("says nothing otherwise, and is known", () => {
    expect([first(order()).trigger, codes(first(order()))]).toEqual(["unknown", ["event.no-trigger"]]);
  });
});

describe("a checkout", () => {
  test.each([
    ["EXPIRED", "purchase.expired", []],
    ["ACTIVE", "unknown", ["event.no-trigger"]],
    ["INACTIVE", "unknown", ["event.no-trigger"]],
    ["CANCELLED", "unknown", ["event.no-trigger"]],
    ["SOMETHING_NEW", "unknown", []],
  ])("that is %s is %s", (status, trigger, notes) => {
    const event = first({ id: "CHEC_0001", status, items: [{ reference_id: "CURSO" }] });

    expect([event.trigger, event.transaction.id, event.product.externalId, codes(event)]).toEqual([trigger, "CHEC_0001", "CURSO", notes]);
  });
});

describe("a chargeback", () => {
  test.each([
    [{ charge_id: "CHAR_0001" }, "CHAR_0001"],
    [{ charge: { id: "CHAR_0001" } }, "CHAR_0001"],
    [{ charge: "CHAR_0001" }, "CHAR_0001"],
    [{ reference_id: "CHAR_0001" }, "CHAR_0001"],
    [{ reference_id: "PED-1" }, null],
    [{}, null],
  ])("with %j is of charge %j, and is for a person to look at", (more, id) => {
    const event = first({ id: "CBKS_0001", ...more });

    expect([event.trigger, event.transaction.id, codes(event)]).toEqual(["purchase.chargeback", id, ["pagseguro.chargeback-review"]]);
    expect(event.keys[0]).toBe("chargeback:CBKS_0001");
  });
});

describe("the products of an order", () => {
  const sold = (items: readonly object[], reference_id?: string) =>
    events({ ...order(charge({ status: "PAID" })), items, reference_id }).map(({ product }) => [product.externalId, product.aliases]);

  test.each([
    [[{ reference_id: "A", name: "Curso" }], "PED-1", [["A", ["PED-1"]]]],
    [[{ reference_id: "A", name: "Curso" }], "A", [["A", []]]],
    [[{ name: "Curso" }], "PED-1", [["PED-1", ["Curso"]]]],
    [[{ name: "Curso" }], undefined, [["Curso", []]]],
    [[], "PED-1", [["PED-1", []]]],
    [[{}], undefined, [[null, []]]],
    [
      [{ reference_id: "A" }, { name: "B" }, { reference_id: "A" }, {}],
      "PED-1",
      [
        ["A", ["PED-1"]],
        ["B", []],
      ],
    ],
    [[{ reference_id: 42 }], undefined, [["42", []]]],
  ])("of items %j and reference %j", (items, reference, expected) => {
    expect(sold(items, reference)).toEqual(expected);
  });

  test("are told by nothing in a bare charge, so that the sale it belongs to tells", () => {
    expect(first(charge({ status: "PAID", more: { reference_id: "PED-1" } })).product).toMatchObject({
      externalId: null,
      aliases: ["PED-1"],
    });
  });
});

describe("charges of a card that is charged again", () => {
  test.each([
    ["INITIAL", "subscription", ["subscription.started"], 1],
    ["SUBSEQUENT", "subscription", ["subscription.renewed"], null],
    ["UNSCHEDULED", null, [], null],
    ["STANDING ORDER", null, [], null],
    [undefined, "one-time", [], null],
  ])("of type %s are of kind %j, and raise %j", (type, kind, also, recurrence) => {
    const event = first(order(charge({ status: "PAID", more: type === undefined ? {} : { recurring: { type } } })));

    expect([event.product.kind, event.also, event.transaction.recurrence]).toEqual([kind, also, recurrence]);
  });

  test("raise nothing while they are not paid", () => {
    expect(first(order(charge({ status: "DECLINED", more: { recurring: { type: "INITIAL" } } }))).also).toEqual([]);
  });
});

describe("the buyer", () => {
  const buyer = (customer: object, one = charge({ status: "PAID" })) => first({ ...order(one), customer }).buyer;

  test.each([
    [{ country: "55", area: "11", number: "900000001" }, "+5511900000001", "11900000001"],
    [{ country: "+55", area: "11", number: "900000001" }, "+5511900000001", "11900000001"],
    [{ area: 11, number: 900000001 }, "+5511900000001", "11900000001"],
    [{ country: "351", area: "21", number: "9" }, null, "219"],
    [{ country: "351", area: "", number: "910000001" }, "+351910000001", "910000001"],
    [{ country: "55", area: "11" }, null, null],
  ])("has of %j the phone %s", (phone, phoneNumber, phoneRaw) => {
    for (const customer of [{ phones: [phone] }, { phone }]) expect(buyer(customer)).toMatchObject({ phone: phoneNumber, phoneRaw });
  });

  test("of a boleto alone is its holder", () => {
    const holder = { name: "Ana", tax_id: "52998224725", email: "Ana@Example.com" };
    const one = charge({ status: "WAITING", type: "BOLETO", method: { boleto: { holder } } });

    expect(first(one).buyer).toMatchObject({ name: "Ana", email: "ana@example.com", document: "52998224725" });
    expect(buyer({ name: "Bia", email: "bia@example.com" }, one)).toMatchObject({ name: "Bia", email: "bia@example.com", document: null });
  });
});

describe("amounts and times", () => {
  test.each([
    [19700, 19700],
    ["19700", 19700],
    [0, 0],
    [197.5, null],
    ["197,00", null],
    [{}, null],
  ])("%j is %j cents", (value, minor) => {
    const event = first(order(charge({ status: "WAITING", value })));

    expect(event.amount?.minor ?? null).toBe(minor);
    expect(codes(event)).toEqual(minor === null ? ["pagseguro.amount-unreadable"] : []);
  });

  test("are of the payment for a paid charge, of its making for others, and told by nothing for what came after", () => {
    const stamps = { paid_at: "2025-01-06T10:09:00-02", reference_id: "x" };
    const when = (parts: ChargeParts) => first(order(charge({ ...parts, more: stamps }))).occurredAt;

    expect(when({ status: "PAID" })).toBe("2025-01-06T12:09:00.000Z");
    expect(when({ status: "DECLINED" })).toBe("2025-05-06T13:04:40.000Z");
    expect(when({ status: "CANCELED", paid: 1000 })).toBeNull();
    expect(when({ status: "PAID", paid: 1000, refunded: 10 })).toBeNull();
    expect(first(order(charge({ status: "PAID" }))).occurredAt).toBe("2025-05-06T13:04:40.000Z");
  });

  test.each([
    ["https://sandbox.api.pagseguro.com/orders/ORDE_0001", ["pagseguro.sandbox"]],
    ["https://api.pagseguro.com/orders/ORDE_0001", []],
    ["https://example.com/?x=https://sandbox.api.pagseguro.com/", []],
  ])("a link to %s says %j, and is no test call", (href, notes) => {
    const event = first({ ...order(charge({ status: "PAID" })), links: [{ rel: "SELF", href }] });

    expect([codes(event), event.isTest]).toEqual([notes, false]);
  });
});

test("what has no id has the body for a key, and one event", () => {
  const body = {
    reference_id: "pedido-7782",
    customer: { name: "Ana" },
    items: [{ reference_id: "A" }, { reference_id: "B" }],
    charges: [],
  };
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex");

  expect(events(body).map(({ keys }) => keys)).toEqual([[`body:${digest}`]]);
});

test("a body that names a checkout in its headers is still about the order in it", () => {
  const request = call(order(charge({ status: "PAID" }))).withHeaders([
    ["x-product-id", "CHEC_0001"],
    ["x-product-origin", "CHECKOUT"],
  ]);
  const read = pagseguro.normalize(request, { receivedAt: "2026-11-03T12:00:00.000Z", zone: "UTC" });

  expect(read).toMatchObject({ ok: true, value: [{ transaction: { id: "CHAR_0001" } }] });
});
