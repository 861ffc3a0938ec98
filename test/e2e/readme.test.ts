import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT_CODES } from "../../src/core/errors.ts";
import { BIN, freePort } from "./support.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-readme-"));
  writeFileSync(join(folder, "intg"), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`, { mode: 0o755 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every command of the README runs, in order, on an empty home", async () => {
  const ports = [await freePort(), await freePort()] as const;
  const blocks = [...README.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? "");
  expect(blocks.length).toBeGreaterThanOrEqual(8);

  const run = spawnSync("bash", ["-c", scriptOf(blocks, ports)], {
    encoding: "utf8",
    timeout: 55_000,
    env: { PATH: `${folder}:${process.env.PATH}`, INTG_HOME: join(folder, "home") },
  });

  expect(run.stderr).not.toContain("INTG_BUG");
  expect({ status: run.status, stderr: run.status === 0 ? "" : run.stderr }).toEqual({ status: 0, stderr: "" });
  expect(run.stdout).toContain("DOCUMENT,URL,SEND_LEAD_EMAIL\n56921485000100,https://crm.com.br/lead,false\n");
  expect(run.stdout).toContain("purchase.refunded");
});

test("the README names every exit code, and no other", () => {
  const named = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code)).sort((a, b) => a - b);

  expect(named).toEqual([0, ...Object.values(EXIT_CODES)].sort((a, b) => a - b));
});

/** The blocks as one script that stops at the first failure; the listener runs beside it, as in another terminal. */
function scriptOf(blocks: readonly string[], [port, vendorPort]: readonly [number, number]): string {
  const text = blocks.join("\n").replaceAll("127.0.0.1:4040", `127.0.0.1:${port}`).replaceAll("127.0.0.1:4041", `127.0.0.1:${vendorPort}`);
  const lines = text.split("\n");
  const listening = `intg listen --port ${port} > listen.log 2>&1 & listener=$!
for try in $(seq 100); do grep -q Listening listen.log && break; sleep 0.1; done`;
  const script = lines.map((line) => (line === "intg listen" ? listening : line)).join("\n");
  return `set -eu\ncd "${folder}"\ntrap 'kill $listener 2>/dev/null; wait $listener 2>/dev/null || true' EXIT\nlistener=\n${script}\n`;
}
