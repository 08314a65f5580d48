import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const E2E = path.join(import.meta.dirname, '../../../tests/e2e')

/** Every end-to-end test that opens the window through the driver, on whichever host. */
const driven = readdirSync(E2E)
  .filter(name => name.endsWith('.test.ts'))
  .filter(name => readFileSync(path.join(E2E, name), 'utf8').includes(`from './driver.ts'`))
  .map(name => `tests/e2e/${name}`)

/** The program's own window on a real Electron that is not ours; `npm run witnesses` starts it. */
export default defineConfig({
  test: {
    include: [...driven, 'tests/e2e/electron/*.witness.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
