/** Calls `work` after so many milliseconds. @returns what takes it back. */
export function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
