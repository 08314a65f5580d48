import { defineConfig } from 'vitest/config'

/** The program's own window on a real Electron that is not ours; `npm run witnesses` starts it. */
export default defineConfig({
  test: {
    include: ['tests/e2e/window.test.ts', 'tests/e2e/electron/*.witness.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
