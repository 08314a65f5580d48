import { hostPagePath, type HostPage } from '../../app/window/host-pages.ts'
import { type PageFiles } from '../../app/window/page-files.ts'
import { WINDOW_ORIGIN, type Sender } from '../../ipc/gate.ts'
import { installBridge, type Bridge } from './bridge.ts'
import { type BrowserProcess } from './browser-process.ts'
import { type Cdp } from './cdp.ts'
import { serveRequests } from './requests.ts'

export interface WindowParts {
  readonly files: PageFiles
  call(text: string, sender: Sender): Promise<string>
  crashed(): void
}

export interface ChromiumWindow {
  /** The person closed the window, or the browser is gone. */
  readonly closed: Promise<void>
  /** Tells the page one event, as JSON text. */
  tell(text: string): void
  show(page: HostPage): void
}

interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly url: string
}

interface MainTarget {
  readonly session: string
  readonly targetId: string
}

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/** Frames with a process of their own: their requests come through a session of their own. */
const FRAMES = new Set(['iframe', 'webview'])

/** Takes the first page as the window; every later one is closed at once, and nothing is served to it. */
function watchTargets(
  cdp: Cdp,
  serve: (session: string) => Promise<unknown>,
): { readonly main: Promise<MainTarget>; readonly closed: Promise<void> } {
  let main: MainTarget | undefined
  let found!: (target: MainTarget) => void
  let gone!: () => void
  const attached = new Promise<MainTarget>(resolve => (found = resolve))
  const closed = new Promise<void>(resolve => (gone = resolve))

  const run = async (session: string, type: string): Promise<void> => {
    if (FRAMES.has(type)) await serve(session)
    await cdp.send('Target.setAutoAttach', AUTO_ATTACH, session).catch(() => undefined) // workers have no such thing
    await cdp.send('Runtime.runIfWaitingForDebugger', {}, session)
  }
  cdp.on(
    'Target.attachedToTarget',
    ({ sessionId, targetInfo }: { sessionId: string; targetInfo: TargetInfo }) => {
      const { type, targetId } = targetInfo
      const second = type === 'page' && main !== undefined
      if (second || type === 'service_worker' || type === 'shared_worker') {
        cdp.tell('Target.closeTarget', { targetId })
        // One that is held while it is closed can hold the window that opened it for good.
        cdp.tell('Runtime.runIfWaitingForDebugger', {}, sessionId)
        // A second start of the program ends up here: the window that is there comes to the front.
        if (second && main) cdp.tell('Page.bringToFront', {}, main.session)
        return
      }
      if (type === 'page') found((main = { session: sessionId, targetId }))
      run(sessionId, type).catch(() => undefined) // it may be gone again
    },
  )
  cdp.on('Target.targetDestroyed', ({ targetId }: { targetId: string }) => {
    if (targetId === main?.targetId) gone()
  })
  // Developer tools are a window like any other.
  cdp.on('Target.targetCreated', ({ targetInfo }: { targetInfo: TargetInfo }) => {
    if (targetInfo.url.startsWith('devtools://'))
      cdp.tell('Target.closeTarget', { targetId: targetInfo.targetId })
  })
  return { main: attached, closed }
}

/** Answers the dialogs that nobody can see; a person decides about leaving an unsaved form. */
function answerDialogs(cdp: Cdp, session: string): void {
  cdp.on('Page.javascriptDialogOpening', (dialog: { type: string; hasBrowserHandler: boolean }, from) => {
    if (from !== session) return
    const leaving = dialog.type === 'beforeunload'
    if (leaving && dialog.hasBrowserHandler) return
    cdp.tell('Page.handleJavaScriptDialog', { accept: leaving }, session)
  })
}

/** Brings the window home when something got past the requests: a file dropped on it, `about:blank`, a restored page. */
function stayHome(cdp: Cdp, session: string): void {
  cdp.on('Page.frameNavigated', ({ frame }: { frame: { parentId?: string; url: string } }, from) => {
    if (from !== session || frame.parentId !== undefined) return
    if (!frame.url.startsWith(`${WINDOW_ORIGIN}/`))
      cdp.tell('Page.navigate', { url: `${WINDOW_ORIGIN}/` }, session)
  })
}

/** Makes the browser's one page the workstation's window, and goes there. */
export async function openWindow(browser: BrowserProcess, parts: WindowParts): Promise<ChromiumWindow> {
  const { cdp } = browser
  const mainFrame = { id: '' }
  const serve = serveRequests(cdp, parts.files, () => mainFrame.id)
  const targets = watchTargets(cdp, serve)
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  await cdp.send('Target.setAutoAttach', AUTO_ATTACH)
  const { session, targetId } = await Promise.race([
    targets.main,
    browser.exited.then(() => Promise.reject(new Error('the browser is gone'))),
  ])
  mainFrame.id = targetId // the main frame of a page bears the id of its target

  const show = (url: string): void => cdp.tell('Page.navigate', { url: WINDOW_ORIGIN + url }, session)
  cdp.on('Target.targetCrashed', (crash: { targetId: string }) => {
    if (crash.targetId !== targetId) return
    parts.crashed()
    show(hostPagePath('page-crashed'))
  })
  answerDialogs(cdp, session)
  const [bridge] = await Promise.all([
    installBridge(cdp, session, targetId, parts.call) satisfies Promise<Bridge>,
    cdp.send('Page.enable', {}, session),
    // Granting nothing refuses every permission that the page could ask for.
    cdp.send('Browser.grantPermissions', { permissions: [], origin: WINDOW_ORIGIN }),
    serve(session),
  ])
  await cdp.send('Page.navigate', { url: `${WINDOW_ORIGIN}/` }, session)
  stayHome(cdp, session)
  return {
    closed: Promise.race([targets.closed, browser.exited.then(() => undefined)]),
    tell: bridge.tell,
    show: page => show(hostPagePath(page)),
  }
}
