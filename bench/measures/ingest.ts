import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { cpuSeconds, peakMemoryMiB, type RunningListener, sleep, startListening, startWorker, type Worker } from "../frame/children.ts";
import { makeHome } from "../frame/home.ts";
import { type Bench, check, type Measure, type Row } from "../frame/measure.ts";
import { median, pairedRatio } from "../frame/stats.ts";
import type { LoadAnswer, LoadOrder } from "../processes/load.ts";

const CONNECTIONS = 64;
/** `PRAGMA synchronous` as SQLite reports FULL. */
const FULL = 2;

/** What one slice of load on one server showed. */
interface Slice extends LoadAnswer {
  readonly cpuMicros: number;
}

/** A slice on the whole listener, and the time that it then took to process what was left. */
interface ListenSlice extends Slice {
  readonly backlog: number;
  readonly sustained: number;
  readonly wholeCpuMicros: number;
}

/** Durable ingest against a server that drops everything, and against the same way of a call without the storing. */
export const ingest: Measure = {
  name: "ingest",
  title: `Durable ingest, ${CONNECTIONS} keep-alive connections, bodies of 2 to 3 KB`,
  async run(bench) {
    const { product, folder } = bench;
    const homes = { durable: join(folder, "durable"), listen: join(folder, "listen") };
    for (const home of Object.values(homes)) await makeHome(product, home, 5);
    const bare = await startWorker("server.ts", ["bare"]);
    const nothing = await startWorker("server.ts", ["nothing", product.root]);
    const durable = await startWorker("server.ts", ["durable", product.root, homes.durable]);
    const listener = await startListening(product.bin, homes.listen);
    const load = await startWorker("load.ts", [product.root, "1"]);
    const all = [load, bare, nothing, durable, listener];
    try {
      const rounds = await alternate(bench, { bare, nothing, durable, listener, load });
      const memory = peakMemoryMiB(listener.pid);
      for (const one of [load, listener, durable]) await one.stop();
      return [...rows(rounds, memory), ...checks(bench, homes, rounds)];
    } finally {
      for (const one of all) await one.stop();
    }
  },
};

interface Rounds {
  readonly bare: Slice[];
  readonly nothing: Slice[];
  readonly durable: Slice[];
  readonly listen: ListenSlice[];
}

interface Running {
  readonly bare: Worker;
  readonly nothing: Worker;
  readonly durable: Worker;
  readonly listener: RunningListener;
  readonly load: Worker;
}

async function alternate(bench: Bench, { bare, nothing, durable, listener, load }: Running): Promise<Rounds> {
  const ms = bench.quick ? 500 : 1500;
  const count = bench.quick ? 5 : 11;
  const ports = new Map<Worker, number>();
  for (const worker of [bare, nothing, durable]) ports.set(worker, (await worker.ask<{ port: number }>({})).port);
  const slice = (worker: Worker) => loadSlice(load, { pid: worker.pid, port: ports.get(worker) ?? 0 }, ms);
  const rounds: Rounds = { bare: [], nothing: [], durable: [], listen: [] };
  // The first round warms up, and counts only for the check of rows.
  for (let round = 0; round <= count; round += 1) {
    rounds.bare.push(await slice(bare));
    rounds.nothing.push(await slice(nothing));
    rounds.durable.push(await slice(durable));
    rounds.listen.push(await listenSlice(load, listener, ms));
    bench.say(`ingest round ${round} of ${count}`);
  }
  return rounds;
}

async function loadSlice(load: Worker, server: { pid: number; port: number }, ms: number): Promise<Slice> {
  const before = cpuSeconds(server.pid);
  const order: LoadOrder = { port: server.port, connections: CONNECTIONS, ms };
  const answer = await load.ask<LoadAnswer>(order);
  return { ...answer, cpuMicros: ((cpuSeconds(server.pid) - before) * 1e6) / answer.acknowledged };
}

async function listenSlice(load: Worker, listener: RunningListener, ms: number): Promise<ListenSlice> {
  const cpuBefore = cpuSeconds(listener.pid);
  const startedAt = performance.now();
  const slice = await loadSlice(load, listener, ms);
  const backlog = await queueDepth(listener.port);
  await drained(listener.port);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    ...slice,
    backlog,
    sustained: slice.acknowledged / seconds,
    wholeCpuMicros: ((cpuSeconds(listener.pid) - cpuBefore) * 1e6) / slice.acknowledged,
  };
}

async function drained(port: number): Promise<void> {
  while ((await queueDepth(port)) > 0) await sleep(20);
}

async function queueDepth(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^intg_queue_depth (\d+)$/m.exec(text)?.[1] ?? 0);
}

