import { type Grant, grantCursor, isOpen, transactionOf } from "../core/access.ts";
import { IntgError } from "../core/errors.ts";
import { groupBy } from "../core/group.ts";
import type { Instant } from "../core/instant.ts";
import type { Store } from "./ports.ts";

/** A grant's state as it is at one moment: `ended` is a paid period that is over. */
export type StandingState = Grant["state"] | "ended";

/** One contact's access to one product at one moment, over all its grants. */
export interface AccessStanding {
  readonly contactId: string;
  readonly email: string | null;
  readonly product: string;
  readonly active: boolean;
  /** Begin of the oldest grant that is open, else of the oldest there was. */
  readonly since: Instant;
  /** When it ends; null while open-ended, and for access that was taken back. */
  readonly until: Instant | null;
  readonly grants: readonly StandingGrant[];
}

export interface StandingGrant {
  readonly grant: Grant;
  readonly state: StandingState;
  readonly transaction: string | null;
}

type GrantOfPerson = Grant & { readonly email: string | null };

/** One standing per contact and product, in the order of the grants. */
export function accessStandings(grants: readonly GrantOfPerson[], now: Instant): readonly AccessStanding[] {
  return [...groupBy(grants, keyOf).values()].flatMap((group) => standingOf(group, now));
}

function standingOf(grants: readonly GrantOfPerson[], now: Instant): readonly AccessStanding[] {
  const [first] = grants;
  if (first === undefined) return [];
  const open = grants.filter((grant) => isOpen(grant, now));
  const counted = open.length > 0 ? open : grants;
  const ends = counted.flatMap((grant) => grant.until ?? []);
  return [
    {
      contactId: first.contactId,
      email: first.email,
      product: first.product,
      active: open.length > 0,
      since: counted.map((grant) => grant.since).sort()[0] ?? first.since,
      until: open.length > 0 && ends.length < open.length ? null : latest(ends),
      grants: grants.map((grant) => ({ grant, state: standingState(grant, now), transaction: transactionOf(grant.subject) })),
    },
  ];
}

function standingState(grant: Grant, now: Instant): StandingState {
  const gives = grant.state === "active" || grant.state === "provisional";
  return gives && !isOpen(grant, now) ? "ended" : grant.state;
}

function latest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((found, instant) => (found === null || instant > found ? instant : found), null);
}

/** Grants read at a time; a contact's grants on one product may lie on two pages. */
const PAGE = 500;

/** Standings of one or all contacts and products, at most `limit`, in order of contact and product. */
export async function listAccess(
  store: Pick<Store, "contacts">,
  filter: {
    readonly contactId: string | null;
    readonly product: string | null;
    /** Go on behind this contact id. */
    readonly afterContact?: string;
    readonly limit: number;
  },
  now: Instant,
): Promise<readonly AccessStanding[]> {
  const read: GrantOfPerson[] = [];
  const begun = new Set<string>();
  const { contactId, product, afterContact, limit } = filter;
  // No product's name sorts behind this one.
  for (let after: string | null = afterContact === undefined ? null : `${afterContact}\n\uffff\n`; ; ) {
    const page: readonly GrantOfPerson[] = await store.contacts.grants({ contactId, product, after, limit: PAGE });
    read.push(...page);
    for (const grant of page) begun.add(keyOf(grant));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || begun.size > limit) return accessStandings(read, now).slice(0, limit);
    after = grantCursor(last);
  }
}

/**
 * A product that is not registered may still have a history; a name that was never one is a typing error.
 *
 * Throws `INTG_PRODUCT_NOT_FOUND`.
 */
export async function requireKnownProduct(store: Pick<Store, "contacts" | "products">, slug: string): Promise<void> {
  if ((await store.products.find(slug)) !== undefined) return;
  const [grant] = await store.contacts.grants({ contactId: null, product: slug, after: null, limit: 1 });
  if (grant === undefined) throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug });
}

function keyOf(grant: Grant): string {
  return `${grant.contactId}\n${grant.product}`;
}
