// `npm run bench:window`: how the window answers a clerk; see tools/bench/window/main.ts.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const run = spawnSync(
  process.execPath,
  ['--import', 'tsx', path.join(ROOT, 'tools/bench/window/main.ts'), ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
)
process.exit(run.status ?? 1)
