import { note } from "../../core/note.ts";
import type { Link } from "../../core/product.ts";
import type { DoctorCheck } from "./check.ts";
import type { DoctorFacts, ProductFacts } from "./facts.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** So many events of others make it odd that a link has none. */
const OTHERS = 10;

/** No link waits for an id that never comes while its store sends others: then the id is likely mistyped. */
export const productSilent: DoctorCheck = {
  id: "product.silent",
  needs: "database",
  judge: (facts) => facts.products.flatMap((product) => judgeProduct(product, facts)),
};

function judgeProduct({ product, named }: ProductFacts, facts: DoctorFacts): readonly Verdict[] {
  const subject = { kind: "product", product: product.slug } as const;
  const links = distinct(facts.configuration.links.filter((link) => link.product === product.slug));
  if (links.length === 0) return [];
  const silent = links.filter((link) => {
    const own = named.filter(({ provider, store }) => provider === link.provider && store === link.store);
    if (own.some(({ externalId }) => externalId === link.externalId)) return false;
    // Events that name none of the linked ids were found by another id of the same product, and perhaps by this one.
    const isByAlias = own.some(({ externalId }) => !links.some((other) => other.externalId === externalId));
    return !isByAlias && othersOf(link, facts) >= OTHERS;
  });
  if (silent.length === 0) return [ok(subject, note("doctor.product.silent-none", { n: links.length }))];
  return silent.map(({ provider, store, externalId }) => {
    const params = { id: externalId, provider, store, n: othersOf({ provider, store }, facts) };
    return warn(subject, note("doctor.product.silent", params), ["intg", "product", "show", product.slug]);
  });
}

function othersOf({ provider, store }: Pick<Link, "provider" | "store">, { stores }: DoctorFacts): number {
  const found = stores.find((one) => one.provider === provider && one.store === store);
  return (found?.arrivals ?? []).filter(({ isOurs, isTest }) => !isOurs && !isTest).length;
}

/** One of each id: a link by offer and one by plan wait for the same. */
function distinct(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [`${link.provider}\n${link.store}\n${link.externalId}`, link])).values()];
}
