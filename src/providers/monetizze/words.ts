/** The vendor's word for comparing: without accents, in lower case. */
export function folded(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .trim()
    .toLowerCase();
}

/** What `word` means in a table whose words are folded; null for a word that is not in it. */
export function meaningOf<T>(table: Readonly<Record<string, T>>, word: string | null): T | null {
  const key = folded(word ?? "");
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
