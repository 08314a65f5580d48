import path from 'node:path'
import { dataHome } from '../../app/window/home.ts'
import { startCoreWorker } from '../../app/window/core-worker.ts'
import { keepCore } from '../../app/window/keep-core.ts'
import { type WindowCore } from '../../app/window/core.ts'
import { createPageFiles } from '../../app/window/page-files.ts'
import { savedEvent } from '../../app/window/saved-file.ts'
import { startBrowser, type BrowserProcess } from './browser-process.ts'
import { allowDownloads, downloadsFolder } from './downloads.ts'
import { findBrowser } from './find-browser.ts'
import { flagsOf } from './flags.ts'
import { inUse, prepareProfile, sweepProfile } from './profile.ts'
import { openWindow, type ChromiumWindow } from './window.ts'

export { dataHome, findBrowser }

export interface ChromiumOptions {
  /** The browser's program file. */
  readonly browser: string
  readonly home: string
  /** The program's resources folder. */
  readonly resources: string
  /** The built page. */
  readonly renderer: string
  /** The built core thread. */
  readonly coreEntry: string
  /** Without a window, for tests on machines that have no display. */
  readonly headless?: boolean
  /** More of the browser's flags, for a test's own entry; the program itself passes none. */
  readonly moreFlags?: readonly string[]
  readonly downloads?: string
  readonly say?: (zh: string, en: string) => void
}

export interface OpenedChromium {
  /** What the process should end with, once the window is closed and the core has ended in order. */
  readonly ended: Promise<number>
  readonly browserPid: number
  close(): void
}

type Say = NonNullable<ChromiumOptions['say']>

const GRACE_MS = 5000

const sayOnTerminal = (zh: string, en: string): void => void process.stderr.write(`${zh}\n  ${en}\n`)

/** Ends the browser in order; one that does not answer is ended all the same. */
async function endBrowser(browser: BrowserProcess): Promise<void> {
  browser.cdp.tell('Browser.close')
  const timer = setTimeout(browser.kill, GRACE_MS)
  await browser.exited
  clearTimeout(timer)
}

function needsNoSandbox(say: Say): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  say(
    '注意：以 root 运行，浏览器的沙箱只能关闭。请以普通用户使用本程序。',
    'Note: run as root, the browser cannot have its sandbox. Use this program as an ordinary user.',
  )
  return true
}

/** The core in its thread, its news in the window and on the terminal. */
function keptCore(options: ChromiumOptions, say: Say, window: () => ChromiumWindow | undefined): WindowCore {
  const { home, resources } = options
  // What only Electron can do is null: the core then seals secrets under the sign-in password and prints through CUPS.
  const services = { secrets: null, printers: null }
  return keepCore(
    { home, resources, services, onEvent: event => window()?.tell(JSON.stringify(event)) },
    () => startCoreWorker(options.coreEntry),
    {
      lost: why => {
        say(`业务程序意外停止，正在重新启动：${why}`, `The core stopped and is started again: ${why}`)
        window()?.show('core-lost')
      },
      failed: why => {
        say(`业务程序无法启动：${why}`, `The core does not start: ${why}`)
        window()?.show('core-failed')
      },
    },
  )
}

function browserFor(options: ChromiumOptions, profile: string, say: Say): BrowserProcess {
  const { headless = false, moreFlags: more = [] } = options
  const flags = flagsOf({ profile, headless, sandbox: !needsNoSandbox(say), more })
  return startBrowser(options.browser, flags, process.env)
}

/** Opens the workstation's window on the system's Chromium, over a pair of pipes and without any port. */
export async function openChromium(options: ChromiumOptions): Promise<OpenedChromium> {
  const say = options.say ?? sayOnTerminal
  const place = path.join(options.home, 'window')
  const profile = path.join(place, 'chromium')
  if (inUse(profile)) return handedOver(browserFor(options, profile, say), say)
  prepareProfile(profile)
  const opened: { window?: ChromiumWindow } = {}
  const core = keptCore(options, say, () => opened.window)
  const browser = browserFor(options, profile, say)
  const endAll = async (code: number): Promise<number> => {
    await core.close()
    await endBrowser(browser)
    sweepProfile(profile)
    return code
  }
  const handle = { browserPid: browser.pid, close: () => void endBrowser(browser) }
  try {
    await allowDownloads(browser.cdp, {
      scratch: path.join(place, 'downloads'),
      folder: options.downloads ?? downloadsFolder(),
      saved: file => {
        say(`已保存 ${file}`, `Saved ${file}`)
        opened.window?.tell(savedEvent(file))
      },
      failed: why => say(`没有保存：${why}`, `Not saved: ${why}`),
    })
    const window = await openWindow(browser, {
      files: createPageFiles(options.renderer, core.document),
      call: core.call,
      crashed: () => say('窗口的页面意外停止', 'The page of the window stopped'),
    })
    opened.window = window
    return { ...handle, ended: window.closed.then(() => endAll(0)) }
  } catch (error) {
    return { ...handle, ended: startFailed(browser, error, say, endAll) }
  }
}

/** A browser that finds its folder in use brings the window that is open to the front, and ends at once. */
function handedOver(browser: BrowserProcess, say: Say): OpenedChromium {
  say('本程序已经打开，已切换到该窗口。', 'The program is open already; its window was brought to the front.')
  return { browserPid: browser.pid, close: browser.kill, ended: browser.exited.then(() => 0) }
}

async function startFailed(
  browser: BrowserProcess,
  error: unknown,
  say: Say,
  endAll: (code: number) => Promise<number>,
): Promise<number> {
  await endBrowser(browser)
  const { code, said } = await browser.exited
  say(
    `浏览器无法启动（${code}）：${String(error)}\n${said}`,
    'The browser does not start; its own words stand above. LW_CHROMIUM names another one.',
  )
  return endAll(1)
}

/** The same, until the window is closed; Ctrl+C closes it. @returns the exit code */
export async function runChromium(options: ChromiumOptions): Promise<number> {
  const opened = await openChromium(options)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, opened.close)
  return opened.ended
}