function rows(all: Rounds, memory: number): readonly Row[] {
  const warm = { bare: all.bare.slice(1), nothing: all.nothing.slice(1), durable: all.durable.slice(1), listen: all.listen.slice(1) };
  const rate = (slices: readonly LoadAnswer[]) => slices.map((slice) => slice.perSecond);
  const perSecond = (slices: readonly LoadAnswer[]) => `${Math.round(median(rate(slices)))}/s`;
  const latency = (slices: readonly LoadAnswer[]) =>
    `p50 ${median(slices.map((slice) => slice.p50)).toFixed(1)} ms, p99 ${median(slices.map((slice) => slice.p99)).toFixed(1)} ms`;
  const cpu = (slices: readonly Slice[]) => `${median(slices.map((slice) => slice.cpuMicros)).toFixed(0)} us CPU`;
  const processed = warm.listen.map((slice) => slice.perSecond * (1 - slice.backlog / slice.acknowledged));
  const sustained = warm.listen.map((slice) => slice.sustained);
  const ratio = { unit: "x", higherIsBetter: true } as const;
  return [
    { what: "bare server", value: median(rate(warm.bare)), unit: "/s", detail: `${latency(warm.bare)}, ${cpu(warm.bare)}` },
    {
      what: "same way, storing nothing / bare",
      value: pairedRatio(rate(warm.nothing), rate(warm.bare)),
      ...ratio,
      detail: `${perSecond(warm.nothing)}, ${cpu(warm.nothing)}`,
    },
    {
      what: "durable, nothing processed / bare",
      value: pairedRatio(rate(warm.durable), rate(warm.bare)),
      ...ratio,
      goal: 0.35,
      detail: `${perSecond(warm.durable)}, ${latency(warm.durable)}, ${cpu(warm.durable)}`,
    },
    {
      what: "durable, nothing processed / storing nothing",
      value: pairedRatio(rate(warm.durable), rate(warm.nothing)),
      ...ratio,
      goal: 0.65,
    },
    {
      what: "listen: acknowledged while processing / bare",
      value: pairedRatio(rate(warm.listen), rate(warm.bare)),
      ...ratio,
      detail: `${perSecond(warm.listen)}, ${latency(warm.listen)}, ${cpu(warm.listen)}`,
    },
    {
      what: "listen: acknowledged while processing / storing nothing",
      value: pairedRatio(rate(warm.listen), rate(warm.nothing)),
      ...ratio,
    },
    {
      what: "listen: backlog at the end of a slice / acknowledged",
      value: median(warm.listen.map((slice) => slice.backlog / slice.acknowledged)),
      unit: "x",
    },
    {
      what: "listen: processed while receiving / bare",
      value: pairedRatio(processed, rate(warm.bare)),
      ...ratio,
      detail: `${Math.round(median(processed))}/s`,
    },
    {
      what: "listen: received and processed to the end / bare",
      value: pairedRatio(sustained, rate(warm.bare)),
      ...ratio,
      goal: 0.25,
      detail: `${Math.round(median(sustained))}/s, ${median(warm.listen.map((slice) => slice.wholeCpuMicros)).toFixed(0)} us CPU`,
    },
    { what: "listen: peak memory under load", value: memory, unit: "MiB", goal: 120, higherIsBetter: false },
  ];
}

function checks({ product }: Bench, homes: { durable: string; listen: string }, rounds: Rounds): readonly Row[] {
  const acknowledged = sum([...rounds.durable, ...rounds.listen].map((slice) => slice.acknowledged));
  const refused = sum([...rounds.bare, ...rounds.nothing, ...rounds.durable, ...rounds.listen].map((slice) => slice.refused));
  const stored = count(homes.durable, "deliveries") + count(homes.listen, "deliveries");
  const processed = count(homes.listen, "events WHERE status = 'processed'");
  const db = product.connection.openDatabase(join(homes.listen, "intg.db"));
  const synchronous = db.pragma("synchronous", { simple: true });
  db.close();
  return [
    check(
      "rows = acknowledgements, none refused",
      stored === acknowledged && refused === 0,
      `${stored} rows, ${acknowledged} acknowledged, ${refused} refused`,
    ),
    check("every event of the listener processed", processed === count(homes.listen, "deliveries"), `${processed} processed`),
    check("synchronous = FULL on a second connection", synchronous === FULL, `PRAGMA synchronous = ${String(synchronous)}`),
  ];
}

function count(home: string, table: string): number {
  const db = new Sqlite(join(home, "intg.db"), { readonly: true });
  try {
    return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
