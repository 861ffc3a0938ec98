import { join } from "node:path";
import Sqlite from "better-sqlite3";

/**
 * Makes a home look as if this many events had come in over the last year, by copying those it has, in turn, with new ids and keys,
 * times of their own, and a contact each. In SQL and without syncs: filling is not what is measured.
 */
export function fillHome(home: string, events: number): void {
  const db = new Sqlite(join(home, "intg.db"));
  try {
    db.pragma("synchronous = OFF");
    db.pragma("cache_size = -262144");
    db.exec(`
      BEGIN;
      CREATE TEMP TABLE model AS SELECT e.*, row_number() OVER (ORDER BY e.seq) - 1 AS kind, d.origin, d.method AS http_method, d.target, d.headers, d.body
        FROM events e JOIN deliveries d ON d.id = e.delivery_id WHERE e.status = 'processed';
      CREATE TEMP TABLE made (n INTEGER PRIMARY KEY, kind INTEGER, name TEXT, key TEXT, at TEXT);
      INSERT INTO made WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT ${events})
        SELECT n, n % (SELECT count(*) FROM model), '0' || printf('%019d', n), lower(hex(randomblob(16))),
          strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (-31536000.0 * (${events} - n) / ${events}) || ' seconds') FROM counted;
      CREATE TEMP TABLE last AS SELECT max(seq) AS seq FROM deliveries;
      -- What was there before came first.
      UPDATE deliveries SET received_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-366 days');
      UPDATE events SET received_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-366 days'), happened_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-366 days');
      INSERT INTO deliveries (seq, id, provider, store, received_at, origin, method, target, headers, body)
        SELECT last.seq + n, 'dlv_' || name, provider, store, at, origin, http_method, target, headers, body FROM made JOIN model USING (kind), last;
      INSERT INTO events (seq, id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id, contact_id, advertiser, reason, decisions, facts,
          also, happened_at, external_product, charge, subscription_step, amount_minor, currency, method, tracking)
        SELECT (last.seq + n) * 1000000, 'evt_' || name, 'dlv_' || name, provider, store, trigger, status, at, product, 'HQ' || substr(key, 1, 10),
          'ctc_' || name, advertiser, reason, decisions, facts, also, at, external_product, charge, subscription_step, amount_minor, currency, method, tracking
        FROM made JOIN model USING (kind), last ORDER BY n;
      INSERT INTO event_keys SELECT provider, store, 'id:' || key, 'evt_' || name FROM made JOIN model USING (kind) ORDER BY provider, store, key;
      INSERT OR IGNORE INTO event_keys SELECT provider, store, 'tx:HQ' || substr(key, 1, 10) || ':' || trigger, 'evt_' || name
        FROM made JOIN model USING (kind) ORDER BY provider, store, key;
      INSERT INTO contacts SELECT 'ctc_' || name, key || '@example.com', '+55119' || substr(name, -8), 'Invented', NULL, at, at FROM made;
      INSERT OR IGNORE INTO purchases (provider, store, transaction_id, contact_id, product, state, approved_at, disputed, completed)
        SELECT provider, store, 'HQ' || substr(key, 1, 10), 'ctc_' || name, product, 'approved', at, 0, 0 FROM made JOIN model USING (kind) ORDER BY key;
      INSERT INTO effects SELECT 'ctc_' || name, f.kind, f.target, 'evt_' || name, f.rule, f.action, f.value, f.subject || n, f.rank, made.at, NULL, NULL, f.until
        FROM made JOIN model USING (kind) JOIN effects f ON f.event_id = model.id ORDER BY n;
      INSERT INTO tags SELECT 'ctc_' || name, t.tag, at, 'evt_' || name, t.rule FROM made JOIN model USING (kind) JOIN tags t ON t.event_id = model.id ORDER BY n;
      INSERT INTO grants SELECT 'ctc_' || name, g.product, g.subject || n, g.state, at, g.until, 'evt_' || name, g.rule
        FROM made JOIN model USING (kind) JOIN grants g ON g.event_id = model.id ORDER BY n;
      COMMIT;`);
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}
