import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimReadyFile } from "./ready-file.ts";

const NOTICE = { host: "127.0.0.1", port: 4040, url: "http://127.0.0.1:4040", pid: 123 };
const LINE = '{"host":"127.0.0.1","port":4040,"url":"http://127.0.0.1:4040","pid":123}\n';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-ready-"));
  path = join(folder, "ready.json");
});

afterEach(() => rmSync(folder, { recursive: true }));

const unwritable = (reason: string) =>
  expect.objectContaining({ code: "INTG_OUTPUT_UNWRITABLE", params: { path: expect.any(String), reason } });

test("is one line from when it is written until it is removed, and leaves nothing beside it", async () => {
  const ready = await claimReadyFile(path);
  expect(readdirSync(folder)).toEqual([]);

  await ready.write(NOTICE);
  expect(readFileSync(path, "utf8")).toBe(LINE);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["ready.json"]);

  await ready.remove();
  await ready.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test("that was never written is not removed", async () => {
  const ready = await claimReadyFile(path);
  writeFileSync(path, LINE);

  await ready.remove();

  expect(readFileSync(path, "utf8")).toBe(LINE);
});

test("that another process has put in its place stays", async () => {
  const ready = await claimReadyFile(path);
  await ready.write(NOTICE);
  const other = LINE.replace("123", "456");
  writeFileSync(path, other);

  await ready.remove();

  expect(readFileSync(path, "utf8")).toBe(other);
});

test.each([
  ["that a killed process left", LINE],
  ["that somebody made for it, empty", ""],
])("%s goes at once", async (_, text) => {
  writeFileSync(path, text);

  await claimReadyFile(path);

  expect(existsSync(path)).toBe(false);
});

describe("is refused, and stays as it is,", () => {
  test.each([
    ["what is no JSON", "my notes\n"],
    ["other JSON", '{"name":"shop"}'],
    ["a list", "[1]"],
    ["a larger file", `${LINE}${" ".repeat(5_000)}`],
  ])("%s", async (_, text) => {
    writeFileSync(path, text);

    await expect(claimReadyFile(path)).rejects.toEqual(unwritable("not-a-ready-file"));

    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("a folder", async () => {
    mkdirSync(path);

    await expect(claimReadyFile(path)).rejects.toEqual(unwritable("EISDIR"));
  });
});

test.each([
  ["a folder that is not there", "nowhere/ready.json", "ENOENT"],
  ["a file for a folder", "file/ready.json", "ENOTDIR"],
  ["a name that is too long", "a".repeat(300), "ENAMETOOLONG"],
])("%s is told before anything is done", async (_, name, reason) => {
  writeFileSync(join(folder, "file"), "");

  await expect(claimReadyFile(join(folder, name))).rejects.toEqual(unwritable(reason));
});

test("a device is written into and left alone", async () => {
  const link = join(folder, "null");
  symlinkSync("/dev/null", link);
  const ready = await claimReadyFile(link);

  await ready.write(NOTICE);
  await ready.remove();

  expect(statSync(link).isCharacterDevice()).toBe(true);
});
