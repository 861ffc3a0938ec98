import type { Database } from "better-sqlite3";
import type { RefusalFilter, RefusalStore } from "../app/ports.ts";
import type { Note } from "../core/note.ts";
import type { Refusal } from "../core/refusal.ts";
import { guardedStore } from "./errors.ts";
import type { Mutex } from "./mutex.ts";

interface RefusalRow {
  readonly id: string;
  readonly at: string;
  readonly provider: string;
  readonly store: string;
  readonly status: number;
  readonly code: string;
  readonly mistake: string;
  readonly method: string;
  readonly path: string;
  readonly content_type: string | null;
  readonly body_bytes: number;
  readonly body_sha256: string;
  readonly left_out: number;
}

interface FilterParameters {
  readonly provider: string | null;
  readonly store: string | null;
  readonly since: string | null;
  readonly limit: number;
}

/** So many are kept: enough to see what happened overnight, few enough to read through without an index. */
const KEPT = 500;

const COLUMNS = "id, at, provider, store, status, code, mistake, method, path, content_type, body_bytes, body_sha256, left_out";

export function createRefusalStore(db: Database, alone: Mutex): RefusalStore {
  const insert = db.prepare<RefusalRow>(`
    INSERT INTO refusals (${COLUMNS})
    VALUES (@id, @at, @provider, @store, @status, @code, @mistake, @method, @path, @content_type, @body_bytes, @body_sha256, @left_out)`);
  const forget = db.prepare<{ kept: number }>("DELETE FROM refusals WHERE seq <= (SELECT max(seq) FROM refusals) - @kept");
  const addOne = db.transaction((refusal: Refusal) => {
    insert.run(rowOf(refusal));
    forget.run({ kept: KEPT });
  });

  const newest = db.prepare<FilterParameters, RefusalRow>(`
    SELECT ${COLUMNS} FROM refusals
    WHERE (@provider IS NULL OR provider = @provider) AND (@store IS NULL OR store = @store) AND (@since IS NULL OR at >= @since)
    ORDER BY seq DESC LIMIT @limit`);
  const one = db.prepare<{ id: string }, RefusalRow>(`SELECT ${COLUMNS} FROM refusals WHERE id = @id`);
  const ids = db
    .prepare<{ from: string; below: string; limit: number }, string>(
      "SELECT id FROM refusals WHERE id >= @from AND id < @below ORDER BY id LIMIT @limit",
    )
    .pluck();
  return guardedStore(db, {
    add: (refusal) =>
      alone(async () => {
        addOne.immediate(refusal);
      }),
    list: async (filter) => newest.all(parametersOf(filter)).map(refusalOf),
    find: async (id) => {
      const row = one.get({ id });
      return row === undefined ? undefined : refusalOf(row);
    },
    // No id has a character behind `z`.
    idsFrom: async (prefix, limit) => ids.all({ from: prefix, below: `${prefix}{`, limit }),
  });
}

function parametersOf({ provider, store, since, limit }: RefusalFilter): FilterParameters {
  return { provider: provider ?? null, store: store ?? null, since: since ?? null, limit };
}

function rowOf(refusal: Refusal): RefusalRow {
  return {
    id: refusal.id,
    at: refusal.at,
    provider: refusal.provider,
    store: refusal.store,
    status: refusal.status,
    code: refusal.code,
    mistake: JSON.stringify(refusal.mistake),
    method: refusal.method,
    path: refusal.path,
    content_type: refusal.contentType,
    body_bytes: refusal.bodyBytes,
    body_sha256: refusal.bodySha256,
    left_out: refusal.leftOut,
  };
}

function refusalOf(row: RefusalRow): Refusal {
  return {
    id: row.id,
    at: row.at,
    provider: row.provider,
    store: row.store,
    status: row.status,
    code: row.code,
    mistake: JSON.parse(row.mistake) as Note,
    method: row.method,
    path: row.path,
    contentType: row.content_type,
    bodyBytes: row.body_bytes,
    bodySha256: row.body_sha256,
    leftOut: row.left_out,
  };
}
