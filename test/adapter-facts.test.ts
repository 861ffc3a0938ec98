import { describe, expect, test } from "vitest";
import type { Note } from "../src/core/note.ts";
import type { Credentials } from "../src/core/secret.ts";
import { DESTINATIONS } from "../src/destinations/index.ts";
import { en } from "../src/messages/en/index.ts";
import { ptBR } from "../src/messages/pt-BR/index.ts";
import { createTexts, factKey } from "../src/messages/text.ts";
import { PROVIDERS } from "../src/providers/index.ts";

const TEXTS: Readonly<Record<string, string>> = en;

/** Words that make prose of what is otherwise a name, an address or the words of a vendor's menu. */
const ENGLISH = /(?<![\p{L}\d.-])(?:the|of|and|or|to|is|are|no|not|an|its|that|since|for|with|from|as|by|in|on|at|it)(?![\p{L}\d.-])/iu;

/** Every text below `value` that stands under one of these names. */
function textsUnder(value: unknown, names: readonly string[]): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    names.includes(name) && typeof part === "string" ? [part] : textsUnder(part, names),
  );
}

/** What a secret's field says of a value that looks like none. */
function looksOf(secrets: readonly { check(value: string, others: Credentials): readonly Note[] }[]): readonly string[] {
  return secrets.flatMap(({ check }) => check("!", new Map()).flatMap(({ params }) => textsUnder(params, ["look"])));
}

const FACTS = [
  ...PROVIDERS.flatMap(({ secrets, sending, conformance }) => [
    ...textsUnder([secrets, sending, conformance], ["source", "whereToFind"]),
    ...looksOf(secrets),
  ]),
  ...DESTINATIONS.flatMap(({ title, secrets, queries }) => [
    title,
    ...textsUnder(secrets, ["whereToFind"]),
    ...looksOf(secrets),
    ...queries.flatMap(({ columns }) => columns),
  ]),
];

describe("the prose of adapters, which is data in English", () => {
  test("was found, each under a key of its own", () => {
    const facts = [...new Set(FACTS)];

    expect(facts.length).toBeGreaterThan(100);
    expect(new Set(facts.map(factKey)).size).toBe(facts.length);
  });

  test("has its text in the catalogue, word for word, and the catalogue has no other", () => {
    const told = FACTS.filter((fact) => Object.hasOwn(TEXTS, factKey(fact)) || ENGLISH.test(fact));

    expect(Object.fromEntries(told.map((fact) => [factKey(fact), fact]))).toEqual(
      Object.fromEntries(Object.entries(TEXTS).filter(([key]) => key.startsWith("fact."))),
    );
  });
});

test("where a secret is found is told in the language; what has no text, as menu words, as it is", () => {
  const pt = createTexts(ptBR, "pt-BR");

  expect(pt("credential.show.where", { name: "email", where: "an e-mail address" })).toContain("um endereço de e-mail");
  expect(pt.ofFact("Ferramentas > API")).toBe("Ferramentas > API");
  expect(createTexts(en).ofFact("an e-mail address")).toBe("an e-mail address");
});
