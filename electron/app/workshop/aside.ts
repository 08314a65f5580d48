import { type VerifyOptions } from '../../ports/document-verifier.ts'
import { type FaceRequest } from '../../ports/face-renderer.ts'
import { type Workshop } from '../../ports/workshop.ts'
import { OpenThread, type WorkshopThread } from './open-thread.ts'

export interface AsideOptions {
  /** Does what no thread is there for, and what a thread that failed has left. */
  readonly here: Workshop
  readonly start: () => WorkshopThread
  /** Is told of every thread that failed. */
  readonly onFault: (error: unknown) => void
  /** Fewer copies than these are made here: a thread has to read its fonts first. */
  readonly from?: number
  /** How long a thread waits for the next batch, in milliseconds. */
  readonly idleMs?: number
}

/** Our defaults: reading a second set of fonts takes as long as about twenty copies. */
const FROM = 20
const IDLE_MS = 30_000

class AsideWorkshop implements Workshop {
  readonly #options: AsideOptions
  #thread: OpenThread | undefined
  #batches = 0
  #idle: NodeJS.Timeout | undefined

  constructor(options: AsideOptions) {
    this.#options = options
  }

  expect(copies: number): { done(): void } {
    const { from = FROM, idleMs = IDLE_MS } = this.#options
    if (copies < from) return { done() {} }
    clearTimeout(this.#idle)
    this.#batches += 1
    this.#thread ??= this.#start()
    this.#thread?.hold(true)
    return {
      done: () => {
        this.#batches -= 1
        if (this.#batches > 0) return
        this.#thread?.hold(false)
        this.#idle = setTimeout(() => this.close(), idleMs).unref()
      },
    }
  }

  draw(request: FaceRequest): ReturnType<Workshop['draw']> {
    return this.#aside(
      thread => thread.draw(request),
      () => this.#options.here.draw(request),
    )
  }

  judge(bytes: Uint8Array, judging: VerifyOptions): ReturnType<Workshop['judge']> {
    return this.#aside(
      thread => thread.judge(bytes, judging),
      () => this.#options.here.judge(bytes, judging),
    )
  }

  close(): void {
    clearTimeout(this.#idle)
    this.#thread?.stop()
    this.#thread = undefined
  }

  #start(): OpenThread | undefined {
    const { start, onFault } = this.#options
    try {
      const made: OpenThread = new OpenThread(start(), error => {
        if (this.#thread !== made) return // ended by `close`
        this.#thread = undefined
        onFault(error ?? new Error('the thread of the workshop ended by itself'))
      })
      return made
    } catch (error) {
      onFault(error)
      return undefined
    }
  }

  async #aside<T>(task: (thread: OpenThread) => Promise<T>, here: () => Promise<T>): Promise<T> {
    const thread = this.#thread
    if (!thread) return here()
    try {
      return await task(thread)
    } catch (error) {
      if (!thread.gone) throw error
      return here()
    }
  }
}

/**
 * A workshop that has a thread of its own while many copies are made. Whatever the thread cannot do is done here: that it
 * failed costs time and never a licence. See docs/adr/0007-issuing-pipeline.md.
 */
export const createWorkshopAside = (options: AsideOptions): Workshop => new AsideWorkshop(options)
