import type { NativeEvent } from "../contract.ts";
import { MCMV_ORIGIN } from "./payload.ts";

const FEED_REPORT = "FEEDS_INTEGRATION_REPORT";

/** The vendor has one event, a lead, and no field that names it; the rows are its generations and subtypes. */
export const EVENTS: readonly NativeEvent[] = [
  {
    native: "lead",
    format: "grupozap/2025",
    trigger: "lead.received",
    also: [],
    certainty: "public-code",
    fixture: "lead.received.2025",
    words: ["lead"],
  },
  {
    native: "lead",
    format: "grupozap/2025",
    trigger: "lead.received",
    also: [],
    certainty: "public-code",
    fixture: "lead.received.2025.phone-view",
    words: ["phone-view"],
  },
  {
    native: MCMV_ORIGIN,
    format: "grupozap/2025",
    trigger: "lead.received",
    also: [],
    certainty: "public-code",
    fixture: "lead.received.2025.mcmv",
    words: ["mcmv"],
  },
  {
    native: "lead",
    format: "grupozap/2023",
    trigger: "lead.received",
    also: [],
    certainty: "official",
    fixture: "lead.received.2023",
    words: ["lead-2023"],
  },
  {
    native: "lead",
    format: "grupozap/2017",
    trigger: "lead.received",
    also: [],
    certainty: "official",
    fixture: "lead.received.2017",
    words: ["lead-2017"],
  },
  {
    native: FEED_REPORT,
    format: "grupozap/feed-report",
    trigger: "unknown",
    also: [],
    certainty: "public-code",
    fixture: "unknown.feed-report",
    words: ["feed-report"],
  },
];

/** The format of a body that is no lead: the feed import report, the rental events (beta), or one we do not know. */
export function formatOfType(type: string): string {
  if (type === FEED_REPORT) return "grupozap/feed-report";
  return type.startsWith("LEAD_") ? "grupozap/rental-events" : "grupozap/other";
}
