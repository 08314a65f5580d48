import { type DrivenWindow, type WindowOptions } from './driven-window.ts'
import { openOnChromium } from './on-chromium.ts'
import { openOnElectron } from './on-electron.ts'

const HOSTS: Readonly<Record<string, (options: WindowOptions) => Promise<DrivenWindow>>> = {
  chromium: openOnChromium,
  electron: openOnElectron,
}

/** The same suite runs on every host: `LW_E2E_HOST` says on which. */
export const HOST = process.env['LW_E2E_HOST'] ?? 'chromium'

/** Opens the program's window for a test. */
export function openWindow(options: WindowOptions): Promise<DrivenWindow> {
  const open = Object.hasOwn(HOSTS, HOST) ? HOSTS[HOST] : undefined
  if (!open) throw new Error(`LW_E2E_HOST: no host is called ${HOST}`)
  return open(options)
}
