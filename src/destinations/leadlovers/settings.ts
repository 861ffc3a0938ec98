import { durationMs } from "../../core/duration.ts";
import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import type { SendPolicy } from "../../core/sending.ts";
import type { DestinationAccount, SettingField } from "../contract.ts";
import { paceOf } from "../pace.ts";
import { readBaseUrl, readOneOf, readWholeNumber } from "../setting-readers.ts";

const BASE_URL = "https://llapi.leadlovers.com/webapi";
/** A production code base waits so long before it asks for machine or tag of a lead (1 repo). */
const SETTLE_DELAY = "15s";
const LONGEST_SETTLE_MS = 600_000;
/** No official number is known; one production code base stays below 90 (1 repo). */
const PER_MINUTE = 60;
const MOST_PER_MINUTE = 600;
const CONCURRENCY = 2;

export const SETTINGS: readonly SettingField[] = [
  { name: "base-url", fallback: BASE_URL, read: readBaseUrl },
  { name: "insert-method", fallback: "post", read: readOneOf(["post", "put"]) },
  { name: "per-minute", fallback: String(PER_MINUTE), read: readWholeNumber(1, MOST_PER_MINUTE) },
  {
    name: "settle-delay",
    fallback: SETTLE_DELAY,
    read: (text) => {
      const ms = durationMs(text);
      return ms !== null && ms <= LONGEST_SETTLE_MS
        ? ok(text.trim().toLowerCase())
        : err(note("leadlovers.bad-settle-delay", { given: text }));
    },
  },
];

export function baseUrl(account: DestinationAccount): string {
  return account.settings.get("base-url") ?? BASE_URL;
}

export function insertMethod(account: DestinationAccount): "POST" | "PUT" {
  return account.settings.get("insert-method") === "put" ? "PUT" : "POST";
}

/** How long an insert is only queued: what follows for the same lead would find nobody. */
export function settleMs(account: DestinationAccount | undefined): number {
  return durationMs(account?.settings.get("settle-delay") ?? SETTLE_DELAY) ?? 0;
}

/** Few at once and evenly spaced: by what the limit of the CDN counts is not known. */
export function policy(settings: ReadonlyMap<string, string>): SendPolicy {
  return paceOf(settings, CONCURRENCY, PER_MINUTE);
}
