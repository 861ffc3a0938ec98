import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { IntgError } from "../core/errors.ts";
import { listFixtures, readFixture } from "./fixture-files.ts";
import { packageRoot } from "./package-root.ts";

function failure(call: () => unknown): IntgError | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof IntgError) return error;
  }
  return undefined;
}

describe("shipped sample calls", () => {
  it("are found from the package's root folder, wherever the process runs", () => {
    expect(existsSync(join(packageRoot(), "package.json"))).toBe(true);
  });

  it("are listed by name, sorted, and read by that name", () => {
    const names = listFixtures("grupozap");

    expect(names).toContain("lead.received.2025");
    expect(names).toEqual([...names].sort());
    expect(readFixture("grupozap", "lead.received.2025").request.method).toBe("POST");
  });

  it("that are missing are unreadable files, with the reason", () => {
    const missing = [failure(() => listFixtures("nobody")), failure(() => readFixture("grupozap", "nothing"))];

    expect(missing.map((error) => [error?.code, error?.params.reason])).toEqual([
      ["INTG_FILE_UNREADABLE", "ENOENT"],
      ["INTG_FILE_UNREADABLE", "ENOENT"],
    ]);
  });

  it("that are no .http file are refused with the reason", () => {
    const folder = mkdtempSync(join(tmpdir(), "intg-fixtures-"));
    writeFileSync(join(folder, "bad.http"), "hello\n\n");
    const provider = relative(join(packageRoot(), "fixtures"), folder);

    const error = failure(() => readFixture(provider, "bad"));
    rmSync(folder, { recursive: true });

    expect([error?.code, error?.params.reason]).toEqual(["INTG_HTTP_FILE_BAD", "http-file.no-request-line"]);
  });
});
