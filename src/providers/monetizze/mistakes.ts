import type { LikelyMistake } from "../contract.ts";

export function mistakes(): readonly LikelyMistake[] {
  return [];
}
