import { describe, expect, test } from "vitest";
import { readXml } from "./xml.ts";

const latin = (text: string) => Buffer.from(text, "latin1");
const utf8 = (text: string) => Buffer.from(text, "utf8");
const name = (bytes: Uint8Array) => readXml(bytes)?.content.name;

describe("the encoding of a document", () => {
  test.each([
    ["ISO-8859-1, as declared", latin('<?xml version="1.0" encoding="ISO-8859-1"?><a><name>Conceição</name></a>')],
    ["ISO-8859-1, declared with apostrophes", latin("<?xml version='1.0' encoding='iso-8859-1'?><a><name>Conceição</name></a>")],
    ["UTF-8, as declared", utf8('<?xml version="1.0" encoding="UTF-8"?><a><name>Conceição</name></a>')],
    ["UTF-8, declared by nothing", utf8("<a><name>Conceição</name></a>")],
    ["UTF-8 with a byte order mark", utf8("\ufeff<a><name>Conceição</name></a>")],
    ["ISO-8859-1, declared by nothing", latin("<a><name>Conceição</name></a>")],
    ["ISO-8859-1, declared as UTF-8", latin('<?xml version="1.0" encoding="UTF-8"?><a><name>Conceição</name></a>')],
    ["references", utf8("<a><name>Concei&#231;&#xE3;o</name></a>")],
  ])("is read from %s", (_, bytes) => {
    expect(name(bytes)).toBe("Conceição");
  });
});

describe("the texts of a document", () => {
  test("stay text: no number is made of them", () => {
    expect(readXml(utf8("<a><code>007</code><amount>197.00</amount><big>12345678901234567890</big><yes>true</yes></a>"))?.content).toEqual({
      code: "007",
      amount: "197.00",
      big: "12345678901234567890",
      yes: "true",
    });
  });

  test("have the five references of XML put in once, and no others", () => {
    expect(name(utf8("<a><name>&lt;R&amp;B&gt; &quot;x&apos; &amp;lt; &copy; &#x110000; &nada;</name></a>"))).toBe(
      "<R&B> \"x' &lt; &copy; &#x110000; &nada;",
    );
  });

  test("may be in CDATA, among comments, with attributes", () => {
    expect(name(utf8('<a x="1"><!-- <name>Nobody</name> --><name lang="pt"><![CDATA[Ana]]></name></a>'))).toBe("Ana");
  });
});

test("names that occur at several depths keep their depth", () => {
  const xml =
    "<transaction><paymentMethod><type>1</type></paymentMethod><shipping><type>3</type></shipping><status>3</status></transaction>";

  expect(readXml(utf8(xml))).toEqual({
    root: "transaction",
    content: { paymentMethod: { type: "1" }, shipping: { type: "3" }, status: "3" },
  });
});

test("one item is a list as well as two are", () => {
  expect(readXml(utf8("<t><items><item><id>A</id></item></items></t>"))?.content).toEqual({ items: { item: [{ id: "A" }] } });
});

describe("what is no document", () => {
  test.each([
    ["a word", "Unauthorized"],
    ["nothing", ""],
    ["JSON", '{"a":1}'],
    ["a document type", "<!DOCTYPE a><a><name>x</name></a>"],
    ["an entity of its own", '<!DOCTYPE a [<!ENTITY e "x">]><a><name>&e;</name></a>'],
    ["a file", '<?xml version="1.0"?><!doctype a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><name>&e;</name></a>'],
    ["an entity without a document type", '<a><!ENTITY e "x"><name>x</name></a>'],
    ["an end that is missing", "<a><name>x</name>"],
    ["an end that is another's", "<a><name>x</a></name>"],
    ["two roots", "<a><name>x</name></a><b><name>x</name></b>"],
    ["a root cut in the middle", "<a><na"],
    ["too deep a nest", `${"<a>".repeat(40)}x${"</a>".repeat(40)}`],
    ["too much", `<a><name>${"x".repeat(600_000)}</name></a>`],
  ])("%s", (_, text) => {
    expect(readXml(utf8(text))).toBeNull();
  });

  test("names that are traps in JavaScript do no harm", () => {
    const read = readXml(utf8("<a><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor></a>"));

    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(read?.content ?? {})).toBe(Object.prototype);
  });

  test("random bytes are none", () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const bytes = Uint8Array.from({ length: 60 }, (_, at) => (seed * 2_654_435_761 + at * at * 40_503) & 0xff);
      expect(readXml(Uint8Array.from([0x3c, ...bytes]))).toBeNull();
    }
  });
});
