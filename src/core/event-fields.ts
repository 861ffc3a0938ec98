import type { FactLookup } from "./condition-match.ts";
import type { CanonicalEvent } from "./event.ts";
import { majorText } from "./money.ts";

/** What a condition's fields stand for in one event; `tags` are the contact's, read when a condition asks. */
export function eventFields(event: CanonicalEvent, tags: readonly string[]): FactLookup {
  return (field) => {
    if (field.startsWith("tracking.")) return ownText(event.tracking, field.slice("tracking.".length));
    switch (field) {
      case "product.slug":
        return event.productSlug;
      case "lead.advertiser":
        return event.advertiser;
      case "contact.tags":
        return tags;
      case "isPartialRefund":
        return event.isPartialRefund === true;
      case "amount":
        return event.amount === null ? null : majorText(event.amount);
      case "amountPaid":
        return event.amountPaid === null ? null : majorText(event.amountPaid);
      default:
        return plainField(event, field);
    }
  };
}

function ownText(record: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

function plainField(event: CanonicalEvent, field: string): string | number | boolean | null {
  let value: unknown = event;
  for (const step of field.split(".")) {
    if (typeof value !== "object" || value === null) return null;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
