import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import type { Change } from "../../app/settle.ts";
import { ptBR } from "../../messages/pt-BR/index.ts";
import { createTexts } from "../../messages/text.ts";
import { widthOf } from "./columns.ts";
import { eventLine, listLayout } from "./event-line.ts";
import { changeLines } from "./trace.ts";
import type { View } from "./view.ts";

const TEXTS = createTexts(ptBR, "pt-BR");
const BRAZILIAN: View = {
  texts: TEXTS,
  style: new Chalk({ level: 0 }),
  showPii: true,
  columns: null,
  local: (instant) => `${TEXTS.formats.day(instant.slice(0, 10))} ${instant.slice(11, 19)}`,
  event: (event) => event,
  person: (person) => person,
};
const CHANGE: Change = {
  kind: "access",
  contactId: "con_1",
  target: "curso-x",
  rule: "link",
  before: null,
  after: "active",
};

describe("states in Portuguese", () => {
  test("access is told in words, its end in the reader's form", () => {
    const lines = changeLines([CHANGE, { ...CHANGE, before: "active", after: "active until 2026-12-03T12:00:00.000Z" }], BRAZILIAN);

    expect(lines.map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
      "acesso  curso-x  nada → ativo  vínculo",
      "acesso  curso-x  ativo → ativo até 03/12/2026 12:00:00  vínculo",
    ]);
  });

  test("a place in a funnel is the user's own word, even where it is one of ours", () => {
    expect(changeLines([{ ...CHANGE, kind: "funnel", target: "vendas", rule: "rul_1", after: "active" }], BRAZILIAN)).toEqual([
      "funil  vendas  nada → active  rul_1",
    ]);
  });
});

describe("an event's line in Portuguese", () => {
  test("has the reais of the reader, and the same columns whatever the time looks like", () => {
    const event = anEvent({ receivedAt: "2026-11-03T10:22:43.000Z", amount: { minor: 123456, currency: "BRL" } });
    const layout = listLayout([event], BRAZILIAN, "02/11/2026");

    expect(eventLine(event, BRAZILIAN, layout)).toBe(
      "03/11/2026 10:22:43 ✓ hotmart  purchase.approved  curso-x  maria@example.com  R$ 1.234,56  evt_01k9d5w2rcabcdefghjk",
    );
    expect(eventLine(event, BRAZILIAN, { ...layout, time: "short" })).toMatch(/^03\/11 10:22 ✓ /);
    expect(eventLine(event, BRAZILIAN, listLayout([event], BRAZILIAN, "03/11/2026"))).toMatch(/^10:22:43 ✓ /);
  });

  test("fits a terminal of 80 columns", () => {
    const narrow = { ...BRAZILIAN, columns: 80 };
    const event = anEvent({ amount: { minor: 123456789, currency: "BRL" } });

    expect(widthOf(eventLine(event, narrow, listLayout([event], narrow, "01/01/2020")))).toBeLessThanOrEqual(80);
  });
});
