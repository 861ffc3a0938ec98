import type { EventFacts } from "../../core/event.ts";
import { type JsonObject, objectAt, textAt } from "../../core/json.ts";
import { trackingOf } from "../tracking.ts";
import { isYes } from "./payload.ts";

type Pair = readonly [name: string, value: string | null];

/**
 * Where a buyer's campaign is told: documented as `customer.origin`, sampled as `customer.most_recent_campaign`; one receiver of the
 * flat type reads `origin` without `customer`.
 */
const CAMPAIGNS = [["origin"], ["customer", "origin"], ["customer", "most_recent_campaign"]] as const;

/** Objects of codes, the weaker first: the last one that has a name gives its value. Each is `[]` when empty (official samples). */
const CODES = [
  ["origin", "query_params"],
  ["customer", "most_recent_campaign", "last_query_params"],
  ["customer", "origin", "query_params"],
  ["link", "query_params"],
  ["link", "sources"],
] as const;

/** `src`, `utm_*` and every other parameter of the checkout, with what else tells where a sale came from. */
export function trackingFacts(order: JsonObject): EventFacts["tracking"] {
  return trackingOf([
    ...CAMPAIGNS.flatMap((path): readonly Pair[] => [
      ["campaign", textAt(order, ...path, "name")],
      ["campaign_code", textAt(order, ...path, "code")],
    ]),
    ...CODES.flatMap((path) => pairsAt(order, path)),
    ["checkout", textAt(order, "link", "title")] as const,
    ["upsell_code", textAt(order, "upsell_code")] as const,
    ["cart_recovered", isRecovered(order) ? "true" : null] as const,
  ]);
}

function pairsAt(order: JsonObject, path: readonly string[]): readonly Pair[] {
  const codes = objectAt(order, ...path) ?? {};
  return Object.keys(codes).map((name) => [name, textAt(codes, name)]);
}

/** A sale that followed an abandoned cart; called `was_lost` from 2022 to 2025 (official). */
function isRecovered(order: JsonObject): boolean {
  return isYes(order.cart_recovered) || isYes(order.was_lost);
}
