import { parseDocument } from "../../core/document.ts";
import { IntgError } from "../../core/errors.ts";
import type { BuyerFacts } from "../../core/event.ts";
import type { Identifiers } from "../../core/mentions.ts";
import { brazilianPhone } from "../../core/phone.ts";
import type { Contact, Store } from "../ports.ts";

/** One person, with everything that is kept under other ids but is the same person's. */
export interface Person {
  readonly contacts: readonly Contact[];
  readonly identifiers: Identifiers;
  /** Others who left the same phone or the same company's number: they may be somebody else, and are left alone. */
  readonly alike: readonly Contact[];
}

type Search = Parameters<Store["privacy"]["people"]>[0];

/** More than anybody has. */
const MOST_EVENTS = 10_000;

/**
 * Who is meant by an e-mail, phone, document or contact id.
 *
 * The same person are contacts with the same CPF, and those that have nothing but the same phone. Somebody else who left the same
 * phone with an e-mail of his own may be of the same family, and is only told.
 *
 * @throws INTG_CONTACT_AMBIGUOUS for a phone or a company's number that several people left.
 */
export async function findPerson(store: Pick<Store, "privacy" | "events">, who: string): Promise<Person> {
  const by = searchOf(who);
  const named = await store.privacy.people(by);
  const isCertain = by.email !== undefined || by.id !== undefined || isCpf(by.document ?? null);
  // Whoever left nothing but the phone goes with the one who left an e-mail too.
  const meant = isCertain ? named : [named.find(({ email }) => email !== null) ?? named[0]].filter((contact) => contact !== undefined);
  const same = new Map<string, Contact>(meant.map((contact) => [contact.id, contact]));
  const alike = new Map<string, Contact>();
  for (const contact of named) if (!same.has(contact.id)) alike.set(contact.id, contact);
  // Whoever is found may lead to the next.
  for (const contact of same.values()) {
    const document = unmasked(contact.document);
    const byDocument = isCpf(document) ? await store.privacy.people({ document: document ?? "" }) : [];
    const byPhone = contact.phone === null ? [] : await store.privacy.people({ phone: contact.phone });
    for (const other of byDocument) same.set(other.id, other);
    for (const other of byPhone) (other.email === null ? same : alike).set(other.id, other);
  }
  for (const id of same.keys()) alike.delete(id);
  if (!isCertain && named.some(({ id }) => alike.has(id))) {
    throw new IntgError("INTG_CONTACT_AMBIGUOUS", { key: who, n: named.length, ids: named.map(({ id }) => id).join(", ") });
  }
  const contacts = [...same.values()];
  const buyers = (await Promise.all(contacts.map(({ id }) => store.events.list({ contactId: id, limit: MOST_EVENTS })))).flat();
  const identifiers = identifiersOf(
    contacts,
    buyers.map(({ buyer }) => buyer),
    by,
  );
  return { contacts, identifiers: withoutPhonesOf([...alike.values()], identifiers), alike: [...alike.values()] };
}

/** What people are known by who are to go together, each without looking for further ids of the same person. */
export function personOf(contacts: readonly Contact[]): Person {
  const emails = contacts.flatMap(({ email }) => email ?? []);
  const phones = contacts.flatMap(({ email, phone }) => (email === null && phone !== null ? [phone] : []));
  return { contacts, identifiers: { emails: new Set(emails), documents: new Set(), phones: new Set(phones) }, alike: [] };
}

/** Whether a buyer is the person: by the e-mail where there is one, since a phone and a card are shared more easily. */
export function isBuyer({ email, document, phone }: BuyerFacts, { emails, documents, phones }: Identifiers): boolean {
  if (email !== null) return emails.has(email.toLowerCase());
  return documents.has(unmasked(document) ?? "") || phones.has(phone ?? "");
}

/** The texts to look for and to make fingerprints of, each with what it is. */
export function identifierTexts({ emails, documents, phones }: Identifiers): readonly string[] {
  return [
    ...[...emails].map((text) => `email:${text}`),
    ...[...documents].map((text) => `document:${text}`),
    ...[...phones].map((text) => `phone:${text}`),
  ];
}

function searchOf(who: string): Search {
  const text = who.trim();
  if (text.startsWith("ctc_")) return { id: text };
  if (text.includes("@")) return { email: text.toLowerCase() };
  const document = parseDocument(text);
  if (document.ok) return { document: document.value };
  return { phone: brazilianPhone(text, null) ?? text, document: unmasked(text) ?? text };
}

function identifiersOf(contacts: readonly Contact[], buyers: readonly BuyerFacts[], by: Search): Identifiers {
  const emails = new Set(contacts.flatMap(({ email }) => email?.toLowerCase() ?? []));
  if (by.email !== undefined) emails.add(by.email);
  // An event may be the person's although it names another buyer: the sale is the person's, the rest is not.
  const own = buyers.filter(({ email }) => email === null || emails.has(email));
  const documents = [...contacts, ...own].map(({ document }) => unmasked(document));
  const phones = [...contacts, ...own].flatMap(({ phone }) => phone ?? []);
  if (contacts.length === 0) {
    // Nobody's calls may name the person all the same, and the audit may know who it was.
    documents.push(by.document ?? null);
    if (by.phone?.startsWith("+")) phones.push(by.phone);
  }
  return { emails, documents: new Set(documents.filter(isPersonal)), phones: new Set(phones) };
}

/** The number of a company is nobody's own. */
function isPersonal(document: string | null): document is string {
  if (document === null) return false;
  const parsed = parseDocument(document);
  return !parsed.ok || parsed.kind === "cpf";
}

function isCpf(document: string | null): boolean {
  const parsed = parseDocument(document);
  return parsed.ok && parsed.kind === "cpf";
}

function unmasked(document: string | null): string | null {
  const text = document?.replace(/[^0-9A-Za-z]/g, "").toUpperCase() ?? "";
  // Zeros alone are what vendors send for none.
  return text === "" || /^0+$/.test(text) ? null : text;
}

function withoutPhonesOf(others: readonly Contact[], { emails, documents, phones }: Identifiers): Identifiers {
  const shared = new Set(others.map(({ phone }) => phone));
  return { emails, documents, phones: new Set([...phones].filter((phone) => !shared.has(phone))) };
}
