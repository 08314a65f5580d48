/** An expected outcome as a value: either `ok` with a value or a failure with an error. Faults are exceptions, not Results. */
export type Result<T, E> = Ok<T> | Err<E>

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Err<E> {
  readonly ok: false
  readonly error: E
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const err = <E>(error: E): Err<E> => ({ ok: false, error })

/** The value, or throws: for places where a failure would be a fault of the program, not of the input. */
export function mustBeOk<T>(result: Result<T, unknown>, what: string): T {
  if (result.ok) return result.value
  throw new Error(`${what}: ${JSON.stringify(result.error)}`)
}
