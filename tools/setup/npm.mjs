// Brings node_modules in step with package-lock.json. Plain JavaScript without dependencies: it runs on a fresh clone.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
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

/** Runs `npm ci` when the packages are missing or older than the lock file; says so on stderr. */
export function ensurePackages() {
  checkNode()
  const lock = path.join(ROOT, 'package-lock.json')
  const installed = path.join(ROOT, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.error('正在安装 npm 依赖包… / Installing npm packages (npm ci)…')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (run.status === 0) return
  console.error('npm 依赖包安装失败，请检查网络或镜像设置后重试。')
  console.error('npm ci failed: check the network or the registry setting and try again.')
  process.exit(1)
}
