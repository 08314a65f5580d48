import { type Database } from '../engine/database.ts'
import { type Row, type Value } from './row.ts'

/** The connection as the stores see it. Writing outside a transaction is refused, so that nothing is half written. */
export interface Session {
  /** Runs one statement and says how many rows it changed. */
  run(sql: string, params?: readonly Value[]): number
  get(sql: string, params?: readonly Value[]): Row | undefined
  all(sql: string, params?: readonly Value[]): readonly Row[]
  /** Throws the error, and undoes the transaction even if somebody catches it. */
  fail(error: Error): never
  /** Called when a transaction was undone: what a store remembered of it must go. */
  onUndone(forget: () => void): void
}

/** A store was asked to write outside `write`. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError'
  constructor() {
    super('the stores write only inside a transaction')
  }
}

export interface SessionOwner {
  readonly session: Session
  /** One durable transaction. @throws what `work` throws, or the first failed write; then nothing was written. */
  transaction<T>(work: () => T): T
}

/** One session for one connection. A write that failed makes its whole transaction fail: half an act is never kept. */
export function ownSession(db: Database): SessionOwner {
  let writing = false
  let failure: unknown
  const forgetful: (() => void)[] = []
  const session: Session = {
    run(sql, params = []) {
      if (!writing) throw new ReadOnlyError()
      try {
        return db.run(sql, params).changes
      } catch (error) {
        failure ??= error
        throw error
      }
    },
    get: (sql, params = []) => db.get(sql, params),
    all: (sql, params = []) => db.all(sql, params),
    fail(error) {
      failure ??= error
      throw error
    },
    onUndone: forget => void forgetful.push(forget),
  }
  return {
    session,
    transaction(work) {
      if (writing) throw new Error('a transaction is open already')
      writing = true
      failure = undefined
      try {
        return db.transaction(() => {
          const value = work()
          if (failure !== undefined) throw failure
          return value
        })
      } catch (error) {
        for (const forget of forgetful) forget()
        throw error
      } finally {
        writing = false
      }
    },
  }
}
