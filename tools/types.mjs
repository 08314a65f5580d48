// One compilation a layer, each with the globals that the layer has; then everything together, tests too.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './setup/npm.mjs'

const TSC = 'typescript/bin/tsc'
const VUE_TSC = 'vue-tsc/bin/vue-tsc.js'
const PROJECTS = [
  ['shared', TSC],
  ['electron/ports', TSC],
  ['electron/usecases', TSC],
  ['electron', TSC],
  ['national-store/ports', TSC],
  ['national-store/usecases', TSC],
  ['national-store', TSC],
  ['renderer', VUE_TSC],
  ['renderer/tsconfig.tests.json', VUE_TSC],
  ['.', TSC],
]
let failed = 0
for (const [project, compiler] of PROJECTS) {
  // What was found out is kept, so that the next run looks only at what changed since.
  const kept = path.join('.cache/types', `${project.replaceAll('/', '-')}.tsbuildinfo`)
  const run = spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules', compiler),
      '-p',
      project,
      '--incremental',
      '--tsBuildInfoFile',
      path.join(ROOT, kept),
    ],
    { cwd: ROOT, stdio: 'inherit' },
  )
  if (run.status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
