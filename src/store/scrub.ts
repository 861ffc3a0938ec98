import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import type { PrivacyStore, ScrubResult } from "../app/ports.ts";

const READ_BYTES = 1 << 20;
/** Longer than anything that is looked for: what lies across two reads is found in the second. */
const OVERLAP_BYTES = 1024;
/** How often the log is tried to be emptied while others read or write. */
const TRIES = 100;
const COPY = /^copy-.*\.db(-journal|-wal|-shm)?$/;
/** A copy has no name once it is made, which takes seconds. */
const LEFT_OVER_MS = 60_000;

/** From here on deleted content is overwritten by this connection, also in pages that become free. */
export function overwriteDeleted(db: Database): void {
  db.pragma("secure_delete = ON");
}

/**
 * Sees to it that nothing of what was erased stays in the files. Deleted content is overwritten as it goes; in free pages of a
 * database that earlier versions wrote it may stand all the same, and then only writing it anew takes it away.
 */
export async function scrub(db: Database, texts: readonly string[], options: Parameters<PrivacyStore["scrub"]>[1]): Promise<ScrubResult> {
  if (db.memory) return { isRewritten: false, remains: 0 };
  removeCopies(dirname(db.name));
  await emptyLog(db, options.rest);
  const sought = texts.flatMap(spellingsOf);
  const found = remainsIn(db.name, sought);
  if (found === 0) return { isRewritten: false, remains: 0 };
  if (!options.mayRewrite(statSync(db.name).size)) return { isRewritten: false, remains: found };
  db.exec("VACUUM");
  await emptyLog(db, options.rest);
  return { isRewritten: true, remains: remainsIn(db.name, sought) };
}

/** Gives what is free back to the disk. */
export async function compact(db: Database, rest: () => Promise<void>): Promise<{ readonly before: number; readonly after: number }> {
  const size = () => (db.memory ? 0 : statSync(db.name).size);
  await emptyLog(db, rest);
  const before = size();
  db.exec("VACUUM");
  await emptyLog(db, rest);
  return { before, after: size() };
}

/** What is in the log goes to its place, and the log's own bytes go. Others may hold it up for a moment. */
async function emptyLog(db: Database, rest: () => Promise<void>): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [result] = db.pragma("wal_checkpoint(TRUNCATE)") as readonly { readonly busy: number }[];
    if (result?.busy === 0) return;
    await rest();
  }
}

function remainsIn(database: string, sought: readonly string[]): number {
  return ["", "-wal"].reduce((sum, suffix) => sum + countIn(`${database}${suffix}`, sought), 0);
}

function countIn(path: string, sought: readonly string[]): number {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return 0;
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.allocUnsafe(READ_BYTES + OVERLAP_BYTES);
    let count = 0;
    for (let position = 0; position < size; position += READ_BYTES) {
      const length = readSync(file, buffer, 0, buffer.length, position);
      const page = buffer.toString("latin1", 0, length).toLowerCase();
      count += sought.filter((text) => page.includes(text)).length;
    }
    return count;
  } finally {
    closeSync(file);
  }
}

/** Rows have nothing between one text and the next, so that an address has no borders here. */
function spellingsOf(text: string): readonly string[] {
  // In lower case as the pages are: byte by byte.
  const bytes = Buffer.from(text.toLowerCase(), "utf8").toString("latin1").toLowerCase();
  return [...new Set([bytes, bytes.replace("@", "%40"), bytes.replace("@", "\\u0040")])];
}

/** What a process that was killed left of a dry run. */
function removeCopies(home: string): void {
  for (const name of readdirSync(home).filter((file) => COPY.test(file))) {
    const path = join(home, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && Date.now() - made > LEFT_OVER_MS) rmSync(path, { force: true });
  }
}
