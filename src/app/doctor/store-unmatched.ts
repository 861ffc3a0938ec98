import { type Note, note } from "../../core/note.ts";
import { slugFrom } from "../../core/product.ts";
import type { DoctorCheck } from "./check.ts";
import { listEvents, moreThan, replayUnmatched, storeFlag } from "./commands.ts";
import { type DoctorFacts, type StoreFacts, type StrangerFacts, WAITING_DAYS } from "./facts.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/**
 * Every product that the vendor names is linked. A line for each that is not, with the command that links it; and for each that
 * was linked since, with the command that makes up for what waits.
 */
export const storeUnmatched: DoctorCheck = {
  id: "store.unmatched",
  needs: "database",
  judge: (facts) => facts.stores.filter(({ adapter }) => adapter?.family !== "leads").flatMap((store) => judgeStore(store, facts)),
};

function judgeStore(store: StoreFacts, facts: DoctorFacts): readonly Verdict[] {
  const unmatched = store.waiting.filter(({ status }) => status === "unmatched");
  if (unmatched.length === 0) return [ok(store.subject, note("doctor.store.unmatched-none", { days: WAITING_DAYS }))];
  const more = moreThan(store, "unmatched");
  const named = store.strangers.map((stranger) =>
    isLinkedByNow(stranger, store, facts)
      ? warn(store.subject, textOf("doctor.store.unmatched-linked", stranger, more), replayUnmatched(store))
      : warn(store.subject, textOf("doctor.store.unmatched", stranger, more), linkCommand(stranger, store, facts)),
  );
  const told = store.strangers.reduce((sum, { count }) => sum + count, 0);
  if (told === unmatched.length) return named;
  const others = note("doctor.store.unmatched-others", { n: unmatched.length - told, more, days: WAITING_DAYS });
  return [...named, warn(store.subject, others, listEvents(store, "unmatched"), unmatched.find(isNoStranger)?.reason ?? null)];
}

function isNoStranger({ reason }: { readonly reason: Note | null }): boolean {
  return reason?.code !== "match.unlinked";
}

/** A link to one offer or plan alone may not be what waits needs. */
function isLinkedByNow({ externalId }: StrangerFacts, { provider, store }: StoreFacts, { configuration }: DoctorFacts): boolean {
  return configuration.links.some(
    (link) =>
      link.provider === provider && link.store === store && link.externalId === externalId && link.offer === null && link.plan === null,
  );
}

function textOf(code: string, { externalId, name, count }: StrangerFacts, more: string): Note {
  return note(code, { id: externalId, name, n: count, more, days: WAITING_DAYS });
}

function linkCommand(stranger: StrangerFacts, { provider, store }: StoreFacts, facts: DoctorFacts): readonly string[] {
  const sale = stranger.kind === "subscription" ? ["--kind", "subscription"] : [];
  return ["intg", "product", "link", likelyProduct(stranger, facts), provider, stranger.externalId, ...storeFlag(store), ...sale];
}

/** The registered product of the same name; a word to be replaced where there is none. */
function likelyProduct({ name }: StrangerFacts, { products }: DoctorFacts): string {
  const slug = name === null ? "" : slugFrom(name);
  const same = products.find(({ product }) => slug !== "" && (product.slug === slug || slugFrom(product.name) === slug));
  return same?.product.slug ?? "PRODUCT";
}
