import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type Fact, standingAfter } from "./facts.ts";
import { MARK_HEADER, type Vendor } from "./vendor.ts";

/** What a run came to. Every text in the lists is one thing that must not be. */
export interface Findings {
  /** Acknowledged and not there, or there and not acted on. */
  readonly missing: readonly string[];
  /** Stored, processed or acted on more than once. */
  readonly doubled: readonly string[];
  /** Anything else that is not as it must be. */
  readonly wrong: readonly string[];
}

/** Effects of one event in the shop of the tests: access by the link, the two actions of its rule, and what is sent on. */
const EFFECTS_PER_EVENT = 4;

/** Compares the database of a home with what a vendor was answered. Nothing may be running on it. */
export function checkHome(home: string, vendor: Vendor, printed: readonly string[]): Findings {
  const db = new Sqlite(join(home, "intg.db"), { readonly: true });
  try {
    const found: Found = { missing: [], doubled: [], wrong: vendor.refused.slice() };
    checkFile(db, found);
    checkStored(db, vendor, found);
    checkProcessed(db, vendor, found);
    checkStanding(db, vendor.acknowledged.values(), found);
    for (const [id, times] of tally(printed)) if (times > 1) found.doubled.push(`delivery ${id} was reported ${times} times`);
    return found;
  } finally {
    db.close();
  }
}

interface Found {
  readonly missing: string[];
  readonly doubled: string[];
  readonly wrong: string[];
}

function checkFile(db: Sqlite.Database, { missing, wrong }: Found): void {
  const integrity = db.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") wrong.push(`integrity_check: ${String(integrity)}`);
  if ((db.pragma("foreign_key_check") as unknown[]).length > 0) wrong.push("foreign keys are broken");
  const queued = count(db, "SELECT count(*) FROM queue");
  if (queued > 0) missing.push(`${queued} deliveries were never processed`);
}

function checkStored(db: Sqlite.Database, vendor: Vendor, { missing, doubled, wrong }: Found): void {
  const marks = db
    .prepare<[], { headers: string }>("SELECT headers FROM deliveries")
    .all()
    .map(({ headers }) => markOf(headers));
  const stored = tally(marks);
  for (const [mark, times] of stored) {
    if (times > 1) doubled.push(`${mark} is stored ${times} times`);
    if (vendor.putOff.has(mark)) wrong.push(`${mark} was answered 503 and is stored`);
    else if (!vendor.acknowledged.has(mark) && !vendor.unanswered.has(mark)) wrong.push(`${mark} is stored and was never made`);
  }
  for (const mark of vendor.acknowledged.keys()) if (!stored.has(mark)) missing.push(`${mark} was answered 2xx and is not stored`);
}

function markOf(headers: string): string {
  const list = JSON.parse(headers) as readonly (readonly [string, string])[];
  return list.find(([name]) => name.toLowerCase() === MARK_HEADER)?.[1] ?? "a call without a mark";
}

function checkProcessed(db: Sqlite.Database, vendor: Vendor, { missing, doubled, wrong }: Found): void {
  const perDelivery = db
    .prepare<[], { id: string; n: number }>(
      "SELECT d.id, count(e.id) AS n FROM deliveries d LEFT JOIN events e ON e.delivery_id = d.id GROUP BY d.id HAVING n <> 1",
    )
    .all();
  for (const { id, n } of perDelivery) (n === 0 ? missing : doubled).push(`delivery ${id} became ${n} events`);
  const odd = count(db, "SELECT count(*) FROM events WHERE status NOT IN ('processed', 'duplicate')");
  if (odd > 0) wrong.push(`${odd} events are neither processed nor duplicates`);

  const acted = tally(
    db
      .prepare<[], { fact: string }>("SELECT transaction_id || ' ' || trigger AS fact FROM events WHERE status = 'processed'")
      .all()
      .map(({ fact }) => fact),
  );
  const facts = new Set([...vendor.acknowledged.values()].map(({ transaction, trigger }) => `${transaction} ${trigger}`));
  for (const [fact, times] of acted) if (times > 1) doubled.push(`${fact} acted ${times} times`);
  for (const fact of facts) if (!acted.has(fact)) missing.push(`${fact} was acknowledged and never acted`);
  for (const fact of acted.keys()) if (!facts.has(fact)) wrong.push(`${fact} acted and was never acknowledged`);
  const partly = db
    .prepare<[number], { id: string; n: number }>(
      `SELECT e.id, (SELECT count(*) FROM effects f WHERE f.event_id = e.id) AS n FROM events e
       WHERE n <> CASE e.status WHEN 'processed' THEN ? ELSE 0 END`,
    )
    .all(EFFECTS_PER_EVENT);
  for (const { id, n } of partly) (n < EFFECTS_PER_EVENT ? missing : doubled).push(`event ${id} has ${n} effects`);
}

function checkStanding(db: Sqlite.Database, facts: Iterable<Fact>, { missing, wrong }: Found): void {
  const expected = standingAfter(facts);
  const actual = {
    grants: texts(db, "SELECT c.email || ' ' || replace(g.subject, 'purchase:hotmart:default:', '') || ' ' || g.state FROM grants g"),
    tags: texts(db, "SELECT c.email || ' ' || g.tag FROM tags g"),
    memberships: texts(db, "SELECT c.email || ' ' || g.funnel || '/' || g.sequence FROM memberships g"),
  };
  for (const kind of ["grants", "tags", "memberships"] as const) {
    for (const one of expected[kind]) if (!actual[kind].has(one)) missing.push(`${kind}: ${one}`);
    for (const one of actual[kind]) if (!expected[kind].has(one)) wrong.push(`${kind}: ${one} should not be`);
  }
}

/** Ids of the events that acted. */
export function processedEvents(home: string): readonly string[] {
  const db = new Sqlite(join(home, "intg.db"), { readonly: true });
  try {
    return db.prepare<[], string>("SELECT id FROM events WHERE status = 'processed'").pluck().all();
  } finally {
    db.close();
  }
}

/** What a killed listener left: asked of a copy, so that recovering the file stays the next listener's business. */
export function lookAtRemains(home: string, beside: string): { readonly queued: number; readonly integrity: string } {
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside);
  for (const name of ["intg.db", "intg.db-wal"]) {
    if (existsSync(join(home, name))) copyFileSync(join(home, name), join(beside, name));
  }
  const db = new Sqlite(join(beside, "intg.db"));
  try {
    return { queued: count(db, "SELECT count(*) FROM queue"), integrity: String(db.pragma("integrity_check", { simple: true })) };
  } finally {
    db.close();
  }
}

function texts(db: Sqlite.Database, selectFrom: string): ReadonlySet<string> {
  return new Set(db.prepare<[], string>(`${selectFrom} JOIN contacts c ON c.id = g.contact_id`).pluck().all());
}

function count(db: Sqlite.Database, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}
