import type { SendPolicy } from "../core/sending.ts";
import type { SettingField } from "./contract.ts";
import { readWholeNumber } from "./setting-readers.ts";

/** How many requests may be under way at once. */
export function concurrencyField(fallback: number): SettingField {
  return { name: "concurrency", fallback: String(fallback), read: readWholeNumber(1, 256) };
}

/** How many requests may go in a minute, evenly spaced; no limit where it is absent. */
export const perMinuteField: SettingField = { name: "per-minute", read: readWholeNumber(1, 60_000) };

/** @param perMinute - what holds when the operator set none; null for no limit. */
export function paceOf(settings: ReadonlyMap<string, string>, concurrency: number, perMinute: number | null): SendPolicy {
  const limit = Number(settings.get("per-minute") ?? perMinute ?? 0);
  return {
    concurrency: Number(settings.get("concurrency") ?? concurrency),
    spacingMs: limit === 0 ? 0 : Math.ceil(60_000 / limit),
    burst: 1,
    perDay: null,
    quiet: null,
  };
}
