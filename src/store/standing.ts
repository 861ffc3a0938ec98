import type { Database } from "better-sqlite3";
import type { ProcessingTx } from "../app/ports.ts";
import type { Grant } from "../core/access.ts";

export interface GrantRow {
  readonly contact_id: string;
  readonly product: string;
  readonly subject: string;
  readonly state: Grant["state"];
  readonly since: string;
  readonly until: string | null;
  readonly event_id: string;
  readonly rule: string;
}

type StandingMethods = Pick<ProcessingTx, "tags" | "tagState" | "setTag" | "funnelState" | "setFunnel" | "grants" | "setGrants">;

/** Where a contact stands now: tags, funnels and grants, as read off the ledger. */
export function createStanding(db: Database): StandingMethods {
  const tagNames = db.prepare<{ contact: string }, { tag: string }>("SELECT tag FROM tags WHERE contact_id = @contact ORDER BY tag");
  const tagOne = db.prepare<{ contact: string; tag: string }, { tag: string }>(
    "SELECT tag FROM tags WHERE contact_id = @contact AND tag = @tag",
  );
  const putTag = db.prepare<{ contact: string; tag: string; since: string; event: string; rule: string }>(`
    INSERT INTO tags (contact_id, tag, since, event_id, rule) VALUES (@contact, @tag, @since, @event, @rule)
    ON CONFLICT DO UPDATE SET since = excluded.since, event_id = excluded.event_id, rule = excluded.rule`);
  const dropTag = db.prepare<{ contact: string; tag: string }>("DELETE FROM tags WHERE contact_id = @contact AND tag = @tag");
  const funnelOne = db.prepare<{ contact: string; funnel: string }, { sequence: string }>(
    "SELECT sequence FROM memberships WHERE contact_id = @contact AND funnel = @funnel",
  );
  const putFunnel = db.prepare<{ contact: string; funnel: string; sequence: string; since: string; event: string; rule: string }>(`
    INSERT INTO memberships (contact_id, funnel, sequence, since, event_id, rule)
    VALUES (@contact, @funnel, @sequence, @since, @event, @rule)
    ON CONFLICT DO UPDATE SET sequence = excluded.sequence, since = excluded.since, event_id = excluded.event_id, rule = excluded.rule`);
  const dropFunnel = db.prepare<{ contact: string; funnel: string }>(
    "DELETE FROM memberships WHERE contact_id = @contact AND funnel = @funnel",
  );
  const grantRows = db.prepare<{ contact: string; product: string }, GrantRow>(
    "SELECT * FROM grants WHERE contact_id = @contact AND product = @product ORDER BY subject",
  );
  const dropGrant = db.prepare<{ contact: string; product: string; subject: string }>(
    "DELETE FROM grants WHERE contact_id = @contact AND product = @product AND subject = @subject",
  );
  const putGrant = db.prepare<GrantRow>(`
    INSERT INTO grants (contact_id, product, subject, state, since, until, event_id, rule)
    VALUES (@contact_id, @product, @subject, @state, @since, @until, @event_id, @rule)
    ON CONFLICT DO UPDATE SET state = excluded.state, since = excluded.since, until = excluded.until,
      event_id = excluded.event_id, rule = excluded.rule`);
  return {
    tags: async (contact) => tagNames.all({ contact }).map((row) => row.tag),
    tagState: async (contact, tag) => (tagOne.get({ contact, tag }) === undefined ? null : "on"),
    setTag: async (contact, tag, by) => {
      if (by === null) dropTag.run({ contact, tag });
      else putTag.run({ contact, tag, since: by.at, event: by.eventId, rule: by.rule });
    },
    funnelState: async (contact, funnel) => funnelOne.get({ contact, funnel })?.sequence ?? null,
    setFunnel: async (contact, funnel, by) => {
      if (by === null || by.value === null) dropFunnel.run({ contact, funnel });
      else putFunnel.run({ contact, funnel, sequence: by.value, since: by.at, event: by.eventId, rule: by.rule });
    },
    grants: async (contact, product) => grantRows.all({ contact, product }).map(grantOf),
    setGrants: async (contact, product, grants) => {
      const kept = new Map(grantRows.all({ contact, product }).map((row) => [row.subject, JSON.stringify(grantOf(row))]));
      for (const grant of grants) {
        if (kept.get(grant.subject) !== JSON.stringify(grant)) putGrant.run(rowOf(grant));
        kept.delete(grant.subject);
      }
      for (const subject of kept.keys()) dropGrant.run({ contact, product, subject });
    },
  };
}

export function grantOf(row: GrantRow): Grant {
  return {
    contactId: row.contact_id,
    product: row.product,
    subject: row.subject,
    state: row.state,
    since: row.since,
    until: row.until,
    eventId: row.event_id,
    rule: row.rule,
  };
}

function rowOf(grant: Grant): GrantRow {
  return {
    contact_id: grant.contactId,
    product: grant.product,
    subject: grant.subject,
    state: grant.state,
    since: grant.since,
    until: grant.until,
    event_id: grant.eventId,
    rule: grant.rule,
  };
}
