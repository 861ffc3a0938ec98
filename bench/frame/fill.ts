import { join } from "node:path";
import Sqlite from "better-sqlite3";

/**
 * Makes a home look as if this many events had come in, by copying its last processed one with new ids, keys and a
 * contact of its own. In SQL and without syncs: filling is not what is measured.
 */
export function fillHome(home: string, events: number): void {
  const db = new Sqlite(join(home, "intg.db"));
  try {
    db.pragma("synchronous = OFF");
    db.pragma("cache_size = -262144");
    db.exec(`
      BEGIN;
      CREATE TEMP TABLE model AS SELECT e.*, d.seq AS dseq, d.origin, d.method, d.target, d.headers, d.body FROM events e
        JOIN deliveries d ON d.id = e.delivery_id WHERE e.status = 'processed' ORDER BY e.seq DESC LIMIT 1;
      CREATE TEMP TABLE made (n INTEGER PRIMARY KEY, name TEXT, key TEXT);
      INSERT INTO made WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT ${events})
        SELECT n, '0' || printf('%019d', n), lower(hex(randomblob(16))) FROM counted;
      INSERT INTO deliveries (seq, id, provider, store, received_at, origin, method, target, headers, body)
        SELECT dseq + n, 'dlv_' || name, provider, store, received_at, origin, method, target, headers, body FROM made, model;
      INSERT INTO events (seq, id, delivery_id, provider, store, trigger, status, received_at, product, transaction_id, contact_id, advertiser, reason, decisions, facts, happened_at, external_product,
          amount_minor, currency, method, tracking)
        SELECT (dseq + n) * 1000000, 'evt_' || name, 'dlv_' || name, provider, store, trigger, status, received_at, product, 'HQ' || substr(key, 1, 10),
          'ctc_' || name, advertiser, reason, decisions, facts, happened_at, external_product, amount_minor, currency, method, tracking FROM made, model;
      INSERT INTO event_keys SELECT provider, store, 'id:' || key, 'evt_' || name FROM made, model ORDER BY key;
      INSERT OR IGNORE INTO event_keys SELECT provider, store, 'tx:HQ' || substr(key, 1, 10) || ':' || trigger, 'evt_' || name FROM made, model ORDER BY key;
      INSERT INTO contacts SELECT 'ctc_' || name, key || '@example.com', '+55119' || substr(name, -8), 'Invented', NULL, received_at, received_at FROM made, model;
      INSERT OR IGNORE INTO purchases (provider, store, transaction_id, contact_id, product, state, approved_at, disputed, completed)
        SELECT provider, store, 'HQ' || substr(key, 1, 10), 'ctc_' || name, product, 'approved', received_at, 0, 0 FROM made, model ORDER BY key;
      INSERT INTO effects SELECT 'ctc_' || name, f.kind, f.target, 'evt_' || name, f.rule, f.action, f.value, f.subject || n, f.rank, f.at, NULL, NULL, f.until
        FROM made, model JOIN effects f ON f.event_id = model.id;
      INSERT INTO tags SELECT 'ctc_' || name, t.tag, t.since, 'evt_' || name, t.rule FROM made, model JOIN tags t ON t.event_id = model.id;
      INSERT INTO grants SELECT 'ctc_' || name, g.product, g.subject || n, g.state, g.since, g.until, 'evt_' || name, g.rule
        FROM made, model JOIN grants g ON g.event_id = model.id;
      COMMIT;`);
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}
