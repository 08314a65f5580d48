import { type GateCode } from '../../shared/contract/define.ts'
import { type EventName, type WindowEvent, type WindowEvents } from '../../shared/contract/events.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'
import { type CallInput, type CallReply, type ChannelName } from './contract.ts'

/** What a host puts into the window, the only thing that it puts there. */
export interface HostBridge {
  call(text: string): Promise<string>
  listen(listener: (eventText: string) => void): void
  readonly host: 'electron' | 'chromium'
}

export interface Bridge {
  /** Asks the core. Never throws: a core that does not answer is an answer with words too. */
  call<N extends ChannelName>(name: N, input: CallInput<N>): Promise<CallReply<N>>
  /** Hears what the core announces. @returns how to stop hearing it */
  on<N extends EventName>(name: N, listener: (detail: WindowEvents[N]) => void): () => void
}

const NO_ANSWER: AppError<GateCode> = appError(
  'program-fault',
  words(
    '程序核心没有应答，这次操作是否完成未知',
    'The core did not answer; whether this was done is not known',
  ),
  {
    next: words(
      '请先查看该事项现在的状态，再决定是否重做；若反复出现，请关闭程序后重新打开',
      'Look at the present state before doing it again; if this repeats, close the program and open it anew',
    ),
  },
)

const isReply = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean'

const isEvent = (value: unknown): value is WindowEvent =>
  typeof value === 'object' && value !== null && typeof (value as { name?: unknown }).name === 'string'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function createBridge(host: HostBridge): Bridge {
  const listeners = new Map<string, Set<(detail: never) => void>>()
  host.listen(text => {
    const event = parsed(text)
    if (!isEvent(event)) return
    for (const listener of [...(listeners.get(event.name) ?? [])]) listener(event.detail as never)
  })
  return {
    async call<N extends ChannelName>(name: N, input: CallInput<N>) {
      const noAnswer = { ok: false, error: NO_ANSWER } as CallReply<N>
      try {
        const reply = parsed(await host.call(JSON.stringify({ channel: name, input })))
        return isReply(reply) ? (reply as CallReply<N>) : noAnswer
      } catch {
        return noAnswer
      }
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all)
      all.add(listener)
      return () => void all.delete(listener)
    },
  }
}
