import { type FaceDefinition } from '../../../shared/domain/face/face.ts'
import { createLink, type Port } from '../../ipc/link.ts'
import { type FaceRequest } from '../../ports/face-renderer.ts'
import { type Workshop } from '../../ports/workshop.ts'
import { type Order, type WorkshopAnswers } from './serve.ts'

/** A thread that was started: its port, and how it ended. */
export interface WorkshopThread {
  readonly port: Port
  /** Rejects when the thread fails, resolves when it ends. */
  readonly ended: Promise<void>
  /** Whether the program has to wait for it, as it does while copies are made. */
  hold(on: boolean): void
  stop(): void
}

/** One thread of a workshop, from its start to its end. */
export class OpenThread {
  readonly #thread: WorkshopThread
  readonly #ask: ReturnType<typeof createLink<WorkshopAnswers>>['ask']
  readonly #faces = new Map<FaceDefinition, number>()
  #gone = false

  /** @param onGone is told when it has ended, and why where it failed */
  constructor(thread: WorkshopThread, onGone: (error: unknown) => void) {
    this.#thread = thread
    const link = createLink<WorkshopAnswers>(thread.port, {})
    this.#ask = link.ask
    const gone = (error: unknown): void => {
      this.#gone = true
      link.end('the thread of the workshop ended')
      onGone(error)
    }
    thread.ended.then(() => gone(undefined), gone)
  }

  get gone(): boolean {
    return this.#gone
  }

  draw(request: FaceRequest): ReturnType<Workshop['draw']> {
    return this.#ask.draw(this.#order(request))
  }

  judge(...judging: Parameters<Workshop['judge']>): ReturnType<Workshop['judge']> {
    return this.#ask.judge(...judging)
  }

  hold(on: boolean): void {
    this.#thread.hold(on)
  }

  stop(): void {
    this.#thread.stop()
  }

  #order({ face, ...request }: FaceRequest): Order {
    let number = this.#faces.get(face)
    if (number === undefined) {
      number = this.#faces.size
      this.#faces.set(face, number)
      void this.#ask.face(number, face).catch(() => undefined) // the order that follows fails too
    }
    return { face: number, request }
  }
}
