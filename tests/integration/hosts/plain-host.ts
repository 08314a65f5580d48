import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { findBrowser } from '../../../electron/hosts/chromium/find-browser.ts'
import { ensureWindowBuilt } from '../../../tools/setup/build-window.mjs'
import { eventually, PAGE, scratchFolder, testCore } from './built.ts'

export interface PlainHost {
  readonly process: ChildProcess
  readonly home: string
  readonly profile: string
  said(): string
  readonly exited: Promise<number | null>
  /** When the page has made its first call. */
  ready(): Promise<void>
}

interface PlainOptions {
  readonly home?: string
  readonly moreFlags?: readonly string[]
  readonly browser?: string
  readonly headless?: boolean
  /** Another user to run as. */
  readonly uid?: number
  /** Words before the command, as `unshare -n`. */
  readonly under?: readonly string[]
}

/** Another user may not look into the folder where the sources lie: the parts go to one where it may. */
function moveOut(parts: { bundle: string; run: string; page: string }, folder: string, uid: number): void {
  const copied = (from: string, name: string): string => {
    cpSync(from, path.join(folder, name), { recursive: true })
    return path.join(folder, name)
  }
  parts.bundle = path.join(copied(path.dirname(parts.bundle), 'window'), path.basename(parts.bundle))
  parts.run = copied(parts.run, path.basename(parts.run))
  parts.page = copied(parts.page, 'page')
  chownSync(folder, uid, uid)
}

/** The host exactly as a person starts it, without any door for a test. */
export async function plainHost(options: PlainOptions = {}): Promise<PlainHost> {
  const { home, moreFlags, uid, under = [] } = options
  const folder = scratchFolder()
  const built = await ensureWindowBuilt()
  const coreEntry = await testCore(folder)
  const parts = {
    bundle: built.chromium,
    run: path.join(import.meta.dirname, 'run-chromium.mjs'),
    page: PAGE,
  }
  if (uid !== undefined) moveOut(parts, folder, uid)
  const where = home ?? path.join(folder, 'home')
  const given = {
    bundle: parts.bundle,
    browser: options.browser ?? findBrowser(),
    home: where,
    resources: built.resources,
    renderer: parts.page,
    coreEntry,
    headless: options.headless ?? true,
    moreFlags,
  }
  const seen = path.join(where, 'page-seen')
  rmSync(seen, { force: true })
  const [command = '', ...args] = [...under, process.execPath, parts.run, JSON.stringify(given)]
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, HOME: folder, TMPDIR: folder },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  return {
    process: child,
    home: where,
    profile: path.join(where, 'window/chromium'),
    said: () => said,
    exited,
    ready: () =>
      eventually(() => {
        if (child.exitCode !== null) throw new Error(`the host ended:\n${said}`)
        return existsSync(seen) && readFileSync(seen, 'utf8') === 'ready' ? true : undefined
      }, 'the page').then(() => undefined),
  }
}
