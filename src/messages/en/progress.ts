/** The bar under long work. */
export const progress = {
  "progress.word": "working",
  "progress.left": "left",
} as const;
