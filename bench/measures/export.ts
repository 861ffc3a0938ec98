import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addAdvertisers } from "../frame/advertisers.ts";
import { makeHome } from "../frame/home.ts";
import { check, type Measure, type Row } from "../frame/measure.ts";
import { Missing } from "../frame/missing.ts";
import { median, pairedRatio } from "../frame/stats.ts";

const PUBLIC_URL = "https://leads.example.com";
const NAIVE = fileURLToPath(new URL("../processes/naive-export.mjs", import.meta.url));

/** The advertisers' file against a csv-stringify stream of the same rows, and the memory that it takes. */
export const exportCsv: Measure = {
  name: "export",
  title: "export-zap-csv against a csv-stringify stream of the same rows",
  async run({ product, folder, quick, say }) {
    const home = join(folder, "home");
    const file = join(folder, "ours.csv");
    const naiveFile = join(folder, "naive.csv");
    const count = quick ? 100_000 : 1_000_000;
    await makeHome(product, home, 0);
    addAdvertisers(home, 0, count);
    const command = [product.bin, "export-zap-csv", "-o", file, "--public-url", PUBLIC_URL, "--home", home, "--quiet"];
    if (spawnSync(process.execPath, [product.bin, "export-zap-csv", "--help"]).status !== 0)
      throw new Missing("there is no export-zap-csv");
    const naive = [NAIVE, home, naiveFile, PUBLIC_URL];
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < (quick ? 3 : 5); round += 1) {
      ours.push(runChild(command, folder));
      theirs.push(runChild(naive, folder));
      say(`export round ${round + 1}`);
    }
    const lines = readFileSync(file, "latin1").split("\n").length;
    addAdvertisers(home, count, count * 3);
    const tripled = runChild(command, folder);
    const memory = median(ours.map((run) => run.peakMiB));
    const [our, their] = [ours.map((run) => run.ms), theirs.map((run) => run.ms)];
    return [
      {
        what: `naive stream / export of ${count} rows, time`,
        value: pairedRatio(their, our),
        unit: "x",
        goal: 2,
        higherIsBetter: true,
        detail: `${median(our).toFixed(0)} ms against ${median(their).toFixed(0)} ms, starts included`,
      },
      {
        what: `peak memory, ${count * 3} rows / ${count} rows`,
        value: tripled.peakMiB / memory,
        unit: "x",
        goal: 1.1,
        higherIsBetter: false,
      },
      {
        what: `peak memory, ${count * 3} rows`,
        value: tripled.peakMiB,
        unit: "MiB",
        goal: 120,
        higherIsBetter: false,
        detail: `${memory.toFixed(0)} MiB with ${count} rows`,
      },
      check(
        "every row is there",
        lines > count && Math.abs(statSync(file).size / 3 / statSync(naiveFile).size - 1) < 0.1,
        `${lines} lines`,
      ),
    ] satisfies readonly Row[];
  },
};

interface Run {
  readonly ms: number;
  readonly peakMiB: number;
}

/** The child writes down itself what it took at most, as it ends. */
function runChild(args: readonly string[], folder: string): Run {
  const usage = join(folder, "usage");
  const hook = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(usage)},String(process.resourceUsage().maxRSS)))`;
  const from = performance.now();
  const done = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ms = performance.now() - from;
  if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stderr.toString()}`);
  return { ms, peakMiB: Number(readFileSync(usage, "utf8")) / 1024 };
}
