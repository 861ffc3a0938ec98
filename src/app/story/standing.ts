import type { Instant } from "../../core/instant.ts";
import type { PurchaseState } from "../../core/purchase.ts";
import { type AccessStanding, listAccess, type StandingState } from "../access-standing.ts";
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

/** One thing about a person that a buyer would notice. */
export type Notice = { readonly who: string } & (
  | {
      readonly about: "sale";
      readonly transaction: string;
      readonly product: string | null;
      readonly state: PurchaseState | null;
      readonly disputed: boolean;
      readonly completed: boolean;
    }
  | { readonly about: "tag" | "funnel"; readonly name: string }
  | {
      readonly about: "access";
      readonly product: string;
      readonly active: boolean;
      readonly until: Instant | null;
      readonly grants: readonly { readonly transaction: string | null; readonly state: StandingState }[];
    }
);

/**
 * The same for comparing two runs, in a fixed order: what a buyer would notice, and no ids of ours, of which two of equal meaning
 * may stand for each other.
 */
export function noticesOf(all: readonly PersonStanding[]): readonly Notice[] {
  return all.flatMap((person) => {
    const who = addressOf(person);
    return inOrder([
      ...person.purchases.map(
        ({ transaction, product, state, disputed, completed }): Notice => ({
          who,
          about: "sale",
          transaction,
          product,
          state,
          disputed,
          completed,
        }),
      ),
      ...person.tags.map((name): Notice => ({ who, about: "tag", name })),
      ...person.funnels.map((name): Notice => ({ who, about: "funnel", name })),
      ...person.access.map(({ product, active, until, grants }): Notice => {
        const each = grants.map(({ transaction, state }) => ({ transaction, state }));
        return { who, about: "access", product, active, until, grants: inOrder(each) };
      }),
    ]);
  });
}

/** By all that is said of each. */
function inOrder<T>(things: readonly T[]): readonly T[] {
  const written = things.map((thing) => ({ thing, text: JSON.stringify(thing) }));
  return written.sort((first, second) => (first.text < second.text ? -1 : 1)).map(({ thing }) => thing);
}
