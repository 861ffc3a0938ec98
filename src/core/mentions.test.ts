import { describe, expect, it, test } from "vitest";
import { type Identifiers, maskMentions, mentionsIn } from "./mentions.ts";

const ids = (changes: Partial<Identifiers>): Identifiers => ({ emails: new Set(), documents: new Set(), phones: new Set(), ...changes });
const EMAIL = "ana.teste@example.com";
const ANA = ids({ emails: new Set([EMAIL]), documents: new Set(["52998224725"]), phones: new Set(["+5531900000001"]) });

describe("what a text names", () => {
  test.each([
    ["as it is", `{"email":"${EMAIL}"}`],
    ["in another case", "ANA.Teste@Example.COM"],
    ["in a form", "email=ana.teste%40example.com&nome=Ana"],
    ["encoded twice", "src=ana.teste%2540example.com"],
    ["escaped in JSON", '{"email":"ana.teste\\u0040example.com"}'],
    ["escaped in HTML", "<email>ana.teste&#64;example.com</email>"],
    ["escaped in HTML by its hex", "<email>ana.teste&#x40;example.com</email>"],
    ["after a blank of a form", "texto=fale+com+ana.teste@example.com"],
    ["after the end of a line", '{"message":"E-mail:\\nana.teste@example.com"}'],
    ["before the end of a sentence", "Write to ana.teste@example.com."],
  ])("is the e-mail %s", (_, text) => {
    expect(mentionsIn(text, ANA)).toEqual([EMAIL]);
  });

  test.each([
    ["a longer one", "joana.teste@example.com"],
    ["one at a longer domain", "ana.teste@example.com.br"],
    ["no address", "ana.teste at example.com"],
  ])("is not %s", (_, text) => {
    expect(mentionsIn(text, ANA)).toEqual([]);
  });

  test.each([
    ["bare", "52998224725"],
    ["masked", "529.982.247-25"],
    ["in a URL", "doc=529.982.247-25&x=1"],
    ["beside other digits", "52998224725 31988887777"],
  ])("is the CPF %s, and no longer number with it inside", (_, text) => {
    expect(mentionsIn(text, ANA)).toEqual(["52998224725"]);
    expect(mentionsIn(`1${text.replace(/\D/g, "")}`, ANA)).toEqual([]);
  });

  it("is a CNPJ, also one with letters, and a foreign document", () => {
    const documents = new Set(["12ABC34501DE35", "AB123456"]);

    expect(mentionsIn('{"doc":"12.ABC.345/01DE-35"}', ids({ documents }))).toEqual(["12ABC34501DE35"]);
    expect(mentionsIn("passport ab123456", ids({ documents }))).toEqual(["AB123456"]);
  });

  test.each([
    "31900000001",
    "+55 31 90000-0001",
    "(31) 90000-0001",
    "5531900000001",
    "(31) 9 0000-0001",
    "031 90000.0001",
    "phone=%2B55+31+90000-0001",
  ])("is the phone %s", (text) => {
    expect(mentionsIn(text, ANA)).toEqual(["+5531900000001"]);
  });
});

test("a phone of another country is found by all its digits", () => {
  const abroad = ids({ phones: new Set(["+351900000004"]) });

  expect(mentionsIn('{"phone":"+351900000004"}', abroad)).toEqual(["+351900000004"]);
  expect(mentionsIn('{"phone":351900000004}', abroad)).toEqual(["+351900000004"]);
  expect(mentionsIn('{"id":13519000000045}', abroad)).toEqual([]);
});

describe("a mask", () => {
  it("keeps the length and the form, and leaves no letter and no digit of it", () => {
    const text = `{"email":"Ana.Teste@example.com","alt":"ana.teste\\u0040example.com","url":"?e=ana.teste%40example.com","cpf":52998224725,"masked":"529.982.247-25"}`;

    const masked = maskMentions(text, [EMAIL, "52998224725"]);

    expect(masked).toBe(
      `{"email":"xxx.xxxxx@xxxxxxx.xxx","alt":"xxx.xxxxx\\u0040xxxxxxx.xxx","url":"?e=xxx.xxxxx%40xxxxxxx.xxx","cpf":11111111111,"masked":"111.111.111-11"}`,
    );
    expect(masked.length).toBe(text.length);
    expect(mentionsIn(masked, ANA)).toEqual([]);
    expect(() => JSON.parse(masked) as unknown).not.toThrow();
  });

  it("hides a phone however it is written, and leaves what is nobody's", () => {
    expect(maskMentions("tel (31) 90000-0001, CEP 30140-071", ["+5531900000001"])).toBe("tel (11) 11111-1111, CEP 30140-071");
    expect(maskMentions("nothing of it", [EMAIL])).toBe("nothing of it");
    expect(maskMentions("nothing at all", [])).toBe("nothing at all");
  });

  it("leaves longer addresses and numbers that end or begin alike, for they are somebody else's", () => {
    const others = "mariana@example.com ana@example.com.br j.ana@example.com 1529982247251 19000000012";

    expect(maskMentions(`${others} ana@example.com`, ["ana@example.com", "52998224725", "+551900000001"])).toBe(
      `${others} xxx@xxxxxxx.xxx`,
    );
  });

  test.each(["src=a%20ana@example.com", "a+ana%40example.com", '"\\nana@example.com."', "&lt;ana@example.com&gt;", "-ana@example.com"])(
    "hides an address after an escape: %s",
    (text) => {
      expect(maskMentions(text, ["ana@example.com"])).not.toMatch(/ana|example/);
    },
  );

  test.each(["5531900000001", "+55 31 90000-0001", "031900000001"])("hides a phone with what goes before it: %s", (text) => {
    expect(maskMentions(text, ["+5531900000001"])).toMatch(/^[^02-9]*(?:55 |0)?[^02-9]*$/);
  });

  it("takes signs of an address for what they are", () => {
    expect(maskMentions("a+b@example.com aab@example.com", ["a+b@example.com"])).toBe("x+x@xxxxxxx.xxx aab@example.com");
  });
});
