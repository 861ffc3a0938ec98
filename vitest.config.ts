import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/crash/**", "node_modules/**", "dist/**"],
    pool: "threads",
    // Modules keep no state, which a test of the architecture holds, so files may share them: half the time.
    isolate: false,
    // On two processors Vitest would use one of them.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
