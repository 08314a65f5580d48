// `npm run tour`: takes the pictures of every screen anew, into docs/tour; see tools/tour/main.ts.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureDebianPackages } from './setup/debian.mjs'
import { ensurePackages, ROOT } from './setup/npm.mjs'
import { TEST_PACKAGES } from './setup/packages.mjs'

ensurePackages()
ensureDebianPackages(TEST_PACKAGES, {
  why: '导览需要浏览器、打印系统与生僻字字体 / the tour needs a browser, a printing system and fonts with rare characters',
})
const run = spawnSync(
  process.execPath,
  ['--import', 'tsx', path.join(ROOT, 'tools/tour/main.ts'), ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
)
process.exit(run.status ?? 1)
