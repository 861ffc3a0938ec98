import { beforeEach, describe, expect, test } from "vitest";
import { leadlovers } from "../../destinations/leadlovers/index.ts";
import { webhook } from "../../destinations/webhook/index.ts";
import { whatsapp } from "../../destinations/whatsapp/index.ts";
import { openScratchStore } from "../../store/open.ts";
import type { Clock, Store } from "../ports.ts";
import { addDestination, type DestinationDraft } from "./add.ts";
import { changed, saveDestination } from "./edit.ts";
import { openDestination, requireDestination, requireKind } from "./registered.ts";
import { keepSecrets, missingSecrets, requireDestinationSecret, retireSecrets } from "./secrets.ts";

const CLOCK: Clock = { now: () => "2026-11-03T13:22:41.507Z", monotonicMs: () => 0 };
const CRM: DestinationDraft = { name: "crm", kind: webhook, settings: { url: "https://crm.example.com/hook" }, secrets: new Map() };
/** Thirty-two times the same byte: nobody's secret. */
const random = () => new Uint8Array(32).fill(7);
const MADE = "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
});

async function secretsOf(name: string, secret = "secret"): Promise<readonly string[]> {
  return ((await openDestination(store, CLOCK, name)).account.secrets.get(secret) ?? []).map((value) => value.reveal());
}

describe("adding", () => {
  test("keeps the destination, and makes the secret that nobody gave", async () => {
    const added = await addDestination(store, CLOCK, CRM, random);

    expect(added).toMatchObject({ ok: true, value: { generated: new Map([["secret", MADE]]), advice: [] } });
    expect(await store.destinations.find("crm")).toStrictEqual({
      name: "crm",
      kind: "webhook",
      settings: { url: "https://crm.example.com/hook" },
      codes: {},
      isEnabled: true,
      disabledBecause: null,
    });
    expect(await secretsOf("crm")).toStrictEqual([MADE]);
  });

  test("makes none where one was given, and says what is odd about it", async () => {
    const added = await addDestination(store, CLOCK, { ...CRM, secrets: new Map([["secret", " too-short\n"]]) }, random);

    expect(added).toMatchObject({ ok: true, value: { generated: new Map() } });
    expect(added.ok && added.value.advice.map(({ name }) => name)).toContain("secret");
    expect(await secretsOf("crm")).toStrictEqual(["too-short"]);
  });

  test("refuses a name that is taken and leaves its secrets alone", async () => {
    await addDestination(store, CLOCK, CRM, random);

    await expect(addDestination(store, CLOCK, { ...CRM, secrets: new Map([["secret", "another"]]) }, random)).rejects.toMatchObject({
      code: "INTG_DESTINATION_EXISTS",
      exitCode: 3,
    });
    expect(await secretsOf("crm")).toStrictEqual([MADE]);
  });

  test("keeps nothing of what could never send", async () => {
    const added = await addDestination(store, CLOCK, { ...CRM, name: "zap", kind: whatsapp, settings: {} }, random);

    expect(added.ok).toBe(false);
    expect(await store.destinations.list()).toStrictEqual([]);
    expect(await store.credentials.list()).toStrictEqual([]);
  });

  test("asks for the secrets that it cannot make", () => {
    expect(missingSecrets(webhook, new Set()).map(({ name }) => name)).toStrictEqual([]);
    expect(missingSecrets(leadlovers, new Set()).map(({ name }) => name)).toStrictEqual(["token"]);
    expect(missingSecrets(leadlovers, new Set(["token"]))).toStrictEqual([]);
  });
});

describe("names", () => {
  test("of kinds, destinations and secrets that are not there are answered with the nearest", async () => {
    await addDestination(store, CLOCK, CRM, random);

    expect(() => requireKind("webhok")).toThrow(
      expect.objectContaining({ code: "INTG_UNKNOWN_KIND", params: expect.objectContaining({ suggestion: "webhook" }) }),
    );
    expect(() => requireDestinationSecret(webhook, "secrett")).toThrow(
      expect.objectContaining({ code: "INTG_UNKNOWN_SECRET", params: expect.objectContaining({ suggestion: "secret" }) }),
    );
    await expect(requireDestination(store, "crn")).rejects.toMatchObject({
      code: "INTG_DESTINATION_NOT_FOUND",
      params: { name: "crn", suggestion: "crm" },
    });
  });
});

describe("changing", () => {
  beforeEach(async () => {
    await addDestination(store, CLOCK, CRM, random);
  });

  test("touches what is named, and never the codes", async () => {
    await store.destinations.setCode("crm", "template:x", "none");
    const { destination } = await requireDestination(store, "crm");

    await saveDestination(store, changed(destination, { settings: new Map([["method", "PUT"]]), allowsPrivate: true }));

    expect(await store.destinations.find("crm")).toMatchObject({
      settings: { url: "https://crm.example.com/hook", method: "PUT", "allow-private": "yes" },
      codes: { "template:x": "none" },
      isEnabled: true,
    });
  });

  test("switching it on again forgets why it was off", async () => {
    const { destination } = await requireDestination(store, "crm");
    const gone = { ...destination, isEnabled: false, disabledBecause: { code: "answer.gone", params: {} } };
    await saveDestination(store, gone);

    await saveDestination(store, changed(gone, { settings: new Map(), isEnabled: true }));

    expect(await store.destinations.find("crm")).toMatchObject({ isEnabled: true, disabledBecause: null });
  });

  test("a rotation keeps both secrets until the old one is retired", async () => {
    await keepSecrets(store, CLOCK, CRM, new Map([["secret", "whsec_AAAA"]]), "add");
    expect(await secretsOf("crm")).toStrictEqual(["whsec_AAAA", MADE]);

    expect(await retireSecrets(store, CRM, [])).toStrictEqual(["secret"]);
    expect(await retireSecrets(store, CRM, ["secret"])).toStrictEqual([]);
    expect(await secretsOf("crm")).toStrictEqual(["whsec_AAAA"]);
  });
});
