import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { makeHome } from "../frame/home.ts";
import type { Measure } from "../frame/measure.ts";
import { median, pairedRatio } from "../frame/stats.ts";

/** What a command costs before it does anything, against an empty program of the same Node. */
export const start: Measure = {
  name: "start",
  title: "Cold start against `node -e 0`",
  async run({ product, folder, quick, say }) {
    const home = join(folder, "home");
    await makeHome(product, home, 5);
    const commands = [
      { name: "empty", args: ["-e", "0"] },
      { name: "--version", args: [product.bin, "--version"], goal: 1.1 },
      { name: "--help", args: [product.bin, "--help"], goal: 1.25 },
      { name: "product list", args: [product.bin, "product", "list", "--home", home], goal: 1.55 },
    ] as const;
    const times = new Map<string, number[]>(commands.map(({ name }) => [name, []]));
    for (let round = -2; round < (quick ? 8 : 20); round += 1) {
      for (const { name, args } of commands) {
        const ms = timed(args);
        if (round >= 0) times.get(name)?.push(ms);
      }
      say(`start round ${round}`);
    }
    const empty = times.get("empty") ?? [];
    return commands.flatMap((command) => {
      const ms = times.get(command.name) ?? [];
      const detail = `${median(ms).toFixed(0)} ms against ${median(empty).toFixed(0)} ms`;
      return "goal" in command
        ? [{ what: command.name, value: pairedRatio(ms, empty), unit: "x", goal: command.goal, higherIsBetter: false, detail }]
        : [];
    });
  },
};

function timed(args: readonly string[]): number {
  const from = performance.now();
  const done = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stderr.toString()}`);
  return performance.now() - from;
}
