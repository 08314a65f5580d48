import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { type WindowCore } from '../../electron/app/window/core.ts'
import { openWindowCore } from '../../electron/app/window/open-core.ts'
import { type HostServices } from '../../electron/app/window/host-services.ts'
import { WINDOW_ORIGIN } from '../../electron/ipc/gate.ts'
import { openPage } from './page.ts'

/** The built page in real Chromium over the real core in this process: everything but the host. */
export interface LivePage {
  readonly page: Page
  readonly core: WindowCore
  readonly home: string
  readonly faults: readonly string[]
  close(): Promise<void>
}

interface Options {
  readonly home?: string
  readonly services?: HostServices
  readonly width?: number
  readonly height?: number
}

const BRIDGE = `
  window.workstation = Object.freeze({
    host: 'chromium',
    call: text => window.__call(text),
    listen: listener => { (window.__listeners ??= []).push(listener) },
  })`

export async function openLive(browser: Browser, root: string, options: Options = {}): Promise<LivePage> {
  const home = options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'lw-live-'))
  const shown: { page?: Page } = {}
  const core = await openWindowCore({
    home,
    resources: path.resolve('resources'),
    services: options.services ?? { secrets: null, printers: null },
    onEvent: event =>
      void shown.page
        ?.evaluate(
          `for (const tell of window.__listeners ?? []) tell(${JSON.stringify(JSON.stringify(event))})`,
        )
        .catch(() => undefined), // the page is gone
  })
  const opened = await openPage(browser, root, '', {
    width: options.width ?? 1366,
    height: options.height ?? 768,
    bridge: BRIDGE,
    prepare: async context => {
      await context.exposeBinding('__call', (source, text: string) =>
        core.call(text, { origin: WINDOW_ORIGIN, mainFrame: source.frame === source.page.mainFrame() }),
      )
    },
    document: address => core.document(address),
  })
  shown.page = opened.page
  return {
    page: opened.page,
    core,
    home,
    faults: opened.faults,
    async close() {
      await opened.close()
      await core.close()
    },
  }
}
