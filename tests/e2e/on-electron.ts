import { existsSync } from 'node:fs'
import path from 'node:path'
import { _electron, errors, type ElectronApplication } from 'playwright-core'
import { ensureWindowBuilt } from '../../tools/setup/build-window.mjs'
import { type DrivenWindow, type WindowOptions } from './driven-window.ts'
import { killTree } from './kill-tree.ts'

/** Electron's program file in the folder that `ELECTRON_OVERRIDE_DIST_PATH` names, as Electron's own package reads it. */
export function electronBinary(): string {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const file = path.join(folder ?? '', process.platform === 'win32' ? 'electron.exe' : 'electron')
  if (!folder || !existsSync(file))
    throw new Error(
      'ELECTRON_OVERRIDE_DIST_PATH must name a folder with an Electron (see docs/how-to/run-in-electron.md)',
    )
  return file
}

const asRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

/** A start takes two or three seconds; the driver sometimes misses that an old Electron has begun, and waits for good. */
const LAUNCH_MS = 30_000
const TRIES = 3

/** @throws what kept it from starting, or that it did not begin in any of the tries */
async function launch(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let tries = 1; ; tries++) {
    try {
      return await _electron.launch({ ...options, timeout: LAUNCH_MS })
    } catch (error) {
      if (tries === TRIES || !(error instanceof errors.TimeoutError)) throw error
    }
  }
}

export interface ElectronWindow extends DrivenWindow {
  readonly app: ElectronApplication
}

/** Starts the product's own bundle on a real Electron, by Playwright's driver for it. Needs a display. */
export async function openOnElectron(options: WindowOptions): Promise<ElectronWindow> {
  const built = await ensureWindowBuilt()
  const other =
    options.renderer !== undefined || options.coreEntry !== undefined || options.resources !== undefined
  const given = {
    bundle: built.electronHost,
    home: options.home,
    resources: options.resources ?? built.resources,
    renderer: options.renderer ?? built.renderer,
    coreEntry: options.coreEntry ?? built.electronCore,
    preload: built.preload,
    downloads: options.downloads ?? path.join(options.home, 'saved'),
  }
  const entry = path.join(import.meta.dirname, 'electron-entry.cjs')
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  const startedAt = Date.now()
  const running = await launch({
    executablePath: electronBinary(),
    args: [...(asRoot() ? ['--no-sandbox'] : []), other || options.downloads ? entry : built.electron],
    env: {
      ...Object.fromEntries(inherited),
      LW_HOME: options.home,
      LW_TEST_HOST: JSON.stringify(given),
      ...options.env,
    },
  })
  const host = running.process()
  let said = ''
  host.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exited = new Promise<number | null>(resolve => host.once('exit', resolve))
  const page = await running.firstWindow()
  await page.waitForURL('https://workstation.invalid/**')
  return {
    app: running,
    page,
    hostPid: host.pid ?? -1,
    startedAt,
    said: () => said,
    kill: async () => {
      killTree(host.pid ?? -1)
      await exited
    },
    close: async () => {
      if (host.exitCode === null) await page.close({ runBeforeUnload: false }).catch(() => undefined)
      return exited
    },
  }
}
