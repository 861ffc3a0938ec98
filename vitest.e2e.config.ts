import { defineConfig } from "vitest/config";

/** End to end: the built command as its own process. Files run one after the other; each starts many processes itself. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts", "test/crash/**/*.test.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
