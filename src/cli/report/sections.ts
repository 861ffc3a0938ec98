import { CART_WINDOW_MS } from "../../app/report/carts.ts";
import type { Report, Section } from "../../app/report/model.ts";
import type { PagePart, PageSection } from "../../html/model.ts";
import type { MessageKey } from "../../messages/text.ts";
import { dispatchPart, leadParts, originParts } from "./list-parts.ts";
import { conversionPart, periodPart, productPart, providerPart, refundPart, triggerPart } from "./sale-parts.ts";
import type { Words } from "./words.ts";

const DAY_MS = 86_400_000;

/** The sections of a report as tables, with the charts that go with them, in the reader's language. Empty lists are left out. */
export function sectionsOf(report: Report, words: Words): readonly PageSection[] {
  const parts: { readonly [Key in Section]: (report: Report) => readonly PagePart[] } = {
    periods: ({ periods = [] }) => (periods.every(({ events }) => events === 0) ? [] : [periodPart(periods, report, words)]),
    products: ({ products }) => (products === undefined ? [] : [productPart(products, words)]),
    providers: ({ providers }) => (providers === undefined ? [] : [providerPart(providers, words)]),
    triggers: ({ triggers }) => (triggers === undefined ? [] : [triggerPart(triggers, words)]),
    conversions: ({ conversions }) => (conversions === undefined ? [] : [conversionPart(conversions, words)]),
    refunds: ({ refunds }) => (refunds === undefined ? [] : [refundPart(refunds, words)]),
    origins: ({ origins }) => (origins === undefined ? [] : originParts(origins, words)),
    dispatches: ({ dispatches }) => (dispatches === undefined ? [] : [dispatchPart(dispatches, words)]),
    leads: ({ leads }) => (leads === undefined ? [] : leadParts(leads, words)),
  };
  return Object.entries(parts).flatMap(([id, make]) => {
    const made = make(report).filter(({ rows }) => rows.length > 0);
    const title = words.texts(`report.section.${id}` as MessageKey);
    return made.length === 0 ? [] : [{ id, title, notes: notesOf(id as Section, report, words), parts: made }];
  });
}

function notesOf(id: Section, { conversions, products }: Report, { texts }: Words): readonly string[] {
  switch (id) {
    case "products":
      return products?.rows.some(({ approved }) => approved.count > 0) === true ? [texts("report.note.products")] : [];
    case "conversions": {
      const unknown = conversions?.reduce((sum, one) => sum + one.unknown, 0) ?? 0;
      const days = CART_WINDOW_MS / DAY_MS;
      return [texts("report.note.conversions", { days }), ...(unknown > 0 ? [texts("report.note.carts-unknown", { n: unknown })] : [])];
    }
    case "triggers":
    case "refunds":
    case "origins":
    case "dispatches":
      return [texts(`report.note.${id}`)];
    case "periods":
    case "providers":
    case "leads":
      return [];
    default:
      return id satisfies never;
  }
}
