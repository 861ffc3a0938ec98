import { join } from "node:path";
import { startWorker, type Worker } from "../frame/children.ts";
import { type Bench, check, type Measure, type Row } from "../frame/measure.ts";
import { makeOutboxHome } from "../frame/outbox.ts";
import { median, pairedRatio } from "../frame/stats.ts";
import type { SendAnswer, SendOrder } from "../processes/outbox.ts";
import type { Received } from "../processes/target.ts";

/** `PRAGMA synchronous` as SQLite reports FULL. */
const FULL = 2;

/** Under way at once, and how many are sent in a slice. */
const LEVELS = [
  { concurrency: 1, count: 800 },
  { concurrency: 4, count: 2_500 },
  { concurrency: 16, count: 5_000 },
  { concurrency: 64, count: 5_000 },
] as const;
/** At which the dearer peers are measured too. */
const BUSIEST = 64;
/** A target far away: what it allows is concurrency / latency, whoever sends. */
const SLOW_MS = 50;
const SLOW = { concurrency: 256, count: 5_120 } as const;
const MOST = Math.max(SLOW.count, ...LEVELS.map(({ count }) => count));

type Sending = "outbox" | "pool" | "fetch" | "rows";

/** One slice, and what the target saw of it. */
interface Slice extends SendAnswer {
  readonly what: string;
  readonly count: number;
  readonly perSecond: number;
  readonly received: Received;
}

/** Sending from the durable outbox to a target on this machine, against sending the same requests without one. */
export const dispatch: Measure = {
  name: "dispatch",
  title: "Dispatches to a local target, signed events, each claimed and its outcome written durably",
  async run(bench) {
    const { product, folder } = bench;
    const home = join(folder, "home");
    await makeOutboxHome(product, home, MOST, join(folder, "requests.jsonl"));
    const target = await startWorker("target.ts", []);
    const slow = await startWorker("target.ts", [String(SLOW_MS)]);
    const senders: Readonly<Record<Sending, Worker>> = {
      outbox: await startWorker("outbox.ts", [product.root, home]),
      pool: await startWorker("sending.ts", ["pool", folder]),
      fetch: await startWorker("sending.ts", ["fetch", folder]),
      rows: await startWorker("sending.ts", ["rows", folder]),
    };
    try {
      const slices = await alternate(bench, { target, slow, senders });
      return [...rows(slices), ...checks(bench, home, slices)];
    } finally {
      for (const worker of [target, slow, ...Object.values(senders)]) await worker.stop();
    }
  },
};

interface Running {
  readonly target: Worker;
  readonly slow: Worker;
  readonly senders: Readonly<Record<Sending, Worker>>;
}

/** Slices by what they are, those of one round at the same place. */
type Slices = ReadonlyMap<string, readonly Slice[]>;

async function alternate({ quick, say }: Bench, { target, slow, senders }: Running): Promise<Slices> {
  const rounds = quick ? 3 : 11;
  const all = new Map<string, Slice[]>();
  const run = async (sending: Sending, at: Worker, { concurrency, count }: (typeof LEVELS)[number] | typeof SLOW, round: number) => {
    const what = nameOf(sending, concurrency);
    const one = await slice(what, senders[sending], at, { concurrency, count: quick ? Math.ceil(count / 4) : count });
    if (round > 0) all.set(what, [...(all.get(what) ?? []), one]);
  };
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const level of LEVELS) {
      for (const sending of ["pool", "outbox"] as const) await run(sending, target, level, round);
      if (level.concurrency === BUSIEST) for (const sending of ["fetch", "rows"] as const) await run(sending, target, level, round);
    }
    for (const sending of ["pool", "outbox"] as const) await run(sending, slow, SLOW, round);
    say(`dispatch round ${round} of ${rounds}`);
  }
  return all;
}

function nameOf(sending: Sending, concurrency: number): string {
  return `${sending}, ${concurrency} under way`;
}

async function slice(what: string, sender: Worker, target: Worker, order: Omit<SendOrder, "port">): Promise<Slice> {
  const { port } = await target.ask<Received>({});
  const answer = await sender.ask<SendAnswer>({ ...order, port } satisfies SendOrder);
  const received = await target.ask<Received>({});
  return { ...answer, what, count: order.count, perSecond: order.count / (answer.ms / 1000), received };
}

function rows(all: Slices): readonly Row[] {
  const of = (sending: Sending, concurrency: number) => all.get(nameOf(sending, concurrency)) ?? [];
  const rate = (slices: readonly Slice[]) => slices.map((one) => one.perSecond);
  const detail = (slices: readonly Slice[]) =>
    `${Math.round(median(rate(slices)))}/s, ${Math.round(median(slices.map(({ cpuMs, count }) => (cpuMs * 1000) / count)))} us CPU`;
  const ratio = (peer: Sending, concurrency: number, what: string, goal?: number): Row => ({
    what: `${what}, ${concurrency} under way`,
    value: pairedRatio(rate(of("outbox", concurrency)), rate(of(peer, concurrency))),
    unit: "x",
    higherIsBetter: true,
    detail: `${detail(of("outbox", concurrency))} against ${detail(of(peer, concurrency))}`,
    ...(goal === undefined ? {} : { goal }),
  });
  const possible = (SLOW.concurrency * 1000) / SLOW_MS;
  const share = (sending: Sending) => median(rate(of(sending, SLOW.concurrency))) / possible;
  return [
    ...LEVELS.map(({ concurrency }) => ratio("pool", concurrency, "outbox / undici alone", concurrency >= 16 ? 0.45 : undefined)),
    ratio("rows", BUSIEST, "outbox / outbox row by row", 5.5),
    ratio("fetch", BUSIEST, "outbox / fetch, not durable", 4),
    {
      what: `target of ${SLOW_MS} ms, ${SLOW.concurrency} under way / what that allows`,
      value: share("outbox"),
      unit: "x",
      goal: 0.9,
      higherIsBetter: true,
      detail: `${detail(of("outbox", SLOW.concurrency))}; undici alone ${share("pool").toFixed(2)}`,
    },
  ];
}

function checks({ product }: Bench, home: string, all: Slices): readonly Row[] {
  const slices = [...all.values()].flat();
  const wrong = slices.filter(({ count, sent, received }) => sent !== count || received.requests !== count || received.distinct !== count);
  const bytes = (sending: Sending) => all.get(nameOf(sending, BUSIEST))?.[0]?.received.bytes ?? 0;
  const requests = all.get(nameOf("outbox", BUSIEST))?.[0]?.count ?? 0;
  const db = product.connection.openDatabase(join(home, "intg.db"));
  const synchronous = db.pragma("synchronous", { simple: true });
  db.close();
  return [
    check(
      "each received once, and sent at the first attempt according to the store",
      wrong.length === 0,
      wrong[0] === undefined ? `${slices.length} slices` : JSON.stringify(wrong[0]),
    ),
    check(
      "undici alone sent the same bytes",
      bytes("outbox") > 0 && bytes("outbox") === bytes("pool"),
      `${Math.round(bytes("outbox") / requests)} bytes a body`,
    ),
    check("synchronous = FULL on a second connection", synchronous === FULL, `PRAGMA synchronous = ${String(synchronous)}`),
  ];
}
