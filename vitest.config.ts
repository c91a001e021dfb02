import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // Without it one core of two stays idle.
    maxWorkers: "100%",
    // Files share what a worker has loaded, which takes longer than most of them. Each leaves the process as it was.
    isolate: false,
    setupFiles: ["test/support/setup.ts"],
  },
});
