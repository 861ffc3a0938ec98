import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";

/** What the numbers were taken on; without it they mean nothing. */
export function environment(root: string): Readonly<Record<string, string>> {
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    "load before": loadavg()
      .map((load) => load.toFixed(2))
      .join(" "),
    commit: commitOf(root),
    "better-sqlite3": `${versionOf(root, "better-sqlite3")} (SQLite ${sqliteVersion()})`,
    commander: versionOf(root, "commander"),
    "csv-stringify": versionOf(root, "csv-stringify"),
  };
}

function commitOf(root: string): string {
  try {
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-C", root, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? " and uncommitted changes" : ""}`;
  } catch {
    return "unknown";
  }
}

function versionOf(root: string, name: string): string {
  const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function sqliteVersion(): string {
  const db = new Sqlite(":memory:");
  try {
    return db.prepare<[], string>("SELECT sqlite_version()").pluck().get() ?? "unknown";
  } finally {
    db.close();
  }
}
