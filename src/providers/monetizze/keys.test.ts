import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { monetizze } from "./index.ts";

const NOW = "2026-11-03T12:00:00.000Z";
const ZONE = "America/Sao_Paulo";

function call(body: JsonObject): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target: "/hooks/monetizze",
    headers: [],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
}

function keys(body: JsonObject, receivedAt = NOW): readonly string[] {
  const read = monetizze.normalize(call(body), { receivedAt, zone: ZONE });
  if (!read.ok) throw new Error("not read");
  return read.value.flatMap((event) => event.keys);
}

const shared = (first: readonly string[], second: readonly string[]) => first.some((key) => second.includes(key));

describe("a sale", () => {
  test("has one key for each of its events, and renewals have their own", () => {
    const sale = (codigo: number, parcela: string) =>
      keys({ tipoEvento: { codigo }, venda: { codigo: "1" }, assinatura: { codigo: "9", parcela } });
    const all = [1, 2, 3, 4, 5, 6, 9].map((codigo) => sale(codigo, "1"));

    expect(new Set(all.flat()).size).toBe(all.length);
    expect(shared(sale(2, "1"), sale(2, "2"))).toBe(false);
  });

  test("that is told by several formats, and to producer and coproducer, is the same event", () => {
    const told = [
      { id: "a", codigo_venda: "1", tipoEvento: { codigo: 2 }, tipoPostback: { codigo: 2 } },
      { id: "b", codigo_venda: "1", tipoEvento: { codigo: 2 }, tipoPostback: { codigo: 3 } },
      { tipoEvento: { codigo: "2" }, venda: { codigo: 1 } },
      { venda: { codigo: "1", status: "Finalizada" } },
    ].map((body) => keys(body));

    expect(told).toEqual(told.map(() => ["tx:1:purchase.approved"]));
  });

  test("is not known by the id of a dispatch, of which nobody says that it is unique", () => {
    const id = "always-the-same";

    expect(shared(keys({ id, codigo_venda: "1", postback_evento: "2" }), keys({ id, codigo_venda: "2", postback_evento: "2" }))).toBe(
      false,
    );
  });

  test("a refund that was asked for does not make the later dispute a repeat", () => {
    expect(
      shared(keys({ tipoEvento: { codigo: 9 }, venda: { codigo: "1" } }), keys({ tipoEvento: { codigo: 5 }, venda: { codigo: "1" } })),
    ).toBe(false);
  });
});

describe("goods on their way", () => {
  const at = (rastreio: JsonObject) => keys({ tipoEvento: { codigo: 120 }, venda: { codigo: "1" }, rastreio });

  test("are another event at every status and in every parcel", () => {
    const all = [at({ status: 2, codigo: "A" }), at({ status: 6, codigo: "A" }), at({ status: 2, codigo: "B" }), at({ status: 2 }), at({})];

    expect(new Set(all.flat()).size).toBe(all.length);
    expect(at({ status: "2", codigo: "A" })).toEqual(at({ status: 2, codigo: "A", descricao: "Postado" }));
  });
});

describe("a subscription", () => {
  const state = (codigo: number, parcela: string, rest: JsonObject = {}) =>
    ({ tipoEvento: { codigo }, venda: { codigo: "1", codigo_status: "2" }, assinatura: { codigo: "9", parcela }, ...rest }) as const;

  test("may be late, active, and late again: each day is another event, and a repeat on the day is none", () => {
    const days = ["2026-11-03T12:00:00.000Z", "2026-11-09T12:00:00.000Z"];

    expect(keys(state(102, "2"), days[0])).toEqual(["assinatura:9:102:2:2026-11-03"]);
    expect(keys(state(102, "2"), days[1])).toEqual(["assinatura:9:102:2:2026-11-09"]);
    expect(keys(state(101, "2"), days[0])).toEqual(["assinatura:9:101:2:2026-11-03"]);
  });

  test("has the day of the call where the call tells it, the same in both formats", () => {
    const evening = { data: "2026-11-03 22:30:00" };
    const twin = keys(state(102, "2"), "2026-11-04T01:30:02.000Z");

    expect(keys(state(102, "2", { ...evening, id: "w1", codigo_venda: "1" }), "2026-11-07T00:00:00.000Z")).toEqual([
      "id:w1:assinatura:9:102:2",
      ...twin,
    ]);
  });

  test("is known again on another day by the id of the dispatch, and a constant id hides no other event", () => {
    const sent = (codigo: number, parcela: string, data: string) => keys(state(codigo, parcela, { id: "w1", codigo_venda: "1", data }));

    expect(shared(sent(102, "2", "2026-11-03 09:00:00"), sent(102, "2", "2026-11-04 09:00:00"))).toBe(true);
    expect(shared(sent(102, "2", "2026-11-03 09:00:00"), sent(102, "3", "2026-12-03 09:00:00"))).toBe(false);
    expect(shared(sent(102, "2", "2026-11-03 09:00:00"), sent(103, "2", "2026-11-03 09:00:00"))).toBe(false);
  });

  test("and a plan that pays a debt off never share a key, though their numbers may be equal", () => {
    const recovery = keys({ tipoEvento: { codigo: 105 }, recuperacao_parcelada: { codigo: "9", parcela: "2" } });

    expect(recovery).toEqual(["recuperacao_parcelada:9:105:2:2026-11-03"]);
  });

  test("without a number is known by its open charge, else by the body", () => {
    expect(keys({ tipoEvento: { codigo: 102 }, venda: { codigo: "1", codigo_status: "1" } })).toEqual(["tx:1:payment.late"]);
    expect(keys({ tipoEvento: { codigo: 103 }, venda: { codigo: "1" } })).toEqual([expect.stringMatching(/^body:[0-9a-f]{64}$/)]);
  });

  test("that starts is another event than the approval beside it, so neither hides the other", () => {
    expect(shared(keys(state(101, "1")), keys(state(2, "1")))).toBe(false);
  });
});

