import { type PageAnswer, type PageFiles } from '../../app/window/page-files.ts'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'
import { type Cdp } from './cdp.ts'

interface Paused {
  readonly requestId: string
  readonly request: { readonly url: string; readonly method: string }
  readonly frameId?: string
  readonly resourceType?: string
}

/** Parts of the browser itself that a frame with a PDF is made of. */
const BUILT_IN =
  /^(chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai\/|chrome:\/\/resources\/|data:|blob:https:\/\/workstation\.invalid\/)/

const isOurs = (url: string): boolean => url === WINDOW_ORIGIN || url.startsWith(`${WINDOW_ORIGIN}/`)

/** The window itself shows the program and the host's own pages; a document that is saved leaves it where it is. */
const mayFillWindow = ({ kind }: PageAnswer): boolean => kind === 'page' || kind === 'saved-document'

/**
 * Answers every request of the window's frames itself: what is not ours fails before it reaches a network.
 * @returns switches it on for one more session
 */
export function serveRequests(
  cdp: Cdp,
  files: PageFiles,
  mainFrame: () => string,
): (session: string) => Promise<unknown> {
  const answer = async (
    { requestId, request, frameId, resourceType }: Paused,
    session?: string,
  ): Promise<void> => {
    const windowItself = resourceType === 'Document' && frameId === mainFrame()
    // An aborted navigation leaves the window as it is; a blocked one would fill it with the browser's error page.
    const refuse = (): void =>
      cdp.tell(
        'Fetch.failRequest',
        { requestId, errorReason: windowItself ? 'Aborted' : 'BlockedByClient' },
        session,
      )
    if (!isOurs(request.url)) {
      if (windowItself || !BUILT_IN.test(request.url)) return refuse()
      return cdp.tell('Fetch.continueRequest', { requestId }, session)
    }
    const found = await files(request)
    if (windowItself && !mayFillWindow(found)) return refuse()
    cdp.tell(
      'Fetch.fulfillRequest',
      {
        requestId,
        responseCode: found.status,
        responseHeaders: Object.entries(found.headers).map(([name, value]) => ({ name, value })),
        body: Buffer.from(found.body.buffer, found.body.byteOffset, found.body.byteLength).toString('base64'),
      },
      session,
    )
  }
  cdp.on('Fetch.requestPaused', (paused: Paused, session) => {
    answer(paused, session).catch(() =>
      cdp.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' }, session),
    )
  })
  return session => cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, session)
}
