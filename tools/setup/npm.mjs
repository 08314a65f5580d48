// Brings node_modules in step with package-lock.json. Plain JavaScript without dependencies: it runs on a fresh clone.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const OLDEST_NODE = [20, 19]

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(`需要 Node ${OLDEST_NODE.join('.')} 或更新版本，本机是 ${process.versions.node}。`)
  console.error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Somebody ran npm in this checkout after the lock file was last written: their packages stand. */
function installedByHand() {
  const installed = path.join(ROOT, 'node_modules/.package-lock.json')
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(path.join(ROOT, 'package-lock.json')).mtimeMs
  )
}

const digest = file => createHash('sha256').update(readFileSync(file)).digest('hex')

/**
 * Runs `npm ci` when the packages are missing or are of another lock file; says so on stderr. Of npm only errors are heard:
 * its warnings are of packages that run in the window or build it, and ask for a newer Node than the one that starts here.
 */
export function ensurePackages() {
  checkNode()
  const wanted = digest(path.join(ROOT, 'package-lock.json'))
  const stamp = path.join(ROOT, 'node_modules/.installed-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!existsSync(stamp) && installedByHand()) return
  console.error('正在安装 npm 依赖包… / Installing npm packages (npm ci)…')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (run.status === 0) {
    writeFileSync(stamp, wanted)
    return
  }
  console.error('npm 依赖包安装失败，请检查网络或镜像设置后重试。')
  console.error('npm ci failed: check the network or the registry setting and try again.')
  process.exit(1)
}
