// `npm run new -- <what> <name> …`: lays the first files of a new kind, use case, command, migration or decision record.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const run = spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
    path.join(ROOT, 'tools/scaffold/main.ts'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
process.exit(run.status ?? 1)
