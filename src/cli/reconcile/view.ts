import { type Comparison, DIFFERENCE_KINDS, type Difference, type DifferenceKind } from "../../app/reconcile/compare.ts";
import { YOUNG_MINUTES } from "../../app/reconcile/run.ts";
import type { Money } from "../../core/money.ts";
import { cell, printable } from "../printable.ts";
import { alignRows, indent } from "../view/columns.ts";
import { purchaseWord } from "../view/state-words.ts";
import type { View } from "../view/view.ts";

/** Differences of one kind that are shown; --json and --csv have all. */
const SHOWN = 20;
/** A terminal that has no room for the product beside the rest. */
const NARROW = 100;

export interface ReportFrame {
  readonly title: string;
  readonly store: string;
  readonly from: string;
  readonly to: string;
  readonly host: string;
  readonly refused: readonly string[];
  readonly beyond: number;
  /** Sales of people who were erased here. */
  readonly erased: number;
}

/** The comparison for a person: what differs, kind by kind, and what was left out and why. */
export function comparisonView(comparison: Comparison, frame: ReportFrame, view: View): readonly string[] {
  const { texts, style } = view;
  const { title, store, from, to, host } = frame;
  const head = texts("reconcile.head", { title, store, from: texts.formats.date(from), to: texts.formats.date(to) });
  const { sales, agreeing } = comparison;
  return [
    style.bold(head),
    texts("reconcile.counts", { sales, host, agreeing }),
    ...DIFFERENCE_KINDS.flatMap((kind) => kindLines(kind, comparison, view)),
    ...leftOutLines(comparison, frame, view),
  ];
}

function kindLines(kind: DifferenceKind, { differences }: Comparison, view: View): readonly string[] {
  const { texts, style } = view;
  const found = differences.filter((one) => one.kind === kind);
  if (found.length === 0) return [];
  const more = found.length - SHOWN;
  return [
    "",
    `${style.red("✗")} ${style.bold(texts(`reconcile.kind.${kind}`))} ${style.dim(`(${texts.formats.number(found.length)})`)}`,
    ...indent(alignRows(found.slice(0, SHOWN).map((one) => differenceCells(one, view)))),
    ...(more <= 0 ? [] : indent([style.dim(texts("reconcile.more", { n: more }))])),
  ];
}

function differenceCells(difference: Difference, view: View): readonly string[] {
  const { transaction, sale, local } = difference;
  const { style } = view;
  const product = sale?.product.externalId == null ? (local?.product ?? sale?.product) : sale.product;
  const at = sale?.orderedAt ?? local?.firstAt ?? null;
  const isNarrow = view.columns !== null && view.columns < NARROW;
  return [
    printable(transaction),
    ...sayingCells(difference, view),
    style.dim(at === null ? "-" : view.local(at)),
    ...(isNarrow ? [] : [style.dim(productText(product))]),
  ];
}

function sayingCells({ kind, sale, purchase, local, isMendable }: Difference, view: View): readonly string[] {
  const { texts, style } = view;
  const here = purchaseText(purchase, view);
  switch (kind) {
    case "no-event":
      return [printable(sale?.status ?? ""), moneyText(sale?.amount ?? null, view)];
    case "no-sale":
      return [here, moneyText(local?.amounts[0] ?? null, view), style.dim(local?.eventId ?? "")];
    case "status": {
      const words = texts("reconcile.status-differs", { there: printable(sale?.status ?? ""), here });
      return [isMendable ? words : `${words} ${style.yellow(texts("reconcile.stays"))}`];
    }
    case "amount": {
      const [there, own] = [sale?.amount ?? null, local?.amounts[0] ?? null].map((money) => moneyText(money, view));
      return [texts("reconcile.status-differs", { there: there ?? "-", here: own ?? "-" })];
    }
    default:
      return kind satisfies never;
  }
}

function purchaseText(purchase: Difference["purchase"], view: View): string {
  if (purchase === null || purchase.state === null) return view.texts("reconcile.unstated");
  const word = purchaseWord(purchase.state, view);
  return purchase.disputed ? `${word}, ${view.texts("reconcile.disputed")}` : word;
}

function productText(product: { readonly externalId: string | null; readonly name: string | null } | undefined): string {
  return cell([product?.name, product?.externalId].filter((part) => part != null).join(" ") || null);
}

function moneyText(money: Money | null, { texts }: View): string {
  return money === null ? "-" : texts.formats.money(money);
}

function leftOutLines(
  { young, unpaid, untold }: Comparison,
  { title, refused, beyond, erased }: ReportFrame,
  { texts, style }: View,
): readonly string[] {
  const statuses = [...untold].map(([status, n]) => `${printable(status)} ${n}`).join(", ");
  const lines = [
    ...(young === 0 ? [] : [texts("reconcile.young", { n: young, minutes: YOUNG_MINUTES })]),
    ...(unpaid === 0 ? [] : [texts("reconcile.unpaid", { n: unpaid })]),
    ...(statuses === "" ? [] : [texts("reconcile.untold", { statuses })]),
    ...(refused.length === 0 ? [] : [texts("reconcile.refused-list", { lists: refused.join(", "), title, n: refused.length })]),
    ...(erased === 0 ? [] : [texts("reconcile.erased", { n: erased })]),
    ...(beyond === 0 ? [] : [texts("reconcile.beyond", { n: beyond, title })]),
  ];
  return lines.length === 0 ? [] : ["", style.dim(texts("reconcile.left-out")), ...indent(lines.map((line) => style.dim(line)))];
}

/** One difference for scripts; the same fields in JSON and, flat, in CSV. */
export function differenceJson({ kind, transaction, sale, purchase, local, isMendable }: Difference) {
  return {
    kind,
    transaction,
    product: sale?.product.externalId ?? local?.product.externalId ?? null,
    productName: sale?.product.name ?? local?.product.name ?? null,
    there:
      sale === null
        ? null
        : { status: sale.status, standing: sale.standing, orderedAt: sale.orderedAt, changedAt: sale.changedAt, amount: sale.amount },
    here:
      purchase === null && local === null
        ? null
        : {
            state: purchase?.state ?? null,
            disputed: purchase?.disputed ?? false,
            completed: purchase?.completed ?? false,
            amount: local?.amounts[0] ?? null,
            event: local?.eventId ?? null,
          },
    mendable: isMendable,
  };
}

export const CSV_HEAD = [
  "kind",
  "transaction",
  "product",
  "product_name",
  "there_status",
  "there_ordered_at",
  "there_amount_minor",
  "there_currency",
  "here_state",
  "here_amount_minor",
  "here_currency",
  "here_event",
  "mendable",
] as const;

export function differenceRow(difference: Difference): readonly (string | number | null)[] {
  const { kind, transaction, product, productName, there, here, mendable } = differenceJson(difference);
  return [
    kind,
    transaction,
    product,
    productName,
    there?.status ?? null,
    there?.orderedAt ?? null,
    there?.amount?.minor ?? null,
    there?.amount?.currency ?? null,
    here?.state ?? null,
    here?.amount?.minor ?? null,
    here?.amount?.currency ?? null,
    here?.event ?? null,
    mendable ? "yes" : "no",
  ];
}
