import { IntgError } from "../core/errors.ts";
import type { CanonicalEvent } from "../core/event.ts";
import type { Instant } from "../core/instant.ts";
import { type AccessStanding, listAccess } from "./access-standing.ts";
import type { Contact, ContactReader, Store, StoredPurchase } from "./ports.ts";

/** Everything that is known of one person, at one moment. */
export interface ContactStory {
  readonly contact: Contact;
  readonly tags: Awaited<ReturnType<ContactReader["tags"]>>;
  readonly funnels: Awaited<ReturnType<ContactReader["funnels"]>>;
  readonly access: readonly AccessStanding[];
  readonly purchases: readonly StoredPurchase[];
  /** The latest, newest first. */
  readonly events: readonly CanonicalEvent[];
}

const LATEST_EVENTS = 10;
const PRODUCTS_SHOWN = 1000;

/** @param key - e-mail, phone or contact id. Throws `INTG_CONTACT_NOT_FOUND`. */
export async function findContact(store: Pick<Store, "contacts">, key: string): Promise<Contact> {
  const contact = await store.contacts.find(key.trim());
  if (contact === undefined) throw new IntgError("INTG_CONTACT_NOT_FOUND", { key });
  return contact;
}

/** Where a list goes on: an id stays one when its person is gone, as it can be between two pages. @throws INTG_CONTACT_NOT_FOUND */
export async function contactPlace(store: Pick<Store, "contacts">, key: string): Promise<string> {
  return key.startsWith("ctc_") ? key : (await findContact(store, key)).id;
}

export async function contactStory(store: Pick<Store, "contacts" | "events">, key: string, now: Instant): Promise<ContactStory> {
  const contact = await findContact(store, key);
  const [tags, funnels, access, purchases, events] = await Promise.all([
    store.contacts.tags(contact.id),
    store.contacts.funnels(contact.id),
    listAccess(store, { contactId: contact.id, product: null, limit: PRODUCTS_SHOWN }, now),
    store.contacts.purchases(contact.id),
    store.events.list({ contactId: contact.id, limit: LATEST_EVENTS }),
  ]);
  return { contact, tags, funnels, access, purchases, events };
}
