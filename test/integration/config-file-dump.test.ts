import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SECTIONS } from "../../src/app/config-file/document.ts";
import type { Store } from "../../src/app/ports.ts";
import { EXAMPLES } from "../../src/cli/config-file/examples.ts";
import { configText } from "../../src/cli/config-file/write.ts";
import { Secret } from "../../src/core/secret.ts";
import { fingerprintOf } from "../../src/shared/fingerprint.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { applyText, dumpText, ENV, TEXTS } from "../support/config-files.ts";

const AT = "2026-11-03T12:00:00.000Z";

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});

describe("a dump", () => {
  test("of an empty home is a file to begin with: valid, and its examples are a configuration", async () => {
    const text = await dumpText(store);

    expect(parse(text)).toEqual(Object.fromEntries(SECTIONS.map((section) => [section, []])));
    expect((await applyText(store, text)).changes).toEqual([]);
    const uncommented = text.replaceAll(/: \[\]\n((?:#.*\n)+)/g, (_, block: string) => `:\n${block.replaceAll(/^#/gm, "")}`);
    expect(parse(uncommented)).toEqual(Object.fromEntries(SECTIONS.map((section) => [section, [EXAMPLES[section]]])));
    const env = { INTG_HOTMART_DEFAULT_HOTTOK: ENV.HOTTOK, INTG_DESTINATION_CRM_SECRET: ENV.CRM };
    expect((await applyText(store, uncommented, { env })).changes).toHaveLength(SECTIONS.length);
  });

  test("never holds a secret, only where it could be and its fingerprint", async () => {
    for (const [provider, name] of [
      ["hotmart", "loja-2"],
      ["hotmart", "loja.2"],
      ["destination", "crm"],
    ] as const) {
      for (const value of ["invented-old-value", "invented-new-value"]) {
        await store.credentials.set(
          { provider, store: name, name: provider === "hotmart" ? "hottok" : "secret", value: new Secret(value), at: AT },
          "add",
        );
      }
    }
    const settings = { url: "https://example.com/h?key=invented-key" };
    await store.destinations.add({ name: "crm", kind: "webhook", settings, codes: {}, isEnabled: true, disabledBecause: null });

    const text = await dumpText(store);

    expect(text).not.toMatch(/invented-/);
    expect(parse(text).stores).toEqual([
      { provider: "hotmart", name: "loja-2", secrets: { hottok: ["env:INTG_HOTMART_LOJA_2_HOTTOK", "env:INTG_HOTMART_LOJA_2_HOTTOK_2"] } },
      {
        provider: "hotmart",
        name: "loja.2",
        secrets: { hottok: ["env:INTG_HOTMART_LOJA_2_HOTTOK_3", "env:INTG_HOTMART_LOJA_2_HOTTOK_4"] },
      },
    ]);
    expect(text).toContain(
      `# kept: ${fingerprintOf(new Secret("invented-new-value"))}, ${fingerprintOf(new Secret("invented-old-value"))}`,
    );
    expect(text).toContain("url: env:INTG_DESTINATION_CRM_URL # https://example.com/h?key=***");
  });

  test("leaves out the key that a vendor is asked for", async () => {
    await store.credentials.set(
      { provider: "pagseguro", store: "default", name: "webhook-key", value: new Secret("fetched"), at: AT },
      "add",
    );

    expect(parse(await dumpText(store)).stores).toEqual([{ provider: "pagseguro", name: "default" }]);
  });

  test("says why a destination is off that was not switched off by hand", async () => {
    const because = { code: "dispatch.gone", params: { status: 410 } };
    await store.destinations.add({
      name: "crm",
      kind: "webhook",
      settings: { url: "https://example.com/" },
      codes: {},
      isEnabled: false,
      disabledBecause: because,
    });

    const text = await dumpText(store);

    expect(text).toMatch(/ {4}enabled: false # \S/);
    expect((await applyText(store, text)).changes).toEqual([]);
    expect(await store.destinations.find("crm")).toMatchObject({ disabledBecause: because });
  });

  test("that is half of one configuration and half of another is not given out", async () => {
    const chunks = configText(store, { sections: SECTIONS, schema: "config.json" }, TEXTS);
    await chunks.next();
    await chunks.next();
    await store.accounts.save({ provider: "hotmart", name: "default", description: null, actOnTests: false, api: "production" });

    await expect(
      (async () => {
        for await (const _ of chunks);
      })(),
    ).rejects.toMatchObject({ code: "INTG_CONFIGURATION_CHANGED" });
  });
});
