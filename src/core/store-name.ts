/** The account of a provider where none is named. */
export const DEFAULT_STORE = "default";

/** Stands in URLs, so it is letters, digits, dots, dashes and underscores. */
export function isStoreName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text);
}
