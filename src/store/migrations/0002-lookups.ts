/**
 * Calls about which the vendor has to be asked: which ones prove nothing by themselves, where each account's API is, and
 * the questions with their answers. An answer is as original as the call it belongs to: never derived, never emptied.
 */
export const migration0002 = {
  number: 2,
  name: "lookups",
  sql: `
ALTER TABLE deliveries ADD COLUMN hint INTEGER NOT NULL DEFAULT 0 CHECK (hint IN (0, 1));

ALTER TABLE accounts ADD COLUMN api TEXT NOT NULL DEFAULT 'production';

CREATE TABLE lookups (
  delivery_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  subject TEXT,
  reason TEXT,
  document BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX lookups_due ON lookups (attempts, next_at) WHERE state = 'waiting';
CREATE INDEX lookups_due_longest ON lookups (next_at) WHERE state = 'waiting';
CREATE INDEX lookups_by_subject ON lookups (subject) WHERE state = 'waiting' AND subject IS NOT NULL;
CREATE INDEX lookups_parked ON lookups (delivery_id) WHERE state = 'parked';
`,
} as const;
