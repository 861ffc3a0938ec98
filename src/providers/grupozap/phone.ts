import { type JsonObject, textAt } from "../../core/json.ts";
import { brazilianPhone } from "../../core/phone.ts";

export interface LeadPhone {
  readonly phone: string | null;
  /** The vendor's text, area code first; null when no phone was sent. */
  readonly raw: string | null;
}

/** Fewer digits than an area code and a fixed line number have. */
const SHORTEST = 10;

/**
 * `ddd` and `phone` together; the deprecated `phoneNumber` only when those give too few digits, because it came
 * without area code in 2017.
 */
export function leadPhone(json: JsonObject): LeadPhone {
  const parts = [textAt(json, "ddd"), textAt(json, "phone")].filter((part) => part !== null);
  const joined = parts.length === 0 ? null : parts.join(" ");
  const raw = digits(joined).length < SHORTEST ? (textAt(json, "phoneNumber") ?? joined) : joined;
  return { phone: brazilianPhone(digits(raw), null), raw };
}

function digits(text: string | null): string {
  return (text ?? "").replace(/\D/g, "");
}
