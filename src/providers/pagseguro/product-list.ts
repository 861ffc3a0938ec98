import type { EventFacts, ProductFacts, TransactionFacts } from "../../core/event.ts";

/**
 * One event for each product of one sale: the first with everything, each further one without amounts and named as part of
 * the same transaction. A sale without an id has one event only, for nothing would tell its items apart.
 *
 * @param sale - what all of them say; product and keys are put in here.
 * @param keysFor - keys of the event about one of the products; null for the main one.
 */
export function perProduct(
  sale: EventFacts,
  products: readonly [ProductFacts, ...ProductFacts[]],
  keysFor: (transaction: TransactionFacts, productId: string | null) => readonly string[],
): readonly EventFacts[] {
  const { transaction } = sale;
  const [main, ...further] = distinctProducts(products);
  const first: EventFacts = { ...sale, product: main, keys: keysFor(transaction, null) };
  if (transaction.id === null) return [first];
  const extra: TransactionFacts = { ...transaction, parentId: transaction.id };
  return [
    first,
    ...further.map((product) => ({
      ...sale,
      product,
      transaction: extra,
      amount: null,
      amountPaid: null,
      keys: keysFor(extra, identityOf(product)),
      notes: [],
    })),
  ];
}

/** Each product of a sale once; the first is the main one. What has neither id nor name cannot be told apart, so it is left out. */
function distinctProducts([main, ...others]: readonly [ProductFacts, ...ProductFacts[]]): readonly [ProductFacts, ...ProductFacts[]] {
  const seen = new Set([identityOf(main), null]);
  const further = others.filter((product) => {
    const identity = identityOf(product);
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
  return [main, ...further];
}

function identityOf({ externalId, name }: ProductFacts): string | null {
  return externalId ?? name;
}
