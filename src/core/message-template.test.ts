import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillTemplate, parseTemplate, type Template, templateNote } from "./message-template.ts";
import { note } from "./note.ts";

const VALUES: Readonly<Record<string, string>> = { name: "Maria Teste", email: "maria@example.com", product: "Curso X", due: "" };
const fields = (name: string) => VALUES[name] ?? null;

function parsed(text: string): Template {
  const template = parseTemplate(text);
  if (!template.ok) throw new Error(`no template: ${template.error.code}`);
  return template.value;
}

describe("a template", () => {
  test.each([
    ["Oi {{name}}!", "Oi Maria Teste!"],
    ["{{ name }}, {{\tproduct\n}}", "Maria Teste, Curso X"],
    ["{{name}}{{product}}", "Maria TesteCurso X"],
    ["{{name|amigo}}", "Maria Teste"],
    ["{{first_name|amigo}}", "amigo"],
    ["{{ first_name | meu amigo }}", "meu amigo"],
    ["{{first_name|a|b}}", "a|b"],
    ["{{first_name|}}.", "."],
    ["{{due|sem data}}", "sem data"],
    ["{{first_name|{a}}}", "{a}"],
    ["no place", "no place"],
    ["", ""],
  ])("%j gives %j", (text, filled) => {
    expect(fillTemplate(parsed(text), fields)).toEqual({ ok: true, value: filled });
  });

  test.each([
    ["a { b } c", "a { b } c"],
    ['{"a":{"b":"{{name}}"}}', '{"a":{"b":"Maria Teste"}}'],
    ["}} {{name}} }}", "}} Maria Teste }}"],
    ["{{{{", "{{"],
    ["{{{{name}}", "{{name}}"],
    ["{{{{{{name}}", "{{Maria Teste"],
  ])("%j leaves braces that are text alone", (text, filled) => {
    expect(fillTemplate(parsed(text), fields)).toEqual({ ok: true, value: filled });
  });

  test("without values and fallbacks says which fields lack, each once", () => {
    expect(fillTemplate(parsed("{{boleto}} {{name}} {{pix}} {{boleto}} {{due}}"), fields)).toEqual({
      ok: false,
      error: ["boleto", "pix", "due"],
    });
  });

  test("escapes what is filled in, fallbacks too, and nothing of its own", () => {
    expect(fillTemplate(parsed("https://example.com/a b/{{email}}?{{pix|a b}}"), fields, encodeURIComponent)).toEqual({
      ok: true,
      value: "https://example.com/a b/maria%40example.com?a%20b",
    });
  });

  test("does not fill what was filled in", () => {
    expect(fillTemplate(parsed("{{name}}"), () => "{{email}}")).toEqual({ ok: true, value: "{{email}}" });
  });
});

describe("a wrong template", () => {
  test.each([
    ["Oi {{nmae}}", { at: 5, code: "unknown-field", found: "nmae", suggestion: "name" }],
    ["Oi {{ Produto |x}}", { at: 6, code: "unknown-field", found: "Produto", suggestion: "produto" }],
    ["{{traking.utm_source}}", { at: 2, code: "unknown-field", found: "traking.utm_source", suggestion: "tracking.utm_source" }],
    ["{{externalId}}", { at: 2, code: "unknown-field", found: "externalId", suggestion: "product.externalId" }],
    ["{{event.buyer.mail}}", { at: 2, code: "unknown-field", found: "event.buyer.mail", suggestion: "event.buyer.email" }],
    ["{{xyzxyz}}", { at: 2, code: "unknown-field", found: "xyzxyz", suggestion: null }],
    ["{{code}}", { at: 2, code: "unknown-field", found: "code", suggestion: null }],
    ["a {{ }}", { at: 2, code: "no-field", found: "{{ }}", suggestion: null }],
    ["a {{|x}}", { at: 2, code: "no-field", found: "{{|x}}", suggestion: null }],
    ["a {{name}", { at: 2, code: "unclosed", found: "{{name}", suggestion: null }],
    ["a {{name} and {{email", { at: 2, code: "unclosed", found: "{{name} and {{email", suggestion: null }],
  ])("%j is refused with its place", (text, problem) => {
    expect(parseTemplate(text)).toEqual({ ok: false, error: problem });
  });

  test("is told in words with a column from 1", () => {
    expect(templateNote({ at: 5, code: "unknown-field", found: "nmae", suggestion: "name" })).toEqual(
      note("template.unknown-field-near", { found: "nmae", column: 6, suggestion: "name" }),
    );
    expect(templateNote({ at: 0, code: "unknown-field", found: "x", suggestion: null })).toEqual(
      note("template.unknown-field", { found: "x", column: 1 }),
    );
    expect(templateNote({ at: 0, code: "no-field", found: "{{}}", suggestion: null })).toEqual(
      note("template.no-field", { found: "{{}}", column: 1 }),
    );
    expect(templateNote({ at: 0, code: "unclosed", found: "{{", suggestion: null })).toEqual(note("template.unclosed", { column: 1 }));
  });
});

test("only the template of a request speaks of codes and targets", () => {
  const text = "{{code}} {{target}} {{value}} {{action}} {{id}} {{text}} {{name}}";

  expect(parseTemplate(text, "request").ok).toBe(true);
  expect(parseTemplate(text, "message").ok).toBe(false);
  expect(parseTemplate("{{cod}}", "request")).toMatchObject({ error: { suggestion: "code" } });
});

const anything = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("{", "}", "|", " ", "name", "pix", "a") }));

test("reading and filling never throw, whatever the text and the values", () => {
  fc.assert(
    fc.property(anything, fc.option(anything), (text, value) => {
      const template = parseTemplate(text, "request");
      if (template.ok) expect(typeof fillTemplate(template.value, () => value).ok).toBe("boolean");
      else expect(text.slice(template.error.at)).toContain(template.error.found);
    }),
    { numRuns: 2_000 },
  );
});

test("a text without double braces is unchanged", () => {
  fc.assert(
    fc.property(anything, (text) => {
      fc.pre(!text.includes("{{"));
      expect(fillTemplate(parsed(text), () => null)).toEqual({ ok: true, value: text });
    }),
  );
});

test("any text can be written literally, by doubling its double braces", () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(fillTemplate(parsed(text.replaceAll("{{", "{{{{")), () => null)).toEqual({ ok: true, value: text });
    }),
  );
});
