import { expect, test } from "vitest";
import { en } from "../../messages/en/index.ts";
import { createTexts } from "../../messages/text.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { fixOf, titleOf } from "./words.ts";

const CATALOGUE = en;
const TEXTS = createTexts(CATALOGUE);

test.each(PROVIDERS)("every check of $id has a title and says what to mend", (provider) => {
  for (const check of provider.conformance) {
    expect(titleOf(provider, check, TEXTS), check.id).not.toBe(check.id);
    expect(fixOf(provider, check, TEXTS), check.id).toMatch(/\.$/);
    expect(`${titleOf(provider, check, TEXTS)} ${fixOf(provider, check, TEXTS)}`, check.id).not.toMatch(/[{}]/);
  }
  expect(provider.conformance.length).toBeGreaterThan(12);
});

test("no words are about a check that no provider has", () => {
  const ids = new Map(PROVIDERS.map(({ id, conformance }) => [id, new Set(conformance.map((check) => check.id))]));
  const all = new Set([...ids.values()].flatMap((set) => [...set]));
  const idle = Object.keys(CATALOGUE).filter((key) => {
    const [, provider = "", id = ""] = /^conform\.([a-z]+)\.(.+)\.(?:title|fix)$/.exec(key) ?? [];
    if (id === "" || provider === "head") return false;
    return !(provider === "any" ? all : ids.get(provider))?.has(id);
  });

  expect(idle).toEqual([]);
});
