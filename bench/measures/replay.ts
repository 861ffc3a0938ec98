import { join } from "node:path";
import { startWorker } from "../frame/children.ts";
import { makeHome } from "../frame/home.ts";
import type { Measure } from "../frame/measure.ts";
import { REPLAY_WAYS, type ReplayWay } from "../frame/replay-ways.ts";
import { median, pairedRatio } from "../frame/stats.ts";

const RULES = 50;

/** Stored events through today's rules, against reading and parsing the same bodies. */
export const replay: Measure = {
  name: "replay",
  title: `Replay, ${RULES} rules, in process, against reading and JSON.parse of the same bodies`,
  async run({ product, folder, quick, say }) {
    const home = join(folder, "home");
    const events = quick ? 3_000 : 20_000;
    await makeHome(product, home, RULES);
    const worker = await startWorker("replay.ts", [product.root, home, String(events)]);
    const times: Record<ReplayWay, number[]> = { parse: [], rules: [], dry: [], written: [] };
    try {
      for (let round = -1; round < (quick ? 3 : 7); round += 1) {
        for (const way of REPLAY_WAYS) {
          const { ms } = await worker.ask<{ ms: number }>({ way });
          if (round >= 0) times[way].push(ms);
        }
        say(`replay round ${round + 1}`);
      }
    } finally {
      await worker.stop();
    }
    const row = (what: string, way: ReplayWay, goal?: number) => ({
      what,
      value: pairedRatio(times.parse, times[way]),
      unit: "x",
      higherIsBetter: true,
      detail: `${Math.round(events / (median(times[way]) / 1000))} events/s`,
      ...(goal === undefined ? {} : { goal }),
    });
    return [
      row("read and JSON.parse alone", "parse"),
      row("facts and decisions, no state", "rules", 0.8),
      row("dry run, the whole way taken back", "dry", 1.8),
      row("effects written (rebuild)", "written", 1.2),
    ];
  },
};
