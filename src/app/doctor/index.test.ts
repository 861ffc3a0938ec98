import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gathered, NOW, storeOf, WELL } from "../../../test/support/doctor.ts";
import { createWorld, GRANT } from "../../../test/support/world.ts";
import { note } from "../../core/note.ts";
import { LANGUAGES } from "../../messages/language.ts";
import { loadCatalogue } from "../../messages/text.ts";
import { packageRoot } from "../../shared/package-root.ts";
import { CHECKS, examine } from "./index.ts";
import { isWithin, type Scope } from "./scope.ts";

describe("the list of checks", () => {
  test("has every check of this folder once, under the name of its file", () => {
    const files = readdirSync(join(packageRoot(), "src/app/doctor")).filter((name) =>
      /^(store|product|rule|destination|home)-\w+\.ts$/.test(name),
    );

    expect(CHECKS.map(({ id }) => `${id.replace(".", "-")}.ts`).sort()).toEqual(files.sort());
    expect(CHECKS.length).toBeGreaterThanOrEqual(30);
  });

  test("says in every language what each looks at", async () => {
    for (const language of LANGUAGES) {
      const catalogue = await loadCatalogue(language);
      expect(CHECKS.filter(({ id }) => !Object.hasOwn(catalogue, `doctor.check.${id}`)).map(({ id }) => id)).toEqual([]);
    }
  });
});

describe("findings", () => {
  test("come by kind and by subject, in the order of the checks", async () => {
    const facts = { ...(await gathered()), stores: [storeOf("payt"), storeOf("hotmart")] };
    const found = examine(facts).map(({ id, subject }) => (subject.kind === "store" ? `${id} ${subject.provider}` : id));

    expect(found.slice(0, 4)).toEqual(["store.credential payt", "store.rotation payt", "store.calls payt", "store.refused payt"]);
    expect(found.findIndex((text) => text.endsWith("hotmart"))).toBe(found.findLastIndex((text) => text.endsWith("payt")) + 1);
    expect(found.at(-1)).toBe("home.clock");
  });

  test("are of the machine alone where the database does not open", () => {
    const found = examine({ now: NOW, home: WELL, problem: note("INTG_STORE_CORRUPT", { path: "intg.db" }) });

    expect(found.map(({ id, level }) => `${id} ${level}`)).toEqual([
      ...["home.setup ok", "home.database fail", "home.permissions ok", "home.disk ok"],
    ]);
  });
});

describe("a scope", () => {
  async function within(scope: Scope): Promise<readonly string[]> {
    const world = await createWorld();
    for (const slug of ["curso", "outro"]) {
      await world.product(slug);
      await world.rule(slug, "purchase.approved", [GRANT]);
    }
    await world.rule("*", "purchase.approved", [GRANT]);
    await world.link("curso", "1001", { store: "norte" });
    await world.link("outro", "900", { provider: "payt" });
    const facts = await gathered(world.store);
    const links = facts.configuration.links;
    const found = examine(facts).filter((finding) => isWithin(scope, finding, links));
    return [...new Set(found.map(({ subject }) => Object.values(subject).join(" ")))];
  }

  test("of a store is it and what is linked to it", async () => {
    expect(await within({ store: { provider: "hotmart", store: "norte" } })).toEqual(["store hotmart norte", "product curso"]);
  });

  test("of a provider is its stores and what is linked to them", async () => {
    expect(await within({ provider: "payt" })).toEqual(["store payt default", "product outro"]);
  });

  test("of a product is it, its rules, those for all products, and the stores that sell it", async () => {
    expect(await within({ product: "curso" })).toEqual([
      "store hotmart norte",
      "product curso",
      "rule rul_1 curso purchase.approved",
      "rule rul_3 * purchase.approved",
    ]);
  });

  test("that is not given is everything", async () => {
    expect(await within({})).toContain("home");
    expect(await within({})).toContain("store payt default");
  });
});
