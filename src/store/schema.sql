CREATE TABLE accounts (
  provider TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  act_on_tests INTEGER NOT NULL DEFAULT 0 CHECK (act_on_tests IN (0, 1)), api TEXT NOT NULL DEFAULT 'production',
  PRIMARY KEY (provider, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE advertisers (
  slug TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  url TEXT,
  send_lead_email INTEGER NOT NULL DEFAULT 0 CHECK (send_lead_email IN (0, 1)),
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX advertisers_by_document ON advertisers (document);

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

CREATE TABLE configuration_version (
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  email TEXT UNIQUE,
  phone TEXT,
  name TEXT,
  document TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX contacts_by_phone ON contacts (phone, first_seen_at, id) WHERE phone IS NOT NULL;

CREATE INDEX contacts_by_phone_alone ON contacts (phone, first_seen_at, id) WHERE email IS NULL;

CREATE TABLE credentials (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed BLOB NOT NULL,
  fingerprint TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (provider, store, name, fingerprint)
) STRICT;

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  received_at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('http', 'simulate', 'file')),
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL
, hint INTEGER NOT NULL DEFAULT 0 CHECK (hint IN (0, 1)), purged_at TEXT) STRICT;

CREATE TABLE destination_codes (
  destination TEXT NOT NULL REFERENCES destinations (name) ON DELETE CASCADE,
  object TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (destination, object)
) STRICT, WITHOUT ROWID;

CREATE TABLE destination_health (
  destination TEXT PRIMARY KEY REFERENCES destinations (name) ON DELETE CASCADE,
  health TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  disabled_because TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dispatches_release AFTER UPDATE OF state ON dispatches
WHEN old.state IN ('queued', 'sending') AND new.state NOT IN ('queued', 'sending')
BEGIN
  UPDATE dispatches SET held = 0 WHERE seq = (
    SELECT seq FROM dispatches
    WHERE destination = new.destination AND lane = new.lane AND state IN ('queued', 'sending') AND held = 1
    ORDER BY due_at, seq LIMIT 1);
END;

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

CREATE INDEX dispatches_dead ON dispatches (seq) WHERE state = 'dead';

CREATE INDEX dispatches_lane ON dispatches (destination, lane, due_at, seq) WHERE state IN ('queued', 'sending');

CREATE INDEX dispatches_of_event ON dispatches (event_id);

CREATE INDEX dispatches_on_path ON dispatches (lane, product, step) WHERE state IN ('queued', 'dead') AND step IS NOT NULL;

CREATE INDEX dispatches_on_path_under_way ON dispatches (lane, product, step) WHERE state = 'sending' AND step IS NOT NULL;

CREATE INDEX dispatches_ready ON dispatches (destination, next_at, seq) WHERE state = 'queued' AND held = 0;

CREATE INDEX dispatches_sending ON dispatches (destination, next_at) WHERE state = 'sending';

CREATE INDEX dispatches_told ON dispatches (destination, lane, object, seq) WHERE object IS NOT NULL;

CREATE TABLE effects (
  contact_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'funnel', 'access', 'outbox')),
  target TEXT NOT NULL,
  event_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  action TEXT NOT NULL,
  value TEXT,
  subject TEXT NOT NULL,
  rank INTEGER NOT NULL,
  at TEXT NOT NULL,
  subscription TEXT,
  recurrence INTEGER,
  until TEXT,
  PRIMARY KEY (contact_id, kind, target, event_id, rule, action)
) STRICT, WITHOUT ROWID;

CREATE INDEX effects_by_subject ON effects (subject) WHERE kind = 'access';

CREATE INDEX effects_by_subscription ON effects (subscription) WHERE subscription IS NOT NULL;

CREATE TABLE event_keys (
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  key TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (provider, store, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  delivery_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  trigger TEXT NOT NULL,
  status TEXT NOT NULL,
  received_at TEXT NOT NULL,
  product TEXT,
  transaction_id TEXT,
  subscription_id TEXT,
  contact_id TEXT,
  advertiser TEXT,
  reason TEXT,
  decisions TEXT NOT NULL,
  facts TEXT NOT NULL
, happened_at TEXT NOT NULL DEFAULT '', is_test INTEGER NOT NULL DEFAULT 0 CHECK (is_test IN (0, 1)), external_product TEXT, is_extra INTEGER NOT NULL DEFAULT 0 CHECK (is_extra IN (0, 1)), charge INTEGER, subscription_step TEXT CHECK (subscription_step IN ('started', 'renewed')), is_partial INTEGER NOT NULL DEFAULT 0 CHECK (is_partial IN (0, 1)), amount_minor INTEGER, currency TEXT, method TEXT, tracking TEXT, lead TEXT, also TEXT) STRICT;

CREATE INDEX events_by_contact ON events (contact_id, seq) WHERE contact_id IS NOT NULL;

CREATE INDEX events_by_product ON events (product) WHERE product IS NOT NULL;

CREATE INDEX events_by_provider ON events (provider);

CREATE INDEX events_by_subscription ON events (provider, store, subscription_id) WHERE subscription_id IS NOT NULL;

CREATE INDEX events_by_trigger ON events (trigger);

CREATE INDEX events_in_time ON events (trigger, happened_at, provider, store, status, is_test, product, external_product, transaction_id,
  charge, is_extra, is_partial, subscription_step, amount_minor, currency, contact_id, tracking, lead, advertiser);

CREATE INDEX events_to_mend ON events (status, seq) WHERE status IN ('unmatched', 'quarantined', 'failed');

CREATE INDEX events_waiting_on_sale ON events (provider, store, transaction_id)
  WHERE transaction_id IS NOT NULL AND (contact_id IS NULL OR status IN ('unmatched', 'quarantined'));

CREATE INDEX events_with_more ON events (seq, also) WHERE also IS NOT NULL;

CREATE TABLE grants (
  contact_id TEXT NOT NULL,
  product TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  event_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (contact_id, product, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX grants_by_product ON grants (product, contact_id, subject);

CREATE TABLE links (
  product TEXT NOT NULL REFERENCES products (slug) ON UPDATE CASCADE ON DELETE CASCADE,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  external_id TEXT NOT NULL,
  offer TEXT NOT NULL DEFAULT '',
  plan TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('one-time', 'subscription')),
  release_on_boleto INTEGER NOT NULL CHECK (release_on_boleto IN (0, 1)),
  block_on_cancel INTEGER NOT NULL CHECK (block_on_cancel IN (0, 1)),
  PRIMARY KEY (provider, store, external_id, offer, plan)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_product ON links (product);

CREATE TABLE listings (
  code TEXT PRIMARY KEY,
  advertiser TEXT NOT NULL REFERENCES advertisers (slug) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX listings_by_advertiser ON listings (advertiser, code);

CREATE TABLE lookups (
  delivery_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  subject TEXT,
  reason TEXT,
  document BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX lookups_by_subject ON lookups (subject) WHERE state = 'waiting' AND subject IS NOT NULL;

CREATE INDEX lookups_due ON lookups (attempts, next_at) WHERE state = 'waiting';

CREATE INDEX lookups_due_longest ON lookups (next_at) WHERE state = 'waiting';

CREATE INDEX lookups_parked ON lookups (delivery_id) WHERE state = 'parked';

CREATE TABLE memberships (
  contact_id TEXT NOT NULL,
  funnel TEXT NOT NULL,
  sequence TEXT NOT NULL,
  since TEXT NOT NULL,
  event_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (contact_id, funnel)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT,
  image TEXT,
  type TEXT NOT NULL CHECK (type IN ('course', 'class', 'plan', 'package')),
  price_minor INTEGER,
  price_currency TEXT,
  sales_url TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE purchases (
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  contact_id TEXT,
  product TEXT,
  subscription_id TEXT,
  recurrence INTEGER,
  state TEXT,
  approved_at TEXT,
  disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
  completed INTEGER NOT NULL CHECK (completed IN (0, 1)),
  PRIMARY KEY (provider, store, transaction_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX purchases_by_contact ON purchases (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX purchases_by_subscription ON purchases (provider, store, subscription_id) WHERE subscription_id IS NOT NULL;

CREATE TABLE queue (
  seq INTEGER PRIMARY KEY REFERENCES deliveries (seq)
) STRICT;

CREATE TABLE refusals (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  provider TEXT NOT NULL,
  store TEXT NOT NULL,
  status INTEGER NOT NULL,
  code TEXT NOT NULL,
  -- `Note` as JSON.
  mistake TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  content_type TEXT,
  body_bytes INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL,
  left_out INTEGER NOT NULL
) STRICT;

CREATE TABLE repairs (
  delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  -- Where the vendor told of it, `GET /v3/transactions`.
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE retention (
  class TEXT PRIMARY KEY,
  -- `180d`
  keep TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  product TEXT NOT NULL,
  trigger TEXT NOT NULL,
  when_text TEXT,
  actions TEXT NOT NULL
) STRICT;

CREATE TABLE tags (
  contact_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  since TEXT NOT NULL,
  event_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (contact_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_by_tag ON tags (tag, contact_id);

CREATE TABLE templates (
  name TEXT PRIMARY KEY,
  destination TEXT,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
