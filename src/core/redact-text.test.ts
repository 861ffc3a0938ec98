import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactText } from "./redact-text.ts";

/** Nobody. */
const PERSON = { name: "João da Silva", email: "joao+curso@example.com", phone: "+5531987654321", document: "12345678909" };

describe("secrets", () => {
  const secrets = ["whsec_a/b+c=", 'quo"te'];

  test.each([
    ["as they are", "token whsec_a/b+c= is wrong", "token [secret] is wrong"],
    ["in a URL", "GET /x?token=whsec_a%2Fb%2Bc%3D&y=1", "GET /x?token=[secret]&y=1"],
    ["in a URL with small hex digits", "?token=whsec_a%2fb%2bc%3d", "?token=[secret]"],
    ["in JSON", '{"token":"quo\\"te"}', '{"token":"[secret]"}'],
    ["in JSON with escaped slashes", '{"token":"whsec_a\\/b+c="}', '{"token":"[secret]"}'],
    ["in another case", "WHSEC_A/B+C=", "[secret]"],
    ["several times", 'quo"te quo%22te', "[secret] [secret]"],
  ])("do not show %s", (_how, text, shown) => {
    expect(redactText(text, secrets, null)).toBe(shown);
  });

  test("that begin another one do not leave its end behind", () => {
    expect(redactText("a: abcd-efgh b: abcd", ["abcd", "abcd-efgh"], null)).toBe("a: [secret] b: [secret]");
  });

  test("that are blank hide nothing", () => {
    expect(redactText("all of this", ["", "  "], null)).toBe("all of this");
  });
});

describe("the person that a request was about", () => {
  test.each([
    ["no lead joao+curso@example.com", "no lead j***@example.com"],
    ["no lead Joao+Curso@Example.com", "no lead j***@example.com"],
    ["email=joao%2Bcurso%40example.com", "email=j***@example.com"],
    ["to +5531987654321 failed", "to +5531*******21 failed"],
    ["number 5531987654321", "number +5531*******21"],
    ["number 31987654321", "number +5531*******21"],
    ["number 553187654321@s.whatsapp.net", "number +5531*******21@s.whatsapp.net"],
    ["call (31) 98765-4321", "call (+5531*******21"],
    ["call 8765-4321", "call +5531*******21"],
    ["phone=%2B55%2031%2098765-4321", "phone=%2B+5531*******21"],
    ["CPF 12345678909", "CPF ***.***.789-09"],
    ["CPF 123.456.789-09", "CPF ***.***.789-09"],
    ["Dear João da Silva,", "Dear J*** d*** S***,"],
    ['{"name":"Jo\\u00e3o da Silva"}', '{"name":"J*** d*** S***"}'],
    ["name=Jo%C3%A3o+da+Silva", "name=J*** d*** S***"],
    ['{"first":"João","last":"SILVA"}', '{"first":"J***","last":"S***"}'],
    ["Silvana sold it", "Silvana sold it"],
    ["Código da Máquina inválido", "Código da Máquina inválido"],
  ])("%s is shown as %s", (text, shown) => {
    expect(redactText(text, [], PERSON)).toBe(shown);
  });

  test("may be known in part, or not at all", () => {
    const text = "joao+curso@example.com 5531987654321";

    expect(redactText(text, [], { email: null, phone: "+5531987654321" })).toBe("joao+curso@example.com +5531*******21");
    expect(redactText(text, [], { email: "", phone: " " })).toBe(text);
    expect(redactText(text, [], null)).toBe(text);
  });

  test("has a document with letters in it, as a company's may", () => {
    expect(redactText("CNPJ 12.ABC.345/01DE-35", [], { document: "12ABC34501DE35" })).toBe("CNPJ ***DE35");
  });
});

test("whatever stands around it, a secret is gone", () => {
  const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => text.trim().length >= 8);
  const around = fc.string({ unit: "binary" });

  fc.assert(
    fc.property(secret, around, around, (value, before, after) => {
      expect(redactText(`${before}${value.trim()}${after}`, [value], null)).not.toContain(value.trim());
    }),
  );
});

test("no text, secret or person makes it fail", () => {
  const any = fc.string({ unit: "binary" });

  fc.assert(
    fc.property(any, fc.array(any), any, any, any, any, (text, secrets, name, email, phone, document) => {
      expect(typeof redactText(text, secrets, { name, email, phone, document })).toBe("string");
    }),
  );
});

describe("what others wrote to make it slow or to slip through", () => {
  test("a name of thousands of words neither throws nor leaves its first words", () => {
    const name = Array.from({ length: 5_000 }, (_, index) => `palavra${index}`).join(" ");

    expect(redactText("busy: palavra0 palavra1", [], { name })).toBe("busy: p*** p***");
  });

  test("a secret is found in base64, as a Basic header has it", () => {
    expect(redactText("you sent Basic bG9qYTpzZW5oYS1mYWxzYQ==", ["loja:senha-falsa"], null)).toBe("you sent Basic [secret]==");
  });
});
