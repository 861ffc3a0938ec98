import { describe, expect, it } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import { plainView } from "../../../test/support/view.ts";
import { accessStandings } from "../../app/access-standing.ts";
import type { AccessStory } from "../../app/access-story.ts";
import type { Grant } from "../../core/access.ts";
import type { Effect } from "../../core/effect.ts";
import type { Trigger } from "../../core/triggers.ts";
import { accessJson, accessStoryView, grantsText, standingText } from "./access.ts";

const NOW = "2026-11-04T12:00:00.000Z";
const grant: Grant & { email: string | null } = {
  contactId: "ctc_1",
  email: "maria@example.com",
  product: "clube",
  subject: "purchase:hotmart:default:HS1",
  state: "active",
  since: "2026-10-01T12:00:00.000Z",
  until: null,
  eventId: "evt_1",
  rule: "link",
};
const effect: Effect = {
  contactId: "ctc_1",
  eventId: "evt_1",
  rule: "link",
  action: "access.grant",
  kind: "access",
  target: "clube",
  value: "granted",
  subject: grant.subject,
  rank: 50,
  at: grant.since,
  subscription: "hotmart:default:SUB1",
  recurrence: 1,
  until: null,
};

function nowLines(changes: Partial<Grant>, trigger: Trigger): string {
  const [standing = null] = accessStandings([{ ...grant, ...changes }], NOW);
  const steps = [{ effect, event: anEvent({ id: "evt_1", trigger }) }];
  const contact = { id: "ctc_1", email: "maria@example.com", phone: null, name: null, document: null, firstSeenAt: NOW, lastSeenAt: NOW };
  const story: AccessStory = { contact, products: [{ product: "clube", steps, standing }] };
  return accessStoryView(story, plainView()).split("\n").at(-1)?.trim() ?? "";
}

describe("accessStoryView", () => {
  it.each<[Partial<Grant>, Trigger, string]>([
    [{}, "purchase.approved", "hotmart  HS1  active  link gave it on purchase.approved"],
    [{ rule: "rul_1" }, "purchase.approved", "hotmart  HS1  active  rul_1 gave it on evt_1"],
    [
      { state: "provisional" },
      "boleto.issued",
      "hotmart  HS1  provisional  link gave it on boleto.issued, until the payment comes or the boleto expires",
    ],
    [{ state: "blocked" }, "purchase.chargeback", "hotmart  HS1  blocked  link took it back on purchase.chargeback"],
    [
      { state: "superseded" },
      "purchase.approved",
      "hotmart  HS1  superseded  paid an earlier period; a later charge of the subscription counts",
    ],
    [
      { until: "2026-12-01T12:00:00.000Z" },
      "subscription.canceled",
      "hotmart  HS1  active  subscription.canceled ends it with the paid period, 2026-12-01 09:00:00",
    ],
    [
      { until: "2026-11-01T12:00:00.000Z" },
      "subscription.canceled",
      "hotmart  HS1  ended  the paid period ended 2026-11-01 09:00:00, by subscription.canceled",
    ],
  ])("says why: %j after %s", (changes, trigger, line) => {
    expect(nowLines(changes, trigger)).toBe(line);
  });
});

describe("grantsText", () => {
  const sales = (...states: readonly Grant["state"][]) =>
    states.map((state, at) => ({ ...grant, state, subject: `purchase:hotmart:default:HS${at + 1}` }));
  it.each<[readonly Grant["state"][], string]>([
    [["blocked", "active"], "HS1 blocked, HS2 active"],
    [["blocked", "active", "blocked"], "HS1 blocked, HS2 active, HS3 blocked"],
    [["blocked", "blocked", "blocked", "active", "blocked"], "HS4 active, HS1 blocked, HS2 blocked, 2 more"],
  ])("names each of a few sales, and of many those that stand first: %j", (states, text) => {
    expect(grantsText(accessStandings(sales(...states), NOW)[0]?.grants ?? [], plainView())).toBe(text);
  });
});

describe("standingText", () => {
  it.each<[Partial<Grant>, string]>([
    [{}, "active"],
    [{ until: "2026-12-01T12:00:00.000Z" }, "active until 2026-12-01 09:00:00"],
    [{ until: "2026-11-01T12:00:00.000Z" }, "ended"],
    [{ state: "provisional" }, "provisional"],
    [{ state: "blocked" }, "blocked"],
  ])("says %j in a word", (changes, word) => {
    const [standing] = accessStandings([{ ...grant, ...changes }], NOW);

    expect(standing === undefined ? null : standingText(standing, plainView())).toBe(word);
  });
});

describe("accessJson", () => {
  it("masks the e-mail, and keeps who has none", () => {
    const [named, unnamed] = accessStandings([grant, { ...grant, contactId: "ctc_2", email: null }], NOW).map((standing) =>
      accessJson(standing, { showPii: false }),
    );

    expect(JSON.stringify(named)).toBe(
      '{"email":"m***@example.com","product":"clube","active":true,"since":"2026-10-01T12:00:00.000Z","until":null,"grants":[{"transaction":"HS1","state":"active","event":"evt_1","rule":"link"}]}',
    );
    expect(unnamed?.email).toBeNull();
  });
});
