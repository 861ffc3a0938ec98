/**
 * `purchase.status` in the spelling of production. Documentation and REST API spell the same states differently
 * (official against production), so a status must never be compared as it came.
 */
const PURCHASE_SPELLINGS: Readonly<Record<string, string>> = {
  PRINTED_BILLET: "BILLET_PRINTED",
  COMPLETE: "COMPLETED",
  CANCELLED: "CANCELED",
  OVERDUE: "DELAYED",
  PROTESTED: "DISPUTE",
};

/** `subscription.status` in the spelling of order events; switch and charge date events write it in the other way. */
const SUBSCRIPTION_SPELLINGS: Readonly<Record<string, string>> = {
  CANCELED_BY_CUSTOMER: "CANCELLED_BY_CUSTOMER",
  CANCELED_BY_ADMIN: "CANCELLED_BY_ADMIN",
  CANCELED_BY_SELLER: "CANCELLED_BY_SELLER",
  CANCELED_BY_VENDOR: "CANCELLED_BY_SELLER",
  CANCELLED_BY_VENDOR: "CANCELLED_BY_SELLER",
};

export function purchaseStatus(status: string | null): string | null {
  return respelled(status, PURCHASE_SPELLINGS);
}

export function subscriptionStatus(status: string | null): string | null {
  return respelled(status, SUBSCRIPTION_SPELLINGS);
}

function respelled(status: string | null, spellings: Readonly<Record<string, string>>): string | null {
  if (status === null) return null;
  const word = status.toUpperCase();
  return Object.hasOwn(spellings, word) ? (spellings[word] ?? word) : word;
}
