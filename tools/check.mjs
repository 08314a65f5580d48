// `npm run check`: format, lint, types, layers, dead code, then the unit tests beside the code.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const { runChecks } = await import('./setup/run.mjs')
const { failed } = runChecks()
const unit = spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    'shared',
    'electron',
    'national-store',
    'renderer',
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
)
process.exit(failed === 0 && unit.status === 0 ? 0 : 1)
