import type { Texts } from "../../messages/text.ts";
import type { ConformanceCheck } from "../../providers/conformance.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";

/** What a check looks at, in a line. */
export function titleOf(provider: Pick<ProviderAdapter, "id" | "title">, { id }: Pick<ConformanceCheck, "id">, texts: Texts): string {
  return wordsOf(provider, id, "title", texts);
}

/** What to do where an endpoint does not pass, or why a check cannot be made from outside. */
export function fixOf(provider: Pick<ProviderAdapter, "id" | "title">, { id }: Pick<ConformanceCheck, "id">, texts: Texts): string {
  return wordsOf(provider, id, "fix", texts);
}

/** Words of the provider's own where it has them, else those that all of them share. */
function wordsOf({ id: provider, title }: Pick<ProviderAdapter, "id" | "title">, id: string, what: "title" | "fix", texts: Texts): string {
  return texts.maybe(`conform.${provider}.${id}.${what}`, { title }) ?? texts.maybe(`conform.any.${id}.${what}`, { title }) ?? id;
}
