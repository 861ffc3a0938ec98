import type { PlannedPurge, PurgeResult } from "../../app/privacy/purge.ts";
import { RETENTION_CLASSES, type RetentionClass } from "../../core/retention.ts";
import type { Texts } from "../../messages/text.ts";
import type { Output } from "../output.ts";
import { padStart, widthOf } from "../view/columns.ts";
import type { View } from "../view/view.ts";

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `41.2 MB`, in the language's form. */
export function bytesText(bytes: number, { formats }: Texts): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formats.number(unit === 0 ? value : Math.round(value * 10) / 10)} ${UNITS[unit]}`;
}

export function planJson({ what, keep, before, count, oldest, bytes, waiting }: PlannedPurge) {
  return { class: what, keep, before, count, oldest, bytes: what === "contacts" ? null : bytes, waiting };
}

export async function printPlan(plan: readonly PlannedPurge[], out: Output, view: View): Promise<void> {
  const { texts } = view;
  const head = (["class", "keep", "count", "oldest", "bytes", "waiting"] as const).map((name) => texts(`purge.column.${name}`));
  const counts = rightAligned(plan.map(({ count }) => texts.formats.number(count)));
  const sizes = rightAligned(plan.map(({ what, bytes }) => (what === "contacts" ? "-" : bytesText(bytes, texts))));
  const rows = plan.map(({ what, keep, oldest, waiting }, at) => [
    what,
    keep,
    counts[at] ?? "",
    oldest === null ? "-" : view.local(oldest),
    sizes[at] ?? "",
    waiting === 0 ? "-" : texts(what === "contacts" ? "purge.stays.contacts" : "purge.stays.calls", { n: waiting }),
  ]);
  await out.table(head, rows, "");
}

function rightAligned(cells: readonly string[]): readonly string[] {
  const width = Math.max(...cells.map(widthOf));
  return cells.map((cell) => padStart(cell, width));
}

export async function printPolicy(kept: ReadonlyMap<RetentionClass, string>, out: Output, texts: Texts): Promise<void> {
  if (out.json) return out.document(Object.fromEntries(RETENTION_CLASSES.map((what) => [what, kept.get(what) ?? null])));
  const rows = RETENTION_CLASSES.map((what) => [what, kept.get(what) ?? texts("purge.forever")]);
  await out.table([texts("purge.column.class"), texts("purge.column.keep")], rows, "");
}

/** `12,340 calls' bytes, 3 people`. */
export function amountsText(amounts: readonly PurgeResult[], texts: Texts): string {
  const some = amounts.filter(({ purged }) => purged > 0);
  return (some.length > 0 ? some : amounts.slice(0, 1)).map(({ what, purged }) => texts(`purge.of.${what}`, { n: purged })).join(", ");
}
