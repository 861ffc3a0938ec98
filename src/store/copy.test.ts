import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, openStoreCopy } from "./open.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "intg-copy-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const PRODUCT = { slug: "curso", name: "Curso", description: null, image: null, type: "course", price: null, salesUrl: null } as const;

test("a copy has what the home has, keeps what is tried on it to itself, and leaves no file", async () => {
  const store = await openStore(home, {});
  await store.products.add(PRODUCT);
  const files = readdirSync(home).sort();

  const copy = await openStoreCopy(home, {}, { id: "1", nowMs: Date.now() });
  const whileOpen = readdirSync(home).sort();
  await copy.products.remove("curso");
  const inCopy = await copy.products.list();
  await copy.close();

  expect(inCopy).toEqual([]);
  expect((await store.products.list()).map(({ slug }) => slug)).toEqual(["curso"]);
  expect(whileOpen).toEqual(files);
  expect(readdirSync(home).sort()).toEqual(files);
  await store.close();
});

test("a copy does not hold up who writes to the home meanwhile", async () => {
  const store = await openStore(home, {}, { busyTimeoutMs: 0 });
  const copy = await openStoreCopy(home, {}, { id: "1", nowMs: Date.now() });

  await copy.transaction(async () => {
    await store.products.add(PRODUCT);
  });

  expect(await store.products.find("curso")).toBeDefined();
  expect(await copy.products.find("curso")).toBeUndefined();
  await copy.close();
  await store.close();
});

test("what a killed process left behind goes with the next copy; what another is making stays", async () => {
  const store = await openStore(home, {});
  const [old, young] = [join(home, "copy-7.db"), join(home, "copy-8.db")];
  writeFileSync(old, "left");
  writeFileSync(young, "being made");
  utimesSync(old, new Date(0), new Date(0));

  await (await openStoreCopy(home, {}, { id: "9", nowMs: Date.now() })).close();

  expect(readdirSync(home).filter((name) => name.startsWith("copy-"))).toEqual(["copy-8.db"]);
  await store.close();
});
