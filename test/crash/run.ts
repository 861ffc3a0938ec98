import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../src/core/random.ts";
import { type Running, type RunningListener, shopHome, start, startListener, tempFolder } from "../e2e/support.ts";
import { checkHome, type Findings, lookAtRemains, processedEvents } from "./check.ts";
import { CrashDestination } from "./destination.ts";
import { callStream } from "./facts.ts";
import { Vendor } from "./vendor.ts";

export interface CrashPlan {
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (kill: number, acknowledged: number) => void;
}

export interface CrashReport extends Findings {
  readonly kills: number;
  /** Calls that were answered 2xx. */
  readonly acknowledged: number;
  /** Calls whose connection broke before the answer; each was made again. */
  readonly unanswered: number;
  /** Kills that left deliveries on the queue: those that hit between storing and processing. */
  readonly killsWithQueue: number;
  /** Kills that hit a listener before it could take calls. */
  readonly killsAtStart: number;
  /** Sent again, because a kill came between the destination's answer and its record. */
  readonly repeated: number;
  /** `PRAGMA synchronous` of the running listener's own connection; 2 is FULL. */
  readonly synchronous: number;
  readonly journalMode: string;
}

const CONNECTIONS = 12;
const LONGEST_LIFE_MS = 220;
const LONGEST_START_MS = 160;
/** Share of the kills that come while the listener starts, and so while it recovers from the kill before. */
const SHARE_AT_START = 0.15;

const REPORT_SETTINGS = fileURLToPath(new URL("./report-settings.mjs", import.meta.url));

/**
 * Kills a listener under load, over and over, and then holds its database against what callers were told.
 *
 * A kill shows that nothing acknowledged lives in the process alone, and that processing is all or nothing. It cannot
 * show that the disk has it: the system keeps a killed process's writes. For that stands `synchronous`.
 */
export async function crashRepeatedly({ kills, seed, onKill }: CrashPlan): Promise<CrashReport> {
  const home = await shopHome();
  const destination = await CrashDestination.open(home);
  const random = seededRandom(seed);
  const vendor = new Vendor(callStream(seed), CONNECTIONS);
  const lives: Running[] = [];
  const remains: { readonly queued: number; readonly integrity: string }[] = [];
  const beside = join(tempFolder(), "remains");
  let killsAtStart = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    if (random() < SHARE_AT_START) {
      killsAtStart += 1;
      lives.push(await killedWhileStarting(home, random() * LONGEST_START_MS));
    } else {
      const listener = await startListener(home);
      lives.push(listener);
      vendor.connect(listener.port);
      await sleep(random() * LONGEST_LIFE_MS);
      await killHard(listener);
      await vendor.disconnect();
    }
    remains.push(lookAtRemains(home, beside));
    destination.remember(join(beside, "intg.db"));
    onKill?.(kill, vendor.acknowledged.size);
  }
  const last = await startListener(home, settingsEnv(home));
  vendor.connect(last.port);
  await vendor.finish();
  const settings = await settingsOf(last, home);
  last.kill("SIGTERM");
  const end = await last.exited;
  lives.push(last);
  await vendor.disconnect();

  await destination.finish(home);
  const findings = checkHome(home, vendor, lives.flatMap(printedDeliveries));
  const outside = destination.check(home, processedEvents(home));
  const broken = remains.filter(({ integrity }) => integrity !== "ok").map(({ integrity }) => `after a kill: ${integrity}`);
  const badEnd = end.code === 0 ? [] : [`the last listener ended with ${end.code ?? end.signal}: ${last.stderr()}`];
  return {
    missing: [...findings.missing, ...outside.missing],
    doubled: [...findings.doubled, ...outside.doubled],
    wrong: [...findings.wrong, ...outside.wrong, ...broken, ...badEnd],
    repeated: destination.repeated,
    kills,
    acknowledged: vendor.acknowledged.size,
    unanswered: vendor.unanswered.size,
    killsWithQueue: remains.filter(({ queued }) => queued > 0).length,
    killsAtStart,
    ...settings,
  };
}

async function killedWhileStarting(home: string, afterMs: number): Promise<Running> {
  const one = start(["--home", home, "listen", "--port", "0", "--json"]);
  await sleep(afterMs);
  await killHard(one);
  return one;
}

async function killHard(one: Running): Promise<void> {
  one.kill("SIGKILL");
  const { signal } = await one.exited;
  if (signal !== "SIGKILL") throw new Error(`a listener ended by itself:\n${one.stderr()}`);
}

function settingsEnv(home: string) {
  return { nodeFlags: ["--import", REPORT_SETTINGS], env: { SETTINGS_FILE: settingsFile(home) } };
}

function settingsFile(home: string): string {
  return join(home, "..", "settings.json");
}

async function settingsOf(
  listener: RunningListener,
  home: string,
): Promise<{ readonly synchronous: number; readonly journalMode: string }> {
  listener.kill("SIGUSR2");
  await listener.stderrMatch(/settings written/);
  const all = JSON.parse(readFileSync(settingsFile(home), "utf8")) as { file: string; synchronous: number; journalMode: string }[];
  const ours = all.filter(({ file }) => file === join(home, "intg.db"));
  // Every connection to the database must be durable; the least durable one is reported.
  const weakest = ours.reduce(
    (one, other) => (other.synchronous < one.synchronous ? other : one),
    ours[0] ?? { synchronous: -1, journalMode: "none" },
  );
  return { synchronous: weakest.synchronous, journalMode: weakest.journalMode };
}

/** Deliveries that one listener printed an event of; a line that the kill cut in two does not count. */
function printedDeliveries(life: Running): readonly string[] {
  return life
    .records()
    .filter(({ type }) => type === "event")
    .map(({ deliveryId }) => String(deliveryId));
}
