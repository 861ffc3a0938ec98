import type { Destination } from "./contract.ts";

/** Every kind of destination there is, in the order in which help shows them. */
export const DESTINATIONS: readonly Destination[] = [];

export function findDestinationKind(id: string): Destination | undefined {
  return DESTINATIONS.find((destination) => destination.id === id);
}
