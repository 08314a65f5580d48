import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/npm.mjs'

const PACKAGE = path.join(ROOT, 'node_modules/electron')
/** Tells that the download place was out of reach, so that not every start waits for it. */
const NOT_REACHED = path.join(ROOT, '.cache/electron-not-reached')
const WAIT_MS = 15_000
const TRY_AGAIN_MS = 24 * 3_600_000

const PROGRAM = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** Whether it loads on this machine: on Linux a library may be missing. @returns its version, or undefined */
function versionOf(binary) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const run = spawnSync(binary, ['-p', 'process.versions.electron'], {
    env,
    encoding: 'utf8',
    timeout: 20_000,
  })
  return run.status === 0 ? run.stdout.trim() : undefined
}

/**
 * Electron's program file where it is present: in the folder that Electron's own variable names, else in its package.
 * @returns {{ binary: string, version: string } | undefined}
 */
export function findElectron(env = process.env, versionAt = versionOf) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(PACKAGE, 'dist')
  const binary = path.join(folder, PROGRAM[process.platform] ?? 'electron')
  if (!existsSync(binary)) return undefined
  const version = versionAt(binary)
  return version === undefined ? undefined : { binary, version }
}

const recently = file => existsSync(file) && Date.now() - statSync(file).mtimeMs < TRY_AGAIN_MS

/**
 * Lets Electron's own package download its program (mirrors and proxies as it and npm know them), for a short visible while.
 * @returns {Promise<boolean>} whether it came
 */
export async function fetchElectron(
  env = process.env,
  tell = console.error,
  install = path.join(PACKAGE, 'install.js'),
  notReached = NOT_REACHED,
  waitMs = WAIT_MS,
) {
  if (env.LW_ELECTRON === 'skip' || env.ELECTRON_OVERRIDE_DIST_PATH) return false
  if (env.LW_ELECTRON !== 'fetch' && recently(notReached)) return false
  tell(
    `正在下载 Electron（最多等 ${waitMs / 1000} 秒；LW_ELECTRON=skip 可跳过）… / Downloading Electron (for ${waitMs / 1000} s at most; LW_ELECTRON=skip skips this)…`,
  )
  const child = spawn(process.execPath, [install], { cwd: ROOT, env, stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), waitMs)
  const came = await new Promise(resolve => {
    child.on('error', () => resolve(false))
    child.on('exit', code => resolve(code === 0))
  })
  clearTimeout(timer)
  if (came) {
    rmSync(notReached, { force: true })
    return true
  }
  mkdirSync(path.dirname(notReached), { recursive: true })
  writeFileSync(notReached, '')
  tell(
    '没有下载到 Electron；改用系统的 Chromium（LW_ELECTRON=fetch 可再试）。 / Electron did not come; the system’s Chromium takes its place (LW_ELECTRON=fetch tries again).',
  )
  return false
}
