import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";

/** Every event that can be simulated, with its names, its trigger and how sure we are of it. */
export async function printEventTable(provider: ProviderAdapter, context: Context): Promise<void> {
  const { out, texts } = context;
  if (out.json) {
    return out.document(
      provider.events.map(({ words, native, trigger, also, format, certainty, fixture }) => ({
        words,
        native,
        trigger,
        also,
        format,
        certainty,
        fixture,
      })),
    );
  }
  const head = [
    texts("simulate.head.word"),
    texts("simulate.head.native"),
    texts("simulate.head.trigger"),
    texts("simulate.head.format"),
    texts("simulate.head.certainty"),
  ];
  const rows = provider.events.map((row) => [
    row.words[0] ?? "",
    row.native,
    [row.trigger, ...row.also].join(" + "),
    row.format,
    texts(`certainty.${row.certainty}`),
  ]);
  await out.table(head, rows, "");
}
