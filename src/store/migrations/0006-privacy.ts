/** What was erased and purged, and how long each class of data is kept. */
export const migration0006 = {
  number: 6,
  name: "privacy",
  sql: `
-- When the bytes of a call were taken away: what it means stays in its events. Null while they are there.
ALTER TABLE deliveries ADD COLUMN purged_at TEXT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('export', 'erase', 'purge', 'policy')),
  -- Keyed fingerprints of who it was about, as JSON; none for what was about nobody in particular.
  subjects TEXT NOT NULL,
  -- Rows, by what they were; as JSON.
  counts TEXT NOT NULL,
  -- What was asked for, as JSON; nobody's data.
  details TEXT NOT NULL
) STRICT;

CREATE TABLE retention (
  class TEXT PRIMARY KEY,
  -- \`180d\`
  keep TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
