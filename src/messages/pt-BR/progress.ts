import type { progress as english } from "../en/progress.ts";
import type { Translation } from "../text.ts";

/** The bar under long work. */
export const progress: Translation<typeof english> = {
  "progress.word": "trabalhando",
  "progress.left": "faltam",
};
