import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleKey } from "../../src/app/add-rule.ts";
import { describeConfiguration } from "../../src/app/config-file/describe.ts";
import { takePicture } from "../../src/app/config-file/picture.ts";
import { isMadeId } from "../../src/app/config-file/rules.ts";
import { DESTINATION_SECRETS, type Store } from "../../src/app/ports.ts";
import type { Rule } from "../../src/core/rule.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { applyText, dumpText } from "../support/config-files.ts";
import { type Configuration, configurations, furnish } from "../support/configurations.ts";

const EVERYTHING = { after: null, limit: 10_000 } as const;

/** The variables that a dump of this home names, with the values that it has. */
async function variablesOf(store: Store): Promise<Readonly<Record<string, string>>> {
  const { stores, destinations } = describeConfiguration(await takePicture(store));
  const owners = [
    ...stores.map(({ entry }) => ({ entry, provider: entry.provider, name: entry.name ?? "" })),
    ...destinations.map(({ entry }) => ({ entry, provider: DESTINATION_SECRETS, name: entry.name })),
  ];
  const variables: Record<string, string> = {};
  for (const { entry, provider, name } of owners) {
    const kept = await store.credentials.load(provider, name);
    for (const [secret, written] of Object.entries(entry.secrets ?? {})) {
      for (const [at, reference] of [written].flat().entries())
        variables[reference.slice("env:".length)] = kept.get(secret)?.[at]?.reveal() ?? "";
    }
  }
  for (const { entry, remarks } of destinations) {
    const settings = (await store.destinations.find(entry.name))?.settings ?? {};
    for (const { path, what } of remarks) {
      const reference = String(entry.settings?.[path[1] ?? ""]);
      if (what.kind === "setting") variables[reference.slice("env:".length)] = settings[path[1] ?? ""] ?? "";
    }
  }
  return variables;
}

/** All there is, in an order of its own, but for what two homes may differ in: ids that were made, and when things were set. */
async function standing(store: Store) {
  const picture = await takePicture(store);
  const ruleText = ({ id, ...said }: Rule) => JSON.stringify([isMadeId(id) ? null : id, said]);
  return {
    ...picture,
    rules: picture.rules.map(ruleText).sort(),
    credentials: picture.credentials.map(({ createdAt: _, ...rest }) => rest),
    advertisers: await store.advertisers.list(EVERYTHING),
    listings: await store.advertisers.listings({ advertiser: null, ...EVERYTHING }),
  };
}

async function homeOf(configuration: Configuration): Promise<Store> {
  const store = await openScratchStore();
  await furnish(store, configuration);
  return store;
}

describe("a dumped configuration", () => {
  test("applied to an empty home gives the same configuration, and the same file again", async () => {
    await fc.assert(
      fc.asyncProperty(configurations, async (configuration) => {
        const [old, fresh] = [await homeOf(configuration), await openScratchStore()];
        const [text, env] = [await dumpText(old), await variablesOf(old)];

        await applyText(fresh, text, { env });

        expect(await standing(fresh)).toEqual(await standing(old));
        expect(await dumpText(fresh)).toBe(text);
        expect((await applyText(fresh, text, { env })).changes).toEqual([]);
        await old.close();
        await fresh.close();
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  test("applied to the home it came from changes nothing, with --prune neither", async () => {
    await fc.assert(
      fc.asyncProperty(configurations, fc.boolean(), async (configuration, prune) => {
        const store = await homeOf(configuration);
        const version = await store.configurationVersion();

        const plan = await applyText(store, await dumpText(store), { env: await variablesOf(store), prune });

        expect(plan).toMatchObject({ changes: [], kept: [], removed: 0 });
        expect(await store.configurationVersion()).toBe(version);
        await store.close();
      }),
      { numRuns: 10 },
    );
  }, 300_000);

  test("applied with --prune to any other home makes it the same, and says beforehand what it does", async () => {
    await fc.assert(
      fc.asyncProperty(configurations, configurations, async (wanted, present) => {
        const [old, other] = [await homeOf(wanted), await homeOf(present)];
        const [text, env] = [await dumpText(old), await variablesOf(old)];

        const preview = await applyText(other, text, { env, prune: true, isDry: true });
        const done = await applyText(other, text, { env, prune: true });

        expect(done.changes).toEqual(preview.changes);
        // What the file does not name of a thing stays: a secret, and the id of a rule.
        const said = async (store: Store) => ({
          ...(await standing(store)),
          credentials: null,
          rules: (await store.rules.list()).map(ruleKey).sort(),
        });
        expect(await said(other)).toEqual(await said(old));
        expect((await other.rules.list()).map(({ id }) => id)).toEqual(
          expect.arrayContaining(wanted.rules.map(({ id }) => id).filter((id) => !isMadeId(id))),
        );
        expect((await applyText(other, text, { env, prune: true })).changes).toEqual([]);
        await old.close();
        await other.close();
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
