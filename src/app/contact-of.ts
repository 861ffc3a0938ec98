import { type CanonicalEvent, happenedAt } from "../core/event.ts";
import type { Contact, ProcessingTx, StoredPurchase } from "./ports.ts";

/**
 * Whose event it is: the owner of the same purchase, else the contact with the buyer's e-mail, else the one with the
 * phone, else a new one; where the event names nobody, the owner of its subscription. What the event says about the person is kept when it is news.
 *
 * @returns null when the event names nobody and belongs to no known purchase.
 */
export async function contactOf(event: CanonicalEvent, related: StoredPurchase | undefined, tx: ProcessingTx): Promise<string | null> {
  const { email, phone } = event.buyer;
  if (email === null && phone === null) return related?.contactId ?? null;
  const known = await tx.findContact({ email, phone });
  const owner = related?.transaction === event.transaction.id ? (related?.contactId ?? null) : null;
  if (owner !== null && known?.id !== owner) return owner;
  const contact = known === undefined ? newContact(event) : withNews(known, event);
  if (contact !== known) await tx.saveContact(contact);
  return contact.id;
}

function newContact(event: CanonicalEvent): Contact {
  const at = happenedAt(event);
  const { email, phone, name, document } = event.buyer;
  return { id: event.id.replace(/^evt_/, "ctc_"), email, phone, name, document, firstSeenAt: at, lastSeenAt: at };
}

/** The newest event's words win; gaps are filled by any. */
function withNews(known: Contact, event: CanonicalEvent): Contact {
  const at = happenedAt(event);
  const { email, phone, name, document } = event.buyer;
  const newer = at >= known.lastSeenAt;
  const pick = (old: string | null, fresh: string | null) => (newer ? (fresh ?? old) : (old ?? fresh));
  const changed: Contact = {
    id: known.id,
    email: known.email ?? email,
    phone: pick(known.phone, phone),
    name: pick(known.name, name),
    document: pick(known.document, document),
    firstSeenAt: at < known.firstSeenAt ? at : known.firstSeenAt,
    lastSeenAt: newer ? at : known.lastSeenAt,
  };
  return sameContact(known, changed) ? known : changed;
}

function sameContact(first: Contact, second: Contact): boolean {
  return (Object.keys(first) as (keyof Contact)[]).every((key) => first[key] === second[key]);
}
