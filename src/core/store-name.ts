/** The account of a provider where none is named. */
export const DEFAULT_STORE = "default";
