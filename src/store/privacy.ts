import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import type { CallText, PrivacyStore } from "../app/ports.ts";
import { auditReader, auditWriter, fingerprintOf } from "./audit.ts";
import { guardedStore } from "./errors.ts";
import type { Mutex } from "./mutex.ts";
import { type ContactRow, contactOf, EVENTS_PER_DELIVERY } from "./processing.ts";
import { createRetention } from "./retention.ts";
import { compact, overwriteDeleted, scrub } from "./scrub.ts";

interface TextRow {
  readonly seq: number;
  readonly id: string;
  readonly target: string;
  readonly headers: string;
  readonly body: Buffer;
  readonly document: Buffer | null;
  /** Of a call without bytes, and of events that belong to nobody: how they were read is then all that leads to whom they name. */
  readonly facts: string | null;
}

const REST_MS = 100;

/**
 * People's data as a whole. Hardly any command asks for it, so its statements are prepared when one does.
 *
 * @param key - the home's, for fingerprints.
 */
export function createPrivacyStore(db: Database, alone: Mutex, key: () => Buffer): PrivacyStore {
  let made: ReturnType<typeof statements> | undefined;
  const prepared = () => {
    made ??= statements(db);
    return made;
  };
  const write = <T>(work: () => T) =>
    alone(async () => {
      overwriteDeleted(db);
      return db.transaction(work).immediate();
    });
  return guardedStore(db, {
    callTexts: async (after, limit) => prepared().texts.all({ after, limit }).map(textOf),
    callCount: async () => prepared().count.get() ?? 0,
    people: async ({ id, email, phone, document }) =>
      prepared()
        .people.all({ id: id ?? null, email: email ?? null, phone: phone ?? null, document: document ?? null })
        .map(contactOf),
    dispatchesInLanes: async (lanes) => prepared().inLanes.all({ lanes: JSON.stringify(lanes) }),
    holdBack: (contacts, at, note) =>
      write(() => {
        const [lanes, reason] = [JSON.stringify(contacts), JSON.stringify(note)];
        prepared().cancel.run({ lanes, at, reason });
        return prepared().noMore.run({ lanes, at, reason }).changes;
      }),
    underWay: async (contacts, at) => prepared().sending.get({ lanes: JSON.stringify(contacts), at }) ?? 0,
    configurationNaming: async (texts) => prepared().naming.all({ texts: JSON.stringify(texts) }),
    scrub: (texts, options) => alone(() => scrub(db, texts, options)),
    compact: () => alone(() => compact(db, () => sleep(REST_MS))),
    fingerprints: async (identifiers) => (identifiers.length === 0 ? [] : ofAll(key(), identifiers)),
    audits: async (filter) => prepared().audits(filter),
    addAudit: (entry) => write(() => prepared().audit(entry)),
    kept: async () => prepared().retention.kept(),
    keep: (what, how) => write(() => prepared().retention.keep(what, how)),
    purgePlan: async (what, before, now) => prepared().retention.plan(what, before, now),
    purgeStep: (what, before, from, limit, at) => write(() => prepared().retention.step(what, before, from, limit, at)),
    forgottenPeople: async (before, now, after, limit) => prepared().retention.people(before, now, after, limit),
  });
}

function statements(db: Database) {
  return {
    texts: db.prepare<{ after: number; limit: number }, TextRow>(`
      SELECT d.seq, d.id, d.target, d.headers, d.body, l.document, (
        SELECT group_concat(facts, char(10)) FROM events
        WHERE seq >= d.seq * ${EVENTS_PER_DELIVERY} AND seq < (d.seq + 1) * ${EVENTS_PER_DELIVERY}
          AND (d.purged_at IS NOT NULL OR contact_id IS NULL)) AS facts
      FROM deliveries d LEFT JOIN lookups l ON l.delivery_id = d.id WHERE d.seq > @after ORDER BY d.seq LIMIT @limit`),
    count: db.prepare<[], number>("SELECT count(*) FROM deliveries").pluck(),
    people: db.prepare<{ id: string | null; email: string | null; phone: string | null; document: string | null }, ContactRow>(`
      SELECT * FROM contacts WHERE id = @id
      UNION SELECT * FROM contacts WHERE email = @email
      UNION SELECT * FROM contacts WHERE phone = @phone
      UNION SELECT * FROM contacts
        WHERE @document IS NOT NULL AND replace(replace(replace(upper(document), '.', ''), '-', ''), '/', '') = @document
      ORDER BY last_seen_at DESC, id`),
    inLanes: db.prepare<{ lanes: string }, string>("SELECT id FROM dispatches WHERE lane IN (SELECT value FROM json_each(@lanes))").pluck(),
    cancel: db.prepare<{ lanes: string; at: string; reason: string }>(`
      UPDATE dispatches SET state = 'canceled', ended_at = @at, reason = @reason
      WHERE lane IN (SELECT value FROM json_each(@lanes)) AND state IN ('queued', 'sending') AND state = 'queued'`),
    noMore: db.prepare<{ lanes: string; at: string; reason: string }>(`
      UPDATE dispatches SET overtaken = @reason
      WHERE lane IN (SELECT value FROM json_each(@lanes)) AND state IN ('queued', 'sending') AND state = 'sending' AND next_at > @at`),
    sending: db
      .prepare<{ lanes: string; at: string }, number>(`
        SELECT count(*) FROM dispatches
        WHERE lane IN (SELECT value FROM json_each(@lanes)) AND state IN ('queued', 'sending') AND state = 'sending' AND next_at > @at`)
      .pluck(),
    naming: db
      .prepare<{ texts: string }, string>(`
        SELECT id FROM rules WHERE EXISTS (
          SELECT 1 FROM json_each(@texts) WHERE instr(lower(coalesce(when_text, '') || actions), lower(value)) > 0)
        UNION ALL
        SELECT name FROM templates WHERE EXISTS (SELECT 1 FROM json_each(@texts) WHERE instr(lower(text), lower(value)) > 0)
        ORDER BY 1`)
      .pluck(),
    audits: auditReader(db),
    audit: auditWriter(db),
    retention: createRetention(db),
  };
}

function ofAll(key: Buffer, identifiers: readonly string[]): readonly string[] {
  return identifiers.map((identifier) => fingerprintOf(key, identifier));
}

function textOf({ seq, id, target, headers, body, document, facts }: TextRow): CallText {
  const text = [target, headers, body.toString("latin1"), document?.toString("latin1"), facts].filter((part) => part != null).join("\n");
  return { seq, id, text };
}
