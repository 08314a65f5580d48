import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Err, type Result } from '../../../shared/kernel/result.ts'

/** An expected failure on its way to the end of a command: said in its own words, exit code 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly error: AppError
  constructor(error: AppError) {
    super(error.text.en)
    this.error = error
  }
}

/** The value of a call. @throws Refusal when the call was refused */
export function must<T>(answer: Result<T, AppError> | Err<AppError>): T {
  if (answer.ok) return answer.value
  throw new Refusal(answer.error)
}

const isErr = (answer: unknown): answer is Err<AppError> =>
  typeof answer === 'object' && answer !== null && 'error' in answer && 'ok' in answer && answer.ok === false

/** The answer of a call that can only be refused at the gate. @throws Refusal */
export function allowed<T>(answer: T | Err<AppError>): T {
  if (isErr(answer)) throw new Refusal(answer.error)
  return answer as T
}
