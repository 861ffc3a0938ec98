import type { Database } from "better-sqlite3";
import type { Contact, ContactReader, StoredPurchase } from "../app/ports.ts";
import type { Grant } from "../core/access.ts";
import type { Effect } from "../core/effect.ts";
import { brazilianPhone } from "../core/phone.ts";
import { type EffectRow, effectFromRow } from "./effect-rows.ts";
import { guardedStore } from "./errors.ts";
import { type ContactRow, contactOf } from "./processing.ts";
import { type PurchaseRow, purchaseOf } from "./purchases.ts";
import { type GrantRow, grantOf } from "./standing.ts";

interface TagRow {
  readonly tag: string;
  readonly since: string;
  readonly event_id: string;
  readonly rule: string;
}

interface MembershipRow {
  readonly funnel: string;
  readonly sequence: string;
  readonly since: string;
  readonly event_id: string;
  readonly rule: string;
}

type GrantFilter = Parameters<ContactReader["grants"]>[0];
type GrantOfPerson = Grant & { email: string | null };

export function createContactReader(db: Database): ContactReader {
  type Page = { after: string; limit: number; since: string | null };
  const selectPage = db.prepare<Page, ContactRow>(
    "SELECT * FROM contacts WHERE id > @after AND (@since IS NULL OR last_seen_at >= @since) ORDER BY id LIMIT @limit",
  );
  const selectTagged = db.prepare<Page & { tag: string }, ContactRow>(`
    SELECT contacts.* FROM tags JOIN contacts ON contacts.id = tags.contact_id
    WHERE tags.tag = @tag AND tags.contact_id > @after AND (@since IS NULL OR contacts.last_seen_at >= @since)
    ORDER BY tags.contact_id LIMIT @limit`);
  /** In order of id; `after` is the last id of the page before. */
  async function list(wanted: Parameters<ContactReader["list"]>[0]): Promise<readonly Contact[]> {
    const { limit, tag, since = null } = wanted;
    const page = { after: wanted.after ?? "", limit, since };
    const rows = tag === null ? selectPage.all(page) : selectTagged.all({ ...page, tag });
    return rows.map(contactOf);
  }

  const selectById = db.prepare<{ id: string }, ContactRow>("SELECT * FROM contacts WHERE id = @id");
  const selectByEmail = db.prepare<{ email: string }, ContactRow>("SELECT * FROM contacts WHERE email = @email");
  const selectByPhone = db.prepare<{ sent: string; phone: string | null }, ContactRow>(
    "SELECT * FROM contacts WHERE phone IN (@sent, @phone) ORDER BY last_seen_at DESC, id LIMIT 1",
  );
  /** By id, e-mail in any case, or phone as a Brazilian writes it; of several with one phone, the one seen last. */
  async function find(key: string): Promise<Contact | undefined> {
    const row =
      selectById.get({ id: key }) ??
      selectByEmail.get({ email: key.trim().toLowerCase() }) ??
      selectByPhone.get({ sent: key, phone: brazilianPhone(key, null) });
    return row === undefined ? undefined : contactOf(row);
  }

  const selectTags = db.prepare<{ contactId: string }, TagRow>(
    "SELECT tag, since, event_id, rule FROM tags WHERE contact_id = @contactId ORDER BY tag",
  );
  const tags: ContactReader["tags"] = async (contactId) =>
    selectTags.all({ contactId }).map((row) => ({ tag: row.tag, since: row.since, eventId: row.event_id, rule: row.rule }));

  const selectMemberships = db.prepare<{ contactId: string }, MembershipRow>(
    "SELECT funnel, sequence, since, event_id, rule FROM memberships WHERE contact_id = @contactId ORDER BY funnel",
  );
  const funnels: ContactReader["funnels"] = async (contactId) =>
    selectMemberships.all({ contactId }).map((row) => {
      const { funnel, sequence, since, rule } = row;
      return { funnel, sequence, since, eventId: row.event_id, rule };
    });

  const GRANTS = `
    SELECT grants.*, contacts.email FROM grants LEFT JOIN contacts ON contacts.id = grants.contact_id
    WHERE (grants.contact_id, grants.product, grants.subject) > (@afterContact, @afterProduct, @afterSubject)
      AND (@product IS NULL OR grants.product = @product)`;
  const GRANTS_ORDER = "ORDER BY grants.contact_id, grants.product, grants.subject LIMIT @limit";
  type GrantPage = { product: string | null; limit: number } & AfterGrant;
  const selectGrants = db.prepare<GrantPage, GrantRow & { email: string | null }>(`${GRANTS} ${GRANTS_ORDER}`);
  const selectGrantsOf = db.prepare<GrantPage & { contactId: string }, GrantRow & { email: string | null }>(
    `${GRANTS} AND grants.contact_id = @contactId ${GRANTS_ORDER}`,
  );
  /** In order of contact, product and subject; `after` is `grantCursor` of the last grant of the page before. */
  async function grants(filter: GrantFilter): Promise<readonly GrantOfPerson[]> {
    const { contactId, product, limit } = filter;
    const page = { product, limit, ...afterGrant(filter.after) };
    const rows = contactId === null ? selectGrants.all(page) : selectGrantsOf.all({ ...page, contactId });
    return rows.map((row) => ({ ...grantOf(row), email: row.email }));
  }

  const selectAccess = db.prepare<{ contactId: string; product: string | null }, EffectRow>(`
    WITH own AS (
      SELECT * FROM effects
      WHERE contact_id = @contactId AND kind = 'access' AND (@product IS NULL OR target = @product)
    )
    SELECT * FROM own
    UNION
    SELECT * FROM effects
    WHERE kind = 'access' AND value = 'ended'
      AND subscription IN (SELECT subscription FROM own WHERE subscription IS NOT NULL)
    ORDER BY at, rank, event_id, rule, action`);
  /** Oldest first, with the ends of the contact's subscriptions, whoever they are kept with. */
  async function accessHistory(contactId: string, product: string | null): Promise<readonly Effect[]> {
    return selectAccess.all({ contactId, product }).map(effectFromRow);
  }

  const selectPurchases = db.prepare<{ contactId: string }, PurchaseRow>(`
    SELECT * FROM purchases
    WHERE contact_id = @contactId
    ORDER BY approved_at IS NULL, approved_at, provider, store, transaction_id`);
  /** In order of approval, those without one last. */
  async function purchases(contactId: string): Promise<readonly StoredPurchase[]> {
    return selectPurchases.all({ contactId }).map((row) => purchaseOf(row));
  }

  return guardedStore(db, { list, find, tags, funnels, grants, accessHistory, purchases });
}

export { grantCursor } from "../core/access.ts";

interface AfterGrant {
  readonly afterContact: string;
  readonly afterProduct: string;
  readonly afterSubject: string;
}

function afterGrant(cursor: string | null): AfterGrant {
  const [afterContact = "", afterProduct = "", ...subject] = (cursor ?? "").split("\n");
  return { afterContact, afterProduct, afterSubject: subject.join("\n") };
}
