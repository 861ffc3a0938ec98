import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Running } from "./support.ts";

/** A place for a home whose disk a test can fill and free again. */
export interface SmallDisk {
  readonly folder: string;
  /** What the command line calls a write that fails there. */
  readonly code: "INTG_STORE_FULL" | "INTG_STORE_UNWRITABLE";
  /** Words before `node` that put a new process onto the full disk. */
  readonly prefix: readonly string[];
  fill(listener: Running): void;
  free(listener: Running): void;
  remove(): void;
}

const LIMIT = ["prlimit", "--fsize=1:unlimited"] as const;

/**
 * A file system of 2 MiB where we may mount one, so that the system itself says ENOSPC. Elsewhere a limit on what the
 * process may write, which anybody may set: every write to a file fails, and lifting it lets them through again.
 */
export function smallDisk(folder: string): SmallDisk {
  const disk = join(folder, "disk");
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", disk]);
  return mounted.status === 0 ? mountedDisk(disk) : limitedDisk(disk);
}

function mountedDisk(folder: string): SmallDisk {
  const ballast = join(folder, "ballast");
  return {
    folder,
    code: "INTG_STORE_FULL",
    prefix: [],
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast),
    remove: () => void spawnSync("umount", ["--lazy", folder]),
  };
}

export function limitedDisk(folder: string): SmallDisk {
  return {
    folder,
    code: "INTG_STORE_UNWRITABLE",
    prefix: LIMIT,
    fill: ({ pid }) => limit(pid, "1:unlimited"),
    free: ({ pid }) => limit(pid, "unlimited"),
    remove: () => undefined,
  };
}

function limit(pid: number, bounds: string): void {
  const { status, stderr } = spawnSync("prlimit", [`--pid=${pid}`, `--fsize=${bounds}`], { encoding: "utf8" });
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}

/** Writes until nothing more fits, down to the last page. */
function fillUp(path: string): void {
  const file = openSync(path, "w");
  try {
    for (const size of [65_536, 4096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 1));
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}
