import { describe, expect, test } from "vitest";
import { parseDocument } from "./document.ts";
import { createLookAlikes } from "./look-alike.ts";
import { seededRandom } from "./random.ts";

/** A sum that tells texts apart is enough here. */
const lookAlike = createLookAlikes((text) => seededRandom([...text].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7)));

describe("a look-alike", () => {
  test.each([
    ["phone", "+55 (31) 97621-8453", /^\+55 \(31\) 90000-\d{4}$/],
    ["phone", "97621-8453", /^90000-\d{4}$/],
    ["document", "529.982.247-25", /^\d{3}\.\d{3}\.\d{3}-\d{2}$/],
    ["document", "AB12345", /^[A-Z]{2}\d{5}$/],
    ["email", "Rita.Real@example.org", /^[a-z]+\.[0-9a-f]{6}@example\.com$/],
    ["ip", "198.51.100.7", /^203\.0\.113\.\d{1,3}$/],
    ["code", "https://pay.example.com/r/Ab12?x=9", /^https:\/\/pay\.example\.com\/[a-z]\/[A-Z][a-z]\d{2}\?[a-z]=\d$/],
    ["street", "Avenida Real", /^Rua [A-Z][a-z]+$/],
  ] as const)("of a %s has its form: %s", (kind, value, form) => {
    const other = lookAlike(kind, value);

    expect(other).toMatch(form);
    expect(other).not.toBe(value);
    expect(lookAlike(kind, value)).toBe(other);
  });

  test("of a CPF or CNPJ has right check digits", () => {
    expect(parseDocument(lookAlike("document", "529.982.247-25")).ok).toBe(true);
    expect(parseDocument(lookAlike("document", "11222333000181")).ok).toBe(true);
  });

  test("of a name goes word by word, and a first name alone gets the same", () => {
    const whole = lookAlike("name", "Rita Real de Souza");

    expect(whole).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ de [A-Z][a-z]+$/);
    expect(lookAlike("name", "Rita")).toBe(whole.split(" ")[0]);
    expect(lookAlike("name", "RITA REAL DE SOUZA")).toBe(whole.toUpperCase());
    expect(lookAlike("surname", "Real de Souza")).toBe(whole.split(" ").slice(1).join(" "));
    for (const name of ["Ana", "Bia", "Caio", "Davi"]) expect(lookAlike("name", name)).not.toBe(name);
  });

  test("of nothing is nothing, and of a phone in another spelling the same number", () => {
    expect(lookAlike("name", "  ")).toBe("  ");
    expect(lookAlike("phone", "(31) 97621-8453").replace(/\D/g, "")).toBe(lookAlike("phone", "31976218453"));
  });
});
