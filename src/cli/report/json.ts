import type { Report } from "../../app/report/model.ts";

/** The document of `--json`: the scope first, then what was asked for, every amount in minor units. */
export function reportJson({ scope, zone, by, ...figures }: Report): object {
  const { since, until, provider, store, product, includeTests } = scope;
  return { since, until, zone, by, filters: { provider, store, product }, includeTests, ...figures };
}
