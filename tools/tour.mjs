// `npm run tour`: takes the pictures of every screen anew, into docs/tour; see tools/tour/main.ts.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const run = spawnSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'tools/tour/main.ts')], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(run.status ?? 1)
