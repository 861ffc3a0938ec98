import { createHmac } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { AuditEntry } from "../app/ports.ts";
import type { AuditKind } from "../core/retention.ts";

interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: AuditKind;
  readonly subjects: string;
  readonly counts: string;
  readonly details: string;
}

/** A key has one use: not the one that opens secrets. */
const PURPOSE = "intg audit 1";
const SHOWN_BYTES = 16;

export function auditWriter(db: Database): (entry: Omit<AuditEntry, "number">) => number {
  const insert = db.prepare<Omit<AuditRow, "seq">>(
    "INSERT INTO audit (at, kind, subjects, counts, details) VALUES (@at, @kind, @subjects, @counts, @details)",
  );
  return ({ at, kind, subjects, counts, details }) => {
    const row = { at, kind, subjects: JSON.stringify(subjects), counts: JSON.stringify(counts), details: JSON.stringify(details) };
    return Number(insert.run(row).lastInsertRowid);
  };
}

/** The newest lines first; with subjects only those about one of them. */
export function auditReader(db: Database): (filter: { subjects?: readonly string[]; limit: number }) => readonly AuditEntry[] {
  const select = db.prepare<{ subjects: string | null; limit: number }, AuditRow>(`
    SELECT * FROM audit
    WHERE @subjects IS NULL OR EXISTS (SELECT 1 FROM json_each(subjects) WHERE value IN (SELECT value FROM json_each(@subjects)))
    ORDER BY seq DESC LIMIT @limit`);
  return ({ subjects, limit }) =>
    select.all({ subjects: subjects === undefined ? null : JSON.stringify(subjects), limit }).map((row) => ({
      number: row.seq,
      at: row.at,
      kind: row.kind,
      subjects: JSON.parse(row.subjects) as readonly string[],
      counts: JSON.parse(row.counts) as Readonly<Record<string, number>>,
      details: JSON.parse(row.details) as Readonly<Record<string, string>>,
    }));
}

/**
 * By what the audit recognises a person again without holding an address: a keyed hash. A plain hash of an e-mail would be as good as
 * the e-mail for anybody who guesses it; this one is so only for who has the home's key, and not for who has the database.
 */
export function fingerprintOf(key: Buffer, identifier: string): string {
  const own = createHmac("sha256", key).update(PURPOSE).digest();
  return createHmac("sha256", own)
    .update(identifier, "utf8")
    .digest("hex")
    .slice(0, 2 * SHOWN_BYTES);
}
