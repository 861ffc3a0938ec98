/**
 * "Did you mean": the candidate that `word` was most likely meant to be, whatever its case.
 *
 * A typing error counts by Damerau-Levenshtein distance (a letter missing, added, wrong, or two neighbours swapped),
 * up to a limit that grows with the word, so that short words do not suggest each other. Where nothing is that
 * near, the shortest candidate that begins with the word is taken: `purchase.app` means `purchase.approved`.
 *
 * @returns null when nothing is near; of equally near candidates one that begins with the word, else the first.
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  let nearest: string | null = null;
  let nearestDistance = distanceLimit(wanted) + 1;
  let beginning: string | null = null;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    // Of two that are as near, `refund` means `refunded` and not `refused`.
    const begins = isBeginning(wanted, lower);
    const distance = distanceWithin(wanted, lower, begins && nearest !== beginning ? nearestDistance : nearestDistance - 1);
    if (distance !== null) [nearest, nearestDistance] = [candidate, distance];
    if (begins && candidate.length < (beginning?.length ?? Infinity)) beginning = candidate;
  }
  return nearest ?? beginning;
}

/** One error in three to five letters, two up to eleven, three beyond; in one or two letters none. */
function distanceLimit(word: string): number {
  if (word.length <= 2) return 0;
  if (word.length <= 5) return 1;
  return word.length <= 11 ? 2 : 3;
}

/** One letter says too little to guess from. */
function isBeginning(word: string, candidate: string): boolean {
  return word.length >= 2 && candidate.startsWith(word);
}

/**
 * The number of edits between two words (optimal string alignment), null when it is over `limit`.
 * Words whose lengths differ by more are not looked at, so a huge word costs nothing.
 */
function distanceWithin(first: string, second: string, limit: number): number | null {
  if (Math.abs(first.length - second.length) > limit) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row += 1) {
    const current = nextRow(first, second, row, last, beforeLast);
    beforeLast = last;
    last = current;
  }
  const distance = last[second.length] ?? Infinity;
  return distance <= limit ? distance : null;
}

function nextRow(first: string, second: string, row: number, last: number[], beforeLast: number[]): number[] {
  const current = [row];
  for (let column = 1; column <= second.length; column += 1) {
    const same = first[row - 1] === second[column - 1];
    const swapped = row > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
    current[column] = Math.min(
      cell(last, column) + 1,
      cell(current, column - 1) + 1,
      cell(last, column - 1) + (same ? 0 : 1),
      swapped ? cell(beforeLast, column - 2) + 1 : Infinity,
    );
  }
  return current;
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
