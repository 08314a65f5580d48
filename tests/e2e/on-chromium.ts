import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'
import { ensureWindowBuilt } from '../../tools/setup/build-window.mjs'
import { type DrivenWindow, type WindowOptions } from './driven-window.ts'
import { killTree } from './kill-tree.ts'

interface Ready {
  readonly port: number
  readonly browserPid: number
}

/** The first line that the entry prints. @throws with the host's words when it ends before */
function readyOf(host: ChildProcess, said: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let text = ''
    host.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      if (text.includes('\n')) resolve(JSON.parse(text) as Ready)
    })
    host.once('exit', code => reject(new Error(`the host ended with ${code}:\n${said()}`)))
  })
}

/** What a test of this host alone may ask for. */
interface ChromiumOptions extends WindowOptions {
  /** Shows the window: some things a browser does on a screen only. */
  readonly onScreen?: boolean
  readonly flags?: readonly string[]
}

/** Starts the product's own bundle, headless unless `LW_E2E_HEADFUL` is set, and joins its window. */
export async function openOnChromium(options: ChromiumOptions): Promise<DrivenWindow> {
  const built = await ensureWindowBuilt()
  const browser = findBrowser()
  if (browser === undefined) throw new Error('no Chromium on this machine; LW_CHROMIUM names one')
  const given = {
    bundle: built.chromium,
    browser,
    home: options.home,
    resources: options.resources ?? built.resources,
    renderer: options.renderer ?? built.renderer,
    coreEntry: options.coreEntry ?? built.coreThread,
    headless: options.onScreen !== true && process.env['LW_E2E_HEADFUL'] === undefined,
    flags: options.flags ?? [],
    downloads: options.downloads ?? path.join(options.home, 'saved'),
  }
  const startedAt = Date.now()
  const host = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'chromium-entry.mjs'), JSON.stringify(given)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
  )
  let said = ''
  host.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exited = once(host, 'exit') as Promise<[number | null]>
  const { port } = await readyOf(host, () => said)
  const joined = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const context = joined.contexts()[0]
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (!page) throw new Error('the browser has no page')
  await page.waitForURL('https://workstation.invalid/**')
  return {
    page,
    hostPid: host.pid ?? -1,
    startedAt,
    said: () => said,
    kill: async () => {
      killTree(host.pid ?? -1)
      await exited
      await joined.close()
    },
    close: async () => {
      // Closing the tab is what the window's own button does; the host then ends the rest in order.
      if (host.exitCode === null) await page.close({ runBeforeUnload: false }).catch(() => undefined)
      const [code] = await exited
      await joined.close().catch(() => undefined)
      return code
    },
  }
}
