import { WINDOW_ORIGIN, type Sender } from '../../ipc/gate.ts'
import { type Cdp } from './cdp.ts'
import { watchContexts } from './contexts.ts'

const BINDING = '__workstationCall'
const TOLD = '__workstationTold'

/**
 * Runs before any script of any frame: takes the raw binding away everywhere, and gives the one page its bridge. In a frame
 * the binding is refused by the host all the same, by what the browser says of its context.
 */
const BOOT = `(() => {
  const post = globalThis.${BINDING}
  delete globalThis.${BINDING}
  if (window !== top || location.origin !== ${JSON.stringify(WINDOW_ORIGIN)} || typeof post !== 'function') return
  const waiting = new Map()
  const listeners = []
  let last = 0
  const call = text => new Promise((resolve, reject) => {
    const id = ++last
    waiting.set(id, { resolve, reject })
    post(JSON.stringify([id, String(text)]))
  })
  const listen = listener => void listeners.push(listener)
  const told = (id, text) => {
    if (id === 0) { for (const listener of listeners) listener(text); return }
    waiting.get(id)?.resolve(text)
    waiting.delete(id)
  }
  const workstation = Object.freeze({ call, listen, host: 'chromium' })
  Object.defineProperty(globalThis, 'workstation', { value: workstation, enumerable: true })
  Object.defineProperty(globalThis, '${TOLD}', { value: told })
})()`

export interface Bridge {
  /** One event's JSON text to the page, if it is there. */
  tell(text: string): void
}

/** A call's wrapper as the page's boot script writes it; anything else is not ours. */
function parsedCall(payload: string): readonly [id: number, text: string] | undefined {
  try {
    const [id, text, ...rest] = JSON.parse(payload) as unknown[]
    if (typeof id !== 'number' || typeof text !== 'string' || rest.length > 0) return undefined
    return [id, text]
  } catch {
    return undefined
  }
}

/** Puts `window.workstation` into the page of `session`, and passes its calls on with the sender as the browser saw it. */
export async function installBridge(
  cdp: Cdp,
  session: string,
  mainFrame: string,
  call: (text: string, sender: Sender) => Promise<string>,
): Promise<Bridge> {
  const contexts = watchContexts(cdp, session, mainFrame)

  const hand = (context: number, id: number, text: string): void =>
    cdp.tell(
      'Runtime.callFunctionOn',
      {
        executionContextId: context,
        functionDeclaration: `function (id, text) { globalThis.${TOLD}?.(id, text) }`,
        arguments: [{ value: id }, { value: text }],
        silent: true,
      },
      session,
    )

  cdp.on(
    'Runtime.bindingCalled',
    async (called: { name: string; payload: string; executionContextId: number }, from) => {
      if (from !== session || called.name !== BINDING) return
      const sender = contexts.sender(called.executionContextId)
      const wrapped = parsedCall(called.payload)
      if (!sender || !wrapped) return
      const [id, text] = wrapped
      hand(called.executionContextId, id, await call(text, sender))
    },
  )

  await Promise.all([
    cdp.send('Runtime.enable', {}, session),
    cdp.send('Runtime.addBinding', { name: BINDING }, session),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: BOOT }, session),
  ])
  return {
    tell: text => {
      const page = contexts.page()
      if (page !== undefined) hand(page, 0, text)
    },
  }
}
