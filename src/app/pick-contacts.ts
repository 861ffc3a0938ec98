import { type Condition, type ConditionField, namesField } from "../core/condition.ts";
import { compileCondition, type FactLookup } from "../core/condition-match.ts";
import type { Instant } from "../core/instant.ts";
import type { Contact, Store } from "./ports.ts";

/** What a condition can ask of a person. */
export const CONTACT_FIELDS = [
  "buyer.name",
  "buyer.email",
  "buyer.phone",
  "buyer.document",
  "contact.tags",
] as const satisfies readonly ConditionField[];

export interface ContactChoice {
  /** Only those with this tag. */
  readonly tag: string | null;
  /** Only those who were heard of then or later. */
  readonly since: Instant | null;
  /** Go on behind this contact id. */
  readonly after: string | null;
  /** Asks of `CONTACT_FIELDS`; null for everybody. */
  readonly condition: Condition | null;
}

/** Contacts read at a time. */
const PAGE = 500;

/** Contacts that fit, in the order they were first met, in pages as they are found; at most `limit`. */
export async function* pickContacts(
  store: Pick<Store, "contacts">,
  { tag, since, after, condition }: ContactChoice,
  limit: number,
): AsyncGenerator<readonly Contact[]> {
  const holds = condition === null ? null : compileCondition(condition);
  const asksTags = condition !== null && namesField(condition, "contact.tags");
  let [place, wanted] = [after, limit];
  while (wanted > 0) {
    const asked = holds === null ? Math.min(PAGE, wanted) : PAGE;
    const page = await store.contacts.list({ after: place, limit: asked, tag, since });
    const found: Contact[] = [];
    for (const contact of page) {
      const tags = asksTags ? (await store.contacts.tags(contact.id)).map((kept) => kept.tag) : [];
      if (holds === null || holds(contactFields(contact, tags)).matched) found.push(contact);
    }
    const shown = found.slice(0, wanted);
    if (shown.length > 0) yield shown;
    wanted -= shown.length;
    const last = page.at(-1);
    if (last === undefined || page.length < asked) return;
    place = last.id;
  }
}

function contactFields({ name, email, phone, document }: Contact, tags: readonly string[]): FactLookup {
  return (field) => {
    switch (field) {
      case "buyer.name":
        return name;
      case "buyer.email":
        return email;
      case "buyer.phone":
        return phone;
      case "buyer.document":
        return document;
      case "contact.tags":
        return tags;
      default:
        return null;
    }
  };
}
