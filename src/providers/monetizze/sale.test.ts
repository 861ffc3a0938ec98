import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { monetizze } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function events(body: JsonObject) {
  const request = new InboundRequest({
    method: "POST",
    target: "/hooks/monetizze",
    headers: [],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  const read = monetizze.normalize(request, CONTEXT);
  if (!read.ok) throw new Error("not read");
  return read.value;
}

function first(body: JsonObject) {
  const [event] = events(body);
  if (event === undefined) throw new Error("no event");
  return event;
}

const approved = (rest: JsonObject): JsonObject => ({ tipoEvento: { codigo: 2 }, venda: { codigo: "1", valor: "60.00" }, ...rest });
const products = (body: JsonObject) => events(body).map(({ product }) => product.externalId);

describe("items of a sale", () => {
  const main = { codigo: "4", nome: "Curso" };

  test.each([
    ["the product alone", { produto: main }, ["4"]],
    ["the code at the root", { codigo_produto: "4" }, ["4"]],
    ["an empty list, and then the product", { produto: main, venda_item_order_bump: [], produtos: [] }, ["4"]],
    [
      "the bumps before the products",
      { produto: main, venda_item_order_bump: [{ produto: "4" }, { produto: "5" }], produtos: [{ produto: "6" }] },
      ["4", "5"],
    ],
    ["the products where there is no bump", { produto: main, produtos: [{ produto: "6" }, { produto: "4" }] }, ["4", "6"]],
    ["the marked one first", { produto: main, produtos: [{ produto: "4" }, { produto: "6", principal: 1 }] }, ["6", "4"]],
    [
      "the sale's own where no item is marked",
      {
        produto: main,
        produtos: [
          { produto: "6", principal: "0" },
          { produto: "4", principal: "0" },
        ],
      },
      ["4", "6"],
    ],
    ["the sale's own, although the list leaves it out", { produto: main, produtos: [{ produto: "6" }] }, ["4", "6"]],
    ["the first where the sale names none", { produtos: [{ produto: "6" }, { produto: "5" }] }, ["6", "5"]],
    ["each product once", { produto: main, produtos: [{ produto: "5" }, { produto: 4 }, { produto: "4" }, { produto: "5" }] }, ["4", "5"]],
    ["no item without a code", { produto: main, venda_item_order_bump: [{ nome: "x" }, "y", null], produtos: [{ produto: "4" }] }, ["4"]],
  ])("are %s", (_, body, expected) => {
    expect(products(approved(body))).toEqual(expected);
  });

  test("share the sale, whose amount and subscription are the first one's", () => {
    const body = approved({
      produto: main,
      assinatura: { codigo: "9", parcela: "1" },
      venda_item_order_bump: [
        { produto: "5", nome: "E-book", valor: "10.00", principal: "0" },
        { produto: "4", valor: "50.00", principal: "1" },
      ],
    });

    const [course, ebook] = events(body);

    expect(course).toMatchObject({
      also: ["subscription.started"],
      product: { externalId: "4", name: "Curso", kind: "subscription" },
      transaction: { id: "1", parentId: null, subscriptionId: "9", recurrence: 1 },
      amount: { minor: 6000, currency: "BRL" },
      keys: ["tx:1:purchase.approved"],
    });
    expect(ebook).toMatchObject({
      also: [],
      product: { externalId: "5", name: "E-book", kind: null },
      transaction: { id: "1", parentId: "1", subscriptionId: null, recurrence: null },
      amount: null,
      amountPaid: null,
      keys: ["tx:1:purchase.approved:item:5"],
    });
  });

  test.each([101, 102, 103, 104, 105, 7, 70, 250])("are not told by code %i, which is about no sale's items", (codigo) => {
    const body = approved({
      tipoEvento: { codigo },
      produto: main,
      assinatura: { codigo: "9" },
      produtos: [{ produto: "4" }, { produto: "5" }],
    });

    expect(products(body)).toEqual(["4"]);
  });

  test.each([1, 3, 4, 5, 6, 9, 120])("are told by code %i", (codigo) => {
    expect(products(approved({ tipoEvento: { codigo }, produto: main, produtos: [{ produto: "5" }] }))).toEqual(["4", "5"]);
  });
});

describe("the plan", () => {
  const plan = (body: JsonObject) => {
    const { product } = first(approved({ produto: { codigo: "4" }, ...body }));
    return [product.plan, product.planName, product.planAliases];
  };

  test.each([
    [
      "its reference, with the digits as another spelling",
      { plano: { codigo: "123456", referencia: "AB123456", nome: "Anual" } },
      ["AB123456", "Anual", ["123456"]],
    ],
    ["its code, where there is no reference", { plano: { codigo: 123456 } }, ["123456", null, []]],
    ["the sale's, where there is no plan", { venda: { codigo: "1", plano: "123456" } }, ["123456", null, []]],
    [
      "every spelling that differs",
      { plano: { codigo: "99", referencia: "AB123456" }, venda: { codigo: "1", plano: "77" } },
      ["AB123456", null, ["123456", "99", "77"]],
    ],
    ["a reference of another look as it is", { plano: { referencia: "Anual-1" } }, ["Anual-1", null, []]],
    [
      "the listed item's, where the sale names none",
      { produtos: [{ produto: "4", codPlano: "55", plano: "CD55", planoNome: "Kit" }] },
      ["CD55", "Kit", ["55"]],
    ],
    [
      "the code of an item, whatever its undocumented field says",
      { produtos: [{ produto: "4", codPlano: "55", plano: "Kit de 3" }] },
      ["55", null, []],
    ],
    ["none", {}, [null, null, []]],
  ])("is %s", (_, body, expected) => {
    expect(plan(body)).toEqual(expected);
  });
});

describe("amounts", () => {
  test.each([
    ["157.00", 15700],
    ["1497.9", 149790],
    ["1.234,56", 123456],
    [157, 15700],
    ["0.00", 0],
  ])("%j is in reais: %i cents", (valor, minor) => {
    expect(first(approved({ venda: { codigo: "1", valor } })).amount).toEqual({ minor, currency: "BRL" });
  });

  test.each(["abc", "1.234", {}, true] as JsonValue[])("%j is none, and the operator is told", (valor) => {
    const { amount, notes } = first(approved({ venda: { codigo: "1", valor } }));

    expect(amount).toBeNull();
    expect(notes).toContainEqual({ code: "monetizze.amount-unreadable", params: { field: "venda.valor" } });
  });

  test("are what the buyer pays, never what the recipient gets", () => {
    expect(first(approved({ venda: { codigo: "1", valorRecebido: "43.40" } })).amount).toBeNull();
  });
});

describe("times", () => {
  test.each([
    [
      "an opened sale its opening",
      1,
      { dataInicio: "2026-03-02 09:00:00", dataFinalizada: "0000-00-00 00:00:00" },
      "2026-03-02T12:00:00.000Z",
    ],
    [
      "an approval the payment",
      2,
      { dataInicio: "2026-03-02 09:00:00", dataFinalizada: "2026-03-02 10:00:00" },
      "2026-03-02T13:00:00.000Z",
    ],
    ["an approval in the last summer time", 2, { dataFinalizada: "2019-02-01 10:00:00" }, "2019-02-01T12:00:00.000Z"],
    ["an approval without a date of payment none", 2, { dataFinalizada: "0000-00-00 00:00:00" }, null],
    ["a refund none: the sale's dates are older", 4, { dataInicio: "2026-03-02 09:00:00", dataFinalizada: "2026-03-02 10:00:00" }, null],
  ])("give %s", (_, codigo, venda, at) => {
    expect(first({ tipoEvento: { codigo }, venda: { codigo: "1", ...venda } })).toMatchObject({ occurredAt: at, zoneAssumed: at !== null });
  });

  test("come from the call where the sale has none of this event", () => {
    const late = { tipoEvento: { codigo: 4 }, data: "2026-03-05 11:00:00", venda: { codigo: "1", dataFinalizada: "2026-03-02 10:00:00" } };

    expect(first(late).occurredAt).toBe("2026-03-05T14:00:00.000Z");
    expect(first({ ...late, tipoEvento: { codigo: 2 } }).occurredAt).toBe("2026-03-02T13:00:00.000Z");
    expect(first({ ...late, tipoEvento: { codigo: 2 }, venda: { codigo: "1" } }).occurredAt).toBe("2026-03-05T14:00:00.000Z");
  });
});

describe("the buyer", () => {
  test.each([
    ["11900000001", "BR", "+5511900000001"],
    ["(11) 90000-0001", null, "+5511900000001"],
    ["5511900000001", "Brasil", "+5511900000001"],
    ["351900000003", "PT", "+351900000003"],
    ["900000003", "PT", null],
    ["900000003", "BR", null],
  ])("with phone %s in %s has %s", (telefone, pais, phone) => {
    const { buyer, notes } = first(approved({ comprador: { telefone, pais } }));

    expect([buyer.phone, buyer.phoneRaw]).toEqual([phone, telefone]);
    expect(notes.some(({ code }) => code === "buyer.phone-invalid")).toBe(phone === null);
  });

  test("has a document of any look, as text", () => {
    expect(first(approved({ comprador: { cnpj_cpf: "12ABC34501DE35" } })).buyer.document).toBe("12ABC34501DE35");
  });

  test("is found by an e-mail in lower case", () => {
    expect(first(approved({ comprador: { email: " Ana@Example.COM " } })).buyer.email).toBe("ana@example.com");
  });
});

describe("payment and tracking", () => {
  test("hold what the sale says, and the code of a Pix from the root", () => {
    const { payment, tracking } = first({
      tipoEvento: { codigo: 1 },
      venda: { codigo: "1", formaPagamento: "Pix", parcelas: 1, src: "a", utm_source: "", utm_medium: null, utm_campaign: "c" },
      pix_codigo_qrcode: "000201",
    });

    expect(payment).toMatchObject({ method: "pix", methodRaw: "Pix", pixCode: "000201", installments: 1 });
    expect(tracking).toEqual({ src: "a", utm_campaign: "c" });
  });

  test.each([
    ["Cartão de crédito", "credit_card"],
    ["Débito online", "bank_transfer"],
    ["PayPal", "paypal"],
    ["Gratis", "other"],
    ["constructor", "other"],
  ])("read %s as %s", (formaPagamento, method) => {
    expect(first(approved({ venda: { codigo: "1", formaPagamento } })).payment).toMatchObject({ method, methodRaw: formaPagamento });
  });
});
