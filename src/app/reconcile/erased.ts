import type { Delivery } from "../../core/delivery.ts";
import { durationMs } from "../../core/duration.ts";
import type { BuyerFacts } from "../../core/event.ts";
import { type Instant, instantFromMs } from "../../core/instant.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Store } from "../ports.ts";
import { identifierTexts } from "../privacy/person.ts";
import type { Comparison } from "./compare.ts";

/**
 * Whether calls are about somebody who was erased here after the sale: the vendor still knows of it, and we are not to any more. What
 * the same person buys afterwards is another matter.
 */
export async function isOfErased(
  deliveries: readonly Delivery[],
  orderedAt: Instant | null,
  provider: ProviderAdapter,
  { store, zone }: { readonly store: Pick<Store, "privacy">; readonly zone: string },
): Promise<boolean> {
  const buyers = deliveries.flatMap((delivery) => buyersIn(delivery, provider, zone));
  const identifiers = buyers.flatMap(identifiersOf);
  if (identifiers.length === 0) return false;
  const subjects = await store.privacy.fingerprints(identifiers);
  const audits = await store.privacy.audits({ subjects, limit: LINES_OF_ONE_PERSON });
  return audits.some(({ kind, at }) => kind === "erase" && (orderedAt === null || at >= orderedAt));
}

/** Exports are lines too. */
const LINES_OF_ONE_PERSON = 100;

/** Each day's purge is one, and whatever is done for people beside them. */
const LINES_OF_YEARS = 10_000;

/**
 * The moment before which people may have been purged for their age, with their sales. Nobody can tell such a sale from one that never
 * came: fed anew it would open access that had ended. Null when nobody was.
 */
export async function forgottenBefore({ privacy }: Pick<Store, "privacy">): Promise<Instant | null> {
  const moments = (await privacy.audits({ limit: LINES_OF_YEARS })).flatMap(({ kind, at, details }) => {
    const ageMs = kind === "purge" && details.class === "contacts" ? durationMs(details.keep ?? "") : null;
    return ageMs === null ? [] : (instantFromMs(Date.parse(at) - ageMs) ?? []);
  });
  return moments.sort().at(-1) ?? null;
}

function buyersIn({ request, receivedAt, isHint, answer }: Delivery, provider: ProviderAdapter, zone: string): readonly BuyerFacts[] {
  const document = answer?.kind === "document" ? { document: answer.document } : {};
  const read = provider.normalize(request, { receivedAt, zone, ...document, ...(isHint === true ? { isHint } : {}) });
  return read.ok ? read.value.map(({ buyer }) => buyer) : [];
}

/** Two people may share a phone, so it says who it is only where no e-mail does. */
function identifiersOf({ email, phone, document }: BuyerFacts): readonly string[] {
  const of = (text: string | null) => new Set(text === null ? [] : [text]);
  if (email !== null) return identifierTexts({ emails: of(email.toLowerCase()), documents: of(null), phones: of(null) });
  return identifierTexts({ emails: of(null), documents: of(document), phones: of(phone) });
}

/** The comparison without sales of people who were erased. */
export function withoutErased(comparison: Comparison, erased: ReadonlySet<string>): Comparison {
  if (erased.size === 0) return comparison;
  return { ...comparison, differences: comparison.differences.filter(({ transaction }) => !erased.has(transaction)) };
}
