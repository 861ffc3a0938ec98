import { describe, expect, it } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import { MESSAGE_FIELDS, MESSAGE_WORD_GROUPS } from "../../core/template-fields.ts";
import { DESTINATIONS } from "../../destinations/index.ts";
import { destinationsJson, destinationsText, messagesJson, messagesText, outboxJson, outboxText } from "./sending-topics.ts";

const view = plainView();

describe("help of destinations", () => {
  const text = destinationsText(view);

  it.each(DESTINATIONS)("tells what $id does, and every setting, secret and code of it", (kind) => {
    const block = text.split("\n\n").find((part) => part.startsWith(`${kind.id}  `));

    for (const action of kind.actions) expect(block).toContain(action);
    for (const { name } of [...kind.settings, ...kind.secrets]) expect(block).toMatch(new RegExp(`(^|[ ,])${name}[*=,]?`, "m"));
    for (const { object, example } of kind.codes) expect(block).toContain(`${object} ${example}`);
  });

  it("writes out one kind so", () => {
    expect(text).toContain(`
leadlovers  leadlovers
  does      funnel.remove, sequence.add, tag.add, tag.remove
  settings  base-url=https://llapi.leadlovers.com/webapi, insert-method=post, per-minute=60,
            settle-delay=15s
  secrets   token*, bearer
  codes     tag 640001, sequence 700001/1500002/1, funnel 700001/1500002
  pace      2 at once, 1 s between two
`);
    expect(text).toContain("  pace      1 at once, 20 s between two, none from 22:00 to 08:00 in São Paulo\n");
  });

  it("is given to scripts in parts", () => {
    const [webhook] = destinationsJson().destinations;

    expect(webhook).toMatchObject({ kind: "webhook", actions: ["forward", "notify"], pace: { concurrency: 16, spacingMs: 0 } });
    expect(webhook?.settings.slice(0, 2)).toEqual([
      { name: "url", required: true, default: null },
      { name: "method", required: false, default: "POST" },
    ]);
  });
});

describe("help of messages", () => {
  const text = messagesText(view);

  it("explains every short word, those that say the same in one line", () => {
    const { fields } = messagesJson(view.texts);

    expect(fields.flatMap(({ words }) => words).sort()).toEqual(MESSAGE_FIELDS.filter((field) => !field.includes(".")).sort());
    expect(fields.filter(({ meaning }) => meaning === "")).toEqual([]);
    expect(MESSAGE_WORD_GROUPS).toContainEqual(["boleto", "linha_digitavel"]);
    expect(text).toContain("\n  name, nome                 the buyer's name\n");
  });

  it("lists every value of the event that stands for itself, once", () => {
    const paths = MESSAGE_FIELDS.filter((field) => field.includes(".") && !field.startsWith("event."));

    for (const path of paths) expect(text.split(/\s+/).filter((word) => word === path)).toHaveLength(1);
  });

  it("tells which places on the happy path an event cancels, and of what", () => {
    const rows = text.split("\n").filter((line) => /^ {2}\d /.test(line));

    expect(rows.map((row) => row.trim().replace(/ {2,}/g, " | "))).toEqual([
      "1 | cart.abandoned | - | -",
      "2 | purchase.pending | 1 | the product",
      "2 | boleto.issued | 1 | the product",
      "2 | pix.issued | 1 | the product",
      "2 | purchase.refused | 1 | the product",
      "2 | payment.late | - | -",
      "3 | purchase.expired | 1 to 2 | the sale",
      "4 | purchase.approved | 1 to 3 | the product",
      "4 | subscription.started | 1 to 3 | the product",
      "4 | subscription.renewed | 1 to 3 | the product",
      "5 | delivery.updated | 1 to 4 | the product",
      "6 | purchase.canceled | 1 to 5 | the sale",
      "6 | subscription.canceled | 1 to 2 | the product",
      "7 | purchase.refunded | 1 to 6 | the sale",
      "8 | purchase.chargeback | 1 to 7 | the sale",
    ]);
  });
});

describe("help of the outbox", () => {
  it("tells every state, the waits between tries and the circuit", () => {
    const text = outboxText(view);

    for (const state of ["queued", "sending", "sent", "dead", "dropped", "canceled"])
      expect(text).toMatch(new RegExp(`^ {2}${state} `, "m"));
    expect(text).toContain("after 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 6 h, 12 h, 24 h: 10 in all");
    expect(text).toContain("When 70 % of at least 10 requests within 5 min failed, a destination is left alone for 30 s");
  });

  it("gives scripts the numbers", () => {
    expect(outboxJson(view.texts)).toMatchObject({
      waitsMs: [0, 5_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000],
      circuit: { outcomes: 10, windowMs: 300_000, percent: 70, pauseMs: 30_000 },
    });
  });
});
