import type { Destination } from "./contract.ts";
import { leadlovers } from "./leadlovers/index.ts";
import { members } from "./members/index.ts";
import { webhook } from "./webhook/index.ts";
import { whatsapp } from "./whatsapp/index.ts";

/** Every kind of destination there is, in the order in which help shows them. */
export const DESTINATIONS: readonly Destination[] = [webhook, leadlovers, whatsapp, members];

export function findDestinationKind(id: string): Destination | undefined {
  return DESTINATIONS.find((destination) => destination.id === id);
}
