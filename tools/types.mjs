// One compilation a layer, each with the globals that the layer has; then everything together, tests too.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './setup/npm.mjs'

const PROJECTS = ['shared', 'electron/ports', 'electron/usecases', 'electron', '.']
let failed = 0
for (const project of PROJECTS) {
  const run = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  )
  if (run.status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
