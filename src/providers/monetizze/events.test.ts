import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { monetizze } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const NONE = "0000-00-00 00:00:00";
const PAID = "2026-03-02 09:00:07";

function first(body: JsonObject) {
  const request = new InboundRequest({
    method: "POST",
    target: "/hooks/monetizze",
    headers: [],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  const read = monetizze.normalize(request, CONTEXT);
  if (!read.ok || read.value[0] === undefined) throw new Error("not read");
  return read.value[0];
}

const codes = (body: JsonObject) => first(body).notes.map(({ code }) => code);

describe("the event", () => {
  test.each([
    [
      "tipoEvento before everything",
      { tipoEvento: { codigo: 4 }, postback_evento: "2", codigo_status: "2", venda: { codigo_status: "2" } },
      "purchase.refunded",
    ],
    [
      "then postback_evento",
      { postback_evento: "4", codigo_status: "2", venda: { codigo_status: "2", status: "Finalizada" } },
      "purchase.refunded",
    ],
    ["then the status at the root", { codigo_status: "4", venda: { codigo_status: "2", status: "Finalizada" } }, "purchase.refunded"],
    ["then the status of the sale", { venda: { codigo_status: "4", status: "Finalizada" } }, "purchase.refunded"],
    ["then its text", { venda: { status: "Devolvida" } }, "purchase.refunded"],
    ["a text in any case, without accents or with", { venda: { status: " COMPLÉTA " } }, "purchase.completed"],
    ["numbers with zeros in front", { tipoEvento: { codigo: "04" } }, "purchase.refunded"],
    ["nothing at all", { venda: { codigo: "1" } }, "unknown"],
  ])("is told by %s", (_, body, trigger) => {
    expect(first(body).trigger).toBe(trigger);
  });

  test.each(["VOID", "2x", "250", "-2", "2.0", "constructor", "1e0"])("%s is unknown, however paid the sale is", (codigo) => {
    const event = first({ tipoEvento: { codigo }, codigo_status: "2", venda: { codigo: "1", status: "Finalizada", codigo_status: "2" } });

    expect(event).toMatchObject({ trigger: "unknown", also: [], nativeEvent: codigo, notes: [] });
    expect(event.keys).toEqual([`tx:1:unknown:${codigo}`]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])("is never the role of the recipient: a copy for role %i of a refund is a refund", (role) => {
    const event = first({
      tipoEvento: { codigo: 4 },
      tipoPostback: { codigo: role },
      venda: { codigo: "1" },
      comprador: { email: "a@example.com" },
    });

    expect(event.trigger).toBe("purchase.refunded");
    expect(event.notes.some(({ code }) => code === "monetizze.affiliate-copy")).toBe(role >= 4);
  });

  test.each(["8", "70", "98", "99", "105", "106"])("%s is known and changes nothing", (codigo) => {
    const event = first({ tipoEvento: { codigo, descricao: "Palavra" }, venda: { codigo: "1", codigo_status: "2" } });

    expect(event.trigger).toBe("unknown");
    expect(event.notes).toEqual([{ code: "event.no-trigger", params: { native: `${codigo} Palavra` } }]);
  });
});

describe("code 1", () => {
  test.each([
    ["Boleto", "boleto.issued"],
    ["BOLETO", "boleto.issued"],
    ["Pix", "pix.issued"],
    ["Cartão de crédito", "purchase.pending"],
    ["Grátis", "purchase.pending"],
    [null, "purchase.pending"],
  ])("by %s is %s", (formaPagamento, trigger) => {
    expect(first({ tipoEvento: { codigo: 1 }, venda: { codigo: "1", formaPagamento } }).trigger).toBe(trigger);
  });
});

describe("code 3", () => {
  test.each([
    ["Cartão de crédito", NONE, "purchase.refused"],
    ["Cartao de Credito", undefined, "purchase.refused"],
    ["Boleto", NONE, "purchase.expired"],
    ["Pix", null, "purchase.expired"],
    ["Débito online", NONE, "purchase.canceled"],
    [null, NONE, "purchase.canceled"],
    ["Cartão de crédito", PAID, "purchase.canceled"],
    ["Boleto", PAID, "purchase.canceled"],
    ["Pix", PAID, "purchase.canceled"],
  ])("by %s with payment date %s is %s", (formaPagamento, dataFinalizada, trigger) => {
    const event = first({ tipoEvento: { codigo: 3 }, venda: { codigo: "1", formaPagamento, dataFinalizada, valor: "10.00" } });

    expect(event.trigger).toBe(trigger);
    expect(event.amountPaid).toEqual(dataFinalizada === PAID ? { minor: 1000, currency: "BRL" } : null);
  });
});

describe("an approval of a subscription", () => {
  test.each([
    ["1", ["subscription.started"], 1],
    [2, ["subscription.renewed"], 2],
    ["0", [], null],
    ["first", [], null],
    [null, [], null],
  ])("with charge %j also raises %j", (parcela, also, recurrence) => {
    const event = first({ tipoEvento: { codigo: 2 }, venda: { codigo: "1", parcelas: "12" }, assinatura: { codigo: "9", parcela } });

    expect(event).toMatchObject({ trigger: "purchase.approved", also, product: { kind: "subscription" } });
    expect(event.transaction).toMatchObject({ subscriptionId: "9", recurrence });
    expect(event.payment).toBeNull();
  });

  test("that is told by its period alone is one without a number", () => {
    const event = first({ tipoEvento: { codigo: 2 }, venda: { codigo: "1" }, plano: { periodicidade: "Mensal" } });

    expect(event).toMatchObject({ also: [], product: { kind: "subscription" }, transaction: { subscriptionId: null, recurrence: null } });
  });

  test("is none when it is a debt that is paid off in parts, whatever the plan's period", () => {
    const event = first({
      tipoEvento: { codigo: 2 },
      venda: { codigo: "1" },
      plano: { periodicidade: "Mensal" },
      assinatura: { codigo: "", status: "", parcela: "" },
      recuperacao_parcelada: { codigo: "7", parcela: "1" },
    });

    expect(event).toMatchObject({ also: [], product: { kind: "instalments" }, transaction: { subscriptionId: null, recurrence: 1 } });
  });
});

describe("code 101", () => {
  const active = (venda: JsonObject, parcela: string | null) =>
    first({ tipoEvento: { codigo: 101 }, data: "2026-03-02 09:00:00", venda, assinatura: { codigo: "9", status: "Ativa", parcela } });

  test("starts a subscription beside its first payment, and is no approval of it", () => {
    const event = active({ codigo: "1", codigo_status: "2", valor: "10.00", formaPagamento: "Pix" }, "1");

    expect(event).toMatchObject({ trigger: "subscription.started", also: [], amount: null, amountPaid: null, payment: null });
    expect(event.transaction).toEqual({ id: null, parentId: null, subscriptionId: "9", recurrence: 1 });
  });

  test("takes the status in words too", () => {
    expect(active({ codigo: "1", status: "Finalizada" }, "1").trigger).toBe("subscription.started");
  });

  test.each([
    ["of a later charge", { codigo: "1", codigo_status: "2" }, "2"],
    ["without the number of the charge", { codigo: "1", codigo_status: "2" }, null],
    ["of a charge that is not paid", { codigo: "1", codigo_status: "1" }, "1"],
    ["of a charge paid long ago", { codigo: "1", codigo_status: "6" }, "1"],
    ["without a sale", { codigo_status: "2" }, "1"],
  ])("%s tells nothing new", (_, venda, parcela) => {
    const event = active(venda, parcela);

    expect(event.trigger).toBe("unknown");
    expect(event.notes.map(({ code }) => code)).toEqual(["event.no-trigger"]);
  });
});

describe("codes 102 and 104", () => {
  test.each([
    ["not paid", "1", "5"],
    ["canceled", "3", "5"],
    ["of no known status", null, "5"],
    ["paid before", "2", null],
    ["paid long before", "6", null],
  ])("are about the sale that they name unless it was paid: one that is %s", (_, codigo_status, id) => {
    for (const codigo of [102, 104]) {
      const event = first({ tipoEvento: { codigo }, venda: { codigo: "5", codigo_status }, assinatura: { codigo: "9", parcela: "3" } });

      expect(event.transaction).toEqual({ id, parentId: null, subscriptionId: "9", recurrence: 3 });
      expect(event.amountPaid).toBeNull();
    }
  });
});

describe("code 103", () => {
  test("ends the subscription, and is about none of its charges", () => {
    const event = first({
      tipoEvento: { codigo: 103 },
      venda: { codigo: "5", codigo_status: "1" },
      assinatura: { codigo: "9", parcela: "3" },
    });

    expect(event).toMatchObject({ trigger: "subscription.canceled", transaction: { id: null, subscriptionId: "9" }, accessUntil: null });
  });
});

describe("code 120", () => {
  test.each([
    [{ status: 6, descricao: "Entregue ao vizinho", codigo: "X1" }, "Entregue ao vizinho", "X1"],
    [{ status: "8", codigo: null }, "Aguardando retirada", null],
    [{ status: 99 }, "99", null],
    [{ status: "constructor" }, "constructor", null],
    [undefined, null, null],
  ])("with %j has goods at %s", (rastreio, status, trackingCode) => {
    const event = first({ tipoEvento: { codigo: 120 }, venda: { codigo: "1" }, ...(rastreio === undefined ? {} : { rastreio }) });

    expect(event.shipment).toEqual({ status, trackingCode, trackingUrl: null });
  });

  test("alone speaks of goods", () => {
    expect(first({ tipoEvento: { codigo: 2 }, venda: { codigo: "1" }, rastreio: { status: 2 } })).not.toHaveProperty("shipment");
  });
});

describe("notes", () => {
  test("code 9 flags with the reason", () => {
    const body = {
      tipoEvento: { codigo: 9 },
      venda: { codigo: "1" },
      comprador: { nome: "A", email: "a@example.com", telefone: "11900000001" },
    };

    expect(first(body).trigger).toBe("purchase.disputed");
    expect(codes(body)).toEqual(["monetizze.refund-requested"]);
  });

  test("say what of the buyer is missing, but not of an affiliate's copy, where it was held back", () => {
    const body = { tipoEvento: { codigo: 2 }, venda: { codigo: "1" } };

    expect(codes(body)).toEqual(["buyer.no-name", "buyer.no-email", "buyer.no-phone"]);
    expect(codes({ ...body, tipoPostback: { codigo: "4" } })).toEqual(["monetizze.affiliate-copy"]);
  });
});
