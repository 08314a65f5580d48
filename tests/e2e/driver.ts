import { type DrivenWindow, type WindowOptions } from './driven-window.ts'
import { openOnChromium } from './on-chromium.ts'

/** Opens the program's window for a test. The same suite runs on every host: `LW_E2E_HOST` says on which. */
export function openWindow(options: WindowOptions): Promise<DrivenWindow> {
  const host = process.env['LW_E2E_HOST'] ?? 'chromium'
  if (host === 'chromium') return openOnChromium(options)
  throw new Error(`LW_E2E_HOST: no host is called ${host}`)
}
