import { describe, expect, test } from "vitest";
import type { CanonicalEvent, EventFacts } from "../../src/core/event.ts";
import { eventJson } from "../../src/core/event-json.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { listFixtures, readFixture, readFixtureDocument } from "../../src/shared/fixture-files.ts";

const TEXTS = createTexts(en);

/** What of a person must not be readable: whole e-mail, full name, and the digits of phone and document. */
function personalTexts({ buyer, lead }: EventFacts): readonly string[] {
  const texts = [buyer.email, buyer.name, buyer.phone, buyer.phoneRaw, buyer.document, lead?.message ?? null];
  // A document of nothing but zeros is nobody's, and stands in many an id.
  return texts.filter((text) => text !== null && text.length >= 6 && !/^0+$/.test(text)).map(String);
}

describe.each(PROVIDERS)("what is shown of the calls of $id", (provider) => {
  test.each(listFixtures(provider.id))("%s holds nobody's data, and its notes neither", (name) => {
    const document = readFixtureDocument(provider.id, name);
    const context = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo", ...(document === undefined ? {} : { document }) };
    const read = provider.normalize(readFixture(provider.id, name).request, context);
    const events = read.ok ? read.value : [];
    expect(events.length).toBeGreaterThan(0);

    for (const facts of events) {
      const event: CanonicalEvent = {
        ...facts,
        id: "evt_1",
        deliveryId: "dlv_1",
        provider: provider.id,
        store: "default",
        receivedAt: context.receivedAt,
        status: "processed",
        reason: null,
        productSlug: null,
        advertiser: null,
        contactId: null,
      };
      const shown = JSON.stringify(eventJson(event, { showPii: false, render: (note) => TEXTS.ofNote(note) }));
      const notes = JSON.stringify(facts.notes) + facts.notes.map((note) => TEXTS.ofNote(note)).join();

      for (const text of personalTexts(facts)) {
        expect(shown).not.toContain(text);
        expect(notes).not.toContain(text);
      }
    }
  });
});
