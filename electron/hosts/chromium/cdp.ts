import { type Readable, type Writable } from 'node:stream'

type Params = Readonly<Record<string, unknown>>

/** What the browser says, as far as this host reads it. */
interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Params
  readonly sessionId?: string
  readonly result?: Params
  readonly error?: { readonly message?: string }
}

interface Waiting {
  readonly method: string
  resolve(result: Params): void
  reject(error: Error): void
}

export type Listener = (params: never, sessionId: string | undefined) => void

export interface Cdp {
  send<Result = Params>(method: string, params?: Params, sessionId?: string): Promise<Result>
  /** For what may come too late (a page that is gone): a failure is of no interest. */
  tell(method: string, params?: Params, sessionId?: string): void
  on(event: string, listener: Listener): void
  /** The pipe is gone: whoever waits is told. */
  end(why: string): void
}

/** Cuts a stream of bytes at its NUL bytes. */
export function splitAtNul(take: (text: string) => void): (bytes: Buffer) => void {
  let pieces: Buffer[] = []
  return bytes => {
    let from = 0
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
      pieces.push(bytes.subarray(from, at))
      const whole = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
      pieces = []
      from = at + 1
      if (whole && whole.length > 0) take(whole.toString('utf8'))
    }
    if (from < bytes.length) pieces.push(bytes.subarray(from))
  }
}

/** The DevTools protocol over a pair of pipes, messages ended by NUL. */
export function connectPipe(write: Writable, read: Readable): Cdp {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Listener[]>()
  let last = 0
  let gone: string | undefined

  const take = (text: string): void => {
    const message = JSON.parse(text) as Message
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? [])
        listener((message.params ?? {}) as never, message.sessionId)
      return
    }
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) one?.reject(new Error(`${one.method}: ${message.error.message ?? 'refused'}`))
    else one?.resolve(message.result ?? {})
  }

  const end = (why: string): void => {
    gone ??= why
    for (const one of waiting.values()) one.reject(new Error(`${one.method}: ${why}`))
    waiting.clear()
  }

  read.on('data', splitAtNul(take))
  read.on('error', () => end('the browser is gone'))
  read.on('close', () => end('the browser is gone'))
  write.on('error', () => end('the browser is gone'))

  const send = (method: string, params: Params = {}, sessionId?: string): Promise<Params> =>
    new Promise((resolve, reject) => {
      if (gone !== undefined) return reject(new Error(`${method}: ${gone}`))
      const id = ++last
      waiting.set(id, { method, resolve, reject })
      write.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
    })

  return {
    send: send as Cdp['send'],
    tell: (method, params, sessionId) => void send(method, params, sessionId).catch(() => undefined),
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    end,
  }
}
