import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { fixOf, titleOf } from "./words.ts";

/** Every check of the provider, without making one. */
export async function printCheckTable(provider: ProviderAdapter, { out, texts }: Pick<Context, "out" | "texts">): Promise<void> {
  if (out.json) {
    return out.document(
      provider.conformance.map((check) => ({
        id: check.id,
        level: check.level,
        kind: check.kind,
        certainty: check.certainty,
        source: check.source,
        title: titleOf(provider, check, texts),
        fix: fixOf(provider, check, texts),
      })),
    );
  }
  const head = [texts("conform.head.check"), texts("conform.head.level"), texts("conform.head.certainty"), texts("conform.head.title")];
  const rows = provider.conformance.map((check) => [
    check.id,
    texts(`conform.level.${check.level}`),
    texts(`certainty.${check.certainty}`),
    titleOf(provider, check, texts),
  ]);
  await out.table(head, rows, texts("conform.none", { title: provider.title }));
}
