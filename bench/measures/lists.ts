import { spawnSync } from "node:child_process";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { startWorker } from "../frame/children.ts";
import { fillHome } from "../frame/fill.ts";
import { makeHome } from "../frame/home.ts";
import type { Measure } from "../frame/measure.ts";
import type { Product } from "../frame/product.ts";
import { median, pairedRatio } from "../frame/stats.ts";
import type { InsertTimes } from "../processes/insert.ts";

const FEW = 1000;

/** What an operator asks every day, of a home with a year of events against one with a thousand; whole commands. */
export const lists: Measure = {
  name: "lists",
  title: "Lists, people, check-list and report with many events stored",
  async run({ product, folder, quick, say }) {
    const stored = quick ? 100_000 : 1_000_000;
    const homes = { few: join(folder, "few"), many: join(folder, "many") };
    await filledHome(product, homes.few, FEW);
    await filledHome(product, homes.many, stored);
    say(`filled with ${stored} events`);
    const emails = { few: someEmail(homes.few), many: someEmail(homes.many) };
    const commands: readonly { name: string; words: (home: "few" | "many") => readonly string[]; goal?: number }[] = [
      { name: "event list", words: () => ["event", "list"], goal: 1.5 },
      { name: "event list --trigger, none found", words: () => ["event", "list", "--trigger", "purchase.chargeback"], goal: 1.5 },
      { name: "contact show", words: (home) => ["contact", "show", emails[home]], goal: 1.5 },
      { name: "contact list", words: () => ["contact", "list"], goal: 1.5 },
      { name: "doctor", words: () => ["doctor"], goal: 1.5 },
      { name: "report, 30 days", words: () => ["report"] },
      { name: "report, everything", words: () => ["report", "--since", "400d"] },
    ];
    const rows = [];
    for (const { name, words, goal } of commands) {
      const times: { few: number[]; many: number[] } = { few: [], many: [] };
      for (let round = -1; round < (quick ? 5 : 9); round += 1) {
        for (const home of ["few", "many"] as const) {
          const ms = timed(product, [...words(home), "--home", homes[home]]);
          if (round >= 0) times[home].push(ms);
        }
      }
      say(name);
      rows.push({
        what: `${name}, ${stored} events / ${FEW}`,
        value: pairedRatio(times.many, times.few),
        unit: "x",
        ...(goal === undefined ? {} : { goal, higherIsBetter: false }),
        detail: `${median(times.many).toFixed(0)} ms against ${median(times.few).toFixed(0)} ms`,
      });
    }
    return rows;
  },
};

async function filledHome(product: Product, home: string, events: number): Promise<void> {
  await makeHome(product, home, 5);
  const seed = await startWorker("insert.ts", [product.root, home]);
  await seed.ask<InsertTimes>({ events: 16 });
  await seed.stop();
  fillHome(home, events);
}

function someEmail(home: string): string {
  const db = new Sqlite(join(home, "intg.db"), { readonly: true });
  try {
    return db.prepare<[], string>("SELECT email FROM contacts ORDER BY id DESC LIMIT 1").pluck().get() ?? "";
  } finally {
    db.close();
  }
}

/** The check-list may find something: that it says so is no failure of the run. */
function timed(product: Product, words: readonly string[]): number {
  const from = performance.now();
  const done = spawnSync(process.execPath, [product.bin, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  if (done.status !== 0 && done.status !== 8) throw new Error(`${words.join(" ")}: ${done.stderr.toString()}`);
  return performance.now() - from;
}
