import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { storeFlag } from "./commands.ts";
import type { DoctorFacts, ProductFacts } from "./facts.ts";
import { fail, ok, type Verdict } from "./finding.ts";

/** What is sold once is not linked as a subscription, nor the other way round: such sales are set aside and give nothing. */
export const productKind: DoctorCheck = {
  id: "product.kind",
  needs: "database",
  judge: (facts) => facts.products.flatMap((product) => judgeProduct(product, facts)),
};

function judgeProduct({ product }: ProductFacts, { stores, configuration }: DoctorFacts): readonly Verdict[] {
  const subject = { kind: "product", product: product.slug } as const;
  if (!configuration.links.some((link) => link.product === product.slug)) return [];
  const odd = stores.flatMap(({ waiting }) =>
    waiting.filter(({ reason }) => reason?.code === "match.other-kind" && reason.params.product === product.slug),
  );
  if (odd.length === 0) return [ok(subject, note("doctor.product.kind-ok"))];
  const groups = groupBy(
    odd,
    ({ provider, store, reason }) => `${provider}\n${store}\n${reason?.params.externalId}\n${reason?.params.sent}`,
  );
  return [...groups.values()].flatMap((events) => {
    const [newest] = events;
    if (newest === undefined) return [];
    const { externalId, linked, sent } = newest.reason?.params ?? {};
    const text = note("doctor.product.kind", { n: events.length, id: externalId ?? null, linked: linked ?? null, sent: sent ?? null });
    const next = ["intg", "product", "link", product.slug, newest.provider, String(externalId), ...storeFlag(newest.store)];
    return [fail(subject, text, [...next, "--kind", String(sent)], note("doctor.replay-after", { id: newest.id }))];
  });
}
