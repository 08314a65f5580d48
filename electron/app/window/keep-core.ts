import { programFault } from '../../ipc/refusals.ts'
import { type Port } from '../../ipc/link.ts'
import { type CoreOptions, type WindowCore } from './core.ts'
import { connectCore } from './thread.ts'

/** A thread or process in which the core runs. */
export interface CoreThread {
  readonly port: Port
  /** Why it ended; never rejects. */
  readonly ended: Promise<string>
  stop(): void
}

export interface CoreNews {
  /** The core's thread died; a new one is being started. */
  lost(why: string): void
  /** It does not start, or dies again and again: the next call tries anew. */
  failed(why: string): void
}

type Connected = Awaited<ReturnType<typeof connectCore>>

interface Running {
  readonly thread: CoreThread
  readonly core: Promise<Connected>
  /** The core, once it has opened. */
  opened(): Connected | undefined
  /** Why it ended, or refused to open; never rejects. */
  readonly ended: Promise<string>
}

/** More losses than this within the span, and only a person's press starts it again. */
const LOSSES = 3
const SPAN_MS = 120_000

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const noneAnswers = (reason: string): string =>
  JSON.stringify({ ok: false, error: { ...programFault('core-lost'), data: { fault: 'core-lost', reason } } })

function openOn(thread: CoreThread, options: CoreOptions): Running {
  let opened: Connected | undefined
  let refused: string | undefined
  const core = Promise.race([
    connectCore(thread.port, options).then(connected => (opened = connected)),
    thread.ended.then(reason => Promise.reject(new Error(reason))),
  ])
  // A core that refuses to open leaves a thread that does nothing.
  core.catch(error => {
    refused = why(error)
    thread.stop()
  })
  return { thread, core, opened: () => opened, ended: thread.ended.then(reason => refused ?? reason) }
}

/** @returns whether a loss now is one too many */
function lossCounter(): () => boolean {
  const losses: number[] = []
  return () => {
    const now = Date.now()
    losses.push(now)
    return losses.filter(at => now - at < SPAN_MS).length > LOSSES
  }
}

/** Keeps a core running behind a window, whatever becomes of its thread; a call while it is gone gets a plain error. */
export function keepCore(options: CoreOptions, startThread: () => CoreThread, news: CoreNews): WindowCore {
  let running: Running | undefined
  let closing = false
  const tooOften = lossCounter()

  const start = (): Running => {
    const one = (running = openOn(startThread(), options))
    void one.ended.then(reason => {
      one.opened()?.lost(reason)
      if (running === one) running = undefined
      if (closing) return
      if (!one.opened() || tooOften()) return news.failed(reason)
      news.lost(reason)
      start()
    })
    return one
  }
  const current = (): Promise<Connected> =>
    closing ? Promise.reject(new Error('the window is closing')) : (running ?? start()).core
  start()

  return {
    call: async (text, sender) => {
      try {
        return await (await current()).call(text, sender)
      } catch (error) {
        return noneAnswers(why(error))
      }
    },
    document: async path => (await current()).document(path),
    close: async () => {
      closing = true
      const last = running
      if (!last) return
      const core = await last.core.catch(() => undefined)
      await core?.close().catch(() => undefined)
      last.thread.stop()
      await last.ended
    },
  }
}
