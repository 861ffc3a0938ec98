import { type JsonObject, textAt } from "../../core/json.ts";
import { trackingOf } from "../tracking.ts";

type Tracking = Readonly<Record<string, string>>;

/** Every code of `purchase.origin` (`src`, `sck`, `xcod`), and the first affiliate that has a code. */
export function envelopeTracking(origin: JsonObject | undefined, affiliates: readonly JsonObject[]): Tracking {
  const codes = Object.keys(origin ?? {}).map((key) => [key, textAt(origin, key)] as const);
  const affiliate = affiliates.find((candidate) => textAt(candidate, "affiliate_code") !== null);
  return trackingOf([...codes, ["affiliate", textAt(affiliate, "affiliate_code")], ["affiliate_name", textAt(affiliate, "name")]]);
}

/** The same of 1.0.0, where an empty field means that there is none. */
export function formTracking(fields: JsonObject): Tracking {
  const codes = ["src", "sck", "xcod"].map((key) => [key, textAt(fields, key)] as const);
  const affiliate = textAt(fields, "aff");
  const affiliateName = affiliate === null ? null : textAt(fields, "aff_name");
  return trackingOf([...codes, ["affiliate", affiliate], ["affiliate_name", affiliateName]]);
}
