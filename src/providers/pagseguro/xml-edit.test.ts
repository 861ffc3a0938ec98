import { describe, expect, test } from "vitest";
import { readXml } from "./xml.ts";
import { withText, withTexts } from "./xml-edit.ts";

const XML = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- <name>not this</name> -->
<t a="1>2">
  <name>Conceição</name><empty/><code  x='/'> 1 </code >
  <items><item><id>A</id></item><item><id>B</id></item></items>
</t>
`;
const BYTES = Buffer.from(XML, "latin1");

const asText = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("latin1");

describe("withText", () => {
  test.each([
    ["t.code", "2", XML.replace("> 1 <", ">2<")],
    ["t.items.item.id", "C", XML.replace("<id>A", "<id>C")],
    ["t.items.item.0.id", "C", XML.replace("<id>A", "<id>C")],
    ["t.items.item.1.id", "C", XML.replace("<id>B", "<id>C")],
    ["t.name", "Ana & <Bia>", XML.replace("Conceição", "Ana &#38; &#60;Bia&#62;")],
    ["t.name", "João 😀", XML.replace("Conceição", "Jo&#227;o &#128512;")],
    ["t.status", "3", XML.replace('<t a="1>2">', '<t a="1>2"><status>3</status>')],
    ["t.items.item.2.id", "C", XML],
    ["t.items", "x", XML],
    ["t.nowhere.id", "x", XML],
  ])("sets %s to %j, and leaves every other byte", (path, value, expected) => {
    expect(asText(withText(BYTES, path, value))).toBe(expected);
  });

  test.each(["name", "transaction.code", "", "T.name"])("is not for the path %j", (path) => {
    expect(withText(BYTES, path, "x")).toBeNull();
  });

  test("writes what is read back as it was meant", () => {
    const wished = "João & Maria <joao@example.com> \"'&amp; 😀";

    expect(readXml(withText(BYTES, "t.name", wished) ?? BYTES)?.content.name).toBe(wished);
  });
});

describe("withTexts", () => {
  test("asks about each innermost element in its order, and gives back the same bytes when nothing changes", () => {
    const seen: string[] = [];
    const result = withTexts(BYTES, (path, text) => {
      seen.push(`${path}=${text}`);
      return null;
    });

    expect(result).toBe(BYTES);
    expect(seen).toEqual(["t.name=Conceição", "t.code= 1 ", "t.items.item.id=A", "t.items.item.1.id=B"]);
  });
});
