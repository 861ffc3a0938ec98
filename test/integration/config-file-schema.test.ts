import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECTIONS } from "../../src/app/config-file/document.ts";
import { configDocument } from "../../src/cli/config-file/write.ts";
import { LINK_KINDS, PRODUCT_TYPES } from "../../src/core/product.ts";
import { TRIGGERS } from "../../src/core/triggers.ts";
import { DESTINATIONS } from "../../src/destinations/index.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { packageRoot } from "../../src/shared/package-root.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { configurations, furnish } from "../support/configurations.ts";

describe("the published schema", () => {
  const read = (name: string) => JSON.parse(readFileSync(join(packageRoot(), "fixtures", "schemas", `${name}.json`), "utf8"));
  const schema = read("config");
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });

  test.each(["config", "rule-file", "scenario"])("%s is a schema by the meta-schema of its draft", (name) => {
    expect(ajv.validateSchema(read(name))).toBe(true);
  });

  test("knows the words that the code knows, and no others", () => {
    const { $defs } = schema;

    expect($defs.store.properties.provider.enum).toEqual(PROVIDERS.map(({ id }) => id));
    expect($defs.link.properties.provider.enum).toEqual(PROVIDERS.filter(({ family }) => family === "payments").map(({ id }) => id));
    expect($defs.product.properties.type.enum).toEqual([...PRODUCT_TYPES]);
    expect($defs.link.properties.kind.enum).toEqual([...LINK_KINDS]);
    expect($defs.rule.properties.on.then.anyOf[0].enum).toEqual([...TRIGGERS]);
    expect($defs.destination.properties.kind.enum).toEqual(DESTINATIONS.map(({ id }) => id));
    expect(Object.keys(schema.properties)).toEqual([...SECTIONS]);
  });

  test("offers the secrets of each provider and each kind, and the settings of each kind", () => {
    const { $defs } = schema;
    const offered = (def: string, key: string, part: string) =>
      $defs[def].allOf.map(
        (one: { if: { properties: Record<string, { const: string }> }; then: { properties: Record<string, { properties: object }> } }) => [
          one.if.properties[key]?.const,
          Object.keys(one.then.properties[part]?.properties ?? {}),
        ],
      );
    const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

    expect(offered("store", "provider", "secrets")).toEqual(PROVIDERS.map(({ id, secrets }) => [id, namesOf(secrets)]));
    expect(offered("destination", "kind", "secrets")).toEqual(DESTINATIONS.map(({ id, secrets }) => [id, namesOf(secrets)]));
    expect(offered("destination", "kind", "settings")).toEqual(DESTINATIONS.map(({ id, settings }) => [id, namesOf(settings)]));
  });

  test("says of rules and links what the schema of rule files says, so that they can be taken from one to the other", () => {
    const ruleFile = read("rule-file").$defs;
    const { id: _, ...rule } = schema.$defs.rule.properties;

    expect(rule).toEqual(ruleFile.rule.properties);
    expect(schema.$defs.rule.required).toEqual(ruleFile.rule.required);
    expect(Object.keys(schema.$defs.link.properties)).toEqual(Object.keys(ruleFile.link.properties));
  });

  test("describes every field, for editors to show", () => {
    const silent = Object.entries(
      schema.$defs as Record<string, { properties?: Record<string, { description?: string; $ref?: string }> }>,
    ).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([key, { description, $ref }]) =>
        description === undefined && $ref === undefined ? [`${name}.${key}`] : [],
      ),
    );

    expect(silent).toEqual([]);
  });

  test("fits every dump", async () => {
    const validate = ajv.compile(schema);
    await fc.assert(
      fc.asyncProperty(configurations, async (configuration) => {
        const home = await openScratchStore();
        await furnish(home, configuration);

        expect(validate(await configDocument(home, SECTIONS)) || validate.errors).toBe(true);
        await home.close();
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test("no setting of a kind has the name of something else that is told of a destination", () => {
    const taken = DESTINATIONS.flatMap(({ id, settings, secrets }) => {
      const others = ["kind", "enabled", "allow-private", ...secrets.map(({ name }) => name)];
      return settings.filter(({ name }) => others.includes(name)).map(({ name }) => `${id} ${name}`);
    });

    expect(taken).toEqual([]);
  });
});
