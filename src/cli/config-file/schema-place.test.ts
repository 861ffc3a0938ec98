import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { schemaPlace } from "./schema-place.ts";

test("an editor finds the schema by the address of the installed file", () => {
  const place = schemaPlace(".");

  expect(place).toMatch(/^file:\/\/\/.*\/fixtures\/schemas\/config\.json$/);
  expect(existsSync(fileURLToPath(place))).toBe(true);
});

test.each([
  ["/app", "./node_modules/intg/fixtures/schemas/config.json"],
  ["/app/config/prod", "../../node_modules/intg/fixtures/schemas/config.json"],
  ["/application", "file:///app/node_modules/intg/fixtures/schemas/config.json"],
  ["/", "file:///app/node_modules/intg/fixtures/schemas/config.json"],
])("within a project that has intg among its packages by the way from the file in %s", (folder, place) => {
  expect(schemaPlace(folder, "/app/node_modules/intg/")).toBe(place);
});

test("a way has no blanks, where a comment would end it", () => {
  expect(schemaPlace("/my app", "/my app/node_modules/intg/")).toBe("./node_modules/intg/fixtures/schemas/config.json");
  expect(schemaPlace("/", "/my app/node_modules/intg/")).toBe("file:///my%20app/node_modules/intg/fixtures/schemas/config.json");
});
