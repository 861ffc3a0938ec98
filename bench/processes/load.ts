/** Sends calls over raw sockets: a client that costs as little as it can, in a process of its own. */
import { connect, type Socket } from "node:net";
import { createBodyMaker, HOOK_PATH, HOTTOK } from "../frame/bodies.ts";
import { quantile } from "../frame/stats.ts";

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly ms: number;
  /** Calls per second, sent whether or not earlier ones are answered; absent: each connection sends when it may. */
  readonly rate?: number;
}

export interface LoadAnswer {
  /** Answered 200, in the whole run and within its time. */
  readonly acknowledged: number;
  readonly inTime: number;
  readonly refused: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const END_OF_HEAD = "\r\n\r\n";
const maker = createBodyMaker(process.argv[2] ?? "");
let made = Number(process.argv[3] ?? 0);

/** One keep-alive connection, with a buffer for each kind of body; one call under way at most. */
class Caller {
  readonly #socket: Socket;
  readonly #calls: readonly Buffer[];
  readonly #headBytes: readonly number[];
  readonly #onAnswer: (caller: Caller, status: number) => void;
  #received = "";
  since = 0;

  constructor(port: number, onConnect: () => void, onAnswer: (caller: Caller, status: number) => void) {
    this.#onAnswer = onAnswer;
    const heads = Array.from({ length: maker.kinds }, (_, kind) => Buffer.from(headFor(maker.blank(kind).length, port)));
    this.#calls = heads.map((head, kind) => Buffer.concat([head, maker.blank(kind)]));
    this.#headBytes = heads.map((head) => head.length);
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true }, onConnect);
    this.#socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("latin1")));
    this.#socket.on("error", () => this.#onAnswer(this, 0));
  }

  send(since: number): void {
    const kind = made % maker.kinds;
    const call = this.#calls[kind] as Buffer;
    maker.fill(call.subarray(this.#headBytes[kind]), kind, made);
    made += 1;
    this.since = since;
    this.#socket.write(call);
  }

  end(): void {
    this.#socket.destroy();
  }

  /** Answers are a head and at most a few bytes of body; one that comes in pieces is put together. */
  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const length = Number(/content-length: *(\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < end + END_OF_HEAD.length + length) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = "";
    this.#onAnswer(this, status);
  }
}

function headFor(length: number, port: number): string {
  return (
    `POST ${HOOK_PATH} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nUser-Agent: bench\r\n` +
    `X-HOTMART-HOTTOK: ${HOTTOK}\r\nAccept: */*\r\nContent-Length: ${length}\r\n\r\n`
  );
}

/** Runs one order to its end: until the last call that was sent is answered. */
function run(order: LoadOrder): Promise<LoadAnswer> {
  return new Promise((resolve) => {
    const latencies: number[] = [];
    const free: Caller[] = [];
    /** Times at which calls were due that no connection was free for. */
    const overdue: number[] = [];
    let [connected, underWay, acknowledged, inTime, refused] = [0, 0, 0, 0, 0];
    let startedAt = 0;
    let sending = true;
    const send = (caller: Caller, since: number) => {
      underWay += 1;
      caller.send(since);
    };
    const onAnswer = (caller: Caller, status: number) => {
      const now = performance.now();
      underWay -= 1;
      if (status === 200) acknowledged += 1;
      else refused += 1;
      if (now - startedAt <= order.ms) inTime += 1;
      latencies.push(now - caller.since);
      const due = overdue.shift();
      if (due !== undefined) send(caller, due);
      else if (sending && order.rate === undefined) send(caller, now);
      else free.push(caller);
      if (!sending && underWay === 0) finish();
    };
    const finish = () => {
      for (const caller of callers) caller.end();
      const answer: LoadAnswer = {
        acknowledged,
        inTime,
        refused,
        perSecond: (inTime / order.ms) * 1000,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      };
      resolve(answer);
    };
    const begin = () => {
      startedAt = performance.now();
      setTimeout(() => {
        sending = false;
        if (underWay === 0) finish();
      }, order.ms);
      if (order.rate === undefined) for (const caller of callers) send(caller, startedAt);
      else {
        free.push(...callers);
        pace(
          order.rate,
          startedAt,
          () => sending,
          (due) => {
            const caller = free.pop();
            if (caller === undefined) overdue.push(due);
            else send(caller, due);
          },
        );
      }
    };
    const onConnect = () => {
      connected += 1;
      if (connected === order.connections) begin();
    };
    const callers = Array.from({ length: order.connections }, () => new Caller(order.port, onConnect, onAnswer));
  });
}

/** Calls `fire` with every moment that is due. It spins, for timers of a millisecond would hide what is measured. */
function pace(rate: number, startedAt: number, goesOn: () => boolean, fire: (due: number) => void): void {
  let fired = 0;
  const turn = () => {
    if (!goesOn()) return;
    const now = performance.now();
    for (let due = startedAt + (fired * 1000) / rate; due <= now; due = startedAt + (fired * 1000) / rate) {
      fired += 1;
      fire(due);
    }
    setImmediate(turn);
  };
  turn();
}

process.on("message", (order: LoadOrder) => void run(order).then((answer) => process.send?.(answer)));
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
