/**
 * What the outbox is held against, each signing and sending the requests that the product recorded:
 * `pool` is undici alone, `fetch` what everybody has at hand, `rows` the outbox that everybody writes first, with the claim and
 * the outcome of every request as a transaction each.
 */
import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Pool } from "undici";
import { RECEIVER_PATH, type RecordedRequest } from "../frame/outbox.ts";
import type { SendAnswer, SendOrder } from "./outbox.ts";

const [, , kind = "", folder = ""] = process.argv;
const KEY = randomBytes(32);
const requests = readFileSync(join(folder, "requests.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => {
    const { id, body } = JSON.parse(line) as RecordedRequest;
    return { id, body: Buffer.from(body) };
  });

type Request = (typeof requests)[number];
type Send = (request: Request) => Promise<number>;

/** Sends the first `count` requests, `concurrency` at a time. */
interface Way {
  begin(count: number): void;
  /** Takes one and sends it; undefined when there is none left. */
  next(send: Send): Promise<number> | undefined;
  sent(): number;
}

function inMemory(): Way {
  let [at, end] = [0, 0];
  return {
    begin(count) {
      [at, end] = [0, count];
    },
    next(send) {
      const request = at < end ? requests[at] : undefined;
      at += 1;
      return request === undefined ? undefined : send(request);
    },
    sent: () => end,
  };
}

function rowByRow(): Way {
  const db = new Sqlite(join(folder, "rows.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("wal_autocheckpoint = 250");
  db.exec(`
    CREATE TABLE jobs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL, state TEXT NOT NULL, next_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE INDEX jobs_ready ON jobs (next_at, seq) WHERE state = 'queued';`);
  const insert = db.prepare<Request>("INSERT INTO jobs (id, body, state, next_at) VALUES (@id, @body, 'sent', '2026-01-01T00:00:00.000Z')");
  db.transaction(() => {
    for (const request of requests) insert.run(request);
  })();
  const queue = db.prepare<{ count: number }>("UPDATE jobs SET state = 'queued', attempts = 0 WHERE seq <= @count");
  const claim = db.prepare<{ now: string }, Request & { seq: number }>(`
    UPDATE jobs SET state = 'sending', attempts = attempts + 1
    WHERE seq = (SELECT seq FROM jobs WHERE state = 'queued' AND next_at <= @now ORDER BY next_at, seq LIMIT 1) RETURNING seq, id, body`);
  const done = db.prepare<{ seq: number }>("UPDATE jobs SET state = 'sent' WHERE seq = @seq");
  const sent = db.prepare<[], number>("SELECT count(*) FROM jobs WHERE state = 'sent' AND attempts = 1").pluck();
  return {
    begin(count) {
      queue.run({ count });
      db.pragma("wal_checkpoint(TRUNCATE)");
    },
    next(send) {
      const job = claim.get({ now: new Date().toISOString() });
      return job === undefined
        ? undefined
        : send(job).then((status) => {
            done.run({ seq: job.seq });
            return status;
          });
    },
    sent: () => sent.get() ?? 0,
  };
}

function signed({ id, body }: Request) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", KEY).update(`${id}.${timestamp}.`).update(body).digest("base64");
  return {
    "content-type": "application/json",
    "user-agent": "bench",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** Connections are kept from one slice to the next, as the product keeps its own. */
const pools = new Map<string, Pool>();

function viaPool(port: number, connections: number): Send {
  const key = `${port} ${connections}`;
  const pool = pools.get(key) ?? new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  pools.set(key, pool);
  return async (request) => {
    const answer = await pool.request({ method: "POST", path: RECEIVER_PATH, headers: signed(request), body: request.body });
    await answer.body.dump();
    return answer.statusCode;
  };
}

function viaFetch(port: number): Send {
  const url = `http://127.0.0.1:${port}${RECEIVER_PATH}`;
  return async (request) => {
    const answer = await fetch(url, { method: "POST", headers: signed(request), body: request.body });
    await answer.arrayBuffer();
    return answer.status;
  };
}

const way = kind === "rows" ? rowByRow() : inMemory();

async function send({ port, concurrency, count }: SendOrder): Promise<SendAnswer> {
  const one = kind === "fetch" ? viaFetch(port) : viaPool(port, concurrency);
  way.begin(count);
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let next = way.next(one); next !== undefined; next = way.next(one)) {
        if ((await next) !== 200) throw new Error("refused");
      }
    }),
  );
  const [ms, { user, system }] = [performance.now() - from, process.cpuUsage(cpu)];
  return { ms, cpuMs: (user + system) / 1000, sent: way.sent() };
}

process.on("message", (order: SendOrder) => void send(order).then((answer) => process.send?.(answer)));
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
