import type { Effect } from "../core/effect.ts";
import type { CanonicalEvent } from "../core/event.ts";
import type { Instant } from "../core/instant.ts";
import { type AccessStanding, listAccess } from "./access-standing.ts";
import { findContact } from "./contact-story.ts";
import type { Contact, Store } from "./ports.ts";

/** One thing that touched the access to a product, with the event that caused it, when it is still kept. */
export interface AccessStep {
  readonly effect: Effect;
  readonly event: CanonicalEvent | null;
}

/** How one person's access to one product came to be what it is. */
export interface ProductAccessStory {
  readonly product: string;
  /** Oldest first by when it happened, which may not be the order in which it arrived. */
  readonly steps: readonly AccessStep[];
  /** What holds now; null when nothing was ever granted or taken back. */
  readonly standing: AccessStanding | null;
}

export interface AccessStory {
  readonly contact: Contact;
  readonly products: readonly ProductAccessStory[];
}

/** @param key - e-mail, phone or contact id. Throws `INTG_CONTACT_NOT_FOUND`. */
export async function accessStory(
  store: Pick<Store, "contacts" | "events">,
  key: string,
  product: string | null,
  now: Instant,
): Promise<AccessStory> {
  const contact = await findContact(store, key);
  const effects = await store.contacts.accessHistory(contact.id, product);
  const events = new Map<string, CanonicalEvent | null>();
  for (const { eventId } of effects) {
    if (!events.has(eventId)) events.set(eventId, (await store.events.find(eventId))?.event ?? null);
  }
  const standings = await listAccess(store, { contactId: contact.id, product, limit: Number.MAX_SAFE_INTEGER }, now);
  const own = effects.filter((effect) => effect.contactId === contact.id);
  const products = [...new Set(own.map((effect) => effect.target))].sort();
  return {
    contact,
    products: products.map((slug) => ({
      product: slug,
      steps: stepsOf(slug, contact.id, effects).map((effect) => ({ effect, event: events.get(effect.eventId) ?? null })),
      standing: standings.find((standing) => standing.product === slug) ?? null,
    })),
  };
}

/** The contact's effects on the product, and the ends of the subscriptions they belong to, whoever these are kept with. */
function stepsOf(product: string, contactId: string, effects: readonly Effect[]): readonly Effect[] {
  const own = effects.filter((effect) => effect.contactId === contactId && effect.target === product);
  const subscriptions = new Set(own.flatMap((effect) => effect.subscription ?? []));
  return effects.filter((effect) => own.includes(effect) || (effect.value === "ended" && subscriptions.has(effect.subscription ?? "")));
}
