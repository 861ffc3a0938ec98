/**
 * What leaves the house: destinations, message templates, and the outbox. A dispatch is no derived thing: a rebuild leaves
 * it alone, because what was sent stays sent.
 */
export const migration0003 = {
  number: 3,
  name: "dispatches",
  sql: `
CREATE TABLE destinations (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  disabled_because TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE destination_codes (
  destination TEXT NOT NULL REFERENCES destinations (name) ON DELETE CASCADE,
  object TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (destination, object)
) STRICT, WITHOUT ROWID;

-- How a destination has answered lately, and how much it was sent; written with every turn of a worker.
CREATE TABLE destination_health (
  destination TEXT PRIMARY KEY REFERENCES destinations (name) ON DELETE CASCADE,
  health TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE templates (
  name TEXT PRIMARY KEY,
  destination TEXT,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dispatches (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Empty when none was found for it.
  destination TEXT NOT NULL,
  lane TEXT NOT NULL,
  event_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  value TEXT,
  occasion TEXT NOT NULL,
  object TEXT,
  product TEXT,
  sale TEXT,
  step INTEGER,
  happened_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'dead', 'dropped', 'canceled')),
  due_at TEXT NOT NULL,
  next_at TEXT NOT NULL,
  -- Seen to wait behind another of its lane; that one's end lets it go on.
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
  reason TEXT,
  -- Why it is not to be tried again, learnt while it was being sent.
  overtaken TEXT,
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX dispatches_ready ON dispatches (destination, next_at, seq) WHERE state = 'queued' AND held = 0;
CREATE INDEX dispatches_sending ON dispatches (destination, next_at) WHERE state = 'sending';
CREATE INDEX dispatches_lane ON dispatches (destination, lane, due_at, seq) WHERE state IN ('queued', 'sending');
CREATE INDEX dispatches_told ON dispatches (destination, lane, object, seq) WHERE object IS NOT NULL;
CREATE INDEX dispatches_on_path ON dispatches (lane, product, step) WHERE state IN ('queued', 'dead') AND step IS NOT NULL;
CREATE INDEX dispatches_on_path_under_way ON dispatches (lane, product, step) WHERE state = 'sending' AND step IS NOT NULL;
CREATE INDEX dispatches_dead ON dispatches (seq) WHERE state = 'dead';
CREATE INDEX dispatches_of_event ON dispatches (event_id);

-- Whatever lets one go lets the next of its lane go on.
CREATE TRIGGER dispatches_release AFTER UPDATE OF state ON dispatches
WHEN old.state IN ('queued', 'sending') AND new.state NOT IN ('queued', 'sending')
BEGIN
  UPDATE dispatches SET held = 0 WHERE seq = (
    SELECT seq FROM dispatches
    WHERE destination = new.destination AND lane = new.lane AND state IN ('queued', 'sending') AND held = 1
    ORDER BY due_at, seq LIMIT 1);
END;

-- Attempts that did not work, and those after one that had not.
CREATE TABLE attempts (
  dispatch TEXT NOT NULL REFERENCES dispatches (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  ms INTEGER NOT NULL,
  status INTEGER,
  reason TEXT,
  response TEXT,
  PRIMARY KEY (dispatch, number)
) STRICT, WITHOUT ROWID;
`,
} as const;
