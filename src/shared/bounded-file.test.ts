import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { readBounded, sizeText } from "./bounded-file.ts";

const LIMIT = 100_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-bounded-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(bytes: Buffer): string {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  return path;
}

describe("readBounded", () => {
  it.each([0, 1, LIMIT - 1, LIMIT])("reads a file of %i bytes as it is", async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));

    expect((await readBounded(file(bytes), LIMIT)).equals(bytes)).toBe(true);
  });

  it("refuses one byte more", async () => {
    const path = file(Buffer.alloc(LIMIT + 1));

    await expect(readBounded(path, LIMIT)).rejects.toMatchObject({ code: "INTG_FILE_TOO_LARGE", params: { path } });
  });

  it("reads no more of an endless device, or of 2 GB, than it takes to refuse it", async () => {
    const huge = file(Buffer.alloc(0));
    truncateSync(huge, 2 * 1024 ** 3);
    const before = process.memoryUsage().arrayBuffers;

    for (const path of ["/dev/zero", huge]) {
      await expect(readBounded(path, LIMIT)).rejects.toMatchObject({ code: "INTG_FILE_TOO_LARGE" });
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * LIMIT);
  });

  it.each([
    ["a folder", () => folder, "EISDIR"],
    ["nothing", () => join(folder, "missing"), "ENOENT"],
  ])("says why %s cannot be read", async (_, path, reason) => {
    await expect(readBounded(path(), LIMIT)).rejects.toMatchObject({ code: "INTG_FILE_UNREADABLE", params: { path: path(), reason } });
  });
});

test.each([
  [64 * 1024, "64 KiB"],
  [2 * 1024 * 1024, "2 MiB"],
])("%i bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
