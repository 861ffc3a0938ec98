import { IntgError } from "../core/errors.ts";
import { REFUSAL_PREFIX, type Refusal } from "../core/refusal.ts";
import type { Store } from "./ports.ts";

/** As with events: shorter beginnings name half a day. */
const SHORTEST_PREFIX = 8;
const SHOWN_CANDIDATES = 5;

/** Whether a text names a refused call, and no event. */
export function namesRefusal(text: string): boolean {
  return text.trim().toLowerCase().startsWith(REFUSAL_PREFIX);
}

/** What a text that should name a refused call turned out to be. */
export type FoundRefusal =
  | { readonly kind: "one"; readonly refusal: Refusal }
  | { readonly kind: "several"; readonly ids: readonly string[] };

/**
 * The refused call that a person names, by its id or the unique beginning of it.
 *
 * @throws INTG_REFUSAL_NOT_FOUND
 */
export async function findRefusal({ refusals }: Pick<Store, "refusals">, text: string): Promise<FoundRefusal> {
  const wanted = text.trim().replace(/…$/, "").toLowerCase();
  const ids = wanted.length < SHORTEST_PREFIX ? [] : await refusals.idsFrom(wanted, SHOWN_CANDIDATES);
  if (ids.length > 1) return { kind: "several", ids };
  const refusal = ids[0] === undefined ? undefined : await refusals.find(ids[0]);
  if (refusal === undefined) throw new IntgError("INTG_REFUSAL_NOT_FOUND", { id: text });
  return { kind: "one", refusal };
}
