import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/crash/**", "node_modules/**", "dist/**"],
    pool: "threads",
    testTimeout: 30_000,
  },
});
