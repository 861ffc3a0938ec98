import { expect, test } from "vitest";
import { parse } from "yaml";
import { yamlComment, yamlEntry } from "./write.ts";

test("an entry stands below its list, its parts in lines of their own or in one", () => {
  const entry = { slug: "curso-x", links: [{ provider: "hotmart", id: "0123" }] };

  expect(yamlEntry("products", entry, { inline: [["links", 0]] })).toBe(
    '  - slug: curso-x\n    links:\n      - { provider: hotmart, id: "0123" }\n',
  );
  expect(yamlEntry("listings", { code: "AP1", advertiser: "sol" }, { inline: [[]] })).toBe("  - { code: AP1, advertiser: sol }\n");
});

test("a remark ends the line of its value, in one line whatever it holds", () => {
  const text = yamlEntry(
    "stores",
    { secrets: { hottok: "env:A", basic: ["env:B", "env:C"] } },
    {
      inline: [["secrets", "basic"]],
      remarks: [
        { path: ["secrets", "hottok"], text: "kept: 1\nsecrets: {}" },
        { path: ["secrets", "basic"], text: "two" },
        { path: ["nowhere"], text: "lost" },
      ],
    },
  );

  expect(text).toBe("  - secrets:\n      hottok: env:A # kept: 1 secrets: {}\n      basic: [ env:B, env:C ] # two\n");
});

test.each(["no\n\n  yes ", "# x", " ends \n", "a: b\n\t- c", "\u0000\u2028\ufeff", "\r\n", "---", "1e3", "...\n", "x".repeat(300)])(
  "text comes back as it was: %j",
  (text) => {
    const entries = [{ text }, { text: "after" }].map((entry) => yamlEntry("list", entry)).join("");

    expect(parse(`list:\n${entries}`)).toEqual({ list: [{ text }, { text: "after" }] });
  },
);

test("a comment has its mark on every line, and no blanks at their ends", () => {
  expect(yamlComment("One.\n\n  two")).toBe("# One.\n#\n#   two\n");
});
