/** Calls that were not taken, the newest of them: see `core/refusal.ts` for what is kept of one. */
export const migration0004 = {
  number: 4,
  name: "refusals",
  sql: `
CREATE TABLE refusals (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  status INTEGER NOT NULL,
  code TEXT NOT NULL,
  -- \`Note\` as JSON.
  mistake TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  content_type TEXT,
  body_bytes INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL,
  left_out INTEGER NOT NULL
) STRICT;
`,
} as const;
