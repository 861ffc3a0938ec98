import type { Delivery } from "../../core/delivery.ts";
import { IntgError } from "../../core/errors.ts";
import type { Texts } from "../../messages/text.ts";

/** @throws INTG_CALL_PURGED where the call is known and its bytes are gone. */
export function requireBytes({ id, purgedAt }: Delivery, { formats }: Pick<Texts, "formats">): void {
  if (purgedAt !== undefined) throw new IntgError("INTG_CALL_PURGED", { id, date: formats.date(purgedAt) });
}
