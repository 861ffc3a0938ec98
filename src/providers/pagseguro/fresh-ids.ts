import { randomDigits, randomHex, randomUuid } from "../../core/random.ts";
import type { Variation } from "../contract.ts";

/** What a fresh event has that no other has, in the look of the vendor's own ids. */
export interface FreshIds {
  /** 6-12-12-6, of a classic notification. */
  readonly notificationCode: string;
  /** A classic transaction's. */
  readonly transactionCode: string;
  /** A classic subscription's, 32 digits. */
  readonly preApprovalCode: string;
  readonly order: string;
  readonly charge: string;
  readonly checkout: string;
  readonly chargeback: string;
  readonly subscription: string;
  /** For whatever else PagBank gives an id; four capitals and an underscore stand before it. */
  readonly other: string;
  /** Of the NPI format. */
  readonly npi: string;
}

/** Always draws everything in the same order: a call and the document about it are varied apart, and must agree. */
export function freshIds({ random }: Variation): FreshIds {
  const hex = (length: number) => randomHex(random, length).toUpperCase();
  const uuid = () => randomUuid(random).toUpperCase();
  return {
    notificationCode: [hex(6), hex(12), hex(12), hex(6)].join("-"),
    transactionCode: uuid(),
    preApprovalCode: hex(32),
    order: `ORDE_${uuid()}`,
    charge: `CHAR_${uuid()}`,
    checkout: `CHEC_${uuid()}`,
    chargeback: `CBKS_${uuid()}`,
    subscription: `SUBS_${uuid()}`,
    other: uuid(),
    npi: randomDigits(random, 10),
  };
}
