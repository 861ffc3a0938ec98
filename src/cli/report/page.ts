import type { Report, Totals } from "../../app/report/model.ts";
import type { Instant } from "../../core/instant.ts";
import type { Money } from "../../core/money.ts";
import type { Page, Tile } from "../../html/model.ts";
import { sectionsOf } from "./sections.ts";
import type { Words } from "./words.ts";

/** A report in the reader's language: what the table on a terminal and the page in a browser both show. */
export function pageOf(report: Report, words: Words, now: Instant): Page {
  const { texts } = words;
  return {
    language: texts.language,
    title: texts("report.title"),
    about: aboutOf(report, words),
    tiles: tilesOf(report.totals, words),
    sections: sectionsOf(report, words),
    empty: texts(report.totals.events === 0 ? "report.empty" : "report.empty-sections"),
    footer: texts("report.made", { at: words.moment(now) }),
  };
}

function aboutOf({ scope, zone }: Report, { texts, moment }: Words): readonly string[] {
  const only = [scope.provider, scope.store, scope.product].filter((name) => name !== null).join(", ");
  return [
    texts("report.span", { since: moment(scope.since), until: moment(scope.until) }),
    texts("report.zone", { zone }),
    ...(only === "" ? [] : [texts("report.only", { what: only })]),
    ...(scope.includeTests ? [texts("report.with-tests")] : []),
  ];
}

function tilesOf(totals: Totals, words: Words): readonly Tile[] {
  const { texts } = words;
  const { approved, renewals, leads, events, repeats, testsLeftOut } = totals;
  const sales = (n: number) => texts("report.tile.sales", { n });
  const withoutAmount = (n: number) => (n > 0 ? [texts("report.tile.without-amount", { n })] : []);
  const ofApproved = (part: readonly Money[]) => shareOf(part, approved.money, words);
  const lost = (label: "refunded" | "chargebacks"): readonly Tile[] => {
    const { count, money, withoutAmount: unpriced } = totals[label];
    const details = [sales(count), ...ofApproved(money), ...withoutAmount(unpriced)];
    return count === 0 ? [] : [{ label: texts(`report.tile.${label}`), value: words.money(money), details, tone: "bad" }];
  };
  return [
    {
      label: texts("report.tile.approved"),
      value: words.money(approved.money),
      details: [
        sales(approved.count),
        ...(renewals.count > 0 ? [texts("report.tile.renewals", { n: renewals.count })] : []),
        ...withoutAmount(approved.withoutAmount),
      ],
      tone: "good",
    },
    ...lost("refunded"),
    ...lost("chargebacks"),
    ...(leads > 0 ? [{ label: texts("report.tile.leads"), value: words.count(leads), details: [], tone: "plain" as const }] : []),
    {
      label: texts("report.tile.events"),
      value: words.count(events),
      details: [
        ...(repeats > 0 ? [texts("report.tile.repeats", { n: repeats })] : []),
        ...(testsLeftOut > 0 ? [texts("report.tile.tests", { n: testsLeftOut })] : []),
      ],
      tone: "plain",
    },
  ];
}

/** Where there are several currencies, which of them is meant would have to be said: the table below does. */
function shareOf(part: readonly Money[], whole: readonly Money[], words: Words): readonly string[] {
  const [[one], [all, another]] = [part, whole];
  if (one === undefined || all === undefined || another !== undefined || one.currency !== all.currency || all.minor <= 0) return [];
  return [words.texts("report.tile.of-approved", { share: words.share(one.minor / all.minor) })];
}
