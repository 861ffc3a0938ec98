// `npm run crash -- --kills 200 --seed 7`: kills the built listener under load and checks that nothing acknowledged is
// lost or done twice. Exit code 1 when something is.
import { parseArgs } from "node:util";
import { cleanUp } from "../e2e/support.ts";
import { crashRepeatedly } from "./run.ts";

const MOST_SHOWN = 20;

const { values } = parseArgs({ options: { kills: { type: "string", default: "60" }, seed: { type: "string" } } });
const kills = Number(values.kills);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1000));
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed) || seed < 0 || seed > 999) {
  throw new RangeError("--kills takes a number from 1, --seed one from 0 to 999");
}

const say = (text: string) => void process.stdout.write(`${text}\n`);
try {
  say(`crash: ${kills} kills, seed ${seed}`);
  const report = await crashRepeatedly({
    kills,
    seed,
    onKill: (kill, acknowledged) => {
      if (kill % 10 === 0) say(`  ${kill} kills, ${acknowledged} calls acknowledged`);
    },
  });
  const { missing, doubled, wrong } = report;
  for (const text of [...missing, ...doubled, ...wrong].slice(0, MOST_SHOWN)) say(`  ✗ ${text}`);
  say(`kills          ${report.kills} (${report.killsWithQueue} with work on the queue, ${report.killsAtStart} while starting)`);
  say(`acknowledged   ${report.acknowledged}`);
  say(`unanswered     ${report.unanswered}, each made again`);
  say(`sent again     ${report.repeated}, a kill came between the answer and its record`);
  say(`missing        ${missing.length}`);
  say(`doubled        ${doubled.length}`);
  say(`wrong          ${wrong.length}`);
  say(`durability     synchronous=${report.synchronous} (2 is FULL), journal_mode=${report.journalMode}`);
  const isSafe = missing.length + doubled.length + wrong.length === 0 && report.acknowledged > 0 && report.synchronous >= 2;
  process.exitCode = isSafe ? 0 : 1;
} finally {
  await cleanUp();
}
