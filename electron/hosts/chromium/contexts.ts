import { WINDOW_ORIGIN, type Sender } from '../../ipc/gate.ts'
import { type Cdp } from './cdp.ts'

interface Context {
  readonly id: number
  readonly origin: string
  readonly auxData?: { readonly isDefault?: boolean; readonly frameId?: string }
}

export interface Contexts {
  /** Who runs in it, as the browser says; undefined for a world that is no page's own. */
  sender(id: number): Sender | undefined
  /** The page that may be told events, if it is there. */
  page(): number | undefined
}

/** Keeps in mind which script context belongs to which frame of `session`. */
export function watchContexts(cdp: Cdp, session: string, mainFrame: string): Contexts {
  const senders = new Map<number, Sender>()
  let page: number | undefined
  cdp.on('Runtime.executionContextCreated', ({ context }: { context: Context }, from) => {
    if (from !== session || !context.auxData?.isDefault) return
    const sender = { origin: context.origin, mainFrame: context.auxData.frameId === mainFrame }
    senders.set(context.id, sender)
    if (sender.mainFrame) page = sender.origin === WINDOW_ORIGIN ? context.id : undefined
  })
  cdp.on('Runtime.executionContextDestroyed', (gone: { executionContextId: number }, from) => {
    if (from !== session) return
    senders.delete(gone.executionContextId)
    if (page === gone.executionContextId) page = undefined
  })
  cdp.on('Runtime.executionContextsCleared', (_: unknown, from) => {
    if (from !== session) return
    senders.clear()
    page = undefined
  })
  return { sender: id => senders.get(id), page: () => page }
}
