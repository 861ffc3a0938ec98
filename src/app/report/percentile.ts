/**
 * The value in the middle, of an even number of values the mean of the two.
 *
 * @param sorted - ascending.
 * @returns null of no values.
 */
export function median(sorted: ArrayLike<number>): number | null {
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The smallest value that at least this share of the values does not exceed (nearest rank); null of no values. */
export function percentile(sorted: ArrayLike<number>, share: number): number | null {
  // Rounded first: 0.9 times 10 is a little more than 9.
  const rank = Math.ceil(Number((share * sorted.length).toFixed(6)));
  return sorted[Math.max(rank, 1) - 1] ?? null;
}
