import { note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { Arrival } from "../ports.ts";
import type { DoctorCheck } from "./check.ts";
import { storeFlag } from "./commands.ts";
import type { StoreFacts } from "./facts.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** Where a checkout was filled in; later events of a sale may leave the buyer out. */
const FILLED_IN: readonly Trigger[] = [
  "purchase.approved",
  "purchase.pending",
  "boleto.issued",
  "pix.issued",
  "cart.abandoned",
  "purchase.refused",
];
/** From this share on a field is taken for switched off, and not for left empty by somebody. */
const SWITCHED_OFF = 0.2;
const LEAST = 3;
const FIELDS = ["phone", "email", "name"] as const;

/** Buyers come with name, e-mail and phone: the producer switches these fields on in the checkout, without them nobody is reached. */
export const storeBuyers: DoctorCheck = {
  id: "store.buyers",
  needs: "database",
  judge: ({ stores }) => stores.filter(({ adapter }) => adapter?.family === "payments").flatMap(judgeStore),
};

function judgeStore({ subject, provider, store, adapter, arrivals }: StoreFacts): readonly Verdict[] {
  const filled = arrivals.filter(
    ({ trigger, isTest, isOurs, status }) => FILLED_IN.includes(trigger) && !isTest && !isOurs && status !== "duplicate",
  );
  if (filled.length === 0) return [];
  const lacking = { name: without(filled, "name"), email: without(filled, "email"), phone: without(filled, "phone") };
  const isOff = Object.values(lacking).some((n) => n >= LEAST && n >= filled.length * SWITCHED_OFF);
  const params = { ...lacking, n: filled.length };
  if (!isOff) return [ok(subject, note("doctor.store.buyers-ok", params))];
  const advice = note("doctor.store.buyers-advice", { title: adapter?.title ?? "" });
  const most = FIELDS.reduce((one, other) => (lacking[other] > lacking[one] ? other : one));
  const next = ["intg", "event", "list", "--provider", provider, ...storeFlag(store), "--where", `not buyer.${most} exists`];
  return [warn(subject, note("doctor.store.buyers-lack", params), next, advice)];
}

function without(arrivals: readonly Arrival[], field: keyof Arrival["has"]): number {
  return arrivals.filter(({ has }) => !has[field]).length;
}
