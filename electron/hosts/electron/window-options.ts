import { type BrowserWindowConstructorOptions, type WebPreferences } from 'electron'

/** No page of this program has Node, a page of somebody else, or a way out of its sandbox. */
export const SAFE_PAGE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
} as const satisfies WebPreferences

export const windowOptions = (preload: string, packaged: boolean): BrowserWindowConstructorOptions => ({
  width: 1280,
  height: 800,
  minWidth: 960,
  minHeight: 600,
  show: false,
  title: '证照工作站',
  backgroundColor: '#f3f5f8',
  webPreferences: { ...SAFE_PAGE, preload, devTools: !packaged },
})
