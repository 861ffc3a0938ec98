import { join } from "node:path";
import { startWorker } from "../frame/children.ts";
import { fillHome } from "../frame/fill.ts";
import { makeHome } from "../frame/home.ts";
import type { Measure } from "../frame/measure.ts";
import { median, pairedRatio } from "../frame/stats.ts";
import type { InsertTimes } from "../processes/insert.ts";

/** Storing and processing into a home with many events, against an empty one. */
export const insert: Measure = {
  name: "insert",
  title: "Insert rate with many events stored, against an empty store",
  async run({ product, folder, quick, say }) {
    const stored = quick ? 100_000 : 1_000_000;
    const events = quick ? 800 : 3200;
    const homes = { empty: join(folder, "empty"), full: join(folder, "full") };
    for (const home of Object.values(homes)) await makeHome(product, home, 5);
    const seed = await startWorker("insert.ts", [product.root, homes.full]);
    await seed.ask<InsertTimes>({ events: 16 });
    await seed.stop();
    fillHome(homes.full, stored);
    say(`filled with ${stored} events`);
    const full = await startWorker("insert.ts", [product.root, homes.full]);
    const empty = await startWorker("insert.ts", [product.root, homes.empty]);
    const times: { readonly full: InsertTimes[]; readonly empty: InsertTimes[] } = { full: [], empty: [] };
    // The seed made the first sixteen events of every run already: both homes skip them.
    await Promise.all([full, empty].map((worker) => worker.ask<InsertTimes>({ events: 32 })));
    try {
      for (let round = -1; round < (quick ? 5 : 11); round += 1) {
        const [one, two] = [await empty.ask<InsertTimes>({ events }), await full.ask<InsertTimes>({ events })];
        if (round >= 0) times.empty.push(one);
        if (round >= 0) times.full.push(two);
        say(`insert round ${round + 1}`);
      }
    } finally {
      for (const worker of [full, empty]) await worker.stop();
    }
    const row = (what: string, ms: (one: InsertTimes) => number) => ({
      what: `${what}, empty / ${stored} stored, time`,
      value: pairedRatio(times.empty.map(ms), times.full.map(ms)),
      unit: "x",
      goal: 0.7,
      higherIsBetter: true,
      detail: `${Math.round(events / (median(times.full.map(ms)) / 1000))}/s against ${Math.round(events / (median(times.empty.map(ms)) / 1000))}/s`,
    });
    return [row("append", (one) => one.appendMs), row("append and process", (one) => one.appendMs + one.processMs)];
  },
};
