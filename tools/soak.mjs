// `npm run soak`: 10,000 random schedules of the sync (`npm run soak -- COUNT [FIRST-SEED]` for others); `npm test` runs 500.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const [count = '10000', seed = '1'] = process.argv.slice(2)
const hours = 24 * 3_600_000
const run = spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    'tests/sync/schedules.test.ts',
    '--testTimeout',
    String(hours),
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, LW_SYNC_SCHEDULES: count, LW_SYNC_SEED: seed },
  },
)
process.exit(run.status ?? 1)
