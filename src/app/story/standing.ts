import type { Instant } from "../../core/instant.ts";
import { type AccessStanding, listAccess } from "../access-standing.ts";
import type { Contact, Store, StoredPurchase } from "../ports.ts";

/** How a person stands at one moment of a story. */
export interface PersonStanding {
  readonly contact: Contact;
  readonly purchases: readonly StoredPurchase[];
  readonly tags: readonly string[];
  /** `funnel/sequence` */
  readonly funnels: readonly string[];
  readonly access: readonly AccessStanding[];
}

/** More than anybody buys in a story. */
const MOST = 10_000;

/** Everybody of a story, in the order of their addresses. */
export async function standings(store: Store, now: Instant): Promise<readonly PersonStanding[]> {
  const contacts = await store.contacts.list({ after: null, limit: MOST, tag: null });
  const all: PersonStanding[] = [];
  for (const contact of contacts) {
    const [purchases, tags, funnels, access] = await Promise.all([
      store.contacts.purchases(contact.id),
      store.contacts.tags(contact.id),
      store.contacts.funnels(contact.id),
      listAccess(store, { contactId: contact.id, product: null, limit: MOST }, now),
    ]);
    all.push({
      contact,
      purchases,
      tags: tags.map(({ tag }) => tag),
      funnels: funnels.map(({ funnel, sequence }) => `${funnel}/${sequence}`),
      access,
    });
  }
  return all.sort((first, second) => addressOf(first).localeCompare(addressOf(second)));
}

function addressOf({ contact }: PersonStanding): string {
  return contact.email ?? contact.phone ?? contact.id;
}

/**
 * The same as lines, for comparing two runs: what a buyer would notice, and no ids of ours, of which two of equal meaning may stand
 * for each other.
 */
export function standingLines(all: readonly PersonStanding[]): readonly string[] {
  return all.flatMap((person) => {
    const who = addressOf(person);
    return [
      ...person.purchases.map((one) => {
        const flags = `${one.disputed ? " disputed" : ""}${one.completed ? " completed" : ""}`;
        return `${who} sale ${one.transaction}: ${one.product ?? "-"} ${one.state ?? "-"}${flags}`;
      }),
      ...person.tags.map((tag) => `${who} tag: ${tag}`),
      ...person.funnels.map((funnel) => `${who} funnel: ${funnel}`),
      ...person.access.map(({ product, active, until, grants }) => {
        const each = grants.map(({ state, transaction }) => `${transaction ?? "-"} ${state}`).sort();
        return `${who} access ${product}: ${active ? "open" : "closed"}${until === null ? "" : ` until ${until}`} (${each.join(", ")})`;
      }),
    ].sort();
  });
}
