import type { Ids } from "../ports.ts";

/** Ids that are the same in every run of a story, in order of making. */
export function storyIds(): Ids {
  let made = 0;
  return {
    next: (prefix) => {
      made += 1;
      return `${prefix}_${String(made).padStart(20, "0")}`;
    },
  };
}
