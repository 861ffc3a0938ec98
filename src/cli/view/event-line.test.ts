import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { aLead, anEvent } from "../../../test/support/events.ts";
import { plainView } from "../../../test/support/view.ts";
import { EVENT_STATUSES } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import { widthOf } from "./columns.ts";
import { eventLine, listLayout, markOf, shownId } from "./event-line.ts";

const unlinked = anEvent({ status: "unmatched", reason: note("match.unlinked"), productSlug: null, amount: null });

describe("eventLine", () => {
  it("tells when, how it went, what, of what, from whom, how much and the id", () => {
    expect(eventLine(anEvent(), plainView())).toBe(
      "10:22:43 ✓ hotmart    purchase.approved      curso-x             m***@example.com             BRL 197.00  evt_01k9d5w2rcabcdefghjk",
    );
  });

  it("names the vendor's product where none is linked, and `-` where there is nothing", () => {
    expect(eventLine(unlinked, plainView())).toBe(
      "10:22:43 ! hotmart    purchase.approved      1234567             m***@example.com                      -  evt_01k9d5w2rcabcdefghjk",
    );
  });

  it("shows a lead by its listing, and who sent it", () => {
    const lead = anEvent({ provider: "grupozap", trigger: "lead.received", productSlug: null, amount: null, lead: aLead });

    expect(eventLine(lead, plainView({ showPii: true }))).toBe(
      "10:22:43 ✓ grupozap   lead.received          AP-1                maria@example.com                     -  evt_01k9d5w2rcabcdefghjk",
    );
  });

  it("marks a test call", () => {
    expect(eventLine(anEvent({ isTest: true }), plainView())).toContain("purchase.approved (test)");
  });

  it("makes a vendor's control characters visible", () => {
    const event = anEvent({ productSlug: null, product: { ...anEvent().product, externalId: "1\u001b[31m" } });

    expect(eventLine(event, plainView())).toContain("1\\u{1b}[31m");
  });

  it.each([60, 80, 100, 120, 200])("fits a terminal of %i columns", (columns) => {
    const event = anEvent({
      productSlug: "curso-de-ingles-para-negocios-turma-3",
      buyer: { ...anEvent().buyer, email: `${"a".repeat(40)}@example.com` },
    });
    const view = plainView({ columns, showPii: true });

    expect(widthOf(eventLine(event, view))).toBeLessThanOrEqual(columns);
    expect(widthOf(eventLine(event, view, listLayout([event], view, "2026-11-04")))).toBeLessThanOrEqual(columns);
  });

  it("keeps who and what on 80 columns, and an id that can be asked for", () => {
    const view = plainView({ columns: 80 });

    expect(eventLine(anEvent(), view, listLayout([anEvent()], view, "2026-11-04"))).toBe(
      "11-03 10:22 ✓ hotmart  purchase.approved  curso-x  m***@exampl…  evt_01k9d5w2rc",
    );
  });
});

describe("listLayout", () => {
  it("is as wide as its events need, without the date on the day itself", () => {
    const events = [anEvent(), unlinked];
    const view = plainView();
    const layout = listLayout(events, view, "2026-11-03");

    expect(events.map((event) => eventLine(event, view, layout))).toEqual([
      "10:22:43 ✓ hotmart  purchase.approved  curso-x  m***@example.com  BRL 197.00  evt_01k9d5w2rcabcdefghjk",
      "10:22:43 ! hotmart  purchase.approved  1234567  m***@example.com           -  evt_01k9d5w2rcabcdefghjk",
    ]);
  });

  it("gives the date of other days", () => {
    const view = plainView();

    expect(eventLine(anEvent(), view, listLayout([anEvent()], view, "2026-11-04"))).toMatch(/^2026-11-03 10:22:43 ✓ hotmart {2}/);
  });
});

describe("markOf", () => {
  it.each([
    ["processed", "\u001b[32m✓\u001b[39m"],
    ["unmatched", "\u001b[33m!\u001b[39m"],
    ["quarantined", "\u001b[33m!\u001b[39m"],
    ["failed", "\u001b[31m✗\u001b[39m"],
    ["duplicate", "\u001b[2m=\u001b[22m"],
    ["pending", "\u001b[2m·\u001b[22m"],
  ] as const)("%s has a sign of its own", (status, mark) => {
    expect(EVENT_STATUSES).toContain(status);
    expect(markOf(status, { style: new Chalk({ level: 1 }) })).toBe(mark);
  });
});

it.each([
  [80, "evt_01k9d5w2rc"],
  [120, "evt_01k9d5w2rcabcdefghjk"],
  [null, "evt_01k9d5w2rcabcdefghjk"],
])("shows an id on %s columns as %s", (columns, shown) => {
  expect(shownId("evt_01k9d5w2rcabcdefghjk", { columns })).toBe(shown);
});
