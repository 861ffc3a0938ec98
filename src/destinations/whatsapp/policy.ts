import type { SendPolicy } from "../../core/sending.ts";
import { driverOf } from "./drivers.ts";
import { quietHours } from "./quiet.ts";
import { neededSetting, pauseMs, settingOf } from "./settings.ts";

/** One destination is one number, so this is the pace of that number. */
export function policy(settings: ReadonlyMap<string, string>): SendPolicy {
  const { usualSpacingMs, leastSpacingMs } = driverOf(settings);
  const perDay = settingOf(settings, "per-day");
  return {
    concurrency: 1,
    spacingMs: Math.max(leastSpacingMs, pauseMs(settings, "spacing") ?? usualSpacingMs),
    burst: 1,
    perDay: perDay === null ? null : Number(perDay),
    quiet: quietHours(neededSetting(settings, "quiet")),
  };
}
