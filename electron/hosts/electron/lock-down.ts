import { type App, type Session, type WebContents } from 'electron'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'

/** Switches of the browser inside; whatever still wants to leave the machine goes to a proxy that is not there. */
const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['disable-http-cache'],
  ['no-pings'],
  ['lang', 'zh-CN'],
  ['proxy-server', 'http://127.0.0.1:9'],
  ['proxy-bypass-list', '<-loopback>'],
]

/** As root Linux gives no process a sandbox: Chromium's parts would not even start. */
export const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

/** Before the app is ready: every page in a sandbox, whatever its window says, and silence. */
export function quietSwitches(app: App): void {
  if (!isRoot()) app.enableSandbox()
  for (const [name, value] of SWITCHES) {
    if (value === undefined) app.commandLine.appendSwitch(name)
    else app.commandLine.appendSwitch(name, value)
  }
}

/** Our origin, what a page of it made itself, and the parts of the browser that show a PDF. */
const LET_THROUGH =
  /^(https:\/\/workstation\.invalid\/|blob:https:\/\/workstation\.invalid\/|data:|devtools:\/\/|chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai\/|chrome:\/\/resources\/)/

/** Nothing but our own origin is requested, and no permission is given. */
export function closeSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !LET_THROUGH.test(details.url) }))
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  // Younger than the oldest Electron that this runs on.
  const younger = session as Partial<
    Pick<Session, 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler'>
  >
  younger.setDevicePermissionHandler?.(() => false)
  younger.setDisplayMediaRequestHandler?.((_request, answer) => answer({}))
  session.setSpellCheckerEnabled(false)
}

/** Whether the window itself may go there: the program's routes and the host's own pages; neither files nor documents. */
export function mayGoTo(address: string): boolean {
  try {
    const { origin, pathname } = new URL(address)
    return origin === WINDOW_ORIGIN && !pathname.startsWith('/doc/') && !/\.[^/]*$/.test(pathname)
  } catch {
    return false
  }
}

export interface Elsewhere {
  /** The page wanted the window to go to an address of ours that does not fill it. */
  wanted(address: string): void
}

/** No way out of the page: not by a link, a redirection, a new window or an embedded one. */
export function closeContents(contents: WebContents, { wanted }: Elsewhere): void {
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (mayGoTo(address)) return
    event.preventDefault()
    wanted(address)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
