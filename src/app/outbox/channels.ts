import type { Destination } from "../../destinations/contract.ts";

/**
 * Which destinations a message may go through that names none: those made for messages, and only where there is no such one
 * those that take everything. With one of each, a webhook beside a WhatsApp number, nobody means the webhook; with an old
 * number that is disabled beside a new one, nobody means the old one.
 */
export function channelsAmong<T>(
  all: readonly T[],
  kindOf: (one: T) => Pick<Destination, "actions"> | undefined,
  isEnabled: (one: T) => boolean,
): readonly T[] {
  const channels = all.filter((one) => kindOf(one)?.actions.includes("notify") === true);
  const dedicated = preferred(channels, (one) => kindOf(one)?.actions.includes("forward") !== true);
  return preferred(dedicated, isEnabled);
}

function preferred<T>(all: readonly T[], isBetter: (one: T) => boolean): readonly T[] {
  const better = all.filter(isBetter);
  return better.length > 0 ? better : all;
}
