import type { Destination } from "../../destinations/contract.ts";

/**
 * Which destinations a message may go through that names none: those made for messages, and only where there is no such one
 * those that take everything. With one of each, a webhook beside a WhatsApp number, nobody means the webhook.
 */
export function channelsAmong<T>(all: readonly T[], kindOf: (one: T) => Pick<Destination, "actions"> | undefined): readonly T[] {
  const channels = all.filter((one) => kindOf(one)?.actions.includes("notify") === true);
  const dedicated = channels.filter((one) => kindOf(one)?.actions.includes("forward") !== true);
  return dedicated.length > 0 ? dedicated : channels;
}
