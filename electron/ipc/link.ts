/** One end of a message port: a worker's, a utility process's, or a `MessagePort`. */
export interface Port {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): void
}

/** What one side lets the other ask. Values cross by structured clone: plain data and bytes. */
export type Answers = Readonly<Record<string, (...args: never[]) => unknown>>

type Asked<A extends Answers> = {
  readonly [N in keyof A]: (...args: Parameters<A[N]>) => Promise<Awaited<ReturnType<A[N]>>>
}

type Message =
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly type: 'told'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * Questions both ways over one port: the host asks the core (calls, documents), the core asks the host (print, keep a
 * secret). A question that the other side cannot answer is an error here, never silence; `end` fails what still waits.
 */
export function createLink<Theirs extends Answers>(
  port: Port,
  ours: Answers,
): { readonly ask: Asked<Theirs>; end(why: string): void } {
  const waiting = new Map<number, Waiting>()
  let last = 0
  const answer = async (id: number, name: string, args: readonly unknown[]): Promise<void> => {
    try {
      const verb = Object.hasOwn(ours, name) ? ours[name] : undefined
      if (!verb) throw new Error(`no answer to ${name}`)
      port.post({ type: 'told', id, value: await verb(...(args as never[])) })
    } catch (error) {
      port.post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) })
    }
  }
  port.listen(data => {
    const message = data as Message
    if (message.type === 'ask') return void answer(message.id, message.name, message.args)
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'told') one?.resolve(message.value)
    else one?.reject(new Error(message.message))
  })
  const asked = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      port.post({ type: 'ask', id, name, args })
    })
  return {
    ask: new Proxy({} as Asked<Theirs>, {
      get: (_target, name) =>
        name === 'then' ? undefined : (...args: unknown[]) => asked(String(name), args),
    }),
    end(why) {
      for (const one of waiting.values()) one.reject(new Error(why))
      waiting.clear()
    },
  }
}
