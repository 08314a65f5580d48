import { type Words } from './words.ts'

/** Plain data that explains an error to a program: shown in `--json`, never holding personal data or secrets. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/**
 * An expected failure: a stable code for programs, words for the clerk, and what the clerk can do next.
 * `Code` is a union of literals in each use case, so that a caller can answer every one.
 */
export interface AppError<Code extends string = string> {
  readonly code: Code
  /** What is wrong. */
  readonly text: Words
  /** What to do next; absent only where nothing can be done. */
  readonly next?: Words
  readonly data?: ErrorData
}

export function appError<const Code extends string>(
  code: Code,
  text: Words,
  extra: { next?: Words; data?: ErrorData } = {},
): AppError<Code> {
  return { code, text, ...extra }
}