describe("a cart", () => {
  const cart = (email: string | null, url: string | null, codigo = "4", day?: string) =>
    keys({ tipoEvento: { codigo: 7 }, produto: { codigo }, comprador: { email }, url_recuperacao: url }, day);

  test("is known by product, buyer and link, in a digest that shows nobody's address", () => {
    const digest = createHash("sha256").update("ana@example.com https://x.example.com/?rec=1").digest("hex").slice(0, 32);

    expect(cart("Ana@example.com", "https://x.example.com/?rec=1")).toEqual([`cart:4:${digest}`]);
    expect(shared(cart("ana@example.com", "https://x.example.com/?rec=1"), cart("ana@example.com", "https://x.example.com/?rec=2"))).toBe(
      false,
    );
    expect(
      shared(cart("ana@example.com", "https://x.example.com/?rec=1", "4"), cart("ana@example.com", "https://x.example.com/?rec=1", "5")),
    ).toBe(false);
  });

  test("without a link is another one on another day", () => {
    expect(cart("ana@example.com", null)).toEqual(cart("ana@example.com", null));
    expect(shared(cart("ana@example.com", null), cart("ana@example.com", null, "4", "2026-11-04T12:00:00.000Z"))).toBe(false);
  });

  test("of nobody, without a link, is known by the body", () => {
    expect(cart(null, null)).toEqual([expect.stringMatching(/^body:/)]);
  });
});

describe("an affiliate's copy", () => {
  const copy = (codigo: number, email: string | null, role: number) =>
    keys({
      tipoEvento: { codigo },
      tipoPostback: { codigo: role },
      venda: { codigo: "1" },
      assinatura: { codigo: "9" },
      comprador: { email },
    });

  test("without the buyer does not stand in for the producer's call; with the buyer it is the same event", () => {
    expect(shared(copy(2, null, 4), copy(2, "a@example.com", 2))).toBe(false);
    expect(shared(copy(102, null, 4), copy(102, "a@example.com", 2))).toBe(false);
    expect(copy(2, "a@example.com", 4)).toEqual(copy(2, "a@example.com", 2));
    expect(copy(2, null, 2)).toEqual(copy(2, "a@example.com", 2));
  });
});

describe("a test call", () => {
  test.each(["X-Wing", " x-wing "])("of product %j is one, and is known by its body alone", (nome) => {
    const body = {
      tipoEvento: { codigo: 2 },
      produto: { nome },
      venda: { codigo: "1234" },
      produtos: [{ produto: "5" }, { produto: "6" }],
    };
    const read = monetizze.normalize(call(body), { receivedAt: NOW, zone: ZONE });
    const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex");

    expect(read.ok && read.value.map(({ isTest, keys }) => [isTest, keys])).toEqual([[true, [`body:${digest}`]]]);
  });

  test("is not what only has the word in its name", () => {
    const read = monetizze.normalize(call({ produto: { nome: "Miniatura X-Wing" } }), { receivedAt: NOW, zone: ZONE });

    expect(read.ok && read.value[0]?.isTest).toBe(false);
  });
});
