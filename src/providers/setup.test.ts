import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../messages/language.ts";
import { loadCatalogue } from "../messages/text.ts";
import { PROVIDERS } from "./index.ts";

describe.each(PROVIDERS)("the way to connect $id", ({ id, setup, secrets }) => {
  const steps = [...setup.before, ...setup.ids, ...setup.after];
  const offered = setup.secrets.map(({ name }) => name);

  test("has steps until the secrets are at hand and afterwards, and says where the id stands", () => {
    expect(setup.before.length).toBeGreaterThan(0);
    expect(setup.ids.length).toBeGreaterThan(0);
    expect(setup.after.length).toBeGreaterThan(0);
    expect(new Set(steps.map(({ code }) => code)).size).toBe(steps.length);
  });

  test("says where the address belongs", () => {
    expect([...setup.before, ...setup.after].some(({ hasUrl }) => hasUrl === true)).toBe(true);
  });

  test("offers secrets that the vendor has, the usual ones with one that proves calls, and says where each is found", () => {
    const usual = setup.secrets.filter(({ isUsual }) => isUsual).map(({ name }) => name);
    const led = new Set(setup.before.flatMap(({ forSecrets = [] }) => forSecrets));

    expect(offered.filter((name) => !secrets.some((field) => field.name === name))).toEqual([]);
    expect(secrets.filter(({ verifies }) => verifies).some(({ name }) => usual.includes(name))).toBe(true);
    expect(offered.filter((name) => !led.has(name))).toEqual([]);
    expect([...led].filter((name) => !offered.includes(name))).toEqual([]);
  });

  test.each(LANGUAGES)("has words for each step and secret, and no others, in %s", async (language) => {
    const catalogue = await loadCatalogue(language);
    const wanted = [...steps.map(({ code }) => code), ...offered.flatMap((name) => [`secret.${name}`, `about.${name}`])];

    const said = Object.keys(catalogue).filter((key) => key.startsWith(`setup.${id}.`));

    expect(said.sort()).toEqual(wanted.map((code) => `setup.${id}.${code}`).sort());
  });
});

test("what is not from the vendor itself is told so, in every language", async () => {
  const doubtful = PROVIDERS.flatMap(({ setup }) => [...setup.before, ...setup.after])
    .map(({ certainty }) => certainty)
    .filter((certainty) => certainty === "public-code" || certainty === "guess");

  expect(new Set(doubtful)).toEqual(new Set(["public-code", "guess"]));
  for (const language of LANGUAGES) {
    const catalogue = await loadCatalogue(language);
    for (const certainty of doubtful) expect(catalogue[`setup.certainty.${certainty}`], language).toMatch(/\S/);
  }
});

test("menu words stay the vendor's own in every language: what stands in quotes is the same", async () => {
  const quoted = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map(([, words]) => words).sort();
  const [english, portuguese] = [await loadCatalogue("en"), await loadCatalogue("pt-BR")];
  const keys = Object.keys(english).filter((key) => key.startsWith("setup."));

  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => String(quoted(english[key] ?? "")) !== String(quoted(portuguese[key] ?? "")))).toEqual([]);
});
