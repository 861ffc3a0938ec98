/** The middle of the values; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share `q` of the values does not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** The median of the ratios of each round: what slows a whole round down falls out of it. */
export function pairedRatio(tops: readonly number[], bottoms: readonly number[]): number {
  return median(tops.map((top, round) => top / (bottoms[round] ?? Number.NaN)));
}
